"""Downloads arrive whole, under the policy that the browser is given."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.peramban import open_halaman, settle


def download(page: Page, tombol: str, jenis: str, folder: Path) -> Path:
    page.get_by_role("button", name=tombol).first.click()
    settle(page)
    with page.expect_download() as arriving:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=jenis).click()
    name = arriving.value.suggested_filename
    arriving.value.save_as(folder / name)
    return folder / name


@pytest.mark.parametrize("alamat", ["/", "/rencana-aksi?pokja=Aset"])
def test_a_table_arrives_as_csv_and_as_xlsx(page: Page, tmp_path: Path, alamat: str) -> None:
    open_halaman(page, alamat)
    csv = download(page, "Unduh tabel", "CSV", tmp_path)
    assert "data-contoh" in csv.name and csv.suffix == ".csv"
    assert "contoh" in csv.read_text("utf-8-sig").splitlines()[1].lower()
    page.keyboard.press("Escape")
    xlsx = download(page, "Unduh tabel", "Excel", tmp_path)
    assert zipfile.is_zipfile(xlsx)


def test_a_chart_arrives_as_png_and_as_svg(page: Page, tmp_path: Path) -> None:
    open_halaman(page)
    png = download(page, "Unduh gambar", "PNG", tmp_path)
    assert png.read_bytes().startswith(b"\x89PNG")
    page.keyboard.press("Escape")
    svg = download(page, "Unduh gambar", "SVG", tmp_path)
    assert "<svg" in svg.read_text("utf-8")
