"""What the list of keputusan is narrowed to: its widgets, its address, its sentence."""

from dataclasses import dataclass

import streamlit as st

from model.choices import StatusKeputusan
from model.queries.acuan import Pilihan
from model.queries.keputusan import SaringanKeputusan
from pages.shared import filters
from pages.shared.kalimat import kalimat_daftar, kata_cari, kata_pd, kata_pokja


@dataclass(frozen=True)
class PilihanKeputusan:
    """The filters as chosen."""

    pokja: Pilihan | None = None
    pd: Pilihan | None = None
    status: tuple[StatusKeputusan, ...] = ()
    terlambat: bool = False
    cari: str = ""

    @property
    def saringan(self) -> SaringanKeputusan:
        """Return what the queries take."""
        return SaringanKeputusan(
            pokja_id=self.pokja.id if self.pokja else None,
            pd_id=self.pd.id if self.pd else None,
            status=self.status,
            terlambat=self.terlambat,
            cari=self.cari,
        )

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out of the list."""
        return self.saringan != SaringanKeputusan()

    def kalimat(self, jumlah: int) -> str:
        """Return in words what the list of `jumlah` keputusan holds."""
        what = "keputusan terlambat" if self.terlambat else "keputusan"
        return kalimat_daftar(
            jumlah,
            what,
            f"status {' atau '.join(s.label for s in self.status)}" if self.status else "",
            kata_pokja(self.pokja),
            kata_pd(self.pd),
            kata_cari(self.cari),
        )


def choose_keputusan() -> PilihanKeputusan:
    """Draw the filters of the list in one row, and return what they say."""
    with st.container(key="saringan-keputusan"):
        filters.place_notices()
        search, pokja_box, pd_box, status_box, late_box = st.columns(
            [5, 5, 4, 4, 3], gap="small", vertical_alignment="bottom"
        )
        with search:
            cari = filters.input_search()
        with pokja_box:
            pokja = filters.select_pokja()
        with pd_box:
            pd = filters.select_perangkat_daerah("Penanggung jawab")
        with status_box:
            status = filters.select_many("Status", StatusKeputusan, key="status")
        with late_box:
            terlambat = filters.select_yes("Terlambat", key="terlambat")
    return PilihanKeputusan(pokja, pd, status, terlambat, cari)
