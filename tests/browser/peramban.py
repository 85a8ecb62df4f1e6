"""The browser as the people of the forum have it: Indonesian, in Jakarta."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from pages.shared.akses import KUKI
from tests.alat import find_peramban

LAPTOP = (1366, 768)
PROYEKTOR = (1920, 1080)
PONSEL = (390, 844)

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
    browser: Browser, alamat: str, ukuran: tuple[int, int] = LAPTOP, *, token: str = "", **lain: Any
) -> BrowserContext:
    """Return a window of its own, whose relative addresses lead to `alamat`.

    It has no cookies but the one that signs a person in, when `token` is given.
    """
    width, height = ukuran
    context = browser.new_context(
        base_url=alamat,
        viewport={"width": width, "height": height},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        **lain,
    )
    context.set_default_timeout(15_000)
    if token:
        context.add_cookies([{"name": KUKI, "value": token, "url": alamat, "httpOnly": True}])
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
