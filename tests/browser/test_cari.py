"""The search with the keyboard alone: `/` from anywhere, words, the result, and back."""

import pytest
from playwright.sync_api import Page, expect

from model.choices import Peran
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import PONSEL, open_halaman, settle

KOTAK = ".st-key-kotak-cari input[type='text']"


def press_slash(page: Page) -> None:
    page.keyboard.press("/")
    page.wait_for_url("**/cari")
    expect(page.locator(KOTAK)).to_be_focused()
    settle(page)


def test_the_keyboard_alone_leads_from_any_page_to_a_result_and_back(page: Page) -> None:
    open_halaman(page, "/rencana-aksi?pokja=Aset")
    page.evaluate("window.tidakDimuatUlang = true")
    press_slash(page)
    assert page.locator(KOTAK).input_value() == "", "the key itself is not typed"

    page.keyboard.type("keu a0")
    expect(page.locator(".hasil-cari li")).to_have_count(9)
    page.keyboard.type("7")
    expect(page.locator(".hasil-cari li")).to_have_count(1)
    page.keyboard.press("Enter")
    settle(page)
    link = page.locator(".hasil-cari a").first
    for _ in range(20):
        if link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda now: "/rincian-aksi?kode=KEU-A07&kembali=" in now)
    settle(page)
    assert page.evaluate("window.tidakDimuatUlang") is True

    page.go_back()
    page.wait_for_url(lambda now: "/cari?cari=keu+a07" in now or "/cari?cari=keu%20a07" in now)
    settle(page)
    expect(page.locator(KOTAK)).to_have_value("keu a07")
    expect(page.locator(KOTAK)).not_to_be_focused()
    expect(page.locator(".hasil-cari li")).to_have_count(1)

    # Here it only leads into the box, whose words are ready to be typed over.
    page.keyboard.press("/")
    expect(page.locator(KOTAK)).to_be_focused()
    page.keyboard.type("xyz")
    expect(page.locator(KOTAK)).to_have_value("xyz")
    expect(page.get_by_text("Tidak ada hasil")).to_be_visible()


def test_the_search_opened_by_its_address_is_ready_to_type(page: Page) -> None:
    open_halaman(page, "/cari")
    expect(page.locator(KOTAK)).to_be_focused()


@pytest.mark.parametrize("alamat", ["/", "/peta-risiko", "/rincian-aksi?kode=KEU-A07"])
def test_the_key_works_on_pages_of_every_kind(page: Page, alamat: str) -> None:
    open_halaman(page, alamat)
    press_slash(page)


def test_a_stroke_that_somebody_types_stays_a_stroke(page: Page) -> None:
    open_halaman(page, "/rencana-aksi")
    box = page.locator(".st-key-cari input")
    box.click()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    page.keyboard.press("Escape")
    pokja = page.get_by_role("combobox", name="Pokja", exact=True)
    pokja.click()
    page.keyboard.press("/")
    assert page.url.partition("?")[0].endswith("/rencana-aksi")


def test_with_other_keys_held_it_is_the_browsers_own(page: Page) -> None:
    open_halaman(page)
    for key in ("Control+/", "Alt+/", "Meta+/"):
        page.keyboard.press(key)
    settle(page)
    assert page.url.endswith("/")


def test_words_that_are_not_saved_are_not_left(page: Page) -> None:
    open_halaman(page, "/rincian-aksi?kode=KEU-A07&ubah=1")
    area = page.locator("[data-testid=stForm] textarea").first
    area.click()
    page.keyboard.type("belum disimpan")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    settle(page)
    assert "belum disimpan" in area.input_value()
    assert "/rincian-aksi" in page.url


def test_a_choice_that_is_not_saved_is_not_left(page: Page) -> None:
    open_halaman(page, "/rincian-risiko?kode=KEP-R06&nilai=1")
    page.locator("label", has_text="4 Signifikan").click()
    settle(page)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    settle(page)
    assert "/rincian-risiko" in page.url
    expect(page.get_by_role("radio", name="4 Signifikan")).to_be_checked()

    # Untouched it is left; so is the next form, whatever was begun in the one before.
    page.goto("/rincian-risiko?kode=KEP-R06&nilai=1")
    settle(page)
    press_slash(page)


def test_what_was_refused_is_not_left(page: Page) -> None:
    open_halaman(page, "/pemutakhiran?kode=KEU-A05")
    page.get_by_label("Progres (%)", exact=True).fill("101")
    page.get_by_role("button", name="Simpan pemutakhiran").click()
    settle(page)
    expect(page.locator(".forum .ditolak[role='alert']")).to_be_visible()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("/")
    settle(page)
    assert "/pemutakhiran" in page.url


def test_a_table_takes_the_stroke_into_its_cell(page: Page) -> None:
    open_halaman(page, "/mutakhirkan-banyak")
    page.get_by_test_id("stDataFrame").first.click(position={"x": 300, "y": 60})
    page.keyboard.press("/")
    settle(page)
    assert "/mutakhirkan-banyak" in page.url


def test_a_phone_has_a_link_that_leads_into_the_box(new_page: NewPage, peladen: Peladen) -> None:
    page = open_halaman(new_page(peladen, PONSEL, peran=Peran.PIMPINAN))
    page.locator(".siapa a.cari").click()
    page.wait_for_url("**/cari")
    expect(page.locator(KOTAK)).to_be_focused()
