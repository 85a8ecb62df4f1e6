"""The risk map in a real browser: the keyboard, the arrows, a phone."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import PONSEL, open_halaman, settle

PERGERAKAN = "/peta-risiko?tampilan=Pergerakan&pokja=Keuangan"


def test_the_scale_texts_open_and_close_by_the_keyboard(page: Page) -> None:
    open_halaman(page, "/peta-risiko")
    window = page.locator("#peta-dampak-5")
    expect(window).to_be_hidden()

    page.get_by_role("button", name=re.compile("^5.*Sangat Signifikan")).focus()
    page.keyboard.press("Enter")
    expect(window).to_be_visible()
    expect(window).to_contain_text("gangguan layanan lebih dari 30 hari")

    page.keyboard.press("Escape")
    expect(window).to_be_hidden()


def test_a_label_and_an_arrow_open_their_risiko(page: Page) -> None:
    open_halaman(page, PERGERAKAN)
    label = page.locator(".medan a.label").first
    kode = label.locator(".kode").inner_text()
    label.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: parse_qs(urlsplit(address).query) == {"kode": [kode]})
    settle(page)

    open_halaman(page, PERGERAKAN)
    arrow = page.locator(".medan a.panah.lebar").first
    kode = (arrow.get_attribute("href") or "").partition("=")[2]
    arrow.click()
    page.wait_for_url(lambda address: parse_qs(urlsplit(address).query) == {"kode": [kode]})


def test_the_arrows_end_at_their_marks_on_every_screen(
    page: Page, peladen: Peladen, new_page: NewPage
) -> None:
    for screen, kind in ((page, "lebar"), (new_page(peladen, PONSEL), "sempit")):
        open_halaman(screen, PERGERAKAN)
        other = "sempit" if kind == "lebar" else "lebar"
        expect(screen.locator(f".medan a.panah.{kind}").first).to_be_visible()
        expect(screen.locator(f".medan a.panah.{other}").first).to_be_hidden()
        away = screen.evaluate(JARAK, kind)
        assert away and max(away) < 60, away
        wide = screen.evaluate("document.querySelector('.medan').getBoundingClientRect().right")
        assert wide <= (screen.viewport_size or {})["width"]


# How far the end of each arrow is from the nearest mark of its risiko, in pixels.
JARAK = """(kind) => {
  const field = document.querySelector(".medan");
  const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  const marks = [...field.querySelectorAll(".label, .noktah")].map((mark) => ({
    kode: (mark.getAttribute("title") || "").split(/[: ]/)[0],
    at: middle(mark.getBoundingClientRect()),
  }));
  const box = field.getBoundingClientRect();
  return [...field.querySelectorAll(".panah." + kind)].map((arrow) => {
    const kode = arrow.title.split(":")[0];
    const angle = parseFloat(arrow.style.transform.slice(7)) * Math.PI / 180;
    const length = parseFloat(arrow.style.width) / 100 * box.width;
    const x = box.left + parseFloat(arrow.style.left) / 100 * box.width + length * Math.cos(angle);
    const y = box.top + parseFloat(arrow.style.top) / 100 * box.height + length * Math.sin(angle);
    const own = marks.filter((mark) => mark.kode === kode);
    return Math.min(...own.map(({ at }) => Math.hypot(at[0] - x, at[1] - y)));
  });
}"""


def test_the_filters_stay_open_while_their_number_changes(page: Page) -> None:
    open_halaman(page, "/peta-risiko")
    page.get_by_role("button", name="Lainnya").click()
    page.get_by_text("Ya", exact=True).first.click()
    expect(page.locator(".banyak-saringan")).to_have_text("Lainnya: 1 saringan dipakai")
    expect(page.get_by_text("Hanya prioritas")).to_be_visible()
    expect(page.locator(".disaring")).to_contain_text("besaran 16 ke atas")


def test_what_is_compared_with_is_read_whole_on_a_phone(
    peladen: Peladen, new_page: NewPage
) -> None:
    screen = new_page(peladen, PONSEL)
    open_halaman(screen, "/peta-risiko")
    box = screen.get_by_role("combobox", name="Bandingkan dengan")
    expect(box).to_have_value("Tidak dibandingkan")
    assert box.evaluate("(input) => input.scrollWidth - input.clientWidth") <= 0


def test_the_line_of_appetite_ends_where_the_map_does(page: Page) -> None:
    open_halaman(page, "/peta-risiko")
    assert page.evaluate(TEPI) == {
        "top": "0px", "bottom": "0px", "left": "0px", "right": "0px",
    }  # fmt: skip


# Where a line on the outermost cells ends: their own edge.
TEPI = """() => {
  const rows = [...document.querySelectorAll(".peta tbody tr")];
  const end = (row, cell, kind, part, side) => {
    const td = [...rows.at(row).querySelectorAll("td")].at(cell);
    td.className = kind;
    return getComputedStyle(td, part)[side];
  };
  return {
    top: end(0, 2, "tepi-kiri", "::before", "top"),
    bottom: end(-1, 2, "tepi-kiri", "::before", "bottom"),
    left: end(2, 0, "tepi-bawah", "::after", "left"),
    right: end(2, -1, "tepi-bawah", "::after", "right"),
  };
}"""
