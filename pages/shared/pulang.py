"""The way back: a link that carries where one came from, and the link there that leads back.

`?kembali=/pimpinan?pokja=Keuangan` is an address of ours with its filters; the page it opens shows
"← Pimpinan" above everything else. What is no page of ours is not followed.
"""

import streamlit as st

from pages.shared import html, tautan
from pages.shared.lampau import parse_tujuan

KEMBALI = "kembali"

Pulang = dict[str, str]


def pulang_ke(alamat: str, **saringan: object) -> Pulang:
    """Return the parameter for links that should lead back to a page of ours with its filters.

    It carries the point in time (`per`) as well, as a link may lead to another one.
    """
    return {KEMBALI: tautan.url(alamat, **saringan)}


def show_pulang() -> None:
    """Show the link back, when the address says where one came from."""
    tujuan = parse_tujuan(st.query_params.get(KEMBALI, ""))
    if tujuan is not None:
        halaman, saringan = tujuan
        html.show(
            "kembali.html",
            alamat=tautan.url(halaman.alamat, **({"per": ""} | saringan)),
            kata=halaman.judul,
        )
