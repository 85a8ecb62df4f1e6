from datetime import timedelta

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import Peran
from model.clock import today
from model.db import read_session
from model.permissions import Hak
from tests.app.layar import markup, submit, text
from tests.unit.akun import without
from tests.unit.rakor import running


def newest():
    with read_session() as session:
        return session.exec(select(t.Rakor).order_by(col(t.Rakor.id).desc())).first()


def test_an_empty_store_says_who_prepares_a_rakor(store, open_page):
    words = text(open_page("/rakor", peran=Peran.PIMPINAN))
    assert "Tidak ada rakor yang sedang berlangsung." in words
    assert "Sekretariat yang menyiapkannya." in words
    assert "Belum ada rakor yang ditutup." in words


def test_the_list_leads_to_what_each_state_is_for(contoh, open_page):
    rakor_id = running(tema="Rakor <b>uji</b>")
    app = open_page("/rakor", peran=Peran.SEKRETARIAT)
    words, html = text(app), markup(app)

    assert words.index("Rakor <b>uji</b>") < words.index("Disiapkan") < words.index("Ditutup")
    assert "<b>uji</b>" not in html
    assert "Hadir 0 dari 51" in words
    assert "hadir 38 dari 45" in words
    assert f'href="/layar?rakor={rakor_id}" target="_blank" data-muat' in html
    assert 'href="/kendali"' in html
    assert f'href="/rincian-rakor?rakor={rakor_id}&amp;bagian=Kehadiran"' in html
    assert 'href="/layar?rakor=1"' in html, "a replay of the closed one"
    assert 'href="/notulen?rakor=1"' in html


@pytest.mark.parametrize(
    ("peran", "hadir"), [(Peran.PIC, True), (Peran.PIMPINAN, False), (Peran.LAYAR, False)]
)
def test_others_are_led_to_their_own_attendance_and_to_no_desk(contoh, open_page, peran, hadir):
    rakor_id = running()
    html = markup(open_page("/rakor", peran=peran))
    assert (f'href="/hadir?rakor={rakor_id}"' in html) == hadir
    assert 'href="/kendali"' not in html
    assert "Siapkan rakor baru" not in html


def test_the_office_prepares_a_rakor_and_goes_on_to_its_agenda(contoh, open_page):
    app = open_page("/rakor", peran=Peran.SEKRETARIAT, baru="1")
    app.text_input(key="rakor.baru.tema").set_value("Rakor <i>triwulan</i>")
    app.date_input(key="rakor.baru.mulai").set_value(today() + timedelta(days=5))
    app.date_input(key="rakor.baru.selesai").set_value(today() + timedelta(days=4))
    submit(app)
    assert "Hari terakhir tidak boleh sebelum hari pertama." in text(app)
    assert app.text_input(key="rakor.baru.tema").value == "Rakor <i>triwulan</i>"

    app.date_input(key="rakor.baru.selesai").set_value(today() + timedelta(days=5))
    submit(app)

    assert newest().tema == "Rakor <i>triwulan</i>"
    assert app.query_params["rakor"] == str(newest().id)
    words = text(app)
    assert "Rakor <i>triwulan</i>" in words
    assert "Belum masuk sesi" in words
    assert "11. Pembacaan keputusan dan penutupan" in words


@pytest.mark.parametrize("peran", without(Hak.KELOLA_RAKOR))
def test_others_get_no_form(contoh, open_page, peran):
    app = open_page("/rakor", peran=peran, baru="1")
    assert not app.text_input
    assert not app.button


def test_the_longest_texts_are_text(store, open_page):
    running(tema="W" * 200, tempat="<script>" + "x" * 190)
    app = open_page("/rakor", peran=Peran.PIMPINAN)
    assert "W" * 200 in text(app)
    assert "<script>" not in markup(app)
