"""Reads of indikator: the forum's list with states, those of one risiko, their values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd
import sqlalchemy
from sqlalchemy import ColumnElement, Select, and_, case, func, or_
from sqlmodel import Session, col

from model import tables as t
from model.choices import ArahIndikator, KeadaanIndikator
from model.queries.umum import search_clause
from model.rules_risiko import is_usang, keadaan_indikator

MAKS_NILAI = 200  # values of one indikator on the screen
MAKS_DITARIK = 50

NAIK = col(t.IndikatorRisiko.arah) == ArahIndikator.NAIK


@dataclass(frozen=True)
class SaringanIndikator:
    """What the list is narrowed to. Empty values do not narrow."""

    pokja_id: int | None = None
    keadaan: tuple[KeadaanIndikator, ...] = ()
    cari: str = ""


@dataclass(frozen=True)
class BarisIndikator:
    """One indikator with its newest value; `usang` says that it is too old to go by."""

    id: int
    versi: int
    risiko: str
    judul_risiko: str
    pokja: str
    nama: str
    satuan: str
    arah: ArahIndikator
    batas_waspada: float
    batas_bahaya: float
    sumber: str
    ditarik_pada: datetime | None
    alasan_ditarik: str
    tanggal: date | None
    nilai: float | None
    keadaan: KeadaanIndikator = field(init=False)
    usang: bool = field(init=False)
    hari: date = field(repr=False, kw_only=True)

    def __post_init__(self) -> None:
        keadaan = keadaan_indikator(self.arah, self.batas_waspada, self.batas_bahaya, self.nilai)
        object.__setattr__(self, "keadaan", keadaan)
        object.__setattr__(self, "usang", is_usang(self.tanggal, self.hari))


@dataclass(frozen=True)
class BarisNilai:
    """One measured value; `dikoreksi` says that a later one of the same day counts instead."""

    tanggal: date
    nilai: float
    keadaan: KeadaanIndikator
    catatan: str
    pelaku: str
    pada: datetime
    dikoreksi: bool


def _newest(hari: date) -> Any:
    """Return the id of the value that counts on `hari` for the indikator of the outer query."""
    n = t.NilaiIndikator
    return (
        sqlalchemy.select(col(n.id))
        .where(col(n.indikator_id) == col(t.IndikatorRisiko.id), col(n.tanggal) <= hari)
        .order_by(col(n.tanggal).desc(), col(n.id).desc())
        .limit(1)
        .correlate(t.IndikatorRisiko)
        .scalar_subquery()
    )


def _joined(query: Select[Any], hari: date) -> Select[Any]:
    i, r, n = t.IndikatorRisiko, t.Risiko, t.NilaiIndikator
    return (
        query.select_from(i)
        .join(r, col(r.id) == col(i.risiko_id))
        .join(t.Pokja, col(t.Pokja.id) == col(r.pokja_id))
        .join(n, col(n.id) == _newest(hari), isouter=True)
    )


def _baris_query(hari: date) -> Select[Any]:
    """Return the columns of `BarisIndikator` in order, joined, without conditions."""
    i, r, n = t.IndikatorRisiko, t.Risiko, t.NilaiIndikator
    kolom: tuple[Any, ...] = (
        i.id,
        i.versi,
        r.kode,
        r.judul,
        t.Pokja.nama,
        i.nama,
        i.satuan,
        i.arah,
        i.batas_waspada,
        i.batas_bahaya,
        i.sumber,
        i.ditarik_pada,
        i.alasan_ditarik,
        n.tanggal,
        n.nilai,
    )
    return _joined(sqlalchemy.select(*kolom), hari)


def keadaan_clause(keadaan: KeadaanIndikator) -> ColumnElement[bool]:
    """Return the SQL form of `rules_risiko.keadaan_indikator`; a test keeps the two equal."""
    i, nilai = t.IndikatorRisiko, col(t.NilaiIndikator.nilai)

    def reached(batas: Any) -> ColumnElement[bool]:
        return or_(and_(NAIK, nilai >= col(batas)), and_(~NAIK, nilai <= col(batas)))

    match keadaan:
        case KeadaanIndikator.BELUM:
            return nilai.is_(None)
        case KeadaanIndikator.BAHAYA:
            return reached(i.batas_bahaya)
        case KeadaanIndikator.WASPADA:
            return and_(reached(i.batas_waspada), ~reached(i.batas_bahaya))
        case _:
            return ~reached(i.batas_waspada)


def _in_force() -> tuple[ColumnElement[bool], ...]:
    return (
        col(t.IndikatorRisiko.ditarik_pada).is_(None),
        col(t.Risiko.ditarik_pada).is_(None),
    )


def _where(saringan: SaringanIndikator) -> list[ColumnElement[bool]]:
    i, r = t.IndikatorRisiko, t.Risiko
    clauses = [*_in_force()]
    if saringan.pokja_id is not None:
        clauses.append(col(r.pokja_id) == saringan.pokja_id)
    if saringan.keadaan:
        clauses.append(or_(*map(keadaan_clause, saringan.keadaan)))
    if saringan.cari.strip():
        clauses.append(search_clause(saringan.cari, r.kode, i.nama, r.judul, i.sumber))
    return clauses


def list_indikator(
    session: Session,
    *,
    hari: date,
    saringan: SaringanIndikator = SaringanIndikator(),
    mulai_dari: int = 0,
    sebanyak: int | None = None,
) -> list[BarisIndikator]:
    """Return the indikator that `saringan` lets through, the worst first."""
    worst = case(
        (keadaan_clause(KeadaanIndikator.BELUM), 2),
        (keadaan_clause(KeadaanIndikator.BAHAYA), 0),
        (keadaan_clause(KeadaanIndikator.WASPADA), 1),
        else_=3,
    )
    query = _baris_query(hari).where(*_where(saringan))
    query = query.order_by(
        worst, col(t.Risiko.pokja_id), col(t.Risiko.id), col(t.IndikatorRisiko.id)
    )
    query = query.offset(mulai_dari or None).limit(sebanyak)
    return [BarisIndikator(*row, hari=hari) for row in session.execute(query)]


def count_indikator(
    session: Session, *, hari: date, saringan: SaringanIndikator = SaringanIndikator()
) -> dict[KeadaanIndikator, int]:
    """Return how many indikator `saringan` lets through, by state, each state named."""
    sums = [
        func.coalesce(func.sum(case((keadaan_clause(keadaan), 1), else_=0)), 0)
        for keadaan in KeadaanIndikator
    ]
    query = _joined(sqlalchemy.select(*sums), hari).where(*_where(saringan))
    row = session.execute(query).one()
    return {keadaan: int(n) for keadaan, n in zip(KeadaanIndikator, row, strict=True)}


def list_indikator_risiko(
    session: Session, *, hari: date, risiko_id: int, ditarik: bool = False
) -> list[BarisIndikator]:
    """Return the indikator of one risiko in the order of their making; or those withdrawn."""
    i = t.IndikatorRisiko
    gone = col(i.ditarik_pada)
    query = _baris_query(hari).where(
        col(i.risiko_id) == risiko_id, gone.is_not(None) if ditarik else gone.is_(None)
    )
    rows = session.execute(query.order_by(col(i.id)).limit(MAKS_DITARIK))
    return [BarisIndikator(*row, hari=hari) for row in rows]


def list_nilai(
    session: Session, *, hari: date, indikator_id: int, sebanyak: int = MAKS_NILAI
) -> list[BarisNilai]:
    """Return the values of an indikator up to `hari`, the newest first, corrected ones included."""
    i, n, p = t.IndikatorRisiko, t.NilaiIndikator, t.Pengguna
    query = (
        sqlalchemy.select(
            col(n.tanggal), col(n.nilai), col(n.catatan),
            func.coalesce(col(p.nama), col(n.pelaku)), col(n.pada),
            col(i.arah), col(i.batas_waspada), col(i.batas_bahaya),
        )
        .join_from(n, i, col(i.id) == col(n.indikator_id))
        .join(p, col(p.id) == col(n.pelaku_id), isouter=True)
        .where(col(n.indikator_id) == indikator_id, col(n.tanggal) <= hari)
        .order_by(col(n.tanggal).desc(), col(n.id).desc())
        .limit(sebanyak)
    )  # fmt: skip
    daftar: list[BarisNilai] = []
    for tanggal, nilai, catatan, pelaku, pada, arah, waspada, bahaya in session.execute(query):
        newer = bool(daftar) and daftar[-1].tanggal == tanggal
        keadaan = keadaan_indikator(arah, waspada, bahaya, nilai)
        daftar.append(BarisNilai(tanggal, nilai, keadaan, catatan, pelaku, pada, newer))
    return daftar


def frame_nilai(session: Session, *, hari: date, indikator_id: int) -> pd.DataFrame:
    """Return tanggal, nilai, keadaan of the values that count, the oldest first."""
    daftar = list_nilai(session, hari=hari, indikator_id=indikator_id)
    rows = [(n.tanggal, n.nilai, n.keadaan.label) for n in reversed(daftar) if not n.dikoreksi]
    return pd.DataFrame(rows, columns=["tanggal", "nilai", "keadaan"])
