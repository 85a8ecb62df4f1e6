"""Download buttons under tables and charts; files are made only when the button is pressed."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.exports.gambar import to_png, to_svg
from pages.exports.tabel import Kolom, Tabel, to_csv, to_xlsx
from pages.shared import data

Make = Callable[[], bytes]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_name(nama: str, ending: str) -> str:
    """Return `nama-2026-11-22.csv`, with the mark of example data in the name."""
    mark = "-data-contoh" if data.is_contoh() else ""
    return f"{nama}{mark}-{data.today():%Y-%m-%d}.{ending}"


def _offer(label: str, icon: str, nama: str, files: dict[str, tuple[str, str, Make]]) -> None:
    """Offer files behind one button. Their buttons are drawn only while it is open.

    `files` maps the ending to the button's label, the kind of content and what makes it.
    """
    popover = st.popover(label, icon=icon, key=f"unduh_{nama}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        for ending, (words, mime, make) in files.items():
            st.download_button(
                words, make, file_name(nama, ending), mime,
                key=f"unduh_{nama}_{ending}", on_click="ignore", width="stretch",
            )  # fmt: skip


def download_table(
    nama: str, judul: str, kolom: list[Kolom], rows: Callable[[], list[Any]], saringan: str = ""
) -> None:
    """Offer all rows of a table as CSV and XLSX; `saringan` says in words what it holds."""

    def tabel() -> Tabel:
        data.begin_run()  # the file is made in a thread of its own
        return Tabel(judul, saringan, kolom, rows(), contoh=data.is_contoh())

    files: dict[str, tuple[str, str, Make]] = {
        "xlsx": ("Excel (XLSX)", XLSX, lambda: to_xlsx(tabel())),
        "csv": ("CSV", "text/csv", lambda: to_csv(tabel())),
    }
    _offer("Unduh tabel", ":material/download:", nama, files)


def download_chart(nama: str, judul: str, chart: Callable[[], Any]) -> None:
    """Offer a chart as PNG and SVG, its title in the picture."""

    def marked() -> tuple[Any, bool, str]:
        data.begin_run()  # the picture is made in a thread of its own
        return chart(), data.is_contoh(), judul

    files: dict[str, tuple[str, str, Make]] = {
        "png": ("PNG", "image/png", lambda: to_png(*marked())),
        "svg": ("SVG", "image/svg+xml", lambda: to_svg(*marked())),
    }
    _offer("Unduh gambar", ":material/image:", nama, files)
