"""The menu and the frame of each page; run by `dashboard.py` on every rerun."""

from copy import copy
from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from model.permissions import Pelaku, may_somewhere
from pages.shared import akses, data, filters, html, kotak, lampau, langsung, pulang
from pages.shared.halaman import HALAMAN, ROOT, Halaman, script_path
from pages.shared.tautan import KOTAK_MASUK

IKON = (ROOT / "pages" / "web" / "aset" / "ikon.svg").read_text("utf-8").strip()

TENTANG = (
    "Dasbor Rakor Perangkat Daerah. Permasalahan, risiko strategis, solusi, penanganan risiko, "
    "dan rencana aksi sembilan pokja, dipantau sampai selesai."
)


@cache
def _page(halaman: Halaman, *, shown: bool, judul: str) -> StreamlitPage:
    """Return a page for Streamlit, made once: resolving all their paths on every rerun adds up."""
    return st.Page(
        script_path(halaman),
        title=judul,
        icon=f":material/{halaman.ikon}:",
        url_path=halaman.alamat.lstrip("/") or None,
        default=halaman.alamat == "/",
        visibility="visible" if shown else "hidden",
    )


def _pages_for(pelaku: Pelaku | None, belum_dibaca: int) -> dict[str, list[StreamlitPage]]:
    """Return all pages by section, those that are not for this person hidden from the menu.

    Hidden, not left out: at its address such a page says itself whom it is for.
    """
    pages: dict[str, list[StreamlitPage]] = {}
    for h in HALAMAN:
        shown = h.menu and pelaku is not None and may_somewhere(pelaku, h.hak)
        judul = h.judul
        if belum_dibaca and h.alamat == KOTAK_MASUK:
            judul = f"{judul} ({kotak.in_words(belum_dibaca)})"
        # A copy, because `st.navigation` marks the page that may run.
        pages.setdefault(h.bagian, []).append(copy(_page(h, shown=shown, judul=judul)))
    return pages


def navigate() -> None:
    """Set the frame of the page and run the one that the address names."""
    data.begin_run()
    sesi = akses.begin_run()
    pelaku = sesi.pelaku if sesi else None
    kotak.note_opened(pelaku)
    belum_dibaca = kotak.count_belum_dibaca(pelaku)
    page = st.navigation(_pages_for(pelaku, belum_dibaca), position="top")
    st.set_page_config(
        page_title=f"{page.title} – Dasbor Rakor",
        page_icon=IKON,
        layout="wide",
        menu_items={"About": TENTANG},
    )
    st.logo(IKON, size="large", link=None)
    halaman = lampau.halaman_of(page.url_path)
    pandangan = lampau.look(halaman) if halaman and pelaku else None
    html.show(
        "pita.html",
        contoh=data.is_contoh(),
        pelaku=pelaku,
        dari=lampau.as_text(halaman) if halaman and halaman.lampau else None,
        belum_dibaca=kotak.in_words(belum_dibaca) if belum_dibaca else None,
    )
    langsung.place(data.shown_versi())
    pulang.show_pulang()
    if pandangan:
        html.show("lampau.html", pandangan=pandangan)
        if not pandangan.ada:
            return
    try:
        page.run()
    finally:
        filters.end_run()
