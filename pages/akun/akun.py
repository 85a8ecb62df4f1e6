"""Akun saya: who I am here, where I am signed in, and what the forum knows about me."""

import streamlit as st

from model.clock import now
from model.commands.akun import end_one_sesi, set_surel_aktif
from model.commands.sesi import end_sesi
from model.permissions import HAK_PERAN, Hak, Lingkup, Pelaku
from model.queries.pengguna import AkunRinci, BarisSesi, get_pengguna, list_sesi
from pages.shared import data, html
from pages.shared.akses import current_sesi, require_pelaku
from pages.shared.akun import act, download_data_pribadi

pelaku = require_pelaku(Hak.UNDUH)


def show_siapa(akun: AkunRinci) -> None:
    html.show(
        "akun/siapa.html",
        akun=akun,
        bersandi=akun.bersandi,
        SEMUA=Lingkup.SEMUA,
        wewenang=[
            (hak, HAK_PERAN[pelaku.peran][hak]) for hak in Hak if hak in HAK_PERAN[pelaku.peran]
        ],
    )


def show_satu_sesi(sesi: BarisSesi, pelaku: Pelaku) -> None:
    ini = sesi.id == current_sesi().id
    with st.container(horizontal=True, vertical_alignment="center"):
        html.show("akun/satu_sesi.html", s=sesi, ini=ini)
        if not ini and st.button("Akhiri", key=f"akhiri.{sesi.id}", icon=":material/logout:"):
            act(end_one_sesi, "Sesi itu berakhir.", pelaku=pelaku, sesi_id=sesi.id)


def show_sesi(pelaku: Pelaku, pengguna_id: int) -> None:
    st.header("Tempat Anda masuk")
    for sesi in data.read_now(list_sesi, pengguna_id=pengguna_id, saat=now()):
        show_satu_sesi(sesi, pelaku)
    with st.popover("Keluar dari semua perangkat", icon=":material/devices_off:"):
        st.text("Semua sesi berakhir, termasuk di perangkat ini. Anda perlu masuk lagi.")
        if st.button("Keluar dari semua", key="keluar_semua", type="primary"):
            message = "Anda keluar dari semua perangkat."
            act(end_sesi, message, pelaku=pelaku, pengguna_id=pengguna_id)


def show_data(akun: AkunRinci, pelaku: Pelaku) -> None:
    st.header("Surel dan data saya")
    wanted = st.toggle(
        "Kirimi saya pengingat lewat surel",
        value=akun.surel_aktif and bool(akun.surel),
        disabled=not akun.surel,
        key=f"surel_aktif.{akun.versi}",
        help=None if akun.surel else "Akun Anda belum mempunyai alamat surel.",
    )
    if akun.surel and wanted != akun.surel_aktif:
        message = (
            "Pengingat lewat surel dinyalakan." if wanted else "Pengingat lewat surel dimatikan."
        )
        act(set_surel_aktif, message, pelaku=pelaku, aktif=wanted)
    html.show("akun/data.html")
    download_data_pribadi("Unduh data saya", pelaku=pelaku, pengguna_id=akun.baris.id)


st.title("Akun saya")
if akun := data.read_now(get_pengguna, pengguna_id=pelaku.id):
    show_siapa(akun)
    show_sesi(pelaku, akun.baris.id)
    show_data(akun, pelaku)
