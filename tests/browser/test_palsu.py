"""Forged websocket messages: buttons that are not drawn, other people's objects, hidden pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from model import tables as t
from model.choices import Peran
from model.db import read_session
from model.permissions import may_somewhere
from pages.shared.halaman import HALAMAN
from pages.shared.tautan import RINCIAN, url
from tests.browser.peladen import Peladen
from tests.browser.penyusup import Jawaban, pesan, send
from tests.orang import orang
from tests.stores import configured
from tests.tampilan import alamat_isi, contoh_kode

# Of pokja and PD number 9, where all objects tried are of others: Keuangan is number 2.
MILIK = 9
ORANG = [p for p in Peran if p not in (Peran.PROGRAM, Peran.ADMIN, Peran.SEKRETARIAT)]

# What may differ although nothing was changed: who is signed in, and the note of a refusal.
BOLEH_BERUBAH = {"sesi", "riwayat", "versi_data", "percobaan_masuk", "tautan_layar"}


def screens() -> list[str]:
    """Return the addresses of everything that changes objects of pokja Keuangan."""
    found = [alamat_isi(h) for h in HALAMAN if h.alamat in RINCIAN.values()]
    for huruf, alamat in RINCIAN.items():
        found.append(url(alamat, kode=contoh_kode(huruf), ubah=1))
        found.append(url(alamat, baru=1, pokja="Keuangan"))
    found.append(url(RINCIAN["R"], kode=contoh_kode("R"), nilai=1))
    return found + [alamat_isi(h) for h in HALAMAN if not may_somewhere(orang(Peran.LAYAR), h.hak)]


def contents(server: Peladen, *also: str) -> dict[str, list[tuple[object, ...]]]:
    with configured(server.basis_data), read_session() as session:
        return {
            name: sorted((tuple(row) for row in session.execute(table.select())), key=repr)
            for name, table in t.Base.metadata.tables.items()
            if name not in BOLEH_BERUBAH | set(also)
        }


@pytest.fixture(scope="module")
def drawn(peladen: Peladen) -> dict[str, Jawaban]:
    """Give what an admin is shown on each screen: the ids of all its buttons and inputs."""
    token = peladen.sign_in(Peran.ADMIN)
    screen = screens()
    return dict(zip(screen, send(peladen.port, token, *map(pesan, screen)), strict=True))


def own(alamat: str) -> bool:
    """Return whether a page is about the person alone, who may well change something there."""
    return alamat.startswith(("/akun", "/kotak-masuk"))


def presses(drawn: dict[str, Jawaban]) -> list[BackMsg]:
    """Return one message for each button that an admin sees, all inputs beside it filled in."""
    forged = [
        pesan(alamat, tekan=button, isian=admin.isian)
        for alamat, admin in drawn.items()
        if not own(alamat)
        for button in sorted(admin.tombol)
    ]
    assert len(forged) >= 25
    return forged


def test_the_same_messages_do_change_something_for_an_admin(
    peladen_sendiri: Peladen, drawn: dict[str, Jawaban]
) -> None:
    """Otherwise the test below would prove nothing."""
    before = contents(peladen_sendiri)
    send(peladen_sendiri.port, peladen_sendiri.sign_in(Peran.ADMIN), *presses(drawn))
    after = contents(peladen_sendiri)
    assert {name for name in before if before[name] != after[name]} >= {"isu_strategis", "risiko"}


@pytest.fixture(scope="module")
def peladen_palsu(basis_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peladen]:
    """Give a server for those who change nothing on it, one after the other."""
    with Peladen(basis_data, tmp_path_factory.mktemp("palsu")) as running:
        yield running


@pytest.mark.parametrize("peran", ORANG)
def test_pressing_what_is_not_drawn_changes_nothing(
    peladen_palsu: Peladen, drawn: dict[str, Jawaban], peran: Peran
) -> None:
    token = peladen_palsu.sign_in(peran, MILIK)
    forged = presses(drawn)
    # To comment is a right of most; they do not write into anybody's object by it.
    also = () if peran in (Peran.PIMPINAN, Peran.LAYAR) else ("tanggapan", "pesan")
    before = contents(peladen_palsu, *also)
    send(peladen_palsu.port, token, *forged)
    assert contents(peladen_palsu, *also) == before


@pytest.mark.parametrize("peran", ORANG)
def test_a_page_that_is_not_for_a_role_shows_it_nothing(peladen: Peladen, peran: Peran) -> None:
    hidden = [h for h in HALAMAN if not may_somewhere(orang(peran), h.hak)]
    token = peladen.sign_in(peran, MILIK)
    answers = send(peladen.port, token, *(pesan(alamat_isi(h)) for h in hidden))
    for halaman, answer in zip(hidden, answers, strict=True):
        refused = answer.tidak_ada or "tidak untuk peran Anda" in answer.kata
        assert refused, halaman.alamat
        assert not answer.tombol and not answer.isian and not answer.unduhan, halaman.alamat


def test_without_a_sesi_that_is_in_force_nothing_is_drawn(peladen: Peladen) -> None:
    # The door is shut before (see test_pintu); a sesi that ends meanwhile is refused by the page.
    for token in ("", "x" * 43):
        with pytest.raises(Exception, match="401"):
            send(peladen.port, token, pesan("/"))
