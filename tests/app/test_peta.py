import io
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest
from sqlmodel import insert, select, update

from model.choices import Posisi
from model.clock import now, today
from model.db import open_session, read_session
from model.queries.risiko import SaringanRisiko, count_peta, list_risiko
from model.tables import AturanRisiko, KategoriRisiko, PerangkatDaerah, Risiko, SeleraRisiko
from pages.exports.risiko import KOLOM_RISIKO
from pages.exports.tabel import Tabel, to_csv, to_xlsx
from tests.app.layar import markup, text
from tests.orang import local_operator

PETA = "/peta-risiko"


def cells(app):
    """Return (kemungkinan, dampak): count of the cells that can be chosen."""
    pattern = (
        r'aria-label="Kemungkinan (\d), dampak (\d), besaran \d+ [\w ]+'
        r'(?:, di atas selera)?: ([\d.]+) risiko"'
    )
    found = re.findall(pattern, markup(app))
    return {(int(k), int(d)): int(n.replace(".", "")) for k, d, n in found}


def listed(app):
    """Return the codes of the risiko in the list."""
    return re.findall(r'<td class="judul-baris"><a [^>]*>([A-Z]{3}-R\d+)</a>', markup(app))


def peta_now(**saringan):
    """Return the cells of the map."""
    with read_session() as session:
        return count_peta(session, hari=today(), saringan=SaringanRisiko(**saringan))


def every_risiko(hari, **saringan):
    with read_session() as session:
        return list_risiko(session, hari=hari, saringan=SaringanRisiko(**saringan))


def fill_cell(count, kemungkinan, dampak, besaran):
    """Add `count` copies of a risiko that stand in one cell for saat ini."""
    with open_session(local_operator()) as session:
        row = session.exec(select(Risiko).order_by(Risiko.id)).first()
        same = row.model_dump(exclude={"id", "kode", "permasalahan_id"})
        same |= {
            "kemungkinan_saat_ini": kemungkinan,
            "dampak_saat_ini": dampak,
            "besaran_saat_ini": besaran,
        }
        kode = [f"KEP-R{number}" for number in range(1001, 1001 + count)]
        session.execute(insert(Risiko), [same | {"kode": k, "judul": f"Salinan {k}"} for k in kode])


def test_peta_says_so_when_the_register_is_empty(store, open_page):
    app = open_page(PETA)

    assert markup(app).count('class="sel hampa"') == 25
    assert cells(app) == {}
    assert "Belum ada risiko." in text(app)
    assert "Matriks Varian A" in text(app)
    assert not app.get("vega_lite_chart")


def test_peta_counts_every_risiko_once(contoh, open_page, hari):
    app = open_page(PETA)

    everything = every_risiko(hari)
    assert sum(cells(app).values()) == len(everything)
    assert f"{len(everything)} risiko · posisi saat ini" in text(app)
    assert len(app.get("vega_lite_chart")) == 1


def test_peta_is_a_table_with_the_names_of_the_scales_and_each_besaran(contoh, open_page):
    app = open_page(PETA)

    words, table = text(app), re.search(r'<table class="peta">.*?</table>', markup(app), re.S)[0]
    assert "<caption>" in table
    assert table.count('scope="row"') == 5
    assert "5 Hampir Pasti Terjadi" in words and "1 Tidak Signifikan" in words
    assert table.index("5<br>Hampir Pasti Terjadi") < table.index("1<br>Hampir Tidak Terjadi")
    shown = re.findall(r'<span class="atas"><span>(\d+)</span><span>([\w ]+)</span>', table)
    assert sorted(int(besaran) for besaran, _ in shown) == list(range(1, 26))
    assert dict(shown)["20"] == "Sangat Tinggi" and dict(shown)["15"] == "Sedang"


def test_peta_draws_the_line_of_appetite_around_16_and_above(contoh, open_page):
    table = markup(open_page(PETA))

    # 16, 17, 18 and the two cells of dampak 5 below them begin a row; 16 and 17 end a column.
    assert table.count("tepi-kiri") == 5
    assert table.count("tepi-bawah") == 2
    assert "selera risiko. Besaran 15 ke bawah diterima, 16 ke atas tidak" in table
    assert table.count(", di atas selera: ") == sum(
        sel.jumlah > 0 and sel.besaran > 15 for sel in peta_now()
    )


