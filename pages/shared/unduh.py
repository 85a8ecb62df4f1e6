"""Download buttons under tables and charts; files are made only when the button is pressed."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.exports.gambar import to_png, to_svg
from pages.exports.tabel import Kolom, Tabel, to_csv, to_xlsx
from pages.shared import data

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_name(nama: str, ending: str) -> str:
    """Return `nama-2026-11-22.csv`, with the mark of example data in the name."""
    mark = "-data-contoh" if data.is_contoh() else ""
    return f"{nama}{mark}-{data.today():%Y-%m-%d}.{ending}"


def download_table(
    nama: str, judul: str, kolom: list[Kolom], rows: Callable[[], list[Any]], saringan: str = ""
) -> None:
    """Offer all rows of a table as CSV and XLSX; `saringan` says in words what it holds."""

    def tabel() -> Tabel:
        data.begin_run()  # the file is made in a thread of its own
        return Tabel(judul, saringan, kolom, rows(), contoh=data.is_contoh())

    with st.popover("Unduh tabel", icon=":material/download:"):
        st.download_button(
            "Excel (XLSX)", lambda: to_xlsx(tabel()), file_name(nama, "xlsx"), XLSX,
            key=f"unduh_{nama}_xlsx", on_click="ignore", width="stretch",
        )  # fmt: skip
        st.download_button(
            "CSV", lambda: to_csv(tabel()), file_name(nama, "csv"), "text/csv",
            key=f"unduh_{nama}_csv", on_click="ignore", width="stretch",
        )  # fmt: skip


def download_chart(nama: str, judul: str, chart: Callable[[], Any]) -> None:
    """Offer a chart as PNG and SVG, its title in the picture."""

    def marked() -> tuple[Any, bool, str]:
        data.begin_run()  # the picture is made in a thread of its own
        return chart(), data.is_contoh(), judul

    with st.popover("Unduh gambar", icon=":material/image:"):
        st.download_button(
            "PNG", lambda: to_png(*marked()), file_name(nama, "png"), "image/png",
            key=f"unduh_{nama}_png", on_click="ignore", width="stretch",
        )  # fmt: skip
        st.download_button(
            "SVG", lambda: to_svg(*marked()), file_name(nama, "svg"), "image/svg+xml",
            key=f"unduh_{nama}_svg", on_click="ignore", width="stretch",
        )  # fmt: skip
