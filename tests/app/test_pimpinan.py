import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlmodel import select

from model import tables as t
from model.choices import Peran
from model.clock import now, today
from model.commands.eskalasi import create_eskalasi
from model.db import open_session, read_session
from model.format import tanggal
from model.isian_eskalasi import IsianEskalasi
from model.pimpinan import count_putusan, read_keadaan, read_putusan, read_tertinggi
from model.queries.calon_putusan import SaringanPutusan
from model.titik import KINI, Titik
from pages.shared.tautan import (
    ESKALASI,
    PEMERIKSAAN,
    PERLU_KEPUTUSAN,
    PIMPINAN,
    PRAKIRAAN,
    RINCIAN,
)
from pages.web.halaman import home_of
from tests.app.layar import markup, submit, text
from tests.orang import SISTEM
from tests.stores import HARI
from tests.unit import aturan

JAHAT = "<script>alert(1)</script> ![x](http://jahat.example/x.png) perlu arahan"


def ask(kode: str, alasan: str) -> None:
    with open_session(SISTEM) as session:
        kind = {"R": t.Risiko, "A": t.RencanaAksi, "P": t.Permasalahan}[kode[4]]
        row_id = session.exec(select(kind.id).where(kind.kode == kode)).one()
        isian = IsianEskalasi.check({"alasan": alasan})
        create_eskalasi(session, pelaku=SISTEM, huruf=kode[4], row_id=row_id, isian=isian)


def open_request(kode: str) -> t.Eskalasi | None:
    with read_session() as session:
        query = select(t.Eskalasi).join(t.Risiko, t.Risiko.id == t.Eskalasi.risiko_id)
        return session.exec(
            query.where(t.Risiko.kode == kode, t.Eskalasi.ditutup_pada.is_(None))
        ).first()


def test_an_empty_store_says_so_everywhere(store, open_page):
    words = text(open_page(PIMPINAN, peran=Peran.PIMPINAN))
    assert "Tidak ada yang perlu keputusan Anda." in words
    assert "Belum ada rakor yang ditutup" in words
    assert "Peta pembanding muncul setelah ada rakor yang ditutup." in words
    assert "Belum ada risiko." in words
    assert "Belum ada data untuk bagan ini." in words
    assert "Tidak ada rencana aksi terbuka yang jatuh tempo dalam 30 hari ke depan." in words
    assert "Pemeriksaan data tidak menemukan kekurangan." in words
    assert words.count("belum ada data") >= 9
    words = text(open_page(PERLU_KEPUTUSAN))
    assert "Tidak ada hal yang perlu keputusan pimpinan" in words


def test_the_page_says_what_the_reads_find(contoh, open_page):
    app = open_page(PIMPINAN, peran=Peran.PIMPINAN)
    words, html = text(app), markup(app)
    with read_session() as session:
        keadaan = read_keadaan(session, titik=KINI)
        daftar = read_putusan(session, titik=KINI)
        tertinggi = read_tertinggi(session, titik=KINI)
    now_, before = keadaan.of(None), keadaan.sebelum_of(None)
    assert f"Yang perlu keputusan Anda ({len(daftar)})" in words
    places = [words.index(baris.kalimat) for baris in daftar[:8]]
    assert places == sorted(places)
    assert daftar[8].kode not in words[: words.index("Empat angka")]
    assert f"Lihat semua {len(daftar)}" in words
    assert "Sudah ada keputusan KEU-K01 , tenggat" in words
    assert f"{now_.risiko_prioritas} risiko prioritas dari {now_.risiko} risiko" in words
    assert f"{now_.selesai} rencana aksi selesai {now_.selesai} dari {now_.aksi}" in words
    grown = now_.terlambat - before.terlambat
    assert grown > 0 and f"▲ naik {grown}" in words
    assert keadaan.kata_rakor in words
    assert html.count('class="peta ringkas"') == 2
    assert f"per=rakor-{keadaan.rakor.id}" in html, "cells of the other map lead to that rakor"
    places = [words.rindex(f"{r.baris.kode} {r.baris.judul}") for r in tertinggi]
    assert places == sorted(places)
    for angka in keadaan.pokja:
        assert f"{angka.selesai} dari {angka.aksi}" in words
    for anchor in ("putusan", "angka", "ke-depan", "peta", "tertinggi", "tren", "pokja"):
        assert f'href="#{anchor}"' in html and f'id="{anchor}"' in html


