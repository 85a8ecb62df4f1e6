"""Peta risiko: the 5×5 map or how risiko move on it, the rules it follows, the risiko of a cell."""

from dataclasses import replace
from functools import partial

import streamlit as st

from model.format import rentang_baris
from model.queries.acuan import get_aturan
from model.queries.risiko import SaringanRisiko, count_risiko, frame_pergerakan, list_risiko
from model.titik import TitikTidakAda, label_titik
from pages.charts.risiko import chart_pergerakan
from pages.exports.risiko import KOLOM_RISIKO
from pages.risiko.bagian_peta import download_peta, draw_aturan, draw_legenda, draw_peta
from pages.risiko.banding import draw_banding, read_pindah, show_dua_peta
from pages.risiko.pergerakan import MAKS_PANAH, show_arus, show_panah
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.chart import Bagan, show_chart
from pages.shared.pilih_risiko import choose_risiko
from pages.shared.pulang import KEMBALI
from pages.shared.saringan_risiko import PilihanRisiko, TampilanRisiko
from pages.shared.tautan import PETA_RISIKO, url
from pages.shared.unduh import download_table

PER_HALAMAN = 50
TERBALIK = "Hari pembanding harus lebih dahulu daripada hari yang ditampilkan. Pilih hari lain."

require_pelaku()


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


def draw_disaring(pilihan: PilihanRisiko, asal: str) -> None:
    html.show(
        "risiko/disaring.html",
        kalimat=pilihan.kalimat_peta(data.read_today(get_aturan)),
        hapus=url(PETA_RISIKO, **pilihan.tampilan_saja, kembali=asal),
    )


def make_pergerakan(saringan: SaringanRisiko) -> Bagan | None:
    frame = data.read_today(frame_pergerakan, saringan=saringan)
    bands = data.read_today(get_aturan).bands
    return None if frame.empty else partial(chart_pergerakan, frame, bands)


def compared(pilihan: PilihanRisiko) -> PilihanRisiko:
    """Return the choice with the ids of what the comparison picks, or without the comparison."""
    if pilihan.banding is None:
        return pilihan
    alone = replace(pilihan, banding=None, gerak=None, asal=None, nama_asal="")
    hari = pilihan.banding.hari
    if hari is not None and hari >= data.today():
        filters.notice(TERBALIK)
        return alone
    try:
        pindah = read_pindah(pilihan.banding, data.titik(), pilihan.dasar)
    except TitikTidakAda as refusal:
        filters.notice(str(refusal))
        return alone
    return replace(pilihan, ids=pindah.ids(pilihan.gerak, pilihan.asal))


def show_satu_peta(pilihan: PilihanRisiko) -> None:
    left, right = st.columns([5, 3], gap="medium")
    with left:
        data.draw(draw_peta, titik=data.titik(), pilihan=pilihan, judul="", nama="peta")
    with right:
        data.draw(draw_legenda, titik=data.titik(), pilihan=pilihan)
        data.draw(draw_aturan, titik=data.titik())


st.title("Peta risiko")
pilihan = compared(choose_risiko())
kini = data.read_live(label_titik, titik=data.titik())
jumlah = data.read_today(count_risiko, saringan=pilihan.daftar)

if replace(pilihan, sel=None).menyaring:
    data.draw(draw_disaring, pilihan=pilihan, asal=st.query_params.get(KEMBALI, ""))
if pilihan.banding:
    data.draw(draw_banding, pilihan=pilihan, dari=pilihan.banding, kata_sampai=kini)
if pilihan.tampilan == TampilanRisiko.PERGERAKAN:
    (show_panah if jumlah <= MAKS_PANAH else show_arus)(pilihan, jumlah, kini)
elif pilihan.banding:
    show_dua_peta(pilihan, pilihan.banding, kini)
else:
    show_satu_peta(pilihan)
if pilihan.banding or pilihan.tampilan == TampilanRisiko.PERGERAKAN:
    data.draw(draw_aturan, titik=data.titik())
if pilihan.tampilan == TampilanRisiko.PETA:
    download_peta(pilihan)

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

if jumlah and pilihan.tampilan == TampilanRisiko.PETA:
    show_chart(
        "pergerakan-risiko",
        "Pergerakan risiko",
        "Besaran inheren, saat ini, dan target dari paling banyak sepuluh risiko tertinggi "
        "dalam daftar.",
        make_pergerakan,
        saringan=pilihan.daftar,
    )
