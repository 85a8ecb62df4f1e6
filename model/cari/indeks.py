"""The index of the search: a table of its own beside the rows, kept in their transaction.

SQLite has it as an FTS5 table, PostgreSQL as a tsvector with a GIN index; both hold the same words.
It is no table of `model.tables`: nothing refers to it, and it can be built anew at any time.
Withdrawn rows are not in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, event, inspect, select, text
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session

from model.cari.kata import of_kode, with_stems
from model.queries.objek import JENIS
from model.tables import Base

NAMA = "cari"
SEKALI = 2_000  # rows that are read or written at once
MAKS_LETAK = 255  # places of one word that PostgreSQL keeps

# The texts of each kind beside code and title, in the order in which a result looks through them.
TEKS: dict[str, tuple[str, ...]] = {
    "I": ("uraian",),
    "P": ("uraian", "akar_masalah", "dampak"),
    "S": ("uraian",),
    "R": ("sebab", "dampak", "pihak_terkena", "pengendalian", "celah"),
    "T": ("alasan",),
    "A": ("keluaran", "ukuran", "kendala", "tindak_lanjut"),
    "K": ("uraian", "tanggapan_pd"),
}
HURUF = tuple(TEKS)
_LANGKAH = 8  # the number of a row of the index: that of the object times this, plus its kind


@dataclass(frozen=True)
class Entri:
    """One row of the index."""

    id: int
    jenis: str
    kode: str
    judul: str
    isi: str


def is_index(table: str) -> bool:
    """Return whether a table of the database belongs to the index, not to `model.tables`."""
    return table == NAMA or table.startswith(f"{NAMA}_")


def entri_id(huruf: str, baris_id: int) -> int:
    """Return the number of an object's row in the index."""
    return baris_id * _LANGKAH + HURUF.index(huruf) + 1


def objek_of(entri: int) -> tuple[str, int]:
    """Return the letter and the id of the object behind a row of the index."""
    return HURUF[entri % _LANGKAH - 1], entri // _LANGKAH


def watch(session: Session) -> None:
    """Note which objects the session changes, for `close`."""
    session.info["cari"] = set()
    event.listen(session, "after_flush", _note)


