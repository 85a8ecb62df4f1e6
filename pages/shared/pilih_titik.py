"""Boxes that choose a point in time: closed rakor by what they are called, now, or a day."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from typing import Any

import streamlit as st

from model.format import tanggal
from model.queries.tutup import RakorBeku
from model.titik import KINI, Titik, label_rakor, parse_titik
from pages.shared import filters

SEKARANG = "Sekarang"
TANGGAL = "Tanggal tertentu"


def labels_of(daftar: list[RakorBeku]) -> dict[str, Titik]:
    """Return the closed rakor by what they are called; of two on the same days the number tells."""
    names = [label_rakor(rakor.mulai, rakor.selesai) for rakor in daftar]
    return {
        nama if names.count(nama) == 1 else f"{nama} (nomor {rakor.id})": Titik(rakor_id=rakor.id)
        for nama, rakor in zip(names, daftar, strict=True)
    }


def follow_address(script: str, **options: dict[str, Titik | None]) -> None:
    """Go on to the labels for each `rakor-3`, `kini` or `2026-10-01` that a link gives.

    The boxes know the labels alone, and read the address only as a page begins. `script` is the
    page that is open.
    """
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    meant = dict(address)
    for key, labels in options.items():
        titik = parse_titik(st.query_params.get(key, ""))
        if titik is not None and titik.hari is not None:
            meant |= {key: [TANGGAL], f"{key}_tanggal": [titik.hari.isoformat()]}
        elif titik is not None:
            named = [label for label, option in labels.items() if option == titik]
            meant[key] = named or meant[key]
    if meant != address:
        st.switch_page(script, query_params=meant)


def choose_titik(
    label: str,
    key: str,
    options: dict[str, Titik | None],
    *,
    day_in: Callable[[], AbstractContextManager[Any]] = nullcontext,
) -> tuple[Titik | None, str]:
    """Draw a box, and one for a day when it is asked for; return what is meant, and in words.

    The day stands below, or in the place that `day_in` makes for it.
    """
    name = filters.select_named(label, {nama: nama for nama in options}, key=key)
    titik = options[name]
    if titik is not None or name != TANGGAL:
        return titik, "sekarang" if titik == KINI else name
    with day_in():
        hari: date | None = filters.input_date(f"{label} tanggal", key=f"{key}_tanggal")
    return (Titik(hari=hari), tanggal(hari)) if hari else (None, "")


def titik_address(key: str, titik: Titik | None, label: str) -> dict[str, object]:
    """Return how the boxes write a point in time into the address; now is not written."""
    if titik is None or titik == KINI:
        return {}
    return {key: TANGGAL, f"{key}_tanggal": titik.hari} if titik.hari else {key: label}
