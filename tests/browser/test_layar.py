"""The big screen and live pages in a real browser: steering, keys, lost connections, no network."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import ModeLayar, Peran
from model.clock import now, today
from model.commands.aksi import update_status
from model.commands.panduan import set_mode, steer
from model.commands.rakor import create_rakor, open_rakor
from model.db import open_session
from model.isian import IsianPemutakhiran
from model.isian_rakor import IsianRakor
from model.permissions import Pelaku
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import SABAR, open_halaman, settle
from tests.orang import SISTEM
from tests.stores import configured

UKURAN = ((1920, 1080), (1366, 768), (1024, 768))
SEDETIK, DUA_DETIK = 1000, 2000  # ms

Result = TypeVar("Result")

# Notes on `window.saat` when something first was on the page, by the browser's own clock.
CATAT = """(pilihan) => {
  const seen = () => {
    const [selector, words] = pilihan;
    const found = [...document.querySelectorAll(selector)];
    if (found.some((e) => e.textContent.includes(words))) window.saat ??= Date.now();
  };
  window.saat = undefined;
  new MutationObserver(seen).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
  seen();
}"""


class Rapat:
    """A rakor that runs on a server of its own, and what happens in it."""

    def __init__(self, server: Peladen) -> None:
        self.server = server
        self.id = self.do(self._create)
        self.do(lambda session: open_rakor(session, pelaku=SISTEM, row_id=self.id, versi=1))

    def do(self, command: Callable[[Session], Result], pelaku: Pelaku = SISTEM) -> Result:
        """Save something, from another process than the server; return when it is committed."""

        def save() -> Result:
            with configured(self.server.basis_data), open_session(pelaku) as session:
                return command(session)

        # In a thread of its own: Playwright keeps an event loop running in the one of the tests.
        with ThreadPoolExecutor(max_workers=1) as pool:
            return pool.submit(save).result()

    def _create(self, session: Session) -> int:
        isian = IsianRakor(tema="Rakor uji", tempat="Balai", mulai=today(), selesai=today())
        return create_rakor(session, pelaku=SISTEM, isian=isian)

    def show(self, slide: str) -> None:
        self.do(lambda session: steer(session, pelaku=SISTEM, rakor_id=self.id, slide=slide))

    def go_alone(self, detik: int) -> None:
        mode = ModeLayar.OTOMATIS
        self.do(
            lambda session: set_mode(
                session, pelaku=SISTEM, rakor_id=self.id, mode=mode, detik=detik
            )
        )

    def report(self, kode: str, kendala: str) -> None:
        """Save a pemutakhiran of the action with this code."""

        def save(session: Session) -> None:
            query = select(t.RencanaAksi).where(t.RencanaAksi.kode == kode)
            aksi = session.exec(query).one()
            isian = IsianPemutakhiran(
                status="terkendala", progres=37, kendala=kendala, tindak_lanjut="Dibahas."
            )
            update_status(session, pelaku=SISTEM, row_id=aksi.id, versi=aksi.versi, isian=isian)

        self.do(save)


@pytest.fixture(scope="module")
def rapat(basis_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rapat]:
    """Give the rakor of all these tests; each begins by steering to where it wants to be."""
    with Peladen(basis_data, tmp_path_factory.mktemp("rapat")) as server:
        yield Rapat(server)


def open_layar(new_page: NewPage, server: Peladen, ukuran: tuple[int, int] = UKURAN[1]) -> Page:
    """Open the screen, and wait until the server has told it how things stand."""
    page = new_page(server, ukuran, peran=Peran.LAYAR)
    page.goto("/layar")
    expect(page.locator("[data-keadaan]")).not_to_be_empty()
    return page


def shown(page: Page) -> Locator:
    return page.locator(".slide.aktif")


def expect_slide(page: Page, kunci: str, timeout: float = SABAR) -> None:
    expect(shown(page)).to_have_attribute("data-kunci", kunci, timeout=timeout)


def names(page: Page) -> list[str]:
    found: list[str] = page.locator(".slide").evaluate_all("all => all.map(s => s.dataset.kunci)")
    return found


def is_bare(page: Page) -> bool:
    """Return whether nothing of Streamlit's is there and nothing scrolls."""
    return bool(
        page.evaluate(
            """() => !document.querySelector("[data-testid]")
              && document.documentElement.scrollHeight <= innerHeight
              && document.documentElement.scrollWidth <= innerWidth"""
        )
    )


