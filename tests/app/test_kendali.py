from datetime import timedelta

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import ModeLayar, Peran
from model.clock import now, today
from model.commands.panduan import steer
from model.db import open_session, read_session
from model.queries.panduan import get_panduan, map_waktu
from tests.app.layar import markup, text
from tests.orang import SISTEM
from tests.rapat import keputusan, running_rakor


@pytest.fixture
def rakor_id(contoh):
    return running_rakor()


@pytest.fixture
def desk(rakor_id, open_page):
    """Give `desk(slide)`: the moderator's page with this slide on the screens."""

    def open_desk(slide="judul", peran=Peran.SEKRETARIAT):
        with open_session(SISTEM) as session:
            steer(session, pelaku=SISTEM, rakor_id=rakor_id, slide=slide)
        return open_page("/kendali", peran=peran)

    return open_desk


def panduan(rakor_id):
    with read_session() as session:
        return get_panduan(session, rakor_id=rakor_id)


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def labels(app):
    return [button.label for button in app.button]


def newest():
    with read_session() as session:
        return session.exec(select(t.Keputusan).order_by(col(t.Keputusan.id).desc())).first()


def test_without_a_running_rakor_it_leads_to_the_one_being_prepared(contoh, open_page):
    running_rakor("Rakor mendatang", buka=False)
    app = open_page("/kendali", peran=Peran.SEKRETARIAT)

    assert "Tidak ada rakor yang berlangsung" in text(app)
    assert "/rincian-rakor?rakor=" in markup(app)
    assert labels(app) == []


@pytest.mark.parametrize("peran", [Peran.KETUA, Peran.PIMPINAN, Peran.VERIFIKATOR, Peran.LAYAR])
def test_it_is_the_moderator_s_alone(desk, peran):
    app = desk(peran=peran)

    assert [info.value for info in app.info] == ["Halaman ini tidak untuk peran Anda."]
    assert labels(app) == []


def test_it_shows_what_the_room_sees_and_what_comes_next(desk):
    app = desk("peta.keuangan")

    assert "Di layar sekarang Keuangan: Peta risiko" in text(app)
    assert "Berikutnya Keuangan: Rencana aksi" in text(app)
    assert 'data-kunci="peta.keuangan"' in markup(app)
    assert 'data-kunci="aksi.keuangan"' in markup(app)


def test_the_moderator_goes_on_back_and_anywhere(desk, rakor_id):
    app = desk("peta.keuangan")

    press(app, "kendali.berikut")
    assert panduan(rakor_id).slide == "aksi.keuangan"
    press(app, "kendali.sebelum")
    assert panduan(rakor_id).slide == "peta.keuangan"
    press(app, "ke.ringkasan.aset")
    assert panduan(rakor_id).slide == "ringkasan.aset"
    app.selectbox(key="kendali.pilihan").set_value("forum").run()
    assert panduan(rakor_id).slide == "forum"
    assert app.selectbox(key="kendali.pilihan").value is None


def test_the_ends_are_ends(desk):
    app = desk("judul")
    assert app.button(key="kendali.sebelum").disabled
    last = desk("putusan")
    assert last.button(key="kendali.berikut").disabled


def test_a_risiko_is_found_by_code_or_word_and_shown(desk, rakor_id):
    app = desk("ringkasan.keuangan")
    app.text_input(key="kendali.cari").set_value("keu-r01").run()
    press(app, "tampil.KEU-R01")

    assert panduan(rakor_id).slide == "objek.KEU-R01"
    assert 'data-kunci="objek.KEU-R01"' in markup(app)
    press(app, "kendali.berikut")
    assert panduan(rakor_id).slide == "aksi.keuangan", "on from where the object belongs"

    app.text_input(key="kendali.cari").set_value("tidak ada kata ini").run()
    assert "Tidak ada risiko atau rencana aksi yang cocok." in text(app)


