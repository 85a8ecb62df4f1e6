import pytest
from sqlmodel import select

from model.choices import CaraMasuk, Peran
from model.clock import now
from model.commands.sesi import open_sesi
from model.db import open_session, read_session
from model.queries.sesi import get_sesi
from model.tables import Pengguna, Sesi
from tests.app.layar import markup, text
from tests.orang import SISTEM, stored

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_in(row_id, peramban=FIREFOX):
    with open_session(SISTEM) as session:
        return open_sesi(
            session, pengguna_id=row_id, cara=CaraMasuk.SANDI, alamat="10.9.8.7", peramban=peramban
        )


def is_in(token):
    with read_session() as session:
        return get_sesi(session, token=token, saat=now()) is not None


def id_of(token_id):
    with read_session() as session:
        return session.exec(
            select(Sesi.id).where(Sesi.alamat == token_id).order_by(Sesi.id)
        ).first()


@pytest.mark.parametrize(
    ("peran", "words", "never"),
    [
        (Peran.ADMIN, "Mengelola pengguna", "Memverifikasi"),
        (Peran.KETUA, "hanya pokja sendiri", "Mengelola pengguna"),
        (Peran.PIC, "hanya rencana aksi perangkat daerah sendiri", "Mengubah permasalahan"),
        (Peran.VERIFIKATOR, "Memverifikasi rencana aksi", "Mengubah permasalahan"),
        (Peran.PIMPINAN, "Membaca data forum", "Menulis tanggapan"),
    ],
)
def test_it_says_who_i_am_and_what_i_may_do(contoh, open_page, peran, words, never):
    said = text(open_page("/akun", peran=peran))

    assert peran.label in said
    assert words in said
    assert never not in said


def test_who_is_signed_in_stands_on_every_page_with_a_way_out(contoh, open_page):
    for alamat in ("/", "/pokja", "/akun"):
        app = open_page(alamat, peran=Peran.SEKRETARIAT)
        assert "Sekretariat Rakor" in text(app)
        assert 'method="post" action="/keluar"' in markup(app)


def test_a_screen_has_no_account_page_and_no_way_out(contoh, open_page):
    app = open_page("/akun", peran=Peran.LAYAR)
    assert app.info[0].value == "Halaman ini tidak untuk peran Anda."
    assert "/keluar" not in markup(app)
    assert "Layar uji" in text(app)


def test_nobody_is_named_when_nobody_is_signed_in(contoh, open_page):
    app = open_page("/akun", peran=None)
    assert "/keluar" not in markup(app)
    assert "Masuk lagi" in app.info[0].value


def test_i_see_where_i_am_signed_in_and_end_one_of_them(contoh, open_page):
    me = stored(Peran.KETUA)
    elsewhere = sign_in(me.id)
    app = open_page("/akun", peran=Peran.KETUA)
    assert "Firefox di Linux" in text(app)
    assert "10.9.8.7" in text(app)
    assert "perangkat ini" in text(app)
    assert len([b for b in app.button if b.key.startswith("akhiri.")]) == 1

    app.button(key=f"akhiri.{id_of('10.9.8.7')}").click().run()
    assert not is_in(elsewhere)
    assert "Firefox" not in text(app)
    assert app.toast[0].value == "Sesi itu berakhir."


def test_i_leave_all_devices_at_once(contoh, open_page):
    me = stored(Peran.KETUA)
    elsewhere = sign_in(me.id)
    app = open_page("/akun", peran=Peran.KETUA)
    app.button(key="keluar_semua").click().run()

    assert not is_in(elsewhere)
    assert "Masuk lagi" in app.info[0].value
    assert not app.button


def test_i_turn_reminders_off_and_on(contoh, open_page):
    me = stored(Peran.KETUA)
    app = open_page("/akun", peran=Peran.KETUA)
    assert app.toggle[0].disabled, "no address to send to"

    with open_session(SISTEM) as session:
        session.get_one(Pengguna, me.id).surel = "ketua@kantor.go.id"
    app = open_page("/akun", peran=Peran.KETUA)
    assert app.toggle[0].value
    assert "ketua@kantor.go.id" in text(app)
    app.toggle[0].set_value(False).run()
    assert not active(me.id)
    app.toggle[0].set_value(True).run()
    assert active(me.id)


def active(row_id):
    with read_session() as session:
        return session.get_one(Pengguna, row_id).surel_aktif


def test_only_who_has_a_password_can_change_it(contoh, open_page):
    me = stored(Peran.KETUA)
    assert "/sandi" not in markup(open_page("/akun", peran=Peran.KETUA))
    with open_session(SISTEM) as session:
        session.get_one(Pengguna, me.id).sandi = "x"
    assert 'href="/sandi" data-muat' in markup(open_page("/akun", peran=Peran.KETUA))
