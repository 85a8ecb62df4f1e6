"""What somebody who writes does on a phone: one update in a few taps, and many in one table."""

import pytest
from playwright.sync_api import Locator, Page, expect

from model.choices import Peran
from tests.browser.conftest import NewPage
from tests.browser.kata_inggris import english_in
from tests.browser.peladen import Peladen
from tests.browser.peramban import PONSEL, open_halaman, settle

JEMPOL = 44  # pixels that a thumb needs
KOLOM = {"kode": 0, "status": 4, "progres": 5, "kendala": 6, "catatan": 8}
GULIR = "document.querySelector('[data-testid=stMain]').scrollTop"
LEBAR = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return Math.max(document.documentElement.scrollWidth, main.scrollWidth);
}"""


class Jempol:
    """A thumb that counts its taps."""

    def __init__(self) -> None:
        self.ketukan = 0

    def tap(self, element: Locator) -> None:
        self.ketukan += 1
        element.tap()


@pytest.fixture
def ponsel(new_page: NewPage, peladen_sendiri: Peladen) -> Page:
    """Give the phone of the ketua of pokja 1, on a server of its own."""
    return new_page(peladen_sendiri, PONSEL, peran=Peran.KETUA, has_touch=True)


def late(page: Page) -> Locator:
    return page.locator("section", has=page.locator("#daftar-terlambat")).locator("li")


def test_one_update_takes_four_taps_and_comes_back_to_its_place(ponsel: Page) -> None:
    page, jempol = open_halaman(ponsel, "/menunggu"), Jempol()
    assert page.evaluate(LEBAR) == PONSEL[0]
    row = late(page).nth(2)
    kode = row.locator("a").first.inner_text()
    button = row.get_by_role("link", name=f"Mutakhirkan {kode}")
    assert (button.bounding_box() or {})["height"] >= JEMPOL
    button.scroll_into_view_if_needed()
    place = page.evaluate(GULIR)
    assert place > 0

    jempol.tap(button)
    expect(page.get_by_role("heading", level=1)).to_contain_text(kode)
    settle(page)
    assert page.evaluate(LEBAR) == PONSEL[0]
    status = page.get_by_role("radiogroup", name="Status").get_by_role("radio", name="Berjalan")
    progres = page.get_by_label("Progres (%)", exact=True)
    before = int(progres.input_value())
    for element in (status, page.get_by_role("button", name="Tambah")):
        assert (element.bounding_box() or {})["height"] >= JEMPOL - 4
    jempol.tap(status)
    jempol.tap(page.get_by_role("button", name="Tambah"))
    simpan = page.get_by_role("button", name="Simpan pemutakhiran")
    # In reach of the thumb, wherever in the form one is.
    expect(simpan).to_be_in_viewport()
    jempol.tap(simpan)

    expect(page.get_by_text(f"Pemutakhiran {kode} tersimpan.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Menunggu Saya")
    settle(page)
    assert jempol.ketukan == 4
    assert abs(page.evaluate(GULIR) - place) <= 2
    expect(late(page).nth(2)).to_contain_text(f"{before + 5} %")
    expect(late(page).nth(2)).to_contain_text("Berjalan")


def test_the_way_back_without_saving_leads_to_the_same_place(ponsel: Page) -> None:
    page = open_halaman(ponsel, "/menunggu?kelompok=Terlambat")
    button = late(page).last.get_by_role("link", name="Mutakhirkan")
    button.scroll_into_view_if_needed()
    place = page.evaluate(GULIR)
    button.tap()
    page.get_by_role("link", name="← Menunggu Saya").tap()
    expect(page.locator("#daftar-terlambat")).to_be_visible()
    expect(page.locator("#daftar-segera")).to_have_count(0)
    settle(page)
    assert abs(page.evaluate(GULIR) - place) <= 2


def test_a_number_leads_to_its_group_and_back(ponsel: Page) -> None:
    page = open_halaman(ponsel, "/menunggu")
    page.locator(".ubin", has_text="Terlambat").tap()
    settle(page)
    expect(page.locator("section h2")).to_have_count(1)
    page.get_by_role("link", name="← Semua yang menunggu").tap()
    expect(page.locator("section h2")).not_to_have_count(1)
    settle(page)
    assert page.locator("section h2").count() > 1


class Tabel:
    """The table that is edited, as fingers and keys find it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def kode(self) -> list[str]:
        """Return the codes, the topmost first, as the table tells them to a screen reader."""
        cells = self.page.locator("[data-testid=stDataFrame] [id^='glide-cell-0-']")
        expect(cells.first).to_be_attached()
        return cells.all_inner_texts()

    def fill(self, kode: str, kolom: str, text: str) -> None:
        """Go to a cell with the arrow keys, open it, replace what is in it, and leave it open."""
        for _ in range(4):
            if self._open(kode, kolom):
                break
        else:
            raise AssertionError(f"no editor opens in {kolom} of {kode}")
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text, delay=30)  # a hurried person; no hand types in no time

    def _open(self, kode: str, kolom: str) -> bool:
        """Return whether the cell has opened: one that is just being drawn anew takes no key."""
        box = self.page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + 30, box["y"] + 35 * (self.kode().index(kode) + 1.5))
        for _ in range(KOLOM[kolom]):
            self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press("Enter")
        try:
            editor = self.page.locator("#portal :is(input, textarea)").first
            expect(editor).to_be_focused(timeout=3_000)
        except AssertionError:
            return False
        return True