# Steered


def test_three_screens_follow_the_moderator_within_a_second(
    new_page: NewPage, rapat: Rapat
) -> None:
    screens = [open_layar(new_page, rapat.server, ukuran) for ukuran in UKURAN]
    for kunci in ("peta.keuangan", "objek.KEU-R03", "putusan", "ringkasan.aset"):
        for page in screens:
            page.evaluate(CATAT, [f".slide.aktif[data-kunci='{kunci}']", ""])
        rapat.show(kunci)
        committed = screens[0].evaluate("Date.now()")
        for page in screens:
            expect_slide(page, kunci)
            assert page.evaluate("window.saat") - committed < SEDETIK
            assert is_bare(page)
    countdown = screens[0].locator(".slide.aktif [data-hitung]")
    expect(countdown).not_to_be_empty()
    rapat.show("judul")
    for page in screens:
        expect_slide(page, "judul")


def test_steered_keys_move_nothing_until_one_lets_go(new_page: NewPage, rapat: Rapat) -> None:
    page = open_layar(new_page, rapat.server)
    rapat.show("peta.keuangan")
    expect_slide(page, "peta.keuangan")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status").filter(has_text="Dipandu moderator")).to_be_visible()
    expect_slide(page, "peta.keuangan")
    page.get_by_role("button", name="Lepas").click()
    page.keyboard.press("ArrowRight")
    expect_slide(page, "aksi.keuangan")
    rapat.show("forum")
    page.get_by_role("button", name="Ikuti lagi").click()
    expect_slide(page, "forum")


# Automatic


def test_the_automatic_mode_is_ruled_by_the_keyboard_alone(new_page: NewPage, rapat: Rapat) -> None:
    rapat.show("judul")
    page = open_layar(new_page, rapat.server)
    rapat.go_alone(5)
    state = page.locator("[data-keadaan]")
    expect(state).to_have_text("Otomatis, 5 detik")
    deck = names(page)
    expect_slide(page, deck[1], timeout=8000)  # by itself
    page.keyboard.press("x")
    expect(state).to_have_text("Dijeda")
    expect(page.get_by_text("Putaran dihentikan. Spasi untuk melanjutkan.")).to_be_visible()
    page.keyboard.press("Space")
    expect(state).to_have_text("Otomatis, 5 detik")
    for key, expected in {
        "PageDown": deck[2], "ArrowRight": deck[3], "Enter": deck[4], "PageUp": deck[3],
        "ArrowLeft": deck[2], "End": deck[-1], "ArrowDown": deck[-1], "Home": deck[0],
        "ArrowUp": deck[0], "3": "ringkasan.aset", "9": "ringkasan.investasi", "0": "judul",
    }.items():  # fmt: skip
        page.keyboard.press(key)
        expect(state).to_have_text("Dijeda")
        if key == "9":
            expect(shown(page)).to_have_attribute("data-nomor", "9")
        else:
            expect_slide(page, expected)
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")


def test_the_bar_does_what_the_keys_do(new_page: NewPage, rapat: Rapat) -> None:
    rapat.go_alone(600)
    page = open_layar(new_page, rapat.server)
    deck = names(page)
    page.mouse.move(300, 300)
    for name, expected in (
        ("Slide berikutnya", deck[1]),
        ("Slide sebelumnya", deck[0]),
        ("Slide berikutnya", deck[1]),
        ("Slide pertama", deck[0]),
    ):
        page.get_by_role("button", name=name).click()
        expect_slide(page, expected)
    pause = page.get_by_role("button", name="Lanjutkan")
    expect(pause).to_have_attribute("aria-pressed", "true")
    pause.click()
    expect(page.locator("[data-keadaan]")).to_contain_text("Otomatis")
    page.get_by_role("button", name="Layar penuh").click()
    page.wait_for_function("() => document.fullscreenElement")
    page.mouse.move(300, 300)
    expect(page.locator("body.bergerak")).to_have_count(0)


