"""The way back: a link that carries where one came from, and the link there that leads back.

`?kembali=/pimpinan?pokja=Keuangan` is an address of ours with its filters; the page it opens shows
"← Pimpinan" above everything else, and a form saved there leads back by itself. What is no page of
ours is not followed.
"""

import streamlit as st

from pages.shared import html, tautan
from pages.shared.lampau import Tujuan, parse_tujuan

KEMBALI = "kembali"

Pulang = dict[str, str]


def pulang_ke(alamat: str, **saringan: object) -> Pulang:
    """Return the parameter for links that should lead back to a page of ours with its filters.

    It carries the point in time (`per`) as well, as a link may lead to another one.
    """
    return {KEMBALI: tautan.url(alamat, **saringan)}


def _tujuan() -> Tujuan | None:
    return parse_tujuan(st.query_params.get(KEMBALI, ""))


def show_pulang() -> None:
    """Show the link back, when the address says where one came from."""
    if (tujuan := _tujuan()) is not None:
        halaman, saringan = tujuan
        html.show(
            "kembali.html",
            alamat=tautan.url(halaman.alamat, **({"per": ""} | saringan)),
            kata=halaman.judul,
        )


def comes_back() -> bool:
    """Return whether the address says where one came from."""
    return _tujuan() is not None


def go_back() -> None:
    """Go back to where one came from, once a form is saved; do nothing when that is not known."""
    if (tujuan := _tujuan()) is not None:
        halaman, saringan = tujuan
        st.switch_page(f"pages/{halaman.script}", query_params=saringan)
