"""The live websockets and the routes of the big screen: who gets in, and what garbage does."""

import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect

from model import tables as t
from model.choices import KeadaanRakor, Peran, Tindakan
from model.clock import now, today
from model.commands.panduan import steer
from model.commands.rakor import create_rakor, open_rakor
from model.db import open_session, read_session
from model.isian_rakor import IsianRakor
from model.permissions import Hak
from model.queries.panduan import get_panduan
from model.queries.sesi import hash_token
from pages.shared.akses import KUKI
from pages.web import langsung
from pages.web.penjaga import DITUTUP
from tests.orang import SISTEM, signed_in
from tests.pintu.conftest import ALAMAT, Klien, keep
from tests.stores import counted_statements
from tests.unit.akun import without

LAMA = 5.0  # seconds
LAYAR, HALAMAN = "/layar/langsung", "/langsung"
ALIRAN = (LAYAR, HALAMAN)


@pytest.fixture
def rakor_id(contoh: str) -> int:  # noqa: ARG001
    """Give a rakor that runs."""
    with open_session(SISTEM) as session:
        isian = IsianRakor(tema="Rakor uji", tempat="Balai", mulai=today(), selesai=today())
        made = create_rakor(session, pelaku=SISTEM, isian=isian)
    with open_session(SISTEM) as session:
        open_rakor(session, pelaku=SISTEM, row_id=made, versi=1)
    return made


def connect(client: TestClient, path: str = LAYAR, **headers: str) -> Any:
    # The full address: the test client forgets where it is.
    return client.websocket_connect(ALAMAT.replace("http", "ws") + path, headers=headers)


def refused(client: TestClient, path: str, **headers: str) -> int:
    """Return the status of the refusal of a websocket."""
    try:
        with connect(client, path, **headers):
            return 101
    except WebSocketDenialResponse as answer:
        return answer.status_code
    except WebSocketDisconnect:
        return 403  # closed before it was accepted


