"""The moderator's desk in a browser: steered by keys, a keputusan written down while it is said."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from model.choices import Peran
from model.clock import today
from model.commands.panduan import steer
from model.db import open_session, read_session
from model.queries.panduan import get_panduan
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import LAPTOP, PONSEL, open_halaman, settle
from tests.browser.test_bahasa import leftovers
from tests.orang import SISTEM
from tests.rapat import running_rakor
from tests.stores import configured

JEMPOL = 44  # pixels that a thumb needs


class Rapat:
    """A running rakor in the store of a server."""

    def __init__(self, peladen: Peladen) -> None:
        self.peladen = peladen
        with configured(peladen.basis_data):
            self.rakor_id = running_rakor()

    def steer(self, slide: str) -> None:
        """Show a slide, as another moderator does."""
        with configured(self.peladen.basis_data), open_session(SISTEM) as session:
            steer(session, pelaku=SISTEM, rakor_id=self.rakor_id, slide=slide)

    @property
    def slide(self) -> str:
        """Return what the screens show."""
        with configured(self.peladen.basis_data), read_session() as session:
            return get_panduan(session, rakor_id=self.rakor_id).slide


@pytest.fixture
def rapat(peladen_sendiri: Peladen) -> Rapat:
    return Rapat(peladen_sendiri)


@pytest.fixture
def meja(rapat: Rapat, new_page: NewPage) -> Page:
    """Give the moderator's page, the risk map of a pokja being on the screens."""
    rapat.steer("peta.keuangan")
    page = new_page(rapat.peladen, LAPTOP, peran=Peran.SEKRETARIAT)
    return open_halaman(page, "/kendali")


def shown(page: Page) -> Locator:
    return page.locator(".kendali-layar figure:not(.berikut) .slide")


def expect_slide(page: Page, kunci: str) -> None:
    expect(shown(page)).to_have_attribute("data-kunci", kunci)


def test_arrows_steer_but_not_while_one_types(meja: Page, rapat: Rapat) -> None:
    meja.keyboard.press("ArrowRight")
    expect_slide(meja, "aksi.keuangan")
    meja.keyboard.press("ArrowLeft")
    expect_slide(meja, "peta.keuangan")
    settle(meja)
    assert rapat.slide == "peta.keuangan"

    teks = meja.get_by_role("textbox", name="Keputusan")
    teks.click()
    meja.keyboard.type("abc")
    for key in ("ArrowRight", "ArrowLeft", "Home", "Space", "1"):
        meja.keyboard.press(key)
    settle(meja)
    assert rapat.slide == "peta.keuangan"


def test_a_keputusan_is_recorded_by_keyboard_alone(meja: Page, rapat: Rapat) -> None:
    rapat.steer("objek.KEU-R01")
    open_halaman(meja, "/kendali")
    meja.get_by_role("textbox", name="Keputusan").focus()
    meja.keyboard.type("Menyusun jadwal penagihan")
    meja.keyboard.press("Tab")
    settle(meja)
    expect(meja.get_by_role("combobox", name="Penanggung jawab")).to_be_focused()
    meja.keyboard.type("BPKD")
    meja.keyboard.press("Enter")
    settle(meja)
    meja.get_by_role("button", name="+14 hari").focus()
    meja.keyboard.press("Enter")
    settle(meja)
    meja.keyboard.press("Control+Enter")

    tercatat = meja.locator(".putusan", has_text="Menyusun jadwal penagihan")
    expect(tercatat).to_contain_text("tentang KEU-R01")
    expect(tercatat).to_contain_text("BPKD")
    expect(tercatat).to_contain_text(str((today() + timedelta(days=14)).year))
    expect(meja.get_by_role("textbox", name="Keputusan")).to_have_value("")
    settle(meja)
    meja.get_by_role("button", name="Jadikan rencana aksi").click()
    expect(tercatat).to_contain_text(re.compile(r"menjadi KEU-A\d+"))


def test_half_typed_text_survives_a_change_of_slide(meja: Page, rapat: Rapat) -> None:
    teks = meja.get_by_role("textbox", name="Keputusan")
    teks.click()
    meja.keyboard.type("Setengah")
    meja.get_by_role("button", name=re.compile("^Berikutnya")).click()
    expect_slide(meja, "aksi.keuangan")
    settle(meja)
    expect(teks).to_have_value("Setengah")

    # Another moderator goes on while this one types; the page is drawn again by itself.
    teks.click()
    meja.keyboard.press("End")
    meja.keyboard.type(" jadi")
    rapat.steer("ringkasan.aset")
    expect_slide(meja, "ringkasan.aset")
    expect(teks).to_have_value("Setengah jadi")
    expect(teks).to_be_focused()

    # To a risiko and back: the draft is still there.
    meja.get_by_role("heading", name="Kendali rakor").click()
    settle(meja)
    meja.get_by_role("link", name="Tutup rakor").click()
    meja.get_by_role("heading", name="Tutup rakor", level=1).wait_for()
    settle(meja)
    meja.get_by_role("link", name="Kembali ke kendali").click()
    settle(meja)
    expect(meja.get_by_role("textbox", name="Keputusan")).to_have_value("Setengah jadi")


def test_the_clock_goes_on_without_the_page_being_drawn_again(meja: Page) -> None:
    jam = meja.locator(".jam-besar [data-pakai]")
    before = jam.inner_text()
    expect(jam).not_to_have_text(before)
    assert re.fullmatch(r"\d\d\.\d\d", jam.inner_text())


@pytest.mark.parametrize("ukuran", [LAPTOP, PONSEL])
def test_the_desk_fits_and_is_made_for_a_thumb(
    rapat: Rapat, new_page: NewPage, ukuran: tuple[int, int]
) -> None:
    rapat.steer("aksi.keuangan")
    page = new_page(rapat.peladen, ukuran, peran=Peran.SEKRETARIAT)
    open_halaman(page, "/kendali")
    lebar = "document.querySelector('[data-testid=stMain]').scrollWidth"
    assert page.evaluate(lebar) <= ukuran[0]
    assert leftovers(page) == []
    for nama in ("Sebelumnya", "Berikutnya"):
        box = page.get_by_role("button", name=re.compile(f"^{nama}")).bounding_box()
        assert box and box["height"] >= JEMPOL
    slide = shown(page).bounding_box()
    assert slide and abs(slide["width"] / slide["height"] - 16 / 9) < 0.02
    if ukuran == PONSEL:
        small = page.evaluate(
            "[...document.querySelectorAll('[class*=st-key-acara-] button')]"
            ".filter((b) => b.getBoundingClientRect().height < 44).length"
        )
        assert small == 0


def test_notulen_are_a_file_of_text(rapat: Rapat, new_page: NewPage, tmp_path: Path) -> None:
    page = new_page(rapat.peladen, LAPTOP, peran=Peran.PIMPINAN, accept_downloads=True)
    open_halaman(page, f"/notulen?rakor={rapat.rakor_id}")
    page.get_by_role("button", name="Unduh notulen").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Markdown").click()
    waiting.value.save_as(tmp_path / "notulen.md")
    assert waiting.value.suggested_filename.startswith("notulen-rakor-")
    text = (tmp_path / "notulen.md").read_text("utf-8")
    assert text.startswith("# Notulen: Rakor uji\n")
    assert "Data contoh" in text
