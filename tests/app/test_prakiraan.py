"""The page Prakiraan, and the forecast on the page of an action and in the tracker."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from model import clock
from model.choices import Ketepatan, Peran
from model.db import open_session, read_session
from model.prakiraan.alasan import list_alasan
from model.prakiraan.baca import read_laju, read_prakiraan
from model.prakiraan.hitung import TingkatPeluang, perkirakan
from model.queries.acuan import list_pokja
from model.queries.aksi import SaringanAksi, count_aksi, list_aksi
from model.queries.prakiraan import SaringanCalon
from model.tables import RencanaAksi
from model.titik import KINI, Titik
from tests.app.layar import markup, text
from tests.orang import local_operator

ALAMAT = "/prakiraan"


def listed(app):
    """Return code and percent of each line of the list, in order."""
    head = r'<td class="judul-baris"><a [^>]*>([A-Z]{3}-A\d+)</a>'
    rows = re.findall(head + r'.*?<span class="nilai">(\d+) %</span>', markup(app), re.DOTALL)
    return [(kode, int(percent)) for kode, percent in rows]


def wanted(titik=KINI, *, hari, jangka=30, least=0, pokja_id=None):
    saringan = SaringanCalon(sampai=hari + timedelta(days=jangka), pokja_id=pokja_id)
    found = read_prakiraan(titik=titik, laju=read_laju(titik=titik), saringan=saringan)
    return [b for b in found if b.prakiraan.peluang >= least]


def pairs(baris):
    return [(b.aksi.kode, b.prakiraan.peluang) for b in baris]


def test_prakiraan_says_so_when_there_is_nothing_to_forecast(store, open_page):
    app = open_page(ALAMAT)
    words = text(app)
    assert "Tidak ada rencana aksi terbuka yang jatuh tempo dalam 30 hari ke depan." in words
    assert "Cara menghitung" in words
    assert "Tabel nilai" in words
    assert "Urutan: peluang tertinggi" not in words
    narrowed = text(open_page(ALAMAT, pokja="Keuangan"))
    assert "ke depan untuk pilihan ini. Hapus saringan" in narrowed
    assert "python -m model.prakiraan.uji" in words
    assert listed(app) == []
    assert not app.get("pagination")


@pytest.mark.parametrize("peran", [Peran.PIMPINAN, Peran.KETUA])
def test_the_list_holds_what_is_due_in_30_days_highest_first(contoh, open_page, hari, peran):
    expected = wanted(hari=hari)
    app = open_page(ALAMAT, peran=peran)
    words = text(app)

    assert listed(app) == pairs(expected)
    total = perkirakan(b.prakiraan.peluang for b in expected)
    assert (
        f"Perkiraan {total.jumlah} dari {total.dari} rencana aksi yang jatuh tempo dalam 30 hari"
        in words
    )
    assert f"Kira-kira antara {total.paling_sedikit} dan {total.paling_banyak}." in words
    first = list_alasan(expected[0].prakiraan)
    assert all(reason.kalimat in words.replace("\xa0", " ") for reason in first)
    assert "Rendah di bawah 30 %, Sedang 30 sampai 59 %, Tinggi 60 % ke atas." in words


def test_what_is_late_or_without_tenggat_is_counted_beside_and_opens_its_list(
    contoh, open_page, hari
):
    app = open_page(ALAMAT)
    with read_session() as session:
        late, none = (
            count_aksi(session, hari=hari, saringan=SaringanAksi(ketepatan=(kind,)))
            for kind in (Ketepatan.TERLAMBAT, Ketepatan.TANPA_TENGGAT)
        )
    assert f"{late} sudah terlambat (sudah pasti, 100 %) dan {none} tanpa tenggat" in text(app)
    assert 'href="/rencana-aksi?ketepatan=Terlambat"' in markup(app)


def test_each_filter_can_be_set_by_the_address(contoh, open_page, hari):
    with read_session() as session:
        pokja = next(p for p in list_pokja(session) if p.nama == "Keuangan")
    assert listed(open_page(ALAMAT, jangka="90 hari")) == pairs(wanted(hari=hari, jangka=90))[:50]
    own = wanted(hari=hari, jangka=90, pokja_id=pokja.id)
    app = open_page(ALAMAT, pokja="Keuangan", jangka="90 hari")
    assert listed(app) == pairs(own)
    assert "Pokja Keuangan" in text(app)
    assert "Hapus saringan" in text(app)
    high = wanted(hari=hari, jangka=90, least=60, pokja_id=pokja.id)
    app = open_page(ALAMAT, pokja="Keuangan", jangka="90 hari", peluang="60 % ke atas")
    assert listed(app) == pairs(high)
    assert 0 < len(high) < len(own)
    # The expectation is of all that is due, whatever chances are listed.
    assert f"dari {len(own)} rencana aksi yang jatuh tempo" in text(app)


def test_a_perangkat_daerah_can_be_set_by_the_address(contoh, open_page, hari):
    pd = next(b.aksi.pd for b in wanted(hari=hari, jangka=90) if b.aksi.pd)
    expected = [b for b in wanted(hari=hari, jangka=90) if b.aksi.pd == pd]
    app = open_page(ALAMAT, pd=pd, jangka="90 hari")
    assert listed(app) == pairs(expected)


@pytest.mark.parametrize(
    ("key", "value", "label"),
    [
        ("pokja", "Tidak Ada", "Pokja"),
        ("jangka", "7 hari", "Jatuh tempo dalam"),
        ("peluang", "tinggi", "Peluang terlewat"),
        ("pd", "<b>x</b>", "Penanggung jawab"),
    ],
)
def test_a_bad_value_is_ignored_with_one_calm_notice(contoh, open_page, hari, key, value, label):
    app = open_page(ALAMAT, **{key: value})
    assert f"{label} “" in text(app)
    assert "jadi tidak dipakai." in text(app)
    assert listed(app) == pairs(wanted(hari=hari))


def test_the_sum_of_a_chosen_action_is_shown_and_adds_up(contoh, open_page, hari):
    chosen = wanted(hari=hari, jangka=90)[20]
    app = open_page(ALAMAT, kode=chosen.aksi.kode)
    (section,) = re.findall(r'<section id="hitung".*?</section>', markup(app), re.DOTALL)
    assert chosen.aksi.kode in section
    body, foot = section.split("<tfoot>")
    points = re.findall(r'<td class="angka" data-judul="Poin">([^<]*)</td>', body)
    assert sum(int(p.replace("−", "-")) for p in points) == chosen.prakiraan.poin
    assert f"= {chosen.prakiraan.peluang} %, {chosen.prakiraan.tingkat.label}" in foot


@pytest.mark.parametrize("kode", ["XXX-A99", "<script>alert(1)</script>", "x" * 300])
def test_a_code_without_a_forecast_is_said(contoh, open_page, kode):
    app = open_page(ALAMAT, kode=kode)
    assert "Tidak ada prakiraan untuk “" in text(app)
    assert "<script>" not in markup(app)


def test_a_past_day_shows_the_forecast_of_that_day(contoh, open_page, hari):
    day = hari - timedelta(days=40)
    expected = wanted(Titik(hari=day), hari=day)
    app = open_page(ALAMAT, per=day.isoformat())
    assert listed(app) == pairs(expected)
    assert pairs(expected) != pairs(wanted(hari=hari))
    assert f"per={day.isoformat()}" in markup(app)
    assert "Yang terjadi sampai sekarang." in text(app)
    assert "Yang terjadi" not in text(open_page(ALAMAT))


def test_the_table_of_pokja_is_in_the_official_order(contoh, open_page):
    with read_session() as session:
        names = [p.nama for p in list_pokja(session)]
    found = re.findall(r'data-ke="daftar">\d\. ([^<]+)</a></th>', markup(open_page(ALAMAT)))
    assert found == names


def test_nothing_is_said_about_a_person(contoh, open_page):
    words = text(open_page(ALAMAT, jangka="90 hari"))
    assert "Pengguna" not in words
    assert "PIC" not in words


def test_the_page_of_an_action_shows_its_chance_and_two_reasons(contoh, open_page, hari):
    chosen = wanted(hari=hari)[0]
    app = open_page("/rincian-aksi", kode=chosen.aksi.kode)
    words = text(app).replace("\xa0", " ")
    assert "Peluang tenggat ini terlewat" in words
    assert f"{chosen.prakiraan.peluang} %" in words
    assert all(reason.kalimat in words for reason in list_alasan(chosen.prakiraan))
    assert f'href="/prakiraan?kode={chosen.aksi.kode}" data-ke="hitung"' in markup(app)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Ketepatan.TERLAMBAT, "Tenggatnya sudah terlewat (100 %), jadi tidak ada prakiraan."),
        (Ketepatan.TANPA_TENGGAT, "Tanpa tenggat, jadi tidak ada prakiraan."),
        (Ketepatan.TUNTAS, ""),
    ],
)
def test_an_action_without_a_forecast_says_why(contoh, open_page, hari, kind, words):
    with read_session() as session:
        saringan = SaringanAksi(ketepatan=(kind,))
        kode = list_aksi(session, hari=hari, saringan=saringan, sebanyak=1)[0].kode
    shown = text(open_page("/rincian-aksi", kode=kode))
    assert words in shown
    assert "Peluang tenggat ini terlewat" not in shown


def test_the_tracker_marks_high_chances_only(contoh, open_page, hari):
    app = open_page("/rencana-aksi", ketepatan="Sesuai jadwal")
    with read_session() as session:
        saringan = SaringanAksi(ketepatan=(Ketepatan.TEPAT,))
        shown = [a.kode for a in list_aksi(session, hari=hari, saringan=saringan, sebanyak=50)]
    found = {
        b.aksi.kode: b.prakiraan
        for b in read_prakiraan(titik=KINI, laju=read_laju(titik=KINI))
        if b.aksi.kode in shown
    }
    high = {k for k, p in found.items() if p.tingkat == TingkatPeluang.TINGGI}
    marked = set(re.findall(r'aria-label="peluang terlewat \d+ %, ([A-Z]{3}-A\d+)"', markup(app)))
    assert marked == high
    assert 0 < len(high) < len(shown)


def test_very_long_texts_are_shown_whole_and_never_as_markup(contoh, open_page, hari):
    kode = wanted(hari=hari)[0].aksi.kode
    judul = "<b>" + "x" * 190 + "</b>"
    with open_session(local_operator()) as session:
        row = session.exec(select(RencanaAksi).where(RencanaAksi.kode == kode)).one()
        row.judul = judul
    app = open_page(ALAMAT)
    assert "&lt;b&gt;" + "x" * 190 in markup(app)


def test_what_came_of_a_past_forecast_goes_on_by_itself_at_midnight(
    contoh, open_page, hari, monkeypatch
):
    def tiba() -> int:
        words = text(open_page(ALAMAT, per=str(hari - timedelta(days=20))))
        return int(re.search(r"(\d+) tenggatnya sudah lewat", words)[1])

    today, kini = tiba(), clock.now
    monkeypatch.setattr(clock, "now", lambda: kini() + timedelta(days=8))
    assert tiba() > today


def test_shares_of_the_pokja_that_do_not_add_up_are_explained(contoh, open_page, hari):
    whole = perkirakan(b.prakiraan.peluang for b in wanted(hari=hari)).jumlah
    with read_session() as session:
        parts = sum(
            perkirakan(b.prakiraan.peluang for b in wanted(hari=hari, pokja_id=p.id)).jumlah
            for p in list_pokja(session)
        )
    said = f"jumlahnya {parts}, sedangkan perkiraan seluruh pokja {whole}."
    assert (said in text(open_page(ALAMAT))) == (parts != whole)
