"""Reads about risiko: the map, the register, the movement of the highest."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import sqlalchemy
from sqlalchemy import Select, and_, func
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Posisi
from model.queries.acuan import Aturan, get_aturan
from model.queries.saringan_risiko import SaringanRisiko as SaringanRisiko
from model.queries.saringan_risiko import UrutRisiko as UrutRisiko
from model.queries.saringan_risiko import kolom_risiko, where_risiko
from model.rules import SEL, Band


@dataclass(frozen=True)
class Letak:
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
    inheren: Letak
    saat_ini: Letak
    target: Letak
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


def count_peta(
    session: Session, *, hari: date, saringan: SaringanRisiko = SaringanRisiko()
) -> list[SelPeta]:
    """Return all 25 cells with their counts, kemungkinan 5 first; empty cells count 0."""
    aturan = get_aturan(session, hari=hari)
    k, d = kolom_risiko("kemungkinan", saringan.posisi), kolom_risiko("dampak", saringan.posisi)
    query = select(k, d, func.count()).where(*where_risiko(saringan, aturan))
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


def letak(risiko: t.Risiko, posisi: Posisi, aturan: Aturan) -> Letak:
    """Return where a risiko stands for one posisi."""
    k, d, b = (
        getattr(risiko, f"{angka}_{posisi.value}") for angka in ("kemungkinan", "dampak", "besaran")
    )
    return Letak(k, d, b, aturan.level(b))


def _baris(row: Any, aturan: Aturan, counts: dict[int, tuple[int, int]]) -> BarisRisiko:
    risiko, pokja, kategori, pemilik = row
    penanganan, aksi = counts.get(risiko.id, (0, 0))
    posisi = {p.value: letak(risiko, p, aturan) for p in Posisi}
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
            kolom_risiko("besaran", saringan.posisi).desc(),
            kolom_risiko("dampak", saringan.posisi).desc(),
            col(r.id).desc(),  # the index then gives the whole order, read backwards
        ]
    query = _baris_query().where(*where_risiko(saringan, aturan)).order_by(*order)
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
    where = where_risiko(saringan, get_aturan(session, hari=hari))
    query = select(func.count()).select_from(t.Risiko).where(*where)
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
