"""Everything a person sees or hears is Indonesian, Streamlit's own words included.

`test_setiap_layar` looks at every screen with what is here.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import streamlit
from playwright.sync_api import Locator, Page, expect

from pages.web.frame import ASET
from tests.browser.conftest import NewPage
from tests.browser.kata_inggris import english_in
from tests.browser.peladen import Peladen
from tests.browser.peramban import PONSEL, open_halaman, settle

# Every text on the page and every attribute that is shown or read aloud, with where it stands.
# The names of icons are letters only to the font that draws them.
KATA = """() => {
  const out = [];
  const icons = ["stIconMaterial", "stToastDynamicIcon", "stExpanderIcon"]
    .map((name) => `[data-testid=${name}]`).join();
  const skip = `script, style, noscript, .forum .ikon, ${icons}`;
  const names = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext",
    "placeholder", "title", "alt"];
  const walker = document.createTreeWalker(
    document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node instanceof Element && node.matches(skip)
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const where = (e) => (e.closest("[data-testid]")?.dataset.testid ?? "") + " " + e.tagName;
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    if (n.nodeType === 3) out.push([where(n.parentElement), n.nodeValue.trim()]);
    else for (const a of names) if (n.getAttribute(a)) out.push([where(n), n.getAttribute(a)]);
  }
  return out;
}"""

ISI = "[data-testid=stMainBlockContainer]"


def leftovers(page: Page) -> list[tuple[str, str, list[str]]]:
    return [
        (where, text[:120], english)
        for where, text in page.evaluate(KATA)
        if (english := english_in(text))
    ]


def press(box: Locator) -> None:
    box.click()


def type_nonsense(box: Locator) -> None:
    box.click()
    box.press_sequentially("zzz")


def pick_first(box: Locator) -> None:
    box.click()
    box.press("ArrowDown")
    box.press("Enter")


def pick_day(calendar_button: Locator) -> None:
    calendar_button.click()
    page = calendar_button.page
    page.locator("[role=gridcell] [role=button]:not([aria-disabled=true])").nth(9).click()


def hover(element: Locator) -> None:
    element.hover()


Gerakan = tuple[str, Callable[[Locator], None]]

# What can be opened and pointed at, and how: the first of its kind on each screen.
GERAKAN: tuple[Gerakan, ...] = (
    ("[data-testid=stPopover] button", press),
    # A chart's own toolbar lies under the chart until the chart is pointed at.
    ("[data-testid=stTooltipHoverTarget]:not([data-testid=stElementToolbar] *)", hover),
    ("[data-testid=stVegaLiteChart]", hover),
    ("[data-testid=stDataFrame]", hover),
    ("[data-testid=stExpander] summary", press),
)
# What brings up Streamlit's own words alone, the same on every screen: some screens will do.
GERAKAN_UMUM: tuple[Gerakan, ...] = (
    ("[data-testid=stSelectbox] input", press),
    ("[data-testid=stSelectbox] input", type_nonsense),
    ("[data-testid=stMultiSelect] input", type_nonsense),
    ("[data-testid=stMultiSelect] input", pick_first),
    ("[data-testid=stDateInputCalendarButton]", press),
    ("[data-testid=stDateInputCalendarButton]", pick_day),
    ("[data-testid=stTextInput] input", type_nonsense),
    ("[data-testid=stTextArea] textarea", type_nonsense),
    ("[data-testid=stNumberInput] input", press),
    ("[data-testid=stFileUploader]", hover),
    ("[data-testid=stPagination] button", hover),
)


def gestures_on(
    page: Page, gestures: tuple[Gerakan, ...]
) -> Iterator[tuple[str, Callable[[Locator], None], Locator]]:
    for selector, gesture in gestures:
        found = page.locator(f"{ISI} {selector}").and_(page.locator(":visible:not(:disabled)"))
        if found.count():
            yield selector, gesture, found.first


def leftovers_of_gestures(page: Page, *, umum: bool) -> list[object]:
    """Return the English that comes up when things are opened, pointed at and typed into.

    With `umum` also when Streamlit's own fields are, whose words do not depend on the screen.
    """
    wrong: list[object] = []
    for selector, gesture, element in gestures_on(page, GERAKAN + GERAKAN_UMUM * umum):
        gesture(element)
        settle(page)
        if found := leftovers(page):
            wrong.append((selector, gesture.__name__, found))
        page.keyboard.press("Escape")
    return wrong


def test_no_english_is_left_in_the_menu(page: Page) -> None:
    open_halaman(page)
    page.get_by_role("button", name="Menu utama").click()
    expect(page.get_by_role("menuitem", name="Tentang")).to_be_visible()
    assert leftovers(page) == []
    page.get_by_role("menuitem", name="Tentang").click()
    expect(page.get_by_role("dialog", name="Tentang")).to_be_visible()
    assert leftovers(page) == []


def test_no_english_is_left_in_the_menu_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PONSEL[0], "height": PONSEL[1]})
    open_halaman(page)
    page.get_by_role("button", name="Buka menu").click()
    expect(page.get_by_role("button", name="Tutup menu")).to_be_visible()
    assert leftovers(page) == []


def test_an_unknown_page_is_refused_in_indonesian(page: Page) -> None:
    page.goto("/tidak-ada")
    settle(page)
    dialog = page.get_by_role("dialog", name="Halaman tidak ditemukan")
    expect(dialog).to_contain_text("Ringkasan ditampilkan sebagai gantinya.")
    assert leftovers(page) == []


def test_a_lost_connection_is_told_in_indonesian(
    new_page: NewPage, peladen_sendiri: Peladen
) -> None:
    page = open_halaman(new_page(peladen_sendiri))
    peladen_sendiri.stop()
    status = page.get_by_test_id("stConnectionStatus")
    expect(status).to_have_text("Menyambung")
    dialog = page.get_by_role("dialog", name="Sambungan terputus")
    expect(dialog).to_contain_text("Server tidak dapat dihubungi.", timeout=30_000)
    assert leftovers(page) == []
    peladen_sendiri.start()
    expect(status).to_have_count(0, timeout=30_000)
    expect(dialog).to_have_count(0)


def test_no_english_is_left_after_saving(new_page: NewPage, peladen_sendiri: Peladen) -> None:
    page = open_halaman(new_page(peladen_sendiri), "/pemutakhiran?kode=KEU-A05")
    page.get_by_role("button", name="Simpan pemutakhiran").click()
    expect(page.get_by_test_id("stToast")).to_be_visible()
    assert leftovers(page) == []


def test_the_dictionary_holds_only_what_streamlit_says() -> None:
    words = (ASET / "istilah.js").read_text("utf-8").partition("const ISTILAH")[2]
    keys = re.findall(r'^  "([^"]+)":', words.partition("\n};")[0], re.MULTILINE)
    bundle = Path(streamlit.__file__).parent / "static" / "static" / "js"
    code = "".join(path.read_text("utf-8", "replace") for path in bundle.glob("*.js"))
    assert len(keys) > 90
    assert [key for key in keys if not any(f"{q}{key}{q}" in code for q in "`\"'")] == []
