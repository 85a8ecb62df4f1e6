"""The guard: nothing without a sesi, nothing from another page, headers on every answer."""

from collections.abc import Callable

import pytest
from sqlmodel import select
from starlette.testclient import TestClient, WebSocketDenialResponse

from model import tables as t
from model.choices import Peran
from model.db import open_session
from pages.shared.akses import KUKI, KUKI_AMAN
from tests.orang import SISTEM, account
from tests.pintu.alamat import LAIN, SEMUA, TIPUAN
from tests.pintu.conftest import ALAMAT, DI_DALAM, JAUH, Klien, keep

STREAM = "/_stcore/stream"
TAJUK = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
}


def stream_of(client: TestClient) -> str:
    """Return the full address of the websocket: the test client forgets where it is."""
    return str(client.base_url.copy_with(scheme=client.base_url.scheme.replace("http", "ws"))) + (
        STREAM
    )


def refused_ws(client: TestClient, **headers: str) -> int:
    """Return the status with which a websocket is refused; 101 when it is opened."""
    try:
        with client.websocket_connect(stream_of(client), headers=headers):
            return 101
    except WebSocketDenialResponse as refusal:
        assert_headers(refusal)
        return refusal.status_code


def assert_headers(answer: object) -> None:
    headers = answer.headers  # type: ignore[attr-defined]
    assert {name: headers.get(name) for name in TAJUK} == TAJUK
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("path", [*SEMUA, *TIPUAN])
@pytest.mark.parametrize("token", ["", "karangan"])
def test_without_a_sesi_there_is_nothing(klien: Klien, path: str, token: str) -> None:
    client = klien()
    if token:
        keep(client, KUKI, token)
    for accept in ("*/*", "text/html"):
        answer = client.get(path, headers={"accept": accept})
        assert DI_DALAM not in answer.text
        assert answer.status_code in (303, 401, 404), (path, answer.status_code)
        assert answer.status_code != 404 or path.startswith("/aset"), path
        if answer.status_code == 303:
            assert answer.headers["location"].partition("?next=/")[0] == "/masuk"
        assert_headers(answer)
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"])
@pytest.mark.parametrize("path", LAIN)
def test_no_method_gets_past(klien: Klien, method: str, path: str) -> None:
    assert klien().request(method, path).status_code in (401, 403)


