import re
from datetime import timedelta

import pytest

from model import tables as t
from model.choices import Peran
from model.db import read_session
from model.format import tanggal
from model.permissions import Hak, Pelaku, may_somewhere, program, reader
from model.queries.aksi import count_aksi
from model.titik import Titik, get_hari_pertama, label_titik, open_titik
from pages.shared import data, lampau, tautan
from pages.shared.halaman import HALAMAN
from tests.app.layar import markup, text
from tests.stores import HARI
from tests.tampilan import alamat_isi

LALU = HARI - timedelta(days=40)
BISA = [halaman for halaman in HALAMAN if halaman.lampau]


def split(alamat: str) -> tuple[str, dict[str, str]]:
    path, _, query = alamat.partition("?")
    return path, dict(part.split("=", 1) for part in query.split("&") if part)


@pytest.mark.parametrize("halaman", BISA, ids=lambda h: h.alamat)
@pytest.mark.parametrize("per", ["rakor-1", str(LALU)])
def test_every_such_page_shows_the_past_and_offers_no_change(contoh, open_page, halaman, per):
    path, query = split(alamat_isi(halaman))
    app = open_page(path, **query, per=per)
    words = text(app)
    assert "hanya dapat dibaca" in words
    assert ("Keadaan saat Rakor" if per == "rakor-1" else f"Keadaan per {tanggal(LALU)}") in words
    assert not re.search(r"Pengguna \d", words), "people are called by their names"
    # Nothing that saves: no form, and no button but those that turn pages or give out files.
    assert not [b for b in app.button if "form" in b.proto.form_id or b.proto.is_form_submitter]
    for link in markup(app).split('href="/')[1:]:
        address = link.partition('"')[0]
        if not address.startswith(("akun", "kotak-masuk", "keluar", "sejak-rakor")):
            assert "per=" in address or address.startswith(path.strip("/")), address


def test_numbers_are_those_of_that_day(contoh, open_page):
    with open_titik(Titik(hari=LALU)) as (past, hari):
        then = count_aksi(past, hari=hari)
    with read_session() as session:
        now = count_aksi(session, hari=HARI)
    assert then != now
    assert f"dari {then} rencana aksi" in text(open_page("/", per=str(LALU)))
    assert f"dari {now} rencana aksi" in text(open_page("/"))


def test_the_way_back_to_now_keeps_the_filters(contoh, open_page):
    app = open_page("/peta-risiko", pokja="Keuangan", per=str(LALU))
    page = markup(app)
    assert 'href="/peta-risiko?pokja=Keuangan"' in page
    day = LALU - timedelta(days=1)
    assert f'href="/peta-risiko?pokja=Keuangan&amp;per={day}"' in page


def test_what_was_not_there_yet_says_so_and_leads_to_now(contoh, open_page):
    with read_session() as session:
        first = get_hari_pertama(session)
    app = open_page("/rincian-aksi", kode="KEU-A01", per=str(first))
    assert "Pada hari itu belum ada" in text(app)
    assert 'href="/rincian-aksi?kode=KEU-A01"' in markup(app)


@pytest.mark.parametrize(
    ("per", "sentence"),
    [
        ("kemarin", lampau.TIDAK_DIKENAL),
        ("2026-13-40", lampau.TIDAK_DIKENAL),
        ("<b>x</b>", lampau.TIDAK_DIKENAL),
        ("9" * 3000, lampau.TIDAK_DIKENAL),
        (str(HARI), lampau.BELUM_LEWAT),
        (str(HARI + timedelta(days=900)), lampau.BELUM_LEWAT),
    ],
)
def test_an_address_that_means_no_past_shows_now_and_says_why(contoh, open_page, per, sentence):
    app = open_page("/", per=per)
    assert sentence in text(app)
    assert "dari 314 rencana aksi" in text(app)


@pytest.mark.parametrize("per", ["rakor-2", "rakor-99", "1999-01-01"])
def test_a_past_that_is_not_known_is_refused_with_a_way_back(contoh, open_page, per):
    app = open_page("/", per=per)
    assert "Kembali ke sekarang" in text(app)
    assert "rencana aksi terlambat" not in text(app)


def test_other_pages_say_that_they_show_now_and_keep_the_day_in_their_links(contoh, open_page):
    app = open_page("/akun", per=str(LALU))
    assert lampau.SELALU_KINI in text(app)


