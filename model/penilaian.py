"""What a new assessment of a risiko would mean, worked out before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from model.choices import Posisi
from model.queries.acuan import Aturan
from model.rules import Band
from model.rules_risiko import refused_posisi

ANGKA = ("kemungkinan", "dampak")


@dataclass(frozen=True)
class Tempat:
    """A cell of the matriks, its besaran and its level by the rules in force."""

    kemungkinan: int
    dampak: int
    besaran: int
    band: Band


@dataclass(frozen=True)
class GerakPosisi:
    """One position, as it is stored and as it would be."""

    posisi: Posisi
    lama: Tempat
    baru: Tempat

    @property
    def tetap(self) -> bool:
        """Return whether it stays in its cell."""
        return self.lama == self.baru

    @property
    def selisih(self) -> int:
        """Return by how much besaran grows, negative when it shrinks."""
        return self.baru.besaran - self.lama.besaran


@dataclass(frozen=True)
class Akibat:
    """What comes of an assessment; `selera` is the appetite of the kategori, None without one."""

    gerak: Mapping[Posisi, GerakPosisi]
    batas_prioritas: int
    selera: int | None
    ditolak: Mapping[str, str]

    @property
    def saat_ini(self) -> GerakPosisi:
        """Return how the present position moves."""
        return self.gerak[Posisi.SAAT_INI]

    @property
    def berubah(self) -> bool:
        """Return whether any position leaves its cell, for which a reason is needed."""
        return not all(gerak.tetap for gerak in self.gerak.values())

    @property
    def prioritas(self) -> str:
        """Return in words where the risiko comes to stand against the threshold of priority."""
        before, after = (
            besaran >= self.batas_prioritas
            for besaran in (self.saat_ini.lama.besaran, self.saat_ini.baru.besaran)
        )
        if after:
            return "Tetap risiko prioritas" if before else "Menjadi risiko prioritas"
        return "Tidak lagi risiko prioritas" if before else "Bukan risiko prioritas"

    @property
    def melebihi_selera(self) -> bool:
        """Return whether the besaran is more than the appetite accepts without treatment."""
        return self.selera is not None and self.saat_ini.baru.besaran > self.selera


def work_out(
    aturan: Aturan, *, lama: Mapping[str, Any], baru: Mapping[str, Any], kategori_id: int
) -> Akibat:
    """Return what the positions `baru` would mean for a risiko that stands at `lama`."""
    gerak = {
        posisi: GerakPosisi(posisi, _tempat(aturan, lama, posisi), _tempat(aturan, baru, posisi))
        for posisi in Posisi
    }
    besaran = {posisi: moved.baru.besaran for posisi, moved in gerak.items()}
    return Akibat(
        gerak, aturan.batas_prioritas, aturan.selera.get(kategori_id), refused_posisi(besaran)
    )


def _tempat(aturan: Aturan, values: Mapping[str, Any], posisi: Posisi) -> Tempat:
    kemungkinan, dampak = (int(values[f"{angka}_{posisi.value}"]) for angka in ANGKA)
    besaran = aturan.besaran(kemungkinan, dampak)
    return Tempat(kemungkinan, dampak, besaran, aturan.level(besaran))
