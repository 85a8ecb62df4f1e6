"""The ASGI side of the app: routes beside Streamlit, start-up tuning, and unexpected errors."""

import gc
import logging
import secrets
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing, suppress
from os import dup
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from model.migrate import require_current
from pages.web.frame import ASET, Frame

log = logging.getLogger("forum")

MIDDLEWARE: Sequence[Middleware] = (Middleware(Frame),)


async def _healthz(_request: object) -> PlainTextResponse:
    return PlainTextResponse("ok")


ROUTES: Sequence[BaseRoute] = (
    Route("/healthz", _healthz),
    Mount("/aset", StaticFiles(directory=ASET)),
)


def report_script_error(error: Exception) -> bool:
    """Log an unexpected error under a short id and show the person a calm sentence with that id."""
    error_id = secrets.token_hex(4).upper()
    log.error("unexpected error %s", error_id, exc_info=error)
    st.error(
        "Terjadi gangguan yang tidak terduga pada halaman ini. Data yang tersimpan tetap aman. "
        f"Muat ulang halaman; jika berulang, sampaikan kode gangguan {error_id} kepada admin.",
        icon=":material/error:",
    )
    return True


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Check the store, then tune the server: no Nagle delay, heavy imports done and frozen."""
    require_current()
    _set_nodelay_on_listeners()
    # The first visitor should not wait for these.
    import altair  # noqa: F401
    import pandas  # noqa: F401

    gc.collect()
    gc.freeze()
    yield


def serve_only_our_navigation() -> None:
    """Stop Streamlit from taking `pages/` for its own page list before the first visit.

    Without it the first deep link after a start answers "Page not found" (Streamlit 1.67).
    """
    with suppress(ImportError):
        from streamlit.runtime.pages_manager import PagesManager

        PagesManager.uses_pages_directory = False


def _set_nodelay_on_listeners() -> None:
    """Set TCP_NODELAY on the listening sockets: Streamlit binds them so that asyncio does not.

    Accepted connections inherit it; without it every small rerun waits some 40 ms.
    """
    folder = next((f for f in (Path("/proc/self/fd"), Path("/dev/fd")) if f.is_dir()), None)
    if folder is None:  # neither Linux nor macOS: slower, but it runs
        return
    for number in (int(entry.name) for entry in folder.iterdir() if entry.name.isdigit()):
        with suppress(OSError), closing(socket.socket(fileno=dup(number))) as listener:
            if listener.family in (socket.AF_INET, socket.AF_INET6) and listener.getsockopt(
                socket.SOL_SOCKET, socket.SO_ACCEPTCONN
            ):
                listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
