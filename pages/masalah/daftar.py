"""Permasalahan of all pokja: what answers each of them, and which has no solusi yet."""

import streamlit as st

from model.format import rentang_baris
from model.queries.masalah import SaringanMasalah, count_masalah, list_masalah
from pages.exports.masalah import KOLOM_MASALAH
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.daftar import PER_HALAMAN, show_daftar
from pages.shared.saringan_masalah import PilihanMasalah, choose_masalah
from pages.shared.unduh import download_table

require_pelaku()


def draw_kalimat(pilihan: PilihanMasalah, jumlah: int) -> None:
    kalimat, menyaring = pilihan.kalimat(jumlah), pilihan.menyaring
    html.show("masalah/kalimat.html", kalimat=kalimat, menyaring=menyaring, jumlah=jumlah)


def draw_daftar(saringan: SaringanMasalah, mulai_dari: int, jumlah: int, menyaring: bool) -> None:
    daftar = data.read_today(
        list_masalah, saringan=saringan, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN
    )
    html.show(
        "masalah/tabel.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kosong="Tidak ada permasalahan yang cocok. Longgarkan atau hapus saringan."
        if menyaring
        else "Belum ada permasalahan. Permasalahan ditambahkan dari halaman pokja.",
        daftar=daftar,
        pokja=saringan.pokja_id is None,
    )


st.title("Permasalahan")
pilihan = choose_masalah()
saringan = pilihan.saringan
jumlah = data.read(count_masalah, saringan=saringan)
data.draw(draw_kalimat, pilihan=pilihan, jumlah=jumlah)

with show_daftar(draw_daftar, jumlah, of=saringan, saringan=saringan, menyaring=pilihan.menyaring):
    download_table(
        "permasalahan",
        "Permasalahan",
        KOLOM_MASALAH,
        lambda: data.read_once(list_masalah, saringan=saringan),
        saringan=pilihan.kalimat(jumlah),
    )
