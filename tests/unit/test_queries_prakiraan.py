"""Reads of the forecast and forecasts of a point in time, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from model import buka_potret
from model import tables as t
from model.choices import StatusAksi
from model.clock import now, today, wib_date
from model.commands.aksi import update_status
from model.db import open_session, read_session
from model.isian import IsianPemutakhiran
from model.prakiraan.baca import (
    BarisPrakiraan,
    kejadian_of,
    list_janji,
    read_laju,
    read_prakiraan,
    rekap_pokja,
)
from model.prakiraan.hitung import TingkatPeluang, can_prakiraan
from model.prakiraan.laju import HARI_LALU, Janji, LajuForum, bulat, laju_of
from model.queries.acuan import list_pokja
from model.queries.akhir_aksi import map_akhir
from model.queries.banding import map_geseran
from model.queries.prakiraan import (
    AksiLalu,
    SaringanCalon,
    count_calon,
    list_calon,
    list_lalu,
    map_tenggat_pertama,
)
from model.titik import KINI, Titik
from tests.orang import BUKTI, SISTEM
from tests.stores import HARI, counted_statements

pytestmark = pytest.mark.usefixtures("contoh")

LALU = Titik(hari=HARI - timedelta(days=45))
SETAHUN = HARI - timedelta(days=HARI_LALU)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Let every look at the past be worked out anew."""
    buka_potret._terbuka.clear()
    yield
    buka_potret._terbuka.clear()


def rows(session: Session) -> list[t.RencanaAksi]:
    return list(session.exec(select(t.RencanaAksi).order_by(col(t.RencanaAksi.id))))


def forecasts(titik: Titik = KINI, **saringan: object) -> list[BarisPrakiraan]:
    laju = read_laju(titik=titik)
    return read_prakiraan(titik=titik, laju=laju, saringan=SaringanCalon(**saringan))  # type: ignore[arg-type]


def selects(statements: list[str]) -> int:
    """Return how many of them read: SQLite begins its transactions with one of their own."""
    return sum(statement.startswith(("SELECT", "(SELECT")) for statement in statements)


def move(aksi_ids: list[int], tenggat: date | None) -> None:
    """Give actions another tenggat, each in a save that leaves its line."""
    with open_session(SISTEM) as session:
        for row_id in aksi_ids:
            row = session.get_one(t.RencanaAksi, row_id)
            row.mulai, row.tenggat = None, tenggat


def test_exactly_the_open_actions_that_are_not_late_are_forecast(session: Session) -> None:
    expected = {
        a.kode: a.tenggat
        for a in rows(session)
        if can_prakiraan(a.tenggat, a.status, HARI) and a.ditarik_pada is None
    }
    found = list_calon(session, hari=HARI)
    assert {c.kode: c.tenggat for c in found} == expected
    assert [c.tenggat for c in found] == sorted(c.tenggat for c in found)
    assert count_calon(session, hari=HARI) == len(expected) > 100
    assert len(list_calon(session, hari=HARI, sebanyak=7)) == 7


def test_each_filter_narrows_and_nothing_else(session: Session) -> None:
    everything = list_calon(session, hari=HARI)
    pds = {a.id: a.pd_id for a in rows(session)}
    until, pd_id = HARI + timedelta(days=30), next(pds[c.id] for c in everything if pds[c.id])
    cases = [
        (SaringanCalon(pokja_id=2), [c for c in everything if c.pokja_id == 2]),
        (SaringanCalon(pd_id=pd_id), [c for c in everything if pds[c.id] == pd_id]),
        (SaringanCalon(sampai=until), [c for c in everything if c.tenggat <= until]),
        (SaringanCalon(kode=(everything[3].kode, "XXX-A99")), [everything[3]]),
    ]
    for saringan, expected in cases:
        assert list_calon(session, hari=HARI, saringan=saringan) == expected
        assert count_calon(session, hari=HARI, saringan=saringan) == len(expected) > 0


def test_news_are_the_last_pemutakhiran_else_when_it_was_made(session: Session) -> None:
    by_id = {a.id: a for a in rows(session)}
    for calon in list_calon(session, hari=HARI):
        moment = by_id[calon.id].diperbarui_pada or by_id[calon.id].dibuat_pada
        assert moment is not None and calon.kabar == wib_date(moment)


