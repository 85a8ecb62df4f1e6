"""The read of what was changed on a rakor and its parts, in words."""

from dataclasses import replace
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Tindakan
from model.labels import NAMA_TABEL
from model.queries.riwayat import BarisRiwayat, lines_in_words, riwayat_query


def list_riwayat_rakor(
    session: Session, *, rakor_id: int, sebanyak: int = 100
) -> list[BarisRiwayat]:
    """Return the newest changes of a rakor, its sittings, agenda, invitations and attendance.

    `kolom` begins with the part that a line is about. That everybody was invited at the start is
    left out.
    """
    r = t.Riwayat
    names = _names(session, rakor_id)
    wanted: dict[str, list[int]] = {}
    for tabel, row_id in names:
        wanted.setdefault(tabel, []).append(row_id)
    parts = [
        and_(col(r.tabel) == tabel, col(r.baris_id).in_(sorted(ids)))
        for tabel, ids in wanted.items()
    ]
    invited = and_(
        col(r.tabel) == str(t.Undangan.__tablename__), col(r.tindakan) == Tindakan.DIBUAT
    )
    query = (
        riwayat_query()
        .where(
            or_(
                and_(col(r.tabel) == str(t.Rakor.__tablename__), col(r.baris_id) == rakor_id),
                *parts,
            ),
            ~invited,
        )
        .order_by(col(r.id).desc())
        .limit(sebanyak)
    )
    return [
        replace(baris, kolom=" · ".join(filter(None, (names.get(about, ""), baris.kolom))))
        for about, baris in lines_in_words(session, query)
    ]


def _names(session: Session, rakor_id: int) -> dict[tuple[str, int], str]:
    """Return what each part of a rakor is called, by table and id."""
    pd = t.PerangkatDaerah
    queries: tuple[tuple[Any, Any], ...] = (
        (t.SesiRakor, select(col(t.SesiRakor.id), col(t.SesiRakor.nama))),
        (t.Agenda, select(col(t.Agenda.id), col(t.Agenda.judul))),
        *(
            (kind, select(col(kind.id), col(pd.singkatan)).join(pd, col(pd.id) == col(kind.pd_id)))
            for kind in (t.Undangan, t.Kehadiran)
        ),
    )
    return {
        (kind.__tablename__, row_id): f"{NAMA_TABEL[kind.__tablename__]} “{nama}”"
        for kind, query in queries
        for row_id, nama in session.execute(query.where(col(kind.rakor_id) == rakor_id))
    }
