"""Cari: codes and words over the whole chain."""

import streamlit as st

from model.cari.pertanyaan import MAKS_HURUF
from model.queries.pencarian import HasilCari, JenisCari, list_hasil_cari, search
from pages.shared import data, filters, html, tautan
from pages.shared.akses import require_pelaku
from pages.shared.pulang import pulang_ke

PER_HALAMAN = 20
CONTOH = ("KEU-A07", "A07", "perizinan", "penyerapan anggaran")

require_pelaku()


def draw_kalimat(cari: str, jenis: JenisCari, hasil: HasilCari) -> None:
    html.show("cari/kalimat.html", cari=cari, jenis=jenis, hasil=hasil, contoh=CONTOH)


def draw_daftar(cari: str, jenis: JenisCari, entri: tuple[int, ...], mulai: int) -> None:
    daftar = data.read_today(list_hasil_cari, cari=cari, entri=entri)
    chosen = None if jenis == JenisCari.SEMUA else jenis.label
    # What is found is there now: its link leads to now, also when the way here came by the past.
    html.show(
        "cari/daftar.html",
        daftar=daftar,
        mulai=mulai,
        hari=data.today(),
        pulang=pulang_ke(tautan.CARI, cari=cari, jenis=chosen),
    )


st.title("Cari")
with st.container(key="kotak-cari"):
    filters.place_notices()
    cari = filters.input_search(
        "Kode atau kata",
        petunjuk="misalnya KEU-A07 atau penyerapan anggaran",
        terpanjang=MAKS_HURUF,
        sambil_mengetik=True,
    )
    jenis = filters.select_choice(
        "Jenis", JenisCari, key="jenis", default=JenisCari.SEMUA, show_label=False
    )
hasil = data.read(search, cari=cari, jenis=jenis)
data.draw(draw_kalimat, cari=cari, jenis=jenis, hasil=hasil)

isi = st.container()
halaman = filters.select_halaman(hasil.jumlah, PER_HALAMAN, of=(cari, jenis))
with isi:
    mulai = (halaman - 1) * PER_HALAMAN
    if entri := hasil.entri[mulai : mulai + PER_HALAMAN]:
        data.draw(draw_daftar, cari=cari, jenis=jenis, entri=entri, mulai=mulai)
