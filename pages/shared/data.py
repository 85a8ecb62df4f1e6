"""Cached reads and drawings, and the one way to save. The only place with `st.cache_data`.

Everything cached is keyed by the data version and Jakarta's day, so a save or midnight makes it
stale by itself and nothing has to be cleared.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from model import clock
from model.db import open_session, read_session
from model.errors import DomainError
from model.permissions import Pelaku
from model.queries.acuan import get_keadaan_data
from model.titik import KINI, Titik, open_titik
from pages.shared import tautan

Result = TypeVar("Result")

# What was read at the start of this run; each run has a thread of its own.
_run = threading.local()


def begin_run() -> None:
    """Read the data version, and whether these are example data, once for the run that starts."""
    with read_session() as session:
        _run.versi, _run.contoh = get_keadaan_data(session)
    look_at(KINI, clock.today())


def look_at(titik: Titik, hari: date) -> None:
    """Let the run that starts show a point in time; `hari` is the day for which reads work out."""
    _run.titik, _run.hari = titik, hari
    tautan.keep_per("" if titik.kini else str(titik))


def shown_versi() -> int:
    """Return the data version that this run shows."""
    return _run.versi  # type: ignore[no-any-return]


def is_contoh() -> bool:
    """Return whether the store holds example data, which every screen and file must say."""
    return _run.contoh  # type: ignore[no-any-return]


def today() -> date:
    """Return the day in Jakarta for which everything on the screen is worked out.

    It is the present day, unless the run looks at the past.
    """
    # What a button calls runs before its run has begun.
    return getattr(_run, "hari", None) or clock.today()


def titik() -> Titik:
    """Return the point in time that this run shows; the page's reads answer for it."""
    return getattr(_run, "titik", KINI)


def is_kini() -> bool:
    """Return whether this run shows the live data, which alone can be changed."""
    return titik().kini


def _name(value: Any) -> Any:
    """Return where a function stands, anything else as it is.

    Every page is run as `__main__` and makes its functions anew on each run, so neither the module
    nor the object tells two of them apart.
    """
    code = getattr(value, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if code else value


def _key(function: Callable[..., Any], args: dict[str, Any], at: Titik | None = None) -> str:
    """Return what the cache goes by, as one text: Streamlit hashes that fastest.

    `at` is the point in time of the answer, when it is another one than the page's. Where the
    links lead belongs to it: a page that always shows the present may lead to the past.
    """
    named = sorted((key, _name(value)) for key, value in args.items())
    place = (_name(function), _run.versi, str(at or titik()), today(), tautan.per())
    return repr((place, named))


@st.cache_data(max_entries=600, show_spinner=False)
def _read(
    key: str,  # noqa: ARG001  the cache is keyed by it
    _query: Callable[..., Any],
    _args: dict[str, Any],
) -> Any:
    with open_titik(titik()) as (session, _):
        return _query(session, **_args)


@st.cache_data(max_entries=600, show_spinner=False)
def _drawn(
    key: str,  # noqa: ARG001  the cache is keyed by it
    _draw: Callable[..., Result],
    _args: dict[str, Any],
) -> Result:
    return _draw(**_args)


@st.cache_data(max_entries=300, show_spinner=False)
def _drawn_same(
    name: str,  # noqa: ARG001  the cache is keyed by it and the contents
    contents: tuple[Any, ...],  # noqa: ARG001
    _draw: Callable[[], None],
) -> None:
    _draw()


def read(query: Callable[..., Result], **args: Any) -> Result:
    """Return what a query of `model.queries` gives, from the cache while nothing has changed."""
    return _read(_key(query, args), query, args)  # type: ignore[no-any-return]


def read_at(titik: Titik, query: Callable[..., Result], **args: Any) -> Result:
    """Return what a query that takes `hari` gives for a point in time of its own, from the cache.

    Raises TitikTidakAda when nothing is known of it.
    """
    return _read(_key(query, args, titik), partial(_at, titik, query), args)  # type: ignore[no-any-return]


def _at(titik: Titik, query: Callable[..., Any], _session: Any, **args: Any) -> Any:
    with open_titik(titik) as (session, hari):
        return query(session, hari=hari, **args)


def read_live(query: Callable[..., Result], **args: Any) -> Result:
    """Like `read`, of the live data whatever point in time the page shows."""
    return _read(_key(query, args, KINI), partial(_live, query), args)  # type: ignore[no-any-return]


def _live(query: Callable[..., Any], _session: Any, **args: Any) -> Any:
    with read_session() as session:
        return query(session, **args)


def read_today(query: Callable[..., Result], **args: Any) -> Result:
    """Like `read`, for queries that take the day as `hari`."""
    return read(query, hari=today(), **args)


def read_once(query: Callable[..., Result], **args: Any) -> Result:
    """Return what a query gives for today without keeping it: for files of any number of rows."""
    with open_titik(titik()) as (session, hari):
        return query(session, hari=hari, **args)


def read_now(query: Callable[..., Result], **args: Any) -> Result:
    """Return what a query gives this moment: of sesi and the like, which no data version counts."""
    with read_session() as session:
        return query(session, **args)


def draw(drawing: Callable[..., Result], **args: Any) -> Result:
    """Run a drawing of output elements (no widgets), replayed while nothing has changed.

    `drawing` may look at nothing but its arguments and reads of the store.
    """
    return _drawn(_key(drawing, args), drawing, args)


def make(function: Callable[..., Result], **args: Any) -> Result:
    """Return what a function makes of the store by itself, kept while nothing has changed."""
    return _drawn(_key(function, args), function, args)


def draw_same(drawing: Callable[..., None], recipe: partial[Any], *args: str) -> None:
    """Run `drawing(recipe, *args)`, replayed as long as the contents of the recipe are the same.

    Charts are dear to build, and most saves leave most of them as they were.
    """
    name = repr((_name(recipe.func), args, tautan.per()))
    _drawn_same(name, recipe.args, partial(drawing, recipe, *args))


class HanyaDibaca(DomainError):
    """The past can be looked at, not changed."""

    def __init__(self) -> None:
        super().__init__(
            "Halaman ini menampilkan keadaan masa lalu, jadi tidak dapat diubah. "
            "Kembali ke sekarang, lalu simpan lagi."
        )


@dataclass(frozen=True)
class Saved:
    """How a save went: its value, or the refusal that `forms.show_refusal` shows."""

    value: Any = None
    refusal: DomainError | None = None

    @property
    def ok(self) -> bool:
        """Return whether the change is in the store."""
        return self.refusal is None


def save(command: Callable[..., Any], *, pelaku: Pelaku, **args: Any) -> Saved:
    """Run one command in a transaction of its own. Unexpected errors go on to the error handler."""
    try:
        if not is_kini():
            raise HanyaDibaca
        with open_session(pelaku) as session:
            value = command(session, pelaku=pelaku, **args)
    except DomainError as refusal:
        return Saved(refusal=refusal)
    begin_run()
    return Saved(value)
