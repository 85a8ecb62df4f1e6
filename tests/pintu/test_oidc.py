"""Signing in with an account of the office, against a small identity provider of the tests."""

from collections.abc import Callable, Iterator

import httpx2
import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from model import tables as t
from model.choices import CaraMasuk
from model.db import open_session, read_session
from pages.shared.akses import KUKI
from tests.orang import SISTEM
from tests.penerbit import NAMA_KLIEN, RAHASIA_KLIEN, Penerbit, penerbit
from tests.pintu.conftest import ALAMAT, Klien
from tests.pintu.test_masuk import NAMA, owner

GAGAL = "/masuk?kabar=oidc"


@pytest.fixture
def idp(contoh: str, atur: Callable[..., None]) -> Iterator[Penerbit]:
    """Give a running provider that the dashboard is set up for."""
    with penerbit() as running:
        running.klaim = {"sub": "s-1", "preferred_username": NAMA}
        atur(
            FORUM_OIDC_ALAMAT=running.alamat,
            FORUM_OIDC_ID=NAMA_KLIEN,
            FORUM_OIDC_RAHASIA=RAHASIA_KLIEN,
            FORUM_RAHASIA="r" * 40,
        )
        yield running


def real_owner() -> int:
    number = owner()
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, number).contoh = False
    return number


def go_there(client: TestClient, ke: str = "") -> str:
    """Follow the button to the provider; return the address with which it sends one back."""
    away = client.get("/masuk/oidc", params={"next": ke}).headers["location"]
    return httpx2.get(away).headers["location"]


def sign_in(client: TestClient, ke: str = "") -> str:
    """Sign in by the provider; return where the person ends."""
    return client.get(go_there(client, ke)).headers["location"]


def test_the_first_time_the_name_binds_then_the_subject_counts(klien: Klien, idp: Penerbit) -> None:
    number = real_owner()
    client = klien()
    assert "Masuk dengan akun kantor" in client.get("/masuk").text
    assert sign_in(client, "/pokja") == "/pokja"
    assert client.get("/sesi/keadaan").json() == {"pengguna": number}
    idp.klaim = {"sub": "s-1", "preferred_username": "nama.lain"}
    again = klien()
    assert sign_in(again) == "/menunggu"
    assert again.get("/sesi/keadaan").json() == {"pengguna": number}
    with read_session() as session:
        row = session.get_one(t.Pengguna, number)
        assert (row.oidc_penerbit, row.oidc_subjek) == (idp.alamat, "s-1")
        ways = session.exec(select(t.Sesi.cara).where(t.Sesi.pengguna_id == number)).all()
    assert set(ways) == {CaraMasuk.OIDC}
    asked = idp.diminta[0]
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{ALAMAT}/masuk/oidc/kembali"
    assert {"state", "nonce", "code_challenge"} <= set(asked)


@pytest.mark.parametrize(
    "klaim", [{"preferred_username": "tidak.ada"}, {}, {"preferred_username": "admin"}]
)
def test_somebody_without_an_account_is_told_calmly(
    klien: Klien, idp: Penerbit, klaim: dict[str, str]
) -> None:
    idp.klaim = {"sub": "s-9", **klaim}  # `admin` is an example person: nobody is bound to it
    client = klien()
    assert sign_in(client) == "/masuk?kabar=tidak-terdaftar"
    assert "belum terdaftar" in client.get("/masuk?kabar=tidak-terdaftar").text
    assert KUKI not in client.cookies


@pytest.mark.parametrize("rusak", ["nonce", "aud", "tanda tangan", "state", "kedaluwarsa"])
def test_an_answer_that_does_not_fit_lets_nobody_in(
    klien: Klien, idp: Penerbit, rusak: str
) -> None:
    real_owner()
    idp.rusak = rusak
    client = klien()
    assert sign_in(client) == GAGAL
    assert KUKI not in client.cookies


def test_an_answer_works_once_and_in_the_browser_that_asked(klien: Klien, idp: Penerbit) -> None:
    real_owner()
    client, thief = klien(), klien()
    back = go_there(client)
    assert thief.get(back).headers["location"] == GAGAL
    assert client.get(back).headers["location"] == "/menunggu"
    assert client.get(back).headers["location"] == GAGAL
    assert thief.get("/masuk/oidc/kembali?error=access_denied").headers["location"] == GAGAL


def test_a_provider_that_is_away_is_told_calmly(
    klien: Klien, idp: Penerbit, atur: Callable[..., None]
) -> None:
    atur(FORUM_OIDC_ALAMAT="http://127.0.0.1:9")
    assert klien().get("/masuk/oidc").headers["location"] == GAGAL


def test_without_a_provider_there_is_no_such_way(klien: Klien) -> None:
    client = klien()
    assert "akun kantor" not in client.get("/masuk").text
    for path in ("/masuk/oidc", "/masuk/oidc/kembali?code=1&state=2"):
        assert client.get(path).headers["location"] == "/masuk"
