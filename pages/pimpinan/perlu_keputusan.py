"""Perlu keputusan: everything that is put before pimpinan, with the reasons of each."""

import streamlit as st

from model.format import rentang_baris
from model.pimpinan import count_putusan, read_putusan
from pages.exports.putusan import KOLOM_PUTUSAN
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.daftar import PER_HALAMAN, show_daftar
from pages.shared.pulang import KEMBALI, pulang_ke
from pages.shared.saringan_putusan import PilihanPutusan, choose_putusan
from pages.shared.tautan import PERLU_KEPUTUSAN
from pages.shared.unduh import download_table

KOSONG = "Tidak ada yang perlu keputusan pimpinan."
TERSARING = "Tidak ada yang cocok. Longgarkan atau hapus saringan."

require_pelaku()


def draw_kalimat(pilihan: PilihanPutusan, jumlah: int, asal: str) -> None:
    html.show(
        "pimpinan/kalimat.html",
        kalimat=pilihan.kalimat(jumlah),
        menyaring=pilihan.menyaring,
        jumlah=jumlah,
        asal=asal,
    )


def draw_daftar(pilihan: PilihanPutusan, mulai_dari: int, jumlah: int, asal: str) -> None:
    halaman = mulai_dari // PER_HALAMAN + 1 if mulai_dari else None
    daftar = data.read_live(
        read_putusan,
        titik=data.titik(),
        saringan=pilihan.saringan,
        mulai_dari=mulai_dari,
        sebanyak=PER_HALAMAN,
    )
    html.show(
        "pimpinan/tabel.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kosong=TERSARING if pilihan.menyaring else KOSONG,
        daftar=daftar,
        pokja=pilihan.pokja is None,
        hari=data.today(),
        pulang=pulang_ke(PERLU_KEPUTUSAN, **pilihan.alamat, halaman=halaman, kembali=asal),
    )


st.title("Yang perlu keputusan pimpinan")
pilihan = choose_putusan()
asal = st.query_params.get(KEMBALI, "")
jumlah = data.read_live(count_putusan, titik=data.titik(), saringan=pilihan.saringan)
data.draw(draw_kalimat, pilihan=pilihan, jumlah=jumlah, asal=asal)

with show_daftar(draw_daftar, jumlah, of=pilihan.saringan, pilihan=pilihan, asal=asal):
    download_table(
        "perlu-keputusan",
        "Yang perlu keputusan pimpinan",
        KOLOM_PUTUSAN,
        lambda: data.read_live(read_putusan, titik=data.titik(), saringan=pilihan.saringan),
        saringan=pilihan.kalimat(jumlah),
    )
