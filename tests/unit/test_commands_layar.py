"""Screens: a link that works once, for a day, until it is revoked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import CaraMasuk, Peran
from model.clock import now
from model.commands.layar import TautanBaru, create_layar, new_tautan, revoke_layar, use_tautan
from model.commands.sesi import open_sesi
from model.db import open_session, read_session
from model.errors import InvalidIsian, NotAllowed, NotFound
from model.isian_pengguna import IsianLayar
from model.permissions import Hak, Pelaku
from model.queries.layar import BarisLayar, KeadaanLayar, list_layar
from model.queries.sesi import get_sesi
from tests.orang import SISTEM, stored
from tests.unit.akun import MUSUH, make, row, without
from tests.unit.perintah import perform, riwayat

pytestmark = pytest.mark.usefixtures("store")


def create(nama: str = "Ruang Pola", pelaku: Pelaku = SISTEM) -> TautanBaru:
    return perform(  # type: ignore[no-any-return]
        create_layar, pelaku=pelaku, isian=IsianLayar.check({"nama": nama})
    )


def use(token: str) -> str:
    """Open a link as a browser does; return the token of the sesi."""
    with open_session(SISTEM) as session:
        found = use_tautan(session, token=token)
        return open_sesi(session, pengguna_id=found, cara=CaraMasuk.LAYAR, alamat="10.0.0.9")


def is_in(token: str) -> bool:
    with read_session() as session:
        return get_sesi(session, token=token, saat=now()) is not None


def state(layar_id: int, saat: datetime | None = None) -> BarisLayar:
    with read_session() as session:
        return next(b for b in list_layar(session, saat=saat or now()) if b.id == layar_id)


def test_a_screen_reads_and_nothing_else() -> None:
    layar = create()
    account = row(layar.pengguna_id)
    assert (account.peran, account.nama, account.sandi) == (Peran.LAYAR, "Ruang Pola", "")
    with read_session() as session:
        sesi = get_sesi(session, token=use(layar.token), saat=now())
    assert sesi is not None
    assert sesi.pelaku.peran == Peran.LAYAR


def test_the_store_keeps_no_link() -> None:
    layar = create()
    with read_session() as session:
        link = session.exec(select(t.TautanLayar)).one()
    assert layar.token not in str(link.model_dump())
    assert len(layar.token) >= 40


def test_a_link_works_once() -> None:
    layar = create()
    token = use(layar.token)
    assert is_in(token)
    with pytest.raises(NotFound, match="sudah dipakai"):
        use(layar.token)
    assert is_in(token)


def test_a_link_is_good_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    layar, later = create(), now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr("model.commands.layar.now", lambda: later)
    with pytest.raises(NotFound, match="kedaluwarsa"):
        use(layar.token)
    assert state(layar.pengguna_id, later).keadaan == KeadaanLayar.LEWAT


def test_a_new_link_makes_the_older_worthless() -> None:
    first = create()
    second = perform(new_tautan, pelaku=SISTEM, layar_id=first.pengguna_id)
    with pytest.raises(NotFound):
        use(first.token)
    assert is_in(use(second.token))


def test_a_revoked_screen_is_dark_at_once_until_it_gets_a_new_link() -> None:
    layar = create()
    token = use(layar.token)
    spare = perform(new_tautan, pelaku=SISTEM, layar_id=layar.pengguna_id)
    perform(revoke_layar, pelaku=SISTEM, layar_id=layar.pengguna_id)
    assert not is_in(token)
    with pytest.raises(NotFound):
        use(spare.token)
    again = perform(new_tautan, pelaku=SISTEM, layar_id=layar.pengguna_id)
    assert not is_in(token)
    assert is_in(use(again.token))


def test_the_list_says_what_each_screen_is_doing() -> None:
    layar = create()
    row_id = layar.pengguna_id
    assert state(row_id).keadaan == KeadaanLayar.MENUNGGU
    assert state(row_id).tautan_sampai is not None
    use(layar.token)
    assert state(row_id).keadaan == KeadaanLayar.TERHUBUNG
    assert (state(row_id).alamat, state(row_id).tautan_sampai) == ("10.0.0.9", None)
    month = now() + timedelta(days=31)
    assert state(row_id, month).keadaan == KeadaanLayar.TERPUTUS
    perform(revoke_layar, pelaku=SISTEM, layar_id=row_id)
    assert state(row_id).keadaan == KeadaanLayar.DICABUT
    assert state(row_id).terlihat_pada is not None


def test_what_is_done_with_a_screen_can_be_traced() -> None:
    layar = create()
    use(layar.token)
    perform(new_tautan, pelaku=SISTEM, layar_id=layar.pengguna_id)
    perform(revoke_layar, pelaku=SISTEM, layar_id=layar.pengguna_id)
    assert riwayat(row(layar.pengguna_id)) == [  # type: ignore[arg-type]
        ("dibuat", "", None, None),
        ("diubah", "tautan", None, "dibuat"),
        ("masuk", "cara", None, "layar"),
        ("diubah", "tautan", None, "dibuat"),
        ("sesi_diakhiri", "", None, "1"),
        ("diubah", "aktif", "True", "False"),
    ]


@pytest.mark.parametrize("peran", without(Hak.KELOLA_LAYAR))
def test_others_than_the_sekretariat_cannot_touch_a_screen(peran: Peran) -> None:
    pelaku, layar = stored(peran), create("Ruang lain")
    token = use(layar.token)
    tries: list[Callable[[], Any]] = [
        lambda: create(pelaku=pelaku),
        lambda: perform(new_tautan, pelaku=pelaku, layar_id=layar.pengguna_id),
        lambda: perform(revoke_layar, pelaku=pelaku, layar_id=layar.pengguna_id),
    ]
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()
    assert is_in(token)


def test_the_sekretariat_may() -> None:
    pelaku = stored(Peran.SEKRETARIAT)
    layar = create(pelaku=pelaku)
    with read_session() as session:
        link = session.exec(select(t.TautanLayar).order_by(col(t.TautanLayar.id))).one()
    assert link.dibuat_oleh_id == pelaku.id
    perform(revoke_layar, pelaku=pelaku, layar_id=layar.pengguna_id)


def test_a_person_is_no_screen() -> None:
    made = make()
    for command in (new_tautan, revoke_layar):
        with pytest.raises(NotFound):
            perform(command, pelaku=SISTEM, layar_id=made.pengguna_id)
        with pytest.raises(NotFound):
            perform(command, pelaku=SISTEM, layar_id=9999)
    assert row(made.pengguna_id).aktif


@pytest.mark.parametrize("nama", MUSUH)
def test_a_room_may_have_any_name(nama: str) -> None:
    assert state(create(nama).pengguna_id).nama == nama


@pytest.mark.parametrize("nama", ["", "  ", "-", "R" * 121])
def test_a_room_needs_a_name(nama: str) -> None:
    with pytest.raises(InvalidIsian):
        create(nama)
