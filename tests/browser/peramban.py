"""The browser as the people of the forum have it: Indonesian, in Jakarta."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from pages.shared.menu import HALAMAN, Halaman, script_path
from pages.shared.tautan import PEMUTAKHIRAN, POKJA, RINCIAN, url
from tests.alat import find_peramban

LAPTOP = (1366, 768)
PROYEKTOR = (1920, 1080)
PONSEL = (390, 844)

HURUF = {alamat: huruf for huruf, alamat in RINCIAN.items()}

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
]

# Streamlit has nothing more to do when it has been connected and idle, and the page unchanged,
# for a quarter of a second; the script of a rerun starts only a moment after the click.
TENANG = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const busy = "[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]";
  const idle = app
    && app.dataset.testConnectionState === "CONNECTED"
    && app.dataset.testScriptState === "notRunning"
    && !document.querySelector(busy)
    && document.querySelector("[data-testid=stMainBlockContainer]");
  const elements = document.querySelectorAll("*").length;
  const seen = idle && `${elements} ${document.body.innerText.length}`;
  if (!idle || window.tenangIsi !== seen) {
    window.tenangIsi = seen;
    window.tenangSejak = performance.now();
    return false;
  }
  return performance.now() - window.tenangSejak > 250;
}"""


@contextmanager
def peramban() -> Iterator[Browser]:
    """Give a running Chromium."""
    path = find_peramban()
    if path is None:
        raise LookupError("No Chromium or Chrome found. `make test` installs one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def new_context(
    browser: Browser, alamat: str, ukuran: tuple[int, int] = LAPTOP, **lain: Any
) -> BrowserContext:
    """Return a window of its own with no cookies, whose relative addresses lead to `alamat`."""
    width, height = ukuran
    context = browser.new_context(
        base_url=alamat,
        viewport={"width": width, "height": height},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        **lain,
    )
    context.set_default_timeout(15_000)
    return context


def settle(page: Page) -> None:
    """Wait until Streamlit is connected, idle, and the page has come to rest."""
    page.wait_for_function(TENANG, polling=50)


def open_halaman(page: Page, alamat: str = "/") -> Page:
    """Open an address of the app and wait until it is drawn, without an unexpected error."""
    page.goto(alamat)
    settle(page)
    expect(page.get_by_text("kode gangguan")).to_have_count(0)
    return page


def list_halaman() -> list[Halaman]:
    """Return every page of the app that is there."""
    return [halaman for halaman in HALAMAN if script_path(halaman).exists()]


def alamat_isi(halaman: Halaman) -> str:
    """Return an address at which the page has something to show in the example data."""
    if halaman.alamat in HURUF:
        return url(halaman.alamat, kode=contoh_kode(HURUF[halaman.alamat]))
    if halaman.alamat == PEMUTAKHIRAN:
        return url(halaman.alamat, kode=contoh_kode("A"))
    if halaman.alamat == POKJA:
        return url(halaman.alamat, pokja="Keuangan")
    return halaman.alamat


def contoh_kode(huruf: str) -> str:
    """Return the code of an object of that kind in the example data."""
    return "KEU-I1" if huruf == "I" else f"KEU-{huruf}01"


def list_tampilan() -> dict[str, str]:
    """Return each screen by name with its address: the pages, and the forms that live in them."""
    tampilan = {"pemutakhiran: pilih": PEMUTAKHIRAN}
    for halaman in list_halaman():
        nama = halaman.alamat.strip("/") or "ringkasan"
        tampilan[nama] = alamat_isi(halaman)
        if huruf := HURUF.get(halaman.alamat):
            tampilan[f"{nama}: ubah"] = url(halaman.alamat, kode=contoh_kode(huruf), ubah=1)
            tampilan[f"{nama}: baru"] = url(halaman.alamat, baru=1, pokja="Keuangan")
    tampilan["rincian-risiko: nilai"] = url(RINCIAN["R"], kode=contoh_kode("R"), nilai=1)
    return tampilan