def test_the_filter_narrows_everything_and_travels_in_every_link(contoh, open_page):
    app = open_page(PIMPINAN, peran=Peran.PIMPINAN, pokja="Keuangan")
    with read_session() as session:
        own = read_putusan(session, titik=KINI, saringan=SaringanPutusan(pokja_id=2))
    words, html = text(app), markup(app)
    assert f"Yang perlu keputusan Anda ({len(own)})" in words
    assert "Lihat semua" not in words
    for lain in ("Kepegawaian", "Pengelolaan BUMD"):
        assert lain not in words
    assert html.count("kembali=%2Fpimpinan%3Fpokja%3DKeuangan") > 20
    links = html.count('href="/') - html.count('href="/akun"')
    assert links < html.count("kembali=") + 12, "hardly a link leads away without a way back"


@pytest.mark.parametrize(
    ("days", "words"),
    [(12, "tenggat {}, terlambat 12 hari ."), (1, "terlambat 1 hari ."), (0, "tenggat {}.")],
)
def test_a_keputusan_past_its_tenggat_is_late_and_not_settled(contoh, open_page, days, words):
    tenggat = today() - timedelta(days=days)
    with open_session(SISTEM) as session:
        row = session.exec(select(t.Keputusan).where(t.Keputusan.kode == "KEU-K01")).one()
        row.tenggat = tenggat
    for alamat, query in (
        (PIMPINAN, {}),
        (PERLU_KEPUTUSAN, {}),
        (RINCIAN["R"], {"kode": "KEU-R05"}),
    ):
        shown = text(open_page(alamat, peran=Peran.PIMPINAN, **query))
        said = shown[shown.index("Sudah ada keputusan KEU-K01") :][:90]
        assert words.format(tanggal(tenggat)) in said, alamat
        assert ("terlambat" in said) == bool(days)


def href_of(html: str, words: str) -> tuple[str, dict[str, str]]:
    """Return where the link leads that says these words: the page and its filters."""
    (href,) = re.findall(rf'<a href="([^"]*)">{words}', html)
    parts = urlsplit(unescape(href))
    return parts.path, dict(parse_qsl(parts.query))


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"pokja": "Aset"},
        {"per": (HARI - timedelta(days=40)).isoformat()},
        {"per": "rakor-1", "pokja": "Keuangan"},
    ],
)
def test_what_comes_next_and_what_is_missing_are_the_numbers_of_their_pages(
    contoh, open_page, query
):
    html = markup(open_page(PIMPINAN, peran=Peran.PIMPINAN, **query))
    jumlah, dari = re.search(
        r"Diperkirakan <a [^>]*><b>(\d+)</b> dari (\d+) rencana aksi", html
    ).groups()
    path, kept = href_of(html, f"<b>{jumlah}</b> dari")
    assert path == PRAKIRAAN and query.items() <= kept.items() and "kembali" in kept
    there = text(open_page(path, peran=Peran.PIMPINAN, **kept))
    assert f"Perkiraan {jumlah} dari {dari} rencana aksi yang jatuh tempo dalam 30 hari" in there

    for words in ("kekurangan", "di antaranya berat"):
        (number,) = re.findall(rf"<b>([\d.]+)</b> {words}", html)
        path, kept = href_of(html, f"<b>{number}</b> {words}")
        assert path == PEMERIKSAAN and query.items() <= kept.items() and "kembali" in kept
        there = text(open_page(path, peran=Peran.PIMPINAN, **kept))
        assert re.search(rf"\b{number} temuan dari [\d.]+ butir diperiksa", there)


def test_many_actions_are_not_examined_for_this_page(contoh, open_page, monkeypatch):
    monkeypatch.setattr("pages.pimpinan.bagian.MAKS_AKSI_TEMUAN", 300)
    shown = text(open_page(PIMPINAN, peran=Peran.PIMPINAN))
    assert "Buka pemeriksaan data untuk melihat yang belum lengkap." in shown
    assert "kekurangan" not in shown


def test_priority_risiko_lead_on_to_their_list(contoh, open_page):
    html = markup(open_page(PIMPINAN, peran=Peran.PIMPINAN))
    to_map = re.findall(r'<a [^>]*href="/peta-risiko[^"]*"[^>]*>', html)
    narrowed = [a for a in to_map if "prioritas=Ya" in a or "k=" in a]
    assert len(narrowed) > 40
    assert all('data-ke="daftar-risiko"' in a for a in narrowed)
    assert 'id="daftar-risiko"' in markup(open_page("/peta-risiko", prioritas="Ya"))


