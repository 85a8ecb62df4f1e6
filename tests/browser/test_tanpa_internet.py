"""Nothing comes from or goes to another host, and every answer says so to the browser."""

import urllib.request

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.peladen import Peladen
from tests.browser.peramban import open_halaman
from tests.tampilan import list_layar

# `blob:` and `data:` are made in the browser itself, out of what our server sent.
BUATAN_SENDIRI = ("blob:", "data:")


def complaint(said: ConsoleMessage) -> str:
    """Return what the console has against the page; violations of the policy come as errors."""
    # Streamlit looks below a deep address for itself before it looks at the root.
    probe = "/_stcore/" in said.location["url"] and "404" in said.text
    return "" if said.type != "error" or probe else f"{said.location['url']}: {said.text}"


@pytest.mark.parametrize("tampilan", list_layar())
def test_a_screen_asks_only_our_server(tab: Page, peladen: Peladen, tampilan: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []

    tab.on("request", lambda request: asked.append(request.url))
    tab.on("websocket", lambda socket: asked.append(socket.url.replace("ws://", "http://")))
    tab.on("console", lambda said: complaints.append(complaint(said)))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    open_halaman(tab, list_layar()[tampilan])
    assert len(asked) > 10
    ours = (f"{peladen.alamat}/", *BUATAN_SENDIRI)
    assert [url for url in asked if not url.startswith(ours)] == []
    assert [text for text in complaints if text] == []


@pytest.mark.parametrize("alamat", ["/", "/pokja", "/tidak-ada", "/healthz", "/aset/forum.css"])
def test_every_answer_carries_the_security_headers(peladen: Peladen, alamat: str) -> None:
    request = urllib.request.Request(peladen.alamat + alamat, headers={"Accept": "text/html"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"):
        assert part in policy
    assert "http" not in policy
    script_src = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script_src and "unsafe-eval" not in script_src
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_page_is_declared_indonesian(page: Page) -> None:
    open_halaman(page)
    assert page.evaluate("document.documentElement.lang") == "id"
