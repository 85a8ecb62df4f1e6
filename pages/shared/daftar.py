"""The tail of a page with a long list: one page of its rows, and below it which page that is."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import data, filters

PER_HALAMAN = 50


def show_daftar(
    drawing: Callable[..., None], jumlah: int, *, of: Any, **args: Any
) -> DeltaGenerator:
    """Draw the page of a list of `jumlah` rows that the address asks for, and the choice of page.

    `drawing` goes through `data.draw` with `args`, `jumlah`, and `mulai_dari` of that page; the
    first page comes again once `of`, the filter, changed. Returns the row below, for downloads.
    """
    isi = st.container()
    bawah = st.container(horizontal=True, vertical_alignment="center")
    with bawah:
        halaman = filters.select_halaman(jumlah, PER_HALAMAN, of=of)
    with isi:
        data.draw(drawing, mulai_dari=(halaman - 1) * PER_HALAMAN, jumlah=jumlah, **args)
    return bawah
