import re

import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from model.choices import Peran
from model.db import read_session
from model.permissions import Hak
from model.queries.acuan import get_keadaan_data
from model.tables import Pengguna, RencanaAksi
from tests.app.layar import markup, submit, text
from tests.unit.akun import without

SANDI = re.compile(r'<code id="salin-sandi">([^<]+)</code>')


def name_admin(app):
    app.text_input(key="kosongkan.nama_masuk").set_value("Siti.Admin")
    app.text_input(key="kosongkan.nama").set_value("Siti <b>Admin</b>")
    submit(app)
    return SANDI.search(markup(app))[1]


def test_the_password_is_shown_before_anything_is_removed(contoh, open_page):
    app = open_page("/kosongkan")
    sandi = name_admin(app)
    assert "Siti <b>Admin</b>" in text(app)
    with read_session() as session:
        assert session.exec(select(RencanaAksi.id)).first() is not None

    app.text_input(key="kosongkan.kata").set_value("kosongkan")
    app.button(key="kosongkan.kirim").click().run()
    assert "Ketik KOSONGKAN dengan huruf besar" in text(app)
    assert SANDI.search(markup(app))[1] == sandi, "still to be noted"
    with read_session() as session:
        assert get_keadaan_data(session)[1]

    app.text_input(key="kosongkan.kata").set_value("KOSONGKAN")
    app.button(key="kosongkan.kirim").click().run()
    assert "siap dipakai sungguhan" in text(app)
    assert sandi not in markup(app)
    with read_session() as session:
        assert session.exec(select(RencanaAksi.id)).first() is None
        account = session.exec(select(Pengguna)).one()
    assert (account.nama_masuk, account.nama) == ("siti.admin", "Siti <b>Admin</b>")
    assert PasswordHasher().verify(account.sandi, sandi)

    app.run()
    assert "Masuk lagi" in app.info[0].value, "whoever did it is out too"


def test_one_may_think_better_of_it(contoh, open_page):
    app = open_page("/kosongkan")
    name_admin(app)
    app.button(key="kosongkan.batal").click().run()
    assert not SANDI.search(markup(app))
    assert "Yang dihapus" in text(app)


def test_a_name_that_cannot_be_is_refused(contoh, open_page):
    app = open_page("/kosongkan")
    app.text_input(key="kosongkan.nama_masuk").set_value("siti admin")
    submit(app)
    assert "Nama terlalu pendek" in text(app)
    assert not SANDI.search(markup(app))


def test_a_store_in_real_use_has_nothing_to_empty(store, open_page):
    app = open_page("/kosongkan")
    assert "tidak berisi data contoh" in text(app)
    assert not app.button


@pytest.mark.parametrize("peran", without(Hak.KOSONGKAN))
def test_the_page_is_for_admins(contoh, open_page, peran):
    app = open_page("/kosongkan", peran=peran)
    assert app.info[0].value == "Halaman ini tidak untuk peran Anda."
    assert not app.button


def test_it_is_in_nobodys_menu_but_an_admin_is_led_there(contoh, open_page):
    assert 'href="/kosongkan"' in markup(open_page("/pengguna", peran=Peran.ADMIN))
