"""Filters that live in the address: one function per filter, bad values noticed and left out."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any, TypeVar

import streamlit as st

from model.choices import Choice
from model.queries.acuan import Pilihan, list_kategori, list_perangkat_daerah, list_pokja
from pages.shared import akses, data, html

Kind = TypeVar("Kind", bound=Choice)
Option = TypeVar("Option")

SEMUA = "Semua"
YA = "Ya"
MAKS_CARI = 100
MAKS_PEMBERITAHUAN = 3  # per filter; an address can carry a thousand bad values
TANGGAL_AWAL, TANGGAL_AKHIR = date(2000, 1, 1), date(2099, 12, 31)

# Where the notices of this run stand; each run has a thread of its own.
_run = threading.local()


def place_notices() -> None:
    """Keep this place on the page for the notices of the filters that follow."""
    _run.place = st.container(gap="xsmall")


def notice(sentence: str) -> None:
    """Show a calm sentence, by its place or here; what stands in an address is never markup."""
    with getattr(_run, "place", None) or st.container():
        html.show("pemberitahuan.html", kalimat=sentence)


def _in_address(key: str) -> list[str]:
    """Return the different values that the address gives for `key`; an empty one says nothing."""
    return [value for value in dict.fromkeys(st.query_params.get_all(key)) if value]


def _notice_unknown(
    key: str, label: str, is_known: Callable[[str], bool], why: str = "tidak dikenal"
) -> None:
    """Say which values of the address cannot be used; the widget drops them by itself."""
    unknown = [value for value in _in_address(key) if not is_known(value)]
    for value in unknown[:MAKS_PEMBERITAHUAN]:
        shown = value if len(value) <= 40 else value[:40] + "…"
        notice(f"{label} “{shown}” pada alamat {why}, jadi tidak dipakai.")
    if (more := len(unknown) - MAKS_PEMBERITAHUAN) > 0:
        notice(f"{more} nilai {label} lain pada alamat juga {why}.")


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
    _notice_unknown(key, label, by_label.__contains__)
    chosen = st.selectbox(
        label, list(by_label), index=None, key=key, placeholder=placeholder, bind="query-params"
    )
    return by_label.get(chosen) if chosen else None


def select_many(label: str, kind: type[Kind], *, key: str) -> tuple[Kind, ...]:
    """Return the choices picked in a box bound to the address, none when all are meant."""
    by_label = {member.label: member for member in kind}
    _notice_unknown(key, label, by_label.__contains__)
    chosen = st.multiselect(label, list(by_label), key=key, placeholder=SEMUA, bind="query-params")
    return tuple(by_label[nama] for nama in chosen)


def select_choice(
    label: str, kind: type[Kind], *, key: str, default: Kind, show_label: bool = True
) -> Kind:
    """Return one of a few choices shown side by side, bound to the address."""
    by_label = {member.label: member for member in kind}
    _notice_unknown(key, label, by_label.__contains__)
    chosen = st.segmented_control(
        label,
        list(by_label),
        default=default.label,
        key=key,
        required=True,
        label_visibility="visible" if show_label else "collapsed",
        bind="query-params",
    )
    return by_label.get(chosen or default.label, default)


def select_named(label: str, options: Mapping[str, Option], *, key: str) -> Option:
    """Return one of the options, called by their labels, from a box; the first stands by itself."""
    _notice_unknown(key, label, options.__contains__)
    chosen = st.selectbox(label, list(options), key=key, bind="query-params")
    return options.get(chosen, next(iter(options.values())))


def select_order(label: str, kind: type[Kind], *, key: str = "urut") -> Kind:
    """Return one of many orders from a box bound to the address; the first stands by itself."""
    return select_named(label, {member.label: member for member in kind}, key=key)


def select_yes(label: str, *, key: str) -> bool:
    """Return whether the one pill "Ya" is pressed, bound to the address as `?key=Ya`."""
    _notice_unknown(key, label, YA.__eq__)
    return st.pills(label, [YA], key=key, bind="query-params") is not None


def select_pokja(key: str = "pokja") -> Pilihan | None:
    """Return the chosen pokja, None for all."""
    pokja = data.read(list_pokja)
    return select_one("Pokja", pokja, key=key, label_of=lambda p: p.nama)


def choose_pokja(key: str = "pokja") -> Pilihan:
    """Return the one pokja that a page is about, from pills with the first pressed by default."""
    by_label = {p.nama: p for p in data.read(list_pokja)}
    _notice_unknown(key, "Pokja", by_label.__contains__)
    first = next(iter(by_label))
    chosen = st.pills(
        "Pokja",
        list(by_label),
        default=first,
        key=key,
        required=True,
        label_visibility="collapsed",
        bind="query-params",
    )
    return by_label.get(chosen, by_label[first])


def select_perangkat_daerah(label: str = "Perangkat daerah", key: str = "pd") -> Pilihan | None:
    """Return the chosen perangkat daerah, None for all."""
    daftar = data.read(list_perangkat_daerah)
    return select_one(label, daftar, key=key, label_of=lambda p: p.singkat)


def select_kategori(key: str = "kategori") -> Pilihan | None:
    """Return the chosen risk category, None for all."""
    return select_one("Kategori", data.read(list_kategori), key=key, label_of=lambda k: k.nama)


def input_search(
    label: str = "Cari",
    key: str = "cari",
    petunjuk: str = "kode atau kata",
    *,
    terpanjang: int = MAKS_CARI,
    sambil_mengetik: bool = False,
) -> str:
    """Return the words to search for, bound to the address, without what cannot be seen."""
    if any(len(value) > terpanjang for value in _in_address(key)):
        notice(f"{label} pada alamat terlalu panjang, jadi dipakai {terpanjang} huruf pertama.")
    typed = st.text_input(
        label,
        key=key,
        max_chars=terpanjang,
        placeholder=petunjuk,
        live=sambil_mengetik,
        bind="query-params",
    )
    # PostgreSQL refuses NUL in a text; no other character of this kind is worth a search either.
    return " ".join("".join(c if c.isprintable() else " " for c in typed).split())


def _is_day(value: str) -> bool:
    """Return whether the date box takes this text; it knows these two forms."""
    for form in ("%Y-%m-%d", "%Y/%m/%d"):
        with suppress(ValueError):
            return TANGGAL_AWAL <= datetime.strptime(value, form).date() <= TANGGAL_AKHIR  # noqa: DTZ007
    return False


def input_date(label: str, *, key: str) -> date | None:
    """Return a day bound to the address, None for no limit."""
    _notice_unknown(key, label, _is_day, why="bukan tanggal yang dikenal")
    return st.date_input(
        label, value=None, key=key, min_value=TANGGAL_AWAL, max_value=TANGGAL_AKHIR,
        format="DD/MM/YYYY", bind="query-params",
    )  # fmt: skip


def _is_number(value: str, least: int, most: int) -> bool:
    return len(value) <= 9 and value.isascii() and value.isdigit() and least <= int(value) <= most


def _param(key: str, label: str, is_known: Callable[[str], bool], why: str) -> str:
    _notice_unknown(key, label, is_known, why)
    if not is_known(st.query_params.get(key, "")):
        st.query_params.pop(key, None)  # no widget does it
    return st.query_params.get(key, "")


def param_int(key: str, label: str, least: int, most: int) -> int | None:
    """Return a whole number of the address between two limits; notice and drop any other."""
    value = _param(key, label, lambda value: _is_number(value, least, most), "tidak dikenal")
    return int(value) if value else None


def param_named(
    key: str, label: str, options: Mapping[str, Option], why: str = "tidak dikenal"
) -> Option | None:
    """Return what a link puts into the address, called by its label; notice and drop others."""
    return options.get(_param(key, label, options.__contains__, why))


def param_choice(key: str, label: str, kind: type[Kind]) -> Kind | None:
    """Return a choice that a link puts into the address; notice and drop any other value."""
    return param_named(key, label, {member.label: member for member in kind})


def select_halaman(jumlah: int, per_halaman: int, *, of: Any, key: str = "halaman") -> int:
    """Return the page of `jumlah` rows in the address; the first once `of`, the filter, changed."""
    banyak = max(1, -(-jumlah // per_halaman))
    before, now = f"{key}_dari", repr(of)
    if akses.recall(before, now) != now:
        akses.remember(key, 1)
    else:
        _notice_unknown(key, "Halaman", lambda v: _is_number(v, 1, banyak), why="tidak ada")
    akses.remember(before, now)
    if banyak == 1:
        # Without the widget nobody would take a page that is gone out of the address.
        st.query_params.pop(key, None)
        return 1
    return st.pagination(banyak, key=key, width="stretch", bind="query-params")


def end_run() -> None:
    """Let go of the address at the end of every page, so that the next page gets its own whole.

    Streamlit 1.67 takes what is bound on the page one leaves out of the address of the next, also
    a filter of the same name that a link sets there (tests/browser/test_saringan.py).
    """
    _run.place = None
    with suppress(ImportError, AttributeError):
        from streamlit.runtime.state import get_session_state

        with get_session_state().query_params() as params:
            for widget in list(params._bindings_by_widget):
                params.unbind_widget(widget)
