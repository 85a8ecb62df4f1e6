"""One draft of the risk rules: its parts, what it would change, and its adoption."""

import streamlit as st

from model.choices import Choice
from model.permissions import Hak
from model.queries.aturan import BarisAturan, KeadaanAturan, get_rincian_aturan
from pages.admin import rancangan_isian as isian
from pages.admin.rancangan_banding import show_banding
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.ATUR_RISIKO)


class Bagian(Choice):
    """The parts of the page."""

    BANDING = "banding", "Perbandingan"
    UMUM = "umum", "Nama dan prioritas"
    MATRIKS = "matriks", "Matriks"
    BAND = "band", "Batas level"
    SELERA = "selera", "Selera"
    SKALA = "skala", "Teks skala"


TAMPIL = {
    Bagian.BANDING: show_banding,
    Bagian.UMUM: isian.show_umum,
    Bagian.MATRIKS: isian.show_matriks,
    Bagian.BAND: isian.show_band,
    Bagian.SELERA: isian.show_selera,
    Bagian.SKALA: isian.show_skala,
}


def draw_kepala(baris: BarisAturan) -> None:
    html.show("admin/rancangan_kepala.html", b=baris)


rancangan_id = filters.param_int("id", "Rancangan", 1, 2**31 - 1)
isi = data.read_today(get_rincian_aturan, aturan_id=rancangan_id) if rancangan_id else None
if isi is None:
    st.title("Rancangan aturan")
    html.show("admin/aturan_tidak_ada.html")
else:
    data.draw(draw_kepala, baris=isi.baris)
    if isi.baris.keadaan == KeadaanAturan.RANCANGAN:
        bagian = filters.select_choice(
            "Bagian", Bagian, key="bagian", default=Bagian.BANDING, show_label=False
        )
        TAMPIL[bagian](isi, pelaku)
