"""Reads of the kotak masuk of one person. They are never cached: messages raise no data version."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from model import tables as t
from model.choices import JenisPesan

MAKS_HITUNGAN = 100


@dataclass(frozen=True)
class BarisPesan:
    """One message as its person reads it."""

    id: int
    jenis: JenisPesan
    kode: str
    kalimat: str
    pada: datetime
    dibaca_pada: datetime | None


def list_pesan(
    session: Session, *, pengguna_id: int, mulai_dari: int = 0, sebanyak: int = 25
) -> list[BarisPesan]:
    """Return one page of messages: the unread before the read, the newest first."""
    p = t.Pesan
    query = (
        select(
            col(p.id), col(p.jenis), col(p.kode), col(p.kalimat), col(p.pada), col(p.dibaca_pada)
        )
        .where(col(p.pengguna_id) == pengguna_id)
        .order_by(col(p.dibaca_pada).is_not(None), col(p.id).desc())
        .offset(mulai_dari)
        .limit(sebanyak)
    )
    return [BarisPesan(*row) for row in session.execute(query)]


def count_pesan(session: Session, *, pengguna_id: int) -> int:
    """Return how many messages a person has, the read ones too."""
    query = select(func.count()).where(col(t.Pesan.pengguna_id) == pengguna_id)
    return int(session.execute(query).scalar_one())


# Written out, as every page asks it on every run: there is nothing to compile.
BELUM_DIBACA = text(
    "SELECT count(*) FROM (SELECT 1 FROM pesan "
    "WHERE pengguna_id = :pengguna_id AND dibaca_pada IS NULL LIMIT :paling_banyak) AS belum"
)


def count_unread(session: Session, *, pengguna_id: int) -> int:
    """Return how many messages wait unread, counted up to 100."""
    values = {"pengguna_id": pengguna_id, "paling_banyak": MAKS_HITUNGAN}
    return int(session.execute(BELUM_DIBACA, values).scalar_one())
