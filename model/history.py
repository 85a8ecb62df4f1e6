"""Riwayat: every change of an edited row is written down in the transaction that makes it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import event, insert, inspect, update
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session

from model.choices import Tindakan
from model.clock import now
from model.permissions import Pelaku
from model.tables import Riwayat, Tercatat, VersiData

# Bookkeeping that says nothing a reader of the riwayat would want to know.
SILENT = frozenset({"id", "versi", "dibuat_pada", "diubah_pada", "diperbarui_pada"})


def as_text(value: Any) -> str | None:
    """Return a value as it is kept in the riwayat: ISO dates, keys of choices, None for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def record(session: Session, *, pelaku: Pelaku, asal: str) -> None:
    """Watch `session`: its changes of Tercatat rows raise `versi` and leave riwayat."""
    session.info.update(pelaku=pelaku.nama, asal=asal)
    event.listen(session, "before_flush", _stamp)
    event.listen(session, "after_flush", _write)


def bump_versi_data(session: Session) -> None:
    """Count this transaction, so that everybody who shows data knows it is newer."""
    session.execute(update(VersiData).values(nomor=VersiData.nomor + 1))


def _stamp(session: OrmSession, _context: object, _instances: object) -> None:
    for row in session.new | session.dirty:
        if not isinstance(row, Tercatat):
            continue
        if row in session.new:
            row.dibuat_pada = row.diubah_pada = now()
        elif session.is_modified(row):
            row.versi += 1
            row.diubah_pada = now()


def _write(session: OrmSession, _context: object) -> None:
    for row in session.new | session.dirty:
        if isinstance(row, Tercatat):
            for riwayat in _lines(session, row):
                session.execute(insert(Riwayat), riwayat)


def _lines(session: OrmSession, row: Tercatat) -> Iterator[dict[str, Any]]:
    """Yield the riwayat of one flushed row: a single line when new, else one per changed field."""
    common = {
        "pada": row.diubah_pada or now(),
        "pelaku": session.info["pelaku"],
        "asal": session.info["asal"],
        "tabel": row.__tablename__,
        "baris_id": row.id,
        "versi": row.versi,
        "kolom": "",
        "sebelum": None,
        "sesudah": None,
    }
    if row in session.new:
        yield common | {"tindakan": Tindakan.DIBUAT}
        return
    tindakan = Tindakan.DIUBAH
    state = inspect(row)
    if state.attrs.ditarik_pada.history.has_changes():
        tindakan = Tindakan.DITARIK if row.ditarik_pada else Tindakan.DIPULIHKAN
    for attribute in state.attrs:
        change = attribute.history
        if attribute.key in SILENT or not change.has_changes():
            continue
        before = as_text(change.deleted[0]) if change.deleted else None
        after = as_text(change.added[0]) if change.added else None
        if before != after:
            yield common | {
                "tindakan": tindakan,
                "kolom": attribute.key,
                "sebelum": before,
                "sesudah": after,
            }
