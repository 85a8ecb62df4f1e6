"""How many statements each page needs with nothing cached, and how long it holds a connection.

Run by the benchmark as `python -m tests.bench.basis_data`, with DATABASE_URL set; prints JSON.
"""

import json
import logging
import sys
import time
from typing import Any

import streamlit as st
from sqlalchemy import event
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from model.choices import Peran
from model.config import ROOT
from model.db import engine
from pages.shared.akses import KUKI
from tests.bench.halaman import HALAMAN
from tests.orang import signed_in


class Meter:
    """Counts statements, and the time during which a connection is out of the pool."""

    def __init__(self) -> None:
        self.statements = 0
        self.seconds = 0.0
        self._taken: dict[int, float] = {}
        event.listen(engine(), "before_cursor_execute", self._count)
        event.listen(engine(), "checkout", self._take)
        event.listen(engine(), "checkin", self._give_back)

    def _count(self, *_: Any) -> None:
        self.statements += 1

    def _take(self, connection: Any, *_: Any) -> None:
        self._taken[id(connection)] = time.perf_counter()

    def _give_back(self, connection: Any, *_: Any) -> None:
        self.seconds += time.perf_counter() - self._taken.pop(id(connection))


def sign_in() -> None:
    """Let every AppTest be a signed-in admin: in a browser the cookie comes with the websocket."""
    cookies = {KUKI: signed_in(Peran.ADMIN)}
    ContextProxy.cookies = property(lambda _self: cookies)  # type: ignore[assignment,method-assign]


def run(alamat: str) -> None:
    """Run one page as a first visitor would after a save."""
    path, _, query = alamat.partition("?")
    app = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    app._page_hash = calc_hash(path.strip("/")) if path != "/" else ""
    app.query_params = dict(pair.split("=") for pair in query.split("&") if pair)
    app.run()
    if app.exception:
        raise RuntimeError(app.exception[0].message)


def main() -> None:
    """Print a list of [page, statements, ms]."""
    logging.disable(logging.WARNING)
    sign_in()
    rows = []
    for nama, alamat in HALAMAN.items():
        run(alamat)
        st.cache_data.clear()
        meter = Meter()
        run(alamat)
        rows.append((nama, meter.statements, meter.seconds * 1000))
        st.cache_data.clear()
        for name, listener in (
            ("before_cursor_execute", meter._count),
            ("checkout", meter._take),
            ("checkin", meter._give_back),
        ):
            event.remove(engine(), name, listener)
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    main()
