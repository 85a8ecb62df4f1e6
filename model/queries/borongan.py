"""Reads for the table in which many rencana aksi are updated at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col

from model import tables as t
from model.choices import StatusAksi
from model.queries.menunggu import Milik, milik_clauses
from model.queries.umum import search_clause


@dataclass(frozen=True)
class SaringanBorongan:
    """What the table is narrowed to. Empty values do not narrow."""

    milik: Milik = Milik()
    pd_id: int | None = None
    cari: str = ""


@dataclass(frozen=True)
class BarisBorongan:
    """One rencana aksi as the table shows it, and the version that a save goes on top of."""

    id: int
    kode: str
    versi: int
    judul: str
    tenggat: date | None
    status: StatusAksi
    progres: int
    kendala: str
    tindak_lanjut: str


def _baris_query() -> sqlalchemy.Select[Any]:
    aksi = t.RencanaAksi
    kolom: tuple[Any, ...] = (
        aksi.id, aksi.kode, aksi.versi, aksi.judul, aksi.tenggat, aksi.status, aksi.progres,
        aksi.kendala, aksi.tindak_lanjut,
    )  # fmt: skip
    return sqlalchemy.select(*kolom)


def _where(saringan: SaringanBorongan, *, jump: bool = False) -> list[ColumnElement[bool]]:
    aksi = t.RencanaAksi
    clauses = milik_clauses(saringan.milik, jump=jump)
    if saringan.pd_id is not None:
        clauses.append(col(aksi.pd_id) == saringan.pd_id)
    if saringan.cari.strip():
        clauses.append(search_clause(saringan.cari, aksi.kode, aksi.judul, aksi.kendala))
    return clauses


def list_borongan(
    session: Session,
    *,
    saringan: SaringanBorongan = SaringanBorongan(),
    mulai_dari: int = 0,
    sebanyak: int = 50,
) -> list[BarisBorongan]:
    """Return open rencana aksi to be edited in a table, nearest tenggat first."""
    aksi = t.RencanaAksi
    order = (col(aksi.tenggat).asc().nulls_last(), col(aksi.id))
    page = (
        sqlalchemy.select(col(aksi.id))
        .where(*_where(saringan))
        .order_by(*order)
        .offset(mulai_dari or None)
        .limit(sebanyak)
        .subquery()
    )
    query = _baris_query().join(page, page.c.id == col(aksi.id)).order_by(*order)
    return [BarisBorongan(*row) for row in session.execute(query)]


def count_borongan(session: Session, *, saringan: SaringanBorongan = SaringanBorongan()) -> int:
    """Return how many open rencana aksi there are to be edited."""
    where = _where(saringan, jump=True)
    query = sqlalchemy.select(func.count(col(t.RencanaAksi.id))).where(*where)
    return int(session.execute(query).scalar_one())


def map_borongan(session: Session, *, ids: tuple[int, ...]) -> dict[int, BarisBorongan]:
    """Return these rencana aksi as they are now, closed and withdrawn ones too."""
    query = _baris_query().where(col(t.RencanaAksi.id).in_(ids))
    return {row.id: BarisBorongan(*row) for row in session.execute(query)}
