"""Bukti dukung on the page of a rencana aksi or a risiko: what there is, adding, withdrawing."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from model.commands.bukti import add_bukti, restore_bukti, withdraw_bukti
from model.errors import DomainError
from model.permissions import Hak, Pelaku, may, may_somewhere
from model.queries.bukti import list_bukti
from model.queries.objek import Objek
from model.verifikasi import is_locked
from pages.shared import data, forms, html
from pages.shared.akses import toast_next_run
from pages.shared.unggah import SELESAI, input_lampiran, times_saved

# By the letter of what they belong to: the name of its id, and who keeps its bukti.
MILIK = {"A": "aksi_id", "R": "risiko_id"}
HAK = {"A": Hak.MUTAKHIRKAN, "R": Hak.UBAH_RANTAI}


def draw_bukti(unduh: bool, aksi_id: int | None = None, risiko_id: int | None = None) -> None:
    """Draw the bukti of one row; with links to the files only where `unduh` allows."""
    daftar = data.read(list_bukti, aksi_id=aksi_id, risiko_id=risiko_id)
    html.show("bukti/daftar.html", daftar=daftar, unduh=unduh)


def may_download(pelaku: Pelaku) -> bool:
    """Return whether to draw links to files; the answer to them checks again."""
    return may_somewhere(pelaku, Hak.UNDUH)


def show_bukti(objek: Objek, pelaku: Pelaku) -> None:
    """Draw the bukti of a rencana aksi or a risiko, and what this person may do about it."""
    milik = {MILIK[objek.huruf]: objek.id}
    data.draw(draw_bukti, unduh=may_download(pelaku), **milik)
    nilai = objek.nilai
    locked = objek.ditarik_pada is not None or is_locked(nilai.get("verifikasi", ""))
    pd_id = nilai.get("pd_id")
    if locked or not may(pelaku, HAK[objek.huruf], pokja_id=objek.pokja_id, pd_id=pd_id):
        return
    with st.container(horizontal=True):
        # A new name after each save: one that has done its work closes.
        key = f"tambah.{objek.kode}.{times_saved(objek.kode)}"
        with st.popover("Tambah bukti", icon=":material/attach_file_add:", key=key):
            _draw_form(objek, pelaku, milik)
        _draw_choice(
            f"bukti.{objek.kode}.tarik", "Tarik bukti", ":material/attach_file_off:",
            "Bukti yang ditarik", "Bukti yang ditarik tidak tampil lagi dan tidak dapat diunduh.",
            "Tarik bukti ini", "Bukti dukung ditarik.",
            withdraw_bukti, pelaku, milik,
        )  # fmt: skip
        _draw_choice(
            f"bukti.{objek.kode}.pulihkan", "Pulihkan bukti", ":material/restore:",
            "Bukti yang dipulihkan", "Bukti yang pernah ditarik dapat ditampilkan lagi.",
            "Pulihkan bukti ini", "Bukti dukung dipulihkan.",
            restore_bukti, pelaku, milik | {"ditarik": True},
        )  # fmt: skip


def _draw_form(objek: Objek, pelaku: Pelaku, milik: dict[str, int]) -> None:
    with st.form(key=f"bukti.{objek.kode}.form", enter_to_submit=False, border=False):
        lampiran = input_lampiran(objek.kode, SELESAI if objek.huruf == "A" else "")
        submitted = st.form_submit_button(
            "Simpan bukti", type="primary", icon=":material/save:"
        )  # fmt: skip
    if not submitted:
        return
    try:
        with lampiran.prepare() as bukti:
            saved = data.save(add_bukti, pelaku=pelaku, bukti=bukti, **milik)
    except DomainError as refusal:
        saved = data.Saved(refusal=refusal)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    lampiran.forget()
    toast_next_run("Bukti dukung tersimpan.")
    st.rerun()


def _draw_choice(
    key: str,
    judul: str,
    ikon: str,
    label: str,
    kalimat: str,
    tombol: str,
    pesan: str,
    command: Callable[..., Any],
    pelaku: Pelaku,
    daftar: dict[str, Any],
) -> None:
    """Offer to do something with one of the bukti that `daftar` asks for, when there is any."""
    nama = {bukti.id: bukti.nama for bukti in data.read(list_bukti, **daftar)}
    if not nama:
        return
    with st.popover(judul, icon=ikon):
        st.text(kalimat)
        bukti_id = st.selectbox(
            label, list(nama), index=None, format_func=nama.__getitem__, placeholder="Pilih",
            key=key,
        )  # fmt: skip
        if st.button(tombol, icon=":material/archive:", disabled=bukti_id is None):
            saved = data.save(command, pelaku=pelaku, bukti_id=bukti_id)
            if saved.ok:
                toast_next_run(pesan)
                st.rerun()
            forms.show_refusal(saved.refusal)
