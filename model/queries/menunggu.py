"""Reads of what waits for a person: actions that press, each in one group only, and keputusan."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy
from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import Session, col

from model import tables as t
from model.choices import (
    STATUS_TERTUTUP,
    Choice,
    HasilVerifikasi,
    KeadaanVerifikasi,
    StatusAksi,
    StatusKeputusan,
)
from model.clock import WIB
from model.queries.aksi import BarisAksi, baris_query
from model.queries.keputusan import SaringanKeputusan, count_keputusan
from model.queries.umum import NOT_WITHDRAWN, OPEN
from model.rules import HARI_DIAM, HARI_SEGERA

BUKA = tuple(status for status in StatusAksi if status not in STATUS_TERTUTUP)


class Kelompok(Choice):
    """Why something waits, the most pressing first; an action stands in the first that fits."""

    DIKEMBALIKAN = "dikembalikan", "Dikembalikan verifikator"
    TERLAMBAT = "terlambat", "Terlambat"
    SEGERA = "segera", f"Jatuh tempo dalam {HARI_SEGERA} hari"
    KEPUTUSAN = "keputusan", "Keputusan terbuka"
    DIAM = "diam", f"{HARI_DIAM} hari tanpa kabar"


KELOMPOK_AKSI = (Kelompok.DIKEMBALIKAN, Kelompok.TERLAMBAT, Kelompok.SEGERA, Kelompok.DIAM)


@dataclass(frozen=True)
class Milik:
    """Whose work is meant: that of a pokja, of a perangkat daerah, or with neither of all."""

    pokja_id: int | None = None
    pd_id: int | None = None

    @property
    def keputusan(self) -> SaringanKeputusan:
        """Return which keputusan wait."""
        return SaringanKeputusan(self.pokja_id, self.pd_id, status=(StatusKeputusan.TERBUKA,))


@dataclass(frozen=True)
class Pengembalian:
    """Why a verifikator gave a rencana aksi back."""

    alasan: str
    pelaku: str
    pada: datetime


@dataclass(frozen=True)
class BarisMenunggu:
    """One rencana aksi that waits, with the reason when it was given back."""

    aksi: BarisAksi
    pengembalian: Pengembalian | None = None


def milik_clauses(milik: Milik, *, jump: bool = False) -> list[ColumnElement[bool]]:
    """Return what open actions of this pokja or this perangkat daerah have in common.

    With `jump` an index is gone through by pokja and status, also where all pokja are meant.
    """
    aksi = t.RencanaAksi
    clauses: list[ColumnElement[bool]] = [NOT_WITHDRAWN]
    if milik.pokja_id is not None:
        clauses.append(col(aksi.pokja_id) == milik.pokja_id)
    elif jump and milik.pd_id is None:
        clauses.append(col(aksi.pokja_id).in_(sqlalchemy.select(col(t.Pokja.id))))
    if milik.pd_id is not None:
        clauses.append(col(aksi.pd_id) == milik.pd_id)
    # Whether the planner may use the status to jump decides which index it takes.
    clauses.append(col(aksi.status).in_(BUKA) if jump else OPEN)
    return clauses


RETURNED = col(t.RencanaAksi.verifikasi) == KeadaanVerifikasi.DIKEMBALIKAN


def _fits(kelompok: Kelompok, hari: date) -> ColumnElement[bool]:
    """Return whether an open action belongs into a group, were there no returned ones."""
    tenggat, kabar = col(t.RencanaAksi.tenggat), col(t.RencanaAksi.diperbarui_pada)
    soon = hari + timedelta(days=HARI_SEGERA)
    match kelompok:
        case Kelompok.TERLAMBAT:
            return tenggat < hari
        case Kelompok.SEGERA:
            return tenggat.between(hari, soon)
        case Kelompok.DIAM:
            # The last moment that is long enough ago ends with its day in Jakarta.
            day = hari - timedelta(days=HARI_DIAM - 1)
            mulai = col(t.RencanaAksi.mulai)
            # Before its mulai there is nothing to tell of an action.
            never = and_(kabar.is_(None), or_(mulai.is_(None), mulai <= hari))
            silent = or_(never, kabar < datetime.combine(day, time.min, WIB))
            return and_(or_(tenggat > soon, tenggat.is_(None)), silent)
        case _:
            return RETURNED


def _where(kelompok: Kelompok, milik: Milik, hari: date) -> list[ColumnElement[bool]]:
    clauses = [*milik_clauses(milik), _fits(kelompok, hari)]
    return clauses if kelompok == Kelompok.DIKEMBALIKAN else [*clauses, ~RETURNED]


def count_menunggu(session: Session, *, hari: date, milik: Milik = Milik()) -> dict[Kelompok, int]:
    """Return how much waits in each group, groups with nothing too."""
    row_id = col(t.RencanaAksi.id)
    rest = KELOMPOK_AKSI[1:]
    # What was returned is counted apart and taken off: indexes answer that, row by row it is slow.
    few = [func.count(case((_fits(kelompok, hari), row_id))) for kelompok in rest]
    all_few, *returned = session.execute(
        sqlalchemy.select(func.count(row_id), *few).where(*milik_clauses(milik), RETURNED)
    ).one()
    result = {Kelompok.DIKEMBALIKAN: int(all_few)}
    for kelompok, less in zip(rest, returned, strict=True):
        mine = milik_clauses(milik, jump=kelompok != Kelompok.DIAM or milik.pokja_id is not None)
        query = sqlalchemy.select(func.count(row_id)).where(*mine, _fits(kelompok, hari))
        result[kelompok] = int(session.execute(query).scalar_one()) - int(less)
    result[Kelompok.KEPUTUSAN] = count_keputusan(session, hari=hari, saringan=milik.keputusan)
    return {kelompok: result[kelompok] for kelompok in Kelompok}


def list_menunggu(
    session: Session,
    *,
    hari: date,
    kelompok: Kelompok,
    milik: Milik = Milik(),
    mulai_dari: int = 0,
    sebanyak: int = 10,
) -> list[BarisMenunggu]:
    """Return the rencana aksi of one group, nearest tenggat first."""
    aksi = t.RencanaAksi
    order = (col(aksi.tenggat).asc().nulls_last(), col(aksi.id))
    page = (
        sqlalchemy.select(col(aksi.id))
        .where(*_where(kelompok, milik, hari))
        .order_by(*order)
        .offset(mulai_dari or None)
        .limit(sebanyak)
        .subquery()
    )
    query = baris_query().join(page, page.c.id == col(aksi.id)).order_by(*order)
    daftar = [BarisAksi(*row, hari=hari) for row in session.execute(query)]
    if kelompok != Kelompok.DIKEMBALIKAN:
        return [BarisMenunggu(baris) for baris in daftar]
    why = _why(session, [baris.kode for baris in daftar])
    return [BarisMenunggu(baris, why.get(baris.kode)) for baris in daftar]


def _why(session: Session, daftar: list[str]) -> dict[str, Pengembalian]:
    """Return the last return of each of these actions, by code."""
    v, p, aksi = t.Verifikasi, t.Pengguna, t.RencanaAksi
    query = (
        sqlalchemy.select(
            col(aksi.kode), col(v.alasan), func.coalesce(col(p.nama), col(v.pelaku)), col(v.pada)
        )
        .join(aksi, col(aksi.id) == col(v.aksi_id))
        .join(p, col(p.id) == col(v.pelaku_id), isouter=True)
        .where(col(aksi.kode).in_(daftar), col(v.hasil) == HasilVerifikasi.DIKEMBALIKAN)
        .order_by(col(v.pada), col(v.id))
    )
    return {kode: Pengembalian(*rest) for kode, *rest in session.execute(query)}
