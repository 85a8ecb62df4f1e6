"""Reads of kejadian risiko: the forum's list, counts per pokja, those of one risiko."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, func
from sqlmodel import Session, col

from model import tables as t
from model.choices import Posisi
from model.queries.umum import search_clause
from model.rules_risiko import asks_penilaian

MAKS_RISIKO = 100  # events of one risiko on the screen


@dataclass(frozen=True)
class SaringanKejadian:
    """What the list is narrowed to. Empty values do not narrow."""

    pokja_id: int | None = None
    kategori_id: int | None = None
    tahun: int | None = None
    cari: str = ""


@dataclass(frozen=True)
class BarisKejadian:
    """One event; `tanya` says that its risiko is to be looked at again."""

    id: int
    versi: int
    risiko: str
    judul_risiko: str
    pokja: str
    kategori: str
    tanggal: date
    uraian: str
    sebab: str
    dampak: str
    penanganan: str
    kerugian: int | None
    pelaku: str
    pada: datetime
    ditarik_pada: datetime | None
    alasan_ditarik: str
    kemungkinan: int
    dinilai: date | None
    tanya: bool = field(init=False)
    hari: date = field(repr=False, kw_only=True)

    def __post_init__(self) -> None:
        tanya = self.ditarik_pada is None and asks_penilaian(
            self.kemungkinan, self.tanggal, self.dinilai, self.hari
        )
        object.__setattr__(self, "tanya", tanya)


@dataclass(frozen=True)
class JumlahKejadian:
    """How many events a pokja had, and what they cost where it is known."""

    pokja: str
    jumlah: int
    kerugian: int


def _baris_query(hari: date) -> Select[Any]:
    """Return the columns of `BarisKejadian` in order, joined, without conditions."""
    k, r, n, p = t.KejadianRisiko, t.Risiko, t.PenilaianRisiko, t.Pengguna
    dinilai = (
        sqlalchemy.select(func.max(col(n.tanggal)))
        .where(
            col(n.risiko_id) == col(r.id),
            col(n.posisi) == Posisi.SAAT_INI,
            col(n.tanggal) <= hari,
        )
        .correlate(r)
        .scalar_subquery()
    )
    kolom: tuple[Any, ...] = (
        k.id,
        k.versi,
        r.kode,
        r.judul,
        t.Pokja.nama,
        t.KategoriRisiko.nama,
        k.tanggal,
        k.uraian,
        k.sebab,
        k.dampak,
        k.penanganan,
        k.kerugian,
        func.coalesce(col(p.nama), col(k.pelaku)),
        k.pada,
        k.ditarik_pada,
        k.alasan_ditarik,
        r.kemungkinan_saat_ini,
        dinilai,
    )
    return (
        sqlalchemy.select(*kolom)
        .select_from(k)
        .join(r, col(r.id) == col(k.risiko_id))
        .join(t.Pokja, col(t.Pokja.id) == col(r.pokja_id))
        .join(t.KategoriRisiko, col(t.KategoriRisiko.id) == col(r.kategori_id))
        .join(p, col(p.id) == col(k.pelaku_id), isouter=True)
    )


def _where(saringan: SaringanKejadian) -> list[ColumnElement[bool]]:
    k, r = t.KejadianRisiko, t.Risiko
    clauses: list[ColumnElement[bool]] = [
        col(k.ditarik_pada).is_(None),
        col(r.ditarik_pada).is_(None),
    ]
    if saringan.pokja_id is not None:
        clauses.append(col(r.pokja_id) == saringan.pokja_id)
    if saringan.kategori_id is not None:
        clauses.append(col(r.kategori_id) == saringan.kategori_id)
    if saringan.tahun is not None:
        first, last = date(saringan.tahun, 1, 1), date(saringan.tahun, 12, 31)
        clauses.append(col(k.tanggal).between(first, last))
    if saringan.cari.strip():
        clauses.append(search_clause(saringan.cari, r.kode, k.uraian, k.sebab, k.dampak, r.judul))
    return clauses


def list_kejadian(
    session: Session,
    *,
    hari: date,
    saringan: SaringanKejadian = SaringanKejadian(),
    mulai_dari: int = 0,
    sebanyak: int | None = None,
) -> list[BarisKejadian]:
    """Return the events that `saringan` lets through, the newest first."""
    k = t.KejadianRisiko
    query = _baris_query(hari).where(*_where(saringan))
    query = query.order_by(col(k.tanggal).desc(), col(k.id).desc())
    query = query.offset(mulai_dari or None).limit(sebanyak)
    return [BarisKejadian(*row, hari=hari) for row in session.execute(query)]


def list_jumlah_kejadian(
    session: Session, *, saringan: SaringanKejadian = SaringanKejadian()
) -> list[JumlahKejadian]:
    """Return how many events `saringan` lets through per pokja, only those that had any."""
    k, r, pokja = t.KejadianRisiko, t.Risiko, t.Pokja
    query = (
        sqlalchemy.select(
            col(pokja.nama), func.count(col(k.id)), func.coalesce(func.sum(col(k.kerugian)), 0)
        )
        .select_from(k)
        .join(r, col(r.id) == col(k.risiko_id))
        .join(pokja, col(pokja.id) == col(r.pokja_id))
        .where(*_where(saringan))
        .group_by(col(pokja.id), col(pokja.nama), col(pokja.urutan))
        .order_by(col(pokja.urutan))
    )
    return [JumlahKejadian(nama, n, int(rugi)) for nama, n, rugi in session.execute(query)]


def list_tahun_kejadian(session: Session) -> list[int]:
    """Return the years in which something happened, the newest first."""
    k = t.KejadianRisiko
    year = sqlalchemy.extract("year", col(k.tanggal))
    query = sqlalchemy.select(year).where(col(k.ditarik_pada).is_(None)).distinct()
    return sorted((int(value) for (value,) in session.execute(query)), reverse=True)


def list_kejadian_risiko(
    session: Session, *, hari: date, risiko_id: int, ditarik: bool = False
) -> list[BarisKejadian]:
    """Return the events of one risiko, the newest first; or those withdrawn."""
    k = t.KejadianRisiko
    gone = col(k.ditarik_pada)
    query = _baris_query(hari).where(
        col(k.risiko_id) == risiko_id, gone.is_not(None) if ditarik else gone.is_(None)
    )
    query = query.order_by(col(k.tanggal).desc(), col(k.id).desc()).limit(MAKS_RISIKO)
    return [BarisKejadian(*row, hari=hari) for row in session.execute(query)]


def get_kejadian(session: Session, *, hari: date, kejadian_id: int) -> BarisKejadian | None:
    """Return one event, withdrawn or not; None when there is none."""
    row = session.execute(_baris_query(hari).where(col(t.KejadianRisiko.id) == kejadian_id)).first()
    return None if row is None else BarisKejadian(*row, hari=hari)
