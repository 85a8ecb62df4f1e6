import pytest
from sqlmodel import select

from model import tables as t
from model.choices import Peran
from model.commands.kehadiran import record_hadir
from model.commands.rakor import set_undangan
from model.db import read_session
from tests.app.layar import markup, text
from tests.orang import stored
from tests.unit.rakor import closed, one, perform, prepared, running


@pytest.fixture
def rakor(contoh):
    """Give a rakor that runs and invites BPKD (4), BPAD (6) and Dinkes (12)."""
    rakor_id = running(tema="Rakor <b>uji</b>")
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[4, 6, 12])
    return one(rakor_id)


def scan(open_page, rakor, peran, kode=None):
    kode = rakor.kode_hadir if kode is None else kode
    return open_page("/hadir", peran=peran, rakor=str(rakor.id), kode=kode)


def there(rakor_id):
    with read_session() as session:
        query = select(t.Kehadiran.pd_id).where(
            t.Kehadiran.rakor_id == rakor_id, t.Kehadiran.ditarik_pada.is_(None)
        )
        return list(session.exec(query))


def press(app, key="hadir.kirim"):
    return app.button(key=key).click().run()


def test_a_pic_presses_once_and_is_there_for_their_own(rakor, open_page):
    app = scan(open_page, rakor, Peran.PIC)
    words = text(app)
    assert "Rakor <b>uji</b>" in words
    assert "Hadir untuk Badan Perencanaan Pembangunan Daerah" in words
    assert [b.label for b in app.button] == ["Saya hadir"]
    assert not app.selectbox

    press(app)
    words = text(app)
    assert "Anda tercatat hadir untuk Badan Perencanaan Pembangunan Daerah" in words
    assert "Saya hadir" not in [b.label for b in app.button]
    assert there(rakor.id) == [1]
    assert "tercatat hadir" in text(scan(open_page, rakor, Peran.PIC, kode=""))


def test_others_choose_among_the_invited_and_may_choose_again(rakor, open_page):
    app = scan(open_page, rakor, Peran.KETUA)
    press(app)
    assert "Pilih perangkat daerah Anda dahulu." in text(app)
    choice = app.selectbox(key="hadir.pd")
    assert len(choice.options) == 4
    choice.set_value(6).run()
    press(app)
    assert there(rakor.id) == [6]

    app.selectbox(key="hadir.pd").set_value(12).run()
    press(app)
    assert there(rakor.id) == [12]
    assert "Dinas Kesehatan" in text(app)


def test_whoever_was_not_invited_chooses_any_other(rakor, open_page):
    app = scan(open_page, rakor, Peran.VERIFIKATOR)
    app.selectbox(key="hadir.pd").set_value(0).run()
    lain = app.selectbox(key="hadir.pd_lain")
    assert len(lain.options) == 48
    lain.set_value(9).run()
    press(app)
    assert there(rakor.id) == [9]
    assert one(rakor.id).hadir == 0


def test_the_choice_begins_with_the_perangkat_daerah_of_the_last_time(rakor, open_page):
    ketua = stored(Peran.KETUA)
    arguments = {"rakor_id": rakor.id, "kode": rakor.kode_hadir, "pd_id": 6}
    perform(record_hadir, pelaku=ketua, **arguments)
    app = scan(open_page, rakor, Peran.KETUA)
    assert app.selectbox(key="hadir.pd").value == 6


def test_one_may_take_it_back(rakor, open_page):
    app = scan(open_page, rakor, Peran.PIC)
    press(app)
    press(app, "hadir.tarik")
    assert there(rakor.id) == []
    assert [b.label for b in app.button] == ["Saya hadir"]


@pytest.mark.parametrize("kode", ["salah", "<script>alert(1)</script>", "x" * 3000])
def test_a_wrong_code_is_told_and_there_is_no_button(rakor, open_page, kode):
    app = scan(open_page, rakor, Peran.PIC, kode)
    assert "tidak cocok dengan rakor yang berlangsung" in text(app)
    assert "<script>" not in markup(app)
    assert not app.button


def test_without_a_code_one_is_told_to_scan_it(rakor, open_page):
    app = open_page("/hadir", peran=Peran.PIC)
    assert "Rakor <b>uji</b>" in text(app), "the one that runs"
    assert "Pindai kode QR kehadiran" in text(app)
    assert not app.button


def test_before_the_opening_and_after_the_closing_it_is_said(store, open_page):
    app = scan(open_page, one(prepared()), Peran.PIC)
    assert "belum dibuka" in text(app)
    assert not app.button
    app = scan(open_page, one(closed()), Peran.PIC)
    assert "sudah ditutup" in text(app)
    assert not app.button


def test_whoever_was_there_still_reads_so_after_the_closing(contoh, open_page):
    app = open_page("/hadir", peran=Peran.PIC, rakor="1")
    pic = stored(Peran.PIC, milik=4)
    assert pic.id
    assert "sudah ditutup" in text(app)
    assert not app.button


@pytest.mark.parametrize("peran", [Peran.PIMPINAN, Peran.LAYAR])
def test_for_pimpinan_and_screens_the_sekretariat_does_it(rakor, open_page, peran):
    app = scan(open_page, rakor, peran)
    assert "Kehadiran Anda dicatat oleh sekretariat" in text(app)
    assert not app.button


@pytest.mark.parametrize("nomor", ["99", "x", "-1"])
def test_an_address_of_no_rakor_says_so(contoh, open_page, nomor):
    app = open_page("/hadir", peran=Peran.PIC, rakor=nomor)
    assert "Tidak ada rakor yang sedang berlangsung." in text(app)


def test_a_rakor_that_closes_meanwhile_refuses_calmly(rakor, open_page):
    from model.choices import KeadaanRakor
    from model.clock import now
    from model.db import open_session
    from tests.orang import SISTEM

    app = scan(open_page, rakor, Peran.PIC)
    with open_session(SISTEM) as session:
        row = session.get_one(t.Rakor, rakor.id)
        row.keadaan, row.ditutup_pada = KeadaanRakor.DITUTUP, now()
    press(app)
    assert "sudah ditutup" in text(app)
    assert there(rakor.id) == []
