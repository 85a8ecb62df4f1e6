"""No screen keeps anybody out: axe-core finds nothing serious, in both themes."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.browser.peramban import settle
from tests.tampilan import list_layar

# High enough that nothing is left below the edge, where axe cannot measure colours.
TINGGI: ViewportSize = {"width": 1366, "height": 4000}

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
def test_a_screen_has_no_serious_finding(layar: Page, tampilan: str) -> None:
    layar.set_viewport_size(TINGGI)
    for theme, rules in (("light", SEMUA), ("dark", WARNA)):
        layar.emulate_media(color_scheme=theme)
        settle(layar)
        assert serious_findings(layar, rules) == []