def _note(session: OrmSession, _context: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        huruf = _HURUF.get(type(row))
        if huruf is None:
            continue
        attributes = inspect(row).attrs
        names = ("kode", "judul", "ditarik_pada", *TEKS[huruf])
        if row not in session.dirty or any(attributes[n].history.has_changes() for n in names):
            session.info["cari"].add((huruf, row.id))


_HURUF = {kind: huruf for huruf, kind in JENIS.items()}


def close(session: Session) -> None:
    """Bring the index up to what the transaction leaves behind.

    The rows are read again, so whatever a savepoint took back is not in it.
    """
    session.flush()
    touched: set[tuple[str, int]] = session.info["cari"]
    if not touched:
        return
    by_huruf: dict[str, list[int]] = defaultdict(list)
    for huruf, baris_id in sorted(touched):
        by_huruf[huruf].append(baris_id)
    connection = session.connection()
    for huruf, ids in by_huruf.items():
        for start in range(0, len(ids), SEKALI):
            part = ids[start : start + SEKALI]
            _remove(connection, [entri_id(huruf, i) for i in part])
            _add(connection, _read(connection, huruf, ids=part))
    touched.clear()


def clear(connection: Connection) -> None:
    """Take everything out of the index."""
    connection.execute(text(f"DELETE FROM {NAMA}"))  # noqa: S608  our own name


def rebuild(connection: Connection) -> int:
    """Build the index anew from the rows; return how many are in it.

    For what goes past the session: the loading of many rows, and a new schema.
    """
    clear(connection)
    many = 0
    for huruf in HURUF:
        after = 0
        while entries := list(_read(connection, huruf, after=after)):
            _add(connection, entries)
            many += len(entries)
            after = objek_of(entries[-1].id)[1]
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {NAMA}({NAMA}) VALUES ('optimize')"))  # noqa: S608
    return many


def _read(
    connection: Connection, huruf: str, *, ids: list[int] | None = None, after: int = 0
) -> Iterator[Entri]:
    """Yield what the index should hold of rows of one kind: of these, or of the next ones."""
    c = _table(huruf).c
    query = select(c.id, c.kode, c.judul, *(c[name] for name in TEKS[huruf]))
    query = query.where(c.ditarik_pada.is_(None)).order_by(c.id)
    query = query.where(c.id > after).limit(SEKALI) if ids is None else query.where(c.id.in_(ids))
    for baris_id, kode, judul, *isi in connection.execute(query).all():
        yield Entri(
            id=entri_id(huruf, baris_id),
            jenis=huruf.lower(),
            kode=of_kode(kode),
            judul=with_stems(judul),
            isi=with_stems("\n".join(isi)),
        )


def _table(huruf: str) -> Table:
    return Base.metadata.tables[str(JENIS[huruf].__tablename__)]


def _remove(connection: Connection, ids: list[int]) -> None:
    kolom = "rowid" if connection.dialect.name == "sqlite" else "id"
    query = text(f"DELETE FROM {NAMA} WHERE {kolom} IN :ids")  # noqa: S608  our own names
    connection.execute(query.bindparams(bindparam("ids", expanding=True)), {"ids": ids})


_TAMBAH = {
    "sqlite": f"INSERT INTO {NAMA} (rowid, jenis, kode, judul, isi)"  # noqa: S608
    " VALUES (:id, :jenis, :kode, :judul, :isi)",
    "postgresql": f"INSERT INTO {NAMA} (id, jenis, vektor)"  # noqa: S608
    " VALUES (:id, :jenis, CAST(:vektor AS tsvector))",
}


def _add(connection: Connection, entries: Iterable[Entri]) -> None:
    dialect = connection.dialect.name
    make = vars if dialect == "sqlite" else _as_vektor
    if rows := [dict(make(entri)) for entri in entries]:
        connection.execute(text(_TAMBAH[dialect]), rows)


def _as_vektor(entri: Entri) -> dict[str, Any]:
    return {"id": entri.id, "jenis": entri.jenis, "vektor": as_tsvector(entri)}


def as_tsvector(entri: Entri) -> str:
    """Return a row of the index in PostgreSQL's own notation: no parser of its own cuts words."""
    places: dict[str, list[str]] = defaultdict(list)
    for weight, words in (("A", entri.kode), ("B", entri.judul), ("C", entri.isi)):
        for word, many in Counter(words.split()).items():
            room = range(len(places[word]) + 1, min(len(places[word]) + many, MAKS_LETAK) + 1)
            places[word].extend(f"{place}{weight}" for place in room)
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


def differences(connection: Connection) -> list[str]:
    """Return which codes the index lacks, has too many of, or holds with other words."""
    wrong: list[str] = []
    for huruf in HURUF:
        wanted_ids: set[int] = set()
        after = 0
        while entries := list(_read(connection, huruf, after=after)):
            held = _held(connection, [entri.id for entri in entries])
            wanted = _wanted(connection, entries)
            wrong += [_name(e.id) for e in entries if held.get(e.id) != wanted[e.id]]
            wanted_ids.update(entri.id for entri in entries)
            after = objek_of(entries[-1].id)[1]
        wrong += [_name(i) for i in _ids(connection, huruf) if i not in wanted_ids]
    return wrong


def _name(entri: int) -> str:
    huruf, baris_id = objek_of(entri)
    return f"{JENIS[huruf].__tablename__} {baris_id}"


def _ids(connection: Connection, huruf: str) -> list[int]:
    kolom = "rowid" if connection.dialect.name == "sqlite" else "id"
    query = text(f"SELECT {kolom} FROM {NAMA} WHERE {kolom} % {_LANGKAH} = :k")  # noqa: S608
    return list(connection.scalars(query, {"k": HURUF.index(huruf) + 1}))


def _held(connection: Connection, ids: list[int]) -> dict[int, tuple[str, ...]]:
    kolom = (
        "rowid, jenis, kode, judul, isi"
        if connection.dialect.name == "sqlite"
        else "id, jenis, CAST(vektor AS text)"
    )
    query = text(f"SELECT {kolom} FROM {NAMA} WHERE {kolom.partition(',')[0]} IN :ids")  # noqa: S608
    query = query.bindparams(bindparam("ids", expanding=True))
    return {row[0]: tuple(row[1:]) for row in connection.execute(query, {"ids": ids})}


def _wanted(connection: Connection, entries: list[Entri]) -> dict[int, tuple[str, ...]]:
    if connection.dialect.name == "sqlite":
        return {e.id: (e.jenis, e.kode, e.judul, e.isi) for e in entries}
    # PostgreSQL sorts the words its own way.
    query = text(
        "SELECT CAST(CAST(v AS tsvector) AS text) FROM unnest(CAST(:v AS text[])) "
        "WITH ORDINALITY AS u (v, n) ORDER BY n"
    )
    vectors = connection.scalars(query, {"v": [as_tsvector(entri) for entri in entries]})
    return {e.id: (e.jenis, vector) for e, vector in zip(entries, vectors, strict=True)}
