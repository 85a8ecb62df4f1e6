"""The websockets that keep screens (`/layar/langsung`) and pages (`/langsung`) live."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from anyio import CancelScope, create_task_group, fail_after, move_on_after, to_thread
from starlette.websockets import WebSocket, WebSocketDisconnect

from model.clock import now
from model.commands.sesi import touch_sesi
from model.db import open_session, read_session
from model.errors import NotFound
from model.permissions import Hak, may_somewhere
from model.queries.sesi import get_sesi
from pages.shared.akses import SELANG
from pages.web.dek import find_rakor
from pages.web.kuki import own_address, sesi_token
from pages.web.langsung import Halaman, pusat
from pages.web.panggung import Layar
from pages.web.penjaga import SESI

LAMA_SUNYI = 15.0  # seconds after which something is said although nothing is new
LAMA_KIRIM = 20.0  # seconds for one message before a connection counts as dead
PALING_BESAR = 64 * 1024  # bytes of what a screen says
MAKS_SLIDE = 500
TERLALU_BESAR, SALAH = 1009, 1003
GONE = (WebSocketDisconnect, TimeoutError, RuntimeError)


async def stream_layar(websocket: WebSocket) -> None:
    """Tell a screen what it shows: first what has changed since it was loaded, then all news."""
    try:
        named = websocket.query_params.get("rakor", "")
        rakor_id = await to_thread.run_sync(find_rakor, named)
    except NotFound:
        await websocket.close()
        return
    await websocket.accept()
    punya = await _hear_punya(websocket)
    if punya is None:
        return
    layar = Layar(rakor_id, punya)
    use = partial(_note_use, sesi_token(websocket.scope))
    async with pusat().joined(layar, own_address(websocket.scope)):
        await _talk(websocket, layar, use)


async def stream_halaman(websocket: WebSocket) -> None:
    """Tell a page of Streamlit's that the data have changed, and whether a rakor runs."""
    await websocket.accept()
    pandu = may_somewhere(websocket.scope[SESI].pelaku, Hak.KELOLA_RAKOR)
    halaman = Halaman(pandu=pandu)
    async with pusat().visited(halaman):
        await _talk(websocket, halaman)


async def _hear_punya(websocket: WebSocket) -> dict[str, str] | None:
    """Return which slides a screen has, by its first message; None when it says anything else."""
    message = await websocket.receive()
    if message["type"] != "websocket.receive":
        return None
    try:
        text = message.get("text") or ""
        if len(text) > PALING_BESAR:
            await websocket.close(TERLALU_BESAR)
            return None
        punya = json.loads(text)["punya"]
        if not isinstance(punya, dict) or len(punya) > MAKS_SLIDE:
            raise ValueError("no list of slides")
        return {str(kunci): str(sidik) for kunci, sidik in punya.items()}
    except (ValueError, KeyError, TypeError, RecursionError):
        await websocket.close(SALAH)
        return None


async def _talk(
    websocket: WebSocket, who: Layar | Halaman, use: Callable[[], None] | None = None
) -> None:
    """Send what is new whenever it is woken, until the other side is gone or takes nothing."""
    async with create_task_group() as both:
        both.start_soon(_tell, websocket, who, both.cancel_scope)
        await _listen(websocket, use)
        both.cancel_scope.cancel()
    with suppress(*GONE):
        await websocket.close()


async def _tell(websocket: WebSocket, who: Layar | Halaman, talk: CancelScope) -> None:
    with suppress(*GONE):
        while True:
            news: Iterator[str] = iter(("{}",))  # the line is alive
            with move_on_after(LAMA_SUNYI):
                await who.bangun.wait()
                who.bangun.clear()
                news = who.pending()
            for text in news:
                with fail_after(LAMA_KIRIM):
                    await websocket.send_text(text)
    talk.cancel()


async def _listen(websocket: WebSocket, use: Callable[[], None] | None) -> None:
    """Wait until the other side goes away. All it may still say is that somebody is there."""
    noted = 0.0
    while (message := await websocket.receive())["type"] == "websocket.receive":
        said = message.get("text") or message.get("bytes") or ""
        if len(said) > PALING_BESAR:
            await websocket.close(TERLALU_BESAR)
            return
        if use is not None and time.monotonic() - noted > SELANG.total_seconds():
            noted = time.monotonic()
            await to_thread.run_sync(use)


def _note_use(token: str) -> None:
    """Note that a person pressed a key at a screen that is signed in as that person."""
    with read_session() as session:
        sesi = get_sesi(session, token=token, saat=now())
    if sesi is not None:
        with open_session(sesi.pelaku) as session:
            touch_sesi(session, sesi_id=sesi.id)
