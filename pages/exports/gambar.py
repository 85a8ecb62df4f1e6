"""Charts as pictures, drawn on the server without internet."""

import threading
from typing import Any

import altair as alt

from pages.exports.tabel import MARK_SENTENCE

LEBAR = 860  # of a chart that on the screen is as wide as its place

# The drawing engine (V8 inside vl-convert) takes much memory: one picture at a time.
_one_at_a_time = threading.Lock()


def _spec(chart: Any, contoh: bool, judul: str) -> dict[str, Any]:
    """Return the chart on white, with its own locale, its title and the mark of example data."""
    lines = [line for line in (judul, MARK_SENTENCE if contoh else "") if line]
    if lines:
        chart = chart.properties(title=alt.TitleParams(lines[0], subtitle=lines[1:], offset=16))
    spec: dict[str, Any] = chart.properties(background="white").to_dict()
    spec.setdefault("config", {}).setdefault("view", {})["continuousWidth"] = LEBAR
    return spec


def to_svg(chart: Any, contoh: bool, judul: str = "") -> bytes:
    """Return the chart as SVG."""
    import vl_convert

    spec = _spec(chart, contoh, judul)
    with _one_at_a_time:
        return str(vl_convert.vegalite_to_svg(spec)).encode("utf-8")


def to_png(chart: Any, contoh: bool, judul: str = "") -> bytes:
    """Return the chart as PNG, twice its size on the screen."""
    import vl_convert

    spec = _spec(chart, contoh, judul)
    with _one_at_a_time:
        return bytes(vl_convert.vegalite_to_png(spec, scale=2))


def svg_to_png(svg: str) -> bytes:
    """Return a picture that is SVG already as PNG, twice its size."""
    import vl_convert

    with _one_at_a_time:
        return bytes(vl_convert.svg_to_png(svg, scale=2))