def test_a_bad_filter_is_said_and_left_out(contoh, open_page):
    app = open_page(PIMPINAN, pokja="Entah <b>apa</b>")
    assert "“Entah <b>apa</b>” pada alamat tidak dikenal" in text(app)


def test_the_past_is_shown_as_it_was(contoh, open_page):
    titik = Titik(rakor_id=1)
    app = open_page(PIMPINAN, peran=Peran.PIMPINAN, per="rakor-1")
    with read_session() as session:
        jumlah = count_putusan(session, titik=titik)
    words = text(app)
    assert f"Yang perlu keputusan Anda ({jumlah})" in words
    assert "Belum ada rakor yang ditutup" in words, "none before the first"
    assert "per=rakor-1" in markup(app)
    day = HARI - timedelta(days=20)
    with read_session() as session:
        jumlah = count_putusan(session, titik=Titik(hari=day))
    assert f"Anda ({jumlah})" in text(open_page(PIMPINAN, per=day.isoformat()))
    assert f"{jumlah} hal yang perlu" in text(open_page(PERLU_KEPUTUSAN, per=day.isoformat()))


def test_after_new_rules_the_page_says_what_the_changes_are_worked_out_with(contoh, open_page):
    assert "aturan" not in text(open_page(PIMPINAN)).split("Naik dan turun")[1].split("Peta")[0]
    rancangan = aturan.draft()
    aturan.use_batas(rancangan, 11)
    aturan.adopt(rancangan)
    words = text(open_page(PIMPINAN))
    assert "Sejak itu aturan risiko berganti." in words
    assert "dihitung dengan aturan yang sama, jadi pergantian aturan tidak terhitung" in words


@pytest.mark.parametrize(
    ("query", "saringan"),
    [
        ({}, SaringanPutusan()),
        ({"pokja": "Aset"}, SaringanPutusan(pokja_id=3)),
        ({"sebab": ["Diminta pokja"]}, None),
        ({"sebab": ["Tenggat mundur tiga kali atau lebih"]}, None),
    ],
)
def test_the_list_holds_what_the_filter_lets_through(contoh, open_page, query, saringan):
    app = open_page(PERLU_KEPUTUSAN, peran=Peran.PIMPINAN, **query)
    with read_session() as session:
        rows = read_putusan(session, titik=KINI, saringan=saringan or SaringanPutusan())
    if saringan is None:
        rows = [b for b in rows if query["sebab"][0] in [s.label for s in b.sebab]]
    words = text(app)
    assert rows and words.count("Sudah ada keputusan") <= 1
    assert f"{len(rows)} hal yang perlu keputusan pimpinan" in words
    for baris in rows:
        assert baris.kalimat in words


def test_the_way_back_is_a_link_above_the_page_and_follows_no_strange_address(contoh, open_page):
    app = open_page(RINCIAN["R"], kode="KEU-R05", kembali="/pimpinan?pokja=Keuangan")
    assert "← Pimpinan" in text(app) and 'href="/pimpinan?pokja=Keuangan"' in markup(app)
    for bad in ("https://jahat.example/", "//jahat.example", "javascript:alert(1)", "menunggu",
                "/tidak-ada", "/pimpinan" + "x" * 3000):  # fmt: skip
        app = open_page(RINCIAN["R"], kode="KEU-R05", kembali=bad)
        assert "←" not in text(app), bad
        assert not re.search(r'href="(?!/[^/])(?!#)', markup(app)), bad


def test_a_ketua_asks_and_the_object_says_that_it_waits(contoh, open_page):
    app = open_page(RINCIAN["R"], peran=Peran.KETUA, kode="KEP-R01")
    assert "Minta keputusan pimpinan" in text(app)
    app = open_page(ESKALASI, peran=Peran.KETUA, kode="KEP-R01")
    app.text_area[0].set_value("Pendek")
    submit(app)
    assert "Alasan terlalu pendek" in text(app)
    assert open_request("KEP-R01") is None
    app.text_area[0].set_value(JAHAT)
    submit(app)
    assert open_request("KEP-R01").alasan == JAHAT

    app = open_page(RINCIAN["R"], peran=Peran.KETUA, kode="KEP-R01")
    words = text(app)
    assert "Menunggu keputusan pimpinan sejak" in words and JAHAT in words
    assert "Tarik kembali" in words and "<script>" not in markup(app)
    first = text(open_page(PIMPINAN, peran=Peran.PIMPINAN))
    assert JAHAT in first and "<script>" not in markup(app)


