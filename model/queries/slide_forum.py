"""Reads for the slides of the whole forum: the rakor before, and the newest change."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import KeadaanRakor


@dataclass(frozen=True)
class RakorSebelum:
    """The rakor that changes are counted from."""

    id: int
    mulai: date
    selesai: date
    ditutup_pada: datetime


def get_rakor_sebelum(session: Session, *, rakor_id: int | None) -> RakorSebelum | None:
    """Return the rakor closed last, before the one named when that is closed too; None for none."""
    r = t.Rakor
    query = select(col(r.id), col(r.mulai), col(r.selesai), col(r.ditutup_pada)).where(
        col(r.keadaan) == KeadaanRakor.DITUTUP
    )
    if rakor_id is not None:
        this = select(col(r.ditutup_pada)).where(col(r.id) == rakor_id).scalar_subquery()
        earlier = or_(this.is_(None), col(r.ditutup_pada) < this)
        query = query.where(col(r.id) != rakor_id, earlier)
    row = session.execute(query.order_by(col(r.ditutup_pada).desc()).limit(1)).first()
    return RakorSebelum(*row) if row else None


def get_perubahan_terakhir(session: Session) -> datetime | None:
    """Return when the data last changed: the newest line of the riwayat; None when it is empty."""
    end = select(col(t.VersiData.riwayat_id)).scalar_subquery()
    query = select(col(t.Riwayat.pada)).where(col(t.Riwayat.id) == end)
    return session.execute(query).scalar_one_or_none()
