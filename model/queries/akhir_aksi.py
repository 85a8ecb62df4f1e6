"""How actions ended, as it is known now: what forecasts of the past are compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import StatusAksi
from model.clock import wib_date


@dataclass(frozen=True)
class Akhir:
    """How an action ended: the day it was done, and the day from which it no longer counts."""

    selesai_pada: date | None
    gugur: date | None


def map_akhir(session: Session, *, aksi_ids: Sequence[int] | None = None) -> dict[int, Akhir]:
    """Return how actions ended so far, by id; without ids all of them, for a command.

    One that was cancelled or withdrawn no longer counts from that day on.
    """
    aksi, kabar = t.RencanaAksi, t.Pemutakhiran
    last = (
        select(col(kabar.aksi_id).label("aksi_id"), func.max(col(kabar.pada)).label("pada"))
        .where(col(kabar.status_sesudah) == StatusAksi.DIBATALKAN)
        .group_by(col(kabar.aksi_id))
        .subquery()
    )
    query: Any = select(
        col(aksi.id), col(aksi.status), col(aksi.selesai_pada), col(aksi.ditarik_pada), last.c.pada
    ).join(last, last.c.aksi_id == col(aksi.id), isouter=True)
    if aksi_ids is not None:
        query = query.where(col(aksi.id).in_(aksi_ids))
    found = {}
    for row_id, status, selesai, ditarik, dibatalkan in session.execute(query):
        gone = [ditarik, dibatalkan if status == StatusAksi.DIBATALKAN else None]
        days = [wib_date(moment) for moment in gone if moment is not None]
        found[row_id] = Akhir(selesai, min(days, default=None))
    return found