def test_an_object_that_is_gone_says_so(desk):
    assert "Slide ini tidak ada lagi." in text(desk("objek.KEU-R99"))


def test_the_screens_may_go_on_by_themselves_until_somebody_steers(desk, rakor_id):
    app = desk("judul")
    app.selectbox(key="kendali.detik").set_value(45)
    press(app, "kendali.otomatis")
    assert (panduan(rakor_id).mode, panduan(rakor_id).detik) == (ModeLayar.OTOMATIS, 45)
    assert "Layar berganti sendiri setiap 45 detik." in text(app)
    press(app, "kendali.pandu")
    assert panduan(rakor_id).mode == ModeLayar.DIPANDU


def test_the_clock_runs_stops_and_begins_again(desk, rakor_id):
    app = desk("peta.keuangan")
    with open_session(SISTEM) as session:
        [agenda] = session.exec(
            select(t.Agenda)
            .join(t.Pokja)
            .where(t.Agenda.rakor_id == rakor_id, t.Pokja.slug == "keuangan")
        )
        agenda_id = agenda.id
        session.get_one(t.WaktuAgenda, agenda_id).berjalan_sejak = now() - timedelta(minutes=17)
    app.run()
    assert "dari 15.00 lewat 02." in text(app)
    press(app, "kendali.jeda")
    with read_session() as session:
        waktu = map_waktu(session, rakor_id=rakor_id)[agenda_id]
    assert waktu.berjalan_sejak is None
    assert waktu.terpakai >= 17 * 60
    press(app, "kendali.nol")
    assert "00.00 dari 15.00" in text(app)
    press(app, "kendali.mulai")
    assert "kendali.jeda" in [b.key for b in app.button]


LABEL = {"pd_id": "Penanggung jawab", "pokja_id": "Pokja"}


def judul_of(app):
    return next(box for box in app.text_input if box.label == "Keputusan")


def box_of(app, kolom):
    return next(box for box in app.selectbox if box.label == LABEL[kolom])


def fill(app, judul="Menyusun jadwal", **values):
    judul_of(app).set_value(judul)
    for kolom, value in values.items():
        box_of(app, kolom).set_value(value)
    app.run()
    return app


def test_a_keputusan_is_about_what_is_on_the_screen(desk, rakor_id):
    app = fill(desk("objek.KEU-R01"), pd_id=3)
    press(app, "catat_14")
    press(app, "catat_kirim")

    row = newest()
    assert (row.rakor_id, row.tentang, row.judul) == (rakor_id, "KEU-R01", "Menyusun jadwal")
    assert (row.pd_id, row.tenggat) == (3, today() + timedelta(days=14))
    assert row.kode in text(app)
    assert judul_of(app).value == "", "ready for the next one"
    assert box_of(app, "pd_id").value is None
    assert box_of(app, "pokja_id").value is not None, "the screen is still the same"


def test_it_may_lack_owner_and_tenggat_and_is_marked(desk, rakor_id):
    press(fill(desk("peta.keuangan")), "catat_kirim")
    app = desk("peta.keuangan")

    assert "1 dilengkapi sebelum rakor ditutup" in text(app)
    assert "lengkapi penanggung jawab dan tenggat" in text(app)
    assert f"jadikan-{newest().kode}" not in [b.key for b in app.button]


def test_a_draft_is_still_there_after_another_page(desk):
    app = fill(desk("objek.KEU-R01"), "Setengah jadi", pd_id=3)
    app.switch_page("pages/rakor/keputusan.py").run()
    app.switch_page("pages/rakor/kendali.py").run()
    assert judul_of(app).value == "Setengah jadi"
    assert box_of(app, "pd_id").value == 3


