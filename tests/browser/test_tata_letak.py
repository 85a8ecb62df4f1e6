"""What sticks out of a window (`test_setiap_layar` looks at every screen), and the themes."""

from contextlib import suppress

from playwright.sync_api import Page, TimeoutError

from tests.browser.peramban import LAPTOP, PONSEL, PROYEKTOR, open_halaman, settle

# What sticks out on the right of the window, apart from what lies in a box of its own that scrolls.
KELUAR = """() => {
  const wide = document.documentElement.clientWidth;
  const inScroller = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      const style = getComputedStyle(p);
      if (p.dataset.testid === "stMain") return false;
      if (["auto", "scroll", "hidden", "clip"].includes(style.overflowX)) return true;
    }
    return false;
  };
  const out = [...document.querySelectorAll("[data-testid=stMain] *")]
    .filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > wide + 1)
    .filter((e) => getComputedStyle(e).visibility !== "hidden" && !inScroller(e));
  const main = document.querySelector("[data-testid=stMain]");
  const needed = main.scrollWidth + main.getBoundingClientRect().left;
  return {
    gulir: Math.max(document.documentElement.scrollWidth, needed) - wide,
    keluar: out.slice(0, 5).map((e) => `${e.outerHTML.slice(0, 80)} ${e.textContent.slice(0, 40)}`),
  };
}"""

MUAT = f"() => {{ const seen = ({KELUAR})(); return seen.gulir <= 0 && !seen.keluar.length; }}"

LATAR = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def sticking_out(page: Page) -> list[object]:
    """Return in which windows something sticks out, and what."""
    wrong: list[object] = []
    for width, height in (PROYEKTOR, LAPTOP, PONSEL):
        page.set_viewport_size({"width": width, "height": height})
        # A chart follows the window only after a moment.
        with suppress(TimeoutError):
            page.wait_for_function(MUAT, timeout=5_000)
        found = page.evaluate(KELUAR)
        if found["gulir"] > 0 or found["keluar"]:
            wrong.append((width, found))
    return wrong


def test_the_page_follows_the_theme_of_the_device(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    open_halaman(page)
    assert page.evaluate(LATAR) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    settle(page)
    assert page.evaluate(LATAR) == "rgb(16, 24, 31)"
    colour = page.locator(".forum .ubin").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgb(16, 24, 31)"
