"""Stores for the tests: templates made once per run, copied for each test."""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Engine, event

from model.clock import today
from model.config import settings
from model.db import engine, engine_for, open_session
from model.migrate import upgrade
from seed import load
from tests.postgres import Server

HARI = today()  # the day the example data is loaded: one day for the whole run, also at midnight


def one_each(satu: object, lain: object) -> list[Any]:
    """Return the cases `kind, value` of a long test: each database has a value of its own."""
    return [("sqlite", satu), pytest.param("postgresql", lain, marks=pytest.mark.postgresql)]


_bekas: dict[str, Engine] = {}  # by name of the dialect: one engine that has been used


def _reuse_statements() -> None:
    """Let this engine take over what an earlier one has compiled: a tenth of what tests take."""
    if (earlier := _bekas.get(engine().dialect.name)) is not None:
        engine().dialect = earlier.dialect
        engine()._compiled_cache = earlier._compiled_cache


@contextmanager
def configured(url: str, berkas: Path | None = None) -> Iterator[None]:
    """Make `url` the configured store inside the block; no connection outlives it.

    `berkas` is the folder for files; the example's own are only where the example was made.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        if berkas is not None:
            patch.setenv("FORUM_BERKAS", str(berkas))
        settings.cache_clear()
        _reuse_statements()
        try:
            yield
        finally:
            engine().dispose()
            if engine().dialect.server_version_info:
                _bekas.setdefault(engine().dialect.name, engine())
            engine_for.cache_clear()
            settings.cache_clear()


def build(url: str, *, contoh: bool) -> None:
    """Create and fill the store at `url`, without its files."""
    with TemporaryDirectory() as folder, configured(url, Path(folder)):
        upgrade()
        with open_session(load.SEEDER, asal="pemuatan awal") as session:
            load.load_acuan(session, HARI)
            if contoh:
                load.load_contoh(session, HARI)


def made_once(factory: pytest.TempPathFactory, nama: str, make: Callable[[Path], None]) -> Path:
    """Return a folder of this run, filled by the first of the workers that asks for it."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each worker has a folder of its own in it
    folder = base / nama
    with (base / f"{nama}.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            # Under its name only when it is complete: what failed half-way serves nobody.
            new = factory.mktemp(nama)
            make(new)
            new.rename(folder)
    return folder


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Give the list to which every statement sent to the store inside the block is added."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield statements
    event.remove(engine(), "before_cursor_execute", note)


MENULIS = re.compile(r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
MEMBACA = re.compile(r"\s*(?:SELECT|BEGIN|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK TO)\b", re.IGNORECASE)


@contextmanager
def written_tables() -> Iterator[list[str]]:
    """Give the list of the tables written to inside the block, added when that is committed."""
    written: list[str] = []
    pending: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if found := MENULIS.match(statement):
            pending.append(found[1])
        else:
            assert MEMBACA.match(statement), f"does this write? {statement}"

    def keep(_connection: object) -> None:
        written.extend(pending)
        pending.clear()

    def forget(_connection: object) -> None:
        pending.clear()

    listeners = {"before_cursor_execute": note, "commit": keep, "rollback": forget}
    for name, listener in listeners.items():
        event.listen(engine(), name, listener)
    yield written
    for name, listener in listeners.items():
        event.remove(engine(), name, listener)


class SqliteTemplates:
    """Filled SQLite files, with and without the example data, for all workers."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._made: dict[bool, Path] = {}

    def copy(self, into: Path, *, contoh: bool) -> str:
        """Put a copy in the folder `into`; return its address."""
        if contoh not in self._made:
            folder = made_once(
                self._factory,
                "contoh" if contoh else "acuan",
                lambda new: build(f"sqlite:///{new / 'forum.db'}", contoh=contoh),
            )
            self._made[contoh] = folder / "forum.db"
        return f"sqlite:///{shutil.copy(self._made[contoh], into / 'forum.db')}"


class PostgresTemplates:
    """Filled databases on `server`, with and without the example data."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._made: dict[bool, str] = {}

    def copy(self, *, contoh: bool) -> str:
        """Make a copy; return the name of the database."""
        if contoh not in self._made:
            name = self.server.create()
            build(self.server.url_of(name), contoh=contoh)
            self._made[contoh] = name
        return self.server.create(self._made[contoh])

    def drop(self) -> None:
        """Remove the templates, so that a given server is left as it was."""
        for name in self._made.values():
            self.server.drop(name)
