"""How many risiko were prioritas on each of many days, counted without going back to each of them.

What a past day shows is worked out from the riwayat (`model.mundur`), so the counts are too: the
besaran of today, less the changes since. Assessments alone would not do, as new rules change
besaran without one, and risiko are withdrawn and restored.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, case, literal, select
from sqlalchemy import func as f
from sqlmodel import Session, col

from model import tables as t
from model.mundur import end_of_day
from model.queries.geseran import counted_lines

BULAN = 12  # month's ends that are looked back at
RISIKO = "risiko"


@dataclass(frozen=True)
class _Hari:
    """A day, and the moment up to which what happened counts for it."""

    hari: date
    saat: datetime


def frame_tren_prioritas(
    session: Session, *, hari: date, saat: datetime | None = None, pokja_id: int | None = None
) -> pd.DataFrame:
    """Return tanggal, prioritas, risiko: at the end of each of the last months, and on `hari`.

    Of the live store, which alone has a riwayat; `saat` is the moment that `hari` is looked at, its
    end when it is past. The first day is that of the first line. Each count is made under the rules
    in force on its day. Empty when there was never a risiko.
    """
    days = _days(session, hari, saat)
    histogram = _count_unmoved(session, days, pokja_id)
    _add_withdrawn(session, days, pokja_id, histogram)
    batas = _list_batas(session, days)
    rows = [
        (day.hari, sum(n for b, n in per.items() if b >= limit), sum(per.values()))
        for day, per, limit in zip(days, histogram, batas, strict=True)
    ]
    if not any(row[2] for row in rows):
        rows = []
    return pd.DataFrame(rows, columns=["tanggal", "prioritas", "risiko"])


def _days(session: Session, hari: date, saat: datetime | None) -> list[_Hari]:
    r = t.Riwayat
    first = session.execute(select(col(r.pada)).order_by(col(r.pada)).limit(1)).scalar_one_or_none()
    ends: list[_Hari] = []
    day = hari.replace(day=1) - timedelta(days=1)
    while len(ends) < BULAN and first is not None and end_of_day(day) >= first:
        ends.append(_Hari(day, end_of_day(day)))
        day = day.replace(day=1) - timedelta(days=1)
    # Nothing that is known of happened after now.
    return [*reversed(ends), _Hari(hari, saat or end_of_day(hari) + timedelta(days=1))]


def _since(moment: Any, days: Sequence[_Hari]) -> ColumnElement[int]:
    """Return on which of the days, counted from 0, something of that moment counts first."""
    whens = [(moment <= day.saat, number) for number, day in enumerate(days)]
    return case((moment.is_(None), 0), *whens, else_=len(days))


def _withdrawn_once() -> Any:
    """Return that a risiko was ever withdrawn, or is so without a line that tells of it."""
    lines = counted_lines(RISIKO, "ditarik_pada", literal(1)).where(
        col(t.Riwayat.baris_id) == col(t.Risiko.id)
    )
    return lines.correlate(t.Risiko).exists() | col(t.Risiko.ditarik_pada).is_not(None)


def _of_pokja(pokja_id: int | None) -> list[ColumnElement[bool]]:
    return [] if pokja_id is None else [col(t.Risiko.pokja_id) == pokja_id]


def _count_unmoved(
    session: Session, days: Sequence[_Hari], pokja_id: int | None
) -> list[Counter[int]]:
    """Return per day how many risiko stood at each besaran, of those that were never withdrawn."""
    r, line = t.Risiko, t.Riwayat
    where = [~_withdrawn_once(), *_of_pokja(pokja_id)]
    made = _since(col(r.dibuat_pada), days)
    histogram: list[Counter[int]] = [Counter() for _ in days]
    now = select(made.label("born"), col(r.besaran_saat_ini)).where(*where)
    for born, besaran, jumlah in _grouped(session, now):
        for per in histogram[born:]:
            per[besaran] += jumlah
    changed = _since(col(line.pada), days).label("since")
    columns = (changed, made.label("born"), col(line.sebelum), col(line.sesudah))
    lines = counted_lines(RISIKO, "besaran_saat_ini", *columns).join(
        r, col(r.id) == col(line.baris_id)
    )
    # A change counts from its day on; on the days before it, what stood there before it.
    for since, born, before, after, jumlah in _grouped(session, lines.where(*where)):
        for per in histogram[born:since]:
            per[int(before)] += jumlah
            per[int(after)] -= jumlah
    return histogram


def _grouped(session: Session, query: Any) -> Any:
    """Return the different rows of a query, each with how many there are.

    Grouped outside of it: PostgreSQL would take two of its CASE with parameters for two.
    """
    rows = query.subquery()
    return session.execute(select(rows, f.count()).group_by(*rows.c))


def _add_withdrawn(
    session: Session, days: Sequence[_Hari], pokja_id: int | None, histogram: list[Counter[int]]
) -> None:
    """Add, day by day, those that were withdrawn once: few, so each is gone back to by itself."""
    r, line = t.Risiko, t.Riwayat
    query = select(
        col(r.id), _since(col(r.dibuat_pada), days), col(r.besaran_saat_ini),
        col(r.ditarik_pada).is_not(None),
    ).where(_withdrawn_once(), *_of_pokja(pokja_id))  # fmt: skip
    rows = session.execute(query).all()
    ids = select(col(r.id)).where(_withdrawn_once(), *_of_pokja(pokja_id))
    columns = (col(line.baris_id), _since(col(line.pada), days), col(line.sebelum), col(line.id))
    first: dict[tuple[str, int], list[tuple[int, int, str | None]]] = defaultdict(list)
    for kolom in ("besaran_saat_ini", "ditarik_pada"):
        for row_id, since, before, number in session.execute(
            counted_lines(RISIKO, kolom, *columns).where(col(line.baris_id).in_(ids))
        ):
            first[kolom, row_id].append((number, since, before))
    for changes in first.values():
        changes.sort()

    def value_on(kolom: str, row_id: int, place: int, present: Any) -> Any:
        """Return what stood in a column on a day: what the first later change found there."""
        changes = first[kolom, row_id]
        return next((before for _, since, before in changes if since > place), present)

    for row_id, born, besaran, ditarik in rows:
        for place in range(born, len(days)):
            gone = value_on("ditarik_pada", row_id, place, "x" if ditarik else None)
            if not gone:
                histogram[place][int(value_on("besaran_saat_ini", row_id, place, besaran))] += 1


def _list_batas(session: Session, days: Sequence[_Hari]) -> list[int]:
    """Return the besaran from which a risiko was a priority on each day, as was known then."""
    a = t.AturanRisiko
    query = (
        select(col(a.berlaku_sejak), col(a.ditetapkan_pada), col(a.batas_prioritas))
        .where(col(a.berlaku_sejak).is_not(None))
        .order_by(col(a.berlaku_sejak).desc(), col(a.ditetapkan_pada).desc().nulls_last())
    )
    known = session.execute(query).all()
    return [
        next(
            (
                batas
                for sejak, ditetapkan, batas in known
                if sejak <= day.hari and (ditetapkan is None or ditetapkan <= day.saat)
            ),
            known[-1][2],
        )
        for day in days
    ]


def map_besaran(
    session: Session, *, daftar_kode: Sequence[str], matriks: Mapping[tuple[int, int], int]
) -> dict[str, int]:
    """Return where a matriks ranks the cells of these risiko, by their codes; not withdrawn ones.

    It need not be the one of the time looked at: ranked alike, two points in time can be compared.
    """
    r = t.Risiko
    query = select(col(r.kode), col(r.kemungkinan_saat_ini), col(r.dampak_saat_ini)).where(
        col(r.kode).in_(daftar_kode), col(r.ditarik_pada).is_(None)
    )
    return {kode: matriks[k, d] for kode, k, d in session.execute(query)}
