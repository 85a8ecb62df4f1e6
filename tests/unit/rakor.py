"""For the tests about rakor: one in any state, and short ways to look at it."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from model import tables as t
from model.choices import KeadaanRakor
from model.clock import now, today
from model.commands.agenda import create_sesi
from model.commands.rakor import create_rakor, open_rakor
from model.db import open_session, read_session
from model.isian_rakor import IsianKehadiran, IsianRakor, IsianSesi
from model.permissions import Pelaku
from model.queries.rakor import (
    BarisAgenda,
    BarisSesi,
    RakorSingkat,
    get_rakor,
    list_agenda,
    list_sesi_rakor,
)
from tests.orang import SISTEM


def perform(command: Callable[..., Any], pelaku: Pelaku = SISTEM, **args: Any) -> Any:
    """Run one command in a transaction of its own, as a page does."""
    with open_session(pelaku) as session:
        return command(session, pelaku=pelaku, **args)


def isian_rakor(mulai: date | None = None, **values: Any) -> IsianRakor:
    """Return the form for a rakor of two days."""
    mulai = mulai or today()
    days = {"mulai": mulai, "selesai": mulai + timedelta(days=1)}
    return IsianRakor.check({"tema": "Rakor uji", "tempat": "Ruang uji"} | days | values)


def isian_sesi(**values: Any) -> IsianSesi:
    """Return the form for a sitting of two hours on the first day."""
    hours = {"jam_mulai": time(8), "jam_selesai": time(10)}
    return IsianSesi.check({"nama": "Sesi uji", "tanggal": today()} | hours | values)


def prepared(**values: Any) -> int:
    """Make a rakor that is being prepared; return its id."""
    return int(perform(create_rakor, isian=isian_rakor(**values)))


def running(**values: Any) -> int:
    """Make a rakor that runs."""
    rakor_id = prepared(**values)
    perform(open_rakor, row_id=rakor_id, versi=1)
    return rakor_id


def closed(**values: Any) -> int:
    """Make a rakor that is closed, without what closing does besides."""
    rakor_id = running(**values)
    with open_session(SISTEM) as session:
        row = session.get_one(t.Rakor, rakor_id)
        row.keadaan, row.ditutup_pada = KeadaanRakor.DITUTUP, now()
    return rakor_id


def one(rakor_id: int) -> RakorSingkat:
    """Return the rakor as the pages read it."""
    with read_session() as session:
        found = get_rakor(session, rakor_id=rakor_id)
    assert found is not None
    return found


def agenda(rakor_id: int) -> list[BarisAgenda]:
    """Return its agenda."""
    with read_session() as session:
        return list_agenda(session, rakor_id=rakor_id)


def sesi(rakor_id: int) -> list[BarisSesi]:
    """Return its sittings."""
    with read_session() as session:
        return list_sesi_rakor(session, rakor_id=rakor_id)


def add_sesi(rakor_id: int, **values: Any) -> BarisSesi:
    """Add a sitting and return it."""
    row_id = perform(create_sesi, rakor_id=rakor_id, isian=isian_sesi(**values))
    return next(s for s in sesi(rakor_id) if s.id == row_id)


def isian_hadir(pd_id: int = 1, **values: Any) -> IsianKehadiran:
    """Return the form of the sekretariat for one perangkat daerah."""
    return IsianKehadiran.check({"pd_id": pd_id} | values)
