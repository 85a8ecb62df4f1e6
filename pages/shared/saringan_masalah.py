"""What the list of permasalahan is narrowed to: its widgets, its address, its sentence."""

from dataclasses import dataclass

import streamlit as st

from model.queries.acuan import Pilihan
from model.queries.masalah import SaringanMasalah
from pages.shared import filters
from pages.shared.kalimat import kalimat_daftar, kata_cari, kata_pd, kata_pokja


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
        return kalimat_daftar(
            jumlah,
            what,
            kata_pokja(self.pokja),
            kata_pd(self.pd, "perangkat daerah"),
            kata_cari(self.cari),
        )


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