def test_what_was_typed_stays_with_what_it_was_about_when_the_slide_changes(desk, rakor_id):
    app = fill(desk("objek.KEU-R01"), "Setengah jadi")
    pokja = box_of(app, "pokja_id").value
    press(app, "ke.ringkasan.aset")

    assert judul_of(app).value == "Setengah jadi"
    assert box_of(app, "pokja_id").value == pokja
    assert "tentang KEU-R01" in text(app)
    press(app, "catat_ikut")
    assert box_of(app, "pokja_id").value != pokja
    assert judul_of(app).value == "Setengah jadi"
    press(app, "catat_kirim")
    assert (newest().tentang, newest().kode[:3]) == ("", "AST")


def test_an_empty_form_follows_the_screen(desk):
    app = desk("peta.keuangan")
    before = box_of(app, "pokja_id").value
    press(app, "ke.ringkasan.aset")
    assert box_of(app, "pokja_id").value not in (None, before)
    press(app, "ke.forum")
    assert box_of(app, "pokja_id").value is None


@pytest.mark.parametrize(
    ("slide", "judul", "sentence"),
    [
        ("forum", "Menyusun jadwal", "Pokja belum dipilih"),
        ("peta.keuangan", "ab", "Keputusan terlalu pendek"),
    ],
)
def test_a_refusal_keeps_what_was_typed(desk, slide, judul, sentence):
    before = newest().id
    app = press(fill(desk(slide), judul, pd_id=3), "catat_kirim")

    assert sentence in text(app)
    assert judul_of(app).value == judul
    assert box_of(app, "pd_id").value == 3
    assert newest().id == before


def test_a_keputusan_becomes_an_aksi_by_one_press(desk, rakor_id):
    kode = keputusan(rakor_id, tentang="KEU-A01")
    app = press(desk("peta.keuangan"), f"jadikan-{kode}")

    assert "menjadi KEU-A" in text(app)
    assert f"jadikan-{kode}" not in [b.key for b in app.button]
    with read_session() as session:
        aksi = session.exec(
            select(t.RencanaAksi)
            .join(t.Keputusan, t.Keputusan.aksi_id == t.RencanaAksi.id)
            .where(t.Keputusan.kode == kode)
        ).one()
    assert (aksi.judul, aksi.pd_id) == ("Menyusun jadwal", 3)


def test_a_keputusan_that_somebody_else_changed_meanwhile_becomes_no_aksi(desk, rakor_id):
    kode = keputusan(rakor_id, tentang="KEU-A01")
    app = desk("peta.keuangan")
    with open_session(SISTEM) as session:
        session.get_one(t.Keputusan, newest().id).judul = "Diubah orang lain"
    press(app, f"jadikan-{kode}")

    assert newest().aksi_id is None
    assert "baru saja diubah orang lain" in text(app)

    press(app, f"jadikan-{kode}")
    assert newest().aksi_id is not None


def test_hostile_and_long_titles_are_text(desk, rakor_id):
    keputusan(rakor_id, "<img src=x onerror=alert(1)> **tebal** " + "W" * 150)
    app = desk("peta.keuangan")
    assert "<img src=x" not in markup(app)
    assert "**tebal** WWW" in text(app)


@pytest.mark.parametrize("alamat", ["/rincian-risiko", "/rincian-aksi"])
def test_any_risiko_or_aksi_is_shown_from_its_own_page(rakor_id, open_page, alamat):
    kode = "KEU-R01" if "risiko" in alamat else "KEU-A01"
    app = open_page(alamat, peran=Peran.SEKRETARIAT, kode=kode)
    press(app, "tampilkan")
    assert panduan(rakor_id).slide == f"objek.{kode}"
    assert app.button(key="tampilkan").label == "Sedang di layar"
    assert "tampilkan" not in [
        b.key for b in open_page(alamat, peran=Peran.KETUA, kode=kode).button
    ]


def test_without_a_running_rakor_nothing_is_offered(contoh, open_page):
    app = open_page("/rincian-risiko", peran=Peran.SEKRETARIAT, kode="KEU-R01")
    assert "tampilkan" not in [b.key for b in app.button]
