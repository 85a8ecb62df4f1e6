"""What the screens of one rakor are shown, kept up to date while somebody looks."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anyio import to_thread

from model.clock import now
from pages.web.dek import Dek, build_dek, in_ms, read_keadaan

log = logging.getLogger("forum")

JEDA = 0.6  # seconds between two buildings of the same slides, when saves come quickly
LELAH = 2.0  # seconds to wait after a failure


class Kerja:
    """A piece of work that is done again whenever it is asked for, never twice at once."""

    def __init__(self, work: Callable[[], Awaitable[None]]) -> None:
        self._work = work
        self._task: asyncio.Task[None] | None = None

    def ask(self) -> None:
        """Do it, unless it is being done: whoever asks will ask again while it is needed."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        try:
            await self._work()
        except Exception:
            log.exception("what screens show could not be renewed")
            await asyncio.sleep(LELAH)

    def stop(self) -> None:
        """End it unfinished."""
        if self._task is not None:
            self._task.cancel()


@dataclass(eq=False)
class Layar:
    """One open screen: the rakor it names, and what it has been sent."""

    tetap: int | None
    punya: Mapping[str, str]
    bangun: asyncio.Event = field(default_factory=asyncio.Event)
    panggung: "Panggung | None" = None
    terbitan: int = 0
    kemudi: int = -1

    def leave(self) -> None:
        """Be told nothing any more."""
        if self.panggung is not None:
            self.panggung.layar.discard(self)
            self.panggung = None

    def pending(self) -> Iterator[str]:
        """Yield what it has to be sent to be up to date; nothing when it is."""
        panggung = self.panggung
        if panggung is None or panggung.dek is None:
            return
        dek = panggung.dek
        if dek.terbitan != self.terbitan:
            yield dek.message(self.punya)
            self.punya, self.terbitan = dek.sidik, dek.terbitan
        if panggung.kemudi != self.kemudi:
            self.kemudi = panggung.kemudi
            yield panggung.steering()


class Panggung:
    """The slides of a rakor and how they are steered, with the screens that show them."""

    def __init__(self, rakor_id: int | None, alamat: str) -> None:
        self.rakor_id, self.alamat = rakor_id, alamat
        self.layar: set[Layar] = set()
        self.dek: Dek | None = None
        self.kemudi = 0  # counts the changes of steering
        self._keadaan: dict[str, Any] = {}
        self._words = ""
        self._read_at: tuple[int, int] | None = None  # data version, number of the steering
        self._wanted = (0, date.min)
        self._nomor = 0
        self._built = 0.0
        self._lock = asyncio.Lock()
        self._isi = Kerja(self._renew)
        self._setir = Kerja(self._read_steering)

    def add(self, layar: Layar) -> None:
        """Let a screen show this from now on."""
        layar.leave()
        layar.panggung, layar.kemudi = self, -1
        self.layar.add(layar)
        layar.bangun.set()

    def close(self) -> None:
        """End what is being renewed."""
        self._isi.stop()
        self._setir.stop()

    def tell(self, versi: int, hari: date, nomor: int) -> None:
        """Hear how things stand; begin to renew what is behind."""
        self._wanted, self._nomor = (versi, hari), nomor
        if self.dek is None or self.dek.is_stale(versi, hari):
            self._isi.ask()
        # The clocks and the object on the screen may be other ones after a save.
        if self._read_at != (versi, nomor):
            self._setir.ask()

    async def freshen(self, versi: int, hari: date) -> Dek:
        """Return the slides, not older than this; built once, whoever else waits for them."""
        if not self._words:
            await self._read_steering()
        async with self._lock:
            return await self._fresh(versi, hari)

    def steering(self) -> str:
        """Return how the screens are steered; by `kini` they set their clocks."""
        return f'{self._words}, "kini": {in_ms(now())}}}'

    async def _renew(self) -> None:
        # The first save is shown at once; when others follow, not each by itself.
        await asyncio.sleep(max(0.0, self._built + JEDA - time.monotonic()))
        async with self._lock:
            await self._fresh(*self._wanted)

    async def _fresh(self, versi: int, hari: date) -> Dek:
        if self.dek is None or self.dek.is_stale(versi, hari):
            self.dek = await to_thread.run_sync(build_dek, self.rakor_id, self.alamat, versi, hari)
            self._built = time.monotonic()
            self._wake()
        return self.dek

    async def _read_steering(self) -> None:
        self._read_at = (self._wanted[0], self._nomor)
        try:
            keadaan = await to_thread.run_sync(read_keadaan, self.rakor_id, self.alamat)
        except Exception:
            self._read_at = None
            raise
        if keadaan != self._keadaan:
            self._keadaan = keadaan
            self._words = json.dumps({"jenis": "keadaan", **keadaan})[:-1]
            self.kemudi += 1
            self._wake()

    def _wake(self) -> None:
        for layar in self.layar:
            layar.bangun.set()
