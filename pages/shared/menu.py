"""The pages, their addresses and the menu; run by `dashboard.py` on every rerun."""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.shared import akses, data, filters, html
from pages.shared.tautan import (
    PEMUTAKHIRAN,
    PERMASALAHAN,
    PETA_RISIKO,
    POKJA,
    RENCANA_AKSI,
    RINCIAN,
)

ROOT = Path(__file__).resolve().parents[2]
IKON = (ROOT / "pages" / "web" / "aset" / "ikon.svg").read_text("utf-8").strip()

TENTANG = (
    "Dasbor Rakor Perangkat Daerah. Permasalahan, risiko strategis, solusi, penanganan risiko, "
    "dan rencana aksi sembilan pokja, dipantau sampai selesai."
)


@dataclass(frozen=True)
class Halaman:
    """One page: script, title, icon, address; `menu` is False for pages reached by links only."""

    script: str
    judul: str
    ikon: str
    alamat: str
    menu: bool = True


HALAMAN = (
    Halaman("ringkasan/ringkasan.py", "Ringkasan", "dashboard", "/"),
    Halaman("pokja/pokja.py", "Pokja", "groups", POKJA),
    Halaman("risiko/peta.py", "Peta Risiko", "grid_on", PETA_RISIKO),
    Halaman("aksi/daftar.py", "Rencana Aksi", "checklist", RENCANA_AKSI),
    Halaman("masalah/daftar.py", "Permasalahan", "account_tree", PERMASALAHAN),
    Halaman("aksi/pemutakhiran.py", "Pemutakhiran", "edit_note", PEMUTAKHIRAN),
    Halaman("masalah/rincian_isu.py", "Isu Strategis", "topic", RINCIAN["I"], menu=False),
    Halaman(
        "masalah/rincian_permasalahan.py",
        "Rincian Permasalahan",
        "report",
        RINCIAN["P"],
        menu=False,
    ),
    Halaman("masalah/rincian_solusi.py", "Rincian Solusi", "lightbulb", RINCIAN["S"], menu=False),
    Halaman("risiko/rincian_risiko.py", "Rincian Risiko", "warning", RINCIAN["R"], menu=False),
    Halaman(
        "risiko/rincian_penanganan.py", "Rincian Penanganan", "shield", RINCIAN["T"], menu=False
    ),
    Halaman("aksi/rincian_aksi.py", "Rincian Rencana Aksi", "task_alt", RINCIAN["A"], menu=False),
)


def script_path(halaman: Halaman) -> Path:
    """Return the file of a page."""
    return ROOT / "pages" / halaman.script


@lru_cache
def _pages() -> list[StreamlitPage]:
    """Return the pages for Streamlit, made once: resolving twelve paths on every rerun adds up."""
    return [
        st.Page(
            script_path(h),
            title=h.judul,
            icon=f":material/{h.ikon}:",
            url_path=h.alamat.lstrip("/") or None,
            default=h.alamat == "/",
            visibility="visible" if h.menu else "hidden",
        )
        for h in HALAMAN
    ]


def navigate() -> None:
    """Set the frame of the page and run the one that the address names."""
    data.begin_run()
    akses.begin_run()
    # Copies, because `st.navigation` marks the page that may run.
    pages = [copy(page) for page in _pages()]
    page = st.navigation(pages, position="top")
    st.set_page_config(
        page_title=f"{page.title} – Dasbor Rakor",
        page_icon=IKON,
        layout="wide",
        menu_items={"About": TENTANG},
    )
    st.logo(IKON, size="large", link=None)
    if data.is_contoh():
        html.show("pita_contoh.html")
    try:
        page.run()
    finally:
        filters.end_run()