def test_health_and_the_sign_in_page_are_open(klien: Klien) -> None:
    client = klien()
    for path in ("/healthz", "/masuk", "/aset/forum.css", "/layar/masuk/abc"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert_headers(answer)
    assert client.get("/_stcore/health").status_code == 200


def test_with_a_sesi_the_app_hears_who_it_is_from_the_guard_alone(klien: Klien) -> None:
    client = klien(Peran.KETUA)
    forged = {
        "X-Forum-Pengguna": "1",
        "x_forum_pengguna": "1",
        "X-Forum_Pengguna": "1",
        "X-FORUM-PERAN": "admin",
        "x-forum-apa": "saja",
    }
    heard = client.get("/_stcore/host-config", headers=forged).json()["headers"]
    with open_session(SISTEM) as session:
        own = str(account(session, Peran.KETUA).id)
    ours = [[n, v] for n, v in heard if n.replace("_", "-").startswith("x-forum")]
    assert ours == [["x-forum-pengguna", own]]
    with client.websocket_connect(stream_of(client), headers=forged) as ws:
        heard = ws.receive_json()
    assert [[n, v] for n, v in heard if n.replace("_", "-").startswith("x-forum")] == ours


@pytest.mark.parametrize(
    "origin",
    [
        "https://jahat.example",
        "null",
        "",
        "http://localhost:3000",
        "http://localhost:8501",
        "http://127.0.0.1",
        "http://127.0.0.1:85010",
        "https://127.0.0.1:8501",
        "http://127.0.0.1:8501.jahat.example",
        "http://127.0.0.1:8501@jahat.example",
        None,
    ],
)
def test_another_page_opens_no_websocket_and_changes_nothing(
    klien: Klien, origin: str | None
) -> None:
    client = klien(Peran.ADMIN)
    del client.headers["origin"]
    headers = {} if origin is None else {"origin": origin}
    assert refused_ws(client, **headers) == 403
    for method, path in (("POST", "/keluar"), ("POST", "/masuk"), ("PUT", "/_stcore/upload_file")):
        assert client.request(method, path, headers=headers).status_code == 403
    assert client.get("/sesi/keadaan").status_code == 200  # still signed in
    assert refused_ws(client, origin=ALAMAT) == 101


def test_two_origins_are_none(klien: Klien) -> None:
    client = klien(Peran.ADMIN)
    del client.headers["origin"]
    both = [("origin", ALAMAT), ("origin", "https://jahat.example")]
    assert client.post("/keluar", headers=both).status_code == 403


@pytest.mark.parametrize("token", ["", "karangan", "a" * 5000])
def test_a_websocket_needs_a_sesi(klien: Klien, token: str) -> None:
    client = klien()
    keep(client, KUKI, token)
    assert refused_ws(client) == 401


def test_only_an_admin_reads_the_metrics(klien: Klien) -> None:
    assert klien(Peran.ADMIN).get("/_stcore/metrics").status_code == 200
    for peran in set(Peran) - {Peran.ADMIN, Peran.PROGRAM}:
        for path in ("/_stcore/metrics", "/_stcore/metrics/"):
            answer = klien(peran).get(path)
            assert answer.status_code == 403
            assert_headers(answer)


def test_whoever_has_to_change_the_password_can_do_nothing_else(klien: Klien, contoh: str) -> None:
    from tests.pintu.test_masuk import SANDI, owner, sign_in

    owner(Peran.ANGGOTA, harus_ganti=True)
    client = klien()
    assert sign_in(client, SANDI).headers["location"].startswith("/sandi")
    for path in SEMUA:
        if path == "/sandi":
            continue
        answer = client.get(path, headers={"accept": "text/html"})
        assert (answer.status_code, answer.headers["location"][:6]) == (303, "/sandi")
        assert client.get(path).status_code == 403
    assert refused_ws(client) == 403
    assert client.get("/sandi").status_code == 200
    assert client.post("/keluar").status_code == 303


def test_nothing_but_code_and_style_is_kept_by_browsers(klien: Klien) -> None:
    client = klien(Peran.PIMPINAN)
    for path in SEMUA:
        answer = client.get(path)
        kept = path.startswith("/static/")
        assert (answer.headers["cache-control"] == "no-store") is not kept, path


def test_an_unexpected_error_is_told_calmly_and_with_the_same_headers(klien: Klien) -> None:
    client = klien(Peran.PIMPINAN, raise_server_exceptions=False)
    answer = client.get("/rusak")
    assert answer.status_code == 500
    assert "gangguan" in answer.text
    assert_headers(answer)


def test_a_page_knows_for_whom_it_was_made(klien: Klien) -> None:
    client = klien(Peran.PIMPINAN)
    pengguna = client.get("/sesi/keadaan").json()["pengguna"]
    page = client.get("/", headers={"accept": "text/html"}).text
    assert f'<meta name="forum-pengguna" content="{pengguna}">' in page


PUBLIK = "https://rakor.example.go.id"
RAHASIA = "r" * 40


@pytest.fixture
def publik(contoh: str, atur: Callable[..., None]) -> None:
    """Let the server be reached by others: without example data, with a secret."""
    with open_session(SISTEM) as session:
        session.delete(session.get_one(t.Pengaturan, "data_contoh"))
        for row in session.exec(select(t.Pengguna)):
            row.contoh = False
    atur(FORUM_ALAMAT_PUBLIK=PUBLIK + "/", FORUM_RAHASIA=RAHASIA)


@pytest.mark.usefixtures("publik")
def test_over_https_cookies_are_guarded_and_browsers_told_to_stay(klien: Klien) -> None:
    from tests.pintu.test_masuk import SANDI, owner, sign_in

    owner(Peran.ADMIN)
    client = klien(alamat=PUBLIK, client=JAUH)
    answer = sign_in(client, SANDI)
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert all("; Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)
    assert cookies[0].startswith(f"{KUKI_AMAN}=") and "Path=/" in cookies[0]
    assert "Domain" not in "".join(cookies)
    assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert refused_ws(client) == 101

    # A token that some other host of the domain could have set counts for nothing here.
    token = client.cookies[KUKI_AMAN]
    other = klien(alamat=PUBLIK, client=JAUH)
    keep(other, KUKI, token)
    assert other.get("/sesi/keadaan").status_code == 401


@pytest.mark.usefixtures("publik")
@pytest.mark.parametrize("host", ["jahat.example", "rakor.example.go.id.jahat.example", "x", ""])
def test_a_name_that_is_not_ours_is_not_answered(klien: Klien, host: str) -> None:
    answer = klien(alamat=PUBLIK).get("/masuk", headers={"host": host})
    assert answer.status_code == 400
    assert_headers(answer)


@pytest.mark.usefixtures("publik")
def test_behind_a_proxy_that_talks_https_the_public_origin_counts(klien: Klien) -> None:
    client = klien(alamat="http://rakor.example.go.id")
    assert client.post("/masuk").status_code == 403
    assert client.post("/masuk", headers={"origin": PUBLIK}).status_code == 401
