import re

import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from model.choices import CaraMasuk, Peran, Tindakan
from model.clock import now
from model.commands.pengguna import set_aktif
from model.commands.sesi import open_sesi
from model.db import open_session, read_session
from model.permissions import Hak
from model.queries.sesi import get_sesi
from model.tables import Pengguna, Riwayat
from tests.app.layar import markup, submit, text
from tests.orang import SISTEM
from tests.unit.akun import MUSUH, make, row, without
from tests.unit.perintah import perform

SANDI = re.compile(r'<code id="salin-sandi">([^<]+)</code>')


def press(app, key):
    return app.button(key=key).click().run()


def fill(app, key, **values):
    for name, value in values.items():
        if name in ("peran", "pokja_id", "pd_id"):
            app.selectbox(key=f"{key}.{name}").set_value(value)
        else:
            app.text_input(key=f"{key}.{name}").set_value(value)
    return app


def sign_in(row_id):
    with open_session(SISTEM) as session:
        return open_sesi(session, pengguna_id=row_id, cara=CaraMasuk.SANDI)


def is_in(token):
    with read_session() as session:
        return get_sesi(session, token=token, saat=now()) is not None


def test_the_list_names_everybody_with_peran_and_state(contoh, open_page):
    words = text(open_page("/pengguna"))

    assert "Ketua Pokja Keuangan" in words
    assert "Belum pernah masuk" in words
    assert "1 aktif" in words, "the admin at the screen"
    assert "mulai memakai sungguhan" in words


def test_the_list_is_narrowed_by_its_address(contoh, open_page):
    words = text(open_page("/pengguna", keadaan="Belum pernah masuk", cari="verifikator dua"))

    assert "Verifikator Dua" in words
    assert "Verifikator Satu" not in words
    assert "dari 1" in words
    assert "Tidak ada akun yang cocok" in text(open_page("/pengguna", cari="tidak ada siapa pun"))


def test_a_bad_value_in_the_address_is_said_and_left_out(contoh, open_page):
    words = text(open_page("/pengguna", keadaan="Raja"))

    assert "Keadaan “Raja” pada alamat tidak dikenal" in words
    assert "Ketua Pokja Keuangan" in words
    assert "Akun ini tidak ada" in text(open_page("/pengguna", akun="9999"))
    assert "Akun ini tidak ada" in text(open_page("/pengguna", akun="<b>"))


@pytest.mark.parametrize("peran", without(Hak.KELOLA_PENGGUNA))
def test_the_page_is_for_admins(contoh, open_page, peran):
    app = open_page("/pengguna", peran=peran)

    assert app.info[0].value == "Halaman ini tidak untuk peran Anda."
    assert "Nama masuk" not in text(app)
    assert not app.button


def test_nobody_who_is_not_signed_in_sees_it(contoh, open_page):
    app = open_page("/pengguna", peran=None)

    assert "Masuk lagi" in app.info[0].value
    assert "Pokja Keuangan" not in text(app)


def test_a_new_account_shows_its_password_once(store, open_page):
    app = open_page("/pengguna", baru="1")
    fill(app, "pengguna.baru", nama_masuk="Siti.R", nama=MUSUH[0], peran=Peran.KETUA, pokja_id=2)
    submit(app)

    sandi = SANDI.search(markup(app))[1]
    with read_session() as session:
        account = session.exec(select(Pengguna).where(Pengguna.nama_masuk == "siti.r")).one()
    assert PasswordHasher().verify(account.sandi, sandi)
    assert (account.nama, account.pokja_id) == (MUSUH[0], 2)
    assert MUSUH[0] in text(app)
    assert "<script>" not in markup(app)
    assert not app.toast

    app.run()
    assert sandi not in markup(app)
    assert sandi not in str(app.session_state)


def test_a_refused_account_keeps_what_was_typed(store, open_page):
    app = open_page("/pengguna", baru="1")
    fill(app, "pengguna.baru", nama_masuk="siti r", nama="Siti", peran=Peran.PIC)
    submit(app)

    words = text(app)
    assert "Nama masuk hanya boleh memuat" in words
    assert "PIC membutuhkan perangkat daerah" in words
    assert app.text_input(key="pengguna.baru.nama").value == "Siti"


def test_only_peran_of_people_are_offered(store, open_page):
    app = open_page("/pengguna", baru="1")

    offered = app.selectbox(key="pengguna.baru.peran").options
    assert "Ketua pokja" in offered
    assert not {"Layar", "Program"} & set(offered)


