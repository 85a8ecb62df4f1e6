"""What the list of permasalahan is narrowed to: its widgets, its address, its sentence."""

from dataclasses import dataclass

import streamlit as st

from model.format import angka
from model.queries.acuan import Pilihan
from model.queries.masalah import SaringanMasalah
from pages.shared import filters


@dataclass(frozen=True)
class PilihanMasalah:
    """The filters as chosen."""

    pokja: Pilihan | None = None
    pd: Pilihan | None = None
    tanpa_solusi: bool = False
    cari: str = ""

    @property
    def saringan(self) -> SaringanMasalah:
        """Return what the queries take."""
        return SaringanMasalah(
            pokja_id=self.pokja.id if self.pokja else None,
            pd_id=self.pd.id if self.pd else None,
            tanpa_solusi=self.tanpa_solusi,
            cari=self.cari,
        )

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out of the list."""
        return self.saringan != SaringanMasalah()

    def kalimat(self, jumlah: int) -> str:
        """Return in words what the list of `jumlah` permasalahan holds."""
        what = "permasalahan tanpa solusi" if self.tanpa_solusi else "permasalahan"
        parts = [f"{angka(jumlah)} {what}" if jumlah else f"Tidak ada {what}"]
        if self.pokja:
            parts.append(f"Pokja {self.pokja.nama}")
        if self.pd:
            parts.append(f"perangkat daerah {self.pd.singkat}")
        if self.cari:
            parts.append(f"memuat “{self.cari}”")
        return " · ".join(parts)


def choose_masalah() -> PilihanMasalah:
    """Draw the filters of the list in one row, and return what they say."""
    with st.container(key="saringan-masalah"):
        filters.place_notices()
        search, pokja_box, pd_box, tanpa_box = st.columns(
            [5, 5, 5, 3], gap="small", vertical_alignment="bottom"
        )
        with search:
            cari = filters.input_search()
        with pokja_box:
            pokja = filters.select_pokja()
        with pd_box:
            pd = filters.select_perangkat_daerah()
        with tanpa_box:
            tanpa_solusi = filters.select_yes("Tanpa solusi", key="tanpa_solusi")
    return PilihanMasalah(pokja, pd, tanpa_solusi, cari)
