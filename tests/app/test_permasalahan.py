import pytest
from sqlmodel import col, select

from model.db import open_session, read_session
from model.tables import PerangkatDaerah, Permasalahan, Solusi
from tests.app.layar import markup, text
from tests.orang import local_operator

ME = local_operator()


def list_kode(*where):
    with read_session() as session:
        query = select(Permasalahan).where(*where)
        rows = session.exec(query.order_by(Permasalahan.pokja_id, Permasalahan.id))
        return [row.kode for row in rows]


def shown(app):
    return [k for k in list_kode() if f'href="/rincian-permasalahan?kode={k}"' in markup(app)]


def test_the_first_fifty_permasalahan_are_listed(contoh, open_page):
    app = open_page("/permasalahan")

    assert "145 permasalahan" in text(app)
    assert "Baris 1 sampai 50 dari 145" in text(app)
    assert shown(app) == list_kode()[:50]


def test_a_page_of_the_address_is_shown(contoh, open_page):
    app = open_page("/permasalahan", halaman=3)

    assert "Baris 101 sampai 145 dari 145" in text(app)
    assert shown(app) == list_kode()[100:]


def test_a_line_leads_to_permasalahan_isu_risiko_and_pokja(contoh, open_page):
    app = open_page("/permasalahan", cari="KEU-P01")

    for address in (
        "/rincian-permasalahan?kode=KEU-P01",
        "/rincian-isu?kode=KEU-I1",
        "/rincian-risiko?kode=KEU-R01",
        "/pokja?pokja=Keuangan",
    ):
        assert f'href="{address}"' in markup(app)


def test_the_address_narrows_the_list(contoh, open_page):
    with read_session() as session:
        pd = session.exec(select(PerangkatDaerah).where(PerangkatDaerah.kode == "BPAD")).one()

    app = open_page("/permasalahan", pokja="Aset", pd=pd.singkatan)

    wanted = list_kode(col(Permasalahan.kode).startswith("AST-"), Permasalahan.pd_id == pd.id)
    assert shown(app) == wanted != []
    assert f"{len(wanted)} permasalahan · Pokja Aset · perangkat daerah {pd.singkatan}" in text(app)
    assert 'href="/permasalahan"' in markup(app), "the filter can be taken away"


def test_only_those_without_solusi_are_shown_when_asked_for(contoh, open_page):
    wanted = list_kode(col(Permasalahan.id).not_in(select(Solusi.permasalahan_id)))
    app = open_page("/permasalahan")

    app.pills(key="tanpa_solusi").set_value("Ya").run()

    assert f"{len(wanted)} permasalahan tanpa solusi" in text(app)
    assert shown(app) == wanted != []
    assert open_page("/permasalahan", tanpa_solusi="Ya").pills(key="tanpa_solusi").value == "Ya"


def test_a_search_goes_back_to_the_first_page(contoh, open_page):
    app = open_page("/permasalahan", halaman=2)

    app.text_input(key="cari").set_value("KEP-").run()

    assert "Baris 1 sampai 17 dari 17" in text(app)
    assert "pada alamat" not in text(app)


def test_bad_values_of_the_address_are_noticed_and_left_out(contoh, open_page):
    app = open_page(
        "/permasalahan", pokja="<b>x</b>", pd="???", tanpa_solusi="mungkin", halaman="99"
    )

    words = text(app)
    assert words.count("pada alamat") == 4
    assert "145 permasalahan" in words
    assert "<b>x</b>" not in markup(app)


@pytest.mark.parametrize("cari", ["zzzz", "%", "\\", "'; --", "\x00", "a" * 500])
def test_a_search_for_anything_is_answered(contoh, open_page, cari):
    assert "permasalahan" in text(open_page("/permasalahan", cari=cari))


def test_nothing_found_says_what_to_do(contoh, open_page):
    app = open_page("/permasalahan", cari="tidakadakatanya")

    assert "Tidak ada permasalahan · memuat “tidakadakatanya”" in text(app)
    assert "Longgarkan atau hapus saringan." in text(app)


def test_an_empty_store_says_so(store, open_page):
    words = text(open_page("/permasalahan"))

    assert "Belum ada permasalahan. Permasalahan ditambahkan dari halaman pokja." in words
    assert "Hapus saringan" not in words


def test_very_long_and_hostile_text_stays_text(contoh, open_page):
    with open_session(ME) as session:
        masalah = session.exec(select(Permasalahan).where(Permasalahan.kode == "KEP-P01")).one()
        masalah.judul = "W" * 200
        other = session.exec(select(Permasalahan).where(Permasalahan.kode == "KEP-P02")).one()
        other.judul = '<img src=x onerror="alert(1)"> {{ 7*7 }}'

    seen = markup(open_page("/permasalahan"))

    assert "W" * 200 in seen
    assert "<img" not in seen and "{{ 7*7 }}" in seen
