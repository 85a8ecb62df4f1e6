"""The ASGI side of the app: routes beside Streamlit, start-up tuning, and unexpected errors."""

import gc
import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from model.config import settings
from model.errors import SetupError
from model.migrate import require_current
from model.rahasia import rahasia
from model.sandi import dummy_hash
from pages.web import aliran, layar, masuk, oidc, tayang
from pages.web.audit import give_audit
from pages.web.bukti import give_bukti
from pages.web.frame import ASET, Frame
from pages.web.langsung import live
from pages.web.pendengar import list_alamat, require_aman, set_nodelay
from pages.web.penjaga import Penjaga
from pages.web.sambungan import watch

log = logging.getLogger("forum")

# The guard comes first: nothing is answered past it.
MIDDLEWARE: Sequence[Middleware] = (Middleware(Penjaga), Middleware(Frame))


async def _healthz(_request: object) -> PlainTextResponse:
    return PlainTextResponse("ok")


ROUTES: Sequence[BaseRoute] = (
    Route("/healthz", _healthz),
    Mount("/aset", StaticFiles(directory=ASET)),
    Route("/masuk", masuk.show_masuk, methods=["GET"]),
    Route("/masuk", masuk.post_masuk, methods=["POST"]),
    Route("/masuk/contoh", masuk.post_contoh, methods=["POST"]),
    Route("/masuk/oidc", oidc.start, methods=["GET"]),
    Route("/masuk/oidc/kembali", oidc.come_back, methods=["GET"]),
    Route("/sandi", masuk.show_sandi, methods=["GET"]),
    Route("/sandi", masuk.post_sandi, methods=["POST"]),
    Route("/keluar", masuk.post_keluar, methods=["POST"]),
    Route("/sesi/keadaan", masuk.tell_sesi, methods=["GET"]),
    Route("/layar/masuk/{token}", layar.show_layar, methods=["GET"]),
    Route("/layar/masuk/{token}", layar.post_layar, methods=["POST"]),
    Route("/layar", tayang.show_layar, methods=["GET"]),
    Route("/layar/tampil", tayang.post_tampil, methods=["POST"]),
    Route("/layar/unduh", tayang.give_berkas, methods=["GET"]),
    WebSocketRoute("/layar/langsung", aliran.stream_layar),
    WebSocketRoute("/langsung", aliran.stream_halaman),
    Route("/bukti/{bukti_id}", give_bukti),
    Route("/unduh/audit", give_audit),
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
    """Refuse to start where that would be unsafe; tune the server; watch over open connections.

    Tuned is: no Nagle delay, heavy imports done and frozen.
    """
    try:
        require_current()
        require_aman(list_alamat())
    except SetupError as refusal:
        # One sentence is what helps; the server would print the way to it as well.
        logging.getLogger("uvicorn.error").addFilter(_is_no_traceback)
        log.critical("%s", refusal)
        raise
    set_nodelay()
    dummy_hash()
    # Whatever may be kept may also arrive.
    st.config.set_option("server.maxUploadSize", settings().forum_bukti_mb)
    # The first visitor should not wait for these.
    import altair  # noqa: F401
    import pandas  # noqa: F401

    gc.collect()
    gc.freeze()
    async with watch(), live():
        yield


def _is_no_traceback(record: logging.LogRecord) -> bool:
    return "Traceback" not in record.getMessage()


def prepare_streamlit() -> None:
    """Set what Streamlit has to know before the app is made.

    Its page list: without this it takes `pages/` for its own before the first visit, and the first
    deep link after a start answers "Page not found" (Streamlit 1.67). And its secret for cookies.
    """
    with suppress(ImportError):
        from streamlit.runtime.pages_manager import PagesManager

        PagesManager.uses_pages_directory = False
    st.config.set_option("server.cookieSecret", rahasia())
