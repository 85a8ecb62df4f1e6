"""The page Jejak Audit, and that what is taken out of the forum leaves a line."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import col, select

from model import append_only
from model.choices import Peran, Tindakan
from model.commands.unduhan import record_unduhan
from model.db import engine, open_session, read_session
from model.errors import NotAllowed
from model.history import add_line
from model.queries.acuan import get_keadaan_data
from model.tables import RencanaAksi, Riwayat
from pages.shared.unduh import _recorded
from tests.app.layar import markup, text
from tests.orang import local_operator, stored

AUDIT = "/audit"
NASTY = "<script>alert(1)</script> {{ 7*7 }} ![x](http://contoh.invalid/x.png) " + "W" * 900


def numbers(app: Any) -> list[int]:
    return [int(n.replace(".", "")) for n in re.findall(r"baris ([\d.]+)</span>", markup(app))]


def test_the_newest_fifty_lines_come_first_and_older_ones_by_a_link(contoh, open_page):
    app = open_page(AUDIT)
    with read_session() as session:
        newest = session.exec(select(Riwayat.id).order_by(col(Riwayat.id).desc())).first()
    assert numbers(app) == list(range(newest, newest - 50, -1))
    (older,) = re.findall(r'href="/audit\?sebelum=(\d+)"', markup(app))
    again = open_page(AUDIT, sebelum=older)
    assert numbers(again)[0] == newest - 50
    assert "Ke yang terbaru" in text(again)


def test_every_filter_can_be_set_by_the_address(contoh, open_page):
    app = open_page(
        AUDIT, kode="KEU-A01", tindakan="Dibuat", jenis="Rencana aksi", asal="data contoh"
    )
    assert len(numbers(app)) == 1
    assert 'href="/rincian-aksi?kode=KEU-A01"' in markup(app)
    assert "kode KEU-A01" in text(app) and "tindakan dibuat" in text(app)
    assert "jenis=csv&amp;kode=KEU-A01&amp;tindakan=dibuat&amp;tabel=rencana_aksi" in markup(app)


def test_a_changed_filter_begins_at_the_newest(contoh, open_page):
    app = open_page(AUDIT, sebelum="300")
    assert numbers(app)[0] == 299
    app.selectbox(key="jenis").set_value("Solusi").run()
    assert "sebelum" not in app.query_params
    assert numbers(app)[0] > 299


@pytest.mark.parametrize(
    "bad",
    [
        {"orang": "siapa"}, {"tindakan": "x"}, {"jenis": "pokja"}, {"asal": "<b>"},
        {"dari": "besok"}, {"sebelum": "-1"}, {"sebelum": "x" * 400}, {"kode": "\x00"},
        {"kode": "'; DROP TABLE riwayat; --"}, {"cari": "%"}, {"cari": "\u202e"},
    ],
    ids=str,
)  # fmt: skip
def test_a_bad_value_in_the_address_breaks_nothing(contoh, open_page, bad):
    app = open_page(AUDIT, **bad)
    assert not app.exception
    assert "<b>" not in markup(app)


def test_what_finds_nothing_says_so(contoh, open_page):
    assert "Tidak ada baris riwayat yang cocok" in text(open_page(AUDIT, kode="KEU-A9999"))


def test_hostile_text_is_shown_as_text_and_cut_short(contoh, open_page):
    with open_session(local_operator()) as session:
        row = session.exec(select(RencanaAksi).where(RencanaAksi.kode == "KEU-A02")).one()
        row.tindak_lanjut = NASTY
        add_line(session, Tindakan.DITOLAK, sesudah=NASTY)
    shown = markup(open_page(AUDIT))
    assert "<script>" not in shown and "<img" not in shown
    assert "{{ 7*7 }}" in shown
    assert "W" * 301 not in shown


def test_the_chain_is_checked_at_the_press_of_a_button(contoh, open_page):
    app = open_page(AUDIT)
    assert "Rantai belum diperiksa" in text(app)
    app.button(key="audit.periksa").click().run()
    assert "Rantai utuh" in text(app)


def test_a_broken_chain_is_said_aloud(contoh, open_page):
    with engine().begin() as connection:
        append_only.unprotect(connection)
        connection.exec_driver_sql("UPDATE riwayat SET sesudah = 'Lain' WHERE id = 40")
    app = open_page(AUDIT)
    app.button(key="audit.periksa").click().run()
    assert "Rantai rusak" in text(app)
    assert "Baris 40 tidak cocok dengan segelnya." in text(app)


@pytest.mark.parametrize("peran", [p for p in Peran if p not in (Peran.ADMIN, Peran.PROGRAM)])
def test_nobody_but_the_admin_reads_it(contoh, open_page, peran):
    app = open_page(AUDIT, peran=peran)
    assert "riwayat" not in text(app)
    assert any("bukan" in i.value or "tidak untuk peran" in i.value for i in app.info)


def popovers(app: Any) -> list[str]:
    return [block.proto.popover.label for block in app.get("popover")]


def test_a_screen_is_offered_no_download(contoh, open_page):
    assert "Unduh tabel" in popovers(open_page("/rencana-aksi", peran=Peran.PIMPINAN))
    assert "Unduh tabel" not in popovers(open_page("/rencana-aksi", peran=Peran.LAYAR))


def test_a_download_leaves_a_line_and_makes_no_screen_old(contoh):
    pimpinan = stored(Peran.PIMPINAN)
    with read_session() as session:
        versi = get_keadaan_data(session)[0]
    with open_session(pimpinan, "unduhan") as session:
        record_unduhan(session, pelaku=pimpinan, apa="Rencana aksi (CSV)", saringan="terlambat")
    with read_session() as session:
        line = session.exec(select(Riwayat).order_by(col(Riwayat.id).desc())).first()
        assert (line.tindakan, line.pelaku_id) == (Tindakan.DIUNDUH, pimpinan.id)
        assert line.sesudah == "Rencana aksi (CSV): terlambat"
        assert get_keadaan_data(session)[0] == versi


def test_a_screen_that_asks_all_the_same_is_refused_and_noted(contoh):
    layar = stored(Peran.LAYAR)
    with pytest.raises(NotAllowed), open_session(layar, "unduhan") as session:
        record_unduhan(session, pelaku=layar, apa="Rencana aksi (CSV)")
    with read_session() as session:
        line = session.exec(select(Riwayat).order_by(col(Riwayat.id).desc())).first()
        assert (line.tindakan, line.pelaku_id) == (Tindakan.DITOLAK, layar.id)


def test_a_file_is_made_in_a_thread_of_its_own_and_recorded_for_whoever_pressed(contoh):
    pimpinan = stored(Peran.PIMPINAN)
    make = _recorded(lambda: b"isi", pimpinan, "Peta risiko (PNG)", "")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(make).result() == b"isi"
    with read_session() as session:
        line = session.exec(select(Riwayat).order_by(col(Riwayat.id).desc())).first()
        assert (line.pelaku_id, line.sesudah) == (pimpinan.id, "Peta risiko (PNG)")
    layar = stored(Peran.LAYAR)
    with pytest.raises(NotAllowed):
        _recorded(lambda: b"isi", layar, "Peta risiko (PNG)", "")()
