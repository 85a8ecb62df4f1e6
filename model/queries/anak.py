"""Children of many parents in one query, bounded per parent by the database itself."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

MAKS_ANAK = 30  # shown under one parent; the parent's own page lists the rest


@dataclass(frozen=True)
class Anak:
    """Rows by parent id: the first MAKS_ANAK of each, and how many each parent has in all."""

    rows: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    jumlah: dict[int, int] = field(default_factory=dict)

    def of(self, induk: int) -> list[Any]:
        """Return the rows of one parent."""
        return self.rows.get(induk, [])

    def lainnya(self, induk: int) -> int:
        """Return how many rows of one parent were left out."""
        return self.jumlah.get(induk, 0) - len(self.of(induk))

    def all(self) -> list[Any]:
        """Return the rows of all parents."""
        return [row for rows in self.rows.values() for row in rows]

    def ids(self) -> list[int]:
        """Return the ids of all rows, to load their own children with."""
        return [row.id for row in self.all()]


def alive(kind: Any) -> Any:
    """Return that a row is not withdrawn, in a form that no index answers.

    Without statistics SQLite takes "not withdrawn" for rare, and would walk every row of the
    store by an index that begins with it instead of the few children of one parent.
    """
    return func.coalesce(kind.ditarik_pada, kind.ditarik_pada).is_(None)


def load_anak(session: Session, query: Any, kind: Any, induk: Any, ids: list[int]) -> Anak:
    """Run `query` over the rows of `kind` whose column `induk` is among `ids`, oldest first.

    `query` selects from `kind`, its id among the columns; withdrawn rows are left out.
    """
    ranked = (
        query.add_columns(
            func.row_number().over(partition_by=induk, order_by=kind.id).label("nomor"),
            func.count().over(partition_by=induk).label("jumlah"),
            induk.label("induk"),
        )
        .where(alive(kind), induk.in_(ids))
        .subquery()
    )
    anak = Anak()
    shown = select(ranked).where(ranked.c.nomor <= MAKS_ANAK).order_by(ranked.c.nomor)
    for row in session.execute(shown):
        anak.rows[row.induk].append(row)
        anak.jumlah[row.induk] = row.jumlah
    return anak
