"""Every past day is shown as it really was: random edits over days, compared with copies."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from sqlmodel import Session

from model import clock
from model.buka_potret import open_potret
from model.choices import Posisi
from model.clock import WIB
from model.commands.rakor import create_rakor
from model.db import open_session, snapshot_session
from model.mundur import end_of_day, rewind
from model.potret import Potret, pack, take, unpack
from model.queries.risiko import SaringanRisiko, count_peta
from model.titik import Titik, open_titik
from tests.orang import SISTEM
from tests.stores import HARI, one_each
from tests.unit.acak import ISIAN_RAKOR, Acak
from tests.unit.test_potret import differences, reads

LAMA = 5  # days
PER_HARI = 14  # commands
# Around midnight in Jakarta is where a day is told from the next.
PUKUL = (time(0), time(0, 0, 1), time(6, 59, 59), time(7), time(12, 30), time(23, 59, 59))


class Jam:
    """A clock that is set by hand; it goes on by itself a little with each look."""

    def __init__(self) -> None:
        self.saat = datetime.now(UTC)

    def now(self, zone: Any) -> datetime:
        self.saat += timedelta(microseconds=50)
        return self.saat.astimezone(zone)

    def set(self, hari: date, pukul: time) -> None:
        self.saat = max(self.saat, datetime.combine(hari, pukul, WIB).astimezone(UTC))


def state_of(session: Session, hari: date) -> dict[str, Any]:
    maps = {p: count_peta(session, hari=hari, saringan=SaringanRisiko(posisi=p)) for p in Posisi}
    return reads(session, hari) | {"peta": maps}


def shown_of(copy: Potret, hari: date) -> dict[str, Any]:
    packed, sha256 = pack(copy)
    with open_potret(sha256, lambda: unpack(packed, sha256)) as session:
        return state_of(session, hari)


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(("kind", "seed"), one_each(11, 12))
def test_each_past_day_is_what_a_copy_of_its_evening_holds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    jam, rng, acak = Jam(), Random(seed), Acak(seed)
    monkeypatch.setattr(clock, "datetime", jam)
    with open_session(SISTEM) as session:
        create_rakor(session, pelaku=SISTEM, isian=ISIAN_RAKOR)
    copies: dict[date, Potret] = {}
    for number in range(1, LAMA + 1):
        hari = HARI + timedelta(days=number)
        for pukul in sorted(rng.choices(PUKUL, k=PER_HARI)):
            jam.set(hari, pukul)
            acak.step()
        with snapshot_session() as session:
            copies[hari] = take(session, saat=end_of_day(hari), hari=hari)
    assert acak.done >= LAMA * PER_HARI // 2
    jam.set(hari + timedelta(days=1), time(8))

    for hari, copy in copies.items():
        with snapshot_session() as session:
            assert differences(rewind(session, end_of_day(hari)), copy) == [], hari
        with open_titik(Titik(hari=hari)) as (past, day):
            assert day == hari
            assert state_of(past, hari) == shown_of(copy, hari), hari
