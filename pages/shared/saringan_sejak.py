"""Between which two points in time a page compares: its widgets, its address, its words."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from model.arus import JenisPerubahan
from model.format import tanggal
from model.queries.acuan import Pilihan
from model.queries.tutup import RakorBeku, list_rakor_beku
from model.titik import KINI, Titik, label_rakor, parse_titik
from pages.shared import data, filters
from pages.shared.kalimat import kata_pokja

SEKARANG = "Sekarang"
TANGGAL = "Tanggal tertentu"


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
            **_address("dari", self.dari, self.kata_dari),
            **_address("sampai", self.sampai, self.kata_sampai),
            "pokja": self.pokja.nama if self.pokja else None,
        }


def _address(key: str, titik: Titik | None, label: str) -> dict[str, object]:
    """Return how the boxes write a point in time into the address; now is not written."""
    if titik is None or titik == KINI:
        return {}
    return {key: TANGGAL, f"{key}_tanggal": titik.hari} if titik.hari else {key: label}


def labels_of(daftar: list[RakorBeku]) -> dict[str, Titik]:
    """Return the closed rakor by what they are called; of two on the same days the number tells."""
    names = [label_rakor(rakor.mulai, rakor.selesai) for rakor in daftar]
    return {
        nama if names.count(nama) == 1 else f"{nama} (nomor {rakor.id})": Titik(rakor_id=rakor.id)
        for nama, rakor in zip(names, daftar, strict=True)
    }


def _follow_address(**options: dict[str, Titik | None]) -> None:
    """Go on to the labels for each `rakor-3`, `kini` or `2026-10-01` that a link gives.

    The boxes know the labels alone, and read the address only as a page begins.
    """
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    meant = dict(address)
    for key, labels in options.items():
        titik = parse_titik(st.query_params.get(key, ""))
        if titik is not None and titik.hari is not None:
            meant |= {key: [TANGGAL], f"{key}_tanggal": [titik.hari.isoformat()]}
        elif titik is not None:
            named = [label for label, option in labels.items() if option == titik]
            meant[key] = named or meant[key]
    if meant != address:
        st.switch_page("pages/rakor/sejak.py", query_params=meant)


def _choose(label: str, key: str, options: dict[str, Titik | None]) -> tuple[Titik | None, str]:
    """Draw a box, and a day below it when one is asked for; return what is meant, and in words."""
    titik = filters.select_named(label, options, key=key)
    if titik is not None:
        name = next(nama for nama, option in options.items() if option == titik)
        return titik, "sekarang" if titik == KINI else name
    hari: date | None = filters.input_date(f"{label} tanggal", key=f"{key}_tanggal")
    return (Titik(hari=hari), tanggal(hari)) if hari else (None, "")


def choose_sejak() -> PilihanSejak:
    """Draw the choices in the address, and return what they say."""
    closed = labels_of(data.read(list_rakor_beku))
    first: dict[str, Titik | None] = {**closed, TANGGAL: None}
    last: dict[str, Titik | None] = {SEKARANG: KINI, **closed, TANGGAL: None}
    _follow_address(dari=first, sampai=last)
    with st.container(key="saringan-sejak"):
        filters.place_notices()
        left, right, pokja_box, kind_box = st.columns(4, gap="small")
        with left:
            dari, kata_dari = _choose("Dari", "dari", first)
        with right:
            sampai, kata_sampai = _choose("Sampai", "sampai", last)
        with pokja_box:
            pokja = filters.select_pokja()
        with kind_box:
            jenis = filters.select_one(
                "Jenis perubahan", list(JenisPerubahan), key="jenis", label_of=lambda j: j.label
            )
    return PilihanSejak(dari, sampai, kata_dari, kata_sampai, pokja, jenis)
