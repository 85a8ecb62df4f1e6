"""Reads of the door: the account behind a login name, and how long to wait before a try."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Peran
from model.percobaan import JENDELA, Hitungan, wait_of
from model.permissions import Pelaku

# A one-time password that nobody has used by then is worth nothing (ASVS 5.0, 6.4.1).
UMUR_SEKALI = timedelta(days=7)


@dataclass(frozen=True)
class Calon:
    """Somebody who may turn out to be the owner of an account."""

    pelaku: Pelaku
    nama_masuk: str
    sandi: str  # the hash; empty: no sign-in by password
    aktif: bool
    sekali_sejak: datetime | None = None  # since when a one-time password waits to be changed

    def usable_sandi(self, saat: datetime) -> str:
        """Return the hash to compare with at `saat`: none for who may not come in by password."""
        lapsed = self.sekali_sejak is not None and saat - self.sekali_sejak > UMUR_SEKALI
        return self.sandi if self.aktif and not lapsed else ""


@dataclass(frozen=True)
class AkunContoh:
    """An example person that the sign-in page offers."""

    id: int
    nama: str
    jabatan: str
    peran: Peran


def get_calon(session: Session, *, nama_masuk: str) -> Calon | None:
    """Return the account of this login name, active or not."""
    return _calon(session, t.Pengguna.nama_masuk == nama_masuk)


def get_calon_of(session: Session, *, pengguna_id: int) -> Calon | None:
    """Return the account of this number, active or not."""
    return _calon(session, t.Pengguna.id == pengguna_id)


def _calon(session: Session, clause: object) -> Calon | None:
    p = t.Pengguna
    query = select(
        col(p.id), col(p.nama), col(p.peran), col(p.pokja_id), col(p.pd_id),
        col(p.nama_masuk), col(p.sandi), col(p.aktif), col(p.sandi_harus_ganti),
        col(p.sandi_diubah_pada),
    ).where(clause)  # type: ignore[arg-type]  # fmt: skip
    row = session.execute(query).first()
    if row is None:
        return None
    pelaku = Pelaku(row.nama, row.peran, id=row.id, pokja_id=row.pokja_id, pd_id=row.pd_id)
    since = row.sandi_diubah_pada if row.sandi_harus_ganti else None
    return Calon(pelaku, row.nama_masuk, row.sandi, row.aktif, since)


def get_tunggu(session: Session, *, hitungan: Sequence[Hitungan], saat: datetime) -> int:
    """Return for how many seconds a try counted by these is not looked at; 0: it is."""
    p = t.PercobaanMasuk
    query = (
        select(col(p.kunci), col(p.pada), col(p.gagal))
        .where(col(p.kunci).in_([h.kunci for h in hitungan]), col(p.pada) > saat - JENDELA)
        .order_by(col(p.pada), col(p.id))
    )
    rows = session.execute(query).all()
    waits = [0]
    for h in hitungan:
        gagal = [row.pada for row in rows if row.kunci == h.kunci and row.gagal]
        sedang = [row.pada for row in rows if row.kunci == h.kunci and not row.gagal]
        waits.append(wait_of(gagal, sedang, h.batas, saat))
    return max(waits)


def list_akun_contoh(session: Session) -> list[AkunContoh]:
    """Return the active example persons; none once the store is not marked as example any more."""
    marked = session.get(t.Pengaturan, "data_contoh") is not None
    if not marked:
        return []
    p = t.Pengguna
    query = (
        select(col(p.id), col(p.nama), col(p.jabatan), col(p.peran))
        .where(col(p.contoh), col(p.aktif))
        .order_by(col(p.id))
    )
    return [AkunContoh(*row) for row in session.execute(query).all()]


def is_contoh(session: Session) -> bool:
    """Return whether the store is marked as example, or any example person may still come in."""
    if session.get(t.Pengaturan, "data_contoh") is not None:
        return True
    query = select(col(t.Pengguna.id)).where(col(t.Pengguna.contoh), col(t.Pengguna.aktif))
    return session.execute(query.limit(1)).first() is not None
