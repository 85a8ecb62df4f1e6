"""Two minutes of pimpinan with the keyboard alone: sign in, look, open, come back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from model.choices import Peran
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import LAPTOP, PONSEL, open_halaman, settle

PUTUSAN = ".putusan-pimpinan li .apa a"
SEL = "table.peta a.sel"
TERTINGGI = "table.tertinggi tbody th a"
FOKUS = """link => {
  const style = getComputedStyle(link);
  return link === document.activeElement
    && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
LEBAR = "document.documentElement.scrollWidth"


def tab_to(page: Page, link: Locator, most: int = 60) -> None:
    """Press Tab until a link has the focus, which must be seen."""
    for _ in range(most):
        if link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert link.evaluate(FOKUS), "the focus cannot be seen"
    expect(link).to_be_in_viewport()


def enter(page: Page, link: Locator) -> str:
    """Open a link that has the focus; return its address."""
    alamat = str(link.get_attribute("href"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda now: now.endswith(alamat))
    settle(page)
    return alamat


def back(page: Page, alamat: str) -> None:
    """Go back as the keys of the browser do, which has none without a window."""
    page.go_back()
    page.wait_for_url(lambda now: now.endswith(alamat))
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Halaman pimpinan")


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_two_minutes_with_the_keyboard_alone(new_page: NewPage, peladen: Peladen) -> None:
    page = new_page(peladen, peran=None)
    page.goto("/masuk")
    tab_to(page, page.locator(".contoh").get_by_role("button", name="Pimpinan").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/pimpinan")
    settle(page)
    expect(title(page)).to_have_text("Halaman pimpinan")
    page.evaluate("window.tidakDimuatUlang = true")

    # What needs a decision comes first in the order of the keys as well.
    first = page.locator(PUTUSAN).first
    kode = first.locator("b").inner_text()
    tab_to(page, first)
    assert page.locator(SEL).first.evaluate("(sel, a) => !!(a.compareDocumentPosition(sel) & 4)",
                                            first.element_handle())  # fmt: skip
    enter(page, first)
    expect(page.get_by_text("Menunggu keputusan pimpinan")).to_be_visible()
    expect(page.get_by_text(kode).first).to_be_visible()
    back(page, "/pimpinan")

    # Straight to the map, past all that stands before it.
    skip = page.locator(".langsung-ke a", has_text="Peta risiko")
    tab_to(page, skip)
    page.keyboard.press("Enter")
    expect(page.locator("#peta")).to_be_in_viewport()
    cell = page.locator(SEL).first
    jumlah = re.search(r": (\d+) risiko", str(cell.get_attribute("aria-label")))
    assert jumlah is not None
    page.keyboard.press("Tab")
    expect(cell).to_be_focused()
    enter(page, cell)
    expect(title(page)).to_have_text("Peta risiko")
    expect(page.locator("#daftar-risiko ~ p, .kalimat").first).to_contain_text(jumlah[1])
    page.go_back()
    page.wait_for_url(re.compile(r"/pimpinan(#peta)?$"))
    settle(page)

    # A cell of the other map leads to that day.
    last = page.locator("table.peta").nth(1).locator("a.sel").first
    tab_to(page, last)
    alamat = enter(page, last)
    assert parse_qs(urlsplit(alamat).query)["per"] == ["rakor-1"]
    expect(page.locator(".lampau")).to_contain_text("ditutup")
    # The link back leads to where one came from: now, not that day.
    tab_to(page, page.get_by_role("link", name="← Pimpinan"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/pimpinan")
    settle(page)
    expect(page.locator(".lampau")).to_have_count(0)

    highest = page.locator(TERTINGGI).first
    kode = highest.locator("b").inner_text()
    tab_to(page, highest, 120)
    enter(page, highest)
    expect(page.locator("p b", has_text=kode).first).to_be_visible()
    back(page, "/pimpinan")
    assert page.evaluate("window.tidakDimuatUlang") is True


def test_the_filter_is_kept_on_the_way_there_and_back(new_page: NewPage, peladen: Peladen) -> None:
    page = open_halaman(new_page(peladen, peran=Peran.PIMPINAN), "/pimpinan?pokja=Aset")
    late = page.locator(".ubin", has_text="terlambat")
    angka = late.locator("b").inner_text()
    tab_to(page, late)
    enter(page, late)
    expect(title(page)).to_have_text("Rencana aksi")
    expect(page.locator(".kalimat")).to_contain_text(f"{angka} rencana aksi")
    back(page, "/pimpinan?pokja=Aset")
    semua = page.locator(".ubin", has_text="perlu keputusan")
    tab_to(page, semua)
    enter(page, semua)
    row = page.locator("td.judul-baris a").first
    tab_to(page, row)
    enter(page, row)
    # Back step by step: to the list with its filter, from there to the page with its own.
    for name, where in (("← Perlu Keputusan", "/perlu-keputusan?pokja=Aset"),
                        ("← Pimpinan", "/pimpinan?pokja=Aset")):  # fmt: skip
        link = page.get_by_role("link", name=name)
        tab_to(page, link)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda now, where=where: where in now)  # type: ignore[misc]
        settle(page)
    expect(title(page)).to_have_text("Halaman pimpinan")
    expect(page.locator(PUTUSAN).first).to_contain_text("AST-")


@pytest.mark.parametrize("ukuran", [LAPTOP, PONSEL])
@pytest.mark.parametrize("alamat", ["/pimpinan", "/perlu-keputusan", "/pimpinan?per=rakor-1"])
def test_nothing_is_wider_than_the_screen(
    new_page: NewPage, peladen: Peladen, alamat: str, ukuran: tuple[int, int]
) -> None:
    page = open_halaman(new_page(peladen, ukuran, peran=Peran.PIMPINAN), alamat)
    assert page.evaluate(LEBAR) <= ukuran[0]


def test_the_deep_link_goes_before_the_own_page(new_page: NewPage, peladen: Peladen) -> None:
    page = new_page(peladen, peran=None)
    page.goto("/rencana-aksi?pokja=Aset")
    page.wait_for_url(re.compile(r"/masuk\?next="))
    page.locator(".contoh").get_by_role("button", name="Pimpinan").first.click()
    page.wait_for_url("**/rencana-aksi?pokja=Aset")