@pytest.fixture
def other_selera(contoh):
    """Priority from 17 on, appetite 15, but 20 for one kategori; return its name."""
    with open_session(local_operator()) as session:
        session.execute(update(AturanRisiko).values(batas_prioritas=17))
        hukum = session.exec(select(KategoriRisiko).where(KategoriRisiko.nama == "Hukum")).one()
        own = update(SeleraRisiko).where(SeleraRisiko.kategori_id == hukum.id)
        session.execute(own.values(batas_besaran=20))
        return hukum.nama


def test_peta_draws_an_appetite_in_force_and_names_who_differs(other_selera, open_page):
    words = text(open_page(PETA))
    assert "Besaran 15 ke bawah diterima, 16 ke atas tidak. Risiko prioritas: besaran 17" in words
    assert f"Kecuali {other_selera}: 20 ke bawah. Pilih kategori" in words
    assert "16 ke bawah diterima" not in words
    own = text(open_page(PETA, kategori=other_selera))
    assert f"Besaran 20 ke bawah diterima, 21 ke atas tidak (kategori {other_selera})" in own
    assert "Kecuali" not in own

    above = open_page(PETA, selera="Ya")
    shown = re.findall(r'besaran (\d+) [\w ]+(, di atas selera)?: [\d.]+ risiko"', markup(above))
    assert shown and all(beyond for _, beyond in shown), "nothing stands on the accepted side"


@pytest.mark.parametrize("page", ["/pimpinan", "/pokja?pokja=Aset"])
def test_small_maps_draw_the_same_line_with_its_exceptions(other_selera, open_page, page):
    path, _, query = page.partition("?")
    app = open_page(path, **dict(parse_qsl(query)))
    words = text(app)
    assert f"besaran 15 ke bawah diterima (kecuali {other_selera}: 20 ke bawah)." in words
    assert "16 ke bawah" not in words
    table = re.search(r'<table class="peta ringkas">.*?</table>', markup(app), re.S)[0]
    assert table.count("tepi-kiri") == 5 and table.count("tepi-bawah") == 2, "the line of 15"


@pytest.mark.parametrize(
    ("query", "words", "banyak"),
    [
        ({"prioritas": "Ya", "kategori": "Hukum"}, "besaran 16 ke atas · kategori Hukum", 2),
        ({"selera": "Ya", "pd": "BPAD"}, "di atas selera risiko · pemilik BPAD", 2),
        ({"level_target": "Rendah", "pokja": "Aset"}, "level target Rendah · Pokja Aset", 1),
        ({"cari": "gedung"}, "memuat “gedung”", 0),
    ],
)
def test_what_narrows_the_map_is_said_above_it(contoh, open_page, query, words, banyak):
    app = open_page(PETA, **query, posisi="Inheren", kembali="/pimpinan")
    shown, html = text(app), markup(app)
    assert f"Disaring: {words} Hapus saringan" in shown
    assert html.index("Disaring:") < html.index('<table class="peta">')
    (away,) = re.findall(r'class="disaring">.*?href="([^"]*)"', html)
    kept = dict(parse_qsl(urlsplit(unescape(away)).query))
    assert kept == {"posisi": "Inheren", "kembali": "/pimpinan"}
    number = re.search(r"Lainnya: (\d+) saringan dipakai", shown)
    assert (int(number[1]) if number else 0) == banyak


@pytest.mark.parametrize("query", [{}, {"k": "5", "d": "3"}, {"posisi": "Target"}])
def test_a_map_of_everything_is_not_called_narrowed(contoh, open_page, query):
    words = text(open_page(PETA, **query))
    assert "Disaring:" not in words and "saringan dipakai" not in words


def test_the_button_of_the_filters_keeps_its_name_as_one_is_chosen(contoh, open_page):
    app = open_page(PETA)
    app.selectbox(key="kategori").set_value("Hukum").run()
    assert "Lainnya: 1 saringan dipakai" in text(app)
    assert app.selectbox(key="kategori").value == "Hukum"


