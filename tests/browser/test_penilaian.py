"""A ketua assesses a risiko anew in a real browser: what comes of it is seen before it is saved."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from model import tables as t
from model.choices import JenisSkala, Peran
from model.clock import today
from model.commands.risiko import assess_risiko
from model.db import open_session, read_session
from model.isian import IsianPenilaian
from model.queries.penilaian import list_penilaian
from model.tables.risiko import POSISI_KOLOM
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import LAPTOP, PONSEL, open_halaman, settle
from tests.browser.test_bukti import choose, file
from tests.isi_berkas import PDF
from tests.orang import SISTEM
from tests.stores import configured

KODE = "KEP-R06"  # of pokja 1: saat ini 4×2
ALAMAT = f"/rincian-risiko?kode={KODE}&nilai=1"


def risiko_of(server: Peladen) -> t.Risiko:
    with configured(server.basis_data), read_session() as session:
        return session.exec(select(t.Risiko).where(t.Risiko.kode == KODE)).one()


def pick(page: Page, words: str) -> None:
    page.locator("label", has_text=words).click()
    settle(page)


def assessed_by_another(server: Peladen, **values: object) -> None:
    row = risiko_of(server)
    stands = {k: getattr(row, k) for k in POSISI_KOLOM if not k.startswith("besaran")}
    with configured(server.basis_data), open_session(SISTEM) as session:
        isian = IsianPenilaian.check(stands | values | {"alasan": "Kata orang lain"})
        assess_risiko(session, pelaku=SISTEM, row_id=row.id, versi=row.versi, isian=isian)


@pytest.mark.parametrize("ukuran", [LAPTOP, PONSEL])
def test_the_besaran_is_seen_before_saving_and_the_words_outlive_every_choice(
    new_page: NewPage, peladen_sendiri: Peladen, ukuran: tuple[int, int]
) -> None:
    page = new_page(peladen_sendiri, ukuran, peran=Peran.KETUA)
    open_halaman(page, ALAMAT)
    summary = page.locator(".ringkas-nilai")
    expect(summary).to_contain_text("tetap")
    reason = page.get_by_role("textbox", name="Alasan penilaian")
    reason.fill("Rekonsiliasi berjalan")
    choose(page, file("dasar.pdf", PDF))
    pick(page, "4 Signifikan")
    expect(summary).to_contain_text("19 Tinggi")
    expect(summary).to_contain_text("menjadi risiko prioritas")
    expect(summary).to_be_in_viewport()
    pick(page, "3 Moderat")
    expect(summary).to_contain_text("16 Tinggi")
    expect(page.locator("table.peta.ringkas .sel.pilih")).to_contain_text("16")
    expect(reason).to_have_value("Rekonsiliasi berjalan")
    expect(page.get_by_test_id("stFileChip").filter(has_text="dasar.pdf")).to_be_visible()
    with configured(peladen_sendiri.basis_data), read_session() as session:
        assert (
            session.exec(select(t.Risiko).where(t.Risiko.kode == KODE)).one().dampak_saat_ini == 2
        )

    page.get_by_role("button", name="Simpan penilaian").click()
    settle(page)
    expect(page.get_by_test_id("stToast")).to_contain_text(
        "Besaran saat ini 12 Sedang menjadi 16 Tinggi"
    )
    row = risiko_of(peladen_sendiri)
    assert (row.dampak_saat_ini, row.besaran_saat_ini) == (3, 16)
    with configured(peladen_sendiri.basis_data), read_session() as session:
        newest = list_penilaian(session, hari=today(), risiko_id=row.id)[0]
    assert newest.alasan == "Rekonsiliasi berjalan"
    assert [b.nama for b in newest.bukti] == ["dasar.pdf"]
    with page.expect_download() as arriving:
        page.locator("ul.bukti").get_by_role("link", name="dasar.pdf", exact=True).click()
    assert arriving.value.suggested_filename == "dasar.pdf"


def test_what_is_typed_outlives_the_save_of_another_who_is_named_at_saving(
    new_page: NewPage, peladen_sendiri: Peladen
) -> None:
    page = new_page(peladen_sendiri, peran=Peran.KETUA)
    open_halaman(page, ALAMAT)
    pick(page, "3 Kadang-Kadang Terjadi")
    reason = page.get_by_role("textbox", name="Alasan penilaian")
    reason.fill("Sedang saya ketik")
    assessed_by_another(peladen_sendiri, kemungkinan_saat_ini=5)
    expect(
        page.get_by_text("Risiko ini diubah orang lain sejak halaman ini dibuka")
    ).to_be_visible()
    settle(page)
    expect(reason).to_have_value("Sedang saya ketik")
    expect(page.get_by_role("radio", name="3 Kadang-Kadang Terjadi")).to_be_checked()

    page.get_by_role("button", name="Simpan penilaian").click()
    settle(page)
    conflict = page.locator(".ditolak", has_text="baru saja diubah orang lain")
    expect(conflict).to_contain_text("Kemungkinan saat ini")
    expect(page.get_by_role("textbox", name="Alasan penilaian")).to_have_value("Sedang saya ketik")
    page.get_by_role("button", name="Simpan penilaian").click()
    settle(page)
    expect(page.get_by_test_id("stToast")).to_contain_text("Penilaian tersimpan.")
    expect(page.get_by_test_id("stMain")).to_have_js_property("scrollTop", 0)
    assert risiko_of(peladen_sendiri).kemungkinan_saat_ini == 3


def test_words_of_a_scale_bring_no_picture_and_no_link(
    new_page: NewPage, peladen_sendiri: Peladen
) -> None:
    hostile = "![x](https://jahat.invalid/x.png) :red[merah] https://jahat.invalid :smile: <b>y</b>"
    with configured(peladen_sendiri.basis_data), open_session(SISTEM) as session:
        for row in session.exec(select(t.Skala).where(t.Skala.jenis == JenisSkala.DAMPAK)):
            row.nama, row.kriteria = "**Tebal** :material/home:", hostile
    page = new_page(peladen_sendiri, peran=Peran.KETUA)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_halaman(page, ALAMAT)
    group = page.get_by_role("radiogroup", name="Dampak saat ini")
    shown = group.inner_text().replace("\u2060", "")
    assert shown.count(hostile) == 5 and "1 **Tebal** :material/home:" in shown
    assert group.locator("a, img, b, strong").count() == 0
    assert not [url for url in asked if "jahat" in url]


@pytest.mark.parametrize("ukuran", [PONSEL])
def test_a_value_is_recorded_on_a_phone_with_digits(
    new_page: NewPage, peladen_sendiri: Peladen, ukuran: tuple[int, int]
) -> None:
    page = new_page(peladen_sendiri, ukuran, peran=Peran.KETUA)
    open_halaman(page, f"/indikator-risiko?kode={KODE}")
    field = page.get_by_role("textbox", name="Nilai", exact=True)
    field.click()
    expect(field).to_have_attribute("inputmode", "decimal")
    field.fill("17,5")
    page.get_by_role("button", name="Simpan nilai").click()
    settle(page)
    expect(page.get_by_text("Nilai tersimpan.")).to_be_visible()
    expect(page.locator(".keadaan")).to_contain_text("Bahaya")
    expect(page.locator(".keadaan")).to_contain_text("17,5")
