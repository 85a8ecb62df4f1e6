"""Writes: that somebody took data out of the forum as a file."""

from sqlmodel import Session

from model import history
from model.choices import Tindakan
from model.permissions import Hak, Pelaku, require

MAKS_CATATAN = 1_000


def record_unduhan(session: Session, *, pelaku: Pelaku, apa: str, saringan: str = "") -> None:
    """Record that a person is given a file: what it holds (`apa`) and by which filter."""
    require(pelaku, Hak.UNDUH)
    told = f"{apa}: {saringan}" if saringan else apa
    history.add_line(session, Tindakan.DIUNDUH, sesudah=told[:MAKS_CATATAN])
