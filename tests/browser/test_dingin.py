"""The first visitor after a start may come by a deep link to any page."""

import pytest
from playwright.sync_api import Page, expect

from pages.shared.tautan import VERIFIKASI
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import open_halaman
from tests.tampilan import alamat_isi, list_halaman, peran_of

HALAMAN = {halaman.alamat: halaman for halaman in list_halaman()}


def expect_halaman(page: Page, alamat: str) -> None:
    expect(page).to_have_title(f"{HALAMAN[alamat].judul} – Dasbor Rakor")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


# Each needs a start of its own: the front page, and some of every kind.
@pytest.mark.parametrize("alamat", [*list(HALAMAN)[::15], "/", VERIFIKASI])
def test_the_first_visit_after_a_start_shows_the_page_of_the_address(
    new_page: NewPage, peladen_baru: Peladen, alamat: str
) -> None:
    page = new_page(peladen_baru, peran=peran_of(alamat))
    open_halaman(page, alamat_isi(HALAMAN[alamat]))
    expect_halaman(page, alamat)
