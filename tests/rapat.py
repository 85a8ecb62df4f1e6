"""A rakor for the tests: made and opened, with keputusan where they are wanted."""

from datetime import timedelta
from typing import Any

from sqlmodel import select

from model import tables as t
from model.clock import today
from model.commands.keputusan import record_keputusan
from model.commands.rakor import create_rakor, open_rakor
from model.db import open_session
from model.isian_keputusan import IsianKeputusan
from model.isian_rakor import IsianRakor
from tests.orang import SISTEM


def running_rakor(tema: str = "Rakor uji", *, buka: bool = True, tempat: str = "") -> int:
    """Return the id of a new rakor of today that runs, or with `buka` False is being prepared."""
    isian = IsianRakor(tema=tema, tempat=tempat, mulai=today(), selesai=today())
    with open_session(SISTEM) as session:
        rakor_id = create_rakor(session, pelaku=SISTEM, isian=isian)
        if buka:
            open_rakor(session, pelaku=SISTEM, row_id=rakor_id, versi=1)
    return rakor_id


def keputusan(
    rakor_id: int, judul: str = "Menyusun jadwal", pokja: str = "Keuangan", **values: Any
) -> str:
    """Record a keputusan that lacks nothing, unless `values` says so; return its code."""
    tentang = values.pop("tentang", "")
    isian = {"judul": judul, "pd_id": 3, "tenggat": today() + timedelta(days=7)} | values
    with open_session(SISTEM) as session:
        pokja_id = session.exec(select(t.Pokja.id).where(t.Pokja.nama == pokja)).one()
        return record_keputusan(
            session,
            pelaku=SISTEM,
            rakor_id=rakor_id,
            pokja_id=pokja_id,
            isian=IsianKeputusan.check(isian),
            tentang=tentang,
        )
