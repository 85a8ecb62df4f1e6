"""Opening a potret: a store in memory with the schema of today, for reads alone.

The reads of `model.queries` answer from it as they do from the live one.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time
from functools import lru_cache
from itertools import count
from typing import Any

from sqlalchemy import Column, Engine, NullPool, Time, create_engine, select
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import Session, col

from model import tables as t
from model.db import read_session, sqlite_driver
from model.potret import MODEL, TABEL, Isi, Potret
from model.tables.base import UtcDateTime

MAKS_TERBUKA = 4  # stores in memory that are kept open

# Engines of potret that were opened, the one used last at the end.
_terbuka: OrderedDict[str, Engine] = OrderedDict()
_lock = threading.Lock()
_giliran = threading.Lock()
_nomor = count()


@contextmanager
def open_potret(kunci: str, load: Callable[[], Potret]) -> Iterator[Session]:
    """Give a read session on the potret called `kunci`, made by `load` unless it is open already.

    `kunci` must name this very content, such as its SHA-256. Nothing can be written.
    """
    with Session(_engine(kunci, load)) as session:
        yield session


def _engine(kunci: str, load: Callable[[], Potret]) -> Engine:
    if (opened := _find(kunci)) is not None:
        return opened
    # One at a time: a room that opens the same day at once waits for the first, and many days
    # asked for at once do not fill the memory.
    with _giliran:
        if (opened := _find(kunci)) is not None:
            return opened
        engine = _make_engine(load())
        with _lock:
            _terbuka[kunci] = engine
            while len(_terbuka) > MAKS_TERBUKA:
                _terbuka.popitem(last=False)
        return engine


def _find(kunci: str) -> Engine | None:
    with _lock:
        if kunci in _terbuka:
            _terbuka.move_to_end(kunci)
        return _terbuka.get(kunci)


def _make_engine(potret: Potret) -> Engine:
    """Return an engine on a store in memory that lasts as long as somebody holds the engine."""
    driver, address = sqlite_driver(), f"file:/potret-{next(_nomor)}?vfs=memdb"

    def connect() -> Any:
        connection = driver.connect(address, uri=True, check_same_thread=False)
        connection.isolation_level = None
        _name_accounts(connection)
        connection.execute("PRAGMA query_only = 1")
        return connection

    keeper = driver.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    _fill(keeper, potret)
    engine = create_engine("sqlite://", creator=connect, module=driver, poolclass=NullPool)
    weakref.finalize(engine, keeper.close)
    return engine


def _name_accounts(connection: Any) -> None:
    """Let the reads of one session find the names that accounts have now.

    A potret has no accounts, so that a name that has to go is nowhere in it. The names stand in a
    temporary table of the connection, which SQLite takes before the empty one of the same name.
    """
    with read_session() as live:
        query = select(col(t.Pengguna.id), col(t.Pengguna.nama))
        names = [tuple(row) for row in live.execute(query)]
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE pengguna AS SELECT * FROM main.pengguna")
    connection.executemany("INSERT INTO temp.pengguna (id, nama) VALUES (?, ?)", names)
    connection.execute("CREATE UNIQUE INDEX temp.ix_nama ON pengguna (id)")


def _fill(connection: Any, potret: Potret) -> None:
    # A state of the past is shown as it was, also when a CHECK of today would refuse it.
    connection.execute("PRAGMA ignore_check_constraints = 1")
    connection.execute("BEGIN")
    tables, indexes = _schema()
    for statement in tables:
        connection.execute(statement)
    for nama, isi in potret.tabel.items():
        if nama in TABEL and isi.baris:
            _insert(connection, nama, isi)
    for statement in indexes:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")


@lru_cache(maxsize=1)
def _schema() -> tuple[list[str], list[str]]:
    """Return the statements that make all tables, and all indexes, of today on SQLite."""
    dialect = create_engine("sqlite://", module=sqlite_driver()).dialect
    tables = t.Base.metadata.sorted_tables
    return (
        [str(CreateTable(table).compile(dialect=dialect)) for table in tables],
        [str(CreateIndex(i).compile(dialect=dialect)) for tab in tables for i in sorted(
            tab.indexes, key=lambda index: str(index.name))],
    )  # fmt: skip


def _insert(connection: Any, nama: str, isi: Isi) -> None:
    """Insert rows as SQLite keeps them. A column made since has its default, one gone is left."""
    columns = TABEL[nama].columns
    places = {name: place for place, name in enumerate(isi.kolom) if name in columns}
    later = {
        name: field.get_default()
        for name, field in MODEL[nama].model_fields.items()
        if name in columns and name not in places
    }
    kept = [(place, _stored_form(columns[name])) for name, place in places.items()]
    rows = (
        [
            value if form is None or value is None else form(value)
            for value, form in ((row[place], form) for place, form in kept)
        ]
        + list(later.values())
        for row in isi.baris
    )
    names = [*places, *later]
    marks = ", ".join("?" * len(names))
    connection.executemany(f"INSERT INTO {nama} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608  our own names


def _stored_form(column: Column[Any]) -> Callable[[str], str] | None:
    if isinstance(column.type, UtcDateTime):
        return lambda value: f"{value[:10]} {value[11:26]}"
    if isinstance(column.type, Time):
        return lambda value: time.fromisoformat(value).isoformat(timespec="microseconds")
    return None
