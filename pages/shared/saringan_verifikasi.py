"""What the queue of claims is narrowed to: its widgets, its address, its sentence."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from model.queries.acuan import Pilihan, list_perangkat_daerah, list_pokja
from model.queries.verifikasi import SaringanVerifikasi
from pages.shared import data, filters
from pages.shared.kalimat import kalimat_daftar, kata_cari, kata_pd, kata_pokja


@dataclass(frozen=True)
class PilihanVerifikasi:
    """The filters as chosen."""

    pokja: Pilihan | None = None
    pd: Pilihan | None = None
    cari: str = ""

    @property
    def saringan(self) -> SaringanVerifikasi:
        """Return what the queries take."""
        return SaringanVerifikasi(
            pokja_id=self.pokja.id if self.pokja else None,
            pd_id=self.pd.id if self.pd else None,
            cari=self.cari,
        )

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out."""
        return self.saringan != SaringanVerifikasi()

    @property
    def alamat(self) -> dict[str, Any]:
        """Return the filters as they stand in an address."""
        values = {
            "pokja": self.pokja.nama if self.pokja else "",
            "pd": self.pd.singkat if self.pd else "",
            "cari": self.cari,
        }
        return {name: value for name, value in values.items() if value}

    def kalimat(self, jumlah: int, what: str) -> str:
        """Return in words what a list of `jumlah` holds."""
        return kalimat_daftar(
            jumlah, what, kata_pokja(self.pokja), kata_pd(self.pd), kata_cari(self.cari)
        )


def choose_verifikasi() -> PilihanVerifikasi:
    """Draw the filters in one row, and return what they say."""
    with st.container(key="saringan-verifikasi"):
        filters.place_notices()
        search, pokja_box, pd_box = st.columns([5, 5, 5], gap="small", vertical_alignment="bottom")
        with search:
            cari = filters.input_search()
        with pokja_box:
            pokja = filters.select_pokja()
        with pd_box:
            pd = filters.select_perangkat_daerah("Penanggung jawab")
    return PilihanVerifikasi(pokja, pd, cari)


def read_verifikasi() -> PilihanVerifikasi:
    """Return the filters that the address of one claim carries along; no widgets are drawn."""
    pokja = {p.nama: p for p in data.read(list_pokja)}
    pd = {p.singkat: p for p in data.read(list_perangkat_daerah)}
    params = st.query_params
    return PilihanVerifikasi(
        pokja.get(params.get("pokja", "")),
        pd.get(params.get("pd", "")),
        params.get("cari", "")[: filters.MAKS_CARI],
    )
