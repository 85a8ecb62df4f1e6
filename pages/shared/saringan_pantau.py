"""What the lists of indikator and of kejadian risiko are narrowed to: widgets and sentence."""

from dataclasses import dataclass

import streamlit as st

from model.choices import KeadaanIndikator
from model.queries.acuan import Pilihan
from model.queries.indikator import SaringanIndikator
from model.queries.kejadian import SaringanKejadian, list_tahun_kejadian
from pages.shared import data, filters
from pages.shared.kalimat import kalimat_daftar, kata_cari, kata_pokja


@dataclass(frozen=True)
class PilihanIndikator:
    """The filters of the indikator as chosen."""

    pokja: Pilihan | None = None
    keadaan: tuple[KeadaanIndikator, ...] = ()
    cari: str = ""

    @property
    def saringan(self) -> SaringanIndikator:
        """Return what the queries take."""
        return SaringanIndikator(self.pokja.id if self.pokja else None, self.keadaan, self.cari)

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out of the list."""
        return self.saringan != SaringanIndikator()

    def kalimat(self, jumlah: int) -> str:
        """Return in words what the list of `jumlah` indikator holds."""
        states = " atau ".join(keadaan.label.lower() for keadaan in self.keadaan)
        return kalimat_daftar(
            jumlah,
            "indikator risiko",
            f"keadaan {states}" if states else "",
            kata_pokja(self.pokja),
            kata_cari(self.cari),
        )


def choose_indikator() -> PilihanIndikator:
    """Draw the filters of the indikator in one row, and return what they say."""
    filters.place_notices()
    search, pokja_box, state_box = st.columns([4, 4, 4], gap="small", vertical_alignment="bottom")
    with search:
        cari = filters.input_search()
    with pokja_box:
        pokja = filters.select_pokja()
    with state_box:
        keadaan = filters.select_many("Keadaan", KeadaanIndikator, key="keadaan")
    return PilihanIndikator(pokja, keadaan, cari)


@dataclass(frozen=True)
class PilihanKejadian:
    """The filters of the events as chosen."""

    pokja: Pilihan | None = None
    kategori: Pilihan | None = None
    tahun: int | None = None
    cari: str = ""

    @property
    def saringan(self) -> SaringanKejadian:
        """Return what the queries take."""
        return SaringanKejadian(
            pokja_id=self.pokja.id if self.pokja else None,
            kategori_id=self.kategori.id if self.kategori else None,
            tahun=self.tahun,
            cari=self.cari,
        )

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out of the list."""
        return self.saringan != SaringanKejadian()

    def kalimat(self, jumlah: int) -> str:
        """Return in words what the list of `jumlah` events holds."""
        return kalimat_daftar(
            jumlah,
            "kejadian risiko",
            f"tahun {self.tahun}" if self.tahun else "",
            kata_pokja(self.pokja),
            f"kategori {self.kategori.nama}" if self.kategori else "",
            kata_cari(self.cari),
        )


def choose_kejadian() -> PilihanKejadian:
    """Draw the filters of the events in one row, and return what they say."""
    filters.place_notices()
    boxes = st.columns([4, 4, 3, 3], gap="small", vertical_alignment="bottom")
    with boxes[0]:
        cari = filters.input_search()
    with boxes[1]:
        pokja = filters.select_pokja()
    with boxes[2]:
        kategori = filters.select_kategori()
    with boxes[3]:
        tahun = filters.select_one(
            "Tahun", data.read(list_tahun_kejadian), key="tahun", label_of=str
        )
    return PilihanKejadian(pokja, kategori, tahun, cari)
