"""Writes: screens in meeting rooms, and the links that sign one in once."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from model import history
from model import tables as t
from model.choices import Peran, Tindakan
from model.clock import now
from model.commands.sesi import close_sesi
from model.errors import NotFound
from model.history import QUIET
from model.isian_pengguna import IsianLayar
from model.permissions import Hak, Pelaku, require
from model.queries.sesi import hash_token

UMUR_TAUTAN = timedelta(hours=24)


@dataclass(frozen=True)
class TautanBaru:
    """A screen with the token of its new link, of which the store keeps only the hash."""

    pengguna_id: int
    nama: str
    token: str


def create_layar(session: Session, *, pelaku: Pelaku, isian: IsianLayar) -> TautanBaru:
    """Add a screen, by the name of its room, and return its first link."""
    require(pelaku, Hak.KELOLA_LAYAR)
    row = t.Pengguna(
        nama_masuk=f"layar.{secrets.token_hex(4)}",  # nobody signs in by it
        nama=isian.nama,
        peran=Peran.LAYAR,
        surel_aktif=False,
    )
    session.add(row)
    session.flush()
    return _new_link(session, pelaku, row)


def new_tautan(session: Session, *, pelaku: Pelaku, layar_id: int) -> TautanBaru:
    """Return a new link for a screen, one that was revoked too; older links are worth nothing."""
    require(pelaku, Hak.KELOLA_LAYAR)
    row = _take(session, layar_id)
    row.aktif = True
    session.flush()
    return _new_link(session, pelaku, row)


def revoke_layar(session: Session, *, pelaku: Pelaku, layar_id: int) -> None:
    """Make the links of a screen worthless, and end its sesi."""
    require(pelaku, Hak.KELOLA_LAYAR)
    row = _take(session, layar_id)
    _revoke_links(session, layar_id)
    if count := close_sesi(session, col(t.Sesi.pengguna_id) == layar_id):
        history.add_line(session, Tindakan.SESI_DIAKHIRI, row, sesudah=str(count))
    row.aktif = False


def _take(session: Session, layar_id: int) -> t.Pengguna:
    row = session.get(t.Pengguna, layar_id, with_for_update=True)
    if row is None or row.peran != Peran.LAYAR:
        raise NotFound("Layar ini tidak ada. Muat ulang halaman.")
    return row


def _revoke_links(session: Session, layar_id: int) -> None:
    query = (
        update(t.TautanLayar)
        .where(
            col(t.TautanLayar.pengguna_id) == layar_id,
            col(t.TautanLayar.dipakai_pada).is_(None),
            col(t.TautanLayar.dicabut_pada).is_(None),
        )
        .values(dicabut_pada=now())
    )
    session.execute(query.execution_options(**QUIET))


def _new_link(session: Session, pelaku: Pelaku, row: t.Pengguna) -> TautanBaru:
    _revoke_links(session, row.id)
    token, moment = secrets.token_urlsafe(32), now()
    session.add(
        t.TautanLayar(
            token=hash_token(token),
            pengguna_id=row.id,
            dibuat_oleh_id=pelaku.id,
            dibuat_pada=moment,
            berlaku_sampai=moment + UMUR_TAUTAN,
        )
    )
    history.add_line(session, Tindakan.DIUBAH, row, kolom="tautan", sesudah="dibuat")
    return TautanBaru(row.id, row.nama, token)


def use_tautan(session: Session, *, token: str) -> int:
    """Use a link up and return the account of its screen; raise NotFound when it is not good."""
    link, moment = t.TautanLayar, now()
    good = (
        col(link.token) == hash_token(token),
        col(link.dipakai_pada).is_(None),
        col(link.dicabut_pada).is_(None),
        col(link.berlaku_sampai) > moment,
    )
    # One statement: of two that come at once, one finds it used.
    used = update(link).where(*good).values(dipakai_pada=moment).returning(col(link.pengguna_id))
    found = session.execute(
        used.execution_options(**QUIET, synchronize_session=False)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound(
            "Tautan ini sudah dipakai, dicabut, atau kedaluwarsa. Minta tautan baru kepada "
            "sekretariat forum."
        )
    return int(found)
