"""Prakiraan: the chance that open rencana aksi miss their tenggat, and why."""

from dataclasses import replace
from datetime import date

import streamlit as st

from model import clock
from model.choices import Ketepatan
from model.format import rentang_baris
from model.prakiraan.alasan import list_alasan, list_hitungan, list_nilai, tanda
from model.prakiraan.baca import (
    BarisPrakiraan,
    Kejadian,
    kejadian_of,
    read_laju,
    rekap_pokja,
)
from model.prakiraan.faktor import MAKS_POKJA
from model.prakiraan.hitung import SEDANG_DARI, TINGGI_DARI, perkirakan
from model.prakiraan.laju import BOBOT_FORUM, LajuForum
from model.queries.acuan import list_pokja
from model.queries.akhir_aksi import map_akhir
from model.queries.aksi import count_aksi
from model.queries.prakiraan import SaringanCalon, count_calon
from pages.exports.prakiraan import KOLOM_PRAKIRAAN
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.daftar import PER_HALAMAN, show_daftar
from pages.shared.prakiraan import list_prakiraan
from pages.shared.saringan_prakiraan import PeluangDari, PilihanPrakiraan, choose_prakiraan
from pages.shared.unduh import download_table

# What docs/prakiraan.md prints, in one sentence.
HASIL_UJI = (
    "Uji 23 November 2026 atas 274 prakiraan mingguan (67 rencana aksi) yang tidak dipakai untuk "
    "memilih nilai: skor Brier 0,068, dibandingkan dengan 0,157 bila hanya memakai aturan "
    "berisiko terlambat dan 0,121 dengan laju lurus (makin kecil makin baik). Dari yang diberi "
    "peluang 90 % ke atas, 99 % memang terlewat."
)

require_pelaku()


def list_dipilih(pilihan: PilihanPrakiraan) -> list[BarisPrakiraan]:
    return pilihan.keep(list_prakiraan(pilihan.saringan(data.today())))


def count_dipilih(pilihan: PilihanPrakiraan) -> int:
    return len(list_dipilih(pilihan))


def count_kejadian(baris: list[BarisPrakiraan], kini: date) -> Kejadian:
    akhir = data.read_live(map_akhir, aksi_ids=tuple(b.aksi.id for b in baris))
    return kejadian_of(baris, akhir, kini=kini)


def draw_ringkas(pilihan: PilihanPrakiraan, kini: date) -> None:
    saringan = pilihan.saringan(data.today())
    late, open_ended = (
        data.read_today(count_aksi, saringan=replace(pilihan.aksi, ketepatan=(kind,)))
        for kind in (Ketepatan.TERLAMBAT, Ketepatan.TANPA_TENGGAT)
    )
    html.show(
        "aksi/prakiraan_ringkas.html",
        perkiraan=perkirakan(b.prakiraan.peluang for b in list_prakiraan(saringan)),
        semua=data.read_today(count_calon, saringan=saringan),
        kejadian=None if data.is_kini() else count_kejadian(list_prakiraan(saringan), kini),
        terlambat=late,
        tanpa_tenggat=open_ended,
        pilihan=pilihan,
    )


def draw_tabel(pilihan: PilihanPrakiraan, jumlah: int, mulai_dari: int) -> None:
    daftar = list_dipilih(pilihan)[mulai_dari : mulai_dari + PER_HALAMAN]
    html.show(
        "aksi/prakiraan_tabel.html",
        kalimat=pilihan.kalimat(jumlah),
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        daftar=daftar,
        alasan=[list_alasan(b.prakiraan) for b in daftar],
        pilihan=pilihan,
        ada=bool(list_prakiraan(pilihan.saringan(data.today()))),
        sedang=SEDANG_DARI,
        tinggi=TINGGI_DARI,
    )


def draw_pokja(pilihan: PilihanPrakiraan) -> None:
    laju: LajuForum = data.make(read_laju, titik=data.titik())
    rows = list_prakiraan(replace(pilihan, pokja=None).saringan(data.today()))
    rekap = rekap_pokja(rows, laju, data.read(list_pokja))
    html.show(
        "aksi/prakiraan_pokja.html",
        rekap=rekap,
        semua=perkirakan(b.prakiraan.peluang for b in rows).jumlah,
        pilihan=pilihan,
        tinggi=PeluangDari.TINGGI.label,
    )


def draw_hitung(pilihan: PilihanPrakiraan, contoh: bool) -> None:
    found = list_prakiraan(SaringanCalon(kode=(pilihan.kode,))) if pilihan.kode else []
    baris = next(iter(found or list_dipilih(pilihan)), None)
    poin = baris.prakiraan.poin if baris else 0
    html.show(
        "aksi/prakiraan_hitung.html",
        baris=baris,
        contoh=not found,
        tidak_ada="" if found else pilihan.kode,
        hitungan=list_hitungan(baris.prakiraan) if baris else [],
        jumlah=tanda(poin),
        pangkat=f"{tanda(-poin)}/10".lstrip("+"),
        nilai=list_nilai(),
        tanda=tanda,
        maks_pokja=MAKS_POKJA,
        bobot=BOBOT_FORUM,
        data_contoh=contoh,
        hasil_uji=HASIL_UJI,
    )


st.title("Prakiraan")
pilihan = choose_prakiraan()
daftar = replace(pilihan, kode="")
jumlah = data.make(count_dipilih, pilihan=daftar)

data.draw(draw_ringkas, pilihan=daftar, kini=clock.today())
with show_daftar(draw_tabel, jumlah, of=daftar, pilihan=daftar):
    download_table(
        "prakiraan",
        "Yang mungkin terlewat",
        KOLOM_PRAKIRAAN,
        lambda: list_dipilih(daftar),
        saringan=pilihan.kalimat(jumlah),
    )
data.draw(draw_pokja, pilihan=daftar)
data.draw(draw_hitung, pilihan=pilihan, contoh=data.is_contoh())
