"""What was declared in order (pengabaian), in the forms in which the rules leave it out."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from model import tables as t


def declared(kunci: str) -> Any:
    """Return a select of the codes that somebody declared in order for a rule."""
    w: Any = t.Pengabaian
    return select(w.objek).where(w.aturan == kunci, w.dicabut_pada.is_(None))


def list_wajar(session: Session, kunci: str) -> set[tuple[str, str]]:
    """Return the codes (a pair, or one and nothing) that were declared in order for a rule."""
    w: Any = t.Pengabaian
    query = select(w.objek, w.objek_lain).where(w.aturan == kunci, w.dicabut_pada.is_(None))
    return {(objek, lain) for objek, lain in session.execute(query)}
