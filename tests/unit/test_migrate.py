"""Migrations: the store they make is the one the tables describe, on both databases."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Inspector, inspect, text

from model import tables as t
from model.config import ROOT
from model.db import engine, read_session
from model.errors import SetupError
from model.migrate import downgrade, require_current, upgrade
from model.queries.acuan import get_keadaan_data
from seed import load
from tests.stores import configured


@pytest.fixture
def empty(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> Iterator[None]:
    """Configure an address where nothing is yet."""
    if kind == "sqlite":
        with configured(f"sqlite:///{tmp_path / 'data' / 'forum.db'}"):
            yield
        return
    server = request.getfixturevalue("postgres_templates").server
    name = server.create()
    with configured(server.url_of(name)):
        yield
    server.drop(name)


def differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    return compare_metadata(context, t.Base.metadata)


def checks(inspector: Inspector) -> dict[str, set[str]]:
    return {
        table: {str(check["name"]) for check in inspector.get_check_constraints(table)}
        for table in t.Base.metadata.tables
    }


@pytest.mark.usefixtures("empty")
def test_migrating_an_empty_database_makes_what_the_tables_describe() -> None:
    assert upgrade()
    with engine().connect() as connection:
        assert differences(connection) == []
        # Alembic compares no CHECKs, nor where an index is partial.
        inspector = inspect(connection)
        assert checks(inspector) == {
            name: {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
            for name, table in t.Base.metadata.tables.items()
        }
        indexes = {index["name"]: index for index in inspector.get_indexes("risiko")}
        partial = indexes["uq_risiko_permasalahan_id"]
        assert partial["unique"]
        where = partial["dialect_options"][f"{connection.dialect.name}_where"]
        assert "ditarik_pada IS NULL" in str(where)


@pytest.mark.usefixtures("empty")
def test_a_second_upgrade_does_nothing() -> None:
    assert upgrade()
    with engine().connect() as connection:
        before = inspect(connection).get_table_names()
    assert not upgrade()
    with engine().connect() as connection:
        assert inspect(connection).get_table_names() == before


@pytest.mark.usefixtures("empty")
def test_one_can_go_down_to_nothing_and_up_again() -> None:
    upgrade()
    downgrade("base")
    with engine().connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert upgrade()
    with engine().connect() as connection:
        assert differences(connection) == []


@pytest.mark.usefixtures("contoh")
def test_an_upgrade_of_a_filled_store_keeps_what_is_in_it() -> None:
    assert not upgrade()
    with read_session() as session:
        assert not load.is_empty(session)
        assert get_keadaan_data(session)[0] == 1


@pytest.mark.usefixtures("empty")
def test_a_new_store_counts_its_data_versions_from_the_start() -> None:
    upgrade()
    with engine().connect() as connection:
        assert connection.execute(text("SELECT id, nomor FROM versi_data")).all() == [(1, 0)]


@pytest.mark.usefixtures("empty")
def test_the_server_refuses_to_start_on_a_store_that_is_missing_or_older() -> None:
    with pytest.raises(SetupError, match="Jalankan: python -m seed|lalu jalankan: python -m seed"):
        require_current()
    upgrade()
    require_current()


def test_there_is_one_line_of_migrations() -> None:
    script = ScriptDirectory(str(ROOT / "model" / "migrations"))
    assert len(script.get_heads()) == len(script.get_bases()) == 1


def test_a_migration_depends_on_nothing_of_the_model() -> None:
    for file in (ROOT / "model" / "migrations" / "versions").glob("*.py"):
        assert not re.search(r"^\s*(from|import) (model|sqlmodel)", file.read_text(), re.MULTILINE)


def test_every_constraint_of_a_table_has_a_name_of_its_own() -> None:
    for table in t.Base.metadata.sorted_tables:
        names = [str(constraint.name) for constraint in table.constraints]
        assert len(names) == len(set(names)), table.name
