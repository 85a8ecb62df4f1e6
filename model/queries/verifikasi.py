"""Reads for verification: the queue, who made a claim, what was decided."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_
from sqlmodel import Session, col

from model import tables as t
from model.choices import HasilVerifikasi, KeadaanVerifikasi
from model.queries.umum import NOT_WITHDRAWN, nama_pelaku, search_clause


@dataclass(frozen=True)
class SaringanVerifikasi:
    """What the queue and the decisions are narrowed to. Empty values do not narrow."""

    pokja_id: int | None = None
    pd_id: int | None = None
    cari: str = ""


@dataclass(frozen=True)
class BarisKlaim:
    """One claim that waits."""

    id: int
    kode: str
    judul: str
    pokja: str
    pd: str | None
    tenggat: date | None
    selesai_pada: date
    bukti: int


@dataclass(frozen=True)
class BarisVerifikasi:
    """One decision as a person reads it."""

    hasil: HasilVerifikasi
    alasan: str
    pelaku: str
    pada: datetime


@dataclass(frozen=True)
class BarisPutusan(BarisVerifikasi):
    """One decision with what it is about."""

    kode: str
    judul: str
    pokja: str
    pd: str | None


def _where(saringan: SaringanVerifikasi) -> list[ColumnElement[bool]]:
    aksi = t.RencanaAksi
    clauses: list[ColumnElement[bool]] = [NOT_WITHDRAWN]
    if saringan.pokja_id is not None:
        clauses.append(col(aksi.pokja_id) == saringan.pokja_id)
    if saringan.pd_id is not None:
        clauses.append(col(aksi.pd_id) == saringan.pd_id)
    if saringan.cari.strip():
        clauses.append(search_clause(saringan.cari, aksi.kode, aksi.judul, aksi.keluaran))
    return clauses


def _waiting(saringan: SaringanVerifikasi) -> list[ColumnElement[bool]]:
    return [
        *_where(saringan),
        col(t.RencanaAksi.verifikasi) == KeadaanVerifikasi.MENUNGGU,
    ]


# How many of one's own claims are passed over at most, looking for the next.
MAKS_DILEWATI = 50

OLDEST_FIRST = (col(t.RencanaAksi.selesai_pada), col(t.RencanaAksi.id))


def list_klaim(
    session: Session, *, saringan: SaringanVerifikasi, mulai_dari: int = 0, sebanyak: int = 50
) -> list[BarisKlaim]:
    """Return the claims that wait, the oldest first."""
    aksi, bukti = t.RencanaAksi, t.Bukti
    count = (
        sqlalchemy.select(func.count())
        .where(col(bukti.aksi_id) == col(aksi.id), col(bukti.ditarik_pada).is_(None))
        .scalar_subquery()
    )
    kolom: tuple[Any, ...] = (
        aksi.id,
        aksi.kode,
        aksi.judul,
        t.Pokja.nama,
        t.PerangkatDaerah.singkatan,
        aksi.tenggat,
        aksi.selesai_pada,
    )
    query = (
        sqlalchemy.select(*kolom, count)
        .join(t.Pokja, col(t.Pokja.id) == col(aksi.pokja_id))
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(aksi.pd_id), isouter=True)
        .where(*_waiting(saringan))
        .order_by(*OLDEST_FIRST)
        .offset(mulai_dari or None)
        .limit(sebanyak)
    )
    return [BarisKlaim(*row) for row in session.execute(query)]


def count_klaim(session: Session, *, saringan: SaringanVerifikasi) -> int:
    """Return how many claims wait."""
    query = sqlalchemy.select(func.count(col(t.RencanaAksi.id))).where(*_waiting(saringan))
    return int(session.execute(query).scalar_one())


def get_berikut(
    session: Session, *, kode: str, saringan: SaringanVerifikasi, jejak: str
) -> str | None:
    """Return the code of the claim that comes after this one in the queue, round to its start.

    Claims that the person `jejak` made a part of are passed over. None when there is no other.
    """
    aksi = t.RencanaAksi
    here = sqlalchemy.select(col(aksi.selesai_pada), col(aksi.id)).where(col(aksi.kode) == kode)
    place = session.execute(here).first()
    order: tuple[Any, ...] = OLDEST_FIRST
    if place is not None and place.selesai_pada is not None:
        day, row_id = place
        same_day_after = and_(col(aksi.selesai_pada) == day, col(aksi.id) > row_id)
        after = or_(col(aksi.selesai_pada) > day, same_day_after)
        order = (case((after, 0), else_=1), *OLDEST_FIRST)
    query = (
        sqlalchemy.select(col(aksi.id), col(aksi.kode))
        .where(*_waiting(saringan), col(aksi.kode) != kode)
        .order_by(*order)
        .limit(MAKS_DILEWATI)
    )
    waiting = {row_id: str(kode) for row_id, kode in session.execute(query)}
    penyusun = map_penyusun(session, aksi_ids=tuple(waiting))
    return next((k for i, k in waiting.items() if jejak not in penyusun.get(i, ())), None)


def map_penyusun(session: Session, *, aksi_ids: tuple[int, ...]) -> dict[int, set[str]]:
    """Return who made the present claim of each action, as `Pelaku.jejak` names them.

    That is everybody with a pemutakhiran since the last decision, and everybody who ever gave a
    bukti to the action, withdrawn ones too. They verify it never.
    """
    penyusun: dict[int, set[str]] = {}
    p, b = t.Pemutakhiran, t.Bukti
    for query in (
        _makers(p, aksi_ids).where(_since_decision(p)),
        _makers(b, aksi_ids),
    ):
        for aksi_id, pelaku_id, pelaku in session.execute(query):
            jejak = pelaku if pelaku_id is None else f"Pengguna {pelaku_id}"
            penyusun.setdefault(aksi_id, set()).add(jejak)
    return penyusun


def _since_decision(kind: type[t.Pemutakhiran]) -> ColumnElement[bool]:
    """Return that no decision was made since this pemutakhiran, or together with it."""
    v = t.Verifikasi
    return ~exists(
        sqlalchemy.select(col(v.id)).where(
            col(v.aksi_id) == col(kind.aksi_id), col(v.pada) >= col(kind.pada)
        )
    )


def _makers(kind: type[t.Pemutakhiran | t.Bukti], aksi_ids: tuple[int, ...]) -> Select[Any]:
    kolom: tuple[Any, ...] = (kind.aksi_id, kind.pelaku_id, kind.pelaku)
    return sqlalchemy.select(*kolom).distinct().where(col(kind.aksi_id).in_(aksi_ids))


def _putusan(*kolom: Any) -> Select[Any]:
    """Return the columns of `BarisVerifikasi`, with more of them, of every decision."""
    v = t.Verifikasi
    own = (col(v.hasil), col(v.alasan), nama_pelaku(v), col(v.pada))
    return sqlalchemy.select(*own, *kolom).select_from(v)


def list_verifikasi(session: Session, *, aksi_id: int, sebanyak: int = 20) -> list[BarisVerifikasi]:
    """Return the decisions about one action, newest first."""
    v = t.Verifikasi
    query = _putusan().where(col(v.aksi_id) == aksi_id).order_by(col(v.id).desc()).limit(sebanyak)
    return [BarisVerifikasi(*row) for row in session.execute(query)]


def list_putusan(
    session: Session, *, saringan: SaringanVerifikasi, mulai_dari: int = 0, sebanyak: int = 50
) -> list[BarisPutusan]:
    """Return the newest decisions about actions that are not withdrawn."""
    aksi = t.RencanaAksi
    query = (
        _putusan(
            col(aksi.kode), col(aksi.judul), col(t.Pokja.nama), col(t.PerangkatDaerah.singkatan)
        )
        .join(aksi, col(aksi.id) == col(t.Verifikasi.aksi_id))
        .join(t.Pokja, col(t.Pokja.id) == col(aksi.pokja_id))
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(aksi.pd_id), isouter=True)
        .where(*_where(saringan))
        .order_by(col(t.Verifikasi.pada).desc(), col(t.Verifikasi.id).desc())
        .offset(mulai_dari or None)
        .limit(sebanyak)
    )
    return [BarisPutusan(*row) for row in session.execute(query)]


def count_putusan(session: Session, *, saringan: SaringanVerifikasi) -> int:
    """Return how many decisions there are about actions that are not withdrawn."""
    query = (
        sqlalchemy.select(func.count(col(t.Verifikasi.id)))
        .join(t.RencanaAksi, col(t.RencanaAksi.id) == col(t.Verifikasi.aksi_id))
        .where(*_where(saringan))
    )
    return int(session.execute(query).scalar_one())
