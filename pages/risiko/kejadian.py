"""Kejadian risiko: what came true in the whole forum, one event whole, and recording one."""

import streamlit as st

from model.format import rentang_baris
from model.queries.kejadian import SaringanKejadian, list_jumlah_kejadian, list_kejadian
from model.queries.objek import get_objek
from pages.exports.pantau import KOLOM_KEJADIAN
from pages.risiko.kejadian_satu import show_baru, show_satu
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.daftar import PER_HALAMAN, show_daftar
from pages.shared.saringan_pantau import PilihanKejadian, choose_kejadian
from pages.shared.unduh import download_table

pelaku = require_pelaku()


def draw_kalimat(pilihan: PilihanKejadian, jumlah: int) -> None:
    html.show(
        "risiko/kejadian_kalimat.html",
        kalimat=pilihan.kalimat(jumlah),
        menyaring=pilihan.menyaring,
        hitungan=data.read(list_jumlah_kejadian, saringan=pilihan.saringan),
        kategori=pilihan.kategori.nama if pilihan.kategori else None,
        tahun=pilihan.tahun,
    )


def draw_daftar(saringan: SaringanKejadian, mulai_dari: int, jumlah: int, menyaring: bool) -> None:
    daftar = data.read_today(
        list_kejadian, saringan=saringan, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN
    )
    html.show(
        "risiko/kejadian_tabel.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kosong="Tidak ada kejadian yang cocok. Longgarkan atau hapus saringan."
        if menyaring
        else "Belum ada kejadian. Kejadian dicatat dari halaman risikonya.",
        daftar=daftar,
        pokja=saringan.pokja_id is None,
    )


def show_semua() -> None:
    st.title("Kejadian risiko")
    pilihan = choose_kejadian()
    saringan = pilihan.saringan
    jumlah = sum(p.jumlah for p in data.read(list_jumlah_kejadian, saringan=saringan))
    data.draw(draw_kalimat, pilihan=pilihan, jumlah=jumlah)
    with show_daftar(
        draw_daftar, jumlah, of=saringan, saringan=saringan, menyaring=pilihan.menyaring
    ):
        download_table(
            "kejadian-risiko",
            "Kejadian risiko",
            KOLOM_KEJADIAN,
            lambda: data.read_once(list_kejadian, saringan=saringan),
            saringan=pilihan.kalimat(jumlah),
        )


kode = st.query_params.get("kode", "")[:40]
objek = data.read(get_objek, kode=kode, huruf="R") if kode else None
if objek is not None and st.query_params.get("baru"):
    show_baru(objek, pelaku)
elif st.query_params.get("kejadian"):
    show_satu(pelaku)
else:
    show_semua()
