"""Counts of the pemeriksaan: how many findings each rule has in each pokja.

All rules about rows are counted in one statement.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlmodel import Session

from model import tables as t
from model.pemeriksaan.beban import list_beban
from model.pemeriksaan.daftar import BARIS, SEMUA
from model.pemeriksaan.dasar import AturanBaris, AturanPeriksa, Bobot, Konteks, Temuan
from model.pemeriksaan.ganda import list_ganda
from model.pemeriksaan.wajar import declared
from model.queries.acuan import get_aturan

FORUM = 0  # stands for the findings that belong to no pokja
DIPERIKSA = (t.Permasalahan, t.Risiko, t.Penanganan, t.RencanaAksi)


@dataclass(frozen=True)
class SaringanTemuan:
    """What the findings are narrowed to. Empty values do not narrow; FORUM is a pokja here."""

    pokja_id: int | None = None
    aturan: str = ""
    bobot: Bobot | None = None

    @property
    def dipilih(self) -> tuple[AturanPeriksa, ...]:
        """Return the rules that are asked for, in their order."""
        return tuple(
            a for a in SEMUA
            if self.aturan in ("", a.kunci) and self.bobot in (None, a.bobot)
        )  # fmt: skip

    def lets(self, temuan: Temuan) -> bool:
        """Return whether a finding of a chosen rule is about the chosen pokja."""
        return self.pokja_id in (None, *(temuan.pokja_ids or (FORUM,)))


@dataclass(frozen=True)
class HitunganTemuan:
    """How many findings there are: per rule and pokja, and per rule, where each counts once.

    A likely duplicate of two pokja counts in both of them. `butir` are the objects examined per
    pokja; `batas` says what could not be compared.
    """

    sel: dict[tuple[str, int], int] = field(default_factory=dict)
    semua: dict[str, int] = field(default_factory=dict)
    butir: dict[int, int] = field(default_factory=dict)
    batas: str = ""

    def of(self, kunci: str, pokja_id: int | None = None) -> int:
        """Return the findings of a rule, in one pokja or in all."""
        if pokja_id is None:
            return self.semua.get(kunci, 0)
        return self.sel.get((kunci, pokja_id), 0)

    def jumlah(self, saringan: SaringanTemuan = SaringanTemuan()) -> int:
        """Return how many findings `saringan` lets through."""
        return sum(self.of(a.kunci, saringan.pokja_id) for a in saringan.dipilih)

    def diperiksa(self, pokja_id: int | None = None) -> int:
        """Return how many objects were examined, in one pokja or in all."""
        return sum(self.butir.values()) if pokja_id is None else self.butir.get(pokja_id, 0)


def konteks_of(session: Session, hari: date) -> Konteks:
    """Return what the rules go by on a day."""
    return Konteks(hari, get_aturan(session, hari=hari).batas_prioritas)


def broken(aturan: AturanBaris, konteks: Konteks, pokja_id: int | None = None) -> list[Any]:
    """Return what the rows that break a rule have in common, in one pokja or in all."""
    kind: Any = aturan.kind
    where = [kind.ditarik_pada.is_(None), *aturan.where(konteks)]
    return where if pokja_id is None else [*where, kind.pokja_id == pokja_id]


def count_temuan(session: Session, *, hari: date) -> HitunganTemuan:
    """Count the findings of all rules in all pokja."""
    sel = tally(session, konteks_of(session, hari), BARIS)
    semua: Counter[str] = Counter()
    for (kunci, _), jumlah in sel.items():
        semua[kunci] += jumlah
    ganda, batas = list_ganda(session)
    for temuan in [*list_beban(session), *ganda]:
        semua[temuan.aturan.kunci] += 1
        for pokja_id in temuan.pokja_ids or (FORUM,):
            sel[temuan.aturan.kunci, pokja_id] += 1
    return HitunganTemuan(dict(sel), dict(semua), _count_butir(session), batas)


def tally(
    session: Session,
    konteks: Konteks,
    rules: Collection[AturanBaris],
    pokja_id: int | None = None,
) -> Counter[tuple[str, int]]:
    """Return how many rows break each rule, by its key and the pokja."""
    each = []
    for aturan in rules:
        kind: Any = aturan.kind
        where = broken(aturan, konteks, pokja_id)
        # All of them by an index, then off with the few that were declared in order: to ask that of
        # each row would need its code, and so the row itself.
        few = [*where, kind.kode.in_(declared(aturan.kunci))]
        for jumlah, clauses in ((func.count(), where), (-func.count(), few)):
            each.append(
                select(literal(aturan.kunci), kind.pokja_id, jumlah)
                .where(*clauses)
                .group_by(kind.pokja_id)
            )
    found: Counter[tuple[str, int]] = Counter()
    for kunci, milik, jumlah in session.execute(union_all(*each)) if each else ():
        found[kunci, milik] += int(jumlah)
    return found


def _count_butir(session: Session) -> dict[int, int]:
    each = []
    for kind in DIPERIKSA:
        k: Any = kind
        alive = k.ditarik_pada.is_(None)
        each.append(select(k.pokja_id, func.count()).where(alive).group_by(k.pokja_id))
    butir: Counter[int] = Counter()
    for pokja_id, jumlah in session.execute(union_all(*each)):
        butir[pokja_id] += int(jumlah)
    return dict(butir)
