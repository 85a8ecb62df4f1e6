import re

import pytest
from sqlmodel import select

from model.choices import CaraMasuk, Peran
from model.commands.layar import use_tautan
from model.commands.sesi import open_sesi
from model.config import settings
from model.db import open_session, read_session
from model.errors import NotFound
from model.permissions import Hak
from model.tables import Pengguna, Riwayat
from tests.app.layar import markup, submit, text
from tests.orang import SISTEM
from tests.unit.akun import MUSUH, without

TAUTAN = re.compile(r'<code id="salin-tautan">([^<]+)</code>')


def create(open_page, nama="Ruang Pola", peran=Peran.SEKRETARIAT):
    app = open_page("/layar-rapat", peran=peran)
    app.text_input(key="layar.baru.nama").set_value(nama)
    submit(app)
    return app, TAUTAN.search(markup(app))[1]


def use(link):
    with open_session(SISTEM) as session:
        found = use_tautan(session, token=link.rpartition("/")[2])
        open_sesi(session, pengguna_id=found, cara=CaraMasuk.LAYAR)
    return found


@pytest.fixture
def publik(store, monkeypatch):
    """Give the address under which people reach the server."""
    monkeypatch.setenv("FORUM_ALAMAT_PUBLIK", "https://rakor.example.go.id")
    settings.cache_clear()
    yield "https://rakor.example.go.id"
    settings.cache_clear()


def test_an_empty_list_says_what_to_do(store, open_page):
    assert "Belum ada layar" in text(open_page("/layar-rapat", peran=Peran.SEKRETARIAT))


def test_a_new_screen_shows_its_link_once(publik, open_page):
    app, link = create(open_page)

    assert link.startswith(f"{publik}/layar/masuk/")
    assert "Tautan belum dipakai" in text(app)
    assert app.text_input[0].value == "", "ready for the next room"
    app.run()
    assert not TAUTAN.search(markup(app))
    assert link not in str(app.session_state)
    with read_session() as session:
        told = str([line.model_dump() for line in session.exec(select(Riwayat))])
    assert link.rpartition("/")[2] not in told


def test_a_used_screen_is_shown_as_connected_and_can_be_revoked(store, open_page):
    app, link = create(open_page)
    row_id = use(link)
    app.run()
    assert "Terhubung" in text(app)

    app.button(key=f"cabut.{row_id}").click().run()
    assert app.toast[0].value == "Layar dicabut."
    assert app.expander[0].label == "Dicabut (1)"
    with read_session() as session:
        assert not session.get_one(Pengguna, row_id).aktif


def test_a_new_link_replaces_the_older(store, open_page):
    app, first = create(open_page)
    with read_session() as session:
        row_id = session.exec(select(Pengguna.id).where(Pengguna.peran == Peran.LAYAR)).one()
    app.button(key=f"tautan.{row_id}").click().run()

    second = TAUTAN.search(markup(app))[1]
    assert second != first
    with pytest.raises(NotFound):
        use(first)
    assert use(second) == row_id


@pytest.mark.parametrize("nama", MUSUH)
def test_the_name_of_a_room_is_never_markup(store, open_page, nama):
    app, _ = create(open_page, nama)
    assert " ".join(nama.split()) in text(app)
    assert "<script>" not in markup(app)


def test_a_room_without_a_name_is_refused(store, open_page):
    app = open_page("/layar-rapat", peran=Peran.ADMIN)
    submit(app)
    assert "Nama ruang terlalu pendek" in text(app)


@pytest.mark.parametrize("peran", without(Hak.KELOLA_LAYAR))
def test_the_page_is_for_the_sekretariat(store, open_page, peran):
    app = open_page("/layar-rapat", peran=peran)
    assert app.info[0].value == "Halaman ini tidak untuk peran Anda."
    assert not app.button
