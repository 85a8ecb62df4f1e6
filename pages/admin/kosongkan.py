"""Mulai memakai sungguhan: the example data goes, and the first admin comes."""

import streamlit as st

from model.commands.kosongkan import empty_store, remove_berkas
from model.commands.pengguna import SandiSekali
from model.errors import InvalidIsian
from model.isian_pengguna import IsianAdminPertama
from model.permissions import Hak, Pelaku
from model.sandi import new_one_time
from pages.shared import data, forms, html
from pages.shared.akses import forget, recall, remember, require_pelaku

KATA = "KOSONGKAN"
CALON = "kosongkan.calon"

pelaku = require_pelaku(Hak.KOSONGKAN)


def name_admin() -> None:
    """Ask for the first admin; the password is shown before anything is done."""
    with st.form("kosongkan.admin", enter_to_submit=False):
        for name, field in IsianAdminPertama.model_fields.items():
            st.text_input(
                field.title or name, key=f"kosongkan.{name}", max_chars=80, help=field.description
            )
        submitted = st.form_submit_button("Lanjut", type="primary")
    if not submitted:
        return
    values = {name: recall(f"kosongkan.{name}", "") for name in IsianAdminPertama.model_fields}
    try:
        isian = IsianAdminPertama.check(values)
    except InvalidIsian as refusal:
        forms.show_refusal(refusal)
        return
    remember(CALON, SandiSekali(0, isian.nama_masuk, isian.nama, new_one_time()))
    st.rerun()


def confirm(calon: SandiSekali, pelaku: Pelaku) -> None:
    """Empty the store once the password is noted and the word is typed."""
    place = st.empty()
    with place.container():
        html.show("akun/sandi_sekali.html", akun=calon, lanjut=[])
        st.text("Catat sandi itu sekarang. Sandi berlaku setelah data dikosongkan.")
        st.text_input(f"Ketik {KATA} untuk melanjutkan", key="kosongkan.kata", max_chars=20)
        with st.container(horizontal=True):
            pressed = st.button("Kosongkan sekarang", key="kosongkan.kirim", type="primary")
            if st.button("Batal", key="kosongkan.batal"):
                forget("kosongkan.")
                st.rerun()
    if not pressed:
        return
    if recall("kosongkan.kata", "").strip() != KATA:
        html.show("ditolak.html", kalimat=[f"Ketik {KATA} dengan huruf besar dahulu."])
        return
    isian = IsianAdminPertama.check({"nama_masuk": calon.nama_masuk, "nama": calon.nama})
    saved = data.save(empty_store, pelaku=pelaku, isian=isian, sandi=calon.sandi)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    remove_berkas(saved.value)
    forget("kosongkan.")
    place.empty()
    html.show("admin/sudah_kosong.html", nama_masuk=calon.nama_masuk)


st.title("Mulai memakai sungguhan")
calon = recall(CALON)
if not data.is_contoh():
    html.show("admin/bukan_contoh.html")
else:
    html.show("admin/kosongkan.html")
    if calon is None:
        name_admin()
    else:
        confirm(calon, pelaku)
