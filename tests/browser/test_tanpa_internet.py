"""Every answer tells the browser to ask no other host (`test_setiap_layar`: none is asked)."""

import urllib.request

import pytest
from playwright.sync_api import Page

from tests.browser.peladen import Peladen
from tests.browser.peramban import open_halaman


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
