"""Keputusan of the forum: who has to do what until when, and what has become of it."""

import streamlit as st

from model.format import rentang_baris
from model.permissions import Hak, may_somewhere
from model.queries.keputusan import SaringanKeputusan, count_keputusan, list_keputusan
from pages.exports.keputusan import KOLOM_KEPUTUSAN
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.daftar import PER_HALAMAN, show_daftar
from pages.shared.saringan_keputusan import PilihanKeputusan, choose_keputusan
from pages.shared.tautan import RINCIAN, url
from pages.shared.unduh import download_table

MAKS_UNDUHAN = 50_000

pelaku = require_pelaku()


def draw_kalimat(pilihan: PilihanKeputusan, jumlah: int, tambah: str | None) -> None:
    html.show(
        "rakor/kalimat.html",
        kalimat=pilihan.kalimat(jumlah),
        menyaring=pilihan.menyaring,
        jumlah=jumlah,
        tambah=tambah,
    )


def draw_daftar(saringan: SaringanKeputusan, mulai_dari: int, jumlah: int, menyaring: bool) -> None:
    daftar = data.read_today(
        list_keputusan, saringan=saringan, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN
    )
    html.show(
        "rakor/tabel.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kosong="Tidak ada keputusan yang cocok. Longgarkan atau hapus saringan."
        if menyaring
        else "Belum ada keputusan. Sekretariat mencatatnya di halaman ini.",
        daftar=daftar,
        hari=data.today(),
        pokja=saringan.pokja_id is None,
    )


st.title("Keputusan")
pilihan = choose_keputusan()
saringan = pilihan.saringan
jumlah = data.read_today(count_keputusan, saringan=saringan)
nama = pilihan.pokja.nama if pilihan.pokja else None
tambah = url(RINCIAN["K"], baru=1, pokja=nama) if may_somewhere(pelaku, Hak.PUTUSKAN) else None
data.draw(draw_kalimat, pilihan=pilihan, jumlah=jumlah, tambah=tambah)

with show_daftar(draw_daftar, jumlah, of=saringan, saringan=saringan, menyaring=pilihan.menyaring):
    download_table(
        "keputusan",
        "Keputusan",
        KOLOM_KEPUTUSAN,
        lambda: data.read_once(list_keputusan, saringan=saringan, sebanyak=MAKS_UNDUHAN),
        saringan=pilihan.kalimat(jumlah),
    )
