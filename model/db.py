"""The store: one engine per address, read sessions, and the one place where writes commit."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlmodel import Session

from model import berkas, history
from model.antrean import Antrean
from model.cari import indeks
from model.choices import Tindakan
from model.config import settings
from model.errors import NotAllowed, SetupError
from model.permissions import Pelaku

# https://sqlite.org/wal.html#walresetbug: older libraries can lose committed pages in WAL mode.
WAL_SAFE_FROM = (3, 51, 3)
WAL_SAFE_BACKPORTS = {(3, 44): 6, (3, 50): 7}


def sqlite_driver() -> ModuleType:
    """Return the DB-API module for SQLite: `pysqlite3` and its newer library, else Python's own."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    return dbapi2  # type: ignore[no-any-return]


def is_wal_safe(version: tuple[int, int, int]) -> bool:
    """Return whether this SQLite version is free of the WAL-reset bug."""
    least = WAL_SAFE_BACKPORTS.get(version[:2])
    return version >= WAL_SAFE_FROM or (least is not None and version[2] >= least)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Make one new connection durable and strict, and read every pragma back."""
    # Python's own transaction control would begin DEFERRED; `_begin` below decides instead.
    connection.isolation_level = None
    safe = is_wal_safe(sqlite_driver().sqlite_version_info)
    wanted = {
        "busy_timeout": int(settings().sqlite_busy_seconds * 1000),
        "foreign_keys": 1,
        # Without a fixed library the rollback journal is the safe choice; EXTRA makes it durable.
        "journal_mode": "wal" if safe else "delete",
        "synchronous": 2 if safe else 3,
        "cache_size": -65536,
    }
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}")
        got = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if got != value:
            raise SetupError(
                f"SQLite menolak pengaturan {name}={value} (terbaca {got}). "
                "Pindahkan berkas data ke disk lokal, bukan folder jaringan."
            )


def _begin(connection: Connection) -> None:
    """Begin at once as a writer when the session writes: no upgrade of a lock, no deadlock."""
    kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


@lru_cache(maxsize=8)
def engine_for(url: str) -> Engine:
    """Return the engine of a database address. SQLite files are opened, never silently created."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(
        f"sqlite:///file:{Path(address.database or '').resolve()}?mode=rw&uri=true",
        module=sqlite_driver(),
        connect_args={"check_same_thread": False},
        pool_size=8,
        max_overflow=24,
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def engine() -> Engine:
    """Return the engine of the configured store."""
    return engine_for(settings().database_url)


def create_file(url: str) -> None:
    """Create the empty SQLite file of `url` when there is none; other databases are left alone."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        path = Path(address.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)


@contextmanager
def read_session() -> Iterator[Session]:
    """Give a session for reads. Nothing done in it is kept."""
    with Session(engine()) as session:
        yield session


@contextmanager
def snapshot_session() -> Iterator[Session]:
    """Give a session for reads all of which see one state of the store."""
    with Session(engine()) as session:
        if engine().dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session


# SQLite's busy handler is unfair: queueing writers in the process keeps the longest wait short.
_write_turn = Antrean()


@contextmanager
def open_session(pelaku: Pelaku, asal: str = "halaman") -> Iterator[Session]:
    """Give the session of one command, and commit once when the block ends without an error.

    `pelaku` and `asal` ("halaman", "seed", …) go into the riwayat of every change made in it.
    A refusal for want of a right keeps nothing but the note that somebody tried.
    """
    try:
        with _writing(pelaku, asal) as session:
            yield session
    except NotAllowed as refusal:
        with _writing(pelaku, asal) as session:
            history.add_line(session, Tindakan.DITOLAK, sesudah=str(refusal))
        raise


@contextmanager
def _writing(pelaku: Pelaku, asal: str) -> Iterator[Session]:
    sqlite = engine().dialect.name == "sqlite"
    with _write_turn if sqlite else nullcontext(), Session(engine()) as session:
        session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        history.record(session, pelaku=pelaku, asal=asal)
        indeks.watch(session)
        with berkas.removed_on_failure(session):
            yield session
            indeks.close(session)
            history.close(session)
        session.commit()
