"""Signing in and out in a real browser, and what happens to a half-filled form meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Peran
from model.clock import now
from model.commands.layar import revoke_layar
from model.db import open_session
from model.queries.sesi import hash_token
from model.sandi import hash_sandi
from pages.shared.akses import KUKI
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import LAPTOP, PONSEL, open_halaman, settle
from tests.orang import SISTEM, account
from tests.penerbit import NAMA_KLIEN, RAHASIA_KLIEN, penerbit
from tests.stores import configured

SANDI = "pagi itu hujan turun"
BARU = "sore itu angin reda"
NAMA = "ketua.keuangan"
ISIAN = "/pemutakhiran?kode=KEU-A05"
TULISAN = "Separuh kalimat yang belum disim"


def change(server: Peladen, what: Callable[[Session], object]) -> None:
    """Change the store behind the running server."""
    with configured(server.basis_data), open_session(SISTEM) as session:
        what(session)


def owner(session: Session, nama: str = NAMA) -> t.Pengguna:
    return session.exec(select(t.Pengguna).where(t.Pengguna.nama_masuk == nama)).one()


@pytest.fixture
def peladen_bersandi(peladen_sendiri: Peladen) -> Peladen:
    """Give a server on which the ketua of Keuangan has a password."""

    def give(session: Session) -> None:
        row = owner(session)
        row.sandi, row.contoh = hash_sandi(SANDI), False

    change(peladen_sendiri, give)
    return peladen_sendiri


def fill(page: Page, sandi: str = SANDI, nama: str = NAMA) -> None:
    page.get_by_label("Nama masuk").fill(nama)
    page.get_by_label("Kata sandi").fill(sandi)
    page.get_by_role("button", name="Masuk", exact=True).click()


def signed_in(
    new_page: NewPage, server: Peladen, alamat: str = "/", ukuran: tuple[int, int] = LAPTOP
) -> Page:
    page = new_page(server, ukuran, peran=None)
    page.goto(alamat)
    fill(page)
    settle(page)  # the page with the form is none of Streamlit's, so it is never taken for settled
    return page


def write_half(page: Page) -> None:
    page.get_by_role("textbox", name="Catatan").click()
    page.keyboard.type(TULISAN)


def end_all(session: Session) -> None:
    for row in session.exec(select(t.Sesi)):
        row.berakhir_pada = now()


def test_a_person_signs_in_stays_after_a_reload_and_signs_out(
    new_page: NewPage, peladen_bersandi: Peladen
) -> None:
    page = new_page(peladen_bersandi, peran=None)
    page.goto("/pokja?pokja=Keuangan")
    expect(page).to_have_title("Masuk – Dasbor Rakor")
    fill(page, "salah sekali")
    expect(page.get_by_role("alert")).to_contain_text("tidak cocok")
    expect(page.get_by_label("Nama masuk")).to_have_value(NAMA)
    fill(page)
    page.wait_for_url("**/pokja?pokja=Keuangan")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Pokja Keuangan")
    assert KUKI not in page.evaluate("document.cookie")

    page.reload()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Pokja Keuangan")

    page.get_by_role("button", name="Keluar", exact=True).first.click()
    expect(page.get_by_role("status")).to_have_text("Anda sudah keluar.")
    page.goto("/pokja")
    expect(page).to_have_title("Masuk – Dasbor Rakor")
    page.go_back()
    expect(page.get_by_role("heading", name="Pokja Keuangan")).to_have_count(0)


@pytest.mark.parametrize("ukuran", [LAPTOP, PONSEL])
def test_what_was_half_typed_survives_the_end_of_the_sesi(
    new_page: NewPage, peladen_bersandi: Peladen, ukuran: tuple[int, int]
) -> None:
    page = signed_in(new_page, peladen_bersandi, ISIAN, ukuran)
    write_half(page)
    change(peladen_bersandi, end_all)
    dialog = page.get_by_role("dialog", name="Sesi Anda berakhir")
    expect(dialog).to_be_visible()
    # Streamlit tells of the lost connection after a while; that must not get in the way.
    page.locator("[data-testid='stDialog']").first.wait_for(state="attached", timeout=60_000)
    dialog.get_by_label("Kata sandi").fill("bukan ini")
    dialog.get_by_label("Nama masuk").fill(NAMA)
    dialog.get_by_role("button", name="Masuk").click()
    expect(dialog.get_by_role("alert")).to_contain_text("tidak cocok")
    dialog.get_by_label("Kata sandi").fill(SANDI)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    settle(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Catatan")).to_have_value(TULISAN)
    page.get_by_role("textbox", name="Catatan").press_sequentially("pan.")
    page.get_by_role("button", name="Simpan pemutakhiran").click()
    settle(page)
    expect(page.get_by_text("Pemutakhiran KEU-A05 tersimpan.")).to_be_visible()
    expect(page.get_by_text(f"{TULISAN}pan.")).to_be_visible()


def test_signing_out_elsewhere_asks_to_sign_in_again_over_the_page(
    new_page: NewPage, peladen_bersandi: Peladen
) -> None:
    page = signed_in(new_page, peladen_bersandi, ISIAN)
    write_half(page)
    other = page.context.new_page()
    open_halaman(other, "/")
    other.get_by_role("button", name="Keluar", exact=True).first.click()
    expect(other.get_by_role("status")).to_be_visible()
    dialog = page.get_by_role("dialog", name="Sesi Anda berakhir")
    expect(dialog).to_be_visible(timeout=5_000)
    # Signing in there is enough: this page goes on by itself.
    fill(other)
    settle(other)
    page.bring_to_front()
    expect(dialog).to_have_count(0)
    settle(page)
    expect(page.get_by_role("textbox", name="Catatan")).to_have_value(TULISAN)


def test_another_person_does_not_go_on_in_the_page_of_the_first(
    new_page: NewPage, peladen_bersandi: Peladen
) -> None:
    def second(session: Session) -> None:
        row = owner(session, "ketua.aset")
        row.sandi = hash_sandi(SANDI)

    change(peladen_bersandi, second)
    page = signed_in(new_page, peladen_bersandi, ISIAN)
    write_half(page)
    change(peladen_bersandi, end_all)
    dialog = page.get_by_role("dialog", name="Sesi Anda berakhir")
    dialog.get_by_label("Nama masuk").fill("ketua.aset")
    dialog.get_by_label("Kata sandi").fill(SANDI)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_text(TULISAN)).to_have_count(0)


def test_the_first_password_has_to_be_changed(new_page: NewPage, peladen_bersandi: Peladen) -> None:
    change(peladen_bersandi, lambda session: setattr(owner(session), "sandi_harus_ganti", True))
    page = new_page(peladen_bersandi, peran=None)
    page.goto("/rencana-aksi?status=Berjalan")
    fill(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Buat kata sandi Anda")
    page.goto("/pokja")
    expect(page.get_by_role("heading", level=1)).to_have_text("Buat kata sandi Anda")
    page.get_by_label("Kata sandi yang sekarang").fill(SANDI)
    page.get_by_label("Kata sandi baru", exact=True).fill("passwordpassword")
    page.get_by_label("Kata sandi baru, sekali lagi").fill("passwordpassword")
    page.get_by_role("button", name="Simpan kata sandi").click()
    expect(page.get_by_role("alert")).to_contain_text("mudah ditebak")
    page.get_by_label("Kata sandi yang sekarang").fill(SANDI)
    page.get_by_label("Kata sandi baru", exact=True).fill(BARU)
    page.get_by_label("Kata sandi baru, sekali lagi").fill(BARU)
    page.get_by_role("button", name="Simpan kata sandi").click()
    page.wait_for_url("**/pokja")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pokja")


def test_an_example_person_comes_in_by_one_click(new_page: NewPage, peladen: Peladen) -> None:
    page = new_page(peladen, peran=None)
    page.goto("/")
    page.get_by_role("button", name="Verifikator Satu").click()
    page.wait_for_url("**/verifikasi")
    settle(page)


def test_an_account_of_the_office_comes_in_by_its_provider(
    new_page: NewPage, basis_data: Path, tmp_path: Path
) -> None:
    with penerbit() as idp:
        idp.klaim = {"sub": "s-1", "preferred_username": NAMA}
        env = {
            "FORUM_OIDC_ALAMAT": idp.alamat,
            "FORUM_OIDC_ID": NAMA_KLIEN,
            "FORUM_OIDC_RAHASIA": RAHASIA_KLIEN,
            "FORUM_RAHASIA": "r" * 40,
        }
        with Peladen(basis_data, tmp_path, **env) as server:
            change(server, lambda session: setattr(owner(session), "contoh", False))
            page = new_page(server, peran=None)
            page.goto("/pokja?pokja=Keuangan")
            page.get_by_role("link", name="Masuk dengan akun kantor").click()
            page.wait_for_url("**/pokja?pokja=Keuangan")
            settle(page)
            expect(page.get_by_role("heading", level=1)).to_have_text("Pokja Keuangan")
            idp.klaim = {"sub": "s-2", "preferred_username": "tidak.ada"}
            page.context.clear_cookies()
            page.goto("/masuk")
            page.get_by_role("link", name="Masuk dengan akun kantor").click()
            expect(page.get_by_role("status")).to_contain_text("belum terdaftar")


def test_a_link_makes_a_screen_once(new_page: NewPage, peladen_sendiri: Peladen) -> None:
    def link(session: Session) -> None:
        session.add(
            t.TautanLayar(
                token=hash_token("tautan-uji"),
                pengguna_id=account(session, Peran.LAYAR).id,
                dibuat_pada=now(),
                berlaku_sampai=now() + timedelta(hours=1),
            )
        )

    change(peladen_sendiri, link)
    page = new_page(peladen_sendiri, peran=None)
    page.goto("/layar/masuk/tautan-uji")
    page.get_by_role("button", name="Tampilkan dasbor di sini").click()
    page.wait_for_url(f"{peladen_sendiri.alamat}/layar")
    expect(page.locator(".slide.aktif")).to_be_visible()
    assert "tautan-uji" not in page.url
    other = new_page(peladen_sendiri, peran=None)
    other.goto("/layar/masuk/tautan-uji")
    other.get_by_role("button", name="Tampilkan dasbor di sini").click()
    expect(other.get_by_role("alert")).to_contain_text("sudah dipakai")

    def revoke(session: Session) -> None:
        revoke_layar(session, pelaku=SISTEM, layar_id=account(session, Peran.LAYAR).id)

    change(peladen_sendiri, revoke)
    dark = page.get_by_role("dialog")
    expect(dark).to_contain_text("Layar ini sudah diputus")
    expect(dark.get_by_role("textbox")).to_have_count(0)


@pytest.mark.parametrize("alamat", ["/masuk", "/layar/masuk/abc"])
def test_pages_outside_fit_every_screen_and_ask_no_other_host(
    new_page: NewPage, peladen: Peladen, alamat: str
) -> None:
    for ukuran in (LAPTOP, PONSEL, (1920, 1080)):
        page = new_page(peladen, ukuran, peran=None)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(alamat)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0
        assert all(url.startswith(peladen.alamat) for url in asked)


def test_the_token_is_another_after_signing_in_again(
    new_page: NewPage, peladen_bersandi: Peladen
) -> None:
    page = signed_in(new_page, peladen_bersandi)

    def token() -> str:
        return next(c["value"] for c in page.context.cookies() if c["name"] == KUKI)  # type: ignore[no-any-return]

    first = token()
    page.goto("/masuk")
    fill(page)
    settle(page)
    assert token() != first
    with configured(peladen_bersandi.basis_data), open_session(SISTEM) as session:
        rows = session.exec(select(t.Sesi).order_by(col(t.Sesi.id))).all()
        assert [row.diakhiri_pada is None for row in rows] == [False, True]
