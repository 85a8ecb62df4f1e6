"""Writes: the first admin of a store in real use, and emptying a store of its example data."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, text, update
from sqlmodel import Session, col

from model import append_only, berkas, history
from model import tables as t
from model.cari import indeks
from model.choices import Peran, Tindakan
from model.commands.pengguna import SandiSekali, give_one_time
from model.errors import DomainError
from model.isian_pengguna import IsianAdminPertama
from model.permissions import Hak, Pelaku, program, require

# What a new store begins with; every other table belongs to the example.
ACUAN = frozenset(
    {
        "pokja", "perangkat_daerah", "matriks", "sel_matriks", "set_band", "band_level", "skala",
        "kategori_risiko", "selera_risiko", "aturan_risiko", "pengaturan", "versi_data",
    }
)  # fmt: skip

PENGOSONGAN = program("Pengosongan data contoh")


class BukanContoh(DomainError):
    """The store holds no example data, so nothing in it may be emptied."""


class SudahAdaAdmin(DomainError):
    """Somebody can make accounts already."""


@dataclass(frozen=True)
class Kosong:
    """What emptying left behind: the first admin, and files that nothing refers to any more."""

    admin: SandiSekali
    berkas: tuple[str, ...]


def empty_store(
    session: Session, *, pelaku: Pelaku, isian: IsianAdminPertama, sandi: str = ""
) -> Kosong:
    """Remove all example data, accounts, sesi and riwayat; keep the reference data.

    A new riwayat begins, and `isian` names the first admin, with the one-time password `sandi` or
    a new one. Hand the result to `remove_berkas` once the transaction is kept.
    """
    require(pelaku, Hak.KOSONGKAN)
    marks = session.get(t.Pengaturan, "data_contoh")
    if marks is None:
        raise BukanContoh("Basis data ini tidak berisi data contoh; tidak ada yang dikosongkan.")
    connection = session.connection()
    _wait_for_others(connection)
    names = session.scalars(
        select(col(t.Bukti.nama_simpan)).where(col(t.Bukti.nama_simpan).is_not(None))
    )
    files = tuple(name for name in names if name)
    session.delete(marks)
    session.flush()
    session.expunge_all()
    append_only.unprotect(connection)
    for table in reversed(t.Base.metadata.sorted_tables):
        if table.name not in ACUAN:
            session.execute(delete(table))
    append_only.protect(connection)
    indeks.clear(connection)
    _begin_riwayat(session)
    return Kosong(create_first_admin(session, isian=isian, sandi=sandi), files)


def remove_berkas(kosong: Kosong) -> None:
    """Remove the files of bukti dukung of a store that has been emptied."""
    for name in kosong.berkas:
        berkas.remove(berkas.folder() / name)


def create_first_admin(
    session: Session, *, isian: IsianAdminPertama, sandi: str = ""
) -> SandiSekali:
    """Add the first admin; whoever may run a program on the server may do this.

    Raises SudahAdaAdmin when the store has an active admin.
    """
    admins = select(col(t.Pengguna.id)).where(
        col(t.Pengguna.peran) == Peran.ADMIN, col(t.Pengguna.aktif)
    )
    if session.scalars(admins.limit(1)).first() is not None:
        raise SudahAdaAdmin(
            "Basis data ini sudah mempunyai admin. Akun lain dibuat di halaman Pengguna."
        )
    row = t.Pengguna(nama_masuk=isian.nama_masuk, nama=isian.nama, peran=Peran.ADMIN)
    session.add(row)
    return give_one_time(session, row, sandi)


def _wait_for_others(connection: Connection) -> None:
    """Let nobody write between what is removed and what is begun anew; SQLite sees to it itself."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in t.Base.metadata.sorted_tables)
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))


def _begin_riwayat(session: Session) -> None:
    """Begin the riwayat anew, in the name of no account: the one that did it is gone."""
    session.execute(update(t.VersiData).values(riwayat_id=0, rantai=history.AWAL_RANTAI))
    session.info["lines"].clear()
    session.info["common"] |= {"pelaku": PENGOSONGAN.jejak, "pelaku_id": None}
    history.add_line(session, Tindakan.DIKOSONGKAN, sesudah="data contoh dan akun contoh")
