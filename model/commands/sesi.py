"""Writes: sesi of browsers. Whoever calls `open_sesi` has made sure who the person is."""

import secrets
from datetime import timedelta

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col

from model import history
from model import tables as t
from model.choices import CaraMasuk, Peran, Tindakan
from model.clock import now
from model.config import settings
from model.errors import NotFound
from model.history import QUIET
from model.permissions import Hak, Pelaku, require
from model.queries.sesi import SesiAktif, hash_token

UMUR_LAYAR = timedelta(days=30)


def open_sesi(
    session: Session,
    *,
    pengguna_id: int,
    cara: CaraMasuk,
    alamat: str = "",
    peramban: str = "",
) -> str:
    """Begin a sesi for an account and return its token, which is kept nowhere else.

    Every call makes a new token, so that one known before sign-in is worth nothing after it.
    """
    pengguna = session.get(t.Pengguna, pengguna_id)
    if pengguna is None or not pengguna.aktif:
        raise NotFound("Akun ini tidak aktif. Hubungi admin forum.")
    token, moment = secrets.token_urlsafe(32), now()
    umur = (
        UMUR_LAYAR if pengguna.peran == Peran.LAYAR else timedelta(hours=settings().forum_sesi_jam)
    )
    session.add(
        t.Sesi(
            token=hash_token(token),
            pengguna_id=pengguna_id,
            cara=cara,
            mulai_pada=moment,
            dipakai_pada=moment,
            berakhir_pada=moment + umur,
            alamat=alamat[:60],
            peramban=peramban[:200],
        )
    )
    history.add_line(session, Tindakan.MASUK, pengguna, kolom="cara", sesudah=cara.value)
    return token


def touch_sesi(session: Session, *, sesi_id: int) -> None:
    """Note that a sesi was used just now."""
    query = update(t.Sesi).where(col(t.Sesi.id) == sesi_id).values(dipakai_pada=now())
    session.execute(query.execution_options(**QUIET))


def sign_out(session: Session, *, sesi: SesiAktif) -> None:
    """End one sesi at the wish of its person."""
    close_sesi(session, col(t.Sesi.id) == sesi.id)
    history.add_line(session, Tindakan.KELUAR)


def end_sesi(session: Session, *, pelaku: Pelaku, pengguna_id: int, kecuali: int = 0) -> int:
    """End all sesi of an account but the one with id `kecuali`; return how many there were.

    One's own ("keluar dari semua perangkat") or, with the right, anybody's.
    """
    if pengguna_id != pelaku.id:
        require(pelaku, Hak.KELOLA_PENGGUNA)
    ended = close_sesi(session, col(t.Sesi.pengguna_id) == pengguna_id, col(t.Sesi.id) != kecuali)
    if ended:
        history.add_line(
            session,
            Tindakan.SESI_DIAKHIRI,
            tabel="pengguna",
            baris_id=pengguna_id,
            sesudah=str(ended),
        )
    return ended


def close_sesi(session: Session, *which: ColumnElement[bool]) -> int:
    """End the open sesi that `which` finds and return how many; a part of other commands."""
    query = update(t.Sesi).where(*which, col(t.Sesi.diakhiri_pada).is_(None))
    done = session.execute(query.values(diakhiri_pada=now()).execution_options(**QUIET))
    return int(done.rowcount)  # type: ignore[attr-defined]
