"""Reads of accounts of people and of their sesi."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import CaraMasuk, Choice, Peran, Tindakan
from model.config import settings
from model.queries.umum import search_clause


class KeadaanAkun(Choice):
    """What an account is good for just now."""

    AKTIF = "aktif", "Aktif"
    BELUM_MASUK = "belum_masuk", "Belum pernah masuk"
    NONAKTIF = "nonaktif", "Nonaktif"
    DIANONIMKAN = "dianonimkan", "Dianonimkan"


@dataclass(frozen=True)
class SaringanPengguna:
    """What a list of accounts is narrowed to."""

    peran: Peran | None = None
    pokja_id: int | None = None
    pd_id: int | None = None
    keadaan: KeadaanAkun | None = None
    cari: str = ""


@dataclass(frozen=True)
class BarisPengguna:
    """One account as a list shows it."""

    id: int
    nama_masuk: str
    nama: str
    jabatan: str
    peran: Peran
    milik: str  # the pokja or perangkat daerah, empty for the others
    keadaan: KeadaanAkun
    contoh: bool
    masuk_pada: datetime | None


@dataclass(frozen=True)
class AkunRinci:
    """One account with everything that may be changed about it."""

    baris: BarisPengguna
    versi: int
    surel: str
    surel_aktif: bool
    bersandi: bool
    harus_ganti: bool
    sandi_diubah_pada: datetime | None
    akun_kantor: bool
    pokja_id: int | None
    pd_id: int | None

    @property
    def nilai(self) -> dict[str, Any]:
        """Return the values of the form for this account."""
        return {
            "nama_masuk": self.baris.nama_masuk,
            "nama": self.baris.nama,
            "jabatan": self.baris.jabatan,
            "surel": self.surel,
            "peran": self.baris.peran,
            "pokja_id": self.pokja_id,
            "pd_id": self.pd_id,
        }


@dataclass(frozen=True)
class BarisSesi:
    """One open sesi."""

    id: int
    cara: CaraMasuk
    mulai_pada: datetime
    dipakai_pada: datetime
    berakhir_pada: datetime
    alamat: str
    peramban: str


# Sesi are pruned, the riwayat is not; an index leads to the lines of an account.
MASUK_PADA = (
    select(col(t.Riwayat.pada))
    .where(
        col(t.Riwayat.tabel) == "pengguna",
        col(t.Riwayat.baris_id) == col(t.Pengguna.id),
        col(t.Riwayat.tindakan) == Tindakan.MASUK,
    )
    .order_by(col(t.Riwayat.id).desc())
    .limit(1)
    .correlate(t.Pengguna)
    .scalar_subquery()
)

KEADAAN = case(
    (col(t.Pengguna.dianonimkan_pada).is_not(None), literal(KeadaanAkun.DIANONIMKAN.value)),
    (~col(t.Pengguna.aktif), literal(KeadaanAkun.NONAKTIF.value)),
    (MASUK_PADA.is_(None), literal(KeadaanAkun.BELUM_MASUK.value)),
    else_=literal(KeadaanAkun.AKTIF.value),
)

KOLOM = (
    col(t.Pengguna.id), col(t.Pengguna.nama_masuk), col(t.Pengguna.nama), col(t.Pengguna.jabatan),
    col(t.Pengguna.peran), func.coalesce(col(t.Pokja.nama), col(t.PerangkatDaerah.singkatan), ""),
    KEADAAN, col(t.Pengguna.contoh), MASUK_PADA,
)  # fmt: skip


def _where(saringan: SaringanPengguna) -> list[ColumnElement[bool]]:
    p = t.Pengguna
    clauses = [col(p.peran) != Peran.LAYAR]
    if saringan.peran is not None:
        clauses.append(col(p.peran) == saringan.peran)
    if saringan.pokja_id is not None:
        clauses.append(col(p.pokja_id) == saringan.pokja_id)
    if saringan.pd_id is not None:
        clauses.append(col(p.pd_id) == saringan.pd_id)
    if saringan.keadaan is not None:
        clauses.append(KEADAAN.in_([saringan.keadaan.value]))
    if saringan.cari:
        clauses.append(
            search_clause(
                saringan.cari, col(p.nama), col(p.nama_masuk), col(p.jabatan), col(p.surel)
            )
        )
    return clauses


def _select(*more: Any) -> Select[Any]:
    p = t.Pengguna
    return (
        select(*KOLOM, *more)
        .outerjoin(t.Pokja, col(t.Pokja.id) == col(p.pokja_id))
        .outerjoin(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(p.pd_id))
    )


def _baris(row: Any) -> BarisPengguna:
    row_id, nama_masuk, nama, jabatan, peran, milik, keadaan, contoh, masuk_pada = row
    return BarisPengguna(
        row_id, nama_masuk, nama, jabatan, peran, milik, KeadaanAkun(keadaan), contoh, masuk_pada
    )


def count_pengguna(session: Session, *, saringan: SaringanPengguna) -> int:
    """Return how many accounts of people there are."""
    query = select(func.count()).select_from(t.Pengguna).where(*_where(saringan))
    return int(session.execute(query).scalar_one())


def map_keadaan(session: Session) -> dict[KeadaanAkun, int]:
    """Return how many accounts of people are in each state."""
    each = select(KEADAAN.label("keadaan")).where(*_where(SaringanPengguna())).subquery()
    query = select(each.c.keadaan, func.count()).group_by(each.c.keadaan)
    found = {KeadaanAkun(keadaan): jumlah for keadaan, jumlah in session.execute(query)}
    return {keadaan: found.get(keadaan, 0) for keadaan in KeadaanAkun}


def list_pengguna(
    session: Session, *, saringan: SaringanPengguna, mulai_dari: int = 0, sebanyak: int = 50
) -> list[BarisPengguna]:
    """Return a page of accounts, those in use first, then by name."""
    p = t.Pengguna
    query = (
        _select()
        .where(*_where(saringan))
        .order_by(col(p.aktif).desc(), func.lower(col(p.nama)), col(p.id))
        .offset(mulai_dari)
        .limit(sebanyak)
    )
    return [_baris(row) for row in session.execute(query)]


def get_pengguna(session: Session, *, pengguna_id: int) -> AkunRinci | None:
    """Return one account of a person."""
    p = t.Pengguna
    query = _select(
        col(p.versi), col(p.surel), col(p.surel_aktif), col(p.sandi) != "",
        col(p.sandi_harus_ganti), col(p.sandi_diubah_pada), col(p.oidc_subjek).is_not(None),
        col(p.pokja_id), col(p.pd_id),
    ).where(col(p.id) == pengguna_id, col(p.peran) != Peran.LAYAR)  # fmt: skip
    row = session.execute(query).first()
    if row is None:
        return None
    return AkunRinci(_baris(row[: len(KOLOM)]), *row[len(KOLOM) :])


def list_sesi(session: Session, *, pengguna_id: int, saat: datetime) -> list[BarisSesi]:
    """Return the sesi of a person that are in force at `saat`, the last used first."""
    s = t.Sesi
    unused_since = saat - timedelta(minutes=settings().forum_sesi_diam_menit)
    query = (
        select(
            col(s.id), col(s.cara), col(s.mulai_pada), col(s.dipakai_pada),
            col(s.berakhir_pada), col(s.alamat), col(s.peramban),
        )
        .where(
            col(s.pengguna_id) == pengguna_id,
            col(s.diakhiri_pada).is_(None),
            col(s.berakhir_pada) > saat,
            col(s.dipakai_pada) >= unused_since,
        )
        .order_by(col(s.dipakai_pada).desc(), col(s.id).desc())
        .limit(50)
    )  # fmt: skip
    return [BarisSesi(*row) for row in session.execute(query)]
