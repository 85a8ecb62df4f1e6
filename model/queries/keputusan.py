"""Reads of keputusan: the list, and one of them whole."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, and_, case, func
from sqlmodel import Session, col

from model import tables as t
from model.choices import StatusKeputusan
from model.queries.keputusan_rakor import Induk, get_induk
from model.queries.umum import search_clause
from model.rules import days_late


@dataclass(frozen=True)
class SaringanKeputusan:
    """What the list is narrowed to. Empty values do not narrow."""

    pokja_id: int | None = None
    pd_id: int | None = None
    status: tuple[StatusKeputusan, ...] = ()
    terlambat: bool = False
    cari: str = ""


@dataclass(frozen=True)
class BarisKeputusan:
    """One keputusan in a list; `hari_terlambat` counts the days past tenggat while it is open."""

    kode: str
    judul: str
    pokja: str
    pd: str | None
    tenggat: date | None
    status: StatusKeputusan
    tanggapan_pd: str
    selesai_pada: date | None
    pokja_id: int
    pd_id: int | None
    hari_terlambat: int = field(init=False)
    hari: date = field(repr=False, kw_only=True)

    def __post_init__(self) -> None:
        late = self.tenggat if self.status == StatusKeputusan.TERBUKA else None
        object.__setattr__(self, "hari_terlambat", days_late(late, self.hari) if late else 0)


@dataclass(frozen=True)
class RincianKeputusan:
    """A keputusan with everything around it: the meeting that took it, and what it is about."""

    baris: BarisKeputusan
    induk: Induk
    uraian: str
    pd_nama: str | None
    aksi_kode: str | None
    aksi_judul: str | None
    rakor_id: int | None
    rakor: str | None
    rakor_mulai: date | None
    tentang: str


def _baris_query() -> Select[Any]:
    """Return the columns of `BarisKeputusan` in order, joined, without conditions."""
    k = t.Keputusan
    kolom: tuple[Any, ...] = (
        k.kode,
        k.judul,
        t.Pokja.nama,
        t.PerangkatDaerah.singkatan,
        k.tenggat,
        k.status,
        k.tanggapan_pd,
        k.selesai_pada,
        k.pokja_id,
        k.pd_id,
    )
    return (
        sqlalchemy.select(*kolom)
        .join(t.Pokja, col(t.Pokja.id) == col(k.pokja_id))
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(k.pd_id), isouter=True)
    )


def _where(saringan: SaringanKeputusan, hari: date) -> list[ColumnElement[bool]]:
    k = t.Keputusan
    clauses: list[ColumnElement[bool]] = [col(k.ditarik_pada).is_(None)]
    if saringan.pokja_id is not None:
        clauses.append(col(k.pokja_id) == saringan.pokja_id)
    if saringan.pd_id is not None:
        clauses.append(col(k.pd_id) == saringan.pd_id)
    if saringan.status:
        clauses.append(col(k.status).in_(saringan.status))
    if saringan.terlambat:
        clauses.append(and_(col(k.status) == StatusKeputusan.TERBUKA, col(k.tenggat) < hari))
    if saringan.cari.strip():
        clauses.append(search_clause(saringan.cari, k.kode, k.judul, k.uraian))
    return clauses


def _order() -> tuple[Any, ...]:
    """Return the order of every list: open ones by tenggat, then the done ones, newest first."""
    k = t.Keputusan
    terbuka = col(k.status) == StatusKeputusan.TERBUKA
    return (
        case((terbuka, 0), else_=1),
        case((terbuka, col(k.tenggat)), else_=None).asc().nulls_last(),
        col(k.selesai_pada).desc().nulls_last(),
        col(k.id),
    )


def list_keputusan(
    session: Session,
    *,
    hari: date,
    saringan: SaringanKeputusan = SaringanKeputusan(),
    mulai_dari: int = 0,
    sebanyak: int | None = None,
) -> list[BarisKeputusan]:
    """Return the keputusan that `saringan` lets through, open ones first, nearest tenggat first."""
    query = _baris_query().where(*_where(saringan, hari)).order_by(*_order())
    query = query.offset(mulai_dari or None).limit(sebanyak)
    return [BarisKeputusan(*row, hari=hari) for row in session.execute(query)]


def count_keputusan(
    session: Session, *, hari: date, saringan: SaringanKeputusan = SaringanKeputusan()
) -> int:
    """Return how many keputusan `saringan` lets through."""
    query = sqlalchemy.select(func.count(col(t.Keputusan.id))).where(*_where(saringan, hari))
    return int(session.execute(query).scalar_one())


def get_rincian_keputusan(session: Session, *, kode: str, hari: date) -> RincianKeputusan:
    """Return a keputusan, which must exist, with its perangkat daerah and rencana aksi."""
    k, pd, aksi = t.Keputusan, t.PerangkatDaerah, t.RencanaAksi
    row = session.execute(_baris_query().where(col(k.kode) == kode)).one()
    around = (
        sqlalchemy.select(
            col(k.id), col(k.uraian), col(pd.nama), col(aksi.kode), col(aksi.judul),
            col(k.rakor_id), col(t.Rakor.tema), col(t.Rakor.mulai), col(k.tentang),
        )
        .join(pd, col(pd.id) == col(k.pd_id), isouter=True)
        .join(aksi, col(aksi.id) == col(k.aksi_id), isouter=True)
        .join(t.Rakor, col(t.Rakor.id) == col(k.rakor_id), isouter=True)
        .where(col(k.kode) == kode)
    )  # fmt: skip
    keputusan_id, *values = session.execute(around).one()
    induk = get_induk(session, keputusan_id=keputusan_id)
    return RincianKeputusan(BarisKeputusan(*row, hari=hari), induk, *values)
