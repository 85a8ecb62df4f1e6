"""Reads of the riwayat of one object, in words."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Tindakan
from model.errors import PerubahanKolom
from model.format import KOSONG, tanggal, waktu
from model.labels import NAMA_KOLOM, PILIHAN_KOLOM

RUJUKAN: dict[str, type[t.Base]] = {
    "isu_id": t.IsuStrategis,
    "permasalahan_id": t.Permasalahan,
    "solusi_id": t.Solusi,
    "penanganan_id": t.Penanganan,
    "risiko_id": t.Risiko,
    "pd_id": t.PerangkatDaerah,
    "pemilik_id": t.PerangkatDaerah,
    "kategori_id": t.KategoriRisiko,
}


@dataclass(frozen=True)
class BarisRiwayat:
    """One line of riwayat as a person reads it."""

    pada: datetime
    pelaku: str
    asal: str
    tindakan: Tindakan
    kolom: str
    sebelum: str
    sesudah: str


def in_words(session: Session, kolom: str, value: str | None) -> str:
    """Return a stored history value as it would stand on the screen."""
    if value is None:
        return KOSONG
    if kolom in PILIHAN_KOLOM:
        return PILIHAN_KOLOM[kolom](value).label
    if kolom in RUJUKAN:
        row = session.get(RUJUKAN[kolom], int(value))
        return getattr(row, "singkatan", None) or getattr(row, "kode", value)
    if kolom == "terkendali":
        return "Ya" if value == "True" else "Tidak"
    if kolom == "ditarik_pada":
        return waktu(datetime.fromisoformat(value))
    if kolom in ("mulai", "tenggat", "selesai_pada"):
        return tanggal(date.fromisoformat(value))
    return value


def _baris(session: Session, riwayat: t.Riwayat) -> BarisRiwayat:
    return BarisRiwayat(
        riwayat.pada,
        riwayat.pelaku,
        riwayat.asal,
        riwayat.tindakan,
        NAMA_KOLOM.get(riwayat.kolom, riwayat.kolom),
        in_words(session, riwayat.kolom, riwayat.sebelum),
        in_words(session, riwayat.kolom, riwayat.sesudah),
    )


def list_riwayat(
    session: Session, *, tabel: str, baris_id: int, sebanyak: int = 100
) -> list[BarisRiwayat]:
    """Return the newest changes of one object, newest first."""
    query = (
        select(t.Riwayat)
        .where(t.Riwayat.tabel == tabel, t.Riwayat.baris_id == baris_id)
        .order_by(col(t.Riwayat.id).desc())
        .limit(sebanyak)
    )
    return [_baris(session, riwayat) for riwayat in session.exec(query)]


def list_perubahan(session: Session, row: t.Tercatat, versi: int) -> list[PerubahanKolom]:
    """Return in words what changed on `row` after version `versi`, oldest first."""
    query = (
        select(t.Riwayat)
        .where(
            t.Riwayat.tabel == row.__tablename__,
            t.Riwayat.baris_id == row.id,  # type: ignore[attr-defined]
            t.Riwayat.versi > versi,
        )
        .order_by(col(t.Riwayat.id))
    )
    return [
        PerubahanKolom(baris.kolom, baris.sebelum, baris.sesudah, baris.pelaku, baris.pada)
        for baris in (_baris(session, riwayat) for riwayat in session.exec(query))
    ]
