"""What every table shares: registry, naming, column kinds and the marks of an edited row."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Dialect, Enum, MetaData, TypeDecorator
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from model.choices import Choice

# Constraints get predictable names, so that migrations can address them on both databases.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment. SQLite forgets time zones, so UTC goes in and UTC is put back on."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC, as it is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored moment as an aware one."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """Root of all tables: a registry of our own survives Streamlit's reloads of changed code.

    Tables declare `id: int` with default None: every row that was read has one, and only a new
    row lacks it until the flush.
    """


class Berjejak(Base):
    """A row whose every change goes into the riwayat, by `model.history`.

    `versi` counts saves (optimistic lock) and is raised there too.
    """

    id: int = Field(default=None, primary_key=True)
    versi: int = Field(default=1)
    dibuat_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    diubah_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Tercatat(Berjejak):
    """A row of a pokja that a person edits: coded, versioned, dated, withdrawn, never deleted."""

    kode: str = Field(unique=True)
    pokja_id: int = Field(foreign_key="pokja.id", index=True)
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    alasan_ditarik: str = Field(default="")


def enum_column(kind: type[Choice], name: str = "") -> Any:
    """Return a column kind that stores the key of `kind` as text and refuses other keys.

    `name` tells the CHECKs of two such columns in one table apart.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=24,
        name=name or kind.__name__.lower(),
        values_callable=lambda k: [member.value for member in k],
    )


def length_check(column: str, least: int, most: int) -> CheckConstraint:
    """Return a CHECK that a text holds `least` to `most` characters (SQLite ignores VARCHAR(n))."""
    return CheckConstraint(f"length({column}) BETWEEN {least} AND {most}", name=f"{column}_panjang")


def range_check(column: str, least: int, most: int) -> CheckConstraint:
    """Return a CHECK that a number lies between `least` and `most`, both ends in."""
    return CheckConstraint(f"{column} BETWEEN {least} AND {most}", name=f"{column}_rentang")
