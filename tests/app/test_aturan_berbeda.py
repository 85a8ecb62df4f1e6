"""Where two points in time under different risk rules are compared, each screen says so."""

import pytest

from model.arus import JenisPerubahan
from model.clock import today
from model.db import read_session
from model.format import tanggal
from model.perubahan import read_perubahan
from model.pindah import Gerak
from model.queries.pergerakan_forum import get_pergerakan
from model.tayangan import read_isi
from model.titik import KINI, Titik
from pages.layar.deck import make_deck
from tests.app.layar import text
from tests.unit.aturan import adopt, draft, use_batas, use_matriks

BERBEDA = "Aturan risiko berbeda"
SENDIRI = "perubahan aturan tidak terhitung sebagai gerak"
LAYAR = {
    "/sejak-rakor": {},
    "/": {},
    "/peta-risiko": {"banding": "rakor-1"},
}


@pytest.fixture
def aturan_baru(contoh: str) -> str:
    """Put other rules in force today: variant B, and priority from 17 on; return the store."""
    row_id = draft()
    use_matriks(row_id, "B")
    use_batas(row_id, 17)
    adopt(row_id)
    return contoh


def slides() -> dict[str, str]:
    return {
        slide.kunci: slide.html for slide in make_deck(read_isi(None), "http://forum.test").slide
    }


@pytest.mark.parametrize("path", LAYAR)
def test_nothing_is_said_while_the_rules_are_the_same(contoh, open_page, path):
    words = text(open_page(path, **LAYAR[path]))
    assert BERBEDA not in words and SENDIRI not in words


@pytest.mark.parametrize("path", LAYAR)
def test_each_screen_says_that_new_rules_are_no_movement(aturan_baru, open_page, path):
    words = text(open_page(path, **LAYAR[path]))
    assert BERBEDA in words and SENDIRI in words
    assert "Gerak dihitung dengan aturan sekarang untuk keduanya" in words


def test_all_screens_count_the_same_movements(aturan_baru, open_page):
    with read_session() as session:
        found = read_perubahan(session, dari=Titik(rakor_id=1), sampai=KINI)
        gerak = get_pergerakan(session, hari=today())
    naik = found.count(JenisPerubahan.RISIKO_NAIK)
    turun = found.count(JenisPerubahan.RISIKO_TURUN)
    peta = text(open_page("/peta-risiko", **LAYAR["/peta-risiko"]))
    assert f"{naik} besaran naik" in peta and f"{turun} besaran turun" in peta
    assert f"Besaran risiko naik {naik}" in text(open_page("/sejak-rakor"))
    forum = f"{gerak.risiko_turun} risiko turun dan {gerak.risiko_naik} risiko naik besarannya"
    assert forum in text(open_page("/"))
    listed = text(open_page("/peta-risiko", **LAYAR["/peta-risiko"], gerak=Gerak.NAIK.label))
    assert all(
        butir.kode in listed for butir in found.butir if butir.jenis == JenisPerubahan.RISIKO_NAIK
    )


def test_what_new_rules_took_out_of_the_priorities_stands_in_the_balance(aturan_baru, open_page):
    page = text(open_page("/sejak-rakor"))
    assert "Tidak lagi prioritas karena aturan baru" in page
    assert "karena aturan baru dihitung tersendiri" in page
    jenis = JenisPerubahan.RISIKO_KELUAR_ATURAN.label
    own = text(open_page("/sejak-rakor", jenis=jenis))
    assert "16 Tinggi, batas 16 → 16 Tinggi, batas 17" in own


def test_the_trend_says_on_which_day_the_rules_changed(aturan_baru, open_page):
    words = text(open_page("/pimpinan"))
    assert f"Aturan risiko berubah pada {tanggal(today())} (Varian B · Set D)" in words


def test_the_slides_say_it_too(contoh):
    words = "Aturan risiko berbeda: gerak risiko dihitung dengan aturan yang baru"
    assert words not in slides()["sejak"]
    row_id = draft()
    use_batas(row_id, 17)
    adopt(row_id)
    after = slides()
    assert words in after["sejak"]
    assert "aturan risiko berbeda" in after["ringkasan.keuangan"]