def test_peta_shows_the_rules_in_force_with_their_source(contoh, open_page):
    words = text(open_page(PETA))

    assert "Aturan: Matriks Varian A · Set D · " in words
    assert "Permen PANRB 5/2020" in words and "Perdep PPKD BPKP 4/2019" in words
    assert "sumber sekunder" in words
    assert re.search(r"berlaku sejak 1 Januari \d{4}", words)
    assert "besaran 16 ke atas" in words
    assert "16–19 Tinggi" in words
    assert "kurang dari 2 kali setahun" in words, "the criteria of the scale"
    assert "kemungkinan 1 dengan dampak 5 berperingkat 20 ," in words
    assert "kemungkinan 5 dengan dampak 3 yang berperingkat 18 ." in words
    assert "bukan hasil kemungkinan × dampak" in words


@pytest.mark.parametrize("posisi", list(Posisi))
def test_peta_lists_as_many_risiko_as_the_chosen_cell_counts(contoh, open_page, hari, posisi):
    with read_session() as session:
        found = count_peta(session, hari=hari, saringan=SaringanRisiko(posisi=posisi))
    fullest = max(found, key=lambda sel: sel.jumlah)

    k, d = fullest.kemungkinan, fullest.dampak
    app = open_page(PETA, posisi=posisi.label, k=str(k), d=str(d))

    assert len(listed(app)) == fullest.jumlah == cells(app)[k, d]
    assert set(listed(app)) == {r.kode for r in every_risiko(hari, posisi=posisi, sel=(k, d))}
    assert f"{fullest.jumlah} risiko · posisi {posisi.label.lower()}" in text(app)
    assert markup(app).count('aria-current="true"') == 1
    assert "Tampilkan semua" in text(app)


def test_peta_lists_the_highest_besaran_first_for_the_chosen_posisi(contoh, open_page, hari):
    app = open_page(PETA, posisi="Inheren", pokja="Keuangan")

    by_kode = {r.kode: r.inheren.besaran for r in every_risiko(hari)}
    shown = [by_kode[kode] for kode in listed(app)]
    assert shown == sorted(shown, reverse=True) and len(shown) > 5
    assert '<th scope="col">Inheren</th>' in markup(app)


def test_peta_narrows_by_pokja_kategori_pemilik_prioritas_and_words(contoh, open_page, hari):
    some = every_risiko(hari)[0]
    words = some.judul.split()[-1]

    app = open_page(
        PETA, pokja=some.pokja, kategori=some.kategori, pd=some.pemilik, prioritas="Ya", cari=words
    )

    assert some.kode in listed(app)
    for kode in listed(app):
        found = next(r for r in every_risiko(hari) if r.kode == kode)
        assert (found.pokja, found.kategori, found.pemilik) == (
            some.pokja, some.kategori, some.pemilik,
        )  # fmt: skip
        assert found.prioritas
    assert sum(cells(app).values()) == len(listed(app))


def test_peta_keeps_every_filter_in_the_links_of_its_cells(contoh, open_page):
    address = {"posisi": "Inheren", "pokja": "Keuangan", "prioritas": "Ya", "cari": "a"}
    app = open_page(PETA, **address)
    assert cells(app)

    hrefs = [unescape(h) for h in re.findall(r'<a class="sel[^>]*href="([^"]*)"', markup(app))]
    for href in hrefs:
        params = dict(parse_qsl(urlsplit(href).query))
        assert params.pop("k") in "12345" and params.pop("d") in "12345"
        assert params == address


def test_peta_switches_posisi_and_the_address_follows(contoh, open_page):
    app = open_page(PETA)
    before = cells(app)

    app.segmented_control(key="posisi").set_value("Target").run()

    assert cells(app) != before
    assert "posisi target" in text(app)


def test_peta_narrowed_to_nothing_says_what_to_do(contoh, open_page):
    app = open_page(PETA, cari="katayangtidakada")

    assert "Tidak ada risiko · posisi saat ini · memuat “katayangtidakada”" in text(app)
    assert "Longgarkan saringan" in text(app)
    assert "Hapus semua saringan" in text(app)
    assert not app.get("vega_lite_chart")


