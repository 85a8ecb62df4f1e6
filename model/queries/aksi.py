"""Reads about rencana aksi: the tracker's list and counts, one action whole, its history."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Choice, Ketepatan, StatusAksi
from model.queries.umum import NOT_WITHDRAWN, ketepatan_clause, search_clause
from model.rules import days_late, ketepatan, planned_progress


class UrutAksi(Choice):
    """Orders of the tracker."""

    TENGGAT = "tenggat", "Tenggat terdekat"
    TENGGAT_TERJAUH = "tenggat_terjauh", "Tenggat terjauh"
    PROGRES = "progres", "Progres terendah"
    KABAR = "kabar", "Paling lama tanpa kabar"
    KODE = "kode", "Kode"


@dataclass(frozen=True)
class SaringanAksi:
    """What the tracker is narrowed to. Empty values do not narrow."""

    pokja_id: int | None = None
    pd_id: int | None = None
    status: tuple[StatusAksi, ...] = ()
    ketepatan: tuple[Ketepatan, ...] = ()
    tenggat_dari: date | None = None
    tenggat_sampai: date | None = None
    cari: str = ""
    urut: UrutAksi = UrutAksi.TENGGAT


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
    ketepatan: Ketepatan = field(init=False)
    hari_terlambat: int = field(init=False)
    rencana: float | None = field(init=False)
    hari: date = field(repr=False, default=date.min)

    def __post_init__(self) -> None:
        arguments = (self.mulai, self.tenggat, self.status, self.progres, self.hari)
        object.__setattr__(self, "ketepatan", ketepatan(*arguments))
        late = self.ketepatan == Ketepatan.TERLAMBAT and self.tenggat is not None
        object.__setattr__(
            self,
            "hari_terlambat",
            days_late(self.tenggat, self.hari) if late else 0,  # type: ignore[arg-type]
        )
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
    if saringan.tenggat_dari is not None:
        clauses.append(col(aksi.tenggat) >= saringan.tenggat_dari)
    if saringan.tenggat_sampai is not None:
        clauses.append(col(aksi.tenggat) <= saringan.tenggat_sampai)
    if saringan.cari.strip():
        clauses.append(
            search_clause(saringan.cari, aksi.kode, aksi.judul, aksi.keluaran, aksi.kendala)
        )
    return clauses


def _order(urut: UrutAksi) -> list[Any]:
    aksi = t.RencanaAksi
    return {
        UrutAksi.TENGGAT: [col(aksi.tenggat).asc().nulls_last(), col(aksi.id)],
        UrutAksi.TENGGAT_TERJAUH: [col(aksi.tenggat).desc().nulls_last(), col(aksi.id)],
        UrutAksi.PROGRES: [col(aksi.progres), col(aksi.id)],
        UrutAksi.KABAR: [col(aksi.diperbarui_pada).asc().nulls_first(), col(aksi.id)],
        UrutAksi.KODE: [col(aksi.pokja_id), col(aksi.id)],
    }[urut]


def baris_query() -> Select[Any]:
    """Return the columns of `BarisAksi` in order, joined, without conditions."""
    aksi = t.RencanaAksi
    return (
        select(  # type: ignore[call-overload, no-any-return]
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
        )
        .join(t.Pokja, col(t.Pokja.id) == col(aksi.pokja_id))
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(aksi.pd_id), isouter=True)
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
    query = baris_query().where(*_where(saringan, hari)).order_by(*_order(saringan.urut))
    if sebanyak is not None:
        query = query.offset(mulai_dari).limit(sebanyak)
    return [BarisAksi(*row, hari=hari) for row in session.execute(query)]


def count_aksi(session: Session, *, hari: date, saringan: SaringanAksi = SaringanAksi()) -> int:
    """Return how many rencana aksi `saringan` lets through."""
    query = select(func.count()).select_from(t.RencanaAksi).where(*_where(saringan, hari))
    return session.exec(query).one()


def list_perlu_perhatian(
    session: Session, *, hari: date, pokja_id: int | None = None, sebanyak: int = 8
) -> list[BarisAksi]:
    """Return open actions that are late or due within 7 days, the longest late first."""
    clauses = [
        *_where(SaringanAksi(pokja_id=pokja_id), hari),
        col(t.RencanaAksi.status).not_in((StatusAksi.SELESAI, StatusAksi.DIBATALKAN)),
        col(t.RencanaAksi.tenggat) <= hari + timedelta(days=7),
    ]
    query = baris_query().where(and_(*clauses)).order_by(*_order(UrutAksi.TENGGAT)).limit(sebanyak)
    return [BarisAksi(*row, hari=hari) for row in session.execute(query)]
