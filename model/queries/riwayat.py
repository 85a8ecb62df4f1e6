"""Reads of the riwayat of one object, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import BigInteger, Boolean, Date, Float, Select, Time, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Tindakan
from model.errors import PerubahanKolom
from model.format import KOSONG, angka_isian, jam, tanggal, waktu
from model.labels import PILIHAN_KOLOM, label_of, nama_kolom
from model.queries.umum import nama_pelaku
from model.tables.base import UtcDateTime

Dirujuk = type[
    t.Tercatat
    | t.PerangkatDaerah
    | t.KategoriRisiko
    | t.Pokja
    | t.Pengguna
    | t.Rakor
    | t.SesiRakor
    | t.Matriks
    | t.SetBand
]

RUJUKAN: dict[str, Dirujuk] = {
    "isu_id": t.IsuStrategis,
    "permasalahan_id": t.Permasalahan,
    "solusi_id": t.Solusi,
    "penanganan_id": t.Penanganan,
    "risiko_id": t.Risiko,
    "aksi_id": t.RencanaAksi,
    "pd_id": t.PerangkatDaerah,
    "pemilik_id": t.PerangkatDaerah,
    "kategori_id": t.KategoriRisiko,
    "pokja_id": t.Pokja,
    "pelaku_id": t.Pengguna,
    "pengguna_id": t.Pengguna,
    "rakor_id": t.Rakor,
    "sesi_id": t.SesiRakor,
    "matriks_id": t.Matriks,
    "set_band_id": t.SetBand,
}

NAMA_RUJUKAN: dict[Dirujuk, str] = {
    t.PerangkatDaerah: "singkatan",
    t.KategoriRisiko: "nama",
    t.Pokja: "nama",
    t.Pengguna: "nama",
    t.Rakor: "tema",
    t.SesiRakor: "nama",
    t.Matriks: "nama",
    t.SetBand: "nama",
}


def _named(*kinds: type) -> frozenset[str]:
    """Return the columns of these types in the tables that leave riwayat."""
    tables = (kind.metadata.tables[str(kind.__tablename__)] for kind in t.BERJEJAK)
    return frozenset(c.name for table in tables for c in table.columns if isinstance(c.type, kinds))


YA_TIDAK, TANGGAL, WAKTU = _named(Boolean), _named(Date), _named(UtcDateTime)
JAM = _named(Time)
ANGKA = _named(Float, BigInteger)

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


def names_of(session: Session, daftar: Iterable[t.Riwayat]) -> Names:
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
        query = select(col(kind.id), getattr(kind, nama)).where(
            col(kind.id).in_(map(int, filter(str.isdecimal, wanted)))
        )
        names |= {(kolom, str(row_id)): words for row_id, words in session.execute(query)}
    return names


def in_words(kolom: str, value: str | None, names: Names) -> str:
    """Return a stored history value as it would stand on the screen."""
    if value is None:
        return KOSONG
    if kolom in PILIHAN_KOLOM:
        return label_of(kolom, value)
    if kolom in RUJUKAN:
        return names.get((kolom, value), value)
    if kolom in YA_TIDAK:
        return "Ya" if value == "True" else "Tidak"
    try:
        if kolom in WAKTU:
            return waktu(datetime.fromisoformat(value))
        if kolom in TANGGAL:
            return tanggal(date.fromisoformat(value))
        if kolom in JAM:
            return jam(time.fromisoformat(value))
        if kolom in ANGKA:
            return angka_isian(float(value))
    except ValueError:
        pass  # written when the column held something else
    return value


def riwayat_query() -> Select[t.Riwayat, str]:
    """Return the query of lines of riwayat with the present names of who wrote them."""
    return select(t.Riwayat, nama_pelaku(t.Riwayat))


def lines_in_words(
    session: Session, query: Select[t.Riwayat, str]
) -> list[tuple[tuple[str, int], BarisRiwayat]]:
    """Return the lines of a `riwayat_query` in words, each with the table and row it is about."""
    daftar = session.execute(query).all()
    names = names_of(session, (riwayat for riwayat, _ in daftar))
    return [
        (
            (riwayat.tabel, riwayat.baris_id),
            BarisRiwayat(
                riwayat.pada,
                pelaku,
                riwayat.asal,
                riwayat.tindakan,
                nama_kolom(riwayat.tabel, riwayat.kolom),
                in_words(riwayat.kolom, riwayat.sebelum, names),
                in_words(riwayat.kolom, riwayat.sesudah, names),
            ),
        )
        for riwayat, pelaku in daftar
    ]


def list_riwayat(
    session: Session, *, tabel: str, baris_id: int, sebanyak: int = 100
) -> list[BarisRiwayat]:
    """Return the newest changes of one object, newest first."""
    query = (
        riwayat_query()
        .where(col(t.Riwayat.tabel) == tabel, col(t.Riwayat.baris_id) == baris_id)
        .order_by(col(t.Riwayat.id).desc())
        .limit(sebanyak)
    )
    return [baris for _, baris in lines_in_words(session, query)]


def list_perubahan(
    session: Session, *, tabel: str, baris_id: int, versi: int
) -> list[PerubahanKolom]:
    """Return in words what changed on a row after version `versi`, oldest first."""
    query = (
        riwayat_query()
        .where(
            col(t.Riwayat.tabel) == tabel,
            col(t.Riwayat.baris_id) == baris_id,
            col(t.Riwayat.versi) > versi,
        )
        .order_by(col(t.Riwayat.id))
    )
    return [
        PerubahanKolom(baris.kolom, baris.sebelum, baris.sesudah, baris.pelaku, baris.pada)
        for _, baris in lines_in_words(session, query)
    ]
