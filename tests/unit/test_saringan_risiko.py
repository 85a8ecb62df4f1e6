"""Every filter of the risk map: the counts of the cells are the lengths of the lists.

What a filter should let through is worked out once more in Python, over all rows.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import Session, col, insert, select, update

from model import tables as t
from model.choices import OpsiPenanganan, Posisi, SumberSebab
from model.db import engine
from model.queries.acuan import Aturan, get_aturan
from model.queries.pergerakan import ARUS, list_arus, map_letak
from model.queries.risiko import SaringanRisiko, UrutRisiko, count_peta, count_risiko, list_risiko
from model.rules import SEL, TINGKAT
from tests.stores import HARI

pytestmark = pytest.mark.usefixtures("contoh")

shared_store = settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)

# Each value worth having of each filter; a new field of the filter needs a line here.
NILAI: dict[str, list[Any]] = {
    "posisi": list(Posisi),
    "pokja_id": [None, *range(1, 10), 99],
    "kategori_id": [None, *range(1, 9), 99],
    "pd_id": [None, *range(1, 52)],
    "sumber_sebab": [None, *SumberSebab],
    "opsi": [None, *OpsiPenanganan],
    "tanpa_penanganan": [False, True],
    "level_inheren": [None, *TINGKAT, 9],
    "level_saat_ini": [None, *TINGKAT],
    "level_target": [None, *TINGKAT],
    "sel": [None, *SEL],
    "prioritas": [False, True],
    "di_atas_selera": [False, True],
    "ids": [None, (), (1,), (2, 5, 9, 40, 41, 10**9)],
    "cari": ["", " ", "data", "KEU-R", "%", "tidak ada ini"],
    "urut": list(UrutRisiko),
}


class Semua:
    """All rows of the store in Python, and what a filter should let through."""

    def __init__(self, session: Session) -> None:
        self.aturan: Aturan = get_aturan(session, hari=HARI)
        rows = session.exec(select(t.Risiko).where(col(t.Risiko.ditarik_pada).is_(None))).all()
        self.rows = [row.model_copy() for row in rows]
        treated = session.exec(
            select(t.Penanganan).where(col(t.Penanganan.ditarik_pada).is_(None))
        ).all()
        self.opsi: dict[int, set[OpsiPenanganan]] = {}
        for p in treated:
            self.opsi.setdefault(p.risiko_id, set()).add(p.opsi)

    def cell(self, r: t.Risiko, posisi: Posisi) -> tuple[int, int]:
        return getattr(r, f"kemungkinan_{posisi.value}"), getattr(r, f"dampak_{posisi.value}")

    def level(self, r: t.Risiko, posisi: Posisi) -> int:
        return self.aturan.level(getattr(r, f"besaran_{posisi.value}")).level

    def wanted(self, s: SaringanRisiko) -> list[t.Risiko]:
        return [r for r in self.rows if self._kept(r, s)]

    def _kept(self, r: t.Risiko, s: SaringanRisiko) -> bool:
        assert r.id is not None
        besaran = getattr(r, f"besaran_{s.posisi.value}")
        own = self.opsi.get(r.id, set())
        equal = (
            (s.pokja_id, r.pokja_id), (s.kategori_id, r.kategori_id), (s.pd_id, r.pemilik_id),
            (s.sumber_sebab, r.sumber_sebab), (s.sel, self.cell(r, s.posisi)),
            (s.level_inheren, self.level(r, Posisi.INHEREN)),
            (s.level_saat_ini, self.level(r, Posisi.SAAT_INI)),
            (s.level_target, self.level(r, Posisi.TARGET)),
        )  # fmt: skip
        return (
            all(asked in (None, value) for asked, value in equal)
            and (s.opsi is None or s.opsi in own)
            and not (s.tanpa_penanganan and own)
            and (not s.prioritas or besaran >= self.aturan.batas_prioritas)
            and (not s.di_atas_selera or besaran > self.aturan.selera[r.kategori_id])
            and (s.ids is None or r.id in s.ids)
            and all(
                any(word in text.lower() for text in (r.kode, r.judul, r.sebab, r.dampak))
                for word in s.cari.lower().split()
            )
        )


@pytest.fixture
def semua(session: Session) -> Semua:
    """Let the appetite differ between kategori, and give all rows."""
    for kategori_id, batas in ((5, 9), (2, 20), (7, 25)):
        session.execute(
            update(t.SeleraRisiko)
            .where(col(t.SeleraRisiko.kategori_id) == kategori_id)
            .values(batas_besaran=batas)
        )
    session.flush()
    return Semua(session)


def check(session: Session, semua: Semua, saringan: SaringanRisiko) -> None:
    wanted = semua.wanted(saringan)
    shown = list_risiko(session, hari=HARI, saringan=saringan)
    assert {baris.kode for baris in shown} == {r.kode for r in wanted}
    assert count_risiko(session, hari=HARI, saringan=saringan) == len(shown) == len(wanted)
    tally = Counter(semua.cell(r, saringan.posisi) for r in wanted)
    peta = count_peta(session, hari=HARI, saringan=saringan)
    assert {(s.kemungkinan, s.dampak): s.jumlah for s in peta} == {sel: tally[sel] for sel in SEL}
    # The fullest cell, and the first of all: as many in its list as it counts.
    for sel in {max(SEL, key=lambda sel: tally[sel]), SEL[0]}:
        chosen = replace(saringan, sel=sel)
        count = tally[sel]
        assert len(list_risiko(session, hari=HARI, saringan=chosen)) == count
        assert count_risiko(session, hari=HARI, saringan=chosen) == count


def test_every_field_of_the_filter_is_tried() -> None:
    assert {field.name for field in fields(SaringanRisiko)} == set(NILAI)


@pytest.mark.parametrize("nama", NILAI)
def test_each_value_of_each_filter(session: Session, semua: Semua, nama: str) -> None:
    found = set()
    for nilai in NILAI[nama]:
        saringan = SaringanRisiko(**{nama: nilai})
        check(session, semua, saringan)
        found.add(len(semua.wanted(saringan)))
    # The values must tell risiko apart, or the filter was not tried.
    assert len(found) > 1 or nama in ("posisi", "urut")


def pairs() -> Iterator[tuple[str, str]]:
    yield from combinations([nama for nama in NILAI if nama not in ("urut", "ids", "sel")], 2)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_each_pair_of_filters(session: Session, semua: Semua) -> None:
    for first, second in pairs():
        # Those values of the two that let most through together: empty lists prove little.
        both = max(
            (
                SaringanRisiko(**{first: a, second: b})
                for a in NILAI[first][1:6]
                for b in NILAI[second][1:6]
            ),
            key=lambda saringan: len(semua.wanted(saringan)),
        )
        check(session, semua, both)


some_saringan = st.builds(
    SaringanRisiko, **{nama: st.sampled_from(values) for nama, values in NILAI.items()}
)


@shared_store
@given(saringan=some_saringan)
def test_any_combination(session: Session, semua: Semua, saringan: SaringanRisiko) -> None:
    check(session, semua, saringan)


@shared_store
@given(saringan=some_saringan)
def test_flows_between_levels_open_exactly_these(
    session: Session, semua: Semua, saringan: SaringanRisiko
) -> None:
    for dari, ke in ARUS:
        flows = list_arus(session, hari=HARI, saringan=saringan, dari=dari, ke=ke)
        wanted = semua.wanted(saringan)
        tally = Counter((semua.level(r, dari), semua.level(r, ke)) for r in wanted)
        assert {(a.dari, a.ke): a.jumlah for a in flows} == dict(tally)
    for arus in flows[:2]:
        levels = {f"level_{dari.value}": arus.dari, f"level_{ke.value}": arus.ke}
        narrowed = replace(saringan, **levels)
        assert count_risiko(session, hari=HARI, saringan=narrowed) == arus.jumlah


def test_places_by_id_are_those_of_the_filter(session: Session, semua: Semua) -> None:
    saringan = SaringanRisiko(posisi=Posisi.TARGET, pokja_id=2)
    places = map_letak(session, hari=HARI, saringan=saringan)
    wanted = {r.id: (r.kode, *semua.cell(r, Posisi.TARGET)) for r in semua.wanted(saringan)}
    assert {i: (p.kode, p.kemungkinan, p.dampak) for i, p in places.items()} == wanted


def test_more_ids_than_a_database_takes_parameters(session: Session) -> None:
    ids = tuple(range(1, 70_000))
    everything = count_risiko(session, hari=HARI)
    assert count_risiko(session, hari=HARI, saringan=SaringanRisiko(ids=ids)) == everything


def test_a_withdrawn_treatment_is_none(session: Session) -> None:
    def untreated() -> int:
        return count_risiko(session, hari=HARI, saringan=SaringanRisiko(tanpa_penanganan=True))

    before = untreated()
    one = session.exec(select(t.Penanganan).where(col(t.Penanganan.ditarik_pada).is_(None))).first()
    assert one is not None
    for p in session.exec(select(t.Penanganan).where(t.Penanganan.risiko_id == one.risiko_id)):
        p.ditarik_pada = p.dibuat_pada
    session.flush()
    assert untreated() == before + 1


# Plans: what a large store is asked for must not read every risiko


def plan(session: Session, read: Any, saringan: SaringanRisiko, mark: str, **args: Any) -> str:
    """Return how the database goes about the statement of a read that contains `mark`."""
    sent: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, parameters: Any, *_rest: object) -> None:
        if mark in statement:
            sent.append((statement, parameters))

    event.listen(engine(), "before_cursor_execute", note)
    try:
        read(session, hari=HARI, saringan=saringan, **args)
    finally:
        event.remove(engine(), "before_cursor_execute", note)
    (statement, parameters) = sent[-1]
    sqlite = engine().dialect.name == "sqlite"
    if not sqlite:
        session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")
    explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
    rows = session.connection().exec_driver_sql(f"{explain} {statement}", parameters)
    return "\n".join(str(row[-1]) for row in rows)


INDEXED = {
    "semua": SaringanRisiko(),
    "pokja": SaringanRisiko(pokja_id=2),
    "kategori": SaringanRisiko(kategori_id=2),
    "pemilik": SaringanRisiko(pd_id=2),
    "prioritas": SaringanRisiko(prioritas=True),
    "selera": SaringanRisiko(di_atas_selera=True),
    "level": SaringanRisiko(level_saat_ini=5),
    "sel": SaringanRisiko(pokja_id=2, sel=(3, 3)),
    "ids": SaringanRisiko(ids=(1, 2, 3)),
    "opsi": SaringanRisiko(opsi=OpsiPenanganan.TERIMA),
    "tanpa": SaringanRisiko(tanpa_penanganan=True),
}


def fill(session: Session) -> None:
    """Add 3,000 risiko, so that the planner has a choice to make."""
    row = session.exec(select(t.Risiko).order_by(col(t.Risiko.id))).first()
    assert row is not None
    same = row.model_dump(exclude={"id", "kode", "permasalahan_id"})
    session.execute(
        insert(t.Risiko),
        [
            same | {"kode": f"KEP-R{n}", "pokja_id": n % 9 + 1, "pemilik_id": n % 51 + 1}
            for n in range(10_001, 13_001)
        ],
    )
    session.connection().exec_driver_sql("ANALYZE")


@pytest.mark.parametrize("nama", INDEXED)
def test_no_list_or_count_reads_the_whole_register(session: Session, nama: str) -> None:
    fill(session)
    saringan = INDEXED[nama]
    page = plan(session, list_risiko, saringan, "JOIN pokja", sebanyak=50)
    count = plan(session, count_risiko, saringan, "count(*)")
    session.rollback()
    for words in (page, count):
        lines = [line.strip() for line in words.splitlines()]
        scans = ("SCAN risiko", "Seq Scan on risiko", "SCAN penanganan", "Seq Scan on penanganan")
        assert not [line for line in lines if line.startswith(scans) and "INDEX" not in line], words
