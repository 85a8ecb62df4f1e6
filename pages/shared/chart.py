"""A chart on the page: heading, drawing from the cache, text alternative, download buttons."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from pages.shared import data, html
from pages.shared.unduh import download_chart

# A chart not yet built: `partial(chart_status, frame)`.
Bagan = partial[Any]


def _draw_chart(bagan: Bagan, alt: str) -> None:
    chart = bagan()
    # Checking the schema costs more than drawing; the tests of the charts do it instead.
    object.__setattr__(chart, "to_dict", partial(chart.to_dict, validate=False))
    st.altair_chart(chart, alt=alt, width="stretch")


def _draw(make: Callable[..., Bagan | None], judul: str, alt: str, args: dict[str, Any]) -> bool:
    html.show("bagan.html", judul=judul, kalimat=alt)
    bagan = make(**args)
    if bagan is None:
        html.show("kosong.html", kalimat="Belum ada data untuk bagan ini.")
    else:
        data.draw_same(_draw_chart, bagan, f"{judul}. {alt}")
    return bagan is not None


def show_chart(
    nama: str, judul: str, alt: str, make: Callable[..., Bagan | None], **args: Any
) -> None:
    """Show the chart that `make(**args)` returns unbuilt (None without data), with downloads.

    `alt` is one sentence that says what the chart shows, for those who cannot see it.
    """

    def built() -> Any:
        bagan = make(**args)
        return bagan() if bagan is not None else None

    if data.draw(_draw, make=make, judul=judul, alt=alt, args=args):
        download_chart(nama, judul, built)
