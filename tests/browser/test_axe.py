"""No screen keeps anybody out: axe-core finds nothing serious, in both themes."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.peladen import Peladen
from tests.browser.peramban import open_halaman, settle
from tests.tampilan import list_layar, peran_of

# High enough that nothing is left below the edge, where axe cannot measure colours.
TINGGI = (1366, 4000)

SEMUA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WARNA = ["color-contrast", "link-in-text-block"]  # what depends on the theme

# What Streamlit itself does and we cannot change: (rule, part of the element's markup): reason.
MILIK_STREAMLIT: dict[tuple[str, str], str] = {
    (
        "target-size",
        'role="spinbutton"',
    ): "day, month and year of a date field stand close together",
}


def serious_findings(page: Page, rules: list[str]) -> list[tuple[str, str, str]]:
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found: dict[str, Any] = Axe().run(page, options=options).response
    return [
        (finding["id"], node["html"][:200], node["failureSummary"])
        for finding in found["violations"]
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
        if not any(finding["id"] == rule and part in node["html"] for rule, part in MILIK_STREAMLIT)
    ]


@pytest.mark.parametrize("tampilan", list_layar())
def test_a_screen_has_no_serious_finding(
    new_page: NewPage, peladen: Peladen, tampilan: str
) -> None:
    alamat = list_layar()[tampilan]
    page = new_page(peladen, TINGGI, peran=peran_of(alamat))
    page.emulate_media(color_scheme="light")
    open_halaman(page, alamat)
    assert serious_findings(page, SEMUA) == []
    page.emulate_media(color_scheme="dark")
    settle(page)
    assert serious_findings(page, WARNA) == []
