"""Contrast of every colour that says something, in both themes (WCAG 1.4.3 and 1.4.11)."""

import csv
import re
import tomllib
from itertools import product

import pytest

from model.config import ROOT
from pages.charts.indikator import WARNA as WARNA_INDIKATOR
from pages.charts.theme import ABU, BIRU, TEKS_BATANG, WARNA_POSISI, WARNA_STATUS
from pages.web.frame import ASET

TEKS, BENTUK = 4.5, 3.0
CSS = re.sub(r"/\*.*?\*/", "", (ASET / "forum.css").read_text("utf-8"), flags=re.DOTALL)
TEMA = {"terang": 0, "gelap": 1}
WARNA = re.compile(r"light-dark\(\s*(#\w+),\s*(#\w+)\s*\)|(#[0-9a-f]{6})\b|var\((--[\w-]+)\)", re.I)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour_of(value: str, tema: str) -> str | None:
    """Return the colour that a CSS value stands for in a theme, None when it names none."""
    found = WARNA.search(value)
    if found is None:
        return None
    light, dark, plain, variable = found.groups()
    if variable:
        return VARIABEL[tema].get(variable)
    return str(plain or (light, dark)[TEMA[tema]])


def rules() -> list[tuple[str, dict[str, str]]]:
    """Return selector and declarations of every rule, those inside @media too."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)
    return [
        (selector.strip(), dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", body)))
        for selector, body in found
    ]


VARIABEL: dict[str, dict[str, str]] = {"terang": {}, "gelap": {}}
for tema, (nama, nilai) in product(TEMA, re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", CSS)):
    if (warna := colour_of(nilai, tema)) is not None:
        VARIABEL[tema][nama] = warna

HALAMAN = ("--latar", "--latar-2")
HURUF = ("--teks", "--redup", "--biru", "--merah", "--jingga", "--hijau", "--kelabu")


def test_the_contrast_is_worked_out_as_the_standard_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tema", TEMA)
@pytest.mark.parametrize("latar", HALAMAN)
@pytest.mark.parametrize("huruf", HURUF)
def test_text_can_be_read_on_the_page(tema: str, latar: str, huruf: str) -> None:
    assert contrast(VARIABEL[tema][huruf], VARIABEL[tema][latar]) >= TEKS


@pytest.mark.parametrize("tema", TEMA)
def test_every_rule_that_colours_text_can_be_read(tema: str) -> None:
    """Text with a background of its own, and on each background of the page without one."""
    checked = 0
    for selector, said in rules():
        text = colour_of(said.get("color", ""), tema)
        own = colour_of(said.get("background", ""), tema)
        if text is None:
            continue
        latar = [own] if own else [VARIABEL[tema][name] for name in HALAMAN]
        if selector.startswith("button[data-testid"):  # stands on Streamlit's primary colour
            latar = [config(tema)["primaryColor"]]
        for colour in latar:
            assert contrast(text, colour) >= TEKS, (selector, text, colour)
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("tema", TEMA)
def test_text_stays_readable_where_a_row_is_pointed_at_or_marked(tema: str) -> None:
    grounds = [
        colour
        for selector, said in rules()
        if "color" not in said
        and re.search(r"tr:hover|latar", f"{selector} {said.get('background', '')}")
        and (colour := colour_of(said.get("background", ""), tema))
    ]
    assert len(grounds) > 2
    for huruf, latar in product(HURUF, grounds):
        assert contrast(VARIABEL[tema][huruf], latar) >= TEKS, (huruf, latar)


@pytest.mark.parametrize("tema", TEMA)
@pytest.mark.parametrize("bagian", [".isi", ".penuh"])
def test_the_progress_bar_and_its_tick_can_be_seen(tema: str, bagian: str) -> None:
    said = dict(rules())[f".forum .kemajuan {bagian}"]
    filled = colour_of(said["background"], tema)
    assert filled
    track = VARIABEL[tema]["--garis-halus"]
    assert contrast(filled, track) >= BENTUK
    # The tick is longer than the bar is high, so it is seen against the page, filled or not.
    assert contrast(VARIABEL[tema]["--teks"], VARIABEL[tema]["--latar"]) >= BENTUK


def test_every_level_can_be_read() -> None:
    with (ROOT / "seed" / "acuan" / "level.csv").open(encoding="utf-8") as file:
        level = list(csv.DictReader(file))
    assert len(level) == 5
    for row in level:
        assert contrast(row["warna"], row["warna_teks"]) >= TEKS, row["nama"]


def config(tema: str) -> dict[str, str]:
    said = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    return dict(said["theme"][("light", "dark")[TEMA[tema]]])


@pytest.mark.parametrize("tema", TEMA)
@pytest.mark.parametrize("latar", ["backgroundColor", "secondaryBackgroundColor"])
def test_streamlits_own_text_and_links_can_be_read(tema: str, latar: str) -> None:
    colours = config(tema)
    assert contrast(colours["textColor"], colours[latar]) >= TEKS
    assert contrast(colours["linkColor"], colours[latar]) >= TEKS
    assert contrast(colours["primaryColor"], colours[latar]) >= BENTUK


@pytest.mark.parametrize("tema", TEMA)
def test_our_colours_and_streamlits_are_the_same(tema: str) -> None:
    colours = config(tema)
    for theirs, ours in (
        ("textColor", "--teks"),
        ("backgroundColor", "--latar"),
        ("secondaryBackgroundColor", "--latar-2"),
        ("linkColor", "--biru"),
        ("borderColor", "--garis"),
    ):
        assert colours[theirs].lower() == VARIABEL[tema][ours]


@pytest.mark.parametrize("tema", TEMA)
@pytest.mark.parametrize(
    "warna",
    [*WARNA_STATUS.values(), *WARNA_POSISI.values(), *WARNA_INDIKATOR.values(), BIRU, ABU],
)
def test_the_marks_of_charts_stand_out_on_the_page(tema: str, warna: str) -> None:
    assert contrast(warna, config(tema)["backgroundColor"]) >= BENTUK


@pytest.mark.parametrize("status", WARNA_STATUS)
def test_numbers_on_the_bars_can_be_read(status: str) -> None:
    assert contrast(TEKS_BATANG, WARNA_STATUS[status]) >= TEKS  # type: ignore[index]
