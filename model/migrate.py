"""Bring the store to the present schema: `python -m model.migrate [revision "message"]`."""

import sys

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from model.config import ROOT, settings
from model.db import create_file, engine


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration bound to `connection`; there is no alembic.ini to keep."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "model" / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade() -> bool:
    """Create or migrate the configured store. Return whether anything had to be done."""
    create_file(settings().database_url)
    with engine().connect() as connection:
        config = alembic_config(connection)
        here = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
        if here == ScriptDirectory.from_config(config).get_current_head():
            return False
        command.upgrade(config, "head")
        connection.commit()
    return True


def write_revision(message: str) -> None:
    """Write a migration for what the tables have and the store has not. Read it before use."""
    with engine().connect() as connection:
        command.revision(alembic_config(connection), message, autogenerate=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["revision"]:
        write_revision(sys.argv[2])
    else:
        upgrade()
