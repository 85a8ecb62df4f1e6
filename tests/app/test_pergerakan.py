"""The risk map in time and in movement: arrows, flows, two points in time, every filter."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlmodel import insert, select, update

from model.choices import OpsiPenanganan, Posisi, SumberSebab
from model.db import open_session, read_session
from model.queries.acuan import list_kategori
from model.queries.risiko import SaringanRisiko, count_peta, count_risiko, list_risiko
from model.tables import Risiko, SeleraRisiko
from model.titik import Titik, get_hari_pertama, open_titik
from tests.app.layar import markup, text
from tests.app.test_peta import PETA, cells, listed
from tests.orang import local_operator
from tests.unit import aturan


def hrefs(app, pattern):
    return [unescape(found) for found in re.findall(pattern, markup(app))]


def follow(open_page, href):
    parts = urlsplit(href)
    return open_page(parts.path, **dict(parse_qsl(parts.query)))


def jumlah(app):
    """Return the number in the sentence above the list."""
    found = re.search(r'<p class="kalimat"><strong>([\d.]+|Tidak ada) risiko ·', markup(app))
    return 0 if found[1] == "Tidak ada" else int(found[1].replace(".", ""))


def copies(count):
    """Add `count` risiko whose title says Zalinan."""
    with open_session(local_operator()) as session:
        row = session.exec(select(Risiko).order_by(Risiko.id)).first()
        same = row.model_dump(exclude={"id", "kode", "permasalahan_id"})
        rows = [
            same | {"kode": f"KEP-R{n}", "judul": f"Zalinan {n}"} for n in range(1001, 1001 + count)
        ]
        session.execute(insert(Risiko), rows)


def tiles(app):
    """Return what the tiles of a comparison say: words -> (number, address)."""
    pattern = (
        r'<(?:a|div) class="ubin[^"]*"(?:[^>]*?href="([^"]*)")?[^>]*>'
        r'<b>([\d.]+)</b> <span class="nama">([^<]+)'
    )
    return {nama: (int(n), unescape(href)) for href, n, nama in re.findall(pattern, markup(app))}


# Arrows


def test_each_risiko_of_a_pokja_has_a_label_arrows_and_a_line_in_words(contoh, open_page, hari):
    app = open_page(PETA, tampilan="Pergerakan", pokja="Keuangan")

    with read_session() as session:
        rows = list_risiko(session, hari=hari, saringan=SaringanRisiko(pokja_id=2))
    labels = hrefs(app, r'<a class="label" href="([^"]*)"')
    assert labels == [f"/rincian-risiko?kode={r.kode}" for r in rows] and len(rows) <= 12
    moves = sum(
        (a.kemungkinan, a.dampak) != (b.kemungkinan, b.dampak)
        for r in rows
        for a, b in ((r.inheren, r.saat_ini), (r.saat_ini, r.target))
    )
    assert len(re.findall(r'<a class="panah lebar ', markup(app))) == moves
    assert len(re.findall(r'<a class="panah sempit ', markup(app))) == moves
    words = text(app)
    first = rows[0]
    assert f"{first.kode} {first.judul}" in words
    assert f"turun {first.inheren.besaran} → {first.saat_ini.besaran}" in words
    assert "Pergerakan setiap risiko pada gambar" in words
    assert not app.get("vega_lite_chart")


@pytest.mark.parametrize(("count", "arrows"), [(12, True), (13, False)])
def test_twelve_are_drawn_one_by_one_more_are_counted(contoh, open_page, count, arrows):
    copies(count)

    app = open_page(PETA, tampilan="Pergerakan", cari="Zalinan")

    assert len(hrefs(app, r'<a class="label" href="([^"]*)"')) == (12 if arrows else 0)
    assert ("Arus antarlevel" in text(app)) is not arrows


def test_nothing_to_draw_says_so(store, open_page):
    app = open_page(PETA, tampilan="Pergerakan")

    assert "Tidak ada risiko yang dapat digambar." in text(app)
    assert "Belum ada risiko." in text(app)


# Flows


def flows(app):
    """Return (number, address) of every flow that opens something."""
    pattern = r'href="([^"]*)" aria-label="Dari [^"]* ke [^"]*: ([\d.]+) risiko"'
    return [(int(n), unescape(href)) for href, n in re.findall(pattern, markup(app))]


def test_the_flows_add_up_and_each_number_opens_exactly_these(contoh, open_page):
    app = open_page(PETA, tampilan="Pergerakan")

    found = flows(app)
    assert sum(n for n, _ in found) == 2 * jumlah(app), "two tables of all"
    for n, href in (found[0], found[-1], max(found), min(found)):
        opened = follow(open_page, href)
        assert jumlah(opened) == n == len(set(listed(opened)))


def test_the_flows_since_a_rakor_open_exactly_these(contoh, open_page):
    app = open_page(PETA, tampilan="Pergerakan", banding="rakor-1")

    found = flows(app)
    assert sum(n for n, _ in found) == jumlah(app)
    for n, href in (found[0], found[-1], max(found)):
        opened = follow(open_page, href)
        assert jumlah(opened) == n == len(set(listed(opened)))


# Two points in time


def test_two_maps_stand_side_by_side_each_as_it_was(contoh, open_page, hari):
    app = open_page(PETA, banding="rakor-1")

    with open_titik(Titik(rakor_id=1)) as (past, day):
        then = sum(sel.jumlah for sel in count_peta(past, hari=day))
    with read_session() as session:
        now = sum(sel.jumlah for sel in count_peta(session, hari=hari))
    pages = [e.value for e in app.get("html") if '<table class="peta">' in e.value]
    counted = [
        sum(int(n) for n in re.findall(r"besaran [^:\"]*: (\d+) risiko", page)) for page in pages
    ]
    assert counted == [then, now]
    assert f"{then} → {now} risiko" in text(app)
    # A cell of the earlier map opens the map as it was.
    assert all("per=rakor-1" in href for href in hrefs_of(pages[0]))
    assert not any("per=" in href for href in hrefs_of(pages[1]))


def hrefs_of(page):
    found = re.findall(r'<a class="sel[^>]*href="([^"]*)"', page)
    assert found
    return found


def test_the_numbers_of_what_moved_open_exactly_these(contoh, open_page):
    app = open_page(PETA, banding="rakor-1")

    found = tiles(app)
    own = ("besaran naik", "besaran turun", "sel tetap", "baru tercatat")
    assert sum(found[nama][0] for nama in own) == jumlah(app)
    assert found["besaran naik"][0] and found["besaran turun"][0] and found["baru tercatat"][0]
    for nama in ("besaran naik", "besaran turun", "baru tercatat"):
        n, href = found[nama]
        opened = follow(open_page, href)
        assert jumlah(opened) == n == len(set(listed(opened)))
        assert "Tampilkan semua gerak" in text(opened)


def opened_by(app, mark):
    """Return the numbers on the first of the parts that hold `mark`, each with its address."""
    part = next(e.value for e in app.get("html") if mark in e.value)
    pattern = r'href="(/peta-risiko[^"]*)"[^>]*?(?: aria-label="[^"]*: |>)(\d+) risiko'
    return [(int(n), unescape(href)) for href, n in re.findall(pattern, part)]


@pytest.mark.parametrize(
    "chosen",
    [{"gerak": "Naik"}, {"gerak": "Turun"}, {"asal": "Tinggi"}],
)
def test_the_map_then_counts_of_what_moved_as_many_as_its_lists_hold(contoh, open_page, chosen):
    app = open_page(PETA, banding="rakor-1", **chosen)
    sel, level = opened_by(app, 'class="peta"'), opened_by(app, 'class="legenda')
    assert sum(n for n, _ in sel) == sum(n for n, _ in level) == jumlah(app) > 0
    for n, href in sel + level:
        opened = follow(open_page, href)
        assert jumlah(opened) == n == len(set(listed(opened)))
        assert chosen.get("gerak", "").lower() in text(opened)


def test_a_cell_that_something_came_from_is_chosen_and_said(contoh, open_page):
    asal = "kemungkinan 4 dan dampak 3"
    app = open_page(PETA, banding="rakor-1", gerak="Naik", asal=asal)

    assert f"{asal} pada Rakor" in text(app)
    assert markup(app).count('class="sel pilih"') + markup(app).count("sel hampa pilih") == 1
    levels = [e.value for e in app.get("html") if 'class="legenda' in e.value]
    assert "href" not in levels[0], "its number would open more than it says"


def test_a_level_then_by_other_rules_opens_nothing(contoh, open_page):
    row_id = aturan.draft()
    aturan.use_band(row_id, "P")
    aturan.adopt(row_id)

    app = open_page(PETA, banding="rakor-1", gerak="Naik")

    levels = [e.value for e in app.get("html") if 'class="legenda' in e.value]
    assert "href" not in levels[0] and "href" in levels[1]
    for n, href in opened_by(app, 'class="peta"'):
        assert jumlah(follow(open_page, href)) == n


def test_arrows_since_a_rakor_run_from_then_to_now(contoh, open_page):
    app = open_page(PETA, banding="rakor-1", tampilan="Pergerakan", gerak="Naik")

    arrows = re.findall(r'<a class="panah lebar (\w+)', markup(app))
    assert arrows and set(arrows) == {"naik"} and len(arrows) == jumlah(app)


def test_what_left_the_filter_is_named(contoh, open_page):
    with open_session(local_operator()) as session:
        row = session.exec(select(Risiko).order_by(Risiko.id)).first()
        row.ditarik_pada, row.alasan_ditarik = row.dibuat_pada, "Digabung."
        kode = row.kode

    app = open_page(PETA, banding="rakor-1")

    assert tiles(app)["tidak lagi dalam saringan"][0] == 1
    assert f"kode={kode}" in markup(app)


def test_a_day_can_be_compared_with(contoh, open_page, hari):
    day = hari - timedelta(days=40)
    app = open_page(PETA, banding=day.isoformat())

    assert app.query_params["banding"] == "Tanggal tertentu"
    assert app.query_params["banding_tanggal"] == day.isoformat()
    assert markup(app).count('<table class="peta">') == 2


def test_a_day_without_data_is_said_and_the_map_stands_alone(contoh, open_page):
    with read_session() as session:
        first = get_hari_pertama(session)
    before = (first - timedelta(days=3)).isoformat()

    app = open_page(PETA, banding="Tanggal tertentu", banding_tanggal=before)

    assert "Belum ada data per" in text(app)
    assert markup(app).count('<table class="peta">') == 1
    assert not re.search(r'<a class="sel[^>]*banding', markup(app))


def test_what_only_a_comparison_knows_is_left_out_without_one(contoh, open_page, hari):
    app = open_page(PETA, gerak="Naik", asal="Tinggi")

    assert text(app).count("hanya berlaku bersama pilihan Bandingkan dengan") == 2
    with read_session() as session:
        assert jumlah(app) == count_risiko(session, hari=hari)


def test_the_past_can_be_compared_with_what_was_before_it(contoh, open_page):
    with open_titik(Titik(rakor_id=1)) as (past, day):
        then = count_risiko(past, hari=day)
    before = (day - timedelta(days=60)).isoformat()

    app = open_page(PETA, per="rakor-1", banding=before)

    assert markup(app).count('<table class="peta">') == 2
    assert jumlah(app) == then
    options = app.selectbox(key="banding").options
    assert not [nama for nama in options if nama.startswith("Rakor")], "none was closed before"


@pytest.mark.parametrize("later", [0, 30])
def test_what_comes_later_is_nothing_to_compare_with(contoh, open_page, hari, later):
    day = (hari + timedelta(days=later)).isoformat()
    app = open_page(PETA, banding=day)

    assert "Hari pembanding harus lebih dahulu" in text(app)
    assert markup(app).count('<table class="peta">') == 1


# Filters


CASES = [
    ({"sumber": s.label}, SaringanRisiko(sumber_sebab=s)) for s in SumberSebab
] + [({"opsi": o.label}, SaringanRisiko(opsi=o)) for o in OpsiPenanganan] + [
    ({"opsi": "Belum ada penanganan"}, SaringanRisiko(tanpa_penanganan=True)),
    ({"selera": "Ya"}, SaringanRisiko(di_atas_selera=True)),
    ({"level_inheren": "Tinggi"}, SaringanRisiko(level_inheren=4)),
    ({"level_saat_ini": "Sedang"}, SaringanRisiko(level_saat_ini=3)),
    (
        {"level_target": "Rendah", "posisi": "Target"},
        SaringanRisiko(level_target=2, posisi=Posisi.TARGET),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("query", "saringan"), CASES)
def test_each_new_filter_narrows_map_list_and_links_alike(contoh, open_page, hari, query, saringan):
    app = open_page(PETA, **query)

    with read_session() as session:
        wanted = {r.kode for r in list_risiko(session, hari=hari, saringan=saringan)}
    assert sum(cells(app).values()) == jumlah(app) == len(wanted)
    assert set(listed(app)) <= wanted and len(listed(app)) == min(50, len(wanted))
    for href in hrefs(app, r'<a class="sel[^>]*href="([^"]*)"'):
        assert query.items() <= dict(parse_qsl(urlsplit(href).query)).items()


def test_bad_values_of_the_new_filters_are_noticed(contoh, open_page, hari):
    bad = {
        "tampilan": "Kubus", "sumber": "Bulan", "opsi": "Lari", "level_target": "Gawat",
        "selera": "Mungkin", "banding": "rakor-99",
    }  # fmt: skip
    app = open_page(PETA, **bad)

    for value in bad.values():
        assert f"“{value}”" in text(app)
    with read_session() as session:
        assert jumlah(app) == count_risiko(session, hari=hari)


def test_a_cell_that_is_none_is_noticed_and_leaves_the_address(contoh, open_page):
    app = open_page(PETA, k="9", d="abc", gerak="Lari", pokja="Keuangan")

    for value in ("9", "abc", "Lari"):
        assert f"“{value}”" in text(app)
    assert set(app.query_params) == {"pokja"}


def test_the_line_follows_the_kategori(contoh, open_page):
    with read_session() as session:
        kategori = list_kategori(session)[4]
    with open_session(local_operator()) as session:
        session.execute(
            update(SeleraRisiko)
            .where(SeleraRisiko.kategori_id == kategori.id)
            .values(batas_besaran=10)
        )

    whole = open_page(PETA)
    assert f"Kecuali {kategori.nama}: 10 ke bawah." in text(whole)
    one = open_page(PETA, kategori=kategori.nama)
    words = text(one)
    assert f"Besaran 10 ke bawah diterima, 11 ke atas tidak (kategori {kategori.nama})." in words
    assert "Risiko prioritas: besaran 16 ke atas." in words


def test_scale_texts_open_by_a_button_of_their_own(contoh, open_page):
    app = open_page(PETA)

    targets = re.findall(r'popovertarget="([\w-]+)"', markup(app))
    assert len(targets) == len(set(targets)) == 10
    for target in targets:
        assert f'id="{target}"' in markup(app)
    assert re.search(r'id="peta-kemungkinan-1"[^>]*>.*?kurang dari 2 kali', markup(app), re.S)
