"""Reads of counted changes: which open actions had their tenggat moved to later, how often.

They count in an index of the riwayat that holds nothing else (`ix_riwayat_dihitung`).
"""

from collections.abc import Mapping
from datetime import datetime
from json import dumps
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    cast,
    func,
    literal_column,
    select,
    text,
)
from sqlmodel import Session, col

from model import tables as t
from model.tables.catatan import DIHITUNG

SERING = 3  # moves of a tenggat from which on it is no accident any more
MAKS_SERING = 20_000

# What counts as one move to later, wherever moves are counted: a day that was promised is given up
# for a later one or for none. A day filled in where there was none is a promise and no move, so
# that emptying a tenggat and setting it again counts once, whatever the new day.
MUNDUR = col(t.Riwayat.sebelum).is_not(None) & (
    col(t.Riwayat.sesudah).is_(None) | (col(t.Riwayat.sesudah) > col(t.Riwayat.sebelum))
)


def counted_lines(tabel: str, kolom: str, *extra: Any) -> Select[Any]:
    """Return the query of the lines of one counted column, without columns to read yet.

    Its own names stand in the SQL as they are: an index that holds some rows only serves a query
    that says so in the same words.
    """
    r = t.Riwayat
    return (
        select(*extra)
        .select_from(r)
        .where(
            col(r.tabel) == literal_column(f"'{tabel}'"),
            col(r.kolom) == literal_column(f"'{kolom}'"),
            text(DIHITUNG.replace("kolom", "riwayat.kolom")),
        )
    )


def _moved(sampai: datetime | None) -> Select[Any]:
    """Return the query of actions with how often their tenggat moved, up to a moment."""
    r = t.Riwayat
    kali = func.count()
    query = (
        counted_lines(
            "rencana_aksi", "tenggat", col(r.baris_id).label("aksi_id"), kali.label("kali")
        )
        .where(MUNDUR)
        .group_by(col(r.baris_id))
        .having(kali >= SERING)
    )
    return query if sampai is None else query.where(col(r.pada) <= sampai)


def map_sering_geser(session: Session, *, sampai: datetime | None = None) -> dict[int, int]:
    """Return the actions whose tenggat moved three times or more up to a moment, by their ids.

    Of the live store, which alone has a riwayat. Those that moved most, at most 20,000.
    """
    kali: ColumnElement[int] = literal_column("kali")
    query = _moved(sampai).order_by(kali.desc(), literal_column("aksi_id")).limit(MAKS_SERING)
    return {row[0]: row[1] for row in session.execute(query)}


def sering_geser(geseran: Mapping[int, int] | None) -> Subquery:
    """Return a table (aksi_id, kali) to join: counted from the riwayat, unless it is given.

    What is given was counted elsewhere, for a state of the past, which is always on SQLite.
    """
    if geseran is None:
        return _moved(None).subquery("geseran")
    rows = func.json_each(dumps({str(k): v for k, v in geseran.items()})).table_valued(
        "key", "value"
    )
    return select(
        cast(rows.c.key, Integer).label("aksi_id"), cast(rows.c.value, Integer).label("kali")
    ).subquery("geseran")
