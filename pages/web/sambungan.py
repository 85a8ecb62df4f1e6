"""Open websockets, and the watch that closes them as soon as their sesi is over.

One question to the store every two seconds answers for all of them, however a sesi ended: sign-out,
another password, a disabled account, a revoked screen, time.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

from anyio import to_thread

from model.clock import now
from model.db import read_session
from model.queries.sesi import map_berlaku

log = logging.getLogger("forum")

SELANG = 2.0  # seconds
SEKALI_TANYA = 500


@dataclass(eq=False)
class Sambungan:
    """One open websocket: the hash of its token, its person, and whether it has to end."""

    sidik: str
    pengguna_id: int
    ended: asyncio.Event = field(default_factory=asyncio.Event)


_open: set[Sambungan] = set()
_wake: asyncio.Event | None = None


@contextmanager
def registered(sidik: str, pengguna_id: int) -> Iterator[Sambungan]:
    """Have a websocket watched while it is open."""
    sambungan = Sambungan(sidik, pengguna_id)
    _open.add(sambungan)
    try:
        yield sambungan
    finally:
        _open.discard(sambungan)


def wake() -> None:
    """Look at once: a sesi has just ended. To be called in the server's event loop."""
    if _wake is not None:
        _wake.set()


@asynccontextmanager
async def watch() -> AsyncIterator[None]:
    """Watch over all websockets inside the block."""
    global _wake
    _wake = asyncio.Event()
    task = asyncio.create_task(_watch(_wake), name="forum-sambungan")
    try:
        yield
    finally:
        _wake = None
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(woken: asyncio.Event) -> None:
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), SELANG)
        woken.clear()
        # A store that does not answer now may do so in two seconds; the watch has to go on.
        (failure,) = await asyncio.gather(end_over(), return_exceptions=True)
        if isinstance(failure, Exception):
            log.error("the watch over open connections failed", exc_info=failure)


async def end_over() -> None:
    """End every websocket whose sesi is over."""
    watched = list(_open)
    tokens = sorted({sambungan.sidik for sambungan in watched})
    if not tokens:
        return
    alive = await to_thread.run_sync(_alive, tokens)
    for sambungan in watched:
        if alive.get(sambungan.sidik) != sambungan.pengguna_id:
            sambungan.ended.set()


def _alive(tokens: list[str]) -> dict[str, int]:
    alive: dict[str, int] = {}
    with read_session() as session:
        for start in range(0, len(tokens), SEKALI_TANYA):
            chunk = tokens[start : start + SEKALI_TANYA]
            alive |= map_berlaku(session, sidik=chunk, saat=now())
    return alive