# A connection that goes and comes


def test_a_cut_connection_is_said_and_made_good(new_page: NewPage, rapat: Rapat) -> None:
    page = open_layar(new_page, rapat.server)
    rapat.show("judul")
    expect_slide(page, "judul")
    page.context.set_offline(True)
    lost = page.locator("[data-putus]")
    expect(lost).to_be_visible()
    rapat.show("forum")
    rapat.report("KEU-A19", "Kata yang baru")
    page.keyboard.press("ArrowRight")  # nobody steers now
    expect_slide(page, names(page)[1])
    page.context.set_offline(False)
    expect_slide(page, "forum")
    expect(lost).to_be_hidden()
    assert page.evaluate("() => document.querySelector('.layar').textContent.includes('KEU-A19')")


def test_a_server_that_starts_again_in_the_meeting_is_found_again(
    new_page: NewPage, rapat: Rapat
) -> None:
    page = open_layar(new_page, rapat.server)
    rapat.show("peta.keuangan")
    expect_slide(page, "peta.keuangan")
    page.evaluate("() => { window.sama = true; }")
    rapat.server.stop()
    expect(page.locator("[data-putus]")).to_be_visible()
    expect_slide(page, "peta.keuangan")
    rapat.show("forum")
    rapat.server.start()
    expect_slide(page, "forum", timeout=15_000)
    expect(page.locator("[data-putus]")).to_be_hidden()
    assert page.evaluate("() => window.sama"), "the page was not loaded again"


def test_a_revoked_screen_goes_dark_calmly(new_page: NewPage, rapat: Rapat) -> None:
    page = open_layar(new_page, rapat.server)

    def revoke(session: Session) -> None:
        for sesi in session.exec(select(t.Sesi).where(col(t.Sesi.diakhiri_pada).is_(None))):
            sesi.diakhiri_pada = now()

    rapat.do(revoke)
    dark = page.get_by_role("dialog")
    expect(dark).to_contain_text("Layar ini sudah diputus")
    expect(dark).to_contain_text("tautan baru")
    expect(page.locator(".slide")).to_have_count(0)


# Live data


def test_a_save_shows_on_a_screen_and_on_a_page_where_somebody_types(
    new_page: NewPage, rapat: Rapat
) -> None:
    screen = open_layar(new_page, rapat.server)
    rapat.show("objek.KEU-A19")
    expect_slide(screen, "objek.KEU-A19")
    page = new_page(rapat.server, peran=Peran.SEKRETARIAT)
    open_halaman(page, "/rincian-aksi?kode=KEU-A19")
    page.locator(".forum details summary", has_text="Riwayat").click()
    typed = page.get_by_label("Tanggapan", exact=True)
    typed.click()
    page.keyboard.type("Belum selesai saya ketik")
    for seen in (screen, page):
        seen.evaluate(CATAT, [".slide.aktif, [data-testid=stMain]", "Kendala yang baru saja"])
    rapat.report("KEU-A19", "Kendala yang baru saja")
    committed = page.evaluate("Date.now()")
    for seen in (screen, page):
        seen.wait_for_function("() => window.saat")
        assert seen.evaluate("window.saat") - committed < DUA_DETIK
    settle(page)
    expect(typed).to_have_value("Belum selesai saya ketik")
    expect(typed).to_be_focused()
    expect(page.locator(".forum details[open] summary", has_text="Riwayat")).to_be_visible()
    expect(typed).to_be_in_viewport()
    page.keyboard.type(", sekarang sudah")
    expect(typed).to_have_value("Belum selesai saya ketik, sekarang sudah")


