"""Reads of the stored variants of matriks and sets of levels, and of where they differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Keyakinan
from model.rules import BESARAN, SEL, Band, band_of

SENDIRI = re.compile(r"S([1-9][0-9]*)")  # codes of own variants; others come with the program


@dataclass(frozen=True)
class VarianMatriks:
    """A stored matriks with its source."""

    id: int
    kode: str
    nama: str
    sumber: str
    keyakinan: Keyakinan
    sel: dict[tuple[int, int], int]

    @property
    def sendiri(self) -> bool:
        """Return whether somebody here wrote it."""
        return SENDIRI.fullmatch(self.kode) is not None


@dataclass(frozen=True)
class VarianBand:
    """A stored set of levels with its source."""

    id: int
    kode: str
    nama: str
    sumber: str
    keyakinan: Keyakinan
    bands: tuple[Band, ...]

    @property
    def sendiri(self) -> bool:
        """Return whether somebody here wrote it."""
        return SENDIRI.fullmatch(self.kode) is not None

    @property
    def batas(self) -> list[tuple[int, int]]:
        """Return the lowest and the highest besaran of each level."""
        return [(band.batas_bawah, band.batas_atas) for band in self.bands]


def list_matriks(session: Session) -> list[VarianMatriks]:
    """Return all stored matriks, in the order in which they came."""
    cells: dict[int, dict[tuple[int, int], int]] = {}
    for sel in session.exec(select(t.SelMatriks)):
        cells.setdefault(sel.matriks_id, {})[sel.kemungkinan, sel.dampak] = sel.besaran
    return [
        VarianMatriks(m.id, m.kode, m.nama, m.sumber, m.keyakinan, cells.get(m.id, {}))
        for m in session.exec(select(t.Matriks).order_by(col(t.Matriks.id)))
    ]


def list_set_band(session: Session) -> list[VarianBand]:
    """Return all stored sets of levels, in the order in which they came."""
    bands: dict[int, list[Band]] = {}
    for b in session.exec(select(t.BandLevel).order_by(col(t.BandLevel.level))):
        band = Band(b.level, b.nama, b.batas_bawah, b.batas_atas, b.warna, b.warna_teks)
        bands.setdefault(b.set_band_id, []).append(band)
    return [
        VarianBand(s.id, s.kode, s.nama, s.sumber, s.keyakinan, tuple(bands.get(s.id, ())))
        for s in session.exec(select(t.SetBand).order_by(col(t.SetBand.id)))
    ]


def differing_cells(daftar: Sequence[VarianMatriks]) -> list[tuple[int, int]]:
    """Return the cells in which the variants are not all alike, kemungkinan 5 first."""
    order = sorted(SEL, key=lambda sel: (-sel[0], sel[1]))
    return [sel for sel in order if len({varian.sel.get(sel) for varian in daftar}) > 1]


def differing_besaran(daftar: Sequence[VarianBand]) -> list[int]:
    """Return the besaran that are not of one level in all sets."""
    return [
        besaran
        for besaran in BESARAN
        if len({band_of(besaran, varian.bands).level for varian in daftar}) > 1
    ]
