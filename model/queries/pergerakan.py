"""Reads of how risiko move: from level to level, and their places at one point in time."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Posisi
from model.queries.acuan import get_aturan
from model.queries.saringan_risiko import SaringanRisiko, kolom_risiko, where_risiko

ARUS = ((Posisi.INHEREN, Posisi.SAAT_INI), (Posisi.SAAT_INI, Posisi.TARGET))


@dataclass(frozen=True)
class ArusLevel:
    """How many risiko stand in one level for one posisi and in another for the next."""

    dari: int
    ke: int
    jumlah: int


@dataclass(frozen=True)
class LetakRisiko:
    """Where one risiko stood, by what it was called."""

    kode: str
    judul: str
    kemungkinan: int
    dampak: int


def list_arus(
    session: Session, *, hari: date, saringan: SaringanRisiko, dari: Posisi, ke: Posisi
) -> list[ArusLevel]:
    """Return how many risiko go from which level to which, from the lowest; empty ones left out."""
    aturan = get_aturan(session, hari=hari)
    first, last = kolom_risiko("besaran", dari), kolom_risiko("besaran", ke)
    query = select(first, last, func.count()).where(*where_risiko(saringan, aturan))
    counts: dict[tuple[int, int], int] = {}
    for before, after, jumlah in session.execute(query.group_by(first, last)):
        pair = aturan.level(before).level, aturan.level(after).level
        counts[pair] = counts.get(pair, 0) + jumlah
    return [ArusLevel(*pair, jumlah) for pair, jumlah in sorted(counts.items())]


def map_letak(session: Session, *, hari: date, saringan: SaringanRisiko) -> dict[int, LetakRisiko]:
    """Return by id where every risiko that the filter lets through stands for its posisi.

    As many rows as risiko, of five values each: two points in time are compared by them.
    """
    r = t.Risiko
    k, d = (kolom_risiko(angka, saringan.posisi) for angka in ("kemungkinan", "dampak"))
    query = select(col(r.id), col(r.kode), col(r.judul), k, d)
    rows = session.execute(query.where(*where_risiko(saringan, get_aturan(session, hari=hari))))
    return {risiko_id: LetakRisiko(*rest) for risiko_id, *rest in rows}
