"""Peta risiko: the 5×5 map, the rules it follows, and the risiko of a cell or of the whole map."""

from functools import partial

import streamlit as st

from model.choices import JenisSkala
from model.format import rentang_baris
from model.queries.acuan import get_aturan
from model.queries.risiko import SaringanRisiko, count_peta, frame_pergerakan, list_risiko
from pages.charts.risiko import chart_pergerakan
from pages.exports.risiko import KOLOM_RISIKO
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.chart import Bagan, show_chart
from pages.shared.saringan_risiko import PilihanRisiko, choose_risiko
from pages.shared.unduh import download_table

PER_HALAMAN = 50

require_pelaku()


def draw_peta(pilihan: PilihanRisiko) -> None:
    html.show(
        "risiko/peta.html",
        aturan=data.read_today(get_aturan),
        daftar=data.read_today(count_peta, saringan=pilihan.peta),
        posisi=pilihan.posisi,
        sel=pilihan.sel,
        alamat=pilihan.alamat,
    )


def draw_aturan() -> None:
    html.show("risiko/aturan.html", aturan=data.read_today(get_aturan), JenisSkala=JenisSkala)


def draw_kalimat(pilihan: PilihanRisiko, jumlah: int) -> None:
    html.show(
        "risiko/kalimat.html",
        kalimat=pilihan.kalimat(jumlah, data.read_today(get_aturan)),
        jumlah=jumlah,
        menyaring=pilihan.menyaring,
    )


def draw_daftar(pilihan: PilihanRisiko, jumlah: int, mulai_dari: int) -> None:
    daftar = data.read_today(
        list_risiko, saringan=pilihan.daftar, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN
    )
    html.show(
        "risiko/tabel.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kosong="Tidak ada risiko yang cocok. Longgarkan saringan atau pilih sel lain."
        if pilihan.menyaring
        else "Belum ada risiko. Risiko ditambahkan dari halaman pokja.",
        daftar=daftar,
        pokja=pilihan.pokja is None,
        lengkap=True,
        posisi=pilihan.posisi,
    )


def make_pergerakan(saringan: SaringanRisiko) -> Bagan | None:
    frame = data.read_today(frame_pergerakan, saringan=saringan)
    bands = data.read_today(get_aturan).bands
    return None if frame.empty else partial(chart_pergerakan, frame, bands)


st.title("Peta risiko")
pilihan = choose_risiko()

left, right = st.columns([5, 3], gap="medium")
with left:
    data.draw(draw_peta, pilihan=pilihan)
with right:
    data.draw(draw_aturan)

jumlah = sum(
    sel.jumlah
    for sel in data.read_today(count_peta, saringan=pilihan.peta)
    if pilihan.sel in (None, (sel.kemungkinan, sel.dampak))
)
data.draw(draw_kalimat, pilihan=pilihan, jumlah=jumlah)
isi = st.container()
halaman = filters.select_halaman(jumlah, PER_HALAMAN, of=pilihan.daftar)
with isi:
    data.draw(draw_daftar, pilihan=pilihan, jumlah=jumlah, mulai_dari=(halaman - 1) * PER_HALAMAN)
download_table(
    "risiko",
    "Daftar risiko",
    KOLOM_RISIKO,
    lambda: data.read_once(list_risiko, saringan=pilihan.daftar),
    saringan=pilihan.kalimat(jumlah, data.read_today(get_aturan)),
)

if jumlah:
    show_chart(
        "pergerakan-risiko",
        "Pergerakan risiko",
        "Besaran inheren, saat ini, dan target dari paling banyak sepuluh risiko tertinggi "
        "dalam daftar.",
        make_pergerakan,
        saringan=pilihan.daftar,
    )