def test_the_earliest_tenggat_is_what_the_lines_of_riwayat_say(session: Session) -> None:
    lines = session.exec(
        select(t.Riwayat).where(t.Riwayat.tabel == "rencana_aksi", t.Riwayat.kolom == "tenggat")
    ).all()
    expected: dict[int, date] = {}
    for line in lines:
        if line.sebelum:
            before = date.fromisoformat(line.sebelum)
            expected[line.baris_id] = min(before, expected.get(line.baris_id, before))
    ids = [a.id for a in rows(session)]
    assert map_tenggat_pertama(session, aksi_ids=ids, sejak=SETAHUN) == expected
    assert len(expected) > 30
    early = min(line.pada for line in lines) - timedelta(days=1)
    assert map_tenggat_pertama(session, aksi_ids=ids, sejak=SETAHUN, sampai=early) == {}
    # A day before `sejak` does not count, a later one of the same action does.
    row_id = next(
        line.baris_id for line in lines if (line.sebelum or "9") > str(expected[line.baris_id])
    )
    next_day = expected[row_id] + timedelta(days=1)
    later = map_tenggat_pertama(session, aksi_ids=[row_id], sejak=next_day)
    assert later[row_id] >= next_day


def test_a_moved_tenggat_is_a_missed_one_unless_the_work_was_done_by_then() -> None:
    first, later = HARI - timedelta(days=60), HARI - timedelta(days=30)

    def judged(tenggat: date | None, selesai: date | None, before: date | None) -> list[Janji]:
        lalu = AksiLalu(1, 3, first - timedelta(days=100), tenggat, selesai)
        return list_janji([lalu], {1: before} if before else {}, HARI)

    assert judged(later, later, None) == [Janji(3, False, 130)]
    assert judged(later, later, first) == [Janji(3, True, 130)]
    assert judged(later, first, first) == [Janji(3, False, 100)]
    # Brought forward: the day in force is what counts.
    assert judged(first, later, later) == [Janji(3, True, 130)]
    # Moved from a day that has passed to one that has not: missed, and not done yet.
    assert judged(HARI + timedelta(days=9), None, first) == [Janji(3, True, None)]
    # Taken away: what was promised stays promised.
    assert judged(None, None, first) == [Janji(3, True, None)]
    assert judged(None, first, first) == [Janji(3, False, 100)]
    assert judged(None, None, None) == judged(None, None, HARI) == []
    # Due today is not over.
    assert judged(HARI, None, None) == []


def test_the_pace_counts_every_past_tenggat_of_the_example(session: Session) -> None:
    ids = [a.id for a in rows(session)]
    first = map_tenggat_pertama(session, aksi_ids=ids, sejak=SETAHUN)
    lalu = [
        AksiLalu(a.id, a.pokja_id, a.mulai, a.tenggat, a.selesai_pada)
        for a in rows(session)
        if a.status != StatusAksi.DIBATALKAN
    ]
    assert read_laju(titik=KINI) == laju_of(list_janji(lalu, first, HARI))
    assert len({a.id for a in list_lalu(session, hari=HARI)}) == len(lalu)


def test_a_missed_promise_stays_in_the_pace_whatever_is_done_to_the_tenggat() -> None:
    with read_session() as session:
        late = [
            a.id
            for a in rows(session)
            if a.tenggat and a.tenggat < HARI and a.status == StatusAksi.BERJALAN
        ]
    assert len(late) > 5
    before = read_laju(titik=KINI)
    for tenggat in (None, HARI + timedelta(days=60), None):
        move(late, tenggat)
        assert read_laju(titik=KINI) == before


def test_a_promise_from_before_the_last_year_says_nothing_any_more() -> None:
    with read_session() as session:
        row = next(a for a in rows(session) if a.tenggat and a.tenggat > HARI + timedelta(days=10))
    before = read_laju(titik=KINI)
    move([row.id], SETAHUN - timedelta(days=1))
    move([row.id], row.tenggat)
    assert read_laju(titik=KINI) == before
    move([row.id], SETAHUN)
    move([row.id], row.tenggat)
    assert read_laju(titik=KINI).forum.banyak == before.forum.banyak + 1


def test_forecasts_come_highest_first_with_the_moves_counted(session: Session) -> None:
    found = forecasts()
    chances = [b.prakiraan.peluang for b in found]
    assert chances == sorted(chances, reverse=True)
    moves = map_geseran(session, aksi_ids=[b.aksi.id for b in found])
    assert {b.aksi.id: b.prakiraan.ciri.geseran for b in found if b.prakiraan.ciri.geseran} == moves
    assert moves


