"""The pages, their addresses and the menu; run by `dashboard.py` on every rerun."""

from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from model.permissions import Hak, Pelaku, may_somewhere
from pages.shared import akses, data, filters, html, kotak, langsung
from pages.shared.tautan import (
    AKUN,
    AUDIT,
    BORONGAN,
    HADIR,
    KENDALI,
    KEPUTUSAN,
    KOSONGKAN,
    KOTAK_MASUK,
    LAYAR_RAPAT,
    MENUNGGU,
    NOTULEN,
    PEMUTAKHIRAN,
    PENGGUNA,
    PERMASALAHAN,
    PETA_RISIKO,
    POKJA,
    RAKOR,
    RENCANA_AKSI,
    RINCIAN,
    RINCIAN_RAKOR,
    SEJAK,
    TUTUP_RAKOR,
    VERIFIKASI,
)

ROOT = Path(__file__).resolve().parents[2]
IKON = (ROOT / "pages" / "web" / "aset" / "ikon.svg").read_text("utf-8").strip()

TENTANG = (
    "Dasbor Rakor Perangkat Daerah. Permasalahan, risiko strategis, solusi, penanganan risiko, "
    "dan rencana aksi sembilan pokja, dipantau sampai selesai."
)


@dataclass(frozen=True)
class Halaman:
    """One page: script, title, icon, address; `menu` is False for pages reached by links only.

    The menu shows it to whoever has the right `hak` somewhere, under the section `bagian`.
    """

    script: str
    judul: str
    ikon: str
    alamat: str
    menu: bool = True
    hak: Hak = Hak.BACA
    bagian: str = ""


# Sections of the menu; together with the pages outside of them they fit a screen 1366 wide.
MUTAKHIRKAN = "Mutakhirkan"
BAGIAN_RAKOR = "Rakor"
BAGIAN_AKUN = "Akun"

HALAMAN = (
    Halaman("aksi/menunggu.py", "Menunggu Saya", "pending_actions", MENUNGGU, hak=Hak.MUTAKHIRKAN),
    Halaman("ringkasan/ringkasan.py", "Ringkasan", "dashboard", "/"),
    Halaman("pokja/pokja.py", "Pokja", "groups", POKJA),
    Halaman("risiko/peta.py", "Peta Risiko", "grid_on", PETA_RISIKO),
    Halaman("aksi/daftar.py", "Rencana Aksi", "checklist", RENCANA_AKSI),
    Halaman("masalah/daftar.py", "Permasalahan", "account_tree", PERMASALAHAN),
    Halaman(
        "aksi/pemutakhiran.py",
        "Pemutakhiran",
        "edit_note",
        PEMUTAKHIRAN,
        hak=Hak.MUTAKHIRKAN,
        bagian=MUTAKHIRKAN,
    ),
    Halaman(
        "aksi/borongan.py",
        "Mutakhirkan Banyak",
        "edit_document",
        BORONGAN,
        hak=Hak.MUTAKHIRKAN,
        bagian=MUTAKHIRKAN,
    ),
    Halaman("aksi/verifikasi.py", "Verifikasi", "fact_check", VERIFIKASI, hak=Hak.VERIFIKASI),
    Halaman("rakor/daftar.py", "Daftar Rakor", "event", RAKOR, bagian=BAGIAN_RAKOR),
    Halaman(
        "rakor/kendali.py",
        "Kendali Rakor",
        "settings_remote",
        KENDALI,
        hak=Hak.KELOLA_RAKOR,
        bagian=BAGIAN_RAKOR,
    ),
    Halaman("rakor/sejak.py", "Sejak Rakor Lalu", "compare_arrows", SEJAK, bagian=BAGIAN_RAKOR),
    Halaman("rakor/keputusan.py", "Keputusan", "gavel", KEPUTUSAN, bagian=BAGIAN_RAKOR),
    Halaman("rakor/rincian_rakor.py", "Rincian Rakor", "event_note", RINCIAN_RAKOR, menu=False),
    # Whoever may not record themselves reads there that the sekretariat does.
    Halaman("rakor/hadir.py", "Kehadiran", "how_to_reg", HADIR, menu=False),
    Halaman("rakor/notulen.py", "Notulen", "description", NOTULEN, menu=False),
    Halaman(
        "rakor/tutup.py",
        "Tutup Rakor",
        "event_available",
        TUTUP_RAKOR,
        menu=False,
        hak=Hak.KELOLA_RAKOR,
    ),
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
    Halaman("rakor/rincian_keputusan.py", "Rincian Keputusan", "gavel", RINCIAN["K"], menu=False),
    # A screen in a meeting room has nothing to see here, so the right is one that it lacks.
    Halaman(
        "akun/kotak_masuk.py",
        "Kotak Masuk",
        "inbox",
        KOTAK_MASUK,
        hak=Hak.UNDUH,
        bagian=BAGIAN_AKUN,
    ),
    Halaman("akun/akun.py", "Akun Saya", "account_circle", AKUN, hak=Hak.UNDUH, bagian=BAGIAN_AKUN),
    Halaman(
        "admin/layar.py",
        "Layar Rapat",
        "cast",
        LAYAR_RAPAT,
        hak=Hak.KELOLA_LAYAR,
        bagian=BAGIAN_AKUN,
    ),
    Halaman(
        "admin/pengguna.py",
        "Pengguna",
        "manage_accounts",
        PENGGUNA,
        hak=Hak.KELOLA_PENGGUNA,
        bagian=BAGIAN_AKUN,
    ),
    Halaman(
        "admin/audit.py", "Jejak Audit", "history", AUDIT, hak=Hak.LIHAT_AUDIT, bagian=BAGIAN_AKUN
    ),
    Halaman(
        "admin/kosongkan.py",
        "Kosongkan Data Contoh",
        "delete_sweep",
        KOSONGKAN,
        menu=False,
        hak=Hak.KOSONGKAN,
    ),
)


def script_path(halaman: Halaman) -> Path:
    """Return the file of a page."""
    return ROOT / "pages" / halaman.script


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
    html.show(
        "pita.html",
        contoh=data.is_contoh(),
        pelaku=pelaku,
        belum_dibaca=kotak.in_words(belum_dibaca) if belum_dibaca else None,
    )
    langsung.place(data.shown_versi())
    try:
        page.run()
    finally:
        filters.end_run()
