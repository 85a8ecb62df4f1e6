"""Reads for the slides of all pokja at once: as many statements for nine pokja as for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlmodel import Session, col

from model import tables as t
from model.queries.acuan import Aturan
from model.queries.aksi import BarisAksi, baris_query
from model.queries.risiko import BarisRisiko, SelPeta, baris_of
from model.queries.umum import NOT_WITHDRAWN, perhatian_clause
from model.rules import SEL


@dataclass(frozen=True)
class AksiPerhatian:
    """The rencana aksi of a pokja that are late or blocked: how many, and the first of them."""

    jumlah: int = 0
    baris: tuple[BarisAksi, ...] = ()


def first_of_each(
    kind: Any, where: Sequence[ColumnElement[bool]], order: Sequence[Any], sebanyak: int
) -> Subquery:
    """Return id and jumlah: the first rows of each pokja, and how many it has in all."""
    pokja_id = col(kind.pokja_id)
    numbered = (
        select(
            col(kind.id).label("id"),
            func.row_number().over(partition_by=pokja_id, order_by=order).label("nomor"),
            func.count().over(partition_by=pokja_id).label("jumlah"),
        )
        .where(*where)
        .subquery()
    )
    page = select(numbered.c.id, numbered.c.jumlah).where(numbered.c.nomor <= sebanyak)
    return page.subquery()


def map_peta(session: Session, *, aturan: Aturan) -> dict[int, tuple[SelPeta, ...]]:
    """Return the 25 cells of the map (saat ini) by pokja id, for the pokja that have risiko."""
    r = t.Risiko
    k, d = col(r.kemungkinan_saat_ini), col(r.dampak_saat_ini)
    query = (
        select(col(r.pokja_id), k, d, func.count())
        .where(col(r.ditarik_pada).is_(None))
        .group_by(col(r.pokja_id), k, d)
    )
    counts: dict[int, dict[tuple[int, int], int]] = {}
    for pokja_id, kemungkinan, dampak, jumlah in session.execute(query):
        counts.setdefault(pokja_id, {})[kemungkinan, dampak] = jumlah
    order = sorted(SEL, key=lambda sel: (-sel[0], sel[1]))
    besaran = {sel: aturan.besaran(*sel) for sel in order}
    return {
        pokja_id: tuple(
            SelPeta(*sel, besaran[sel], aturan.level(besaran[sel]), own.get(sel, 0))
            for sel in order
        )
        for pokja_id, own in counts.items()
    }


def map_risiko_teratas(
    session: Session, *, aturan: Aturan, sebanyak: int
) -> dict[int, tuple[BarisRisiko, ...]]:
    """Return the highest risiko of each pokja by its id, in the order of the register."""
    r = t.Risiko
    order = [kolom.desc() for kolom in map(col, (r.besaran_saat_ini, r.dampak_saat_ini, r.id))]
    page = first_of_each(r, [col(r.ditarik_pada).is_(None)], order, sebanyak)
    ids = [row[0] for row in session.execute(select(page.c.id))]
    found: dict[int, list[BarisRisiko]] = {}
    for pokja_id, baris in baris_of(session, ids, aturan):
        found.setdefault(pokja_id, []).append(baris)
    return {pokja_id: tuple(rows) for pokja_id, rows in found.items()}


def map_aksi_perhatian(session: Session, *, hari: date, sebanyak: int) -> dict[int, AksiPerhatian]:
    """Return what is late or blocked by pokja id, in the order of the tracker: nearest tenggat."""
    a = t.RencanaAksi
    order = (col(a.tenggat).asc().nulls_last(), col(a.id))
    page = first_of_each(a, [NOT_WITHDRAWN, perhatian_clause(hari)], order, sebanyak)
    query = baris_query().add_columns(page.c.jumlah).join(page, page.c.id == col(a.id))
    rows: dict[int, list[BarisAksi]] = {}
    jumlah: dict[int, int] = {}
    for *row, banyak in session.execute(query.order_by(*order)):
        baris = BarisAksi(*row, hari=hari)
        rows.setdefault(baris.pokja_id, []).append(baris)
        jumlah[baris.pokja_id] = banyak
    return {pokja_id: AksiPerhatian(jumlah[pokja_id], tuple(own)) for pokja_id, own in rows.items()}
