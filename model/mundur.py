"""Rewinding: the rows as they were at a past moment, worked out from the riwayat.

"As of" a moment means: every change made at or before it has been made, no later one. What counts
is when a change was made (`pada`), not the number of its line, which follows the commits. On one
row both have the same order, because it is locked from its change to the commit.

Rows made later leave. Each column that changed later takes `sebelum` of the first line after the
moment. Tables that only grow are cut by `pada`. Reference data, marks of the store and columns that
leave no riwayat stay as they are now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, Time, func, literal, select, union
from sqlmodel import Session, col

from model import tables as t
from model.choices import Tindakan
from model.clock import WIB, now, wib_date
from model.history import AWAL_RANTAI, DIRAHASIAKAN
from model.potret import MODEL, TABEL, Isi, Potret, moment_text, take
from model.tables.base import UtcDateTime

PERUBAHAN = (Tindakan.DIBUAT, Tindakan.DIUBAH, Tindakan.DITARIK, Tindakan.DIPULIHKAN)
BERJEJAK = frozenset(nama for nama, kind in MODEL.items() if issubclass(kind, t.Berjejak))
BERTAMBAH = ("pemutakhiran", "penilaian_risiko", "verifikasi", "nilai_indikator")
PENDUKUNG = "pendukung"  # the column by which lines tell of rows of `pendukung_aksi`

Baris = tuple[str, int]  # table and id


@dataclass
class Catatan:
    """What the riwayat says about the rows that changed after a moment.

    `sesudah` has, per row, what stood in each column before its first change after the moment;
    `berikut` the versi of that change; `sebelum` versi and moment of the last one up to the moment.
    `riwayat_id` and `rantai` are of the last line up to the moment.
    """

    sesudah: dict[Baris, dict[str, str | None]] = field(default_factory=dict)
    berikut: dict[Baris, int] = field(default_factory=dict)
    sebelum: dict[Baris, tuple[int, datetime]] = field(default_factory=dict)
    riwayat_id: int = 0
    rantai: str = AWAL_RANTAI

    def add(self, row: Baris, kolom: str, versi: int, before: str | None) -> None:
        """Note a change after the moment; the first one of a column counts."""
        self.sesudah.setdefault(row, {}).setdefault(kolom, before)
        self.berikut[row] = min(versi, self.berikut.get(row, versi))


def end_of_day(hari: date) -> datetime:
    """Return the last moment of a day in Jakarta."""
    return datetime.combine(hari + timedelta(days=1), time(), WIB) - timedelta(microseconds=1)


def rewind(session: Session, saat: datetime) -> Potret:
    """Return the potret of a past moment; the session must see one state (see `titik`)."""
    return undo(take(session, saat=now(), hari=wib_date(saat)), read_catatan(session, saat), saat)


def read_catatan(session: Session, saat: datetime) -> Catatan:
    """Read from the riwayat what it takes to go back to `saat`, in a few statements."""
    r, p = t.Riwayat, t.Pemutakhiran
    changes = (col(r.tindakan).in_(PERUBAHAN), col(r.tabel).in_(BERJEJAK))
    catatan = Catatan()
    first = (
        select(func.min(col(r.id)).label("id"))
        .where(col(r.pada) > saat, *changes)
        .group_by(col(r.tabel), col(r.baris_id), col(r.kolom))
        .subquery()
    )
    query: Any = select(
        col(r.tabel), col(r.baris_id), col(r.kolom), col(r.versi), col(r.sebelum)
    ).join_from(r, first, first.c.id == col(r.id))
    for tabel, row_id, kolom, versi, value in session.execute(query):
        catatan.add((tabel, row_id), kolom, versi, value)
    touched = union(
        select(col(r.tabel).label("tabel"), col(r.baris_id).label("baris_id")).where(
            col(r.pada) > saat, *changes
        ),
        select(literal("rencana_aksi"), col(p.aksi_id)).where(col(p.pada) > saat),
    ).subquery()
    last = (
        select(col(r.tabel), col(r.baris_id), func.max(col(r.versi)), func.max(col(r.pada)))
        .join_from(
            touched,
            r,
            (touched.c.tabel == col(r.tabel)) & (touched.c.baris_id == col(r.baris_id)),
        )
        .where(col(r.pada) <= saat, *changes)
        .group_by(col(r.tabel), col(r.baris_id))
    )
    for tabel, row_id, versi, pada in session.execute(last):
        catatan.sebelum[tabel, row_id] = versi, pada
    end = select(col(r.id), col(r.rantai)).where(col(r.pada) <= saat)
    if row := session.execute(end.order_by(col(r.pada).desc(), col(r.id).desc()).limit(1)).first():
        catatan.riwayat_id, catatan.rantai = row
    return catatan


def catatan_of(lines: Iterable[Mapping[str, Any]], saat: datetime) -> Catatan:
    """Return the same from lines that are not in the store yet, in their order."""
    catatan = Catatan()
    for line in lines:
        if line["tabel"] not in BERJEJAK or line["tindakan"] not in PERUBAHAN:
            continue
        row = line["tabel"], line["baris_id"]
        if line["pada"] > saat:
            catatan.add(row, line["kolom"], line["versi"], line["sebelum"])
        else:
            catatan.sebelum[row] = line["versi"], line["pada"]
    return catatan


def undo(potret: Potret, catatan: Catatan, saat: datetime) -> Potret:
    """Return a potret of now, taken back to `saat`."""
    limit = moment_text(saat)
    rows = {nama: list(isi.as_dicts()) for nama, isi in potret.tabel.items()}
    for nama in BERTAMBAH:
        rows[nama] = [row for row in rows[nama] if row["pada"] <= limit]
    for nama in BERJEJAK:
        rows[nama] = [row for row in rows[nama] if (row["dibuat_pada"] or "") <= limit]
        for row in rows[nama]:
            if changed := catatan.sesudah.get((nama, row["id"])):
                _take_back(nama, row, changed)
    _count_versi(rows, catatan, limit)
    _set_kabar(rows)
    rows["pendukung_aksi"] = _pendukung(rows, catatan)
    there = {row["id"] for row in rows["agenda"]}
    rows["waktu_agenda"] = [row for row in rows["waktu_agenda"] if row["agenda_id"] in there]
    for row in rows["versi_data"]:
        row |= {"riwayat_id": catatan.riwayat_id, "rantai": catatan.rantai}
    tabel = {
        nama: Isi(isi.kolom, [[row[kolom] for kolom in isi.kolom] for row in rows[nama]])
        for nama, isi in potret.tabel.items()
    }
    return Potret(saat, wib_date(saat), tabel)


def _take_back(nama: str, row: dict[str, Any], changed: Mapping[str, str | None]) -> None:
    columns = TABEL[nama].columns
    for kolom, value in changed.items():
        # Lines of "bukti" and "pendukung" speak of other tables; a hidden value is not known.
        if kolom in columns and value != DIRAHASIAKAN:
            row[kolom] = value_of(columns[kolom], value)


def value_of(column: Column[Any], text: str | None) -> Any:
    """Return what a text of the riwayat stands for in a column, in the form of a potret."""
    if text is None:
        return None if column.nullable else ""
    if isinstance(column.type, Boolean):
        return text == "True"
    if isinstance(column.type, Integer):
        return int(text)
    if isinstance(column.type, Float):
        return float(text)
    if isinstance(column.type, UtcDateTime):
        return moment_text(text)
    if isinstance(column.type, Date):
        return date.fromisoformat(text).isoformat()
    return time.fromisoformat(text).isoformat() if isinstance(column.type, Time) else text


def _count_versi(rows: dict[str, list[dict[str, Any]]], catatan: Catatan, limit: str) -> None:
    """Set versi and diubah_pada of the rows that changed since.

    A pemutakhiran that repeats what is known leaves no line, yet counts as a save.
    """
    touched = catatan.sesudah.keys() | catatan.sebelum.keys()
    saves: dict[int, list[str]] = {}
    for row in rows["pemutakhiran"]:
        if ("rencana_aksi", row["aksi_id"]) in touched:
            saves.setdefault(row["aksi_id"], []).append(row["pada"])
    for nama in BERJEJAK:
        for row in rows[nama]:
            if (known := catatan.sebelum.get((nama, row["id"]))) is None:
                continue
            versi, pada = known[0], moment_text(known[1])
            silent = saves.get(row["id"], ()) if nama == "rencana_aksi" else ()
            silent = [moment for moment in silent if pada < moment <= limit]
            most = catatan.berikut.get((nama, row["id"]), row["versi"] + 1) - 1
            row["versi"] = min(versi + len(silent), most)
            row["diubah_pada"] = max([pada, *silent])


def _set_kabar(rows: dict[str, list[dict[str, Any]]]) -> None:
    last: dict[int, str] = {}
    for row in rows["pemutakhiran"]:
        last[row["aksi_id"]] = max(row["pada"], last.get(row["aksi_id"], ""))
    for row in rows["rencana_aksi"]:
        row["diperbarui_pada"] = last.get(row["id"])


def _pendukung(rows: dict[str, list[dict[str, Any]]], catatan: Catatan) -> list[dict[str, Any]]:
    """Return the helpers; lines tell them by their short names, joined by commas."""
    ids = {row["singkatan"]: row["id"] for row in rows["perangkat_daerah"]}
    there = {row["id"] for row in rows["rencana_aksi"]}
    changed = {
        row_id: [ids[name] for name in (values[PENDUKUNG] or "").split(", ") if name in ids]
        for (nama, row_id), values in catatan.sesudah.items()
        if nama == "rencana_aksi" and PENDUKUNG in values
    }
    kept = [
        row
        for row in rows["pendukung_aksi"]
        if row["aksi_id"] in there and row["aksi_id"] not in changed
    ]
    kept += [
        {"aksi_id": aksi_id, "pd_id": pd_id}
        for aksi_id, pd_ids in changed.items()
        if aksi_id in there
        for pd_id in pd_ids
    ]
    return sorted(kept, key=lambda row: (row["aksi_id"], row["pd_id"]))
