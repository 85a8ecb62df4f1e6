"""What the forecasts are narrowed to: its widgets, its address, its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from model.choices import Choice
from model.prakiraan.baca import BarisPrakiraan
from model.prakiraan.hitung import SEDANG_DARI, TINGGI_DARI
from model.queries.acuan import Pilihan
from model.queries.aksi import SaringanAksi
from model.queries.prakiraan import SaringanCalon
from pages.shared import filters
from pages.shared.kalimat import kalimat_daftar, kata_pd, kata_pokja


class Jangka(Choice):
    """How far ahead the list looks."""

    TIGA_PULUH = "30", "30 hari"
    ENAM_PULUH = "60", "60 hari"
    SEMBILAN_PULUH = "90", "90 hari"

    @property
    def hari(self) -> int:
        """Return the number of days."""
        return int(self.value)


class PeluangDari(Choice):
    """The least chance that is listed."""

    SEMUA = "0", "Semua peluang"
    SEDANG = str(SEDANG_DARI), f"{SEDANG_DARI} % ke atas"
    TINGGI = str(TINGGI_DARI), f"{TINGGI_DARI} % ke atas"

    @property
    def persen(self) -> int:
        """Return the limit in percent."""
        return int(self.value)


@dataclass(frozen=True)
class PilihanPrakiraan:
    """The filters as chosen; `kode` is the action whose sum is shown."""

    pokja: Pilihan | None = None
    pd: Pilihan | None = None
    jangka: Jangka = Jangka.TIGA_PULUH
    dari: PeluangDari = PeluangDari.SEMUA
    kode: str = ""

    @property
    def menyaring(self) -> bool:
        """Return whether anything due in the time looked at is left out of the list."""
        return replace(self, jangka=Jangka.TIGA_PULUH, kode="") != PilihanPrakiraan()

    @property
    def aksi(self) -> SaringanAksi:
        """Return what lists of actions of the same owners take."""
        return SaringanAksi(
            pokja_id=self.pokja.id if self.pokja else None, pd_id=self.pd.id if self.pd else None
        )

    def saringan(self, hari: date) -> SaringanCalon:
        """Return what the reads take on a day; the chance is known only afterwards."""
        return SaringanCalon(
            pokja_id=self.pokja.id if self.pokja else None,
            pd_id=self.pd.id if self.pd else None,
            sampai=hari + timedelta(days=self.jangka.hari),
        )

    def keep(self, baris: Sequence[BarisPrakiraan]) -> list[BarisPrakiraan]:
        """Return the forecasts whose chance is wanted."""
        return [b for b in baris if b.prakiraan.peluang >= self.dari.persen]

    @property
    def alamat(self) -> dict[str, object]:
        """Return what stands in the address, the chosen action aside."""
        return {
            "pokja": self.pokja.nama if self.pokja else None,
            "pd": self.pd.singkat if self.pd else None,
            "jangka": self.jangka.label if self.jangka != Jangka.TIGA_PULUH else None,
            "peluang": self.dari.label if self.dari != PeluangDari.SEMUA else None,
        }

    def kalimat(self, jumlah: int) -> str:
        """Return in words what the list of `jumlah` forecasts holds."""
        return kalimat_daftar(
            jumlah,
            f"rencana aksi jatuh tempo dalam {self.jangka.label}",
            f"peluang terlewat {self.dari.label}" if self.dari.persen else "",
            kata_pokja(self.pokja),
            kata_pd(self.pd),
        )


def choose_prakiraan() -> PilihanPrakiraan:
    """Draw the filters in one row, and return what they say."""
    with st.container(key="saringan-prakiraan"):
        filters.place_notices()
        pokja_box, pd_box, ahead, least = st.columns(4, gap="small", vertical_alignment="bottom")
        with pokja_box:
            pokja = filters.select_pokja()
        with pd_box:
            pd = filters.select_perangkat_daerah("Penanggung jawab")
        with ahead:
            jangka = filters.select_order("Jatuh tempo dalam", Jangka, key="jangka")
        with least:
            dari = filters.select_order("Peluang terlewat", PeluangDari, key="peluang")
    return PilihanPrakiraan(pokja, pd, jangka, dari, st.query_params.get("kode", "")[:40])
