"""For the tests of accounts: valid input, and short ways to run and look."""

from typing import Any

from sqlmodel import select

from model import tables as t
from model.choices import Peran
from model.commands.pengguna import SandiSekali, create_pengguna
from model.db import read_session
from model.history import AWAL_RANTAI, seal
from model.isian_pengguna import IsianPengguna
from model.permissions import HAK_PERAN, Hak, Pelaku
from tests.orang import SISTEM
from tests.unit.perintah import perform

MUSUH = (
    "<script>alert(1)</script>",
    "![x](http://jahat.example/x.png)",
    "=HYPERLINK(1)",
    "Ni Luh Putu 'Ayu' \"Dewi\" & Co",
    "Сергей Иванович",
    "محمد عبد الله",
    "王小明",
    "N" * 120,
)


def isian(**values: Any) -> IsianPengguna:
    """Return the form of a new verifikator, or of another person."""
    return IsianPengguna.check(
        {"nama_masuk": "budi.santoso", "nama": "Budi Santoso", "peran": "verifikator"} | values
    )


def make(pelaku: Pelaku = SISTEM, **values: Any) -> SandiSekali:
    """Add an account."""
    return perform(create_pengguna, pelaku=pelaku, isian=isian(**values))  # type: ignore[no-any-return]


def row(row_id: int) -> t.Pengguna:
    """Return an account as stored, detached."""
    with read_session() as session:
        return session.get_one(t.Pengguna, row_id)


def of(pengguna: t.Pengguna) -> Pelaku:
    """Return the person of an account."""
    return Pelaku(pengguna.nama, pengguna.peran, pengguna.id, pengguna.pokja_id, pengguna.pd_id)


def without(hak: Hak) -> list[Peran]:
    """Return the peran of people that have a right nowhere."""
    return [peran for peran in Peran if hak not in HAK_PERAN[peran]]


def require_whole_chain() -> int:
    """Fail unless every line of riwayat follows the one before it; return how many there are."""
    with read_session() as session:
        rantai, number = AWAL_RANTAI, 0
        for line in session.exec(select(t.Riwayat).order_by(t.Riwayat.id)):  # type: ignore[arg-type]
            number += 1
            rantai = seal(rantai, line.model_dump())
            assert (line.id, line.rantai) == (number, rantai)
        head = session.exec(select(t.VersiData)).one()
        assert (head.riwayat_id, head.rantai) == (number, rantai)
    return number
