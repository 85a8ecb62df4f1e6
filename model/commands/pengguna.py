"""Writes: accounts of people, by an admin. Whoever may do less than before signs in again."""

from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Peran
from model.clock import now
from model.commands.sesi import end_sesi
from model.commands.umum import require_versi
from model.errors import DomainError, InvalidIsian, NotAllowed, NotFound
from model.history import QUIET
from model.isian_pengguna import IsianPengguna
from model.permissions import Hak, Pelaku, require
from model.sandi import hash_sandi, new_one_time

# Fields that decide what a person may do.
WEWENANG = ("peran", "pokja_id", "pd_id")


class AkunTerkunci(DomainError):
    """The account has to stay as it is: the last admin, one's own, or one that was anonymised."""


@dataclass(frozen=True)
class SandiSekali:
    """An account with its new one-time password, of which the store keeps only the hash."""

    pengguna_id: int
    nama_masuk: str
    nama: str
    sandi: str


def create_pengguna(session: Session, *, pelaku: Pelaku, isian: IsianPengguna) -> SandiSekali:
    """Add an account and return its one-time password, which has to be changed at sign-in."""
    require(pelaku, Hak.KELOLA_PENGGUNA)
    _lock_admins(session, pelaku)
    _require_free_name(session, isian.nama_masuk)
    _require_references(session, isian)
    row = t.Pengguna(**isian.model_dump())
    session.add(row)
    return give_one_time(session, row)


def give_one_time(session: Session, row: t.Pengguna, sandi: str = "") -> SandiSekali:
    """Give an account a password that has to be changed at sign-in; a new one unless given."""
    sandi = sandi or new_one_time()
    row.sandi = hash_sandi(sandi)
    row.sandi_harus_ganti = True
    row.sandi_diubah_pada = now()
    session.flush()
    return SandiSekali(row.id, row.nama_masuk, row.nama, sandi)


def update_pengguna(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianPengguna
) -> None:
    """Change an account; another peran, pokja or perangkat daerah ends the person's sesi."""
    require(pelaku, Hak.KELOLA_PENGGUNA)
    row, admins = _take(session, pelaku, row_id, versi)
    _require_free_name(session, isian.nama_masuk, own_id=row_id)
    _require_references(session, isian)
    if isian.peran != Peran.ADMIN:
        _require_other_admin(admins, row_id)
    values = isian.model_dump()
    if any(getattr(row, field) != values[field] for field in WEWENANG):
        end_sesi(session, pelaku=pelaku, pengguna_id=row_id)
    for field, value in values.items():
        setattr(row, field, value)


def reset_sandi(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> SandiSekali:
    """Give an account a new one-time password and end its sesi."""
    require(pelaku, Hak.KELOLA_PENGGUNA)
    row, _ = _take(session, pelaku, row_id, versi)
    end_sesi(session, pelaku=pelaku, pengguna_id=row_id)
    return give_one_time(session, row)


def set_aktif(session: Session, *, pelaku: Pelaku, row_id: int, versi: int, aktif: bool) -> None:
    """Let an account sign in, or not any more, which ends its sesi at once."""
    require(pelaku, Hak.KELOLA_PENGGUNA)
    row, admins = _take(session, pelaku, row_id, versi)
    if not aktif:
        _require_not_oneself(pelaku, row_id)
        _require_other_admin(admins, row_id)
        end_sesi(session, pelaku=pelaku, pengguna_id=row_id)
    row.aktif = aktif


def anonymise_pengguna(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Take everything personal from an account whose person has left (UU 27/2022).

    The row stays, because the riwayat and what the person did for the forum refer to its number.
    """
    require(pelaku, Hak.KELOLA_PENGGUNA)
    row, admins = _take(session, pelaku, row_id, versi)
    _require_not_oneself(pelaku, row_id)
    _require_other_admin(admins, row_id)
    end_sesi(session, pelaku=pelaku, pengguna_id=row_id)
    row.nama = f"Pengguna {row_id} (dianonimkan)"
    row.nama_masuk = f"dianonimkan.{row_id}"
    row.jabatan = row.surel = row.sandi = ""
    row.oidc_penerbit = row.oidc_subjek = None
    row.aktif = row.surel_aktif = row.sandi_harus_ganti = False
    row.sandi_diubah_pada = None
    row.dianonimkan_pada = now()
    for statement in (
        update(t.Sesi).where(col(t.Sesi.pengguna_id) == row_id).values(alamat="", peramban=""),
        delete(t.Pesan).where(col(t.Pesan.pengguna_id) == row_id),
        delete(t.Surel).where(col(t.Surel.pengguna_id) == row_id),
    ):
        session.execute(statement.execution_options(**QUIET))


def _lock_admins(session: Session, pelaku: Pelaku) -> list[int]:
    """Return the active admins, locked: accounts are changed by one admin at a time.

    Without it two admins could disable each other at once and leave none.
    """
    query = (
        select(t.Pengguna.id)
        .where(t.Pengguna.peran == Peran.ADMIN, t.Pengguna.aktif)
        .order_by(col(t.Pengguna.id))
        .with_for_update()
    )
    admins = list(session.exec(query))
    if pelaku.id is not None and pelaku.id not in admins:
        raise NotAllowed("Akun Anda bukan lagi admin yang aktif. Hubungi admin forum.")
    return admins


def _take(
    session: Session, pelaku: Pelaku, row_id: int, versi: int
) -> tuple[t.Pengguna, list[int]]:
    """Return an account locked for change, and the active admins."""
    admins = _lock_admins(session, pelaku)
    row = session.get(t.Pengguna, row_id, with_for_update=True)
    if row is None or row.peran == Peran.LAYAR:
        raise NotFound("Akun ini tidak ada. Muat ulang halaman.")
    if row.dianonimkan_pada is not None:
        raise AkunTerkunci("Akun ini sudah dianonimkan dan tidak dapat dipakai lagi.")
    require_versi(session, row, versi)
    return row, admins


def _require_free_name(session: Session, nama_masuk: str, own_id: int = 0) -> None:
    query = select(t.Pengguna.id).where(
        t.Pengguna.nama_masuk == nama_masuk, col(t.Pengguna.id) != own_id
    )
    if session.exec(query).first() is not None:
        raise InvalidIsian({"nama_masuk": "Nama masuk ini sudah dipakai. Pilih nama lain."})


def _require_references(session: Session, isian: IsianPengguna) -> None:
    if isian.pokja_id is not None and session.get(t.Pokja, isian.pokja_id) is None:
        raise InvalidIsian({"pokja_id": "Pokja tidak dikenal. Pilih pokja dari daftar."})
    if isian.pd_id is not None and session.get(t.PerangkatDaerah, isian.pd_id) is None:
        raise InvalidIsian({"pd_id": "Perangkat daerah tidak dikenal. Pilih dari daftar."})


def _require_other_admin(admins: list[int], row_id: int) -> None:
    if admins == [row_id]:
        raise AkunTerkunci("Ini admin aktif terakhir. Tunjuk admin lain dahulu.")


def _require_not_oneself(pelaku: Pelaku, row_id: int) -> None:
    if pelaku.id == row_id:
        raise AkunTerkunci("Akun sendiri tidak dapat dinonaktifkan. Minta admin lain.")
