import json

import pytest
from sqlmodel import select

from model.choices import OpsiPenanganan, Posisi
from model.clock import now
from model.db import open_session, read_session
from model.queries.rincian_risiko import get_rincian_risiko
from model.queries.risiko import SaringanRisiko, list_risiko
from model.tables import Penanganan, PenilaianRisiko, RencanaAksi, Risiko
from tests.app.layar import markup, text
from tests.orang import local_operator

RISIKO = "/rincian-risiko"
PENANGANAN = "/rincian-penanganan"


@pytest.fixture
def isi(contoh, hari):
    """Give the highest risiko that has a permasalahan and rencana aksi, read whole."""
    with read_session() as session:
        for baris in list_risiko(session, hari=hari):
            found = get_rincian_risiko(session, hari=hari, kode=baris.kode)
            if baris.aksi and found.permasalahan:
                return found
    raise AssertionError("the example data has none")


def test_rincian_risiko_tells_everything_about_it(isi, open_page):
    words = text(open_page(RISIKO, kode=isi.kode))

    for teks in (
        isi.judul, isi.sebab, isi.dampak, isi.pihak_terkena, isi.pengendalian, isi.celah,
        isi.efektivitas.label, isi.kategori, isi.pemilik, isi.tingkat.label,
        isi.permasalahan.judul, isi.isu.judul,
    ):  # fmt: skip
        assert " ".join(teks.split()) in words
    assert "dapat dikendalikan" in words
    assert "prioritas" in words


def test_rincian_risiko_names_all_three_positions(isi, open_page):
    app = open_page(RISIKO, kode=isi.kode)

    words = text(app)
    for posisi in Posisi:
        di = isi.posisi[posisi]
        assert f"{posisi.label} {di.besaran} {di.band.nama}" in words
        assert f"Kemungkinan {di.kemungkinan} " in words and f"Dampak {di.dampak} " in words
    small_map = markup(app).partition('<table class="peta ringkas">')[2].partition("</table>")[0]
    assert small_map.count('class="sel"') == 25
    assert "Letak pada peta" in small_map


def test_rincian_risiko_links_to_what_it_stands_on(isi, open_page):
    shown = markup(open_page(RISIKO, kode=isi.kode))

    assert f'href="/rincian-permasalahan?kode={isi.permasalahan.kode}"' in shown
    assert f'href="/rincian-isu?kode={isi.isu.kode}"' in shown
    for penanganan in isi.penanganan:
        assert f'href="/rincian-penanganan?kode={penanganan.kode}"' in shown
        for aksi in penanganan.aksi:
            assert f'href="/rincian-aksi?kode={aksi.kode}"' in shown


def test_rincian_risiko_shows_its_penilaian_as_chart_and_as_table(isi, open_page):
    app = open_page(RISIKO, kode=isi.kode)

    with read_session() as session:
        query = select(PenilaianRisiko).where(PenilaianRisiko.risiko_id == isi.id)
        every = session.exec(query).all()
    table = markup(app).partition('aria-label="Tabel penilaian"')[2].partition("</table>")[0]
    assert table.count("<tr>") == 1 + len(every)
    assert all(nilai.alasan in text(app) for nilai in every)
    *_, chart = app.get("vega_lite_chart")  # after those of its indikator
    assert "Besaran risiko" in json.dumps(json.loads(chart.proto.spec))


def test_rincian_risiko_offers_change_assessment_and_a_new_penanganan(isi, open_page):
    shown = markup(open_page(RISIKO, kode=isi.kode))

    assert f'href="/rincian-risiko?kode={isi.kode}&amp;ubah=1"' in shown
    assert f'href="/rincian-risiko?kode={isi.kode}&amp;nilai=1"' in shown
    assert f'href="/rincian-penanganan?baru=1&amp;risiko={isi.kode}"' in shown


def test_rincian_risiko_without_penanganan_says_so(contoh, open_page, hari):
    with read_session() as session:
        daftar = list_risiko(session, hari=hari, saringan=SaringanRisiko(prioritas=True))
    bare = next(baris for baris in daftar if not baris.penanganan)

    words = text(open_page(RISIKO, kode=bare.kode))

    assert "Belum ada penanganan untuk risiko ini. risiko prioritas" in words


