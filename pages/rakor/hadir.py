"""Somebody records their own attendance, from the QR code on the screen."""

import streamlit as st

from model.choices import KeadaanRakor
from model.commands.kehadiran import record_hadir, withdraw_hadir
from model.permissions import Hak, may_somewhere
from model.queries.acuan import list_perangkat_daerah
from model.queries.kehadiran import (
    HadirSendiri,
    get_hadir_sendiri,
    get_pd_terakhir,
    is_kode_hadir,
    list_undangan,
)
from model.queries.panduan import get_denyut
from model.queries.rakor import RakorSingkat, get_rakor
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.akun import act

LAIN = 0

pelaku = require_pelaku(Hak.BACA)
kode = st.query_params.get("kode", "")[:100]


def find() -> RakorSingkat | None:
    """Return the rakor of the address, else the one that runs."""
    if "rakor" in st.query_params:
        rakor_id = filters.param_int("rakor", "Rakor", 1, 2**31 - 1)
    else:
        rakor_id = data.read_now(get_denyut).rakor_id
    return data.read(get_rakor, rakor_id=rakor_id) if rakor_id else None


def choose_pd(rakor: RakorSingkat, mulai: int | None) -> int | None:
    """Return the own perangkat daerah of a PIC, else the one chosen: invited ones, or any."""
    if pelaku.pd_id is not None:
        return pelaku.pd_id
    diundang = {pd.id: pd.nama for pd in data.read(list_undangan, rakor_id=rakor.id)}
    semua = {pd.id: pd.nama for pd in data.read(list_perangkat_daerah)}
    if mulai is not None:
        diundang = {mulai: semua[mulai]} | diundang
    pilihan = diundang | {LAIN: "Lainnya, tidak diundang"}
    chosen = st.selectbox(
        "Perangkat daerah", list(pilihan), format_func=lambda i: pilihan.get(i, ""),
        index=list(pilihan).index(mulai) if mulai is not None else None,
        key="hadir.pd", placeholder="Pilih perangkat daerah",
    )  # fmt: skip
    if chosen != LAIN:
        return chosen
    lain = {i: nama for i, nama in semua.items() if i not in diundang}
    return st.selectbox(
        "Perangkat daerah lain", list(lain), format_func=lambda i: lain.get(i, ""), index=None,
        key="hadir.pd_lain", placeholder="Pilih perangkat daerah",
    )  # fmt: skip


def record(rakor: RakorSingkat, pd_id: int | None, button: str) -> None:
    if not st.button(button, type="primary", key="hadir.kirim", width="stretch"):
        return
    if pd_id is None:
        html.show("ditolak.html", kalimat=["Pilih perangkat daerah Anda dahulu."])
        return
    message = "Kehadiran Anda tercatat."
    act(record_hadir, message, pelaku=pelaku, rakor_id=rakor.id, kode=kode, pd_id=pd_id)


def show_tercatat(rakor: RakorSingkat, hadir: HadirSendiri) -> None:
    html.show("rakor/hadir_tercatat.html", hadir=hadir, rakor=rakor)
    if rakor.keadaan != KeadaanRakor.BERLANGSUNG:
        return
    if pelaku.pd_id is None:
        with st.expander("Ganti perangkat daerah", icon=":material/edit:"):
            record(rakor, choose_pd(rakor, hadir.pd_id), "Simpan")
    with st.popover("Tarik kehadiran saya", icon=":material/undo:"):
        st.text("Anda tidak lagi tercatat hadir. Pindai kode QR lagi untuk mencatatnya kembali.")
        if st.button("Tarik kehadiran", key="hadir.tarik"):
            act(withdraw_hadir, "Kehadiran Anda ditarik.", pelaku=pelaku, rakor_id=rakor.id)


def show_belum(rakor: RakorSingkat) -> None:
    """Draw the button, or why there is none."""
    if rakor.keadaan != KeadaanRakor.BERLANGSUNG:
        html.show("rakor/hadir_tutup.html", rakor=rakor)
    elif not data.read_now(is_kode_hadir, rakor_id=rakor.id, kode=kode):
        html.show("rakor/hadir_kode.html", salah=bool(kode))
    else:
        pd = {pd.id: pd.nama for pd in data.read(list_perangkat_daerah)}
        html.show("rakor/hadir_siapa.html", pelaku=pelaku, pd=pd.get(pelaku.pd_id or 0))
        terakhir = data.read(get_pd_terakhir, pengguna_id=pelaku.id or 0)
        record(rakor, choose_pd(rakor, terakhir), "Saya hadir")
        html.show("rakor/hadir_berikut.html", pelaku=pelaku)


st.title("Kehadiran")
rakor = find()
if rakor is None:
    html.show("rakor/hadir_tidak_ada.html")
    st.stop()
html.show("rakor/hadir_kepala.html", rakor=rakor)
if not may_somewhere(pelaku, Hak.HADIR):
    html.show("rakor/hadir_dicatat.html")
    st.stop()
hadir = data.read(get_hadir_sendiri, rakor_id=rakor.id, pengguna_id=pelaku.id or 0)
with st.container(key="hadir-sendiri"):
    if hadir:
        show_tercatat(rakor, hadir)
    else:
        show_belum(rakor)
