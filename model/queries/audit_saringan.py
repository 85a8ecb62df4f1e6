"""What the audit is narrowed to, as conditions that stay quick however long the riwayat gets.

What no index serves is looked for in the newest RENTANG lines only, one read at a time.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Tindakan
from model.clock import WIB
from model.queries.objek import JENIS, huruf_of
from model.queries.umum import search_clause

RENTANG = 100_000
# Numbers follow the order of commits, moments that of the changes: near each other, not the same.
SELISIH = 10_000

PROGRAM = 0  # as pelaku_id: whatever no account did


@dataclass(frozen=True)
class SaringanAudit:
    """What to show; every part narrows the riwayat further."""

    cari: str = ""
    kode: str = ""
    pelaku_id: int | None = None
    tindakan: tuple[Tindakan, ...] = ()
    tabel: str = ""
    asal: str = ""
    dari: date | None = None
    sampai: date | None = None


def is_searched(saringan: SaringanAudit) -> bool:
    """Return whether lines have to be looked at one by one."""
    one_by_one = (saringan.cari, saringan.tabel, saringan.asal, saringan.dari, saringan.sampai)
    return any(one_by_one) or len(saringan.tindakan) > 1 or saringan.pelaku_id == PROGRAM


def bounds_of(session: Session, saringan: SaringanAudit) -> tuple[int, int]:
    """Return between which numbers the lines of the time asked for stand, with room to spare."""
    low, high = 1, _count(session)
    r = t.Riwayat
    pada = col(r.pada)
    if saringan.dari:
        begin = start_of(saringan.dari)
        query = select(col(r.id)).where(pada >= begin).order_by(pada).limit(1)
        first = session.execute(query).scalar()
        low = high + 1 if first is None else max(1, first - SELISIH)
    if saringan.sampai:
        end = start_of(saringan.sampai + timedelta(days=1))
        query = select(col(r.id)).where(pada < end).order_by(pada.desc()).limit(1)
        last = session.execute(query).scalar()
        high = 0 if last is None else min(high, last + SELISIH)
    return low, high


def start_of(hari: date) -> datetime:
    """Return the first moment of a day in Jakarta."""
    return datetime.combine(hari, time(), WIB)


def conditions_of(session: Session, saringan: SaringanAudit) -> list[ColumnElement[bool]]:
    """Return what lines have to fulfil, apart from the numbers between `bounds_of`."""
    r = t.Riwayat
    found: list[ColumnElement[bool]] = []
    if saringan.pelaku_id == PROGRAM:
        found.append(_unindexed(r.pelaku_id).is_(None))
    elif saringan.pelaku_id is not None:
        found.append(col(r.pelaku_id) == saringan.pelaku_id)
    if len(saringan.tindakan) == 1:
        found.append(col(r.tindakan) == saringan.tindakan[0])
    elif saringan.tindakan:
        found.append(_unindexed(r.tindakan).in_(saringan.tindakan))
    if saringan.tabel:
        found.append(_unindexed(r.tabel) == saringan.tabel)
    if saringan.asal:
        found.append(col(r.asal) == saringan.asal)
    if saringan.dari:
        found.append(_unindexed(r.pada) >= start_of(saringan.dari))
    if saringan.sampai:
        found.append(_unindexed(r.pada) < start_of(saringan.sampai + timedelta(days=1)))
    if saringan.kode:
        found.append(_about(session, saringan.kode))
    if saringan.cari:
        found.append(search_clause(saringan.cari, col(r.sebelum), col(r.sesudah)))
    return found


def _unindexed(column: Any) -> Any:
    """Return a column that no index serves: reading the newest numbers beats sorting its lines."""
    return func.coalesce(col(column), col(column))


def _about(session: Session, kode: str) -> ColumnElement[bool]:
    """Return that a line is about the object with this code, its bukti, tanggapan and the like."""
    kind = JENIS.get(huruf_of(kode))
    if kind is None:
        return false()
    row_id = session.execute(select(col(kind.id)).where(col(kind.kode) == kode)).scalar()
    if row_id is None:
        return false()
    found = [_lines_of(kind, [row_id])]
    below: dict[type[t.Tercatat], tuple[Any, ...]] = {
        t.RencanaAksi: ((t.Bukti, t.Bukti.aksi_id), (t.Tanggapan, t.Tanggapan.aksi_id)),
        t.Risiko: (
            (t.Tanggapan, t.Tanggapan.risiko_id),
            (t.Bukti, t.Bukti.risiko_id),
            (t.IndikatorRisiko, t.IndikatorRisiko.risiko_id),
            (t.KejadianRisiko, t.KejadianRisiko.risiko_id),
        ),
    }
    for child, link in below.get(kind, ()):
        ids = session.execute(select(col(child.id)).where(col(link) == row_id)).scalars().all()
        if ids:
            found.append(_lines_of(child, ids))
    return or_(*found)


def _lines_of(kind: type[t.Berjejak], ids: Any) -> ColumnElement[bool]:
    r = t.Riwayat
    return and_(col(r.tabel) == str(kind.__tablename__), col(r.baris_id).in_(ids))


def _count(session: Session) -> int:
    return int(session.execute(select(col(t.VersiData.riwayat_id))).scalar_one())
