"""The browser as the people of the forum have it: Indonesian, in Jakarta."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.shared.akses import KUKI
from tests.alat import find_peramban

LAPTOP = (1366, 768)
PROYEKTOR = (1920, 1080)
PONSEL = (390, 844)

# How long is waited for what comes: on a busy machine things take their time, and nobody waits who
# finds it there. What has to be quick says so itself.
SABAR = 15_000
expect.set_options(timeout=SABAR)

# For each window Chromium would get the suggestions of an address bar ready that nobody sees: a
# second of work. Of this switch the last one counts, so it repeats what Playwright turns off.
TANPA = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip
FLAGS = [
    f"--disable-features={','.join(TANPA)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
]

# Counts in `window.perubahan` how often the page has changed.
# Notes on `window.janji` whether Streamlit still owes a run: from the moment at which the browser
# asks for one until the first word of the server about it. The page looks idle all that while.
# The numbers are those of BackMsg.rerun_script and ForwardMsg.new_session, see `kind` below.
PENGAMAT = """() => {
  // The first field of a message that says what it is: 1 and 2 are about the message itself.
  const kind = (bytes) => {
    let at = 0;
    const number = () => {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * factor;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const field = number() >> 3;
      if (field > 2) return field;
      const length = number();
      at += length;
    }
  };
  window.perubahan = 0;
  new MutationObserver(() => (window.perubahan += 1)).observe(document, {
    subtree: true, childList: true, characterData: true,
  });
  window.janji = false;
  window.WebSocket = class extends WebSocket {
    constructor(...wanted) {
      super(...wanted);
      this.streamlit = this.url.includes("/_stcore/stream");
      if (!this.streamlit) return;
      window.janji = false;
      this.addEventListener("message", ({ data }) => {
        if (kind(new Uint8Array(data)) === NEW_SESSION) window.janji = false;
      });
    }
    send(data) {
      if (this.streamlit && kind(data) === RERUN_SCRIPT) window.janji = true;
      super.send(data);
    }
  };
}"""
for message, field in ((ForwardMsg, "new_session"), (BackMsg, "rerun_script")):
    number = message.DESCRIPTOR.fields_by_name[field].number
    PENGAMAT = PENGAMAT.replace(field.upper(), str(number))

# Streamlit has nothing more to do when it has been connected and idle, owes no run, and the page
# has looked the same six times in a row. Times, not time: a browser that is starved of the
# processor does not look, and what a click sets in motion there runs between two looks.
TENANG = """(giliran) => {
  const app = document.querySelector("[data-testid=stApp]");
  const busy = "[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]";
  const idle = app
    && !window.janji
    && app.dataset.testConnectionState === "CONNECTED"
    && app.dataset.testScriptState === "notRunning"
    && !document.querySelector(busy)
    && document.querySelector("[data-testid=stMainBlockContainer]");
  // What was seen before the click does not count: each wait has its turn.
  const seen = idle && `${giliran} ${window.perubahan}`;
  window.tenangKali = seen && window.tenangIsi === seen ? window.tenangKali + 1 : 0;
  window.tenangIsi = seen;
  return window.tenangKali > 5;
}"""
GILIRAN = count()

PINDAH = """alamat => {
  history.pushState({}, "", alamat);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
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
    context.set_default_timeout(SABAR)
    context.add_init_script(f"({PENGAMAT})()")
    if token:
        context.add_cookies([{"name": KUKI, "value": token, "url": alamat, "httpOnly": True}])
    return context


def settle(page: Page) -> None:
    """Wait until Streamlit has run what it was asked to, and the page has come to rest."""
    page.wait_for_function(TENANG, arg=next(GILIRAN), polling=50)


def follow(link: Locator) -> str:
    """Click a link of ours, wait until its page is there, and return its address."""
    page, alamat = link.page, str(link.get_attribute("href"))
    link.click()
    page.wait_for_url(lambda now: now.endswith(alamat))
    settle(page)
    return alamat


def go_to(page: Page, alamat: str) -> Page:
    """Change the page as a click on a link does: far quicker than a new start of everything."""
    page.evaluate(PINDAH, alamat)
    return _drawn(page)


def open_halaman(page: Page, alamat: str = "/") -> Page:
    """Open an address of the app and wait until it is drawn, without an unexpected error."""
    page.goto(alamat)
    return _drawn(page)


def _drawn(page: Page) -> Page:
    settle(page)
    expect(page.get_by_text("kode gangguan")).to_have_count(0)
    return page