def test_ones_own_save_is_drawn_once(new_page: NewPage, rapat: Rapat) -> None:
    screen = open_layar(new_page, rapat.server)
    page = new_page(rapat.server, peran=Peran.SEKRETARIAT)
    open_halaman(page, "/rincian-aksi?kode=KEU-A19")
    page.get_by_label("Tanggapan", exact=True).fill("Sebuah tanggapan dari sekretariat")
    page.get_by_role("button", name="Kirim tanggapan").click()
    expect(page.locator(".forum").get_by_text("Sebuah tanggapan dari sekretariat")).to_be_visible()
    settle(page)
    runs = page.evaluate_handle(
        """() => {
          const counted = { kali: 0 };
          const app = document.querySelector("[data-testid=stApp]");
          new MutationObserver(() => {
            if (app.dataset.testScriptState === "running") counted.kali += 1;
          }).observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
          return counted;
        }"""
    )
    for kunci in ("judul", "forum", "putusan", "judul"):  # all the while nothing is run
        rapat.show(kunci)
        expect_slide(screen, kunci)
    assert runs.evaluate("counted => counted.kali") == 0
    rapat.report("KEU-A19", "Kendala orang lain")
    expect(page.get_by_text("Kendala orang lain").first).to_be_visible()
    assert runs.evaluate("counted => counted.kali") == 1


def test_a_run_that_nobody_asked_for_is_no_use_of_the_sesi(new_page: NewPage, rapat: Rapat) -> None:
    page = new_page(rapat.server, peran=Peran.KETUA)
    open_halaman(page, "/rincian-aksi?kode=KEU-A19")
    ketua = select(t.Sesi).join(t.Pengguna).where(t.Pengguna.peran == Peran.KETUA)
    lately = now() - timedelta(minutes=30)

    def leave_alone(session: Session) -> None:
        session.exec(ketua).one().dipakai_pada = lately

    def used(session: Session) -> datetime:
        return session.exec(ketua).one().dipakai_pada

    rapat.do(leave_alone)
    rapat.report("KEU-A19", "Kendala saat tidak ada orang")
    expect(page.get_by_text("Kendala saat tidak ada orang").first).to_be_visible()
    settle(page)
    assert rapat.do(used) == lately
    page.get_by_role("link", name="Keuangan").first.click()
    settle(page)
    assert rapat.do(used) > lately


def test_whoever_steers_shows_any_object_from_any_page(new_page: NewPage, rapat: Rapat) -> None:
    screen = open_layar(new_page, rapat.server)
    page = new_page(rapat.server, peran=Peran.SEKRETARIAT)
    open_halaman(page, "/rencana-aksi?pokja=Keuangan")
    mark = page.get_by_role("button", name="Tampilkan KEU-A19 di layar")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Ditampilkan di layar.")).to_be_visible()
    expect_slide(screen, "objek.KEU-A19")
    expect(mark).to_be_focused()
    reader = new_page(rapat.server, peran=Peran.PIMPINAN)
    open_halaman(reader, "/rencana-aksi?pokja=Keuangan")
    expect(reader.locator(".tayangkan")).to_have_count(0)


# Without network


def test_the_file_works_from_a_stick_with_the_same_keys(
    browser: Browser, new_page: NewPage, rapat: Rapat, tmp_path: Path
) -> None:
    page = new_page(rapat.server, peran=Peran.SEKRETARIAT)
    page.goto("/healthz")
    answer = page.request.get("/layar/unduh")
    file = tmp_path / "rakor.html"
    file.write_bytes(answer.body())
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
    asked: list[str] = []
    problems: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith(("file:", "data:")), refuse)
    alone = context.new_page()
    alone.on("console", lambda message: problems.append(message.text))
    alone.on("pageerror", lambda error: problems.append(str(error)))
    alone.goto(file.as_uri())
    deck = names(alone)
    assert len(deck) > 30
    expect(alone.get_by_text("Data contoh").first).to_be_visible()
    expect(alone.locator(".slide [data-per]").first).to_contain_text("Data per")
    for key, expected in {"ArrowRight": deck[1], "3": "ringkasan.aset", "End": deck[-1]}.items():
        alone.keyboard.press(key)
        expect_slide(alone, expected)
    alone.keyboard.press("Space")
    expect(alone.locator("[data-keadaan]")).to_contain_text("Otomatis")
    expect(alone.locator("[data-putus]")).to_be_hidden()
    alone.evaluate("() => document.fonts.ready.then(() => null)")
    assert alone.evaluate("() => document.fonts.check('16px \"Plus Jakarta Sans\"')")
    context.close()
    assert asked == [] and problems == []
