"""Reads about rencana aksi: the tracker's list and counts, one action whole, its history."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_
from sqlmodel import Session, col

from model import tables as t
from model.choices import Choice, KeadaanVerifikasi, Ketepatan, StatusAksi
from model.queries.umum import (
    NOT_WITHDRAWN,
    OPEN,
    ketepatan_clause,
    perhatian_clause,
    search_clause,
)
from model.rules import days_late, ketepatan, planned_progress


class UrutAksi(Choice):
    """Orders of the tracker."""

    TENGGAT = "tenggat", "Tenggat terdekat"
    TENGGAT_TERJAUH = "tenggat_terjauh", "Tenggat terjauh"
    PROGRES = "progres", "Progres terendah"
    KABAR = "kabar", "Paling lama tanpa kabar"
    KODE = "kode", "Kode"


# Orders that ask what to look at first: closed actions go to their end.
ATTENTION = (UrutAksi.TENGGAT, UrutAksi.KABAR)


@dataclass(frozen=True)
class SaringanAksi:
    """What the tracker is narrowed to. Empty values do not narrow."""

    pokja_id: int | None = None
    pd_id: int | None = None
    status: tuple[StatusAksi, ...] = ()
    ketepatan: tuple[Ketepatan, ...] = ()
    verifikasi: tuple[KeadaanVerifikasi, ...] = ()
    tenggat_dari: date | None = None
    tenggat_sampai: date | None = None
    cari: str = ""
    urut: UrutAksi = UrutAksi.TENGGAT
    perhatian: bool = False  # late or blocked


@dataclass(frozen=True)
class BarisAksi:
    """One line of a list of rencana aksi, with what is derived for the day asked about."""

    kode: str
    judul: str
    pokja: str
    pd: str | None
    mulai: date | None
    tenggat: date | None
    status: StatusAksi
    progres: int
    kendala: str
    diperbarui_pada: datetime | None
    selesai_pada: date | None
    keluaran: str
    verifikasi: KeadaanVerifikasi
    pokja_id: int
    pd_id: int | None
    ketepatan: Ketepatan = field(init=False)
    hari_terlambat: int = field(init=False)
    rencana: float | None = field(init=False)
    hari: date = field(repr=False, kw_only=True)

    def __post_init__(self) -> None:
        arguments = (self.mulai, self.tenggat, self.status, self.progres, self.hari)
        object.__setattr__(self, "ketepatan", ketepatan(*arguments))
        late = self.tenggat if self.ketepatan == Ketepatan.TERLAMBAT else None
        object.__setattr__(self, "hari_terlambat", days_late(late, self.hari) if late else 0)
        object.__setattr__(self, "rencana", planned_progress(self.mulai, self.tenggat, self.hari))


def _where(saringan: SaringanAksi, hari: date) -> list[ColumnElement[bool]]:
    aksi = t.RencanaAksi
    clauses: list[ColumnElement[bool]] = [NOT_WITHDRAWN]
    if saringan.pokja_id is not None:
        clauses.append(col(aksi.pokja_id) == saringan.pokja_id)
    if saringan.pd_id is not None:
        clauses.append(col(aksi.pd_id) == saringan.pd_id)
    if saringan.status:
        clauses.append(col(aksi.status).in_(saringan.status))
    if saringan.ketepatan:
        clauses.append(or_(*(ketepatan_clause(k, hari) for k in saringan.ketepatan)))
    if saringan.perhatian:
        clauses.append(perhatian_clause(hari))
    if saringan.verifikasi:
        clauses.append(col(aksi.verifikasi).in_(saringan.verifikasi))
    if saringan.tenggat_dari is not None:
        clauses.append(col(aksi.tenggat) >= saringan.tenggat_dari)
    if saringan.tenggat_sampai is not None:
        clauses.append(col(aksi.tenggat) <= saringan.tenggat_sampai)
    if saringan.cari.strip():
        # Words stand in no index: reading the table in its own order beats jumping about in it,
        # so the condition that every index begins with is put in a form that none can use.
        clauses[0] = case((col(aksi.ditarik_pada).is_(None), 1), else_=0) == 1
        clauses.append(
            search_clause(saringan.cari, aksi.kode, aksi.judul, aksi.keluaran, aksi.kendala)
        )
    return clauses


def _order(saringan: SaringanAksi) -> list[Any]:
    aksi = t.RencanaAksi
    orders: dict[UrutAksi, list[Any]] = {
        UrutAksi.TENGGAT: [col(aksi.tenggat).asc().nulls_last(), col(aksi.id)],
        UrutAksi.TENGGAT_TERJAUH: [col(aksi.tenggat).desc().nulls_last(), col(aksi.id)],
        UrutAksi.PROGRES: [col(aksi.progres), col(aksi.id)],
        UrutAksi.KABAR: [col(aksi.diperbarui_pada).asc().nulls_first(), col(aksi.id)],
        UrutAksi.KODE: [col(aksi.pokja_id), col(aksi.id)],
    }
    order = orders[saringan.urut]
    # What is done needs nobody's attention: it comes after the rest, unless the filter parts them.
    if saringan.urut in ATTENTION and not (
        saringan.status or saringan.ketepatan or saringan.perhatian
    ):
        return [case((OPEN, 0), else_=1), *order]
    return order


def baris_query() -> Select[Any]:
    """Return the columns of `BarisAksi` in order, joined, without conditions."""
    aksi = t.RencanaAksi
    kolom: tuple[Any, ...] = (
        aksi.kode,
        aksi.judul,
        t.Pokja.nama,
        t.PerangkatDaerah.singkatan,
        aksi.mulai,
        aksi.tenggat,
        aksi.status,
        aksi.progres,
        aksi.kendala,
        aksi.diperbarui_pada,
        aksi.selesai_pada,
        aksi.keluaran,
        aksi.verifikasi,
        aksi.pokja_id,
        aksi.pd_id,
    )
    return (
        sqlalchemy.select(*kolom)
        .join(t.Pokja, col(t.Pokja.id) == col(aksi.pokja_id))
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(aksi.pd_id), isouter=True)
    )


def _page(saringan: SaringanAksi, hari: date, mulai_dari: int, sebanyak: int) -> Subquery:
    """Return the ids of one page: an index alone gives them, so a deep page costs little more."""
    return (
        sqlalchemy.select(col(t.RencanaAksi.id))
        .where(*_where(saringan, hari))
        .order_by(*_order(saringan))
        .offset(mulai_dari)
        .limit(sebanyak)
        .subquery()
    )


def list_aksi(
    session: Session,
    *,
    hari: date,
    saringan: SaringanAksi = SaringanAksi(),
    mulai_dari: int = 0,
    sebanyak: int | None = None,
) -> list[BarisAksi]:
    """Return the rencana aksi that `saringan` lets through, from number `mulai_dari` on."""
    query = baris_query().where(*_where(saringan, hari))
    if sebanyak is not None:
        page = _page(saringan, hari, mulai_dari, sebanyak)
        query = baris_query().join(page, page.c.id == col(t.RencanaAksi.id))
    return [
        BarisAksi(*row, hari=hari) for row in session.execute(query.order_by(*_order(saringan)))
    ]


def count_aksi(session: Session, *, hari: date, saringan: SaringanAksi = SaringanAksi()) -> int:
    """Return how many rencana aksi `saringan` lets through."""
    query = sqlalchemy.select(func.count(col(t.RencanaAksi.id))).where(*_where(saringan, hari))
    return int(session.execute(query).scalar_one())


def map_pendukung(
    session: Session, *, hari: date, saringan: SaringanAksi, sebanyak: int
) -> dict[str, list[str]]:
    """Return the supporting perangkat daerah per code, for those that have any, of the first rows.

    `saringan` and `sebanyak` are those of `list_aksi`.
    """
    aksi, link, pd = t.RencanaAksi, t.PendukungAksi, t.PerangkatDaerah
    page = _page(saringan, hari, 0, sebanyak)
    query = (
        sqlalchemy.select(col(aksi.kode), col(pd.singkatan))
        .join_from(aksi, page, page.c.id == col(aksi.id))
        .join(link, col(link.aksi_id) == col(aksi.id))
        .join(pd, col(pd.id) == col(link.pd_id))
        .order_by(col(aksi.id), col(pd.urutan))
    )
    pendukung: dict[str, list[str]] = {}
    for kode, singkatan in session.execute(query):
        pendukung.setdefault(kode, []).append(singkatan)
    return pendukung


def list_perlu_perhatian(
    session: Session, *, hari: date, pokja_id: int | None = None, sebanyak: int = 8
) -> list[BarisAksi]:
    """Return open actions that are late or due within 7 days, the longest late first."""
    clauses = [
        *_where(SaringanAksi(pokja_id=pokja_id), hari),
        col(t.RencanaAksi.status).not_in((StatusAksi.SELESAI, StatusAksi.DIBATALKAN)),
        col(t.RencanaAksi.tenggat) <= hari + timedelta(days=7),
    ]
    order = (col(t.RencanaAksi.tenggat), col(t.RencanaAksi.id))
    query = baris_query().where(and_(*clauses)).order_by(*order).limit(sebanyak)
    return [BarisAksi(*row, hari=hari) for row in session.execute(query)]
