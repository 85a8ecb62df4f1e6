"""Bring the store to the present schema: `python -m model.migrate [revision "message"]`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from model.cari import indeks
from model.config import ROOT, settings
from model.db import create_file, engine
from model.errors import SetupError


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration bound to `connection`; there is no alembic.ini to keep."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "model" / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _is_current(connection: Connection) -> bool:
    here = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    return here == ScriptDirectory.from_config(alembic_config(connection)).get_current_head()


def upgrade() -> bool:
    """Create or migrate the configured store. Return whether anything had to be done."""
    create_file(settings().database_url)
    with engine().connect() as connection:
        if _is_current(connection):
            return False
        with _references_aside(connection):
            command.upgrade(alembic_config(connection), "head")
            # Migrations know no words: their index is built by the program that will keep it.
            indeks.rebuild(connection)
            connection.commit()
    return True


@contextmanager
def _references_aside(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild tables that others refer to; check the references afterwards."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # Not through SQLAlchemy, which would begin a transaction: inside one the pragma does nothing.
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = 0")
    try:
        yield
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise SetupError(
                f"Basis data rusak setelah pemutakhiran: {broken[:3]}. Pulihkan cadangan."
            )
    finally:
        driver.execute("PRAGMA foreign_keys = 1")


def downgrade(revision: str) -> None:
    """Take the configured store back to `revision`, losing what newer tables hold."""
    with engine().connect() as connection, _references_aside(connection):
        command.downgrade(alembic_config(connection), revision)
        connection.commit()


def require_current() -> None:
    """Raise SetupError unless the configured store is there and has the present schema."""
    try:
        with engine().connect() as connection:
            current = _is_current(connection)
    except OperationalError as error:
        raise SetupError(
            "Basis data tidak dapat dibuka. Periksa DATABASE_URL, lalu jalankan: python -m seed"
        ) from error
    if not current:
        raise SetupError("Basis data belum sesuai versi program. Jalankan: python -m seed")


def write_revision(message: str) -> None:
    """Write a migration for what the tables have and the store has not. Read it before use."""
    with engine().connect() as connection:
        command.revision(alembic_config(connection), message, autogenerate=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["revision"]:
        write_revision(sys.argv[2])
    else:
        upgrade()
