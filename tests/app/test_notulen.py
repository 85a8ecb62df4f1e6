import pytest
from sqlmodel import select

from model import tables as t
from model.choices import Peran
from model.commands.tutup import close_rakor
from model.db import open_session, read_session
from tests.app.layar import markup, text
from tests.orang import SISTEM
from tests.rapat import keputusan, running_rakor


@pytest.fixture
def rakor_id(contoh):
    return running_rakor(tempat="Balai Agung")


def close(rakor_id):
    with open_session(SISTEM) as session:
        versi = session.get_one(t.Rakor, rakor_id).versi
        close_rakor(session, pelaku=SISTEM, row_id=rakor_id, versi=versi)


def open_notulen(open_page, rakor_id, peran=Peran.PIMPINAN):
    return open_page("/notulen", peran=peran, rakor=str(rakor_id))


def test_a_running_rakor_has_a_draft(rakor_id, open_page):
    kode = keputusan(rakor_id, pd_id=None, tentang="KEU-A01")
    words = text(open_notulen(open_page, rakor_id))

    for part in (
        "Rancangan: rakor ini masih berlangsung",
        "Balai Agung",
        "Keputusan rakor ini (1)",
        f"{kode} Menyusun jadwal",
        "tentang KEU-A01",
        "belum ada",
        "Seluruh forum",
        "Rencana aksi terlambat",
        "Belum ada yang dicatat hadir.",
        "Tidak hadir (",
    ):
        assert part in words, part


def test_a_closed_one_shows_what_was_frozen(rakor_id, open_page):
    kode = keputusan(rakor_id)
    close(rakor_id)
    with open_session(SISTEM) as session:
        session.exec(select(t.Keputusan).where(t.Keputusan.kode == kode)).one().judul = "Berubah"
    words = text(open_notulen(open_page, rakor_id))

    assert "Rancangan" not in words
    assert "Sebagaimana dibekukan saat rakor ditutup" in words
    assert f"{kode} Menyusun jadwal" in words
    assert "Berubah" not in words


@pytest.mark.parametrize("alamat", ["", "999999", "abc"])
def test_a_bad_address_offers_those_that_have_notulen(rakor_id, open_page, alamat):
    app = open_page("/notulen", rakor=alamat)
    assert f"/notulen?rakor={rakor_id}" in markup(app)


def test_one_being_prepared_has_none(contoh, open_page):
    words = text(open_notulen(open_page, running_rakor(buka=False)))
    assert "Halaman ini untuk rakor yang berlangsung atau ditutup." in words


def test_an_empty_forum_has_notulen_too(store, open_page):
    words = text(open_notulen(open_page, running_rakor()))
    assert "Tidak ada keputusan yang dicatat dalam rakor ini." in words
    assert "Rencana aksi terlambat (0)" in words


def test_hostile_and_long_texts_are_text(rakor_id, open_page):
    keputusan(rakor_id, "<script>alert(1)</script> " + "W" * 170)
    with open_session(SISTEM) as session:
        rakor = session.get_one(t.Rakor, rakor_id)
        rakor.tema, rakor.catatan = "<b>" + "M" * 190, "<i>" * 600
    page = markup(open_notulen(open_page, rakor_id))
    assert "<script>" not in page
    assert "<i><i>" not in page
    assert "&lt;b&gt;MMM" in page


# What each button gives, beside the buttons for Excel.
BERKAS = {"notulen": "md", "daftar-hadir": "csv", "daftar-keputusan": "csv"}


def test_each_file_is_offered(rakor_id, open_page):
    keputusan(rakor_id)
    with read_session() as session:
        mulai = session.get_one(t.Rakor, rakor_id).mulai
    app = open_notulen(open_page, rakor_id)
    for nama in BERKAS:
        app.session_state[f"unduh_{nama}-rakor-{mulai}"] = True
    app.run()
    offered = {button.key for button in app.get("download_button")}
    for nama, ending in BERKAS.items():
        assert f"unduh_{nama}-rakor-{mulai}_{ending}" in offered, offered


def test_a_screen_may_not_download(rakor_id, open_page):
    app = open_notulen(open_page, rakor_id, Peran.LAYAR)
    assert app.get("popover") == []
