"""`make bench`: measure every page against an empty one, in one run, and print the tables.

`--tulis` also puts them into docs/kinerja.md. Two yardsticks are measured in turn with each page,
so that a busy machine slows all three: an empty page of our own app (same server, same menu), and
an empty Streamlit script without any menu on a server tuned the same way.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from model.clock import today
from tests.bench.halaman import HALAMAN
from tests.bench.klien import Sesi
from tests.bench.lampau import measure_lampau
from tests.bench.laporan import Baris, Hasil, write
from tests.bench.layar import measure_layar
from tests.bench.masuk import measure_masuk
from tests.bench.server import ROOT, Server, serve

OURS = "tests/bench/berbingkai.py"
BARE = "tests/bench/kosong.py"
SEDANG = 6_280  # so many actions have a whole past; see seed.load


def seed(url: str, aksi: int) -> None:
    """Fill a new store with `aksi` example actions."""
    subprocess.run(
        [sys.executable, "-m", "seed", "--besar", str(aksi)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def database_time(url: str) -> list[tuple[str, int, float]]:
    """Return page, statements and ms in the database, with nothing cached."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.basis_data"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        capture_output=True,
    )
    return [(nama, int(n), float(ms)) for nama, n, ms in json.loads(done.stdout)]


def save_rates(url: str) -> list[tuple[str, float, float]]:
    """Return what is saved and how often a second by 1 and by 20 writers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.tulis"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        capture_output=True,
    )
    return [(nama, float(one), float(many)) for nama, one, many in json.loads(done.stdout)]


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20)[-1]


async def measure_page(
    server: Server, empty: Sesi, bare: Sesi, nama: str, alamat: str, ulang: int
) -> Baris:
    """Time one page and both yardsticks in turn."""
    page = await Sesi.open(server, alamat)
    await page.rerun()
    times: dict[Sesi, list[float]] = {page: [], empty: [], bare: []}
    received = []
    for _ in range(ulang):
        for sesi, seen in times.items():
            rerun = await sesi.rerun()
            seen.append(rerun.seconds * 1000)
            if sesi is page:
                received.append(rerun.bytes)
    await page.close()
    own, framed, script = times.values()
    return Baris(nama, median(own), p95(own), median(framed), median(script), int(median(received)))


async def throughput(server: Server, alamat: str, sesi: int, seconds: float) -> float:
    """Return reruns per second of `sesi` tabs that never pause."""
    tabs = [await Sesi.open(server, alamat) for _ in range(sesi)]
    end = time.perf_counter() + seconds
    counts = [0] * sesi

    async def keep_asking(number: int) -> None:
        while time.perf_counter() < end:
            await tabs[number].rerun()
            counts[number] += 1

    begin = time.perf_counter()
    await asyncio.gather(*(keep_asking(number) for number in range(sesi)))
    rate = sum(counts) / (time.perf_counter() - begin)
    for tab in tabs:
        await tab.close()
    return rate


def save_something(url: str, nomor: int) -> None:
    """Save one pemutakhiran as a person would, from another process than the server."""
    code = (
        "from model.commands.aksi import update_status\n"
        "from model.db import open_session\n"
        "from model.isian import IsianPemutakhiran\n"
        "from tests.orang import local_operator\n"
        "from model.tables import RencanaAksi\n"
        "me = local_operator()\n"
        "with open_session(me) as session:\n"
        f"    aksi = session.get_one(RencanaAksi, {nomor})\n"
        "    isian = IsianPemutakhiran(status='berjalan', progres=50, catatan='uji')\n"
        "    update_status(session, pelaku=me, row_id=aksi.id, versi=aksi.versi, isian=isian)\n"
    )
    subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, check=True
    )


async def after_save(server: Server, url: str, alamat: str, ulang: int = 5) -> float:
    """Return the median ms of the first rerun of a page after a save."""
    page = await Sesi.open(server, alamat)
    times = []
    for nomor in range(1, ulang + 1):
        await asyncio.to_thread(save_something, url, nomor)
        times.append((await page.rerun()).seconds * 1000)
    await page.close()
    return median(times)


async def measure(server: Server, empty_server: Server, url: str, ulang: int) -> Hasil:
    """Measure everything for one store."""
    begin = time.perf_counter()
    first = await Sesi.open(server, "/")
    cold = server.seconds_to_answer + time.perf_counter() - begin
    await first.close()
    empty = await Sesi.open(server, "/kosong")
    bare = await Sesi.open(empty_server, "/")
    rows = [await measure_page(server, empty, bare, n, a, ulang) for n, a in HALAMAN.items()]
    for row in rows:
        row.setelah_simpan = await after_save(server, url, HALAMAN[row.nama])
    rates = {
        "Ringkasan": await throughput(server, "/", 20, 6),
        "halaman kosong": await throughput(server, "/kosong", 20, 6),
        "skrip kosong": await throughput(empty_server, "/", 20, 6),
    }
    await empty.close()
    await bare.close()
    return Hasil(rows, rates, server.seconds_to_answer, cold, server.memory_mib())


def main() -> None:
    """Run the benchmark for the published size and for 200,000 actions."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--ulang", type=int, default=100)
    parser.add_argument("--besar", type=int, default=200_000)
    parser.add_argument("--tulis", action="store_true")
    args = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for aksi in (314, args.besar):
            url = f"sqlite:///{Path(folder) / f'{aksi}.db'}"
            seed(url, aksi)
            with serve(url, OURS) as server, serve(url, BARE) as empty_server:
                results[aksi] = asyncio.run(measure(server, empty_server, url, args.ulang))
            results[aksi].basis_data = database_time(url)
            results[aksi].simpan = save_rates(url)
        small = f"sqlite:///{Path(folder) / '314.db'}"
        biaya = measure_masuk(small)
        tayangan = measure_layar(small)
        sedang = f"sqlite:///{Path(folder) / 'sedang.db'}"
        seed(sedang, SEDANG)
        lampau = [measure_lampau(small, 314), measure_lampau(sedang, SEDANG)]
    write(results, biaya, tayangan, lampau, today(), to_docs=args.tulis)


if __name__ == "__main__":
    main()
