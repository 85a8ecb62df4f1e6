"""Two points in time on the risk map: what moved between them, and the maps side by side."""

from dataclasses import dataclass

import streamlit as st

from model.pindah import Gerak, Perpindahan, compare
from model.queries.pergerakan import map_letak
from model.queries.risiko import SaringanRisiko
from model.titik import Titik
from pages.risiko.bagian_peta import draw_legenda, draw_peta, read_aturan
from pages.shared import data, html
from pages.shared.kalimat import awal_besar
from pages.shared.saringan_risiko import PilihanRisiko
from pages.shared.tautan import PETA_RISIKO, url

MAKS_KELUAR = 50
UBIN = {
    Gerak.NAIK: ("besaran naik", "merah"),
    Gerak.TURUN: ("besaran turun", "hijau"),
    Gerak.TETAP: ("sel tetap", ""),
    Gerak.BARU: ("baru tercatat", "biru"),
}


@dataclass(frozen=True)
class Ubin:
    """One number of the comparison; without an address it opens nothing."""

    jumlah: int
    nama: str
    warna: str = ""
    alamat: str = ""
    dipilih: bool = False


def read_pindah(dari: Titik, sampai: Titik, saringan: SaringanRisiko) -> Perpindahan:
    """Return what moved; raises TitikTidakAda when nothing is known of one of the two."""
    return data.make(_pindah, dari=dari, sampai=sampai, saringan=saringan)


def _pindah(dari: Titik, sampai: Titik, saringan: SaringanRisiko) -> Perpindahan:
    everything = SaringanRisiko(posisi=saringan.posisi)
    before = data.read_at(dari, map_letak, saringan=everything)
    chosen = data.read_at(dari, map_letak, saringan=saringan)
    after = data.read_at(sampai, map_letak, saringan=saringan)
    return compare(before, chosen, after, read_aturan(sampai))


def _tiles(pindah: Perpindahan, pilihan: PilihanRisiko) -> list[Ubin]:
    tiles = []
    for gerak, (nama, warna) in UBIN.items():
        jumlah, dipilih = pindah.jumlah(gerak), gerak == pilihan.gerak
        alamat = url(PETA_RISIKO, **(pilihan.alamat | {"gerak": gerak.label, "asal": None}))
        tiles.append(Ubin(jumlah, nama, warna, alamat if jumlah or dipilih else "", dipilih))
    return [*tiles, Ubin(len(pindah.keluar), "tidak lagi dalam saringan")]


def draw_banding(pilihan: PilihanRisiko, dari: Titik, kata_sampai: str) -> None:
    """Draw the numbers of what moved."""
    sampai = data.titik()
    pindah = read_pindah(dari, sampai, pilihan.dasar)
    asked = pilihan.gerak is not None or pilihan.asal is not None
    html.show(
        "risiko/banding.html",
        pindah=pindah,
        posisi=pilihan.posisi,
        kata_dari=pilihan.kata_banding,
        kata_sampai=kata_sampai,
        aturan_beda=read_aturan(dari).id != read_aturan(sampai).id,
        daftar=_tiles(pindah, pilihan),
        semua=url(PETA_RISIKO, **(pilihan.alamat | {"gerak": None, "asal": None})) if asked else "",
        MAKS=MAKS_KELUAR,
    )


def show_dua_peta(pilihan: PilihanRisiko, dari: Titik, kata_sampai: str) -> None:
    """Show the map then beside the map now, each with its levels."""
    sampai = data.titik()
    judul = {dari: pilihan.kata_banding, sampai: kata_sampai}
    for place, titik, nama in zip(
        st.columns(2, gap="medium"), (dari, sampai), ("lalu", "kini"), strict=True
    ):
        with place:
            data.draw(
                draw_peta, titik=titik, pilihan=pilihan, judul=awal_besar(judul[titik]), nama=nama
            )
            data.draw(draw_legenda, titik=titik, pilihan=pilihan)