def test_peta_ignores_bad_values_of_the_address_with_a_notice(contoh, open_page, hari):
    app = open_page(
        PETA, posisi="Besok", pokja="<b>Tidak Ada</b>", kategori="😀", pd="*", prioritas="Tidak",
        k="6", d="abc", halaman="-1",
    )  # fmt: skip

    words = text(app)
    for bad in ("Besok", "Tidak Ada", "😀", "“*”", "“Tidak”", "“6”", "“abc”", "“-1”"):
        assert bad in words
    assert "<b>Tidak" not in markup(app)
    assert sum(cells(app).values()) == len(every_risiko(hari))
    assert "aria-current" not in markup(app)


def test_peta_needs_both_numbers_of_a_cell(contoh, open_page, hari):
    app = open_page(PETA, k="5")

    assert f"{len(every_risiko(hari))} risiko" in text(app)
    assert "aria-current" not in markup(app)


def test_peta_can_show_an_empty_cell(contoh, open_page):
    app = open_page(PETA, k="5", d="5", cari="katayangtidakada")

    assert cells(app) == {(5, 5): 0}
    assert "Tidak ada risiko" in text(app)


def test_peta_pages_through_500_risiko_in_one_cell(contoh, open_page):
    fill_cell(500, 1, 1, 1)

    app = open_page(PETA, k="1", d="1")
    count = cells(app)[1, 1]

    assert count >= 500
    assert len(listed(app)) == 50
    assert f"Baris 1 sampai 50 dari {count}" in text(app)

    last = -(-count // 50)
    app.get("pagination")[0].set_value(last).run()

    assert f"Baris {(last - 1) * 50 + 1} sampai {count} dari {count}" in text(app)
    assert len(listed(app)) == count - (last - 1) * 50


def test_peta_begins_at_the_first_page_again_when_the_filter_changes(contoh, open_page):
    fill_cell(500, 1, 1, 1)
    app = open_page(PETA, halaman="3")
    assert "Baris 101 sampai 150" in text(app)

    app.segmented_control(key="posisi").set_value("Inheren").run()

    assert "Baris 1 sampai 50" in text(app)


def test_the_export_holds_every_filtered_row_with_indonesian_headings(contoh, hari):
    fill_cell(500, 1, 1, 1)
    rows = every_risiko(hari, sel=(1, 1))
    tabel = Tabel("Daftar risiko", "satu sel", KOLOM_RISIKO, rows, contoh=True)

    lines = to_csv(tabel).decode("utf-8-sig").splitlines()
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(tabel))).active

    assert len(lines) == 1 + len(rows) >= 501
    assert lines[0].startswith("Kode;Risiko;Pokja;Kategori;Pemilik risiko;Kemungkinan inheren;")
    assert sheet.max_row == 5 + len(rows)
    heading = [cell.value for cell in sheet[5]]
    assert "Level saat ini" in heading and "Besaran target" in heading
    assert sheet.cell(6, heading.index("Besaran saat ini") + 1).value == 1


def test_peta_leaves_out_what_was_withdrawn(contoh, open_page, hari):
    before = every_risiko(hari)
    with open_session(local_operator()) as session:
        row = session.exec(select(Risiko).where(Risiko.kode == before[0].kode)).one()
        row.ditarik_pada, row.alasan_ditarik = now(), "Digabung."

    app = open_page(PETA)

    assert sum(cells(app).values()) == len(before) - 1
    assert before[0].kode not in listed(app)


def test_peta_shows_hostile_and_very_long_texts_as_plain_text(contoh, open_page):
    hostile = "<script>alert(1)</script>**tebal**" + "W" * 160
    with open_session(local_operator()) as session:
        session.execute(update(Risiko).values(judul=hostile))
        session.execute(
            update(KategoriRisiko).where(KategoriRisiko.urutan == 1).values(nama="<i>Strategis</i>")
        )

    app = open_page(PETA, cari="<script>")

    assert "<script>" not in markup(app) and "<i>Strategis" not in markup(app)
    assert hostile in text(app)


def test_peta_offers_every_perangkat_daerah_as_owner(store, open_page):
    with read_session() as session:
        names = list(
            session.exec(select(PerangkatDaerah.singkatan).order_by(PerangkatDaerah.urutan))
        )

    assert open_page(PETA).selectbox(key="pd").options == names
