"""Filters in the address: what a link sets, what a click writes, what goes along to other pages."""

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import PONSEL, follow, open_halaman, settle

SEMUA = (
    "/rencana-aksi?pokja=Keuangan&status=Berjalan&status=Terkendala&ketepatan=Sesuai+jadwal"
    "&dari=2020-01-01&sampai=2090-12-31&cari=a&urut=Kode&tampilan=Linimasa"
)


def expect_query(page: Page, wanted: dict[str, list[str]]) -> None:
    """Wait for the filters in the address to be these."""
    page.wait_for_url(lambda address: parse_qs(urlsplit(address).query) == wanted)


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a box."""
    # A list of options closes when the page moves under it.
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def open_menu(page: Page, nama: str) -> None:
    follow(page.get_by_test_id("stTopNavLink").filter(has_text=nama))


def expect_kalimat(page: Page, words: str) -> None:
    """Wait for the sentence of the list to say so."""
    expect(page.locator(".kalimat strong")).to_contain_text(words)


def test_a_link_with_every_filter_stays_as_it_is_and_shows_the_same_again(page: Page) -> None:
    open_halaman(page, SEMUA)
    asked = parse_qs(urlsplit(SEMUA).query)
    expect_query(page, asked)
    expect_kalimat(page, "Pokja Keuangan · tenggat 1 Jan 2020 sampai 31 Des 2090 · memuat “a”")
    said = page.locator(".kalimat strong").inner_text()
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible()

    # The other filters stand in a closed box; a click elsewhere must not lose them.
    page.get_by_text("Tabel", exact=True).click()
    settle(page)
    asked.pop("tampilan")
    expect_query(page, asked)
    expect_kalimat(page, said)


def test_a_click_writes_the_address_and_the_default_leaves_it(page: Page) -> None:
    open_halaman(page, "/rencana-aksi")
    choose(page, "Pokja", "Aset")
    page.get_by_text("Linimasa", exact=True).click()
    settle(page)
    expect_query(page, {"pokja": ["Aset"], "tampilan": ["Linimasa"]})

    page.get_by_text("Tabel", exact=True).click()
    settle(page)
    expect_query(page, {"pokja": ["Aset"]})

    follow(page.get_by_role("link", name="Hapus saringan"))
    expect_kalimat(page, "314 rencana aksi")

    page.go_back()
    settle(page)
    expect_query(page, {"pokja": ["Aset"]})
    expect_kalimat(page, "Pokja Aset")


def test_bad_values_leave_the_address_and_a_notice(page: Page) -> None:
    open_halaman(page, "/rencana-aksi?pokja=%3Cb%3ENihil&status=Berjalan&dari=kapan&halaman=x")
    notices = page.locator(".pemberitahuan")
    expect(notices).to_have_count(3)
    expect(notices.first).to_have_text(
        "Pokja “<b>Nihil” pada alamat tidak dikenal, jadi tidak dipakai."
    )
    expect_query(page, {"status": ["Berjalan"]})

    choose(page, "Pokja", "Aset")
    expect(notices).to_have_count(0)


def test_a_link_from_a_page_with_the_same_filter_brings_its_own(page: Page) -> None:
    open_halaman(page, "/rencana-aksi?pokja=Aset&status=Berjalan")
    page.evaluate("openPage('/pemutakhiran?pokja=Keuangan')")
    settle(page)
    expect(page.get_by_role("combobox", name="Pokja", exact=True)).to_have_value("Keuangan")
    expect_query(page, {"pokja": ["Keuangan"]})

    page.evaluate("openPage('/rencana-aksi?pokja=Kepegawaian')")
    settle(page)
    expect_query(page, {"pokja": ["Kepegawaian"]})
    expect_kalimat(page, "Pokja Kepegawaian")
    expect(page.locator(".kalimat strong")).not_to_contain_text("Berjalan")


def test_the_menu_opens_a_page_without_the_filters_of_the_last(page: Page) -> None:
    open_halaman(page, "/rencana-aksi?pokja=Aset&cari=menyusun")
    open_menu(page, "Permasalahan")
    assert urlsplit(page.url).query == ""
    expect(page.get_by_role("combobox", name="Pokja", exact=True)).to_have_value("")
    open_menu(page, "Rencana Aksi")
    expect_kalimat(page, "314 rencana aksi")

    page.go_back()
    settle(page)
    page.go_back()
    settle(page)
    expect_query(page, {"pokja": ["Aset"], "cari": ["menyusun"]})
    expect_kalimat(page, "Pokja Aset")


def test_the_menu_of_a_phone_closes_behind_itself(new_page: NewPage, peladen: Peladen) -> None:
    page = new_page(peladen, PONSEL)
    open_halaman(page, "/rencana-aksi?pokja=Aset")
    page.get_by_test_id("stExpandSidebarButton").click()
    follow(page.get_by_test_id("stSidebarNavLink").filter(has_text="Pemutakhiran"))
    assert urlsplit(page.url).path == "/pemutakhiran"
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()


def test_the_page_number_stands_in_the_address_until_the_filter_changes(page: Page) -> None:
    open_halaman(page, "/rencana-aksi")
    page.get_by_role("button", name="Halaman 2", exact=True).click()
    settle(page)
    expect_query(page, {"halaman": ["2"]})
    expect(page.locator("caption")).to_have_text("Baris 51 sampai 100 dari 314")
    # The numbers stand below the list; the reader goes on at its top.
    expect(page.locator("caption")).to_be_in_viewport()

    choose(page, "Status", "Berjalan")
    expect_query(page, {"status": ["Berjalan"]})
    expect(page.locator("caption")).to_contain_text("Baris 1 sampai")


def test_the_list_begins_on_the_first_screen_of_a_phone(
    new_page: NewPage, peladen: Peladen
) -> None:
    page = new_page(peladen, PONSEL)
    open_halaman(page, "/rencana-aksi")
    top = page.locator(".forum caption").bounding_box()
    assert top is not None and top["y"] < PONSEL[1] - 100


@pytest.mark.parametrize(("kind", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_the_timeline_can_be_taken_away_as_a_picture(page: Page, kind: str, start: bytes) -> None:
    open_halaman(page, "/rencana-aksi?tampilan=Linimasa&pokja=Aset")
    page.get_by_role("button", name="Unduh gambar").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=kind, exact=True).click()
    assert "data-contoh" in download.value.suggested_filename
    assert Path(download.value.path()).read_bytes().startswith(start)


def test_the_file_holds_exactly_what_the_filter_shows(page: Page) -> None:
    open_halaman(page, "/rencana-aksi?ketepatan=Terlambat")
    said = page.locator(".kalimat strong").inner_text()
    page.get_by_role("button", name="Unduh tabel").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    content = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert said == f"{len(rows)} rencana aksi terlambat" == rows[0]["Saringan"]
    shown = page.locator(".forum td.judul-baris a").all_inner_texts()
    assert [row["Kode"] for row in rows] == shown
    assert {row["Ketepatan"] for row in rows} == {"Terlambat"}
    assert all(int(row["Terlambat (hari)"]) > 0 for row in rows)
