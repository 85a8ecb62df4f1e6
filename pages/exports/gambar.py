"""Charts as pictures, drawn on the server without internet."""

import threading
from typing import Any

import altair as alt

from pages.exports.tabel import MARK_SENTENCE

# The drawing engine (V8 inside vl-convert) takes much memory: one picture at a time.
_one_at_a_time = threading.Lock()


def _spec(chart: Any, contoh: bool) -> dict[str, Any]:
    """Return the chart on white, with its own locale, and the mark of example data above it."""
    title = chart.title if chart.title is not alt.Undefined else ""
    if contoh:
        chart = chart.properties(title=alt.TitleParams(str(title), subtitle=MARK_SENTENCE))
    spec: dict[str, Any] = chart.properties(background="white").to_dict()
    return spec


def to_svg(chart: Any, contoh: bool) -> bytes:
    """Return the chart as SVG."""
    import vl_convert

    with _one_at_a_time:
        return str(vl_convert.vegalite_to_svg(_spec(chart, contoh))).encode("utf-8")


def to_png(chart: Any, contoh: bool) -> bytes:
    """Return the chart as PNG, twice its size on the screen."""
    import vl_convert

    with _one_at_a_time:
        return bytes(vl_convert.vegalite_to_png(_spec(chart, contoh), scale=2))
