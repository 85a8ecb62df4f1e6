"""Ways of running the server that are refused, each with a sentence that says what to do."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from model import tables as t
from model.db import open_session
from model.errors import SetupError
from pages.web.pendengar import is_local_only, is_loopback, require_aman
from tests.orang import SISTEM

LOKAL, UMUM = ["127.0.0.1"], ["0.0.0.0"]  # what is refused is the point
RAHASIA = "r" * 40
IDP = {"FORUM_OIDC_ALAMAT": "https://idp.example"}
PUBLIK = {"FORUM_ALAMAT_PUBLIK": "https://rakor.example"}


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(
    ("alamat", "env", "kata"),
    [
        (UMUM, {}, "FORUM_RAHASIA belum diisi"),
        (["::"], {}, "FORUM_RAHASIA belum diisi"),
        (["127.0.0.1", "192.0.2.1"], {}, "FORUM_RAHASIA belum diisi"),
        (["unix"], {}, "FORUM_RAHASIA belum diisi"),
        (UMUM, {"FORUM_RAHASIA": "pendek"}, "terlalu pendek"),
        (LOKAL, {"FORUM_RAHASIA": "pendek"}, "terlalu pendek"),
        (UMUM, {"FORUM_RAHASIA": RAHASIA}, "Data contoh tidak boleh dibuka di 0.0.0.0"),
        (LOKAL, PUBLIK, "FORUM_RAHASIA belum diisi"),
        (LOKAL, PUBLIK | {"FORUM_RAHASIA": RAHASIA}, "Data contoh tidak boleh dibuka"),
        ([], PUBLIK | {"FORUM_RAHASIA": RAHASIA}, "Data contoh tidak boleh dibuka"),
        (LOKAL, IDP, "FORUM_RAHASIA belum diisi"),
        (LOKAL, IDP | {"FORUM_RAHASIA": RAHASIA}, "FORUM_OIDC_ID"),
    ],
)
def test_what_is_dangerous_is_refused(
    atur: Callable[..., None], alamat: list[str], env: dict[str, str], kata: str
) -> None:
    atur(**env)
    with pytest.raises(SetupError, match=kata):
        require_aman(alamat)


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("alamat", [LOKAL, ["::1"], ["127.0.0.1", "::1"], []])
def test_examples_at_ones_own_computer_need_nothing(alamat: list[str]) -> None:
    require_aman(alamat)


@pytest.mark.usefixtures("contoh")
def test_one_example_account_left_over_is_enough_to_refuse(atur: Callable[..., None]) -> None:
    atur(FORUM_RAHASIA=RAHASIA)
    with open_session(SISTEM) as session:
        session.delete(session.get_one(t.Pengaturan, "data_contoh"))
        for row in session.exec(select(t.Pengguna).where(t.Pengguna.nama_masuk != "admin")):
            row.contoh = False
    with pytest.raises(SetupError, match="Data contoh"):
        require_aman(UMUM)
    with open_session(SISTEM) as session:
        session.exec(select(t.Pengguna).where(t.Pengguna.nama_masuk == "admin")).one().aktif = False
    require_aman(UMUM)


@pytest.mark.usefixtures("store")
def test_a_real_store_with_a_secret_may_be_opened(atur: Callable[..., None]) -> None:
    atur(FORUM_RAHASIA=RAHASIA)
    require_aman(UMUM)
    atur(**PUBLIK)
    require_aman(LOKAL)


def test_only_what_is_known_to_be_local_is_local(atur: Callable[..., None]) -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.8.9.1", "::1")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.2", "unix", "", "localhost.x")))
    assert is_local_only(LOKAL)
    assert not is_local_only([])
    atur(**PUBLIK)
    assert not is_local_only(LOKAL)
