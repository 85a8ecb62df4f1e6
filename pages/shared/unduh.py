"""Download buttons under tables and charts; files are made only when the button is pressed.

Whoever may not download sees none, and every file that is given out leaves a line of riwayat.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from model.commands.unduhan import record_unduhan
from model.db import open_session
from model.permissions import Hak, Pelaku, may_somewhere
from pages.exports.gambar import svg_to_png, to_png, to_svg
from pages.exports.tabel import Kolom, Tabel, to_csv, to_xlsx
from pages.shared import data
from pages.shared.akses import current_sesi
from pages.shared.lampau import kata_titik

Make = Callable[[], bytes]

ASAL = "unduhan"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_name(nama: str, ending: str) -> str:
    """Return `nama-2026-11-22.csv`, with the mark of example data in the name."""
    mark = "-data-contoh" if data.is_contoh() else ""
    return f"{nama}{mark}-{data.today():%Y-%m-%d}.{ending}"


def _recorded(make: Make, pelaku: Pelaku, apa: str, saringan: str) -> Make:
    """Return `make` for the thread in which the file is made: the right is asked for once more."""

    titik, hari = data.titik(), data.today()

    def run() -> bytes:
        data.begin_run()
        data.look_at(titik, hari)
        content = make()
        with open_session(pelaku, ASAL) as session:
            record_unduhan(session, pelaku=pelaku, apa=apa, saringan=saringan)
        return content

    return run


def _offer(
    label: str,
    icon: str,
    nama: str,
    files: dict[str, tuple[str, str, Make]],
    *,
    judul: str,
    saringan: str = "",
) -> None:
    """Offer files behind one button. Their buttons are drawn only while it is open.

    `files` maps the ending to the button's label, the kind of content and what makes it.
    """
    pelaku = current_sesi().pelaku
    if not may_somewhere(pelaku, Hak.UNDUH):
        return
    popover = st.popover(label, icon=icon, key=f"unduh_{nama}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        for ending, (words, mime, make) in files.items():
            apa = f"{judul} ({ending.upper()})"
            st.download_button(
                words, _recorded(make, pelaku, apa, saringan), file_name(nama, ending), mime,
                key=f"unduh_{nama}_{ending}", on_click="ignore", width="stretch",
            )  # fmt: skip


def download_table(
    nama: str,
    judul: str,
    kolom: list[Kolom],
    rows: Callable[[], list[Any]],
    saringan: str = "",
    label: str = "Unduh tabel",
) -> None:
    """Offer all rows of a table as CSV and XLSX; `saringan` says in words what it holds."""

    saringan = kata_titik(saringan)

    def tabel() -> Tabel:
        return Tabel(judul, saringan, kolom, rows(), contoh=data.is_contoh())

    files: dict[str, tuple[str, str, Make]] = {
        "xlsx": ("Excel (XLSX)", XLSX, lambda: to_xlsx(tabel())),
        "csv": ("CSV", "text/csv", lambda: to_csv(tabel())),
    }
    _offer(label, ":material/download:", nama, files, judul=judul, saringan=saringan)


def download_markdown(nama: str, judul: str, make: Make, saringan: str, label: str) -> None:
    """Offer a text as a Markdown file."""
    files = {"md": ("Markdown", "text/markdown", make)}
    _offer(label, ":material/description:", nama, files, judul=judul, saringan=saringan)


def download_chart(nama: str, judul: str, chart: Callable[[], Any]) -> None:
    """Offer a chart as PNG and SVG, its title in the picture."""

    def marked() -> tuple[Any, bool, str]:
        per = kata_titik()
        return chart(), data.is_contoh(), f"{judul} · {per}" if per else judul

    files: dict[str, tuple[str, str, Make]] = {
        "png": ("PNG", "image/png", lambda: to_png(*marked())),
        "svg": ("SVG", "image/svg+xml", lambda: to_svg(*marked())),
    }
    _offer("Unduh gambar", ":material/image:", nama, files, judul=judul)


def download_gambar(nama: str, judul: str, make_svg: Callable[[], str]) -> None:
    """Offer a picture that `make_svg` draws, mark of example data included, as PNG and SVG."""
    files: dict[str, tuple[str, str, Make]] = {
        "png": ("PNG", "image/png", lambda: svg_to_png(make_svg())),
        "svg": ("SVG", "image/svg+xml", lambda: make_svg().encode("utf-8")),
    }
    _offer("Unduh gambar", ":material/image:", nama, files, judul=judul)
