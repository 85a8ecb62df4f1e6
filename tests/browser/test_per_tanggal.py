"""The past in the browser: the day goes along everywhere, and back to now."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from model.format import tanggal
from tests.browser.peramban import follow, open_halaman, settle
from tests.stores import HARI

LALU = HARI - timedelta(days=40)


def expect_past(page: Page) -> None:
    expect(page.locator(".lampau")).to_contain_text(f"Keadaan per {tanggal(LALU)}")


def test_the_day_goes_along_through_menu_links_and_filters_and_back_to_now(page: Page) -> None:
    open_halaman(page, "/rencana-aksi?pokja=Keuangan")
    follow(page.get_by_role("link", name="Per tanggal"))
    page.get_by_role("spinbutton", name="hari, Tanggal lain").click()
    page.keyboard.type(LALU.strftime("%d%m%Y"))
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    settle(page)
    follow(page.get_by_role("link", name=f"Tampilkan Rencana Aksi per {tanggal(LALU)}"))
    expect_past(page)
    assert "pokja=Keuangan" in page.url

    # A filter changed in the past leaves the day.
    page.get_by_role("combobox", name="Pokja").first.click()
    page.get_by_role("option", name="Aset", exact=True).click()
    settle(page)
    expect_past(page)
    assert "pokja=Aset" in page.url and f"per={LALU}" in page.url

    # From the menu: a page outside of the sections, and one inside of one.
    page.get_by_test_id("stTopNavLink").filter(has_text="Ringkasan").click()
    page.wait_for_url(f"**/?per={LALU}")
    settle(page)
    expect_past(page)
    expect(page.locator("h1")).to_have_text("Ringkasan forum")
    page.get_by_test_id("stTopNavSection").filter(has_text="Rakor").click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Keputusan").click()
    page.wait_for_url(f"**/keputusan?per={LALU}")
    settle(page)
    expect_past(page)
    expect(
        page.get_by_test_id("stTopNavDropdownLink").filter(has_text="Daftar Rakor")
    ).to_have_count(0)

    follow(page.locator(".lampau").get_by_role("link", name="Kembali ke sekarang"))
    expect(page.locator(".lampau")).to_have_count(0)
    page.get_by_test_id("stTopNavLink").filter(has_text="Ringkasan").click()
    page.wait_for_url(lambda address: "per=" not in address and not address.endswith("keputusan"))
    page.go_back()
    page.go_back()
    settle(page)
    expect_past(page)


def test_two_days_can_be_compared_from_the_strip(page: Page) -> None:
    open_halaman(page, f"/?per={LALU}")
    link = page.locator(".lampau").get_by_role("link", name="Bandingkan dengan sekarang")
    link.click()
    page.wait_for_url("**/sejak-rakor**")
    settle(page)
    expect(page.get_by_text(f"Perubahan dari {tanggal(LALU)} sampai sekarang")).to_be_visible()
