"""What it costs to see a past day: opening it, and reading from it what one reads from today.

Run by the benchmark as `python -m tests.bench.lampau`, with DATABASE_URL set; prints JSON.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

import psutil

from model.clock import today
from model.db import read_session
from model.queries.ringkasan import list_ringkasan_pokja
from model.titik import Titik, open_titik
from tests.bench.server import ROOT

HARI_LALU = (1, 30, 60, 90)
ULANG = 9


@dataclass
class Lampau:
    """Medians of opening one past day, ms, and of one read then and now; memory per open day."""

    aksi: int
    membuka: float
    membaca: float
    membaca_kini: float
    mib: float


def measure_lampau(url: str, aksi: int) -> Lampau:
    """Measure one store in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.lampau"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        capture_output=True,
    )
    return Lampau(aksi, *json.loads(done.stdout))


def timed(what: Callable[[], object]) -> float:
    """Return how many ms something takes."""
    begin = time.perf_counter()
    what()
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    """Print opening, reading, reading now, all in ms, and MiB."""
    before = psutil.Process().memory_info().rss

    def read_past(titik: Titik) -> None:
        with open_titik(titik) as (session, hari):
            list_ringkasan_pokja(session, hari=hari)

    def read_now() -> None:
        with read_session() as session:
            list_ringkasan_pokja(session, hari=today())

    days = [Titik(hari=today() - timedelta(days=lama)) for lama in HARI_LALU]
    opening = [timed(lambda day=day: open_titik(day).__enter__()) for day in days]  # type: ignore[misc]
    grown = (psutil.Process().memory_info().rss - before) / len(days) / 2**20
    past = [timed(lambda: read_past(days[0])) for _ in range(ULANG)]
    present = [timed(read_now) for _ in range(ULANG)]
    sys.stdout.write(json.dumps([median(opening), median(past), median(present), grown]))


if __name__ == "__main__":
    main()