def save_all(page: Page) -> None:
    page.get_by_role("button", name="Simpan semua").click()
    settle(page)


def test_many_updates_in_one_table_on_a_phone(ponsel: Page) -> None:
    page = open_halaman(ponsel, "/menunggu")
    page.get_by_role("link", name="Mutakhirkan banyak sekaligus").tap()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    settle(page)
    tabel = Tabel(page)
    # The table is wider than the phone; it scrolls in its own box.
    assert page.evaluate(LEBAR) == PONSEL[0]
    inner = page.locator(".dvn-scroller").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert inner[0] > PONSEL[0] > inner[1]
    kode = tabel.kode()

    tabel.fill(kode[0], "progres", "88")
    page.keyboard.press("Enter")
    settle(page)
    tabel.fill(kode[1], "status", "Terkendala")
    page.keyboard.press("Enter")
    settle(page)
    tabel.fill(kode[2], "catatan", "<img src=x onerror=alert(1)>")
    # Pressed while the last cell is still open, as a hurried person does.
    save_all(page)

    hasil = page.locator(".hasil-baris")
    expect(hasil).to_contain_text(f"{kode[0]}: tersimpan")
    expect(hasil).to_contain_text(f"{kode[1]}: ditolak. Status Terkendala membutuhkan uraian")
    expect(hasil).to_contain_text(f"{kode[2]}: tersimpan")
    expect(page.get_by_text("1 baris berubah, belum tersimpan.")).to_be_visible()
    settle(page)
    assert tabel.kode()[0] == kode[1]
    assert page.evaluate(LEBAR) == PONSEL[0]

    tabel.fill(kode[1], "kendala", "Anggaran belum cair")
    save_all(page)
    expect(hasil).to_contain_text(f"{kode[1]}: tersimpan")
    expect(page.get_by_text("Belum ada yang berubah.")).to_be_visible()
    open_halaman(page, f"/rincian-aksi?kode={kode[1]}")
    expect(page.get_by_text("Anggaran belum cair").first).to_be_visible()


def test_no_english_is_left_in_the_table(new_page: NewPage, peladen: Peladen) -> None:
    page = open_halaman(new_page(peladen, peran=Peran.KETUA), "/mutakhirkan-banyak")
    tabel = Tabel(page)
    tabel.fill(tabel.kode()[0], "status", "Ter")
    words = page.locator("#portal, [data-testid=stDataFrame]").evaluate_all(
        """(roots) => roots.flatMap((root) => [root, ...root.querySelectorAll("*")]).flatMap((e) =>
          [e.getAttribute("aria-label"), e.getAttribute("title"), e.getAttribute("placeholder"),
           ...[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.nodeValue)])
          .filter(Boolean)"""
    )
    assert len(words) > 10
    assert [text for text in words if english_in(text)] == []