def test_the_sekretariat_closes_with_the_keputusan_at_hand(contoh, open_page):
    app = open_page(ESKALASI, peran=Peran.SEKRETARIAT, kode="KEU-R05")
    assert app.title[0].value == "Catat hasil keputusan"
    assert app.text_area[0].value.startswith("Diputuskan dalam KEU-K01: ")
    submit(app)
    assert open_request("KEU-R05") is None
    words = text(open_page(RINCIAN["R"], peran=Peran.PIMPINAN, kode="KEU-R05"))
    assert "Menunggu keputusan pimpinan" not in words
    assert "Permintaan keputusan terdahulu (1)" in words and "Ditutup" in words


def test_a_ketua_takes_back_with_a_reason(contoh, open_page):
    app = open_page(ESKALASI, peran=Peran.KETUA, kode="KEP-R01")
    assert app.title[0].value == "Minta keputusan pimpinan"
    ask("KEP-R01", "Perlu arahan pimpinan.")
    app = open_page(ESKALASI, peran=Peran.KETUA, kode="KEP-R01")
    assert app.title[0].value == "Tarik kembali permintaan keputusan"
    assert app.text_area[0].label == "Alasan ditarik kembali"
    submit(app)
    assert open_request("KEP-R01") is not None, "refused without a word"
    app.text_area[0].set_value("Sudah jelas bagi pokja")
    submit(app)
    assert open_request("KEP-R01") is None


@pytest.mark.parametrize(
    ("kode", "sentence"),
    [
        ("", "Buka sebuah permasalahan"),
        ("KEP-R99", "Tidak ada data dengan kode"),
        ("KEP-S01", "dapat diminta tentang permasalahan"),
        ("KEU-R01", "milik pokja lain"),
        ("x" * 90, "Tidak ada data dengan kode"),
    ],
)
def test_what_cannot_be_asked_is_said_calmly(contoh, open_page, kode, sentence):
    app = open_page(ESKALASI, peran=Peran.KETUA, **({"kode": kode} if kode else {}))
    assert sentence in text(app)
    assert not app.text_area


def test_a_withdrawn_object_cannot_be_asked_about(contoh, open_page):
    with open_session(SISTEM) as session:
        row = session.exec(select(t.Risiko).where(t.Risiko.kode == "KEP-R01")).one()
        row.ditarik_pada, row.alasan_ditarik = now(), "Ganda"
    assert "sudah ditarik" in text(open_page(ESKALASI, peran=Peran.KETUA, kode="KEP-R01"))
    words = text(open_page(RINCIAN["R"], peran=Peran.KETUA, kode="KEP-R01"))
    assert "Minta keputusan pimpinan" not in words


@pytest.mark.parametrize("peran", [Peran.ANGGOTA, Peran.PIC, Peran.VERIFIKATOR, Peran.PIMPINAN])
def test_others_neither_ask_nor_see_the_button(contoh, open_page, peran):
    app = open_page(ESKALASI, peran=peran, kode="KEP-R01")
    assert "tidak untuk peran Anda" in app.info[0].value
    assert "Minta keputusan" not in text(open_page(RINCIAN["R"], peran=peran, kode="KEP-R01"))


@pytest.mark.parametrize("kode", ["KEU-P01", "KEU-R01", "KEU-A01"])
def test_each_kind_of_object_has_the_button(contoh, open_page, kode):
    app = open_page(RINCIAN[kode[4]], peran=Peran.SEKRETARIAT, kode=kode)
    assert f"/eskalasi?kode={kode}" in markup(app)
    past = open_page(RINCIAN[kode[4]], peran=Peran.SEKRETARIAT, kode=kode, per="rakor-1")
    assert "/eskalasi?kode" not in markup(past)


def test_very_long_words_stay_whole(contoh, open_page):
    alasan = "w" * 500
    ask("KEP-R01", alasan)
    with open_session(SISTEM) as session:
        row = session.exec(select(t.Risiko).where(t.Risiko.kode == "KEP-R01")).one()
        row.judul = "J" * 200
    words = text(open_page(PIMPINAN, peran=Peran.PIMPINAN))
    assert alasan in words and "J" * 200 in words


def test_pimpinan_begin_on_their_page():
    assert home_of(Peran.PIMPINAN) == PIMPINAN
