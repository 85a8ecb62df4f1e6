"""Numbers, dates and hours outside their limits are refused with words, never without."""

import pytest
from playwright.sync_api import Locator, Page, expect

from model.choices import Peran
from tests.browser.conftest import NewPage
from tests.browser.kata_inggris import english_in
from tests.browser.peladen import Peladen
from tests.browser.peramban import open_halaman, settle

DITOLAK = ".forum .ditolak[role='alert']"


def type_date(box: Locator, digits: str) -> None:
    box.get_by_role("spinbutton").first.click()
    box.page.keyboard.type(digits)
    box.page.keyboard.press("Tab")


@pytest.mark.parametrize(("angka", "batas"), [("101", "besar 100"), ("-1", "kecil 0")])
def test_a_number_beyond_its_limits_is_refused_and_the_rest_stays(
    page: Page, angka: str, batas: str
) -> None:
    open_halaman(page, "/pemutakhiran?kode=KEU-A05")
    page.get_by_role("textbox", name="Catatan").fill("Sedang saya ketik")
    progres = page.get_by_label("Progres (%)", exact=True)
    progres.fill(angka)
    page.get_by_role("button", name="Simpan pemutakhiran").click()
    settle(page)
    expect(page.locator(DITOLAK)).to_contain_text(f"Progres (%) di luar batas. Isi paling {batas}")
    expect(page.get_by_role("textbox", name="Catatan")).to_have_value("Sedang saya ketik")
    expect(progres).to_have_value(angka)


def test_a_date_far_away_is_refused_or_saved_but_never_dropped(
    new_page: NewPage, peladen_sendiri: Peladen
) -> None:
    page = new_page(peladen_sendiri, peran=Peran.SEKRETARIAT)
    open_halaman(page, "/rincian-aksi?kode=KEU-A05&ubah=1")
    tenggat = page.get_by_test_id("stDateInput").filter(has_text="Tenggat")
    type_date(tenggat, "01012150")
    page.get_by_role("button", name="Simpan").click()
    settle(page)
    expect(page.locator(DITOLAK)).to_contain_text("harus antara tahun 2000 dan 2099")
    type_date(tenggat, "31122060")
    page.get_by_role("button", name="Simpan").click()
    settle(page)
    expect(page.get_by_text("Perubahan tersimpan.")).to_be_visible()
    expect(page.locator(".forum").get_by_text("31 Des 2060").first).to_be_visible()


@pytest.mark.parametrize(
    ("kata", "terbaca"),
    [
        (
            "Error: Number is outside the allowed range. Please enter a value between 1 and 25.",
            "Kesalahan: Isi angka antara 1 dan 25.",
        ),
        # As a tooltip goes on after its first word, which is set apart.
        (
            ": Number is above the allowed range. Please enter a value less than or equal to 9.",
            ": Angka terlalu besar. Isi paling banyak 9.",
        ),
        (
            ": Date set outside allowed range. Please select a date on or before 16/05/2037.",
            ": Tanggal di luar batas. Pilih paling akhir 16/05/2037.",
        ),
        (
            "Error: Date set outside allowed range. Please select a date between 1/1/20 and 2/1/2.",
            "Kesalahan: Tanggal di luar batas. Pilih antara 1/1/20 dan 2/1/2.",
        ),
        (
            "Error: time 25:70 is invalid. Value is out of range for hour. Hours must be 0–23.",
            "Kesalahan: jam 25:70 tidak sah. Jam 0 sampai 23.",
        ),
        ("10MB per file • PDF", "10 MB per berkas • PDF"),
    ],
)
def test_what_streamlit_says_of_a_wrong_field_is_indonesian(
    page: Page, kata: str, terbaca: str
) -> None:
    open_halaman(page, "/cari")
    shown = page.evaluate("kata => translated(kata)", kata)
    assert shown == terbaca
    assert english_in(shown) == []
