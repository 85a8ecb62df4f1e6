"""Reads for the forecast (`model.prakiraan`): what is open and due, past tenggat, earliest tenggat.

All but the last answer on a potret too; moves of tenggat stand in the riwayat of the live store.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, union_all
from sqlmodel import Session, col

from model import tables as t
from model.choices import StatusAksi, Tindakan
from model.clock import wib_date
from model.prakiraan.laju import HARI_LALU
from model.queries.umum import NOT_WITHDRAWN, OPEN

MAKS_CALON = 5_000  # forecast at once: those due first
MAKS_LALU = 200  # past tenggat per pokja, the newest
MAKS_MENDATANG = 100  # per pokja, the nearest: their earlier tenggat may have passed
MAKS_TANPA_TENGGAT = 200  # per pokja, the newest: so may the one that was taken away


@dataclass(frozen=True)
class SaringanCalon:
    """Which actions are forecast. Empty values do not narrow."""

    pokja_id: int | None = None
    pd_id: int | None = None
    sampai: date | None = None
    kode: tuple[str, ...] = ()


@dataclass(frozen=True)
class Calon:
    """An open action whose tenggat has not passed."""

    id: int
    kode: str
    judul: str
    pokja_id: int
    pokja: str
    pd: str | None
    mulai: date | None
    tenggat: date
    status: StatusAksi
    progres: int
    kabar: date | None


@dataclass(frozen=True)
class AksiLalu:
    """An action whose tenggat has come, or whose earlier one may have."""

    id: int
    pokja_id: int
    mulai: date | None
    tenggat: date | None
    selesai_pada: date | None


def _where(saringan: SaringanCalon, hari: date) -> list[ColumnElement[bool]]:
    aksi = t.RencanaAksi
    clauses = [NOT_WITHDRAWN, OPEN, col(aksi.tenggat) >= hari]
    if saringan.pokja_id is not None:
        clauses.append(col(aksi.pokja_id) == saringan.pokja_id)
    if saringan.pd_id is not None:
        clauses.append(col(aksi.pd_id) == saringan.pd_id)
    if saringan.sampai is not None:
        clauses.append(col(aksi.tenggat) <= saringan.sampai)
    if saringan.kode:
        clauses.append(col(aksi.kode).in_(saringan.kode))
    return clauses


def list_calon(
    session: Session,
    *,
    hari: date,
    saringan: SaringanCalon = SaringanCalon(),
    sebanyak: int | None = MAKS_CALON,
) -> list[Calon]:
    """Return the open actions whose tenggat has not passed, those due first; at most `sebanyak`."""
    aksi = t.RencanaAksi
    page = (
        select(col(aksi.id))
        .where(*_where(saringan, hari))
        .order_by(col(aksi.tenggat), col(aksi.id))
        .limit(sebanyak)
        .subquery()
    )
    query: Any = (
        select(
            col(aksi.id), col(aksi.kode), col(aksi.judul), col(aksi.pokja_id), col(t.Pokja.nama),
            col(t.PerangkatDaerah.singkatan), col(aksi.mulai), col(aksi.tenggat), col(aksi.status),
            col(aksi.progres), col(aksi.diperbarui_pada), col(aksi.dibuat_pada),
        )
        .join_from(aksi, page, page.c.id == col(aksi.id))
        .join(t.Pokja, col(t.Pokja.id) == col(aksi.pokja_id))
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(aksi.pd_id), isouter=True)
        .order_by(col(aksi.tenggat), col(aksi.id))
    )  # fmt: skip
    rows: Any = session.execute(query)
    return [Calon(*(*row[:-2], _day(row[-2] or row[-1]))) for row in rows]


def _day(moment: datetime | None) -> date | None:
    return wib_date(moment) if moment else None


def count_calon(session: Session, *, hari: date, saringan: SaringanCalon = SaringanCalon()) -> int:
    """Return how many actions `list_calon` would return without its limit."""
    query = select(func.count(col(t.RencanaAksi.id))).where(*_where(saringan, hari))
    return int(session.execute(query).scalar_one())


def list_lalu(session: Session, *, hari: date) -> list[AksiLalu]:
    """Return the actions that tell the pace of each pokja; withdrawn and cancelled ones do not.

    Per pokja the newest whose tenggat came in the last year, the next to come, and those without.
    """
    ids = session.execute(select(col(t.Pokja.id)).order_by(col(t.Pokja.id))).scalars()
    parts = [part for pokja_id in ids for part in _parts(pokja_id, hari)]
    if not parts:
        return []
    return [AksiLalu(*row) for row in session.execute(union_all(*parts))]


def _parts(pokja_id: int, hari: date) -> list[Select[Any]]:
    aksi = t.RencanaAksi
    # In this form no index serves the pokja, so the one by tenggat is walked until there are
    # enough: with many actions that is far less than sorting all of a pokja.
    own = case((col(aksi.pokja_id) == pokja_id, 1), else_=0) == 1
    base: Any = select(
        col(aksi.id), col(aksi.pokja_id), col(aksi.mulai), col(aksi.tenggat), col(aksi.selesai_pada)
    ).where(NOT_WITHDRAWN, own, col(aksi.status) != StatusAksi.DIBATALKAN)
    past = col(aksi.tenggat).between(hari - timedelta(days=HARI_LALU), hari - timedelta(days=1))
    parts = (
        base.where(past).order_by(col(aksi.tenggat).desc(), col(aksi.id)).limit(MAKS_LALU),
        base.where(col(aksi.tenggat) >= hari)
        .order_by(col(aksi.tenggat), col(aksi.id))
        .limit(MAKS_MENDATANG),
        base.where(col(aksi.tenggat).is_(None))
        .order_by(col(aksi.id).desc())
        .limit(MAKS_TANPA_TENGGAT),
    )
    return [select(part.subquery()) for part in parts]


def map_tenggat_pertama(
    session: Session, *, aksi_ids: Sequence[int], sejak: date, sampai: datetime | None = None
) -> dict[int, date]:
    """Return the earliest tenggat that actions had before a change, by the ids of those changed.

    Only days from `sejak` on count, and changes up to the moment `sampai`.
    """
    r = t.Riwayat
    query = (
        select(col(r.baris_id), func.min(col(r.sebelum)))
        .where(
            col(r.tabel) == t.RencanaAksi.__tablename__,
            col(r.baris_id).in_(aksi_ids),
            col(r.kolom) == "tenggat",
            col(r.tindakan) == Tindakan.DIUBAH,
            col(r.sebelum) >= sejak.isoformat(),  # None, a tenggat set first, is never that
        )
        .group_by(col(r.baris_id))
    )
    if sampai is not None:
        query = query.where(col(r.pada) <= sampai)
    return {row_id: date.fromisoformat(first) for row_id, first in session.execute(query)}
