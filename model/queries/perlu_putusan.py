"""Reads of what needs a decision of pimpinan: ordered and counted in SQL, whole for one page."""

from datetime import date
from typing import Any

from sqlalchemy import func, literal, select
from sqlmodel import Session, col

from model import tables as t
from model.alasan_putusan import PerluPutusan, Sebab
from model.clock import wib_date
from model.queries.acuan import Aturan, get_aturan, list_pokja
from model.queries.calon_putusan import Geseran, SaringanPutusan, select_calon
from model.queries.eskalasi import OBJEK, map_keputusan
from model.queries.objek import JENIS

MAKS_PUTUSAN = 5_000


def count_perlu_putusan(
    session: Session,
    *,
    hari: date,
    saringan: SaringanPutusan = SaringanPutusan(),
    geseran: Geseran | None = None,
) -> dict[int, int]:
    """Return how many objects need a decision, by the id of the pokja; a pokja with none is left.

    `geseran` tells how often tenggat moved, when the session is one of the past (`geseran`).
    """
    batas = get_aturan(session, hari=hari).batas_prioritas
    found = select_calon(hari, batas, geseran, saringan).subquery()
    query = select(found.c.pokja_id, func.count()).group_by(found.c.pokja_id)
    return {row[0]: row[1] for row in session.execute(query)}


def list_perlu_putusan(
    session: Session,
    *,
    hari: date,
    saringan: SaringanPutusan = SaringanPutusan(),
    geseran: Geseran | None = None,
    mulai_dari: int = 0,
    sebanyak: int = MAKS_PUTUSAN,
) -> list[PerluPutusan]:
    """Return what needs a decision, the weightiest first.

    That is: put there by a pokja, then by besaran and dampak, then by days late, then by moves.
    """
    aturan = get_aturan(session, hari=hari)
    found = select_calon(hari, aturan.batas_prioritas, geseran, saringan).subquery()
    c = found.c
    query = (
        select(found)
        .order_by(
            c.diminta.desc(), c.besaran.desc(), c.dampak.desc(), c.telat.desc(), c.kali.desc(),
            c.jenis, c.id,
        )
        .limit(sebanyak)
    )  # fmt: skip
    rows = session.execute(query.offset(mulai_dari or None)).all()
    return _whole(session, rows, aturan)


def _whole(session: Session, rows: Any, aturan: Aturan) -> list[PerluPutusan]:
    """Return the objects of one page with their titles, requests and keputusan."""
    e, p = t.Eskalasi, t.Penanganan
    nama = {pokja.id: pokja.nama for pokja in list_pokja(session)}
    objek: dict[tuple[str, int], tuple[str, str, date | None]] = {}
    for huruf in OBJEK:
        kind: Any = JENIS[huruf]
        tenggat = kind.tenggat if huruf == "A" else literal(None)
        query = select(kind.id, kind.kode, kind.judul, tenggat).where(
            kind.id.in_([row.id for row in rows if row.jenis == huruf])
        )
        objek |= {(huruf, row_id): tuple(v) for row_id, *v in session.execute(query)}
    asked = select(col(e.id), col(e.pada), col(e.alasan)).where(
        col(e.id).in_([row.eskalasi_id for row in rows])
    )
    minta = {row[0]: (wib_date(row[1]), row[2]) for row in session.execute(asked)}
    treated = (
        select(col(p.risiko_id), func.count())
        .where(
            col(p.ditarik_pada).is_(None),
            col(p.risiko_id).in_([row.id for row in rows if row.jenis == "R"]),
        )
        .group_by(col(p.risiko_id))
    )
    penanganan = {row[0]: row[1] for row in session.execute(treated)}
    keputusan = map_keputusan(session, daftar_kode=[kode for kode, _, _ in objek.values()])
    result = []
    for row in rows:
        kode, judul, tenggat = objek[row.jenis, row.id]
        diminta_pada, alasan = minta.get(row.eskalasi_id, (None, ""))
        result.append(
            PerluPutusan(
                kode, judul, row.pokja_id, nama[row.pokja_id],
                tuple(sebab for sebab in Sebab if getattr(row, sebab.value)),
                diminta_pada, alasan, row.besaran,
                aturan.level(row.besaran) if row.besaran else None,
                penanganan.get(row.id, 0) if row.jenis == "R" else 0,
                row.kali, tenggat, int(row.telat), keputusan.get(kode),
            )
        )  # fmt: skip
    return result
