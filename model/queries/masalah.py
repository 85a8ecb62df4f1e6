"""Reads about permasalahan: the list with what answers each of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from model import tables as t
from model.choices import Posisi, StatusAksi
from model.pemeriksaan.masalah import tanpa_solusi
from model.queries.acuan import Aturan, get_aturan
from model.queries.anak import alive
from model.queries.risiko import Letak, letak
from model.queries.umum import search_clause


@dataclass(frozen=True)
class SaringanMasalah:
    """What the list is narrowed to. Empty values do not narrow."""

    pokja_id: int | None = None
    pd_id: int | None = None
    tanpa_solusi: bool = False
    cari: str = ""


@dataclass(frozen=True)
class BarisMasalah:
    """One line of the list; `aksi` counts the rencana aksi of its solusi."""

    kode: str
    judul: str
    pokja: str
    isu_kode: str
    isu: str
    pd: str
    risiko_kode: str | None
    saat_ini: Letak | None
    solusi: int
    aksi: int
    selesai: int


def _where(saringan: SaringanMasalah) -> list[Any]:
    p: Any = t.Permasalahan
    clauses = [p.ditarik_pada.is_(None)]
    if saringan.pokja_id is not None:
        clauses.append(p.pokja_id == saringan.pokja_id)
    if saringan.pd_id is not None:
        clauses.append(p.pd_id == saringan.pd_id)
    if saringan.tanpa_solusi:
        clauses.append(tanpa_solusi())
    if saringan.cari.strip():
        clauses.append(search_clause(saringan.cari, p.kode, p.judul, p.akar_masalah, p.uraian))
    return clauses


def list_masalah(
    session: Session,
    *,
    hari: date,
    saringan: SaringanMasalah = SaringanMasalah(),
    mulai_dari: int = 0,
    sebanyak: int | None = None,
) -> list[BarisMasalah]:
    """Return the permasalahan that `saringan` lets through, pokja by pokja, oldest first."""
    aturan = get_aturan(session, hari=hari)
    p: Any = t.Permasalahan
    r: Any = t.Risiko
    where = _where(saringan)
    if sebanyak is not None:
        # The ids of the page come first: everything else is looked up and counted for them alone.
        page = select(p.id).where(*where).order_by(p.pokja_id, p.id)
        where = [p.id.in_(session.scalars(page.offset(mulai_dari).limit(sebanyak)).all())]
    kolom: list[Any] = [
        p.kode,
        p.judul,
        t.Pokja.nama.label("pokja"),  # type: ignore[attr-defined]
        t.IsuStrategis.kode.label("isu_kode"),  # type: ignore[attr-defined]
        t.IsuStrategis.judul.label("isu"),  # type: ignore[attr-defined]
        t.PerangkatDaerah.singkatan.label("pd"),  # type: ignore[attr-defined]
        r.kode.label("risiko_kode"),
        r.kemungkinan_saat_ini,
        r.dampak_saat_ini,
        r.besaran_saat_ini,
        _count_solusi().label("solusi"),
        _count_aksi().label("aksi"),
        _count_aksi(t.RencanaAksi.status == StatusAksi.SELESAI).label("selesai"),
    ]
    query = (
        select(*kolom)
        .select_from(p)
        .join(t.Pokja, t.Pokja.id == p.pokja_id)
        .join(t.IsuStrategis, t.IsuStrategis.id == p.isu_id)
        .join(t.PerangkatDaerah, t.PerangkatDaerah.id == p.pd_id)
        .join(r, (r.permasalahan_id == p.id) & r.ditarik_pada.is_(None), isouter=True)
        .where(*where)
        .order_by(p.pokja_id, p.id)
    )
    return [_baris(row, aturan) for row in session.execute(query)]


def _count_solusi() -> Any:
    s: Any = t.Solusi
    query = select(func.count()).where(s.permasalahan_id == t.Permasalahan.id, alive(s))
    return query.correlate(t.Permasalahan).scalar_subquery()


def _count_aksi(*where: Any) -> Any:
    s: Any = t.Solusi
    a: Any = t.RencanaAksi
    return (
        select(func.count())
        .select_from(s)
        .join(a, a.solusi_id == s.id)
        .where(s.permasalahan_id == t.Permasalahan.id, alive(a), *where)
        .correlate(t.Permasalahan)
        .scalar_subquery()
    )


def _baris(row: Any, aturan: Aturan) -> BarisMasalah:
    saat_ini = letak(row, Posisi.SAAT_INI, aturan) if row.risiko_kode else None
    return BarisMasalah(
        kode=row.kode,
        judul=row.judul,
        pokja=row.pokja,
        isu_kode=row.isu_kode,
        isu=row.isu,
        pd=row.pd,
        risiko_kode=row.risiko_kode,
        saat_ini=saat_ini,
        solusi=row.solusi,
        aksi=row.aksi,
        selesai=row.selesai,
    )


def count_masalah(session: Session, *, saringan: SaringanMasalah = SaringanMasalah()) -> int:
    """Return how many permasalahan `saringan` lets through."""
    query = select(func.count()).select_from(t.Permasalahan).where(*_where(saringan))
    return session.scalar(query) or 0
