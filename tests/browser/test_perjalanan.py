"""What a PIC does between two meetings, from the front page to the number that moved."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import follow, open_halaman, settle


def ubin(page: Page, nama: str) -> int:
    """Return the number on a tile."""
    return int(page.locator(".forum .ubin", has_text=nama).locator("b").inner_text())


def follow_link(page: Page, nama: str) -> None:
    follow(page.locator(".forum").get_by_role("link", name=nama).first)


def choose_status(page: Page, status: str) -> None:
    page.get_by_role("radiogroup", name="Status").get_by_role("radio", name=status).click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan pemutakhiran").click()
    settle(page)


def test_an_update_moves_the_figures_and_outlives_a_restart(
    new_page: NewPage, peladen_sendiri: Peladen
) -> None:
    page = open_halaman(new_page(peladen_sendiri))
    terlambat = ubin(page, "rencana aksi terlambat")
    assert terlambat > 0

    follow_link(page, "Keuangan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pokja Keuangan")
    di_pokja = ubin(page, "rencana aksi terlambat")
    late = page.locator(".forum tr", has=page.locator(".tenggat-terlambat")).first
    kode = late.locator("a[href^='/rincian-aksi']").first.inner_text()
    follow_link(page, kode)
    follow_link(page, "Mutakhirkan status")

    choose_status(page, "Selesai")
    page.get_by_role("textbox", name="Catatan").fill("Laporan akhir sudah diserahkan.")
    save(page)
    # Done means all of it: the refusal says so, and nothing typed is lost.
    refusal = page.locator(".forum .ditolak")
    expect(refusal).to_contain_text("100")
    catatan = page.get_by_role("textbox", name="Catatan")
    expect(catatan).to_have_value("Laporan akhir sudah diserahkan.")

    page.get_by_label("Progres (%)", exact=True).fill("100")
    save(page)
    # And it means that there is something to show for it.
    expect(refusal).to_contain_text("bukti dukung")
    page.get_by_role("textbox", name="Tautan bukti").fill("https://contoh.invalid/laporan")
    save(page)
    expect(refusal).to_have_count(0)
    expect(page.get_by_text(f"Pemutakhiran {kode} tersimpan.")).to_be_visible()
    expect(page.locator(".forum", has_text="Laporan akhir sudah diserahkan.").first).to_be_visible()

    follow(page.get_by_role("link", name="Ringkasan").first)
    assert ubin(page, "rencana aksi terlambat") == terlambat - 1

    peladen_sendiri.stop()
    peladen_sendiri.start()
    page = open_halaman(new_page(peladen_sendiri))
    assert ubin(page, "rencana aksi terlambat") == terlambat - 1
    follow_link(page, "Keuangan")
    assert ubin(page, "rencana aksi terlambat") == di_pokja - 1
    open_halaman(page, f"/rincian-aksi?kode={kode}")
    expect(page.locator(".forum .status.selesai").first).to_be_visible()
    expect(page.get_by_text("Laporan akhir sudah diserahkan.")).to_be_visible()


def test_of_two_people_the_second_sees_what_the_first_changed(
    new_page: NewPage, peladen_sendiri: Peladen
) -> None:
    alamat = "/pemutakhiran?kode=KEU-A05"
    pertama = open_halaman(new_page(peladen_sendiri), alamat)
    kedua = open_halaman(new_page(peladen_sendiri), alamat)
    kedua.get_by_role("textbox", name="Catatan").fill("Tulisan orang kedua.")
    kedua.get_by_label("Progres (%)", exact=True).fill("80")

    pertama.get_by_label("Progres (%)", exact=True).fill("70")
    save(pertama)
    expect(pertama.get_by_text("Pemutakhiran KEU-A05 tersimpan.")).to_be_visible()

    save(kedua)
    conflict = kedua.locator(".forum", has_text="diubah orang lain").first
    expect(conflict).to_contain_text("70")
    expect(kedua.get_by_role("textbox", name="Catatan")).to_have_value("Tulisan orang kedua.")
    expect(kedua.get_by_label("Progres (%)", exact=True)).to_have_value("80")

    save(kedua)
    expect(kedua.get_by_text("Pemutakhiran KEU-A05 tersimpan.")).to_be_visible()
    expect(kedua.get_by_text("Tulisan orang kedua.")).to_be_visible()
