import pytest
from sqlmodel import select

from model.choices import Peran, StatusAksi
from model.commands.aksi import update_status
from model.commands.umum import withdraw
from model.db import open_session, read_session
from model.isian import IsianPemutakhiran
from model.tables import Pemutakhiran, RencanaAksi
from tests.app.layar import submit, text
from tests.orang import local_operator, stored

ME = local_operator()


@pytest.fixture
def kode(contoh) -> str:
    """Give the code of an action that is under way."""
    with read_session() as session:
        query = select(RencanaAksi.kode).where(
            RencanaAksi.status == StatusAksi.BERJALAN, RencanaAksi.progres < 90
        )
        return session.exec(query).first()


def row(kode: str) -> RencanaAksi:
    with read_session() as session:
        found = session.exec(select(RencanaAksi).where(RencanaAksi.kode == kode)).one()
        session.expunge(found)
        return found


def fill(app, kode: str, **values):
    for name, value in values.items():
        key = f"mutakhir.{kode}.{name}"
        if name == "status":
            app.segmented_control(key=key).set_value(value)
        elif name == "progres":
            app.number_input(key=key).set_value(value)
        else:
            app.text_area(key=key).set_value(value)
    return app


def test_pemutakhiran_names_who_records_it(contoh, open_page):
    nama = stored(Peran.ADMIN).nama
    assert f"Dicatat atas nama {nama} ." in text(open_page("/pemutakhiran"))


def test_pemutakhiran_without_code_lists_open_actions_nearest_tenggat_first(contoh, open_page):
    words = text(open_page("/pemutakhiran"))

    assert "rencana aksi masih terbuka" in words
    assert "Selesai" not in words


def test_pemutakhiran_says_so_when_nothing_is_open(store, open_page):
    assert "Tidak ada rencana aksi terbuka" in text(open_page("/pemutakhiran"))


def test_pemutakhiran_saves_and_keeps_before_and_after(kode, open_page):
    before = row(kode)
    app = open_page("/pemutakhiran", kode=kode)

    fill(app, kode, progres=95, catatan="Naskah dibahas bersama biro hukum.")
    submit(app)

    after = row(kode)
    assert (after.progres, after.versi) == (95, before.versi + 1)
    with read_session() as session:
        last = session.exec(
            select(Pemutakhiran)
            .where(Pemutakhiran.aksi_id == after.id)
            .order_by(Pemutakhiran.id.desc())
        ).first()
        assert (last.progres_sebelum, last.progres_sesudah) == (before.progres, 95)
        assert last.catatan == "Naskah dibahas bersama biro hukum."
        assert last.pelaku == stored(Peran.ADMIN).jejak
    assert app.toast[0].value == f"Pemutakhiran {kode} tersimpan."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"status": StatusAksi.SELESAI}, "Status Selesai membutuhkan progres 100 %"),
        ({"status": StatusAksi.TERKENDALA}, "Status Terkendala membutuhkan uraian kendala"),
        ({"status": StatusAksi.DIBATALKAN}, "Pembatalan membutuhkan alasan"),
        ({"status": StatusAksi.BELUM_MULAI, "progres": 10}, "tidak dapat memiliki progres"),
        ({"progres": 100}, "Progres 100 % berarti selesai"),
    ],
)
def test_pemutakhiran_refuses_in_words_and_keeps_what_was_typed(kode, open_page, values, sentence):
    app = open_page("/pemutakhiran", kode=kode)
    versi = row(kode).versi
    note = "Tulisan panjang yang tidak boleh hilang"

    fill(app, kode, tindak_lanjut=note, **values)
    submit(app)

    assert sentence in text(app)
    assert app.text_area(key=f"mutakhir.{kode}.tindak_lanjut").value == note
    assert row(kode).versi == versi


def test_pemutakhiran_shows_the_second_person_what_the_first_changed(kode, open_page):
    app = open_page("/pemutakhiran", kode=kode)
    opened = row(kode)
    with open_session(ME) as session:
        isian = IsianPemutakhiran(
            status="terkendala", progres=40, kendala="Lahan masih sengketa <b>x</b>."
        )
        update_status(session, pelaku=ME, row_id=opened.id, versi=opened.versi, isian=isian)

    fill(app, kode, progres=88, catatan="Versi saya")
    submit(app)

    words = text(app)
    assert "baru saja diubah orang lain" in words
    assert "Lahan masih sengketa <b>x</b>." in words
    assert "Berjalan Terkendala" in words
    key = f"mutakhir.{kode}.1"
    assert app.number_input(key=f"{key}.progres").value == 88
    assert app.text_area(key=f"{key}.catatan").value == "Versi saya"
    status = app.segmented_control(key=f"{key}.status").value
    assert status == StatusAksi.TERKENDALA, "left untouched"
    assert row(kode).progres == 40

    submit(app)

    after = row(kode)
    assert (after.progres, after.status) == (88, StatusAksi.TERKENDALA)
    assert after.kendala == "Lahan masih sengketa <b>x</b>."


def test_pemutakhiran_starts_empty_again_after_a_save(kode, open_page):
    app = open_page("/pemutakhiran", kode=kode)
    fill(app, kode, catatan="Sekali saja")
    submit(app)

    assert app.text_area(key=f"mutakhir.{kode}.1.catatan").value == ""


def test_pemutakhiran_of_an_unknown_code_says_so_and_offers_the_list(contoh, open_page):
    app = open_page("/pemutakhiran", kode="<b>X</b>")

    assert "Tidak ada rencana aksi dengan kode “<b>X</b>”" in text(app)
    assert "masih terbuka" in text(app)


def test_pemutakhiran_of_a_withdrawn_action_is_refused(kode, open_page):
    opened = row(kode)
    with open_session(ME) as session:
        withdraw(
            session, pelaku=ME, huruf="A", row_id=opened.id, versi=opened.versi, alasan="Ganda."
        )

    app = open_page("/pemutakhiran", kode=kode)

    assert "sudah ditarik" in text(app)
    assert not app.button
