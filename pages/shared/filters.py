"""Filters that live in the address: one function per filter, bad values noticed and left out."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st

from model.choices import Choice
from model.queries.acuan import Pilihan, list_kategori, list_perangkat_daerah, list_pokja
from pages.shared import data

Kind = TypeVar("Kind", bound=Choice)
Option = TypeVar("Option")

SEMUA = "Semua"


def _notice_unknown(key: str, label: str, known: Sequence[str]) -> None:
    """Say which values of the address are not among the known ones; the widget drops them."""
    for value in st.query_params.get_all(key):
        if value not in known:
            shown = value if len(value) <= 40 else value[:40] + "…"
            _notice(f"{label} “{shown}” pada alamat tidak dikenal, jadi tidak dipakai.")


def _notice(sentence: str) -> None:
    """Show a notice as plain text: what stands in an address is not markup."""
    with st.container(key=f"pemberitahuan_{abs(hash(sentence))}"):
        st.text(sentence)


def select_one(
    label: str,
    options: Sequence[Option],
    *,
    key: str,
    label_of: Callable[[Option], str],
    placeholder: str = SEMUA,
) -> Option | None:
    """Return the option chosen in a box bound to the address, None when all are meant."""
    by_label = {label_of(option): option for option in options}
    _notice_unknown(key, label, list(by_label))
    chosen = st.selectbox(
        label, list(by_label), index=None, key=key, placeholder=placeholder, bind="query-params"
    )
    return by_label.get(chosen) if chosen else None


def select_many(label: str, kind: type[Kind], *, key: str) -> tuple[Kind, ...]:
    """Return the choices picked in a box bound to the address, none when all are meant."""
    by_label = {member.label: member for member in kind}
    _notice_unknown(key, label, list(by_label))
    chosen = st.multiselect(label, list(by_label), key=key, placeholder=SEMUA, bind="query-params")
    return tuple(by_label[nama] for nama in chosen)


def select_choice(label: str, kind: type[Kind], *, key: str, default: Kind) -> Kind:
    """Return one of a few choices shown side by side, bound to the address."""
    by_label = {member.label: member for member in kind}
    _notice_unknown(key, label, list(by_label))
    chosen = st.segmented_control(
        label, list(by_label), default=default.label, key=key, required=True, bind="query-params"
    )
    return by_label.get(chosen or default.label, default)


def select_pokja(key: str = "pokja") -> Pilihan | None:
    """Return the chosen pokja, None for all."""
    pokja = data.read(list_pokja)
    return select_one("Pokja", pokja, key=key, label_of=lambda p: p.nama)


def select_perangkat_daerah(label: str = "Perangkat daerah", key: str = "pd") -> Pilihan | None:
    """Return the chosen perangkat daerah, None for all."""
    daftar = data.read(list_perangkat_daerah)
    return select_one(label, daftar, key=key, label_of=lambda p: p.singkat)


def select_kategori(key: str = "kategori") -> Pilihan | None:
    """Return the chosen risk category, None for all."""
    return select_one("Kategori", data.read(list_kategori), key=key, label_of=lambda k: k.nama)


def input_search(label: str = "Cari", key: str = "cari") -> str:
    """Return the words to search for, bound to the address."""
    return st.text_input(
        label, key=key, max_chars=100, placeholder="kode atau kata", bind="query-params"
    ).strip()


def input_date(label: str, *, key: str) -> date | None:
    """Return a day bound to the address, None for no limit."""
    for value in st.query_params.get_all(key):
        try:
            date.fromisoformat(value)
        except ValueError:
            _notice_unknown(key, label, [])
    return st.date_input(label, value=None, key=key, format="DD/MM/YYYY", bind="query-params")


def param_int(key: str, label: str, least: int, most: int) -> int | None:
    """Return a whole number of the address between two limits; notice and ignore any other."""
    value = st.query_params.get(key)
    if value is None:
        return None
    if value.isascii() and value.isdigit() and least <= int(value[:9]) <= most:
        return int(value)
    _notice_unknown(key, label, [])
    return None
