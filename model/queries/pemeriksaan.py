"""Reads of the pemeriksaan: which findings there are, rule by rule. A page is one statement."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select, union_all
from sqlmodel import Session

from model import tables as t
from model.pemeriksaan.beban import BEBAN_PD, list_beban
from model.pemeriksaan.daftar import BARIS, SEMUA, aturan_of
from model.pemeriksaan.dasar import AturanBaris, AturanPeriksa, Konteks, Sisi, Temuan
from model.pemeriksaan.ganda import KEMUNGKINAN_GANDA, get_ganda, list_ganda
from model.pemeriksaan.wajar import declared
from model.queries.hitung_temuan import (
    FORUM,
    HitunganTemuan,
    SaringanTemuan,
    broken,
    konteks_of,
    tally,
)

MAKS_CONTOH = 5


def list_temuan(
    session: Session,
    *,
    hari: date,
    saringan: SaringanTemuan = SaringanTemuan(),
    mulai_dari: int = 0,
    sebanyak: int = 50,
    hitungan: HitunganTemuan | None = None,
) -> list[Temuan]:
    """Return the findings that `saringan` lets through, rule by rule, then pokja by pokja.

    With `hitungan` of the same moment they need not be counted once more.
    """
    konteks = konteks_of(session, hari)
    apart = _apart(session, saringan)
    if hitungan is None:
        counts = _count(session, konteks, saringan, apart)
    else:
        pokja_id = saringan.pokja_id
        counts = Counter({a.kunci: hitungan.of(a.kunci, pokja_id) for a in saringan.dipilih})
    parts: dict[str, slice] = {}
    before = 0
    for aturan in saringan.dipilih:
        first = max(0, mulai_dari - before)
        last = min(counts[aturan.kunci], mulai_dari + sebanyak - before)
        if first < last:
            parts[aturan.kunci] = slice(first, last)
        before += counts[aturan.kunci]
    return _load(session, konteks, saringan, apart, parts)


def get_temuan(
    session: Session, *, hari: date, kunci: str, objek: str, objek_lain: str = ""
) -> Temuan | None:
    """Return one finding, whether it was declared in order or not; None when it is none."""
    rule = aturan_of(kunci)
    if rule is KEMUNGKINAN_GANDA:
        return get_ganda(session, objek, objek_lain)
    if objek_lain:
        return None  # a finding about one thing, named with another, would be a second one
    if rule is BEBAN_PD:
        return next(iter(list_beban(session, kode=objek, semua=True)), None)
    if not isinstance(rule, AturanBaris):
        return None
    konteks = konteks_of(session, hari)
    kind: Any = rule.kind
    where = [kind.kode == objek, kind.ditarik_pada.is_(None), *rule.where(konteks)]
    row = session.execute(baris_query(rule).where(*where)).one_or_none()
    if row is None:
        return None
    pokja = session.get_one(t.Pokja, row.pokja_id).nama
    return temuan_of(rule, row, konteks, pokja)


@dataclass(frozen=True)
class Celah:
    """The findings of one rule in one pokja: how many, and the first of them."""

    aturan: AturanPeriksa
    jumlah: int
    contoh: tuple[Temuan, ...]

    @property
    def lainnya(self) -> int:
        """Return how many are not among `contoh`."""
        return self.jumlah - len(self.contoh)


def list_celah(session: Session, *, hari: date, pokja_id: int) -> list[Celah]:
    """Return all rules for one pokja, those without a finding too."""
    konteks, saringan = konteks_of(session, hari), SaringanTemuan(pokja_id)
    apart = _apart(session, saringan)
    counts = _count(session, konteks, saringan, apart)
    parts = {kunci: slice(0, min(jumlah, MAKS_CONTOH)) for kunci, jumlah in counts.items()}
    found = _load(session, konteks, saringan, apart, parts)
    return [
        Celah(a, counts[a.kunci], tuple(temuan for temuan in found if temuan.aturan is a))
        for a in SEMUA
        if a is not BEBAN_PD  # of the forum, not of a pokja
    ]


def _apart(session: Session, saringan: SaringanTemuan) -> dict[str, list[Temuan]]:
    """Return the findings of the two rules that are worked out here, if they are asked for."""
    apart: dict[str, list[Temuan]] = {}
    if BEBAN_PD in saringan.dipilih and saringan.pokja_id in (None, FORUM):
        apart[BEBAN_PD.kunci] = list_beban(session)
    if KEMUNGKINAN_GANDA in saringan.dipilih and saringan.pokja_id != FORUM:
        apart[KEMUNGKINAN_GANDA.kunci] = [*filter(saringan.lets, list_ganda(session)[0])]
    return apart


def _count(
    session: Session,
    konteks: Konteks,
    saringan: SaringanTemuan,
    apart: Mapping[str, list[Temuan]],
) -> Counter[str]:
    """Return how many findings each chosen rule has."""
    counts = Counter({kunci: len(rows) for kunci, rows in apart.items()})
    rules = [a for a in saringan.dipilih if isinstance(a, AturanBaris)]
    for (kunci, _), jumlah in tally(session, konteks, rules, saringan.pokja_id).items():
        counts[kunci] += jumlah
    return counts


def _load(
    session: Session,
    konteks: Konteks,
    saringan: SaringanTemuan,
    apart: Mapping[str, list[Temuan]],
    parts: Mapping[str, slice],
) -> list[Temuan]:
    """Return of each rule the part of its findings that is asked for, in the order of the rules."""
    rules = [a for a in BARIS if a.kunci in parts]
    found: dict[str, list[Any]] = {a.kunci: [] for a in rules}
    selects = [_page(a, konteks, saringan.pokja_id, parts[a.kunci]) for a in rules]
    for row in session.execute(union_all(*selects)) if selects else ():
        found[row.kunci].append(row)
    nama = {p.id: p.nama for p in session.execute(select(t.Pokja.id, t.Pokja.nama))}  # type: ignore[call-overload]
    result: list[Temuan] = []
    for aturan in SEMUA:
        if aturan.kunci in apart and aturan.kunci in parts:
            result += apart[aturan.kunci][parts[aturan.kunci]]
        elif isinstance(aturan, AturanBaris):
            rows = sorted(found.get(aturan.kunci, ()), key=lambda row: (row.pokja_id, row.id))
            result += [temuan_of(aturan, row, konteks, nama[row.pokja_id]) for row in rows]
    return result


def _page(aturan: AturanBaris, konteks: Konteks, pokja_id: int | None, part: slice) -> Select[Any]:
    """Return what reads a part of the findings of a rule: their ids first, the words for those."""
    kind: Any = aturan.kind
    page = (
        select(kind.id)
        .where(*broken(aturan, konteks, pokja_id), kind.kode.not_in(declared(aturan.kunci)))
        .order_by(kind.pokja_id, kind.id)
        .offset(part.start)
        .limit(part.stop - part.start)
        .subquery()
    )
    return baris_query(aturan).join(page, page.c.id == kind.id)


def baris_query(aturan: AturanBaris) -> Select[Any]:
    """Return a select on the rows of a rule, with what `temuan_of` takes."""
    kind: Any = aturan.kind
    return select(
        literal(aturan.kunci).label("kunci"), kind.id, kind.kode, kind.judul, kind.pokja_id,
        *aturan.texts(),
    )  # fmt: skip


def temuan_of(aturan: AturanBaris, row: Any, konteks: Konteks, pokja: str) -> Temuan:
    """Return the finding that a row of `baris_query` is."""
    return Temuan(
        aturan,
        Sisi(row.kode, row.judul, row.pokja_id, pokja),
        aturan.kalimat(row, konteks),
        aturan.perbaikan(row),
    )
