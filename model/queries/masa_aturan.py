"""Reads of the rule sets that were in force one after the other."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from model import tables as t
from model.rules import Band


@dataclass(frozen=True)
class GantiAturan:
    """A day on which a new rule set came into force, and what it is called."""

    sejak: date
    nama: str


@dataclass(frozen=True)
class MasaAturan:
    """A rule set and the day from which it held; the first holds before that day too."""

    id: int
    sejak: date
    nama: str
    matriks: dict[tuple[int, int], int]
    bands: tuple[Band, ...]


def list_masa_aturan(session: Session, *, hari: date, risiko_id: int) -> list[MasaAturan]:
    """Return the rules in force from the first assessment of a risiko up to `hari`, in order."""
    n = t.PenilaianRisiko
    first = session.execute(
        select(func.min(col(n.tanggal))).where(col(n.risiko_id) == risiko_id)
    ).scalar_one()
    by_day = _by_day(session, hari)
    # On the day of the first assessment the rules before may have been in force still.
    later = [day for day in by_day if first is not None and day >= first]
    kept = [by_day[day] for day in [*list(by_day)[: len(by_day) - len(later)][-1:], *later]]
    matriks = _matriks(session, {row.matriks_id for row in kept})
    bands = _bands(session, {row.set_band_id for row in kept})
    return [
        MasaAturan(
            row.id, row.berlaku_sejak, row.nama, matriks[row.matriks_id], bands[row.set_band_id]
        )
        for row in kept
    ]


def list_ganti_aturan(session: Session, *, sejak: date, hari: date) -> list[GantiAturan]:
    """Return the changes of the rules after the end of the day `sejak` and up to `hari`, in order.

    None: the same rules were in force at both.
    """
    by_day = _by_day(session, hari)
    # The first rules hold for all days before theirs too.
    return [GantiAturan(day, by_day[day].nama) for day in list(by_day)[1:] if day > sejak]


def _by_day(session: Session, hari: date) -> dict[date, Any]:
    """Return the heads of the rules by the days on which they came into force, in order."""
    a = t.AturanRisiko
    rows = session.execute(
        select(
            col(a.id),
            col(a.berlaku_sejak),
            col(a.matriks_id),
            col(a.set_band_id),
            (col(t.Matriks.nama) + " · " + col(t.SetBand.nama)).label("nama"),
        )
        .join(t.Matriks, col(t.Matriks.id) == col(a.matriks_id))
        .join(t.SetBand, col(t.SetBand.id) == col(a.set_band_id))
        .where(col(a.berlaku_sejak) <= hari)
        .order_by(col(a.berlaku_sejak), col(a.ditetapkan_pada).asc().nulls_first(), col(a.id))
    )
    return {row.berlaku_sejak: row for row in rows}  # of two of one day the later adopted


def _matriks(session: Session, ids: set[int]) -> dict[int, dict[tuple[int, int], int]]:
    s = t.SelMatriks
    found: dict[int, dict[tuple[int, int], int]] = {}
    kolom = (s.matriks_id, s.kemungkinan, s.dampak, s.besaran)
    query = select(*map(col, kolom)).where(col(s.matriks_id).in_(ids))
    for matriks_id, kemungkinan, dampak, besaran in session.execute(query):
        found.setdefault(matriks_id, {})[kemungkinan, dampak] = besaran
    return found


def _bands(session: Session, ids: set[int]) -> dict[int, tuple[Band, ...]]:
    b = t.BandLevel
    found: dict[int, list[Band]] = {}
    kolom = (b.set_band_id, b.level, b.nama, b.batas_bawah, b.batas_atas, b.warna, b.warna_teks)
    query = select(*map(col, kolom)).where(col(b.set_band_id).in_(ids)).order_by(col(b.level))
    for set_band_id, *band in session.execute(query):
        found.setdefault(set_band_id, []).append(Band(*band))
    return {set_band_id: tuple(bands) for set_band_id, bands in found.items()}
