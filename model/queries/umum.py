"""Pieces of SQL that several reads share."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Compiled,
    Float,
    and_,
    case,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlmodel import col

from model.choices import STATUS_TERTUTUP, Ketepatan, StatusAksi
from model.isian import clean_text
from model.rules import HARI_BERISIKO, SELISIH_BERISIKO
from model.tables import (
    Pemutakhiran,
    Pengabaian,
    Pengguna,
    PenilaianRisiko,
    RencanaAksi,
    Riwayat,
    Verifikasi,
)

MAKS_KATA = 8
MAKS_HURUF = 200
ESCAPED = str.maketrans({"/": "//", "%": "/%", "_": "/_"})


class days_between(GenericFunction[float]):  # noqa: N801
    """`days_between(a, b)`: the days from date b to date a, on both databases."""

    type = Float()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _sqlite_days(element: days_between, compiler: Compiled, **kw: Any) -> str:
    later, earlier = (compiler.process(c, **kw) for c in element.clauses)
    return f"(julianday({later}) - julianday({earlier}))"


@compiles(days_between, "postgresql")
def _postgresql_days(element: days_between, compiler: Compiled, **kw: Any) -> str:
    later, earlier = (compiler.process(c, **kw) for c in element.clauses)
    return f"(CAST({later} AS date) - CAST({earlier} AS date))"


class stands_in(GenericFunction[bool]):  # noqa: N801
    """`stands_in(pattern, text)`: LIKE with `/` as escape, whatever the case of ASCII letters."""

    type = Boolean()
    inherit_cache = True


@compiles(stands_in, "sqlite")
def _sqlite_stands_in(element: stands_in, compiler: Compiled, **kw: Any) -> str:
    # LIKE of SQLite takes no heed of case by itself; lower() would double the cost of a search.
    pattern, text = (compiler.process(c, **kw) for c in element.clauses)
    return f"({text} LIKE {pattern} ESCAPE '/')"


@compiles(stands_in, "postgresql")
def _postgresql_stands_in(element: stands_in, compiler: Compiled, **kw: Any) -> str:
    pattern, text = (compiler.process(c, **kw) for c in element.clauses)
    return f"({text} ILIKE {pattern} ESCAPE '/')"


OPEN = col(RencanaAksi.status).not_in(STATUS_TERTUTUP)
NOT_WITHDRAWN = col(RencanaAksi.ditarik_pada).is_(None)


def ketepatan_clause(ketepatan: Ketepatan, hari: date) -> ColumnElement[bool]:
    """Return the SQL form of `rules.ketepatan(...) == ketepatan`; a test keeps the two equal."""
    tenggat, mulai = col(RencanaAksi.tenggat), col(RencanaAksi.mulai)
    today = literal(hari)
    rencana = case(
        (tenggat == today, 100.0),
        (or_(mulai.is_(None), mulai >= today), 0.0),
        else_=100.0 * days_between(today, mulai) / days_between(tenggat, mulai),
    )
    behind = or_(
        col(RencanaAksi.status) == StatusAksi.TERKENDALA,
        rencana - col(RencanaAksi.progres) > SELISIH_BERISIKO,
    )
    soon = tenggat.between(hari, hari + timedelta(days=HARI_BERISIKO))
    match ketepatan:
        case Ketepatan.TUNTAS:
            return not_(OPEN)
        case Ketepatan.TANPA_TENGGAT:
            return and_(OPEN, tenggat.is_(None))
        case Ketepatan.TERLAMBAT:
            return and_(OPEN, tenggat < today)
        case Ketepatan.BERISIKO:
            return and_(OPEN, soon, behind)
        case _:
            return and_(OPEN, tenggat >= today, not_(and_(soon, behind)))


def perhatian_clause(hari: date) -> ColumnElement[bool]:
    """Return that an action is late or blocked; what is blocked is open."""
    blocked = col(RencanaAksi.status) == StatusAksi.TERKENDALA
    return or_(ketepatan_clause(Ketepatan.TERLAMBAT, hari), blocked)


def nama_pelaku(
    kind: type[Riwayat | Pemutakhiran | PenilaianRisiko | Verifikasi | Pengabaian],
) -> ColumnElement[str]:
    """Return who did what a row of `kind` tells: the account's present name, else the program's.

    In the past too: whoever opens a potret is given the names of now (`buka_potret`).
    """
    nama = select(col(Pengguna.nama)).where(col(Pengguna.id) == col(kind.pelaku_id))
    return func.coalesce(nama.scalar_subquery(), col(kind.pelaku))


def search_clause(cari: str, *columns: Any) -> ColumnElement[bool]:
    """Return that every word of `cari` stands in one of the columns, whatever the case."""
    words = clean_text(cari)[:MAKS_HURUF].translate(ESCAPED).split()[:MAKS_KATA]
    found = (or_(*(stands_in(f"%{word}%", column) for column in columns)) for word in words)
    return and_(true(), *found)
