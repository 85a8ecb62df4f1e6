"""Riwayat: every change of a row that leaves traces is written in the transaction that makes it.

The lines of a transaction are gathered while it runs and written at its end, sealed one by one:
each line's `rantai` is the SHA-256 of the line and of the `rantai` before it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event, insert, inspect, select, update
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session, col

from model.choices import Tindakan
from model.clock import now
from model.permissions import Pelaku
from model.tables import Berjejak, Riwayat, VersiData

# Bookkeeping that says nothing a reader of the riwayat would want to know.
SILENT = frozenset({"id", "versi", "dibuat_pada", "diubah_pada", "diperbarui_pada"})

# Personal data and secrets: the riwayat says that they changed, never what they were (UU 27/2022).
PRIBADI = {
    "pengguna": frozenset(
        {"nama_masuk", "nama", "jabatan", "surel", "sandi", "oidc_penerbit", "oidc_subjek"}
    ),
    "tanggapan": frozenset({"isi"}),
}
DIRAHASIAKAN = "(tidak disimpan)"

# Options of a statement that changes nothing a cached page shows: nobody's screen gets old by it.
QUIET = {"tampil": False}

AWAL_RANTAI = "0" * 64
TERSEGEL = (
    "id", "pelaku", "pelaku_id", "asal", "tabel", "baris_id", "versi", "tindakan",
    "kolom", "sebelum", "sesudah",
)  # fmt: skip


def as_text(value: Any) -> str | None:
    """Return a value as it is kept in the riwayat: ISO dates, keys of choices, None for nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def seal(before: str, line: Mapping[str, Any]) -> str:
    """Return the `rantai` of a line (its columns by name) that follows the one sealed `before`."""
    moment = line["pada"].astimezone(UTC).isoformat(timespec="microseconds")
    content = [before, moment, *(line[name] for name in TERSEGEL)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def record(session: Session, *, pelaku: Pelaku, asal: str) -> None:
    """Watch `session`: its changes of Berjejak rows raise `versi` and leave riwayat."""
    session.info.update(
        common={"pelaku": pelaku.jejak, "pelaku_id": pelaku.id, "asal": asal},
        lines=[],
        marks={},
        changed=False,
    )
    event.listen(session, "before_flush", _stamp)
    event.listen(session, "after_flush", _gather)
    event.listen(session, "do_orm_execute", _note_change)
    event.listen(session, "after_transaction_create", _mark)
    event.listen(session, "after_soft_rollback", _forget)


def add_line(
    session: Session, tindakan: Tindakan, row: Berjejak | None = None, **line: Any
) -> None:
    """Add a line that no change of a column leaves by itself: about `row`, or a peristiwa."""
    about = {"tabel": "", "baris_id": 0, "versi": 0}
    if row is not None:
        about = {"tabel": row.__tablename__, "baris_id": row.id, "versi": row.versi}
    empty = {"kolom": "", "sebelum": None, "sesudah": None}
    common = {"pada": now(), **session.info["common"], "tindakan": tindakan}
    session.info["lines"].append(common | empty | about | line)


def close(session: Session) -> None:
    """Write the lines gathered, and count the transaction when it changed data that is shown.

    The one row of VersiData is locked here, at the end: it is the last lock that anybody takes.
    """
    session.flush()
    lines, changed = session.info["lines"], session.info["changed"]
    if not lines and not changed:
        return
    head = VersiData
    end, rantai = session.execute(
        select(col(head.riwayat_id), col(head.rantai)).with_for_update()
    ).one()
    for line in lines:
        end += 1
        rantai = line["rantai"] = seal(rantai, line | {"id": end})
        line["id"] = end
    if lines:
        session.execute(insert(Riwayat), lines)
    lines.clear()
    session.execute(
        update(head).values(nomor=col(head.nomor) + int(changed), riwayat_id=end, rantai=rantai)
    )


def _mark(session: OrmSession, transaction: SessionTransaction) -> None:
    """Remember what was gathered before a savepoint."""
    if transaction.nested:
        info = session.info
        info["marks"][transaction] = (len(info["lines"]), info["changed"])


def _forget(session: OrmSession, transaction: SessionTransaction) -> None:
    """Drop what was gathered since a savepoint: its rollback undid the changes themselves."""
    if mark := session.info["marks"].pop(transaction, None):
        kept, session.info["changed"] = mark
        del session.info["lines"][kept:]


def _note_change(state: Any) -> None:
    """Notice statements that change rows without passing through the unit of work."""
    if not state.is_select and state.execution_options.get("tampil", True):
        state.session.info["changed"] = True


def _stamp(session: OrmSession, _context: object, _instances: object) -> None:
    for row in session.new | session.dirty:
        if getattr(row, "__tablename__", "") not in TIDAK_TAMPIL and session.is_modified(row):
            session.info["changed"] = True
        if not isinstance(row, Berjejak):
            continue
        if row in session.new:
            row.dibuat_pada = row.diubah_pada = now()
        elif session.is_modified(row):
            row.versi += 1
            row.diubah_pada = now()


# Rows that no cached page shows; writing them makes nobody's screen old.
TIDAK_TAMPIL = frozenset(
    {
        "sesi", "percobaan_masuk", "tautan_layar", "surel", "pesan",
        "keadaan_layar", "waktu_agenda",
    }
)  # fmt: skip


def _gather(session: OrmSession, _context: object) -> None:
    for row in session.new | session.dirty:
        if isinstance(row, Berjejak):
            session.info["lines"].extend(_lines(session, row))


def _lines(session: OrmSession, row: Berjejak) -> Iterator[dict[str, Any]]:
    """Yield the riwayat of one flushed row: a single line when new, else one per changed field."""
    common = {
        "pada": row.diubah_pada or now(),
        **session.info["common"],
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
    if "ditarik_pada" in state.attrs and state.attrs.ditarik_pada.history.has_changes():
        tindakan = Tindakan.DITARIK if row.ditarik_pada else Tindakan.DIPULIHKAN  # type: ignore[attr-defined]
    private = PRIBADI.get(str(row.__tablename__), frozenset())
    for attribute in state.attrs:
        change = attribute.history
        if attribute.key in SILENT or not change.has_changes():
            continue
        before = as_text(change.deleted[0]) if change.deleted else None
        after = as_text(change.added[0]) if change.added else None
        if before == after:
            continue
        if attribute.key in private:
            before, after = before and DIRAHASIAKAN, after and DIRAHASIAKAN
        yield common | {
            "tindakan": tindakan,
            "kolom": attribute.key,
            "sebelum": before,
            "sesudah": after,
        }
