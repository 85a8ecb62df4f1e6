"""What the risk map is narrowed to: its widgets, its address, its sentence."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from model.choices import JenisSkala, Posisi
from model.queries.acuan import Aturan, Pilihan
from model.queries.risiko import SaringanRisiko
from pages.shared import filters
from pages.shared.kalimat import kalimat_daftar, kata_cari, kata_pd, kata_pokja


@dataclass(frozen=True)
class PilihanRisiko:
    """The filters as chosen; `sel` is the cell (kemungkinan, dampak), None for the whole map."""

    posisi: Posisi
    pokja: Pilihan | None
    kategori: Pilihan | None
    pemilik: Pilihan | None
    prioritas: bool
    cari: str
    sel: tuple[int, int] | None

    @property
    def peta(self) -> SaringanRisiko:
        """Return what the map counts: every cell."""
        return SaringanRisiko(
            posisi=self.posisi,
            pokja_id=self.pokja.id if self.pokja else None,
            kategori_id=self.kategori.id if self.kategori else None,
            pd_id=self.pemilik.id if self.pemilik else None,
            prioritas=self.prioritas,
            cari=self.cari,
        )

    @property
    def daftar(self) -> SaringanRisiko:
        """Return what the list holds: the chosen cell, or all."""
        return replace(self.peta, sel=self.sel)

    @property
    def alamat(self) -> dict[str, Any]:
        """Return the filters as they stand in the address, without the cell."""
        return {
            "posisi": self.posisi.label if self.posisi != Posisi.SAAT_INI else None,
            "pokja": self.pokja.nama if self.pokja else None,
            "kategori": self.kategori.nama if self.kategori else None,
            "pd": self.pemilik.singkat if self.pemilik else None,
            "prioritas": "Ya" if self.prioritas else None,
            "cari": self.cari,
        }

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out of the list."""
        return self.daftar != SaringanRisiko(posisi=self.posisi)

    def kalimat(self, jumlah: int, aturan: Aturan) -> str:
        """Return in words what the list of `jumlah` risiko holds."""
        parts = [f"posisi {self.posisi.label.lower()}"]
        if self.prioritas:
            parts.append(f"besaran {aturan.batas_prioritas} ke atas")
        if self.sel:
            parts += [
                f"{jenis.value} {tingkat} ({aturan.skala[jenis, tingkat][0]})"
                for jenis, tingkat in zip(JenisSkala, self.sel, strict=True)
            ]
        return kalimat_daftar(
            jumlah,
            "risiko",
            *parts,
            kata_pokja(self.pokja),
            f"kategori {self.kategori.nama}" if self.kategori else "",
            kata_pd(self.pemilik, "pemilik"),
            kata_cari(self.cari),
        )


def choose_risiko() -> PilihanRisiko:
    """Draw the filters of the map in one row that wraps, and return what they say."""
    filters.place_notices()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(width=250):
            posisi = filters.select_choice("Posisi", Posisi, key="posisi", default=Posisi.SAAT_INI)
        with st.container(width=200):
            pokja = filters.select_pokja()
        with st.container(width=130):
            prioritas = filters.select_yes("Hanya prioritas", key="prioritas")
        with st.container(width=170):
            kategori = filters.select_kategori()
        with st.container(width=170):
            pemilik = filters.select_perangkat_daerah("Pemilik risiko")
        with st.container(width=170):
            cari = filters.input_search()
    kemungkinan = filters.param_int("k", "Kemungkinan", 1, 5)
    dampak = filters.param_int("d", "Dampak", 1, 5)
    sel = (kemungkinan, dampak) if kemungkinan and dampak else None
    return PilihanRisiko(posisi, pokja, kategori, pemilik, prioritas, cari, sel)
