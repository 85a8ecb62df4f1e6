"""What changes, told at once to every open screen and page of this process.

One task asks the store a few times a second, while anybody is connected, whether anything has
changed (`get_denyut`); nothing else asks. What is new is put together once per rakor. Each
connection sends at its own pace and always the newest state, so that a slow one waits for nobody
and nobody waits for it.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from anyio import to_thread

from model.clock import today
from model.db import read_session
from model.queries.panduan import Denyut, get_denyut, get_panduan
from model.queries.rakor import get_rakor, get_rakor_layar
from pages.web.panggung import Layar, Panggung

log = logging.getLogger("forum")

SELANG = 0.25  # seconds
LELAH = 2.0  # seconds to wait after a failure
MAKS_PANGGUNG = 8


@dataclass(eq=False)
class Halaman:
    """An open page; `pandu`: of somebody who may steer, who hears of steering too."""

    pandu: bool
    bangun: asyncio.Event = field(default_factory=asyncio.Event)
    told: str = ""

    def pending(self) -> Iterator[str]:
        """Yield what it has to be told, nothing when it has been told so before."""
        words = pusat().words(pandu=self.pandu)
        text = json.dumps(words) if words else ""
        if text != self.told:
            self.told = text
            yield text


class Pusat:
    """All that is connected, and what they are to be told."""

    def __init__(self) -> None:
        self.denyut: Denyut | None = None
        self.halaman: set[Halaman] = set()
        self.panggung: dict[tuple[int | None, str], Panggung] = {}
        self._utama: int | None = None  # the rakor of screens that were given none
        self._ada = asyncio.Event()
        self._ketuk = asyncio.Event()

    # What the routes ask

    async def look(self) -> Denyut:
        """Return the heartbeat of this moment."""
        return await to_thread.run_sync(_read_denyut)

    async def stage(self, rakor_id: int | None, alamat: str) -> Panggung:
        """Return the stage of a rakor (None: of the one that is on), its slides up to date."""
        denyut = await self.look()
        if rakor_id is None:
            rakor_id = await self._take_utama(denyut)
        return await self._stage(rakor_id, alamat, denyut)

    async def _stage(self, rakor_id: int | None, alamat: str, denyut: Denyut) -> Panggung:
        key = (rakor_id, alamat)
        panggung = self.panggung.pop(key, None) or Panggung(rakor_id, alamat)
        self.panggung[key] = panggung  # the newest last
        for old in [k for k, p in self.panggung.items() if not p.layar and k != key]:
            if len(self.panggung) > MAKS_PANGGUNG:
                del self.panggung[old]
        await panggung.freshen(denyut.versi, today())
        return panggung

    async def _take_utama(self, denyut: Denyut) -> int | None:
        """Return the rakor on screens that name none: the running one, and it stays when closed."""
        if denyut.rakor_id is not None:
            self._utama = denyut.rakor_id
        else:
            self._utama = await to_thread.run_sync(_read_utama, self._utama)
        return self._utama

    @asynccontextmanager
    async def joined(self, layar: Layar, alamat: str) -> AsyncIterator[None]:
        """Have a screen told what is new inside the block."""
        panggung = await self.stage(layar.tetap, alamat)
        panggung.add(layar)
        self._ada.set()
        try:
            yield
        finally:
            layar.leave()

    @asynccontextmanager
    async def visited(self, halaman: Halaman) -> AsyncIterator[None]:
        """Have a page told what is new inside the block."""
        self.halaman.add(halaman)
        self._ada.set()
        halaman.bangun.set()
        try:
            yield
        finally:
            self.halaman.discard(halaman)

    def knock(self) -> None:
        """Look at once: something has just been saved in this process."""
        self._ketuk.set()

    # The heartbeat

    async def beat(self) -> None:
        """Ask again and again, as long as somebody is there to be told."""
        failing = False
        while True:
            if not self._anybody():
                self._ada.clear()
                await self._ada.wait()
            try:
                await self._tick()
                failing = False
            except Exception:
                # A store that does not answer now may do so soon. Said once, not at every beat.
                if not failing:
                    log.exception("the heartbeat of open screens failed")
                failing = True
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ketuk.wait(), LELAH if failing else SELANG)
            self._ketuk.clear()

    def _anybody(self) -> bool:
        return bool(self.halaman) or any(p.layar for p in self.panggung.values())

    async def _tick(self) -> None:
        watched = [p for p in self.panggung.values() if p.layar]
        known = {p.rakor_id for p in watched if p.rakor_id is not None}
        denyut, nomor = await to_thread.run_sync(partial(_read_all, known))
        if denyut != self.denyut:
            self.denyut = denyut
            for halaman in self.halaman:
                halaman.bangun.set()
        if denyut.rakor_id is not None:
            await self._go_over(denyut)
        for panggung in watched:
            panggung.tell(denyut.versi, today(), nomor.get(panggung.rakor_id, 0))

    async def _go_over(self, denyut: Denyut) -> None:
        """Take the screens that name no rakor to the one that runs."""
        self._utama = denyut.rakor_id
        for panggung in list(self.panggung.values()):
            free = [layar for layar in panggung.layar if layar.tetap is None]
            if free and panggung.rakor_id != denyut.rakor_id:
                there = await self._stage(denyut.rakor_id, panggung.alamat, denyut)
                for layar in free:
                    there.add(layar)

    def words(self, *, pandu: bool) -> dict[str, object] | None:
        """Return what a page is told now, None when nothing is known yet."""
        if self.denyut is None:
            return None
        told: dict[str, object] = {
            "versi": self.denyut.versi,
            "rakor": self.denyut.rakor_id,
            "pandu": pandu,
        }
        # Steering changes nothing on the pages of those who do not steer.
        return {**told, "nomor": self.denyut.nomor} if pandu else told


# Of each event loop: a process has one, tests have several.
_pusat: dict[asyncio.AbstractEventLoop, Pusat] = {}


def pusat() -> Pusat:
    """Return the hub of the running server."""
    return _pusat[asyncio.get_running_loop()]


@asynccontextmanager
async def live() -> AsyncIterator[None]:
    """Have the hub at work inside the block."""
    loop = asyncio.get_running_loop()
    mine = _pusat[loop] = Pusat()
    task = asyncio.create_task(mine.beat(), name="forum-langsung")
    try:
        yield
    finally:
        del _pusat[loop]
        for panggung in mine.panggung.values():
            panggung.close()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _read_denyut() -> Denyut:
    with read_session() as session:
        return get_denyut(session)


def _read_utama(lately: int | None) -> int | None:
    """Return the rakor shown lately while there is one, else the one that comes next."""
    with read_session() as session:
        if lately is not None and get_rakor(session, rakor_id=lately):
            return lately
        return get_rakor_layar(session)


def _read_all(rakor_ids: Iterable[int]) -> tuple[Denyut, dict[int | None, int]]:
    """Return the heartbeat, and how often each of these rakor was steered."""
    with read_session() as session:
        denyut = get_denyut(session)
        nomor: dict[int | None, int] = {denyut.rakor_id: denyut.nomor}
        for rakor_id in set(rakor_ids) - {denyut.rakor_id}:
            nomor[rakor_id] = get_panduan(session, rakor_id=rakor_id).nomor
    return denyut, nomor
