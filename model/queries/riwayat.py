"""Reads of the riwayat of one object, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Tindakan
from model.errors import PerubahanKolom
from model.format import KOSONG, tanggal, waktu
from model.labels import NAMA_KOLOM, PILIHAN_KOLOM

RUJUKAN: dict[str, type[t.Tercatat | t.PerangkatDaerah | t.KategoriRisiko]] = {
    "isu_id": t.IsuStrategis,
    "permasalahan_id": t.Permasalahan,
    "solusi_id": t.Solusi,
    "penanganan_id": t.Penanganan,
    "risiko_id": t.Risiko,
    "pd_id": t.PerangkatDaerah,
    "pemilik_id": t.PerangkatDaerah,
    "kategori_id": t.KategoriRisiko,
}

NAMA_RUJUKAN = {t.PerangkatDaerah: "singkatan", t.KategoriRisiko: "nama"}

# What a stored reference such as ("pd_id", "7") is called.
Names = dict[tuple[str, str], str]


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


def _names(session: Session, daftar: Iterable[t.Riwayat]) -> Names:
    """Return the names of all rows that `daftar` refers to, with one read per kind of row."""
    ids: dict[str, set[str]] = {}
    for riwayat in daftar:
        if riwayat.kolom in RUJUKAN:
            both = (riwayat.sebelum, riwayat.sesudah)
            ids.setdefault(riwayat.kolom, set()).update(value for value in both if value)
    names: Names = {}
    for kolom, wanted in ids.items():
        kind = RUJUKAN[kolom]
        nama = NAMA_RUJUKAN.get(kind, "kode")
        query = select(kind.id, getattr(kind, nama)).where(col(kind.id).in_(map(int, wanted)))
        names |= {(kolom, str(row_id)): words for row_id, words in session.exec(query)}
    return names


def in_words(kolom: str, value: str | None, names: Names) -> str:
    """Return a stored history value as it would stand on the screen."""
    if value is None:
        return KOSONG
    if kolom in PILIHAN_KOLOM:
        return PILIHAN_KOLOM[kolom](value).label
    if kolom in RUJUKAN:
        return names.get((kolom, value), value)
    if kolom == "terkendali":
        return "Ya" if value == "True" else "Tidak"
    if kolom == "ditarik_pada":
        return waktu(datetime.fromisoformat(value))
    if kolom in ("mulai", "tenggat", "selesai_pada"):
        return tanggal(date.fromisoformat(value))
    return value


def _baris(session: Session, daftar: Iterable[t.Riwayat]) -> list[BarisRiwayat]:
    daftar = list(daftar)
    names = _names(session, daftar)
    return [
        BarisRiwayat(
            riwayat.pada,
            riwayat.pelaku,
            riwayat.asal,
            riwayat.tindakan,
            NAMA_KOLOM.get(riwayat.kolom, riwayat.kolom),
            in_words(riwayat.kolom, riwayat.sebelum, names),
            in_words(riwayat.kolom, riwayat.sesudah, names),
        )
        for riwayat in daftar
    ]


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
    return _baris(session, session.exec(query))


def list_perubahan(
    session: Session, *, tabel: str, baris_id: int, versi: int
) -> list[PerubahanKolom]:
    """Return in words what changed on a row after version `versi`, oldest first."""
    query = (
        select(t.Riwayat)
        .where(
            t.Riwayat.tabel == tabel,
            t.Riwayat.baris_id == baris_id,
            t.Riwayat.versi > versi,
        )
        .order_by(col(t.Riwayat.id))
    )
    return [
        PerubahanKolom(baris.kolom, baris.sebelum, baris.sesudah, baris.pelaku, baris.pada)
        for baris in _baris(session, session.exec(query))
    ]