def read_isi(ws: Any, **punya: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Say what the screen has; return the slides it gets, and how it is steered."""
    ws.send_json({"punya": punya})
    return ws.receive_json(), ws.receive_json()


def show(rakor_id: int, slide: str) -> None:
    with open_session(SISTEM) as session:
        steer(session, pelaku=SISTEM, rakor_id=rakor_id, slide=slide)


# Who gets in


@pytest.mark.parametrize("path", ALIRAN)
def test_nobody_hears_anything_without_a_sesi(klien: Klien, rakor_id: int, path: str) -> None:
    assert refused(klien(), path) == 401
    stranger = klien()
    keep(stranger, KUKI, "karangan")
    assert refused(stranger, path) == 401


@pytest.mark.parametrize("path", ALIRAN)
@pytest.mark.parametrize("origin", ["", "null", "http://jahat.example", "http://127.0.0.1:9999"])
def test_pages_of_others_hear_nothing(klien: Klien, rakor_id: int, path: str, origin: str) -> None:
    assert refused(klien(Peran.ADMIN), path, origin=origin) == 403


@pytest.mark.parametrize("path", ALIRAN)
def test_a_live_websocket_dies_with_its_sesi(klien: Klien, rakor_id: int, path: str) -> None:
    client = klien(Peran.PIMPINAN)
    with connect(client, path) as ws:
        if path == LAYAR:
            read_isi(ws)
        ws.receive_json() if path == HALAMAN else None
        with open_session(SISTEM) as session:
            token = hash_token(client.cookies[KUKI])
            sesi = session.exec(select(t.Sesi).where(t.Sesi.token == token)).one()
            sesi.diakhiri_pada = now()
        begin = time.monotonic()
        with pytest.raises(WebSocketDisconnect) as closed:
            while True:
                ws.receive_json()
        assert closed.value.code == DITUTUP
        assert time.monotonic() - begin < LAMA


def test_only_whoever_steers_is_told_of_steering(klien: Klien, rakor_id: int) -> None:
    for peran, pandu in ((Peran.SEKRETARIAT, True), (Peran.KETUA, False), (Peran.LAYAR, False)):
        with connect(klien(peran), HALAMAN) as ws:
            told = ws.receive_json()
        assert (told["rakor"], told["pandu"]) == (rakor_id, pandu)
        assert ("nomor" in told) == pandu


# What is said


def test_a_screen_gets_only_what_it_has_not(klien: Klien, rakor_id: int) -> None:
    client = klien(Peran.LAYAR)
    with connect(client) as ws:
        isi, keadaan = read_isi(ws)
    assert [slide["kunci"] for slide in isi["slide"]] == isi["urutan"]
    assert isi["rakor"] == keadaan["rakor"] == rakor_id
    assert abs(keadaan["kini"] - now().timestamp() * 1000) < 5000
    has = {slide["kunci"]: slide["sidik"] for slide in isi["slide"]}
    with connect(client) as ws:
        again, _ = read_isi(ws, **has | {"judul": "lain"})
    assert [slide["kunci"] for slide in again["slide"]] == ["judul"]


def test_steering_reaches_every_screen_within_a_second(klien: Klien, rakor_id: int) -> None:
    client = klien(Peran.LAYAR)
    with connect(client) as one, connect(client) as two:
        read_isi(one)
        read_isi(two)
        for slide in ("peta.keuangan", "objek.KEU-R03", "forum"):
            show(rakor_id, slide)
            begin = time.monotonic()
            for ws in (one, two):
                told = ws.receive_json()
                assert (told["mode"], told["slide"]) == ("dipandu", slide)
                assert bool(told["objek"]) == slide.startswith("objek.")
            assert time.monotonic() - begin < 1


def test_a_rakor_that_begins_takes_the_screens_that_name_none(klien: Klien, contoh: str) -> None:
    client = klien(Peran.LAYAR)
    with read_session() as session:
        closed = session.exec(
            select(t.Rakor.id).where(t.Rakor.keadaan == KeadaanRakor.DITUTUP)
        ).first()
        coming = session.exec(
            select(t.Rakor).where(t.Rakor.keadaan == KeadaanRakor.DISIAPKAN)
        ).first()
        assert closed is not None and coming is not None
    with connect(client) as free, connect(client, f"{LAYAR}?rakor={closed}") as bound:
        read_isi(free)
        isi, keadaan = read_isi(bound)
        assert (isi["rakor"], keadaan["mode"]) == (closed, "otomatis")
        with open_session(SISTEM) as session:
            isian = IsianRakor(tema="Rakor baru", tempat="", mulai=today(), selesai=today())
            made = create_rakor(session, pelaku=SISTEM, isian=isian)
        with open_session(SISTEM) as session:
            open_rakor(session, pelaku=SISTEM, row_id=made, versi=1)
        while (told := free.receive_json())["rakor"] != made:
            pass
        assert told["jenis"] == "isi"
        show(made, "forum")
        assert free.receive_json()["rakor"] == made


# Garbage


@pytest.mark.parametrize("rakor", ["999999", "-1", "0", "1 OR 1=1", "٣", "1" * 40, "../1", "%00"])
def test_a_rakor_that_is_none_is_refused(klien: Klien, rakor_id: int, rakor: str) -> None:
    client = klien(Peran.LAYAR)
    assert refused(client, f"{LAYAR}?rakor={rakor}") == 403
    assert client.get(f"/layar?rakor={rakor}").status_code == 404


@pytest.mark.parametrize(
    "said",
    ["", "x", "[]", "1", '"a"', "{}", '{"punya": []}', '{"punya": 1}', "[" * 5000,
     json.dumps({"punya": {str(n): "x" for n in range(600)}}),
     json.dumps({"punya": {"judul": "x" * 70_000}})],
)  # fmt: skip
def test_a_screen_that_says_anything_else_is_closed(klien: Klien, rakor_id: int, said: str) -> None:
    client = klien(Peran.LAYAR)
    with connect(client) as ws:
        ws.send_text(said)
        with pytest.raises(WebSocketDisconnect) as closed:
            ws.receive_json()
        assert closed.value.code in (1003, 1009)
    with connect(client) as ws:
        assert read_isi(ws)[0]["rakor"] == rakor_id


@pytest.mark.parametrize("path", ALIRAN)
def test_what_is_said_later_changes_nothing_unless_it_is_huge(
    klien: Klien, rakor_id: int, path: str
) -> None:
    with connect(klien(Peran.SEKRETARIAT), path) as ws:
        if path == LAYAR:
            read_isi(ws)
        else:
            ws.receive_json()
        for said in ("{}", "apa saja", '{"punya": {}}'):
            ws.send_text(said)
        ws.send_bytes(b"\x00\xff")
        show(rakor_id, "forum")
        assert ws.receive_json()["nomor"] == 1
        ws.send_text("x" * 70_000)
        with pytest.raises(WebSocketDisconnect):
            ws.receive_json()


@pytest.mark.parametrize("slide", ["<script>alert(1)</script>", "//jahat.example", "a" * 5000])
def test_a_hostile_start_slide_stands_nowhere_on_the_page(
    klien: Klien, rakor_id: int, slide: str
) -> None:
    answer = klien(Peran.LAYAR).get("/layar", params={"slide": slide})
    assert answer.status_code == 200
    assert slide not in answer.text
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"].partition(";")[0]


# Use


def used(session: Session) -> list[Any]:
    return list(session.exec(select(col(t.Sesi.dipakai_pada)).order_by(col(t.Sesi.id))))


def test_an_open_screen_is_no_use_of_a_sesi_but_a_key_is(klien: Klien, rakor_id: int) -> None:
    client = klien(Peran.SEKRETARIAT)
    with open_session(SISTEM) as session:
        for sesi in session.exec(select(t.Sesi)):
            sesi.dipakai_pada = now() - timedelta(minutes=30)
    with read_session() as session:
        before = used(session)
    with connect(client) as ws, connect(client, HALAMAN) as page:
        read_isi(ws)
        page.send_text("{}")
        show(rakor_id, "forum")
        ws.receive_json()
        with read_session() as session:
            assert used(session) == before
        ws.send_text("{}")
        deadline = time.monotonic() + LAMA
        while time.monotonic() < deadline:
            with read_session() as session:
                if used(session) != before:
                    return
    pytest.fail("a pressed key was not noted as use")


# Showing something, and the file


@pytest.mark.parametrize("peran", without(Hak.KELOLA_RAKOR))
def test_who_does_not_steer_shows_nothing_and_takes_no_file(
    klien: Klien, rakor_id: int, peran: Peran
) -> None:
    client = klien(peran)
    answer = client.post("/layar/tampil", data={"kode": "KEU-R03"})
    assert answer.status_code == 403
    assert client.get("/layar/unduh").status_code == 403
    with read_session() as session:
        assert get_panduan(session, rakor_id=rakor_id).nomor == 0
        refusals = session.exec(select(t.Riwayat).where(t.Riwayat.tindakan == Tindakan.DITOLAK))
        assert len(refusals.all()) == 2


def test_whoever_steers_shows_an_object_to_the_room(klien: Klien, rakor_id: int) -> None:
    client = klien(Peran.SEKRETARIAT)
    answer = client.post("/layar/tampil", data={"kode": "KEU-R03"})
    assert answer.json() == {"pesan": "Ditampilkan di layar."}
    with read_session() as session:
        assert get_panduan(session, rakor_id=rakor_id).slide == "objek.KEU-R03"
    for wrong in ({"kode": "KEU-R99"}, {"kode": "KEU-P01"}, {"kode": "<b>"}):
        assert client.post("/layar/tampil", data=wrong).status_code == 404
    for wrong in ({"slide": "a b"}, {"slide": "../x"}, {"slide": "x" * 90}, {}):
        assert client.post("/layar/tampil", data=wrong).status_code == 422
    foreign = client.post(
        "/layar/tampil", data={"kode": "KEU-R04"}, headers={"origin": "http://jahat.example"}
    )
    assert foreign.status_code == 403


def test_without_a_running_rakor_nothing_can_be_shown(klien: Klien, contoh: str) -> None:
    answer = klien(Peran.SEKRETARIAT).post("/layar/tampil", data={"kode": "KEU-R03"})
    assert answer.status_code == 404
    assert "Belum ada rakor yang berlangsung" in answer.json()["pesan"]


def test_the_file_needs_nothing_and_leaves_a_note(klien: Klien, rakor_id: int) -> None:
    answer = klien(Peran.SEKRETARIAT).get(f"/layar/unduh?rakor={rakor_id}")
    assert (
        f'filename="rakor-data-contoh-{today():%Y-%m-%d}.html"'
        in answer.headers["content-disposition"]
    )
    html = answer.text
    assert "default-src 'none'; script-src 'sha256-" in html
    addresses = re.findall(r"""(?:\b(?:src|href)="|url\(["'])([^"']*)""", html)
    assert addresses and {address.partition(":")[0] for address in addresses} == {"data"}
    assert "@import" not in html
    assert "Data contoh" in html and "Data per " in html
    with read_session() as session:
        told = session.exec(select(t.Riwayat).where(t.Riwayat.tindakan == Tindakan.DIUNDUH)).one()
        assert told.sesudah == "Slide rakor (HTML): Rakor uji"
    assert signed_in(Peran.LAYAR)


# The heartbeat


def test_a_store_that_fails_is_noted_and_the_heart_goes_on(
    klien: Klien,
    rakor_id: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(langsung, "LELAH", 0.05)
    whole = langsung._read_all
    failed: list[object] = []

    def fail(known: object) -> object:
        failed.append(known)
        if len(failed) < 4:
            raise OSError("the store does not answer")
        return whole(known)  # type: ignore[arg-type]

    client = klien(Peran.LAYAR)
    with connect(client) as ws:
        read_isi(ws)
        monkeypatch.setattr(langsung, "_read_all", fail)
        while not failed:
            assert client.get("/healthz").status_code == 200
        show(rakor_id, "forum")
        assert ws.receive_json()["slide"] == "forum"
    assert len(failed) >= 4
    assert len([r for r in caplog.records if "heartbeat" in r.message]) == 1


def test_at_midnight_the_slides_are_those_of_the_new_day(
    klien: Klien, rakor_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect(klien(Peran.LAYAR)) as ws:
        read_isi(ws)
        tomorrow = today() + timedelta(days=1)
        monkeypatch.setattr(langsung, "today", lambda: tomorrow)
        monkeypatch.setattr("model.tayangan.today", lambda: tomorrow)
        told = ws.receive_json()
    assert told["jenis"] == "isi"
    assert told["slide"], "a day later more is late"


def test_nobody_there_nobody_asks(
    klien: Klien, rakor_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = klien(Peran.LAYAR)
    with connect(client) as ws:
        read_isi(ws)
    asked: list[object] = []
    monkeypatch.setattr(langsung, "_read_all", asked.append)
    begin = quiet = time.monotonic()
    with counted_statements() as statements:
        while (moment := time.monotonic()) - quiet < 3 * langsung.SELANG:
            assert client.get("/healthz").status_code == 200
            if asked or statements:  # the last beat while somebody was there
                quiet = moment
                asked.clear()
                statements.clear()
            assert moment - begin < LAMA


def test_the_heartbeat_is_two_lookups_whatever_there_is(rakor_id: int) -> None:
    with counted_statements() as statements:
        langsung._read_all([rakor_id])
    assert len([s for s in statements if s.lstrip().startswith("SELECT")]) == 1
    with read_session() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statements[-1]}")
        told = " ".join(str(row) for row in plan)
    assert "SCAN" not in told.replace("SCAN versi_data", "")