def test_an_account_is_changed(store, open_page):
    row_id = make().pengguna_id
    app = open_page("/pengguna", akun=str(row_id), ubah="1")
    fill(app, f"pengguna.{row_id}", nama="Nama Baru", peran=Peran.PIMPINAN)
    submit(app)

    assert (row(row_id).nama, row(row_id).peran) == ("Nama Baru", Peran.PIMPINAN)
    assert app.toast[0].value == "Perubahan tersimpan."
    assert "Nama Baru" in text(app)


def test_the_second_admin_sees_what_the_first_changed(store, open_page):
    row_id = make().pengguna_id
    app = open_page("/pengguna", akun=str(row_id), ubah="1")
    perform(set_aktif, pelaku=SISTEM, row_id=row_id, versi=1, aktif=False)
    fill(app, f"pengguna.{row_id}", nama="Nama Baru")
    submit(app)

    assert "baru saja diubah orang lain" in text(app)
    assert row(row_id).nama != "Nama Baru"


def test_a_button_acts_on_what_the_admin_saw(store, open_page):
    row_id = make().pengguna_id
    app = open_page("/pengguna", akun=str(row_id))
    perform(set_aktif, pelaku=SISTEM, row_id=row_id, versi=1, aktif=False)
    perform(set_aktif, pelaku=SISTEM, row_id=row_id, versi=2, aktif=True)
    press(app, f"akun.{row_id}.sandi")

    assert "baru saja diubah orang lain" in text(app)
    assert not SANDI.search(markup(app))
    assert row(row_id).versi == 3


def test_a_new_password_is_shown_once_and_ends_the_sesi(store, open_page):
    made = make()
    token = sign_in(made.pengguna_id)
    app = open_page("/pengguna", akun=str(made.pengguna_id))
    press(app, f"akun.{made.pengguna_id}.sandi")

    sandi = SANDI.search(markup(app))[1]
    assert PasswordHasher().verify(row(made.pengguna_id).sandi, sandi)
    assert not is_in(token)

    press(app, f"akun.{made.pengguna_id}.nonaktif")
    assert not SANDI.search(markup(app))
    assert not row(made.pengguna_id).aktif


def test_an_admin_ends_all_sesi_disables_and_enables(store, open_page):
    row_id = make().pengguna_id
    token, key = sign_in(row_id), f"akun.{row_id}"
    app = open_page("/pengguna", akun=str(row_id))
    press(app, f"{key}.sesi")
    assert not is_in(token)

    press(app, f"{key}.nonaktif")
    assert not row(row_id).aktif
    assert "Akun ini nonaktif" in text(app)

    press(app, f"{key}.aktif")
    assert row(row_id).aktif


def test_anonymising_has_to_be_meant(store, open_page):
    row_id = make(nama="Pergi Jauh").pengguna_id
    key = f"akun.{row_id}"
    app = open_page("/pengguna", akun=str(row_id))
    press(app, f"{key}.anonim")
    assert "Ketik ANONIMKAN" in text(app)
    assert row(row_id).nama == "Pergi Jauh"

    app.text_input(key=f"{key}.kata").set_value("ANONIMKAN")
    press(app, f"{key}.anonim")
    assert row(row_id).nama == f"Pengguna {row_id} (dianonimkan)"
    assert "Pergi Jauh" not in markup(app)
    assert not [b for b in app.button if b.key.startswith(key)]


def test_the_last_admin_is_offered_nothing_that_locks_everybody_out(store, open_page):
    app = open_page("/pengguna")
    with read_session() as session:
        row_id = session.exec(select(Pengguna.id).where(Pengguna.peran == Peran.ADMIN)).one()
    app = open_page("/pengguna", akun=str(row_id))

    keys = {b.key for b in app.button}
    assert not keys & {f"akun.{row_id}.nonaktif", f"akun.{row_id}.anonim"}

    app = open_page("/pengguna", akun=str(row_id), ubah="1")
    fill(app, f"pengguna.{row_id}", peran=Peran.PIMPINAN)
    submit(app)
    assert "admin aktif terakhir" in text(app)


@pytest.mark.parametrize("nama", MUSUH)
def test_a_name_is_never_markup(store, open_page, nama):
    row_id = make(nama=nama, jabatan=nama).pengguna_id

    for app in (open_page("/pengguna"), open_page("/pengguna", akun=str(row_id))):
        assert " ".join(nama.split()) in text(app)
        assert "<script>" not in markup(app)
        assert nama not in "".join(element.value for element in app.markdown)


def test_opening_the_page_of_an_account_gives_nothing_out(store, open_page):
    row_id = make().pengguna_id
    open_page("/pengguna", akun=str(row_id))

    with read_session() as session:
        done = session.exec(select(Riwayat.tindakan)).all()
    assert Tindakan.DIUNDUH not in done
