"""The trend of priority risiko: each count is what the map of that day says."""

from datetime import date, time, timedelta
from random import Random

import pandas as pd
import pytest
from sqlmodel import Session, col, select

from model import clock
from model import tables as t
from model.clock import now
from model.commands.umum import restore, withdraw
from model.db import open_session, read_session
from model.errors import DomainError
from model.mundur import end_of_day
from model.pimpinan import read_tren
from model.queries.acuan import get_matriks
from model.queries.risiko import SaringanRisiko, count_risiko
from model.queries.tren import frame_tren_prioritas, map_besaran
from model.titik import KINI, Titik, open_titik
from tests.orang import SISTEM
from tests.stores import HARI, counted_statements, one_each
from tests.unit.acak import Acak
from tests.unit.test_per_tanggal import Jam


def counts_on(titik: Titik, pokja_id: int | None = None) -> tuple[int, int]:
    """Return how many risiko the list of a point in time holds: priority ones, and all."""
    with open_titik(titik) as (session, hari):
        both = (SaringanRisiko(pokja_id=pokja_id, prioritas=only) for only in (True, False))
        priority, every = (count_risiko(session, hari=hari, saringan=s) for s in both)
    return priority, every


def rows_of(frame: pd.DataFrame) -> list[tuple[date, int, int]]:
    return [tuple(row) for row in frame.itertuples(index=False)]


def check(frame: pd.DataFrame, hari: date, pokja_id: int | None = None) -> None:
    assert not frame.empty
    for day, priority, every in rows_of(frame):
        titik = KINI if day == hari else Titik(hari=day)
        assert (priority, every) == counts_on(titik, pokja_id), day


def test_there_is_no_trend_without_a_risiko(session: Session) -> None:
    assert frame_tren_prioritas(session, hari=HARI).empty


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(("kind", "pokja_id"), one_each(None, 2))
def test_each_month_of_the_example_counts_as_its_map(pokja_id: int | None) -> None:
    with read_session() as session:
        frame = read_tren(session, titik=KINI, pokja_id=pokja_id)
        first = session.exec(select(t.Riwayat.pada).order_by(col(t.Riwayat.pada))).first()
    days = [row[0] for row in rows_of(frame)]
    assert days[-1] == HARI and days == sorted(days)
    assert first and end_of_day(days[0]) >= first
    assert all((day + timedelta(days=1)).day == 1 for day in days[:-1])
    assert len({row[1] for row in rows_of(frame)}) > 1, "nothing moves, so nothing is tested"
    check(frame, HARI, pokja_id)


@pytest.mark.usefixtures("contoh")
def test_looked_at_from_the_past_it_ends_there_and_knows_nothing_later() -> None:
    with read_session() as session:
        for titik in (Titik(hari=HARI - timedelta(days=50)), Titik(rakor_id=1)):
            frame = read_tren(session, titik=titik)
            with open_titik(titik) as (_, hari):
                assert rows_of(frame)[-1][0] == hari
            assert rows_of(frame)[-1][1:] == counts_on(titik)


def _rule(rng: Random, hari: date) -> None:
    """Put rules with another threshold in force, by chance from that day, before or after it."""
    with open_session(SISTEM) as session:
        old = session.exec(select(t.AturanRisiko).order_by(col(t.AturanRisiko.id))).first()
        assert old is not None
        session.add(
            t.AturanRisiko(
                nama="Uji", matriks_id=old.matriks_id, set_band_id=old.set_band_id, catatan="",
                batas_prioritas=rng.randint(8, 20), ditetapkan_pada=now(),
                berlaku_sejak=hari + timedelta(days=rng.randint(-20, 20)),
            )
        )  # fmt: skip


def _risiko(acak: Acak, rng: Random) -> None:
    """Do something to a risiko of a few, so that one is withdrawn and restored many times."""
    act = rng.choice([acak.nilai, acak.nilai, acak.risiko_baru, acak.risiko, None, None])
    try:
        with open_session(SISTEM) as session:
            if act is not None:
                act(session)
                return
            row = acak.row(session, t.Risiko)
            common = {"pelaku": SISTEM, "huruf": "R", "row_id": row.id, "versi": row.versi}
            if row.ditarik_pada is None:
                # What stands on it goes first; here only whether it counts matters.
                for p in session.exec(select(t.Penanganan).where(t.Penanganan.risiko_id == row.id)):
                    p.ditarik_pada = now()
                withdraw(session, **common, alasan="Ganda")
            else:
                restore(session, **common)
    except DomainError:
        pass


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(("kind", "seed"), one_each(3, 4))
def test_whatever_happens_each_day_counts_as_its_map(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    jam, rng, acak = Jam(), Random(seed), Acak(seed)
    monkeypatch.setattr(clock, "datetime", jam)
    days = [HARI + timedelta(days=17 * number) for number in range(1, 6)]
    for hari in days:
        jam.set(hari, rng.choice([time(0), time(6, 59, 59), time(12), time(23, 59, 59)]))
        for _ in range(18):
            _risiko(acak, rng)
        if rng.random() < 0.7:
            _rule(rng, hari)
    today = days[-1] + timedelta(days=1)
    jam.set(today, time(9))
    with read_session() as session:
        for pokja_id in (None, 1):
            check(frame_tren_prioritas(session, hari=today, pokja_id=pokja_id), today, pokja_id)
        for hari in days:
            last = frame_tren_prioritas(session, hari=hari, saat=end_of_day(hari))
            assert rows_of(last)[-1] == (hari, *counts_on(Titik(hari=hari)))


@pytest.mark.usefixtures("contoh")
def test_the_trend_takes_as_many_statements_for_one_pokja_as_for_all(session: Session) -> None:
    sent = []
    for pokja_id in (None, 2):
        with counted_statements() as statements:
            frame_tren_prioritas(session, hari=HARI, pokja_id=pokja_id)
        sent.append(len(statements))
    assert sent == [7, 7]


@pytest.mark.usefixtures("contoh")
def test_cells_are_found_by_code_and_ranked_by_the_matriks_that_is_given(session: Session) -> None:
    risiko = session.exec(select(t.Risiko)).first()
    assert risiko
    kode = [risiko.kode, "KEU-R99"]
    stored = get_matriks(session, hari=HARI)
    found = map_besaran(session, daftar_kode=kode, matriks=stored)
    assert found == {risiko.kode: risiko.besaran_saat_ini}
    other = {cell: 26 - besaran for cell, besaran in stored.items()}
    found = map_besaran(session, daftar_kode=kode, matriks=other)
    assert found == {risiko.kode: 26 - risiko.besaran_saat_ini}
