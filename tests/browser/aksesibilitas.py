"""What axe-core finds serious on a screen, in both themes."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.browser.peramban import settle

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
    # Half a megabyte of script, once per window.
    axe = Axe(axe_script="0") if page.evaluate("'axe' in window") else Axe()
    found: dict[str, Any] = axe.run(page, options=options).response
    return [
        (finding["id"], node["html"][:200], node["failureSummary"])
        for finding in found["violations"]
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
        if not any(finding["id"] == rule and part in node["html"] for rule, part in MILIK_STREAMLIT)
    ]


def findings_in_both_themes(page: Page) -> list[object]:
    """Return what axe-core finds on the screen, with the name of the theme."""
    page.set_viewport_size(TINGGI)
    wrong: list[object] = []
    themes: tuple[tuple[Literal["light", "dark"], list[str]], ...] = (
        ("light", SEMUA),
        ("dark", WARNA),
    )
    for theme, rules in themes:
        page.emulate_media(color_scheme=theme)
        settle(page)
        wrong += [(theme, *finding) for finding in serious_findings(page, rules)]
    return wrong
