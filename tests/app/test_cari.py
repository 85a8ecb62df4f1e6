import re

import pytest

from model.choices import Peran
from model.db import open_session
from model.tables import RencanaAksi
from tests.app.layar import markup, text
from tests.orang import local_operator


def rename(judul, *ids):
    with open_session(local_operator()) as session:
        for baris_id in ids:
            session.get_one(RencanaAksi, baris_id).judul = judul


def test_an_empty_box_says_what_can_be_searched_and_gives_examples(contoh, open_page):
    app = open_page("/cari")

    assert "permasalahan, risiko, solusi, penanganan, rencana aksi, keputusan" in text(app)
    assert 'href="/cari?cari=KEU-A07"' in markup(app)
    assert "hasil-cari" not in markup(app)


def test_an_empty_store_has_nothing_to_find_and_says_so(store, open_page):
    app = open_page("/cari", cari="perizinan")

    assert "Tidak ada hasil untuk “perizinan”." in text(app)


def test_a_code_leads_to_its_object(contoh, open_page):
    app = open_page("/cari", cari="keu a07")

    assert "1 hasil untuk “keu a07”" in text(app)
    assert 'href="/rincian-aksi?kode=KEU-A07&amp;kembali=%2Fcari%3Fcari%3Dkeu%2Ba07"' in markup(app)
    assert "Rencana aksi · Keuangan" in text(app)


def test_what_is_found_opens_as_it_is_now_also_on_the_way_from_the_past(contoh, open_page):
    page = markup(open_page("/cari", cari="keu a07", per="rakor-1"))
    (link,) = re.findall(r'href="(/rincian-aksi[^"]*)"', page)
    assert "per=" not in link.partition("&amp;kembali=")[0]


def test_words_found_are_marked_and_everything_else_is_text(contoh, open_page):
    rename("<b>Menata</b> zebrakuda <script>x</script>", 1)

    app = open_page("/cari", cari="zebra")

    assert "<mark>zebrakuda</mark>" in markup(app)
    assert "&lt;b&gt;Menata&lt;/b&gt;" in markup(app)
    assert "<script>" not in markup(app)


def test_what_is_typed_is_never_markup(contoh, open_page):
    app = open_page("/cari", cari='<img src=x onerror=alert(1)> "zebra"')

    assert "Tidak ada hasil" in text(app)
    assert "<img" not in markup(app)
    assert 'href="/cari?cari=onerror"' in markup(app), "each word can be tried alone"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x", "Ketik sedikitnya dua huruf atau angka."),
        ("🙂 —", "tanda baca saja tidak dapat dicari"),
    ],
)
def test_too_little_is_said(contoh, open_page, typed, said):
    assert said in text(open_page("/cari", cari=typed))


def test_a_very_long_address_is_cut_and_said(contoh, open_page):
    app = open_page("/cari", cari="perizinan " * 100)

    assert "terlalu panjang, jadi dipakai 300 huruf pertama" in text(app)


def test_a_kind_of_the_address_narrows_and_can_be_taken_away(contoh, open_page):
    app = open_page("/cari", cari="KEU-A07", jenis="Keputusan")

    assert "Tidak ada hasil untuk “KEU-A07” pada keputusan." in text(app)
    assert 'href="/cari?cari=KEU-A07">Cari di semua jenis' in markup(app).replace(' data-ke=""', "")


def test_an_unknown_kind_is_said_and_left_out(contoh, open_page):
    app = open_page("/cari", cari="KEU-A07", jenis="Gajah")

    assert "“Gajah” pada alamat tidak dikenal" in text(app)
    assert "1 hasil" in text(app)


def test_results_come_in_pages_of_twenty(contoh, open_page):
    rename("Menata zebrakuda", *range(1, 46))

    assert "45 hasil" in text(open_page("/cari", cari="zebrakuda"))
    assert markup(open_page("/cari", cari="zebrakuda")).count("<li>") == 20
    last = open_page("/cari", cari="zebrakuda", halaman=3)
    assert markup(last).count("<li>") == 5
    assert '<ol class="hasil-cari" start="41">' in markup(last)


def test_too_many_results_are_said_and_bounded(contoh, open_page):
    rename("Menata zebrakuda", *range(1, 251))

    app = open_page("/cari", cari="zebrakuda")

    assert "Lebih dari 200 hasil" in text(app)


def test_the_past_is_not_searched_and_the_page_says_so(contoh, open_page):
    app = open_page("/cari", cari="KEU-A07", per="2026-01-01")

    assert "Halaman ini selalu menampilkan keadaan sekarang." in text(app)
    assert "1 hasil" in text(app)


def test_the_head_of_every_page_leads_to_the_search(contoh, open_page):
    assert 'class="cari" href="/cari"' in markup(open_page("/"))


def test_a_screen_in_a_meeting_room_is_not_offered_a_search(contoh, open_page):
    assert 'class="cari"' not in markup(open_page("/", peran=Peran.LAYAR))


def test_only_words_that_can_be_searched_alone_are_suggested(contoh, open_page):
    app = open_page("/cari", cari="NEAR(a b)")

    assert "Coba satu kata: near Periksa" in text(app)
    assert 'href="/cari?cari=a"' not in markup(app)
