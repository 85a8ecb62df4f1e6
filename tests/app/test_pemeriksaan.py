import re

import pytest
from sqlmodel import col, select

from model.choices import Peran
from model.db import open_session, read_session
from model.pemeriksaan.daftar import SEMUA
from model.queries.acuan import list_pokja
from model.queries.hitung_temuan import SaringanTemuan, count_temuan
from model.queries.pemeriksaan import list_temuan
from model.tables import Pengabaian, Permasalahan, RencanaAksi, Risiko
from pages.shared.perbaikan import url_of
from tests.app.layar import markup, submit, text
from tests.orang import local_operator

ME = local_operator()


def hitung(hari):
    with read_session() as session:
        return count_temuan(session, hari=hari)


def temuan(hari, **saringan):
    with read_session() as session:
        return list_temuan(session, hari=hari, saringan=SaringanTemuan(**saringan), sebanyak=10_000)


def pokja_id(nama):
    with read_session() as session:
        return next(p.id for p in list_pokja(session) if p.nama == nama)


def declared():
    with read_session() as session:
        rows = session.exec(select(Pengabaian).where(col(Pengabaian.dicabut_pada).is_(None)))
        return {(row.aturan, row.objek, row.alasan) for row in rows}


def test_the_matrix_shows_each_number_with_a_link_to_its_list(contoh, open_page, hari):
    hitungan = hitung(hari)
    app = open_page("/pemeriksaan")
    seen = markup(app)

    assert f"{hitungan.jumlah()} temuan dari {hitungan.diperiksa()} butir diperiksa" in text(app)
    with read_session() as session:
        pokja = list_pokja(session)
    for aturan in SEMUA:
        assert aturan.nama in seen
        for p in pokja:
            if n := hitungan.of(aturan.kunci, p.id):
                assert f'aria-label="{n} temuan, {aturan.nama.lower()}, {p.nama}">{n}</a>' in seen
    for p in pokja:
        assert f"{hitungan.jumlah(SaringanTemuan(p.id))} temuan" in text(app)


@pytest.mark.parametrize("aturan", SEMUA, ids=lambda a: a.kunci)
def test_each_rule_opens_exactly_its_findings(contoh, open_page, hari, aturan):
    wanted = temuan(hari, aturan=aturan.kunci)
    app = open_page("/pemeriksaan", aturan=aturan.nama)
    words = text(app)

    if not wanted:
        assert "Tidak ada temuan" in words and f"dengan aturan “{aturan.nama}”" in words
        return
    assert f"{len(wanted)} temuan dari" in words
    shown = re.findall(r'<div class="apa"><p>.*?>([^<]+)</', markup(app))
    assert shown == [x.objek.kode for x in wanted[:50]]


def test_each_finding_has_a_way_to_put_it_right(contoh, open_page, hari):
    seen = markup(open_page("/pemeriksaan", pokja="Keuangan"))
    back = {"kembali": "/pemeriksaan?pokja=Keuangan"}

    for x in temuan(hari, pokja_id=pokja_id("Keuangan")):
        if x.perbaikan.bentuk.value != "buka":
            assert f'href="{url_of(x.perbaikan, back).replace("&", "&amp;")}"' in seen, x


def test_whoever_only_reads_sees_the_findings_without_buttons(contoh, open_page):
    for peran in (Peran.PIMPINAN, Peran.VERIFIKATOR):
        seen = markup(open_page("/pemeriksaan", peran=peran))
        assert "Permasalahan tanpa solusi" in seen
        assert "Nyatakan wajar" not in seen and "Tambah solusi<" not in seen


def test_a_ketua_may_only_act_in_the_own_pokja_and_finds_it_at_once(contoh, open_page, hari):
    app = open_page("/pemeriksaan", peran=Peran.KETUA)
    seen = markup(app)

    assert "Pokja Anda, Kepegawaian:" in text(app)
    buttons = set(re.findall(r'aria-label="Nyatakan wajar: (\w+)-', seen))
    assert buttons == {"KEP"}


def test_filters_of_the_address_narrow_the_list_and_bad_ones_are_noticed(contoh, open_page, hari):
    own = temuan(hari, pokja_id=pokja_id("Aset"), aturan="tanpa_solusi")
    app = open_page("/pemeriksaan", pokja="Aset", aturan="Permasalahan tanpa solusi")
    assert f"{len(own)} temuan dari" in text(app) and "· Pokja Aset ·" in text(app)

    app = open_page("/pemeriksaan", bobot="Berat")
    assert "bobot berat" in text(app) and 'class="bobot ringan"' in markup(app)

    app = open_page("/pemeriksaan", pokja="<b>x</b>", aturan="??", bobot="Besar", halaman="99")
    assert text(app).count("pada alamat") == 4
    assert "<b>x</b>" not in markup(app)


def test_what_belongs_to_no_pokja_has_a_column_of_its_own(contoh, open_page, hari):
    app = open_page("/pemeriksaan", pokja="Lintas pokja")
    shown = re.findall(r"<b>([A-Z]+)</b>", markup(app))

    assert "BPKD" in shown
    assert "/rencana-aksi?pd=BPKD&amp;status=Belum+Mulai" in markup(app)


