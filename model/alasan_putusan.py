"""Why an object is put before pimpinan: the reasons, and the one sentence that says them. Pure."""

from dataclasses import dataclass
from datetime import date

from model.choices import Choice
from model.format import angka, tanggal
from model.queries.eskalasi import KeputusanTentang
from model.rules import Band


class Sebab(Choice):
    """Why something needs a decision of pimpinan, the weightiest first."""

    DIMINTA = "diminta", "Diminta pokja"
    RISIKO = "risiko", "Risiko prioritas tanpa penanganan"
    GESER = "geser", "Tenggat mundur tiga kali atau lebih"
    TERLAMBAT = "terlambat", "Terlambat lebih dari 30 hari"


@dataclass(frozen=True)
class PerluPutusan:
    """One object that needs a decision, with all its reasons.

    `diminta_pada` and `alasan` are of the pokja's request; `besaran` and `band` of a risiko.
    `penanganan` counts those a risiko has, `kali` how often a tenggat moved to a later day.
    """

    kode: str
    judul: str
    pokja_id: int
    pokja: str
    sebab: tuple[Sebab, ...]
    diminta_pada: date | None = None
    alasan: str = ""
    besaran: int = 0
    band: Band | None = None
    penanganan: int = 0
    kali: int = 0
    tenggat: date | None = None
    hari_terlambat: int = 0
    keputusan: KeputusanTentang | None = None

    @property
    def kalimat(self) -> str:
        """Return all reasons in one sentence; the pokja's own words stand at its end."""
        parts = [
            " dan ".join(self._tenggat()),
            self._risiko() if Sebab.RISIKO in self.sebab else "",
            self._diminta() if Sebab.DIMINTA in self.sebab else "",
        ]
        sentence = "; ".join(part for part in parts if part)
        return f"{sentence[:1].upper()}{sentence[1:]}."

    def _tenggat(self) -> list[str]:
        words = []
        if Sebab.GESER in self.sebab:
            words.append(f"tenggatnya sudah mundur {angka(self.kali)} kali")
        if Sebab.TERLAMBAT in self.sebab:
            kini = "kini " if words else ""
            words.append(
                f"{kini}terlambat {angka(self.hari_terlambat)} hari"
                f" dari tenggat {tanggal(self.tenggat)}"
            )
        return words

    def _risiko(self) -> str:
        level = f"{self.besaran} {self.band.nama}" if self.band else f"{self.besaran}"
        if self.penanganan:
            return f"penanganan risiko prioritas ini ({level}) belum memiliki rencana aksi"
        return f"risiko prioritas ini ({level}) belum memiliki penanganan"

    def _diminta(self) -> str:
        # The words of the pokja end in a full stop of their own, or in none.
        words = " ".join(self.alasan.split()).rstrip(".")
        return f"pokja meminta keputusan sejak {tanggal(self.diminta_pada)}: “{words}”"