def test_a_past_day_is_forecast_with_what_was_known_then(session: Session) -> None:
    found = forecasts(LALU)
    assert LALU.hari is not None
    assert all(b.aksi.tenggat >= LALU.hari for b in found)
    assert all(b.prakiraan.ciri.hari == LALU.hari for b in found)
    assert all((b.prakiraan.ciri.sejak or LALU.hari) <= b.aksi.tenggat for b in found)
    now_done = {a.kode for a in rows(session) if a.status == StatusAksi.SELESAI}
    assert now_done & {b.aksi.kode for b in found}  # open then, done since
    assert read_laju(titik=LALU).forum.banyak < read_laju(titik=KINI).forum.banyak


def test_nothing_that_happens_later_changes_an_earlier_forecast() -> None:
    def seen() -> tuple[LajuForum, list[BarisPrakiraan]]:
        buka_potret._terbuka.clear()
        return read_laju(titik=LALU), forecasts(LALU)

    before, forward = seen(), []
    with open_session(SISTEM) as session:
        for number, row in enumerate(rows(session)):
            if row.status not in (StatusAksi.BERJALAN, StatusAksi.BELUM_MULAI):
                continue
            match number % 4:
                case 0 if row.tenggat:
                    row.tenggat += timedelta(days=40)
                case 1 if row.tenggat and row.mulai:
                    row.tenggat = max(row.mulai, row.tenggat - timedelta(days=100))
                    forward.append(row.id)
                case 2:
                    row.ditarik_pada, row.alasan_ditarik = now(), "uji"
                case _:
                    isian = IsianPemutakhiran(status=StatusAksi.SELESAI, progres=100)
                    update_status(
                        session, pelaku=SISTEM, isian=isian, row_id=row.id, versi=row.versi,
                        bukti=BUKTI,
                    )  # fmt: skip
    with open_session(SISTEM) as session:  # and back: the riwayat now knows an earlier tenggat
        for row in rows(session):
            if row.id in forward and row.tenggat:
                row.tenggat += timedelta(days=150)
    assert forecasts() != before[1]
    assert seen() == before


def test_what_became_of_past_forecasts_is_told(session: Session) -> None:
    found = forecasts(LALU)
    by_id = {a.id: a for a in rows(session)}
    akhir = map_akhir(session, aksi_ids=[b.aksi.id for b in found])
    assert set(akhir) == {b.aksi.id for b in found}
    kejadian = kejadian_of(found, akhir, kini=HARI)
    over = [
        b
        for b in found
        if b.aksi.tenggat < HARI and by_id[b.aksi.id].status != StatusAksi.DIBATALKAN
    ]
    missed = [
        b for b in over if (done := by_id[b.aksi.id].selesai_pada) is None or done > b.aksi.tenggat
    ]
    expected = sum(b.prakiraan.peluang for b in over) / 100
    assert (kejadian.tiba, kejadian.terlewat) == (len(over), len(missed))
    assert kejadian.diperkirakan == bulat(expected)
    assert len(over) > len(missed) > 0
    assert kejadian_of(found[:1], {}, kini=HARI).gugur == 1


def test_forecasts_need_a_fixed_number_of_statements(session: Session) -> None:
    laju = read_laju(titik=KINI)
    with counted_statements() as few:
        read_prakiraan(titik=KINI, laju=laju, saringan=SaringanCalon(pokja_id=2))
    with counted_statements() as many:
        found = read_prakiraan(titik=KINI, laju=laju)
    assert len(found) > 100
    assert selects(few) == selects(many) == 2
    with counted_statements() as pace:
        read_laju(titik=KINI)
    assert selects(pace) == 3


def test_no_more_than_the_limit_is_worked_out() -> None:
    laju = read_laju(titik=KINI)
    assert len(read_prakiraan(titik=KINI, laju=laju, batas=5)) == 5


def test_the_table_of_pokja_keeps_the_official_order_and_adds_up(session: Session) -> None:
    laju, found = read_laju(titik=KINI), forecasts()
    pokja = list_pokja(session)
    rekap = rekap_pokja(found, laju, pokja)
    assert [r.pokja for r in rekap] == [p.nama for p in pokja]
    assert sum(r.perkiraan.dari for r in rekap) == len(found)
    high = [b for b in found if b.prakiraan.tingkat == TingkatPeluang.TINGGI]
    assert sum(r.tinggi for r in rekap) == len(high) > 0
    assert today() == HARI
