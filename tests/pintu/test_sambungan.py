"""Every open websocket is dead within five seconds after its sesi has ended, however it ended."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from model import tables as t
from model.choices import Peran
from model.clock import now
from model.commands.sesi import end_sesi
from model.db import open_session, read_session
from model.queries.sesi import hash_token
from pages.shared.akses import KUKI
from pages.web.penjaga import DITUTUP
from tests.orang import SISTEM
from tests.pintu.conftest import Klien, keep
from tests.pintu.test_masuk import BARU, SANDI, owner, sign_in
from tests.pintu.test_penjaga import refused_ws, stream_of

LAMA = 5.0  # seconds

Akhir = Callable[[Session, t.Sesi, t.Pengguna], object]


def ended(session: Session, sesi: t.Sesi, _pengguna: t.Pengguna) -> None:
    sesi.diakhiri_pada = now()


def everywhere(session: Session, _sesi: t.Sesi, pengguna: t.Pengguna) -> None:
    end_sesi(session, pelaku=SISTEM, pengguna_id=pengguna.id)


def disabled(session: Session, _sesi: t.Sesi, pengguna: t.Pengguna) -> None:
    pengguna.aktif = False


def expired(session: Session, sesi: t.Sesi, _pengguna: t.Pengguna) -> None:
    sesi.berakhir_pada = now()


def idle(session: Session, sesi: t.Sesi, _pengguna: t.Pengguna) -> None:
    sesi.dipakai_pada = now() - timedelta(days=1)


def given_a_one_time_password(session: Session, _sesi: t.Sesi, pengguna: t.Pengguna) -> None:
    pengguna.sandi_harus_ganti = True


def seconds_until_dead(ws: object) -> float:
    """Send and receive until the websocket is closed from the other side."""
    begin = time.monotonic()
    try:
        while time.monotonic() - begin < 2 * LAMA:
            ws.send_text("?")  # type: ignore[attr-defined]
            ws.receive_text()  # type: ignore[attr-defined]
            time.sleep(0.05)
    except WebSocketDisconnect as closed:
        assert closed.code == DITUTUP
    return time.monotonic() - begin


@pytest.fixture
def masuk(klien: Klien) -> TestClient:
    """Give a browser in which somebody has signed in by password."""
    owner()
    client = klien()
    sign_in(client, SANDI)
    return client


@pytest.mark.parametrize(
    "akhir", [ended, everywhere, disabled, expired, idle, given_a_one_time_password]
)
def test_a_websocket_dies_with_its_sesi(klien: Klien, masuk: TestClient, akhir: Akhir) -> None:
    token = masuk.cookies[KUKI]
    with masuk.websocket_connect(stream_of(masuk)) as ws:
        ws.receive_json()
        ws.send_text("hidup")
        assert ws.receive_text() == "hidup"
        with open_session(SISTEM) as session:
            sesi = session.exec(select(t.Sesi).where(t.Sesi.token == hash_token(token))).one()
            akhir(session, sesi, session.get_one(t.Pengguna, sesi.pengguna_id))
        assert seconds_until_dead(ws) < LAMA
    thief = klien()
    keep(thief, KUKI, token)
    assert thief.get("/sesi/keadaan").status_code in (401, 403)
    assert refused_ws(thief) in (401, 403)


def test_signing_out_in_one_tab_ends_the_others_at_once(masuk: TestClient) -> None:
    with masuk.websocket_connect(stream_of(masuk)) as ws:
        ws.receive_json()
        masuk.post("/keluar")
        assert seconds_until_dead(ws) < 1.5


def test_a_changed_password_ends_other_browsers_and_renews_this_one(
    klien: Klien, masuk: TestClient
) -> None:
    lain = klien()
    sign_in(lain, SANDI)
    with lain.websocket_connect(stream_of(lain)) as ws:
        ws.receive_json()
        isian = {"sandi_lama": SANDI, "sandi_baru": BARU, "sandi_ulang": BARU}
        assert masuk.post("/sandi", data=isian).status_code == 303
        assert seconds_until_dead(ws) < LAMA
    assert refused_ws(masuk) == 101
    assert refused_ws(lain) == 401


def test_others_are_left_alone(klien: Klien, masuk: TestClient) -> None:
    other = klien(Peran.PIMPINAN)
    with other.websocket_connect(stream_of(other)) as ws:
        ws.receive_json()
        masuk.post("/keluar")
        begin = time.monotonic()
        while time.monotonic() - begin < 3:
            ws.send_text("masih")
            assert ws.receive_text() == "masih"
            time.sleep(0.1)


def test_an_open_websocket_does_not_keep_its_sesi_in_use(masuk: TestClient) -> None:
    def used() -> list[object]:
        with read_session() as session:
            return list(session.exec(select(col(t.Sesi.dipakai_pada))))

    before = used()
    with masuk.websocket_connect(stream_of(masuk)) as ws:
        ws.receive_json()
        for _ in range(10):
            ws.send_text("hidup")
            ws.receive_text()
        masuk.get("/sesi/keadaan")
        masuk.get("/_stcore/health")
    assert used() == before
