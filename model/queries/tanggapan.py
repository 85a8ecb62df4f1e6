"""Reads of the tanggapan under one object, and of whom a tanggapan can mention."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Peran
from model.queries.acuan import Pilihan
from model.sebutan import Bagian, KataPeran, mentioned, split_text

MAKS_UTAS = 50
MAKS_ORANG = 500

KOLOM_OBJEK = {"risiko": "risiko_id", "rencana_aksi": "aksi_id"}


@dataclass(frozen=True)
class BarisTanggapan:
    """One tanggapan as a person reads it; of a withdrawn one only that it was there."""

    id: int
    pengguna_id: int | None
    nama: str
    peran: Peran | None
    usulan: bool
    bagian: tuple[Bagian, ...]
    pada: datetime
    ditarik_pada: datetime | None


@dataclass(frozen=True)
class Utas:
    """A piece of the thread under an object, the oldest first."""

    jumlah: int  # of the whole thread
    daftar: tuple[BarisTanggapan, ...]
    ada_lama: bool


def get_utas(
    session: Session,
    *,
    tabel: str,
    baris_id: int,
    sebelum: int | None = None,
    sebanyak: int = MAKS_UTAS,
) -> Utas:
    """Return the newest tanggapan under an object, or those before number `sebelum`."""
    tg, p = t.Tanggapan, t.Pengguna
    own = col(getattr(tg, KOLOM_OBJEK[tabel])) == baris_id
    query = (
        select(tg, col(p.nama), col(p.peran))
        .join(p, col(p.id) == col(tg.pengguna_id), isouter=True)
        .where(own)
        .order_by(col(tg.id).desc())
        .limit(sebanyak + 1)
    )
    if sebelum is not None:
        query = query.where(col(tg.id) < sebelum)
    found = session.execute(query).all()
    rows = found[:sebanyak][::-1]
    names = _names(session, [row.isi for row, _, _ in rows])
    daftar = tuple(
        BarisTanggapan(
            id=row.id,
            pengguna_id=row.pengguna_id,
            nama=nama or row.pelaku,
            peran=peran,
            usulan=row.usulan,
            bagian=() if row.ditarik_pada else tuple(split_text(row.isi, names)),
            pada=row.pada,
            ditarik_pada=row.ditarik_pada,
        )
        for row, nama, peran in rows
    )
    jumlah = session.execute(select(func.count()).select_from(tg).where(own)).scalar_one()
    return Utas(jumlah, daftar, ada_lama=len(found) > sebanyak)


def _names(session: Session, texts: list[str]) -> dict[int, str]:
    ids = {number for text in texts for number in mentioned(text).ids}
    query = select(col(t.Pengguna.id), col(t.Pengguna.nama)).where(col(t.Pengguna.id).in_(ids))
    return {row.id: row.nama for row in session.execute(query)}


def list_orang_tersebut(session: Session) -> list[Pilihan]:
    """Return whom a tanggapan can mention: words for peran (numbers below 0), then people."""
    p = t.Pengguna
    query = (
        select(col(p.id), col(p.nama_masuk), col(p.nama))
        .where(col(p.aktif), col(p.peran) != Peran.LAYAR)
        .order_by(col(p.nama), col(p.id))
        .limit(MAKS_ORANG)
    )
    roles = [
        Pilihan(-number, kata.value, f"{kata.label} (@{kata.value})", kata.label)
        for number, kata in enumerate(KataPeran, 1)
    ]
    return roles + [
        Pilihan(row.id, row.nama_masuk, f"{row.nama} (@{row.nama_masuk})", row.nama)
        for row in session.execute(query)
    ]
