"""Between which two points in time a page compares: its widgets, its address, its words."""

from dataclasses import dataclass

import streamlit as st

from model.arus import JenisPerubahan
from model.queries.acuan import Pilihan
from model.queries.tutup import list_rakor_beku
from model.titik import KINI, Titik
from pages.shared import data, filters
from pages.shared.kalimat import kata_pokja
from pages.shared.pilih_titik import (
    SEKARANG,
    TANGGAL,
    choose_titik,
    follow_address,
    labels_of,
    titik_address,
)


@dataclass(frozen=True)
class PilihanSejak:
    """What is compared with what, as chosen. `dari` is None while no day has been given."""

    dari: Titik | None
    sampai: Titik | None
    kata_dari: str
    kata_sampai: str
    pokja: Pilihan | None = None
    jenis: JenisPerubahan | None = None

    @property
    def pokja_id(self) -> int | None:
        """Return the one pokja that is looked at, None for all."""
        return self.pokja.id if self.pokja else None

    @property
    def kalimat(self) -> str:
        """Return in words what is compared."""
        what = f"Perubahan dari {self.kata_dari} sampai {self.kata_sampai}"
        parts = (what, kata_pokja(self.pokja), self.jenis.label if self.jenis else "")
        return " · ".join(part for part in parts if part)

    @property
    def alamat(self) -> dict[str, object]:
        """Return what stands in the address of this page, the kind of change aside."""
        return {
            **titik_address("dari", self.dari, self.kata_dari),
            **titik_address("sampai", self.sampai, self.kata_sampai),
            "pokja": self.pokja.nama if self.pokja else None,
        }


def choose_sejak() -> PilihanSejak:
    """Draw the choices in the address, and return what they say."""
    closed = labels_of(data.read(list_rakor_beku))
    first: dict[str, Titik | None] = {**closed, TANGGAL: None}
    last: dict[str, Titik | None] = {SEKARANG: KINI, **closed, TANGGAL: None}
    follow_address("pages/rakor/sejak.py", dari=first, sampai=last)
    with st.container(key="saringan-sejak"):
        filters.place_notices()
        left, right, pokja_box, kind_box = st.columns(4, gap="small")
        with left:
            dari, kata_dari = choose_titik("Dari", "dari", first)
        with right:
            sampai, kata_sampai = choose_titik("Sampai", "sampai", last)
        with pokja_box:
            pokja = filters.select_pokja()
        with kind_box:
            jenis = filters.select_one(
                "Jenis perubahan", list(JenisPerubahan), key="jenis", label_of=lambda j: j.label
            )
    return PilihanSejak(dari, sampai, kata_dari, kata_sampai, pokja, jenis)