def test_declaring_one_in_order_takes_it_out_and_back(contoh, open_page, hari):
    first = temuan(hari, pokja_id=pokja_id("Keuangan"), aturan="tanpa_solusi")[0]
    before = hitung(hari).jumlah()
    address = {"nyatakan": "tanpa_solusi", "objek": first.objek.kode, "pokja": "Keuangan"}

    app = open_page("/pemeriksaan", **address)
    assert first.objek.judul in text(app)
    submit(app)
    assert "Alasan terlalu pendek" in text(app)
    app.text_area[0].set_value("Sudah tercakup dalam <b>solusi</b> lain.")
    submit(app)

    assert hitung(hari).jumlah() == before - 1
    assert ("tanpa_solusi", first.objek.kode, "Sudah tercakup dalam <b>solusi</b> lain.") in (
        declared()
    )
    assert app.query_params == {"pokja": "Keuangan"}, "back at the list as it was"

    app = open_page("/pemeriksaan", wajar="Ya", pokja="Keuangan")
    assert "Sudah tercakup dalam <b>solusi</b> lain." in text(app)
    assert "<b>solusi</b>" not in markup(app)
    number = re.search(r"batalkan=(\d+)", markup(app))[1]
    app = open_page("/pemeriksaan", batalkan=number, wajar="Ya")
    app.button(key="batalkan.kirim").click().run()
    assert hitung(hari).jumlah() == before


def test_a_duplicate_is_a_question(contoh, open_page, hari):
    (x,) = temuan(hari, aturan="kemungkinan_ganda")
    app = open_page("/pemeriksaan", aturan="Kemungkinan ganda")

    assert "Apakah ini rencana aksi yang sama?" in text(app)
    assert x.objek.judul in text(app) and x.lain.judul in text(app)
    assert "Bukan ganda" in markup(app)


@pytest.mark.parametrize(
    "address",
    [
        {"nyatakan": "tak_ada", "objek": "KEU-P01"},
        {"nyatakan": "tanpa_solusi", "objek": "<script>"},
        {"nyatakan": "kemungkinan_ganda", "objek": "KEU-P01", "lain": "x" * 500},
        {"batalkan": "9999999"},
        {"batalkan": "x"},
    ],
)
def test_a_step_about_nothing_says_so(contoh, open_page, address):
    words = text(open_page("/pemeriksaan", **address))
    assert "tidak ada atau sudah" in words


def test_a_finding_that_must_be_put_right_offers_no_form(contoh, open_page, hari):
    first = temuan(hari, aturan="tanpa_tenggat")[0]
    app = open_page("/pemeriksaan", nyatakan="tanpa_tenggat", objek=first.objek.kode)

    assert "tidak dapat dinyatakan wajar" in text(app)
    assert not app.text_area


def test_somebody_elses_finding_offers_no_form(contoh, open_page, hari):
    first = temuan(hari, pokja_id=pokja_id("Aset"), aturan="tanpa_solusi")[0]
    app = open_page(
        "/pemeriksaan", peran=Peran.KETUA, nyatakan="tanpa_solusi", objek=first.objek.kode
    )

    assert "Hanya pokja yang bersangkutan dan sekretariat" in text(app)
    assert not app.text_area


def test_an_empty_store_has_nothing_to_examine(store, open_page):
    words = text(open_page("/pemeriksaan"))

    assert "Belum ada yang dapat diperiksa." in words
    assert "Belum ada temuan yang dinyatakan wajar." in text(open_page("/pemeriksaan", wajar="Ya"))


def test_a_pokja_without_findings_is_told_what_was_examined(contoh, open_page, hari):
    with open_session(ME) as session:
        for x in list_temuan(
            session, hari=hari, saringan=SaringanTemuan(pokja_id("Keuangan")), sebanyak=500
        ):
            session.add(
                Pengabaian(
                    aturan=x.aturan.kunci, objek=x.objek.kode,
                    objek_lain=x.lain.kode if x.lain else "", alasan="Wajar", pelaku="Uji",
                    pada=session.exec(select(Risiko.dibuat_pada)).first(),
                )
            )  # fmt: skip

    words = text(open_page("/pemeriksaan", pokja="Keuangan"))
    assert "Tidak ada temuan" in words
    assert "71 butir Pokja Keuangan diperiksa" in words


def test_a_day_of_the_past_is_shown_without_anything_to_press(contoh, open_page):
    app = open_page("/pemeriksaan", per="rakor-1")
    seen = markup(app)

    assert "Permasalahan tanpa solusi" in seen
    assert "Nyatakan wajar" not in seen and 'class="tombol" data-pulang' not in seen
    app = open_page("/pemeriksaan", per="rakor-1", nyatakan="tanpa_solusi", objek="KEU-P07")
    assert not app.text_area


def test_very_long_and_hostile_text_stays_text(contoh, open_page):
    with open_session(ME) as session:
        masalah = session.exec(select(Permasalahan).where(Permasalahan.kode == "KEP-P07")).one()
        masalah.judul = '<img src=x onerror="alert(1)"> {{ 7*7 }}'
        aksi = session.exec(select(RencanaAksi).where(col(RencanaAksi.tenggat).is_(None))).first()
        aksi.judul = "W" * 200

    seen = markup(open_page("/pemeriksaan"))
    assert "<img" not in seen and "{{ 7*7 }}" in seen and "W" * 200 in seen


def test_the_table_can_be_downloaded(contoh, open_page):
    app = open_page("/pemeriksaan", pokja="Aset")
    assert any(p.proto.popover.label == "Unduh tabel" for p in app.get("popover"))
