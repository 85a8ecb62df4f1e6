"""The button that shows a risiko or a rencana aksi on every screen of the running rakor."""

import streamlit as st

from model.commands.panduan import steer
from model.permissions import Hak, Pelaku, may_somewhere
from model.queries.objek import Objek
from model.queries.panduan import get_denyut, get_panduan
from pages.shared import data, forms
from pages.shared.akses import toast_next_run


def show_tampil(objek: Objek, pelaku: Pelaku) -> None:
    """Offer to show an object to the room, to whoever steers while a rakor runs."""
    if objek.ditarik_pada is not None or not may_somewhere(pelaku, Hak.KELOLA_RAKOR):
        return
    rakor_id = data.read_now(get_denyut).rakor_id
    if rakor_id is None:
        return
    slide = f"objek.{objek.kode}"
    shown = data.read_now(get_panduan, rakor_id=rakor_id).slide == slide
    label = "Sedang di layar" if shown else "Tampilkan di layar"
    if st.button(label, icon=":material/cast:", key="tampilkan", disabled=shown):
        saved = data.save(steer, pelaku=pelaku, rakor_id=rakor_id, slide=slide)
        if not saved.ok:
            forms.show_refusal(saved.refusal)
            return
        toast_next_run(f"{objek.kode} ditampilkan di layar.")
        st.rerun()
