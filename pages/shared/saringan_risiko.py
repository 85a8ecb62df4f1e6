"""What the risk map is narrowed to: its address, its sentence, what the queries take."""

from dataclasses import dataclass, replace
from typing import Any

from model.choices import Choice, JenisSkala, OpsiPenanganan, Posisi, SumberSebab
from model.pindah import Asal, Gerak
from model.queries.acuan import Aturan, Pilihan
from model.queries.risiko import SaringanRisiko
from model.rules import Band
from model.titik import Titik
from pages.shared.kalimat import kalimat_daftar, kata_cari, kata_pd, kata_pokja
from pages.shared.pilih_titik import titik_address

TANPA = "Belum ada penanganan"
BELUM_ADA = "Belum tercatat"  # the level of a risiko at a time before it was there


def nama_sel(kemungkinan: int, dampak: int) -> str:
    """Return what a cell is called that something came from."""
    return f"kemungkinan {kemungkinan} dan dampak {dampak}"


class TampilanRisiko(Choice):
    """The two ways to look at the map."""

    PETA = "peta", "Peta"
    PERGERAKAN = "pergerakan", "Pergerakan"


@dataclass(frozen=True)
class PilihanRisiko:
    """The filters as chosen; `sel` is the cell (kemungkinan, dampak), None for the whole map.

    `banding` is the point in time to compare with. `gerak` and `asal` (a level then, 0: it was not
    there; or a cell then) say which of the compared ones are meant; `ids` are these, once known.
    """

    tampilan: TampilanRisiko = TampilanRisiko.PETA
    posisi: Posisi = Posisi.SAAT_INI
    pokja: Pilihan | None = None
    kategori: Pilihan | None = None
    pemilik: Pilihan | None = None
    sumber: SumberSebab | None = None
    opsi: OpsiPenanganan | None = None
    tanpa_penanganan: bool = False
    level: tuple[Band | None, Band | None, Band | None] = (None, None, None)  # as in Posisi
    prioritas: bool = False
    di_atas_selera: bool = False
    cari: str = ""
    sel: tuple[int, int] | None = None
    banding: Titik | None = None
    kata_banding: str = ""
    gerak: Gerak | None = None
    asal: Asal | None = None
    nama_asal: str = ""
    ids: tuple[int, ...] | None = None

    @property
    def dasar(self) -> SaringanRisiko:
        """Return what is compared: without the cell, and without what the comparison chose."""
        inheren, saat_ini, target = (band.level if band else None for band in self.level)
        return SaringanRisiko(
            posisi=self.posisi,
            pokja_id=self.pokja.id if self.pokja else None,
            kategori_id=self.kategori.id if self.kategori else None,
            pd_id=self.pemilik.id if self.pemilik else None,
            sumber_sebab=self.sumber,
            opsi=self.opsi,
            tanpa_penanganan=self.tanpa_penanganan,
            prioritas=self.prioritas,
            di_atas_selera=self.di_atas_selera,
            cari=self.cari,
            level_inheren=inheren,
            level_saat_ini=saat_ini,
            level_target=target,
        )

    @property
    def peta(self) -> SaringanRisiko:
        """Return what the map counts: every cell."""
        return replace(self.dasar, ids=self.ids)

    @property
    def daftar(self) -> SaringanRisiko:
        """Return what the list holds: the chosen cell, or all."""
        return replace(self.peta, sel=self.sel)

    @property
    def alamat(self) -> dict[str, Any]:
        """Return the filters as they stand in the address, without the cell."""
        levels = {
            f"level_{posisi.value}": band.nama if band else None
            for posisi, band in zip(Posisi, self.level, strict=True)
        }
        return {
            "tampilan": self.tampilan.label if self.tampilan != TampilanRisiko.PETA else None,
            "posisi": self.posisi.label if self.posisi != Posisi.SAAT_INI else None,
            "pokja": self.pokja.nama if self.pokja else None,
            "kategori": self.kategori.nama if self.kategori else None,
            "pd": self.pemilik.singkat if self.pemilik else None,
            "sumber": self.sumber.label if self.sumber else None,
            "opsi": TANPA if self.tanpa_penanganan else self.opsi and self.opsi.label,
            **levels,
            "prioritas": "Ya" if self.prioritas else None,
            "selera": "Ya" if self.di_atas_selera else None,
            "cari": self.cari,
            **titik_address("banding", self.banding, self.kata_banding),
            "gerak": self.gerak.label if self.gerak else None,
            "asal": self.nama_asal,
        }

    @property
    def tampilan_saja(self) -> dict[str, Any]:
        """Return what of the address leaves nothing out: how the map is looked at."""
        kept = ("tampilan", "posisi", "banding", "banding_tanggal")
        return {key: value for key, value in self.alamat.items() if key in kept}

    @property
    def lainnya(self) -> int:
        """Return how many of the filters are in use that stand behind the button Lainnya."""
        return sum(
            bool(one)
            for one in (
                self.prioritas, self.di_atas_selera, self.kategori, self.pemilik, self.sumber,
                self.opsi or self.tanpa_penanganan, *self.level,
            )
        )  # fmt: skip

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out of the list."""
        return self.daftar != SaringanRisiko(posisi=self.posisi)

    def kalimat(self, jumlah: int, aturan: Aturan) -> str:
        """Return in words what the list of `jumlah` risiko holds."""
        return kalimat_daftar(
            jumlah,
            "risiko",
            f"posisi {self.posisi.label.lower()}",
            *self._kata_saringan(aturan),
        )

    def kalimat_peta(self, aturan: Aturan) -> str:
        """Return in words what the map is narrowed to, empty when it shows everything."""
        words = replace(self, sel=None)._kata_saringan(aturan)
        return " · ".join(word for word in words if word)

    def _kata_saringan(self, aturan: Aturan) -> list[str]:
        return [
            *self._kata_letak(aturan),
            *self._kata_banding(),
            kata_pokja(self.pokja),
            f"kategori {self.kategori.nama}" if self.kategori else "",
            kata_pd(self.pemilik, "pemilik"),
            f"sumber sebab {self.sumber.label.lower()}" if self.sumber else "",
            f"opsi {self.opsi.label}" if self.opsi else "",
            TANPA.lower() if self.tanpa_penanganan else "",
            kata_cari(self.cari),
        ]

    def _kata_letak(self, aturan: Aturan) -> list[str]:
        words = [f"besaran {aturan.batas_prioritas} ke atas"] if self.prioritas else []
        if self.di_atas_selera:
            words.append("di atas selera risiko")
        words += [
            f"level {posisi.label.lower()} {band.nama}"
            for posisi, band in zip(Posisi, self.level, strict=True)
            if band
        ]
        if self.sel:
            words += [
                f"{jenis.value} {tingkat} ({aturan.skala[jenis, tingkat][0]})"
                for jenis, tingkat in zip(JenisSkala, self.sel, strict=True)
            ]
        return words

    def _kata_banding(self) -> list[str]:
        words = [f"{self.gerak.label.lower()} sejak {self.kata_banding}"] if self.gerak else []
        if self.asal is not None:
            words.append(f"{self.nama_asal} pada {self.kata_banding}")
        return words
