"""What 200 screens cost that follow one moderator, and how soon each shows what is new."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from statistics import median, quantiles

from sqlmodel import select
from websockets.asyncio.client import ClientConnection, connect

from model.choices import Peran
from model.clock import today
from model.commands.aksi import update_status
from model.commands.panduan import steer
from model.commands.rakor import create_rakor, open_rakor
from model.db import open_session
from model.isian import IsianPemutakhiran
from model.isian_rakor import IsianRakor
from model.tables import RencanaAksi
from pages.shared.akses import KUKI
from tests.bench.server import Server, serve
from tests.orang import SISTEM, signed_in
from tests.stores import configured

LAYAR = 200
TEKAN = 40
SIMPAN = 8
JEDA = 0.4  # seconds between two presses
DIAM = 5.0  # seconds of nothing, for the processor's share


@dataclass
class Tayangan:
    """Times in ms, shares of one core in percent, memory in KiB for each screen."""

    layar: int
    p50: float
    p95: float
    paling_lama: float
    simpan_p50: float
    simpan_terakhir: float
    inti_diam: float
    inti_dipandu: float
    kib_per_layar: float


@dataclass
class Penonton:
    """All screens: when each of them had heard of a steering or of a data version."""

    kemudi: dict[int, list[float]] = field(default_factory=dict)
    isi: dict[int, list[float]] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def watch(self, screen: ClientConnection) -> None:
        """Note what a screen is told."""
        async for raw in screen:
            moment = time.perf_counter()
            told = json.loads(raw)
            if told.get("jenis") == "keadaan":
                self.kemudi.setdefault(told["nomor"], []).append(moment)
            elif told.get("jenis") == "isi":
                self.isi.setdefault(told["versi"], []).append(moment)
            self.news.set()

    async def all_of(self, heard: Callable[[], list[float]]) -> list[float]:
        """Return the moments of all screens, once the last one has heard."""
        async with asyncio.timeout(30):
            while len(moments := heard()) < LAYAR:
                self.news.clear()
                await self.news.wait()
        return moments


def begin_rakor() -> int:
    """Begin a rakor in the configured store; return its id."""
    with open_session(SISTEM) as session:
        isian = IsianRakor(tema="Rakor ukur", tempat="", mulai=today(), selesai=today())
        made = create_rakor(session, pelaku=SISTEM, isian=isian)
    with open_session(SISTEM) as session:
        open_rakor(session, pelaku=SISTEM, row_id=made, versi=1)
    return made


def press(rakor_id: int, slide: str) -> None:
    """Steer, as the moderator's button does."""
    with open_session(SISTEM) as session:
        steer(session, pelaku=SISTEM, rakor_id=rakor_id, slide=slide)


def save(nomor: int) -> None:
    """Save a pemutakhiran of an open action."""
    with open_session(SISTEM) as session:
        query = select(RencanaAksi).where(RencanaAksi.kode == "KEU-A19")
        aksi = session.exec(query).one()
        isian = IsianPemutakhiran(status="berjalan", progres=10 + nomor, catatan="ukur")
        update_status(session, pelaku=SISTEM, row_id=aksi.id, versi=aksi.versi, isian=isian)


async def open_layar(server: Server, token: str, punya: dict[str, str]) -> ClientConnection:
    """Open a screen that has the slides `punya` already."""
    screen = await connect(
        f"ws://127.0.0.1:{server.port}/layar/langsung?rakor=",
        origin=f"http://127.0.0.1:{server.port}",  # type: ignore[arg-type]
        additional_headers={"Cookie": f"{KUKI}={token}"},
        max_size=None,
        compression=None,
    )
    await screen.send(json.dumps({"punya": punya}))
    return screen


async def measure(server: Server, token: str, rakor_id: int) -> Tayangan:
    """Measure everything on one server."""
    first = await open_layar(server, token, {})
    isi = json.loads(await first.recv())
    punya = {slide["kunci"]: slide["sidik"] for slide in isi["slide"]}
    await first.close()
    before = server.memory_mib()
    crowd = Penonton()
    screens = [await open_layar(server, token, punya) for _ in range(LAYAR)]
    watching = [asyncio.create_task(crowd.watch(screen)) for screen in screens]
    await crowd.all_of(lambda: crowd.kemudi.get(0, []))
    memory = (server.memory_mib() - before) * 1024 / LAYAR
    idle = await share(server, asyncio.sleep(DIAM))
    seen: list[float] = []

    async def steer_all() -> None:
        for nomor in range(1, TEKAN + 1):
            slide = ("peta.keuangan", "forum", "aksi.aset", "judul")[nomor % 4]
            await asyncio.to_thread(press, rakor_id, slide)
            pressed = time.perf_counter()
            moments = await crowd.all_of(lambda nomor=nomor: crowd.kemudi.get(nomor, []))  # type: ignore[misc]
            seen.extend((moment - pressed) * 1000 for moment in moments)
            await asyncio.sleep(JEDA * (1 + nomor % 5 / 5))

    steered = await share(server, steer_all())
    last: list[float] = []
    for nomor in range(SIMPAN):
        known = max(crowd.isi)
        await asyncio.to_thread(save, nomor)
        saved = time.perf_counter()
        moments = await crowd.all_of(
            lambda known=known: next((m for v, m in crowd.isi.items() if v > known), [])  # type: ignore[misc]
        )
        last.append((max(moments) - saved) * 1000)
        await asyncio.sleep(3 * JEDA)
    for task, screen in zip(watching, screens, strict=True):
        await screen.close()
        await task
    cuts = quantiles(seen, n=20)
    return Tayangan(
        LAYAR, median(seen), cuts[-1], max(seen), median(last), max(last), idle, steered, memory
    )


async def share(server: Server, work: Awaitable[None]) -> float:
    """Return the share of one core, in percent, that the server took while `work` was done."""
    begin, used = time.perf_counter(), server.process.cpu_times()
    await work
    now = server.process.cpu_times()
    spent = float(now.user + now.system - used.user - used.system)
    return 100 * spent / (time.perf_counter() - begin)


def measure_layar(url: str) -> Tayangan:
    """Return what screens cost over the store at `url`."""
    with configured(url):
        rakor_id = begin_rakor()
        token = signed_in(Peran.LAYAR)
        with serve(url) as server, configured(url):
            return asyncio.run(measure(server, token, rakor_id))