def test_an_accepted_risiko_shows_the_reason_and_asks_for_no_action(contoh, open_page):
    with read_session() as session:
        query = select(Penanganan, Risiko.kode).join(Risiko)
        accepted, kode = session.exec(query.where(Penanganan.opsi == OpsiPenanganan.TERIMA)).first()
        alasan = accepted.alasan

    words = text(open_page(RISIKO, kode=kode))

    assert "Terima" in words and alasan in words
    assert "Belum ada rencana aksi" not in words


@pytest.mark.parametrize("alamat", [RISIKO, PENANGANAN])
@pytest.mark.parametrize("kode", [None, "KEU-R9999", "KEU-P01", "💥", "<b>x</b>"])
def test_an_unknown_code_gets_a_calm_sentence_and_a_way_to_the_map(contoh, open_page, alamat, kode):
    app = open_page(alamat, **({"kode": kode} if kode else {}))

    assert "Periksa kodenya" in text(app) or "belum menyebut kode" in text(app)
    assert 'href="/peta-risiko"' in markup(app)
    assert "<b>x</b>" not in markup(app)


def test_rincian_works_on_an_empty_store(store, open_page):
    assert "Tidak ada risiko dengan kode “KEU-R01”" in text(open_page(RISIKO, kode="KEU-R01"))
    words = text(open_page(PENANGANAN, kode="KEU-T01"))
    assert "Tidak ada penanganan risiko dengan kode “KEU-T01”" in words


def test_a_withdrawn_risiko_is_shown_with_a_clear_mark(isi, open_page):
    with open_session(local_operator()) as session:
        row = session.get(Risiko, isi.id)
        row.ditarik_pada, row.alasan_ditarik = now(), "Digabung dengan risiko lain."

    app = open_page(RISIKO, kode=isi.kode)

    assert "Ditarik pada" in text(app) and "Digabung dengan risiko lain." in text(app)
    assert isi.sebab in text(app)
    assert "Tambah penanganan" not in text(app)


def test_rincian_risiko_shows_hostile_and_very_long_texts_as_plain_text(isi, open_page):
    hostile = "<img src=x onerror=alert(1)> {{ 7*7 }} " + "X" * 900
    with open_session(local_operator()) as session:
        row = session.get(Risiko, isi.id)
        row.judul = "W" * 200
        row.sebab = row.dampak = row.pengendalian = row.celah = hostile
        query = select(PenilaianRisiko).where(PenilaianRisiko.risiko_id == isi.id)
        for nilai in session.exec(query).all():
            same = nilai.model_dump(exclude={"id", "alasan"})
            session.add(PenilaianRisiko(**same, alasan=hostile))

    app = open_page(RISIKO, kode=isi.kode)

    assert "<img" not in markup(app)
    assert "W" * 200 in text(app)
    assert text(app).count(hostile) >= 4 + len(isi.posisi)


def test_rincian_penanganan_shows_its_risiko_and_rencana_aksi(isi, open_page):
    penanganan = next(p for p in isi.penanganan if p.aksi)

    app = open_page(PENANGANAN, kode=penanganan.kode)

    words = text(app)
    assert penanganan.judul in words and penanganan.opsi.label in words
    assert isi.judul in words
    assert f'href="/rincian-risiko?kode={isi.kode}"' in markup(app)
    assert all(aksi.judul in words for aksi in penanganan.aksi)
    assert f'href="/rincian-aksi?baru=1&amp;penanganan={penanganan.kode}"' in markup(app)


def test_rincian_penanganan_without_rencana_aksi_says_so(isi, open_page):
    penanganan = next(p for p in isi.penanganan if p.aksi)
    with open_session(local_operator()) as session:
        query = select(RencanaAksi).join(Penanganan)
        for aksi in session.exec(query.where(Penanganan.kode == penanganan.kode)):
            aksi.ditarik_pada, aksi.alasan_ditarik = now(), "Digabung."

    words = text(open_page(PENANGANAN, kode=penanganan.kode))

    assert "Belum ada rencana aksi untuk penanganan ini." in words
