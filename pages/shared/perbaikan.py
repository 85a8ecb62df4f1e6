"""Where a finding of the pemeriksaan is put right, and the way back to the list it came from."""

import streamlit as st

from model.pemeriksaan.dasar import Bentuk, Perbaikan
from pages.shared import html
from pages.shared.akses import recall, remember
from pages.shared.tautan import PEMERIKSAAN, PEMUTAKHIRAN, RENCANA_AKSI, RINCIAN, rincian, url

KEMBALI = "pemeriksaan"
ALAMAT = "pemeriksaan.alamat"  # under this name the list is kept as it was left
TERBUKA = ("Belum Mulai", "Berjalan", "Terkendala")


def url_of(perbaikan: Perbaikan, kembali: str | None = KEMBALI) -> str:
    """Return the address at which a finding is put right, the field of the form named in it."""
    kode, back = perbaikan.kode, {"kembali": kembali}
    match perbaikan.bentuk:
        case Bentuk.BARU:
            return url(RINCIAN[perbaikan.huruf], baru=1, **dict(perbaikan.induk), **back)
        case Bentuk.UBAH:
            return rincian(kode, ubah=1, kolom=perbaikan.kolom, **back)
        case Bentuk.NILAI:
            return rincian(kode, nilai=1, **back)
        case Bentuk.MUTAKHIR:
            return url(PEMUTAKHIRAN, kode=kode, **back)
        case Bentuk.BEBAN:
            return url(RENCANA_AKSI, pd=kode, status=TERBUKA)
        case Bentuk.BUKA:
            return rincian(kode)


def keep_address(alamat: dict[str, str]) -> None:
    """Remember how the list stands, for the way back to it."""
    remember(ALAMAT, alamat)


def is_from_list() -> bool:
    """Return whether the form that is open was opened from the list of findings."""
    return st.query_params.get("kembali") == KEMBALI


def show_way_back() -> None:
    """Draw the link back to the list of findings, if the page was opened from there."""
    if is_from_list():
        html.show("periksa/kembali.html", alamat=url(PEMERIKSAAN, **recall(ALAMAT, {})))


def go_back() -> None:
    """Go back to the list of findings, if the page was opened from there; else do nothing."""
    if is_from_list():
        st.switch_page("pages/periksa/pemeriksaan.py", query_params=recall(ALAMAT, {}))
