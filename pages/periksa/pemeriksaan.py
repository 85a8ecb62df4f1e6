"""Pemeriksaan: what the chain still lacks, rule by rule and pokja by pokja, and where to fix it."""

from itertools import groupby

import streamlit as st

from model.format import rentang_baris
from model.pemeriksaan.daftar import SEMUA
from model.pemeriksaan.dasar import Bobot
from model.permissions import Hak, Jangkauan, jangkauan
from model.queries.hitung_temuan import SaringanTemuan, count_temuan
from model.queries.pemeriksaan import list_temuan
from model.queries.pengabaian import count_pengabaian
from pages.exports.temuan import KOLOM_TEMUAN
from pages.periksa.wajar import ask_declare, ask_revoke, show_wajar
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.daftar import PER_HALAMAN, show_daftar
from pages.shared.perbaikan import url_of
from pages.shared.pulang import pulang_ke
from pages.shared.saringan_temuan import PilihanTemuan, choose_temuan, list_kolom
from pages.shared.tautan import PEMERIKSAAN
from pages.shared.unduh import download_table

MAKS_UNDUHAN = 50_000

pelaku = require_pelaku()


def draw_kalimat(pilihan: PilihanTemuan, pokja_id: int | None) -> None:
    hitungan = data.read_today(count_temuan)
    html.show(
        "periksa/kalimat.html",
        kalimat=pilihan.kalimat(hitungan.jumlah(pilihan.saringan), hitungan),
        menyaring=pilihan.menyaring,
        wajar=data.read(count_pengabaian, saringan=pilihan.saringan),
        alamat=pilihan.alamat,
        batas=hitungan.batas,
        milik=next((p for p in list_kolom() if p.id == pokja_id), None),
        jumlah_milik=hitungan.jumlah(SaringanTemuan(pokja_id)),
        butir_milik=hitungan.diperiksa(pokja_id),
        pokja=pilihan.pokja,
    )


def draw_matriks(pilihan: PilihanTemuan) -> None:
    html.show(
        "periksa/matriks.html",
        semua=SEMUA,
        kolom=list_kolom(),
        hitungan=data.read_today(count_temuan),
        pilihan=pilihan,
        Saringan=SaringanTemuan,
        berat=Bobot.BERAT,
    )


def draw_daftar(
    pilihan: PilihanTemuan, mulai_dari: int, jumlah: int, ubah: Jangkauan, mutakhirkan: Jangkauan
) -> None:
    hitungan, saringan = data.read_today(count_temuan), pilihan.saringan
    halaman = mulai_dari // PER_HALAMAN + 1 if mulai_dari else None
    daftar = data.read_today(
        list_temuan,
        saringan=saringan,
        mulai_dari=mulai_dari,
        sebanyak=PER_HALAMAN,
        hitungan=hitungan,
    )
    html.show(
        "periksa/daftar.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kelompok=[list(same) for _, same in groupby(daftar, key=lambda t: t.aturan)],
        pilihan=pilihan,
        diperiksa=hitungan.diperiksa(saringan.pokja_id),
        hitungan=hitungan,
        ubah=ubah,
        boleh={Hak.UBAH_RANTAI: ubah, Hak.MUTAKHIRKAN: mutakhirkan},
        url_of=url_of,
        pulang=pulang_ke(PEMERIKSAAN, **pilihan.alamat, halaman=halaman),
        hari=data.today(),
    )


def show_temuan(pilihan: PilihanTemuan) -> None:
    saringan = pilihan.saringan
    data.draw(draw_kalimat, pilihan=pilihan, pokja_id=pelaku.pokja_id)
    data.draw(draw_matriks, pilihan=pilihan)
    jumlah = data.read_today(count_temuan).jumlah(saringan)
    with show_daftar(
        draw_daftar,
        jumlah,
        of=saringan,
        pilihan=pilihan,
        ubah=jangkauan(pelaku, Hak.UBAH_RANTAI),
        mutakhirkan=jangkauan(pelaku, Hak.MUTAKHIRKAN),
    ):
        download_table(
            "temuan",
            "Temuan pemeriksaan",
            KOLOM_TEMUAN,
            lambda: data.read_once(list_temuan, saringan=saringan, sebanyak=MAKS_UNDUHAN),
            saringan=pilihan.kalimat(jumlah),
        )


st.title("Pemeriksaan")
pilihan = choose_temuan()
if not (ask_declare(pelaku, pilihan) or ask_revoke(pelaku, pilihan)):
    if pilihan.wajar:
        show_wajar(pelaku, pilihan)
    else:
        show_temuan(pilihan)
