"""Layar rapat: screens that show the dashboard in meeting rooms without anybody signing in."""

import streamlit as st

from model.clock import now
from model.commands.layar import TautanBaru, create_layar, new_tautan, revoke_layar
from model.isian_pengguna import IsianLayar
from model.permissions import Hak
from model.queries.layar import BarisLayar, KeadaanLayar, list_layar
from pages.shared import data, forms, html
from pages.shared.akses import require_pelaku
from pages.shared.akun import act
from pages.shared.alamat import origin
from pages.shared.tautan import LAYAR_MASUK

pelaku = require_pelaku(Hak.KELOLA_LAYAR)


def show_tautan(layar: TautanBaru) -> None:
    with place:
        html.show(
            "admin/tautan_layar.html", layar=layar, alamat=f"{origin()}{LAYAR_MASUK}/{layar.token}"
        )


def renew(layar_id: int) -> None:
    saved = data.save(new_tautan, pelaku=pelaku, layar_id=layar_id)
    if saved.ok:
        show_tautan(saved.value)
    else:
        forms.show_refusal(saved.refusal)


def show_layar(layar: BarisLayar) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        html.show("admin/layar.html", b=layar)
        revoked = layar.keadaan == KeadaanLayar.DICABUT
        if st.button("Tautan baru", key=f"tautan.{layar.id}", icon=":material/link:"):
            renew(layar.id)
        if not revoked:
            with st.popover("Cabut", icon=":material/link_off:"):
                st.text("Layarnya langsung keluar dan tautannya tidak berlaku lagi.")
                if st.button("Cabut layar ini", key=f"cabut.{layar.id}", type="primary"):
                    act(revoke_layar, "Layar dicabut.", pelaku=pelaku, layar_id=layar.id)


def ask() -> TautanBaru | None:
    made: TautanBaru | None = forms.edit_form(
        "layar.baru",
        IsianLayar,
        pelaku=pelaku,
        command=create_layar,
        values={},
        options={},
        button="Buat layar dan tautannya",
        message="",
    )
    return made


def add() -> None:
    form = st.empty()
    with form.container():
        made = ask()
    if made:
        show_tautan(made)
        with form.container():
            ask()  # an empty one again


st.title("Layar rapat")
html.show("admin/kepala_layar.html")
place = st.container()
isi = st.container()
st.header("Tambah layar")
add()
with isi:
    daftar = data.read_now(list_layar, saat=now())
    used = [layar for layar in daftar if layar.keadaan != KeadaanLayar.DICABUT]
    revoked = [layar for layar in daftar if layar.keadaan == KeadaanLayar.DICABUT]
    if not used:
        html.show("kosong.html", kalimat="Belum ada layar. Tambahkan di bawah ini.")
    for layar in used:
        show_layar(layar)
    if revoked:
        with st.expander(f"Dicabut ({len(revoked)})"):
            for layar in revoked:
                show_layar(layar)
