"""The guard and our routes around a small app that stands for Streamlit, without a network."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from model.choices import Peran
from model.config import settings
from pages.shared.akses import KUKI
from pages.web.app import MIDDLEWARE, ROUTES
from pages.web.frame import JUDUL_STREAMLIT
from pages.web.langsung import live
from pages.web.sambungan import watch
from tests.orang import signed_in

ALAMAT = "http://127.0.0.1:8501"
DEKAT = ("127.0.0.1", 50_000)
JAUH = ("203.0.113.9", 50_000)

DI_DALAM = "hanya untuk yang sudah masuk"

Klien = Callable[..., TestClient]


async def _inside(request: Request) -> Response:
    """Stand for Streamlit: tell which headers came through."""
    if request.url.path == "/rusak":
        raise RuntimeError("an error nobody expected")
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(f"<html><head>{JUDUL_STREAMLIT}</head>{DI_DALAM}</html>")
    headers = [[name.decode(), value.decode("latin-1")] for name, value in request.headers.raw]
    return JSONResponse({"isi": DI_DALAM, "headers": headers}, headers={"cache-control": "public"})


async def _stream(websocket: WebSocket) -> None:
    await websocket.accept("streamlit")
    headers = [[name.decode(), value.decode("latin-1")] for name, value in websocket.headers.raw]
    await websocket.send_json(headers)
    try:
        while True:
            await websocket.send_text(await websocket.receive_text())
    except WebSocketDisconnect:
        pass


@asynccontextmanager
async def _lifespan(_app: object) -> AsyncIterator[None]:
    async with watch(), live():
        yield


def keep(client: TestClient, name: str, value: str) -> None:
    """Let a browser have a cookie as if the app had set it."""
    client.cookies.set(name, value, domain=client.base_url.host)


def make_app() -> Starlette:
    """Return the guard, our routes, and what stands for Streamlit."""
    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    inside = [
        WebSocketRoute("/_stcore/stream", _stream),
        Route("/{p:path}", _inside, methods=methods),
    ]
    return Starlette(
        routes=[*ROUTES, *inside],
        middleware=[*MIDDLEWARE, Middleware(SessionMiddleware, secret_key="uji")],
        lifespan=_lifespan,
    )


@pytest.fixture
def klien(contoh: str) -> Iterator[Klien]:
    """Give `klien(peran)`: a browser on the app, with nobody signed in unless a peran is given."""
    with ExitStack() as stack:

        def make(peran: Peran | None = None, *, alamat: str = ALAMAT, **options: Any) -> TestClient:
            given = {"client": DEKAT, "follow_redirects": False, **options}
            client = TestClient(make_app(), base_url=alamat, **given)
            stack.enter_context(client)
            client.headers["origin"] = alamat
            if peran is not None:
                keep(client, KUKI, signed_in(peran))
            return client

        yield make


@pytest.fixture
def atur(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Give `atur(FORUM_…="…")`, which changes settings for this test."""

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()

    yield change
    monkeypatch.undo()
    settings.cache_clear()
