"""Reads of screens in meeting rooms."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Choice, Peran


class KeadaanLayar(Choice):
    """What a screen is doing just now."""

    TERHUBUNG = "terhubung", "Terhubung"
    MENUNGGU = "menunggu", "Tautan belum dipakai"
    LEWAT = "lewat", "Tautan lewat waktu"
    TERPUTUS = "terputus", "Tidak terhubung"
    DICABUT = "dicabut", "Dicabut"


@dataclass(frozen=True)
class BarisLayar:
    """One screen as the list shows it."""

    id: int
    nama: str
    keadaan: KeadaanLayar
    tautan_sampai: datetime | None  # of the link that waits to be used
    terlihat_pada: datetime | None
    alamat: str


def list_layar(session: Session, *, saat: datetime, sebanyak: int = 100) -> list[BarisLayar]:
    """Return the screens with their state at `saat`, those in use first, then by room."""
    p, link, s = t.Pengguna, t.TautanLayar, t.Sesi
    open_link = (
        select(func.max(col(link.berlaku_sampai)))
        .where(
            col(link.pengguna_id) == col(p.id),
            col(link.dipakai_pada).is_(None),
            col(link.dicabut_pada).is_(None),
        )
        .correlate(p)
        .scalar_subquery()
    )
    last_used = (
        select(col(s.id))
        .where(col(s.pengguna_id) == col(p.id))
        .order_by(col(s.dipakai_pada).desc(), col(s.id).desc())
        .limit(1)
        .correlate(p)
        .scalar_subquery()
    )
    query = (
        select(
            col(p.id), col(p.nama), col(p.aktif), open_link, col(s.dipakai_pada),
            col(s.alamat), col(s.diakhiri_pada), col(s.berakhir_pada),
        )
        .outerjoin(s, col(s.id) == last_used)
        .where(col(p.peran) == Peran.LAYAR)
        .order_by(col(p.aktif).desc(), func.lower(col(p.nama)), col(p.id))
        .limit(sebanyak)
    )  # fmt: skip
    found = []
    for row_id, nama, aktif, sampai, terlihat, alamat, diakhiri, berakhir in session.execute(query):
        connected = terlihat is not None and diakhiri is None and berakhir > saat
        keadaan = _keadaan(aktif, connected, sampai, terlihat, saat)
        waiting = sampai if aktif and sampai and sampai > saat else None
        found.append(BarisLayar(row_id, nama, keadaan, waiting, terlihat, alamat or ""))
    return found


def _keadaan(
    aktif: bool,
    connected: bool,
    sampai: datetime | None,
    terlihat: datetime | None,
    saat: datetime,
) -> KeadaanLayar:
    if not aktif:
        return KeadaanLayar.DICABUT
    if connected:
        return KeadaanLayar.TERHUBUNG
    if sampai is not None:
        return KeadaanLayar.MENUNGGU if sampai > saat else KeadaanLayar.LEWAT
    return KeadaanLayar.TERPUTUS if terlihat else KeadaanLayar.LEWAT
