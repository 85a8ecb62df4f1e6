"""Alembic's entry: runs the migrations over the connection that `model.migrate` hands in."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString

from model.cari.indeks import is_index
from model.tables import Base
from model.tables.base import UtcDateTime


def render_item(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write our column kinds as plain ones: a released migration must not depend on the model."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the index of the search, which is made by hand for each database."""
    return not (kind == "table" and name and is_index(name))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
    include_name=include_name,
)
with context.begin_transaction():
    context.run_migrations()
