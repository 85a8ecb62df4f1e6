"""A claim on its way through two browsers: returned by the verifikator, claimed again, accepted."""

import re

from playwright.sync_api import Page, expect

from model.choices import Peran
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import PONSEL, follow, settle

ALASAN = "Lampiran kedua belum ditandatangani."


def open_first(page: Page) -> str:
    """Open the first claim of the queue; return its code."""
    page.goto("/verifikasi?pokja=Keuangan")
    settle(page)
    alamat = follow(page.get_by_role("link", name=re.compile("^Periksa KEU-")).first)
    found = re.search(r"kode=([A-Z]+-A\d+)", alamat)
    assert found is not None
    return found[1]


def test_a_claim_is_returned_claimed_again_and_accepted(
    peladen_sendiri: Peladen, new_page: NewPage
) -> None:
    verifikator = new_page(peladen_sendiri, peran=Peran.VERIFIKATOR)
    kode = open_first(verifikator)
    verifikator.get_by_role("textbox", name="Alasan atau catatan").fill(ALASAN)
    verifikator.get_by_role("button", name="Kembalikan").click()
    expect(verifikator.get_by_text(f"{kode} dikembalikan.")).to_be_visible()
    verifikator.wait_for_url(lambda address: kode not in address)
    assert "pokja=Keuangan" in verifikator.url, "the filter goes along to the next claim"

    ketua = new_page(peladen_sendiri, PONSEL, peran=Peran.KETUA, milik=2)
    ketua.goto(f"/pemutakhiran?kode={kode}")
    settle(ketua)
    expect(ketua.get_by_text(ALASAN).first).to_be_visible()
    status = ketua.get_by_role("radiogroup", name="Status")
    status.get_by_role("radio", name="Selesai").click()
    ketua.get_by_label("Progres (%)", exact=True).fill("100")
    ketua.get_by_role("button", name="Simpan pemutakhiran").click()
    expect(ketua.get_by_text(f"Pemutakhiran {kode} tersimpan.")).to_be_visible()

    verifikator.goto(f"/verifikasi?kode={kode}")
    settle(verifikator)
    verifikator.get_by_role("button", name="Terima").click()
    expect(verifikator.get_by_text(f"{kode} diterima.")).to_be_visible()

    ketua.goto(f"/rincian-aksi?kode={kode}")
    settle(ketua)
    expect(ketua.locator(".keadaan .verifikasi")).to_have_text("Terverifikasi")
    expect(ketua.get_by_text("Putusan verifikator (2)")).to_be_visible()
    expect(ketua.get_by_role("link", name="Mutakhirkan status")).to_have_count(0)
    expect(ketua.get_by_role("link", name="Ubah isi")).to_have_count(0)
