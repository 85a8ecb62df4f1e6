"""Bukti dukung on the page of a rencana aksi: what there is, adding to it, withdrawing from it."""

import streamlit as st

from model.commands.bukti import add_bukti, withdraw_bukti
from model.errors import DomainError
from model.permissions import Hak, Pelaku, may, may_somewhere
from model.queries.bukti import list_bukti
from model.queries.objek import Objek
from model.verifikasi import is_locked
from pages.shared import data, forms, html
from pages.shared.akses import toast_next_run
from pages.shared.unggah import input_lampiran, times_saved


def draw_bukti(aksi_id: int, unduh: bool) -> None:
    """Draw the bukti of a rencana aksi; with links to the files only where `unduh` allows."""
    html.show("bukti/daftar.html", daftar=data.read(list_bukti, aksi_id=aksi_id), unduh=unduh)


def may_download(pelaku: Pelaku) -> bool:
    """Return whether to draw links to files; the answer to them checks again."""
    return may_somewhere(pelaku, Hak.UNDUH)


def show_bukti(objek: Objek, pelaku: Pelaku) -> None:
    """Draw the bukti of a rencana aksi, and what this person may do about it."""
    data.draw(draw_bukti, aksi_id=objek.id, unduh=may_download(pelaku))
    locked = objek.ditarik_pada is not None or is_locked(objek.nilai["verifikasi"])
    nilai = objek.nilai
    if locked or not may(
        pelaku, Hak.MUTAKHIRKAN, pokja_id=objek.pokja_id, pd_id=nilai["pd_id"]
    ):  # fmt: skip
        return
    with st.container(horizontal=True):
        # A new name after each save: one that has done its work closes.
        key = f"tambah.{objek.kode}.{times_saved(objek.kode)}"
        with st.popover("Tambah bukti", icon=":material/attach_file_add:", key=key):
            _draw_form(objek, pelaku)
        _draw_withdrawal(objek, pelaku)


def _draw_form(objek: Objek, pelaku: Pelaku) -> None:
    with st.form(key=f"bukti.{objek.kode}.form", enter_to_submit=False, border=False):
        lampiran = input_lampiran(objek.kode)
        submitted = st.form_submit_button(
            "Simpan bukti", type="primary", icon=":material/save:"
        )  # fmt: skip
    if not submitted:
        return
    try:
        with lampiran.prepare() as bukti:
            saved = data.save(add_bukti, pelaku=pelaku, aksi_id=objek.id, bukti=bukti)
    except DomainError as refusal:
        saved = data.Saved(refusal=refusal)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    lampiran.forget()
    toast_next_run("Bukti dukung tersimpan.")
    st.rerun()


def _draw_withdrawal(objek: Objek, pelaku: Pelaku) -> None:
    nama = {bukti.id: bukti.nama for bukti in data.read(list_bukti, aksi_id=objek.id)}
    if not nama:
        return
    with st.popover("Tarik bukti", icon=":material/attach_file_off:"):
        st.text("Bukti yang ditarik tidak tampil lagi dan tidak dapat diunduh.")
        bukti_id = st.selectbox(
            "Bukti yang ditarik", list(nama), index=None, format_func=nama.__getitem__,
            placeholder="Pilih", key=f"bukti.{objek.kode}.tarik",
        )  # fmt: skip
        if st.button("Tarik bukti ini", icon=":material/archive:", disabled=bukti_id is None):
            saved = data.save(withdraw_bukti, pelaku=pelaku, bukti_id=bukti_id)
            if saved.ok:
                toast_next_run("Bukti dukung ditarik.")
                st.rerun()
            forms.show_refusal(saved.refusal)
