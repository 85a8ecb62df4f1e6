"""A chart on the page: heading, drawing from the cache, text alternative, download buttons."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from pages.shared import data, html
from pages.shared.unduh import download_chart


def _draw(make: Callable[..., Any], judul: str, alt: str, args: dict[str, Any]) -> bool:
    html.show("bagan.html", judul=judul, kalimat=alt)
    chart = make(**args)
    if chart is None:
        html.show("kosong.html", kalimat="Belum ada data untuk bagan ini.")
    else:
        # Checking the schema costs more than drawing; the tests of the charts do it instead.
        object.__setattr__(chart, "to_dict", partial(chart.to_dict, validate=False))
        st.altair_chart(chart, alt=f"{judul}. {alt}", width="stretch")
    return chart is not None


def show_chart(nama: str, judul: str, alt: str, make: Callable[..., Any], **args: Any) -> None:
    """Show the chart that `make(**args)` returns (None when there is no data), with downloads.

    `alt` is one sentence that says what the chart shows, for those who cannot see it.
    """
    if data.draw(_draw, make=make, judul=judul, alt=alt, args=args):
        download_chart(nama, judul, lambda: make(**args))
