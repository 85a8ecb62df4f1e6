"""What the list of what needs a decision is narrowed to: its widgets, its address, its sentence."""

from dataclasses import dataclass

import streamlit as st

from model.alasan_putusan import Sebab
from model.queries.acuan import Pilihan
from model.queries.calon_putusan import SaringanPutusan
from pages.shared import filters
from pages.shared.kalimat import kalimat_daftar, kata_pokja


@dataclass(frozen=True)
class PilihanPutusan:
    """The filters as chosen."""

    pokja: Pilihan | None = None
    sebab: tuple[Sebab, ...] = ()

    @property
    def saringan(self) -> SaringanPutusan:
        """Return what the queries take."""
        return SaringanPutusan(self.pokja.id if self.pokja else None, self.sebab)

    @property
    def alamat(self) -> dict[str, object]:
        """Return the filters as they stand in the address."""
        return {
            "pokja": self.pokja.nama if self.pokja else None,
            "sebab": [sebab.label for sebab in self.sebab],
        }

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out of the list."""
        return self.saringan != SaringanPutusan()

    def kalimat(self, jumlah: int) -> str:
        """Return in words what the list of `jumlah` objects holds."""
        sebab = " atau ".join(sebab.label.lower() for sebab in self.sebab)
        what = "hal yang perlu keputusan pimpinan"
        return kalimat_daftar(jumlah, what, kata_pokja(self.pokja), sebab)


def choose_putusan() -> PilihanPutusan:
    """Draw the filters of the list in one row, and return what they say."""
    with st.container(key="saringan-putusan"):
        filters.place_notices()
        left, right = st.columns([2, 3], gap="small", vertical_alignment="bottom")
        with left:
            pokja = filters.select_pokja()
        with right:
            sebab = filters.select_many("Sebab", Sebab, key="sebab")
    return PilihanPutusan(pokja, sebab)
