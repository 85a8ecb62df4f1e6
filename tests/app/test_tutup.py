import pytest
from sqlmodel import select

from model import tables as t
from model.choices import KeadaanRakor, Peran
from model.clock import today
from model.db import open_session, read_session
from tests.app.layar import markup, submit, text
from tests.orang import SISTEM
from tests.rapat import keputusan, running_rakor


@pytest.fixture
def rakor_id(contoh):
    return running_rakor()


def keadaan(rakor_id):
    with read_session() as session:
        return session.get_one(t.Rakor, rakor_id).keadaan


def open_tutup(open_page, rakor_id, peran=Peran.SEKRETARIAT):
    return open_page("/tutup-rakor", peran=peran, rakor=str(rakor_id))


def test_it_says_what_is_open_and_what_closing_does(rakor_id, open_page):
    keputusan(rakor_id)
    words = text(open_tutup(open_page, rakor_id))

    for part in (
        "Tidak ada yang menghalangi penutupan.",
        "rencana aksi terlambat",
        "rencana aksi terkendala",
        "keputusan terbuka di forum",
        "1 keputusan rakor ini",
        "Hadir 0 dari",
        "Penutupan tidak dapat dibatalkan.",
    ):
        assert part in words, part


def test_an_incomplete_keputusan_blocks_until_it_is_completed_there(rakor_id, open_page):
    kode = keputusan(rakor_id, pd_id=None, tenggat=None)
    app = open_tutup(open_page, rakor_id)
    assert "1 keputusan belum lengkap" in text(app)
    assert f"{kode} Menyusun jadwal" in text(app)
    assert app.checkbox(key="tutup.yakin").disabled
    assert app.button(key="tutup.kirim").disabled

    app.session_state[f"ubah-{kode}"] = True
    app.run()
    app.selectbox(key=f"lengkapi.{kode}.pd_id").set_value(3)
    app.date_input(key=f"lengkapi.{kode}.tenggat").set_value(today())
    submit(app)

    assert "Tidak ada yang menghalangi" in text(app)
    assert not app.checkbox(key="tutup.yakin").disabled


def test_it_closes_only_after_the_confirmation_and_leads_to_notulen(rakor_id, open_page):
    keputusan(rakor_id)
    app = open_tutup(open_page, rakor_id)
    assert app.button(key="tutup.kirim").disabled
    app.checkbox(key="tutup.yakin").check().run()
    app.button(key="tutup.kirim").click().run()

    assert not app.exception
    assert keadaan(rakor_id) == KeadaanRakor.DITUTUP
    assert app.title[0].value == "Notulen"
    assert "Ditutup" in text(app)


def test_a_refusal_is_told(rakor_id, open_page):
    app = open_tutup(open_page, rakor_id)
    app.checkbox(key="tutup.yakin").check().run()
    with open_session(SISTEM) as session:
        session.get_one(t.Rakor, rakor_id).keadaan = KeadaanRakor.DITUTUP
        session.get_one(t.Rakor, rakor_id).ditutup_pada = session.get_one(
            t.Rakor, rakor_id
        ).dibuka_pada
    app.button(key="tutup.kirim").click().run()
    assert not app.exception
    assert "Halaman ini untuk rakor yang berlangsung" in text(app)


def test_a_rakor_that_somebody_else_changed_meanwhile_stays_open(rakor_id, open_page):
    app = open_tutup(open_page, rakor_id)
    app.checkbox(key="tutup.yakin").check().run()
    with open_session(SISTEM) as session:
        session.get_one(t.Rakor, rakor_id).tema = "Diubah orang lain"
    app.button(key="tutup.kirim").click().run()

    assert keadaan(rakor_id) == KeadaanRakor.BERLANGSUNG
    assert "baru saja diubah orang lain" in text(app)

    app.button(key="tutup.kirim").click().run()
    assert keadaan(rakor_id) == KeadaanRakor.DITUTUP


@pytest.mark.parametrize("alamat", ["", "999999", "abc", "0", "9" * 30])
def test_a_bad_address_leads_to_what_can_be_closed(rakor_id, open_page, alamat):
    app = open_page("/tutup-rakor", peran=Peran.SEKRETARIAT, rakor=alamat)
    assert f"/tutup-rakor?rakor={rakor_id}" in markup(app)
    assert [b.key for b in app.button] == []


def test_one_being_prepared_is_not_closed(contoh, open_page):
    rakor_id = running_rakor(buka=False)
    words = text(open_tutup(open_page, rakor_id))
    assert "Rakor “Rakor uji” disiapkan." in words
    assert "Tidak ada rakor yang berlangsung." in words


@pytest.mark.parametrize("peran", [Peran.KETUA, Peran.PIMPINAN, Peran.PIC])
def test_others_are_kept_out(rakor_id, open_page, peran):
    app = open_tutup(open_page, rakor_id, peran)
    assert [info.value for info in app.info] == ["Halaman ini tidak untuk peran Anda."]


def test_an_empty_store_closes_too(store, open_page):
    rakor_id = running_rakor()
    app = open_tutup(open_page, rakor_id)
    app.checkbox(key="tutup.yakin").check().run()
    app.button(key="tutup.kirim").click().run()
    assert keadaan(rakor_id) == KeadaanRakor.DITUTUP
    assert "Tidak ada keputusan yang dicatat dalam rakor ini." in text(app)
    with read_session() as session:
        assert session.exec(select(t.PotretBeku.rakor_id)).all()[-1] == rakor_id
