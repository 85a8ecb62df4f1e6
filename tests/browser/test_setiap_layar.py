"""Every screen: no other host, no English, nothing sticks out, axe-core.

One visit for all of it: to open a screen takes longer than most of what is looked at.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.aksesibilitas import findings_in_both_themes
from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import LAPTOP, go_to, open_halaman, settle
from tests.browser.test_bahasa import leftovers, leftovers_of_gestures
from tests.browser.test_tata_letak import sticking_out
from tests.tampilan import list_layar, list_tampilan

# `blob:` and `data:` are made in the browser itself, out of what our server sent.
BUATAN_SENDIRI = ("blob:", "data:")

# A form for a change is the form for a new object, filled in: one of them is enough.
TAMPILAN = [n for n in list_tampilan() if n in list_layar() or not n.endswith(": ubah")]

# Between them they have every field that Streamlit offers here.
DENGAN_GERAKAN_UMUM = {"rencana-aksi", "rincian-aksi: baru", *TAMPILAN[::4]}


def complaint(said: ConsoleMessage) -> str:
    """Return what the console has against the page; violations of the policy come as errors."""
    # Streamlit looks below a deep address for itself before it looks at the root.
    probe = "/_stcore/" in said.location["url"] and "404" in said.text
    return "" if said.type != "error" or probe else f"{said.location['url']}: {said.text}"


@contextmanager
def listening(page: Page) -> Iterator[tuple[list[str], list[str]]]:
    """Give the lists to which what the page asks for, and what is wrong with it, are added."""
    asked: list[str] = []
    wrong: list[str] = []
    listeners: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: asked.append(request.url),
        "websocket": lambda socket: asked.append(socket.url.replace("ws://", "http://")),
        "console": lambda said: wrong.append(complaint(said)),
        "pageerror": lambda error: wrong.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield asked, wrong
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def elsewhere(asked: list[str], peladen: Peladen) -> list[str]:
    ours = (f"{peladen.alamat}/", *BUATAN_SENDIRI)
    return [url for url in asked if not url.startswith(ours)]


def at_the_laptop(page: Page) -> Page:
    """Return the page in the window and the theme in which most people have it."""
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    page.emulate_media(color_scheme="light")
    settle(page)
    return page


@pytest.mark.parametrize("tampilan", TAMPILAN)
def test_a_screen_is_sound(tab: Page, peladen: Peladen, tampilan: str) -> None:
    looks: dict[str, Callable[[Page], list[object]]] = {}
    if tampilan in list_layar():
        looks = {"tata letak": sticking_out, "aksesibilitas": findings_in_both_themes}
    with listening(tab) as (asked, wrong):
        # As a click on a link does it: to start the whole app anew takes longer than most looks.
        go_to(at_the_laptop(tab), list_tampilan()[tampilan])
        found: dict[str, list[object]] = {"bahasa": [*leftovers(tab)]}
        found |= {name: look(tab) for name, look in looks.items()}
        found["bahasa saat dipakai"] = leftovers_of_gestures(
            at_the_laptop(tab), umum=tampilan in DENGAN_GERAKAN_UMUM
        )
    found["server lain"] = elsewhere(asked, peladen)
    found["keluhan peramban"] = [text for text in wrong if text]
    assert {name: what for name, what in found.items() if what} == {}


def test_the_first_visit_asks_no_other_host(new_page: NewPage, peladen: Peladen) -> None:
    page = new_page(peladen)
    with listening(page) as (asked, wrong):
        open_halaman(page, "/peta-risiko")
    assert len(asked) > 10
    assert elsewhere(asked, peladen) == []
    assert [text for text in wrong if text] == []
