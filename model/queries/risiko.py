"""Reads about risiko: the map, the register, one risiko whole, its movement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy
from sqlalchemy import ColumnElement, Select, and_, func
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Choice, Posisi
from model.queries.acuan import Aturan, get_aturan
from model.queries.umum import search_clause
from model.rules import SEL, Band


class UrutRisiko(Choice):
    """Orders of the register. Besaran goes before dampak, as the forum reads risks."""

    BESARAN = "besaran", "Besaran tertinggi"
    KODE = "kode", "Kode"


@dataclass(frozen=True)
class SaringanRisiko:
    """What map and register are narrowed to. Empty values do not narrow."""

    posisi: Posisi = Posisi.SAAT_INI
    pokja_id: int | None = None
    kategori_id: int | None = None
    pd_id: int | None = None
    sel: tuple[int, int] | None = None
    prioritas: bool = False
    cari: str = ""
    urut: UrutRisiko = UrutRisiko.BESARAN


@dataclass(frozen=True)
class Titik:
    """A place on the map: kemungkinan, dampak, the rank of the cell and its band."""

    kemungkinan: int
    dampak: int
    besaran: int
    band: Band


@dataclass(frozen=True)
class BarisRisiko:
    """One line of the register."""

    kode: str
    judul: str
    pokja: str
    kategori: str
    pemilik: str
    inheren: Titik
    saat_ini: Titik
    target: Titik
    prioritas: bool
    penanganan: int
    aksi: int


@dataclass(frozen=True)
class SelPeta:
    """One cell of the map with how many risiko stand in it."""

    kemungkinan: int
    dampak: int
    besaran: int
    band: Band
    jumlah: int


def _kolom(angka: str, posisi: Posisi) -> Any:
    return getattr(t.Risiko, f"{angka}_{posisi.value}")


def _where(saringan: SaringanRisiko, batas: int) -> list[ColumnElement[bool]]:
    r = t.Risiko
    clauses: list[ColumnElement[bool]] = [col(r.ditarik_pada).is_(None)]
    if saringan.pokja_id is not None:
        clauses.append(col(r.pokja_id) == saringan.pokja_id)
    if saringan.kategori_id is not None:
        clauses.append(col(r.kategori_id) == saringan.kategori_id)
    if saringan.pd_id is not None:
        clauses.append(col(r.pemilik_id) == saringan.pd_id)
    if saringan.sel is not None:
        clauses.append(_kolom("kemungkinan", saringan.posisi) == saringan.sel[0])
        clauses.append(_kolom("dampak", saringan.posisi) == saringan.sel[1])
    if saringan.prioritas:
        clauses.append(_kolom("besaran", saringan.posisi) >= batas)
    if saringan.cari.strip():
        clauses.append(search_clause(saringan.cari, r.kode, r.judul, r.sebab, r.dampak))
    return clauses


def count_peta(
    session: Session, *, hari: date, saringan: SaringanRisiko = SaringanRisiko()
) -> list[SelPeta]:
    """Return all 25 cells with their counts, kemungkinan 5 first; empty cells count 0."""
    aturan = get_aturan(session, hari=hari)
    k, d = _kolom("kemungkinan", saringan.posisi), _kolom("dampak", saringan.posisi)
    query = select(k, d, func.count()).where(*_where(saringan, aturan.batas_prioritas))
    counts = {(row[0], row[1]): row[2] for row in session.execute(query.group_by(k, d))}
    return [
        SelPeta(
            sel[0],
            sel[1],
            aturan.besaran(*sel),
            aturan.level(aturan.besaran(*sel)),
            counts.get(sel, 0),
        )  # fmt: skip
        for sel in sorted(SEL, key=lambda sel: (-sel[0], sel[1]))
    ]


def _baris_query() -> Select[Any]:
    r = t.Risiko
    kolom: tuple[Any, ...] = (r, t.Pokja.nama, t.KategoriRisiko.nama, t.PerangkatDaerah.singkatan)
    return (
        sqlalchemy.select(*kolom)
        .join(t.Pokja, col(t.Pokja.id) == col(r.pokja_id))
        .join(t.KategoriRisiko, col(t.KategoriRisiko.id) == col(r.kategori_id))
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(r.pemilik_id))
    )


def _count_penanganan(session: Session, ids: list[int] | None) -> dict[int, tuple[int, int]]:
    """Map risiko ids to their numbers of penanganan and of rencana aksi; None means all.

    Counted apart from the list: inside it SQLite would count for every risiko before the LIMIT.
    """
    p, a = t.Penanganan, t.RencanaAksi
    query = (
        sqlalchemy.select(col(p.risiko_id), func.count(col(p.id).distinct()), func.count(col(a.id)))
        .join(
            a, and_(col(a.penanganan_id) == col(p.id), col(a.ditarik_pada).is_(None)), isouter=True
        )
        .where(col(p.ditarik_pada).is_(None))
        .group_by(col(p.risiko_id))
    )
    if ids is not None:
        query = query.where(col(p.risiko_id).in_(ids))
    return {risiko_id: (own, actions) for risiko_id, own, actions in session.execute(query)}


def titik(risiko: t.Risiko, posisi: Posisi, aturan: Aturan) -> Titik:
    """Return where a risiko stands for one posisi."""
    k, d, b = (
        getattr(risiko, f"{angka}_{posisi.value}") for angka in ("kemungkinan", "dampak", "besaran")
    )
    return Titik(k, d, b, aturan.level(b))


def _baris(row: Any, aturan: Aturan, counts: dict[int, tuple[int, int]]) -> BarisRisiko:
    risiko, pokja, kategori, pemilik = row
    penanganan, aksi = counts.get(risiko.id, (0, 0))
    posisi = {p.value: titik(risiko, p, aturan) for p in Posisi}
    return BarisRisiko(
        kode=risiko.kode,
        judul=risiko.judul,
        pokja=pokja,
        kategori=kategori,
        pemilik=pemilik,
        prioritas=risiko.besaran_saat_ini >= aturan.batas_prioritas,
        penanganan=penanganan,
        aksi=aksi,
        **posisi,
    )


def list_risiko(
    session: Session,
    *,
    hari: date,
    saringan: SaringanRisiko = SaringanRisiko(),
    mulai_dari: int = 0,
    sebanyak: int | None = None,
) -> list[BarisRisiko]:
    """Return the risiko that `saringan` lets through, highest besaran (then dampak) first."""
    aturan = get_aturan(session, hari=hari)
    r = t.Risiko
    order: list[Any] = [col(r.pokja_id), col(r.id)]
    if saringan.urut == UrutRisiko.BESARAN:
        order = [
            _kolom("besaran", saringan.posisi).desc(),
            _kolom("dampak", saringan.posisi).desc(),
            col(r.id).desc(),  # the index then gives the whole order, read backwards
        ]
    query = _baris_query().where(*_where(saringan, aturan.batas_prioritas)).order_by(*order)
    if sebanyak is not None:
        query = query.offset(mulai_dari).limit(sebanyak)
    rows = session.execute(query).all()
    counts = _count_penanganan(session, [row[0].id for row in rows] if sebanyak else None)
    return [_baris(row, aturan, counts) for row in rows]


def baris_of(session: Session, ids: list[int], aturan: Aturan) -> list[tuple[int, BarisRisiko]]:
    """Return the risiko with these ids, each with the id of its pokja, highest first."""
    r = t.Risiko
    order = (col(r.besaran_saat_ini), col(r.dampak_saat_ini), col(r.id))
    query = _baris_query().where(col(r.id).in_(ids)).order_by(*(kolom.desc() for kolom in order))
    rows = session.execute(query).all()
    counts = _count_penanganan(session, ids)
    return [(row[0].pokja_id, _baris(row, aturan, counts)) for row in rows]


def count_risiko(
    session: Session, *, hari: date, saringan: SaringanRisiko = SaringanRisiko()
) -> int:
    """Return how many risiko `saringan` lets through."""
    batas = get_aturan(session, hari=hari).batas_prioritas
    query = select(func.count()).select_from(t.Risiko).where(*_where(saringan, batas))
    return session.exec(query).one()


def frame_pergerakan(
    session: Session,
    *,
    hari: date,
    saringan: SaringanRisiko = SaringanRisiko(),
    sebanyak: int = 10,
) -> pd.DataFrame:
    """Return nomor, kode, judul and, per posisi in order, kemungkinan, dampak, besaran, level.

    Three rows for each of the highest risiko that `saringan` lets through.
    """
    rows = [
        (
            nomor, baris.kode, baris.judul, urutan, posisi.label,
            di.kemungkinan, di.dampak, di.besaran, di.band.nama,
        )
        for nomor, baris in enumerate(
            list_risiko(session, hari=hari, saringan=saringan, sebanyak=sebanyak)
        )
        for urutan, posisi in enumerate(Posisi)
        for di in (getattr(baris, posisi.value),)
    ]  # fmt: skip
    kolom = [
        "nomor", "kode", "judul", "urutan", "posisi", "kemungkinan", "dampak", "besaran", "level",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=kolom)
