"""Evidence from the hands of a ketua into those of the verifikator, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from model import tables as t
from model.choices import Peran, StatusAksi
from model.db import read_session
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import PONSEL, open_halaman, settle
from tests.browser.test_perjalanan import choose_status, save
from tests.isi_berkas import EXE, JPEG, PDF, PNG
from tests.stores import configured

File = dict[str, object]


def file(name: str, isi: bytes, mime: str = "application/pdf") -> File:
    return {"name": name, "mimeType": mime, "buffer": isi}


def kode_of(server: Peladen) -> str:
    """Return the code of an action of pokja 1 that is under way and has no bukti yet."""
    with configured(server.basis_data), read_session() as session:
        query = select(t.RencanaAksi.kode).where(
            t.RencanaAksi.status == StatusAksi.BERJALAN,
            t.RencanaAksi.pokja_id == 1,
            t.RencanaAksi.id.not_in(select(t.Bukti.aksi_id).where(t.Bukti.risiko_id.is_(None))),  # type: ignore[attr-defined]
        )
        return session.exec(query.limit(1)).one()


def choose(page: Page, *files: File) -> None:
    """Choose files, and wait until the last has arrived at the server."""
    with page.expect_response(
        lambda r: "/_stcore/upload_file/" in r.url and r.request.method == "PUT"
    ):
        page.locator("input[type=file]").first.set_input_files(list(files))  # type: ignore[arg-type]
    for one in files:
        expect(page.get_by_test_id("stFileChip").filter(has_text=str(one["name"]))).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    settle(page)


@pytest.mark.parametrize("ukuran", [(1366, 768), PONSEL])
def test_a_ketua_proves_what_is_done_and_others_open_it(
    new_page: NewPage, peladen_sendiri: Peladen, ukuran: tuple[int, int]
) -> None:
    kode = kode_of(peladen_sendiri)
    page = new_page(peladen_sendiri, ukuran, peran=Peran.KETUA)
    open_halaman(page, f"/pemutakhiran?kode={kode}")
    choose_status(page, "Selesai")
    page.get_by_label("Progres (%)", exact=True).fill("100")
    page.get_by_role("textbox", name="Catatan").fill("Naskah ditandatangani.")
    choose(page, file("naskah.pdf", PDF), file("foto rapat.jpg", JPEG, "image/jpeg"))
    save(page)
    expect(page.get_by_text(f"Pemutakhiran {kode} tersimpan.")).to_be_visible()
    proven = page.locator(".forum ol.linimasa > li").first
    expect(proven).to_contain_text("Naskah ditandatangani.")
    expect(proven.get_by_role("link", name="naskah.pdf")).to_be_visible()

    for peran, milik in ((Peran.VERIFIKATOR, 1), (Peran.PIMPINAN, 1), (Peran.KETUA, 2)):
        other = new_page(peladen_sendiri, ukuran, peran=peran, milik=milik)
        open_halaman(other, f"/rincian-aksi?kode={kode}")
        with other.expect_download() as arriving:
            other.locator(".forum ul.bukti").get_by_role(
                "link", name="naskah.pdf", exact=True
            ).click()
        assert arriving.value.suggested_filename == "naskah.pdf"
        assert Path(arriving.value.path()).read_bytes() == PDF
        expect(other.get_by_role("button", name="Tarik bukti")).to_have_count(0)
        with other.expect_popup() as opening:
            other.get_by_role("link", name="Lihat foto rapat.jpg").click()
        expect(opening.value.locator("img")).to_be_visible()
        assert opening.value.evaluate("document.images[0].naturalWidth") == 12

    screen = new_page(peladen_sendiri, ukuran, peran=Peran.LAYAR)
    open_halaman(screen, f"/rincian-aksi?kode={kode}")
    expect(screen.get_by_text("naskah.pdf").first).to_be_visible()
    expect(screen.locator("a[href^='/bukti/']")).to_have_count(0)
    stranger = new_page(peladen_sendiri, ukuran, peran=None)
    assert stranger.request.get("/bukti/1").status == 401


def test_what_is_refused_is_named_and_nothing_chosen_or_typed_is_lost(
    new_page: NewPage, peladen_sendiri: Peladen
) -> None:
    kode = kode_of(peladen_sendiri)
    page = new_page(peladen_sendiri, peran=Peran.KETUA)
    open_halaman(page, f"/pemutakhiran?kode={kode}")
    page.get_by_role("textbox", name="Catatan").fill("Tidak boleh hilang")
    choose(page, file("naskah.pdf", PDF), file("laporan.pdf", EXE))
    save(page)
    refusal = page.locator(".forum .ditolak")
    expect(refusal).to_contain_text("“laporan.pdf”: Jenis berkas ini tidak diterima.")
    expect(page.get_by_role("textbox", name="Catatan")).to_have_value("Tidak boleh hilang")
    for name in ("naskah.pdf", "laporan.pdf"):
        expect(page.get_by_test_id("stFileChip").filter(has_text=name)).to_be_visible()
    page.get_by_role("button", name="Lepaskan laporan.pdf").click()
    settle(page)
    save(page)
    expect(page.get_by_text(f"Pemutakhiran {kode} tersimpan.")).to_be_visible()
    expect(page.get_by_role("link", name="naskah.pdf").first).to_be_visible()
    expect(page.get_by_test_id("stFileChip")).to_have_count(0)


def test_files_of_a_wrong_kind_or_size_do_not_leave_the_browser(
    new_page: NewPage, peladen: Peladen
) -> None:
    page = new_page(peladen, peran=Peran.KETUA)
    open_halaman(page, f"/pemutakhiran?kode={kode_of(peladen)}")
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if "upload_file" in r.url else None)
    large = file("besar.pdf", PDF + bytes(10 * 1024 * 1024))
    page.locator("input[type=file]").set_input_files(
        [file("gambar.svg", b"<svg/>", "image/svg+xml"), large]  # type: ignore[list-item]
    )
    expect(page.get_by_test_id("stFileChip")).to_have_count(2)
    assert sent == []


def test_bukti_is_added_and_withdrawn_on_the_page_of_the_action(
    new_page: NewPage, peladen_sendiri: Peladen
) -> None:
    kode = kode_of(peladen_sendiri)
    page = new_page(peladen_sendiri, peran=Peran.KETUA)
    open_halaman(page, f"/rincian-aksi?kode={kode}")
    page.get_by_role("button", name="Tambah bukti").click()
    settle(page)
    choose(page, file("foto.png", PNG, "image/png"))
    page.get_by_role("textbox", name="Tautan bukti").fill("https://contoh.invalid/folder")
    page.get_by_role("button", name="Simpan bukti").click()
    settle(page)
    listed = page.locator(".forum ul.bukti > li")
    expect(listed).to_have_count(2)
    link = listed.last.get_by_role("link")
    expect(link).to_have_attribute("target", "_blank")
    assert {"noopener", "noreferrer"} <= set((link.get_attribute("rel") or "").split())
    expect(listed.last).to_contain_text("tautan ke contoh.invalid")

    page.get_by_role("button", name="Tarik bukti").click()
    settle(page)
    page.get_by_role("combobox", name="Bukti yang ditarik").click()
    page.get_by_role("option", name="foto.png").click()
    settle(page)
    page.get_by_role("button", name="Tarik bukti ini").click()
    settle(page)
    expect(listed).to_have_count(1)
