"""Every slide at the sizes of laptop, projectors and a wall: whole, large enough, to be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import text

from model.commands.rakor import create_rakor, open_rakor
from model.db import engine, open_session
from model.isian_rakor import IsianRakor
from model.tayangan import read_isi, read_objek
from pages.layar.deck import Slide, make_deck, make_objek
from pages.layar.halaman import ASET, layar_html
from tests.orang import SISTEM
from tests.stores import HARI, SqliteTemplates, configured

UKURAN = [(1366, 768), (1920, 1080), (3840, 2160), (1024, 768)]
TEMA = "Percepatan Menuju Jakarta Global City"
TERKECIL = 2.35  # % of the height; the issue asks for 2.2
ALAMAT = "https://rakor-perangkat-daerah.jakarta.go.id"
UKUR = (Path(__file__).parent / "ukur_slide.js").read_text("utf-8")

# Every text as long as the store allows, without a place to break it.
TERPANJANG = (
    "UPDATE rakor SET tema = :judul, tempat = :judul",
    "UPDATE agenda SET judul = :judul, menit = 480",
    "UPDATE risiko SET judul = :judul, sebab = :seribu, dampak = :seribu",
    "UPDATE penanganan SET judul = :judul",
    "UPDATE rencana_aksi SET judul = :judul, kendala = :seribu, tindak_lanjut = :seribu,"
    " keluaran = :lima_ratus",
    "UPDATE keputusan SET judul = :judul, pd_id = NULL, tenggat = NULL, rakor_id = :rakor",
)
PANJANG = {"judul": "W" * 200, "seribu": "W" * 1000, "lima_ratus": "W" * 500}


@pytest.fixture
def rakor(tmp_path: Path, sqlite_templates: SqliteTemplates) -> Iterator[int]:
    """Give a running rakor in an example store of its own."""
    with configured(sqlite_templates.copy(tmp_path, contoh=True), tmp_path / "bukti"):
        yield begin_rakor()


def begin_rakor() -> int:
    isian = IsianRakor(tema=TEMA, mulai=HARI, selesai=HARI)
    with open_session(SISTEM) as session:
        rakor_id = create_rakor(session, pelaku=SISTEM, isian=isian)
    with open_session(SISTEM) as session:
        open_rakor(session, pelaku=SISTEM, row_id=rakor_id, versi=1)
    return rakor_id


def slides(rakor_id: int | None) -> list[Slide]:
    """Return the deck of a rakor and the slides of a few objects."""
    deck = make_deck(read_isi(rakor_id), ALAMAT)
    objek = [read_objek(rakor_id, kode) for kode in ("KEU-R05", "KEU-A35", "KEP-A19", "KEP-A17")]
    return [*deck.slide, *(make_objek(satu, ALAMAT) for satu in objek if satu)]


def show(browser: Browser, daftar: list[Slide]) -> Page:
    """Return a page with these slides that asks no server for anything."""
    style = (ASET / "layar.css").read_text("utf-8")
    fonts = {path.name: path.read_bytes() for path in ASET.glob("*.woff2")}
    page = browser.new_page()
    page.route(
        "**/aset/*",
        lambda route: route.fulfill(
            body=fonts[route.request.url.rpartition("/")[2]], content_type="font/woff2"
        ),
    )
    html = (
        f'<!DOCTYPE html><html lang="id"><meta charset="utf-8"><style>{style}</style>'
        '<body class="layar-halaman">'
        f"{layar_html(daftar)}<script>{(ASET / 'muat.js').read_text('utf-8')}</script>"
    )
    page.route(
        "http://slide.test/", lambda route: route.fulfill(body=html, content_type="text/html")
    )
    page.goto("http://slide.test/")
    page.evaluate(
        "document.fonts.load('1em \"Plus Jakarta Sans\"').then(() => document.fonts.ready)"
    )
    return page


def faults(page: Page, utuh: str = "") -> list[str]:
    """Return what is wrong at any of the sizes, in the light theme, and at two in the dark.

    `utuh` is the name of the rakor when it is short enough to stand whole in every footer.
    """
    found = []
    for width, height in UKURAN:
        page.set_viewport_size({"width": width, "height": height})
        for tema in ("terang", "gelap") if height == 768 else ("terang",):
            page.evaluate(
                "tema => { document.querySelector('.layar').dataset.tema = tema; forumMuat(); }",
                tema,
            )
            found += [f"{width}x{height} {tema} {fault}" for fault in page.evaluate(UKUR, TERKECIL)]
        if utuh:
            names = page.locator(".rakor").evaluate_all("all => all.map((one) => one.textContent)")
            found += [f"{width}x{height} {nama}" for nama in {*names} - {utuh}]
    page.close()
    return found


def test_every_slide_fits_every_screen(browser: Browser, rakor: int) -> None:
    daftar = slides(rakor)
    assert {slide.kunci.partition(".")[0] for slide in daftar} == {
        "judul", "acara", "ringkasan", "peta", "aksi", "keputusan", "forum", "sejak", "putusan",
        "objek",
    }  # fmt: skip
    assert len(daftar) > 40
    assert faults(show(browser, daftar), utuh=TEMA) == []


def test_the_longest_texts_that_the_store_allows_fit_too(browser: Browser, rakor: int) -> None:
    with engine().begin() as connection:
        for statement in TERPANJANG:
            connection.execute(text(statement), PANJANG | {"rakor": rakor})
    daftar = slides(rakor)
    assert "W" * 200 in next(slide.html for slide in daftar if slide.kunci == "aksi.keuangan")
    assert faults(show(browser, daftar)) == []


def test_a_closed_rakor_and_a_forum_without_one_fit_as_well(browser: Browser, rakor: int) -> None:
    closed = [slide for slide in slides(1) if slide.nomor in (None, 1)]
    assert "saat ditutup" in closed[0].html
    assert faults(show(browser, [*closed, *slides(None)[:5]])) == []


def test_a_store_without_data_is_shown_calmly(
    browser: Browser, tmp_path: Path, sqlite_templates: SqliteTemplates
) -> None:
    with configured(sqlite_templates.copy(tmp_path, contoh=False), tmp_path / "bukti"):
        daftar = make_deck(read_isi(begin_rakor()), ALAMAT).slide
    assert faults(show(browser, list(daftar))) == []
