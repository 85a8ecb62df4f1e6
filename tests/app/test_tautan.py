"""The links of every screen lead to pages that exist."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.routing import Match

from pages.web.app import ROUTES
from tests.app.layar import markup
from tests.tampilan import list_halaman, list_tampilan, peran_of

HREF = re.compile(r'<a [^>]*href="([^"]*)"')


@pytest.mark.parametrize("tampilan", list_tampilan())
@pytest.mark.usefixtures("contoh")
def test_the_links_of_a_screen_lead_to_pages_that_exist(
    open_page: Callable[..., Any], tampilan: str
) -> None:
    alamat = urlsplit(list_tampilan()[tampilan])
    layar = open_page(alamat.path, peran=peran_of(alamat.path), **dict(parse_qsl(alamat.query)))
    links = [unescape(href) for href in HREF.findall(markup(layar))]
    paths = {urlsplit(href).path for href in links if not href.startswith(("#", "https://"))}
    pages = {halaman.alamat for halaman in list_halaman()}
    assert paths
    assert [path for path in paths - pages if not is_served(path)] == []


def is_served(path: str) -> bool:
    """Return whether a route beside Streamlit answers this address, such as that of a bukti."""
    scope = {"type": "http", "method": "GET", "path": path, "root_path": ""}
    return any(route.matches(scope)[0] == Match.FULL for route in ROUTES)
