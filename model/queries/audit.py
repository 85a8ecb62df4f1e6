"""Reads of the whole riwayat: filtered, newest first, a sheet at a time.

A search that no index serves stops after RENTANG lines, and the sheet says where to go on.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Tindakan
from model.labels import NAMA_TABEL, nama_kolom
from model.pemeriksaan.beban import BEBAN_PD
from model.queries.audit_saringan import (
    RENTANG,
    SaringanAudit,
    bounds_of,
    conditions_of,
    is_searched,
)
from model.queries.objek import JENIS
from model.queries.riwayat import in_words, names_of, riwayat_query


@dataclass(frozen=True)
class BarisAudit:
    """One line as a person reads it; `kode` is of the object to open, `akun_id` of the account."""

    nomor: int
    pada: datetime
    pelaku: str
    asal: str
    tindakan: Tindakan
    jenis: str
    kode: str
    akun_id: int | None
    kolom: str
    sebelum: str
    sesudah: str


@dataclass(frozen=True)
class Lembar:
    """Some lines, newest first. `lanjut` is given to the next read, None when there is no more.

    `sampai` is the moment of the oldest line that was looked at, when there may be more.
    """

    baris: list[BarisAudit]
    lanjut: int | None
    sampai: datetime | None = None


@dataclass(frozen=True)
class UjungRantai:
    """The head of the chain: how many lines there are, and the seal of the last."""

    baris: int
    rantai: str


def get_ujung(session: Session) -> UjungRantai:
    """Return the head of the chain."""
    head = t.VersiData
    row = session.execute(select(col(head.riwayat_id), col(head.rantai))).one()
    return UjungRantai(row.riwayat_id, row.rantai)


def list_pelaku(session: Session, *, sebanyak: int = 2_000) -> list[tuple[int, str]]:
    """Return the accounts that can have done something, by name."""
    p = t.Pengguna
    query = select(col(p.id), col(p.nama)).order_by(func.lower(col(p.nama)), col(p.id))
    return [(row.id, row.nama) for row in session.execute(query.limit(sebanyak))]


def list_audit(
    session: Session,
    *,
    saringan: SaringanAudit,
    sebelum: int | None = None,
    sebanyak: int = 50,
) -> Lembar:
    """Return the newest lines that fit, those before line `sebelum` when it is given."""
    low, high = bounds_of(session, saringan)
    high = min(high, sebelum - 1) if sebelum is not None else high
    bottom = max(low, high - RENTANG + 1) if is_searched(saringan) else low
    nomor = col(t.Riwayat.id)
    query = (
        riwayat_query()
        .where(nomor >= bottom, nomor <= high, *conditions_of(session, saringan))
        .order_by(nomor.desc())
        .limit(sebanyak)
    )
    found = session.execute(query).all()
    baris = _baris(session, found)
    if len(found) == sebanyak:
        return Lembar(baris, found[-1][0].id)
    if bottom > low:
        oldest = session.execute(select(col(t.Riwayat.pada)).where(nomor == bottom)).scalar()
        return Lembar(baris, bottom, oldest)
    return Lembar(baris, None)


def _baris(session: Session, found: Any) -> list[BarisAudit]:
    names = names_of(session, (line for line, _ in found))
    codes = _codes(session, [line for line, _ in found])
    return [
        BarisAudit(
            nomor=line.id,
            pada=line.pada,
            pelaku=pelaku,
            asal=line.asal,
            tindakan=line.tindakan,
            jenis=NAMA_TABEL.get(line.tabel, ""),
            kode=codes.get((line.tabel, line.baris_id), ""),
            akun_id=line.baris_id or None if line.tabel == t.Pengguna.__tablename__ else None,
            kolom=nama_kolom(line.tabel, line.kolom),
            sebelum=in_words(line.kolom, line.sebelum, names),
            sesudah=in_words(line.kolom, line.sesudah, names),
        )
        for line, pelaku in found
    ]


def _codes(session: Session, lines: list[t.Riwayat]) -> dict[tuple[str, int], str]:
    """Return the codes of the objects that lines are about, with one read per kind of row."""
    wanted: dict[str, set[int]] = {}
    for line in lines:
        wanted.setdefault(line.tabel, set()).add(line.baris_id)
    a, risiko = t.RencanaAksi, t.Risiko
    b, tg = t.Bukti, t.Tanggapan
    kode_tanggapan = func.coalesce(
        select(col(a.kode)).where(col(a.id) == col(tg.aksi_id)).scalar_subquery(),
        select(col(risiko.kode)).where(col(risiko.id) == col(tg.risiko_id)).scalar_subquery(),
    )
    queries: dict[str, tuple[Any, Any]] = {
        str(kind.__tablename__): (select(col(kind.id), col(kind.kode)), col(kind.id))
        for kind in JENIS.values()
    }
    kode_bukti = func.coalesce(
        select(col(a.kode)).where(col(a.id) == col(b.aksi_id)).scalar_subquery(),
        select(col(risiko.kode)).where(col(risiko.id) == col(b.risiko_id)).scalar_subquery(),
    )
    queries[str(b.__tablename__)] = (select(col(b.id), kode_bukti), col(b.id))
    for kind in (t.IndikatorRisiko, t.KejadianRisiko):
        of_risiko = col(kind.risiko_id) == col(risiko.id)
        queries[str(kind.__tablename__)] = (
            select(col(kind.id), col(risiko.kode)).join(risiko, of_risiko),
            col(kind.id),
        )
    queries[str(tg.__tablename__)] = (select(col(tg.id), kode_tanggapan), col(tg.id))
    w = t.Pengabaian
    queries[str(w.__tablename__)] = (
        select(col(w.id), col(w.objek)).where(col(w.aturan) != BEBAN_PD.kunci),
        col(w.id),
    )
    return {
        (tabel, row_id): kode
        for tabel, ids in wanted.items()
        if tabel in queries
        for row_id, kode in session.execute(queries[tabel][0].where(queries[tabel][1].in_(ids)))
        if kode
    }
