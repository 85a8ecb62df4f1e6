"""What accounts cost: signing in, other people meanwhile, and a page behind the guard."""

import asyncio
import time
from dataclasses import dataclass
from statistics import median, quantiles

import httpx2

from model.commands.pengguna import create_pengguna
from model.db import open_session
from model.isian_pengguna import IsianPengguna
from model.sandi import hash_sandi
from model.tables import Pengguna
from tests.bench.klien import Sesi
from tests.bench.server import Server, serve
from tests.orang import SISTEM
from tests.stores import configured

BARE = "tests/bench/kosong.py"
UNGUARDED = "tests/bench/tanpa_penjaga.py"

SANDI = "empat ekor kucing oranye 7"
ORANG = 20


@dataclass
class Biaya:
    """Times in ms: one sign-in, an empty page alone and during sign-ins, with and without guard."""

    masuk: float
    masuk_per_detik: float
    halaman: float
    halaman_saat_masuk: float
    berpenjaga: float
    tanpa_penjaga: float


def add_people(url: str) -> list[str]:
    """Add accounts with a password; return their login names."""
    names = [f"ukur.{number}" for number in range(ORANG)]
    kept = hash_sandi(SANDI)
    with configured(url), open_session(SISTEM) as session:
        for name in names:
            isian = IsianPengguna(nama_masuk=name, nama=name, peran="pimpinan")
            made = create_pengguna(session, pelaku=SISTEM, isian=isian)
            row = session.get_one(Pengguna, made.pengguna_id)
            row.sandi, row.sandi_harus_ganti = kept, False
    return names


async def sign_in(server: Server, name: str) -> float:
    """Sign in as a browser does; return the ms it took."""
    address = f"http://127.0.0.1:{server.port}"
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
        begin = time.perf_counter()
        form = {"nama": name, "sandi": SANDI}
        answer = await client.post("/masuk", data=form, headers={"Origin": address})
        spent = (time.perf_counter() - begin) * 1000
    if answer.status_code != 303:
        raise RuntimeError(f"signing in was answered with {answer.status_code}")
    return spent


async def in_turn(guarded: Sesi, open_: Sesi, times: int) -> tuple[float, float]:
    """Return the median ms of a rerun behind the guard and without it, asked for in turn."""
    seen: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for sesi, found in zip((guarded, open_), seen, strict=True):
            found.append((await sesi.rerun()).seconds * 1000)
    return median(seen[0]), median(seen[1])


async def measure(guarded: Server, unguarded: Server, names: list[str]) -> Biaya:
    """Measure everything on two servers over one store."""
    page, open_ = await Sesi.open(guarded, "/"), await Sesi.open(unguarded, "/")
    with_guard, without = await in_turn(page, open_, 200)
    alone = [(await page.rerun()).seconds * 1000 for _ in range(100)]
    one_by_one = [await sign_in(guarded, name) for name in names]
    begin = time.perf_counter()
    crowd = asyncio.gather(*(sign_in(guarded, name) for name in names * 2))
    meanwhile = []
    while not crowd.done():
        meanwhile.append((await page.rerun()).seconds * 1000)
        await asyncio.sleep(0)
    await crowd
    rate = 2 * len(names) / (time.perf_counter() - begin)
    await page.close()
    await open_.close()
    return Biaya(
        median(one_by_one),
        rate,
        quantiles(alone, n=20)[-1],
        quantiles(meanwhile, n=20)[-1],
        with_guard,
        without,
    )


def measure_masuk(url: str) -> Biaya:
    """Return what accounts cost over the store at `url`."""
    names = add_people(url)
    with serve(url, BARE) as guarded, serve(url, UNGUARDED) as unguarded:
        return asyncio.run(measure(guarded, unguarded, names))
