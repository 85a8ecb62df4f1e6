"""Indikator risiko: all of the forum by state, or those of one risiko with their values."""

import streamlit as st

from model.format import rentang_baris
from model.queries.indikator import SaringanIndikator, count_indikator, list_indikator
from model.queries.objek import get_objek
from pages.exports.pantau import KOLOM_INDIKATOR
from pages.risiko.indikator_satu import show_satu
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.daftar import PER_HALAMAN, show_daftar
from pages.shared.saringan_pantau import PilihanIndikator, choose_indikator
from pages.shared.unduh import download_table

pelaku = require_pelaku()


def draw_kalimat(pilihan: PilihanIndikator, jumlah: int) -> None:
    semua = SaringanIndikator(pokja_id=pilihan.saringan.pokja_id)
    html.show(
        "risiko/indikator_kalimat.html",
        kalimat=pilihan.kalimat(jumlah),
        menyaring=pilihan.menyaring,
        hitungan=data.read_today(count_indikator, saringan=semua),
        pokja=pilihan.pokja.nama if pilihan.pokja else None,
        pilih=pilihan.keadaan,
    )


def draw_daftar(saringan: SaringanIndikator, mulai_dari: int, jumlah: int, menyaring: bool) -> None:
    daftar = data.read_today(
        list_indikator, saringan=saringan, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN
    )
    html.show(
        "risiko/indikator_tabel.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kosong="Tidak ada indikator yang cocok. Longgarkan atau hapus saringan."
        if menyaring
        else "Belum ada indikator. Indikator ditambahkan dari halaman sebuah risiko.",
        daftar=daftar,
        hari=data.today(),
        pokja=saringan.pokja_id is None,
    )


def show_semua() -> None:
    st.title("Indikator risiko")
    pilihan = choose_indikator()
    saringan = pilihan.saringan
    jumlah = sum(data.read_today(count_indikator, saringan=saringan).values())
    data.draw(draw_kalimat, pilihan=pilihan, jumlah=jumlah)
    with show_daftar(
        draw_daftar, jumlah, of=saringan, saringan=saringan, menyaring=pilihan.menyaring
    ):
        download_table(
            "indikator-risiko",
            "Indikator risiko",
            KOLOM_INDIKATOR,
            lambda: data.read_once(list_indikator, saringan=saringan),
            saringan=pilihan.kalimat(jumlah),
        )


kode = st.query_params.get("kode", "")[:40]
objek = data.read(get_objek, kode=kode, huruf="R") if kode else None
if objek is not None:
    show_satu(objek, pelaku)
else:
    if kode:
        html.show("rincian/tidak_ada.html", nama="risiko", kode=kode, kini=data.is_kini())
    show_semua()
