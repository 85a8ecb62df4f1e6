"""What the findings of the pemeriksaan are narrowed to: widgets, address, sentence."""

from dataclasses import dataclass

import streamlit as st

from model.format import angka
from model.pemeriksaan.daftar import SEMUA
from model.pemeriksaan.dasar import AturanPeriksa, Bobot
from model.queries.acuan import Pilihan, list_pokja
from model.queries.hitung_temuan import FORUM, HitunganTemuan, SaringanTemuan
from pages.shared import data, filters
from pages.shared.kalimat import kalimat_daftar

LINTAS = Pilihan(FORUM, "forum", "Lintas", "Lintas pokja")


@dataclass(frozen=True)
class PilihanTemuan:
    """The filters as chosen; `wajar` asks for what was declared in order."""

    pokja: Pilihan | None = None
    aturan: AturanPeriksa | None = None
    bobot: Bobot | None = None
    wajar: bool = False

    @property
    def saringan(self) -> SaringanTemuan:
        """Return what the queries take."""
        return SaringanTemuan(
            pokja_id=self.pokja.id if self.pokja else None,
            aturan=self.aturan.kunci if self.aturan else "",
            bobot=self.bobot,
        )

    @property
    def alamat(self) -> dict[str, str]:
        """Return the filters as they stand in the address."""
        named = {
            "pokja": self.pokja.nama if self.pokja else "",
            "aturan": self.aturan.nama if self.aturan else "",
            "bobot": self.bobot.label if self.bobot else "",
            "wajar": filters.YA if self.wajar else "",
        }
        return {name: value for name, value in named.items() if value}

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out."""
        return self.saringan != SaringanTemuan()

    def kalimat(self, jumlah: int, hitungan: HitunganTemuan | None = None) -> str:
        """Return in words what the list of `jumlah` holds, and of how many objects."""
        what = "temuan yang dinyatakan wajar" if self.wajar else "temuan"
        head = kalimat_daftar(jumlah, what)
        pokja_id = self.pokja.id if self.pokja else None
        if hitungan is not None and pokja_id != FORUM:
            head += f" dari {angka(hitungan.diperiksa(pokja_id))} butir diperiksa"
        pokja = self.pokja.nama if self.pokja else ""
        parts = (
            pokja if pokja_id == FORUM else f"Pokja {pokja}" if pokja else "",
            self.aturan.nama.lower() if self.aturan else "",
            f"bobot {self.bobot.label.lower()}" if self.bobot else "",
        )
        return " · ".join(part for part in (head, *parts) if part)


def list_kolom() -> list[Pilihan]:
    """Return the columns of the matrix: the pokja, and what belongs to none."""
    return [*data.read(list_pokja), LINTAS]


def choose_temuan() -> PilihanTemuan:
    """Draw the filters in one row, and return what they say."""
    with st.container(key="saringan-temuan"):
        filters.place_notices()
        aturan_box, pokja_box, bobot_box, wajar_box = st.columns(
            [6, 5, 3, 3], gap="small", vertical_alignment="bottom"
        )
        with aturan_box:
            aturan = filters.select_one("Aturan", SEMUA, key="aturan", label_of=lambda a: a.nama)
        with pokja_box:
            pokja = filters.select_one(
                "Pokja", list_kolom(), key="pokja", label_of=lambda p: p.nama
            )
        with bobot_box:
            bobot = filters.select_one(
                "Bobot", list(Bobot), key="bobot", label_of=lambda b: b.label
            )
        with wajar_box:
            wajar = filters.select_yes("Dinyatakan wajar", key="wajar")
    return PilihanTemuan(pokja, aturan, bobot, wajar)
