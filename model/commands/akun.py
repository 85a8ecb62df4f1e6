"""Writes about one's own account: its open sesi, e-mail notices, and a copy of one's own data."""

from typing import Any

from sqlmodel import Session, col

from model import history
from model import tables as t
from model.choices import Tindakan
from model.commands.sesi import close_sesi
from model.errors import NotFound
from model.permissions import Hak, Pelaku, require
from model.queries.data_pribadi import get_data_pribadi


def end_one_sesi(session: Session, *, pelaku: Pelaku, sesi_id: int) -> None:
    """End one sesi: one's own or, with the right, anybody's."""
    sesi = session.get(t.Sesi, sesi_id)
    own = sesi is not None and sesi.pengguna_id == pelaku.id
    if not own:
        require(pelaku, Hak.KELOLA_PENGGUNA)
    if sesi is None or sesi.diakhiri_pada is not None:
        raise NotFound("Sesi ini sudah berakhir. Muat ulang halaman.")
    close_sesi(session, col(t.Sesi.id) == sesi_id)
    history.add_line(
        session, Tindakan.SESI_DIAKHIRI, tabel="pengguna", baris_id=sesi.pengguna_id, sesudah="1"
    )


def set_surel_aktif(session: Session, *, pelaku: Pelaku, aktif: bool) -> None:
    """Let reminders come by e-mail to oneself, or not."""
    require(pelaku, Hak.BACA)
    row = session.get(t.Pengguna, pelaku.id, with_for_update=True) if pelaku.id else None
    if row is None:
        raise NotFound("Akun ini tidak ada. Masuk lagi.")
    row.surel_aktif = aktif


def export_data_pribadi(session: Session, *, pelaku: Pelaku, pengguna_id: int) -> dict[str, Any]:
    """Return all that the store knows about a person (UU 27/2022), and note that it was given out.

    One's own or, with the right, anybody's.
    """
    if pengguna_id != pelaku.id:
        require(pelaku, Hak.KELOLA_PENGGUNA)
    found = get_data_pribadi(session, pengguna_id=pengguna_id)
    if found is None:
        raise NotFound("Akun ini tidak ada. Muat ulang halaman.")
    history.add_line(
        session, Tindakan.DIUNDUH, tabel="pengguna", baris_id=pengguna_id, sesudah="data pribadi"
    )
    return found
