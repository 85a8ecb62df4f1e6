"""Bring the store to the present schema: `python -m model.migrate [revision "message"]`."""

import sys

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

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
        command.upgrade(alembic_config(connection), "head")
        connection.commit()
    return True


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
