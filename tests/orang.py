"""The people of the tests: one of each peran, as pelaku of commands."""

from sqlmodel import Session, col, select

from model import tables as t
from model.bukti import BuktiBaru
from model.choices import CaraMasuk, Peran
from model.commands.sesi import open_sesi
from model.db import open_session
from model.permissions import Pelaku, program

SISTEM = program("Program uji")

# What proves, in tests where it does not matter what does, that an action is done.
BUKTI = (BuktiBaru.link("https://contoh.invalid/bukti", "Bukti uji"),)


def local_operator() -> Pelaku:
    """Return a program that may do all, for tests in which it does not matter who acts."""
    return SISTEM


def orang(peran: Peran, *, nama: str = "", id: int | None = None, milik: int = 1) -> Pelaku:
    """Return a person of this peran, their own pokja or perangkat daerah being number `milik`."""
    return Pelaku(
        nama or f"{peran.label} uji",
        peran,
        id=id,
        pokja_id=milik if peran in (Peran.KETUA, Peran.ANGGOTA) else None,
        pd_id=milik if peran == Peran.PIC else None,
    )


def account(session: Session, peran: Peran, *, milik: int = 1) -> t.Pengguna:
    """Return an account of this peran for pokja or PD number `milik`, made when there is none."""
    pelaku = orang(peran, milik=milik)
    query = select(t.Pengguna).where(
        t.Pengguna.peran == peran,
        col(t.Pengguna.pokja_id).is_not_distinct_from(pelaku.pokja_id),
        col(t.Pengguna.pd_id).is_not_distinct_from(pelaku.pd_id),
        t.Pengguna.aktif,
    )
    row = session.exec(query.order_by(col(t.Pengguna.id)).limit(1)).first()
    if row is None:
        row = t.Pengguna(
            nama_masuk=f"uji.{peran}.{milik}", nama=pelaku.nama, peran=peran,
            pokja_id=pelaku.pokja_id, pd_id=pelaku.pd_id,
        )  # fmt: skip
        session.add(row)
        session.flush()
    return row


def stored(peran: Peran, *, milik: int = 1) -> Pelaku:
    """Return the pelaku of such an account in the configured store."""
    with open_session(SISTEM) as session:
        row = account(session, peran, milik=milik)
        return Pelaku(row.nama, row.peran, id=row.id, pokja_id=row.pokja_id, pd_id=row.pd_id)


def signed_in(peran: Peran, *, milik: int = 1) -> str:
    """Return the token of a new sesi of such an account, as it stands in the browser's cookie."""
    with open_session(SISTEM) as session:
        row = account(session, peran, milik=milik)
        return open_sesi(session, pengguna_id=row.id, cara=CaraMasuk.CONTOH)