@pytest.mark.parametrize("alamat", ["/sejak-rakor", "/rakor", "/aturan-risiko", "/pemeriksaan"])
def test_where_one_persons_links_lead_does_not_lead_another_into_the_past(
    contoh, open_page, alamat
):
    open_page(alamat, per=str(LALU))
    assert f"per={LALU}" not in markup(open_page(alamat))
    open_page(alamat)
    assert f"per={LALU}" in markup(open_page(alamat, per=str(LALU)))


@pytest.mark.parametrize(
    ("alamat", "query"),
    [
        ("/rencana-aksi", {"kembali": "/pimpinan?path=x&kode=1&per=2"}),
        ("/rencana-aksi", {"per": str(LALU), "path": "x"}),
        ("/per-tanggal", {"dari": "/pimpinan?path=x&params=y"}),
    ],
)
def test_no_name_in_an_address_trips_the_page(contoh, open_page, alamat, query):
    assert "path=x" in markup(open_page(alamat, **query))


def test_what_streamlit_keeps_for_itself_is_left_out_on_the_way_back():
    tujuan = lampau.parse_tujuan("/pimpinan?embed=true&pokja=Aset&embed_options=show_toolbar")
    assert tujuan is not None and tujuan[1] == {"pokja": ["Aset"]}


def test_an_answer_for_a_point_in_time_is_not_taken_for_another(contoh):
    data.begin_run()
    days = [LALU, LALU - timedelta(days=1)]
    # A query may have an argument of this name itself.
    assert [data.read_live(label_titik, titik=Titik(hari=day)) for day in days] == [
        f"per {tanggal(day)}" for day in days
    ]


def test_nothing_can_be_saved_while_the_past_is_shown(contoh):
    def change(session, *, pelaku):
        session.get_one(t.Risiko, 1).judul = "Diubah dari masa lalu"

    pelaku = program("Uji")
    data.begin_run()
    data.look_at(Titik(hari=LALU), LALU)
    saved = data.save(change, pelaku=pelaku)
    assert isinstance(saved.refusal, data.HanyaDibaca)
    data.begin_run()
    assert data.is_kini() and tautan.url("/pokja") == "/pokja"
    with read_session() as session:
        assert session.get_one(t.Risiko, 1).judul != "Diubah dari masa lalu"


@pytest.mark.parametrize("peran", [p for p in Peran if p != Peran.PROGRAM])
def test_who_looks_at_the_past_has_no_right_but_to_read(peran):
    past = reader(Pelaku("Uji", peran, id=7, pokja_id=2, pd_id=3))
    assert (past.id, past.nama) == (7, "Uji")
    rights = {hak for hak in Hak if may_somewhere(past, hak)}
    assert rights <= {Hak.BACA, Hak.UNDUH}
    assert rights <= {hak for hak in Hak if may_somewhere(Pelaku("Uji", peran), hak)}


def test_the_page_to_choose_a_day_leads_back_with_the_filters(contoh, open_page):
    app = open_page("/per-tanggal", dari="/peta-risiko?pokja=Keuangan&prioritas=Ya")
    page = markup(app)
    assert 'href="/peta-risiko?pokja=Keuangan&amp;prioritas=Ya&amp;per=rakor-1"' in page
    assert "Peta Risiko" in text(app)
    app = open_page("/per-tanggal", dari="/peta-risiko", tanggal=str(LALU))
    assert f"Tampilkan Peta Risiko per {tanggal(LALU)}" in text(app)


@pytest.mark.parametrize(
    "dari",
    ["https://jahat.example/peta-risiko", "//jahat.example/", "javascript:alert(1)", "/keluar",
     "/akun", "", "peta-risiko", "http://[", "/" * 3000],
)  # fmt: skip
def test_the_page_leads_nowhere_but_to_pages_of_ours(contoh, open_page, dari):
    page = markup(open_page("/per-tanggal", dari=dari))
    assert "jahat" not in page and "javascript:" not in page
    assert 'href="/?per=rakor-1"' in page


@pytest.mark.parametrize(
    ("hari", "sentence"),
    [(HARI, "belum lewat"), (HARI.replace(year=2001), "Data tercatat sejak")],
)
def test_a_day_without_a_past_is_refused(contoh, open_page, hari, sentence):
    assert sentence in text(open_page("/per-tanggal", tanggal=str(hari)))


def test_an_empty_store_has_no_past_to_show(store, open_page):
    assert "Belum ada keadaan masa lalu" in text(open_page("/per-tanggal"))
