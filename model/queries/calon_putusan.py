"""What needs a decision of pimpinan, as SQL: each reason finds its objects by an index.

Grouped by object, so that one object stands in the list once with all its reasons.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all
from sqlmodel import col

from model import tables as t
from model.alasan_putusan import Sebab
from model.queries.geseran import sering_geser
from model.queries.tindakan import tanpa_tindakan
from model.queries.umum import NOT_WITHDRAWN, OPEN, days_between

LAMA_TERLAMBAT = 30  # days; the day after these a late action is put before pimpinan

Geseran = Mapping[int, int]


@dataclass(frozen=True)
class SaringanPutusan:
    """What the list is narrowed to. Empty values do not narrow."""

    pokja_id: int | None = None
    sebab: tuple[Sebab, ...] = ()


def select_calon(
    hari: date, batas: int, geseran: Geseran | None, saringan: SaringanPutusan
) -> Select[Any]:
    """Return one row per object: what it is, whose, its reasons as 0 or 1, and what orders it."""
    parts = union_all(
        _diminta(hari, saringan), _risiko(batas, saringan), _geser(hari, geseran, saringan),
        _terlambat(hari, saringan),
    ).subquery()  # fmt: skip
    c = parts.c
    flags = {sebab: func.max(c[sebab.value]) for sebab in Sebab}
    query = select(
        c.jenis, c.id, func.max(c.pokja_id).label("pokja_id"), func.max(c.besaran).label("besaran"),
        func.max(c.dampak).label("dampak"), func.max(c.telat).label("telat"),
        func.max(c.kali).label("kali"), func.max(c.eskalasi_id).label("eskalasi_id"),
        *(flag.label(sebab.value) for sebab, flag in flags.items()),
    ).group_by(c.jenis, c.id)  # fmt: skip
    if saringan.sebab:
        query = query.having(or_(*(flags[sebab] == 1 for sebab in saringan.sebab)))
    return query


def _part(sebab: Sebab, jenis: Any, row_id: Any, pokja_id: Any, **values: Any) -> Select[Any]:
    """Return the columns that all reasons share, in one order."""
    zero: Any = literal(0)
    numbers = ("besaran", "dampak", "telat", "kali", "eskalasi_id")
    return select(
        (literal(jenis) if isinstance(jenis, str) else jenis).label("jenis"),
        row_id.label("id"),
        pokja_id.label("pokja_id"),
        *(values.get(name, zero).label(name) for name in numbers),
        *(literal(int(other == sebab)).label(other.value) for other in Sebab),
    )


def _of_pokja(kind: Any, saringan: SaringanPutusan) -> list[ColumnElement[bool]]:
    return [] if saringan.pokja_id is None else [kind.pokja_id == saringan.pokja_id]


def _telat(hari: date) -> ColumnElement[Any]:
    """Return how many days an open action is late, 0 for any other."""
    tenggat = col(t.RencanaAksi.tenggat)
    return case((and_(OPEN, tenggat < hari), days_between(literal(hari), tenggat)), else_=0)


def _diminta(hari: date, saringan: SaringanPutusan) -> Select[Any]:
    e, a, r, p = t.Eskalasi, t.RencanaAksi, t.Risiko, t.Permasalahan
    jenis = case(
        (col(e.aksi_id).is_not(None), "A"), (col(e.risiko_id).is_not(None), "R"), else_="P"
    )
    return (
        _part(
            Sebab.DIMINTA, jenis, func.coalesce(e.aksi_id, e.risiko_id, e.permasalahan_id),
            col(e.pokja_id), besaran=func.coalesce(r.besaran_saat_ini, 0),
            dampak=func.coalesce(r.dampak_saat_ini, 0), telat=_telat(hari), eskalasi_id=col(e.id),
        )
        .select_from(e)
        .join(a, col(a.id) == col(e.aksi_id), isouter=True)
        .join(r, col(r.id) == col(e.risiko_id), isouter=True)
        .join(p, col(p.id) == col(e.permasalahan_id), isouter=True)
        .where(
            col(e.ditutup_pada).is_(None), col(a.ditarik_pada).is_(None),
            col(r.ditarik_pada).is_(None), col(p.ditarik_pada).is_(None), *_of_pokja(e, saringan),
        )
    )  # fmt: skip


def _risiko(batas: int, saringan: SaringanPutusan) -> Select[Any]:
    r = t.Risiko
    return _part(
        Sebab.RISIKO, "R", col(r.id), col(r.pokja_id), besaran=col(r.besaran_saat_ini),
        dampak=col(r.dampak_saat_ini),
    ).where(
        col(r.ditarik_pada).is_(None), col(r.besaran_saat_ini) >= batas, tanpa_tindakan(),
        *_of_pokja(r, saringan),
    )  # fmt: skip


def _geser(hari: date, geseran: Geseran | None, saringan: SaringanPutusan) -> Select[Any]:
    a, sering = t.RencanaAksi, sering_geser(geseran)
    return (
        _part(Sebab.GESER, "A", col(a.id), col(a.pokja_id), telat=_telat(hari), kali=sering.c.kali)
        .select_from(sering)
        .join(a, col(a.id) == sering.c.aksi_id)
        .where(NOT_WITHDRAWN, OPEN, *_of_pokja(a, saringan))
    )


def _terlambat(hari: date, saringan: SaringanPutusan) -> Select[Any]:
    a = t.RencanaAksi
    last = hari - timedelta(days=LAMA_TERLAMBAT)
    return _part(Sebab.TERLAMBAT, "A", col(a.id), col(a.pokja_id), telat=_telat(hari)).where(
        NOT_WITHDRAWN, OPEN, col(a.tenggat) < last, *_of_pokja(a, saringan)
    )
