"""The benchmark's tables, printed and kept in docs/kinerja.md."""

import platform
import re
import sqlite3
import sys
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import psutil

from model.db import sqlite_driver
from model.format import tanggal
from tests.bench.server import ROOT

MARK = re.compile(r"(<!-- hasil -->\n).*?(<!-- /hasil -->)", re.DOTALL)


@dataclass
class Baris:
    """The figures of one page, times in ms."""

    nama: str
    p50: float
    p95: float
    kosong: float
    byte: int
    setelah_simpan: float = 0.0


@dataclass
class Hasil:
    """Everything measured for one store."""

    halaman: list[Baris]
    laju: dict[str, float]
    detik_menjawab: float
    detik_pertama: float
    memori_mib: float


def write(results: dict[int, Hasil], day: date, *, to_docs: bool) -> None:
    """Print the tables; with `to_docs` also put them between the marks of docs/kinerja.md."""
    text = report(results, day)
    sys.stdout.write(text)
    if to_docs:
        path = ROOT / "docs" / "kinerja.md"
        path.write_text(MARK.sub(lambda m: m[1] + text + m[2], path.read_text("utf-8")), "utf-8")


def report(results: dict[int, Hasil], day: date) -> str:
    """Return the tables in Markdown."""
    small = results[min(results)]
    lines = [
        f"Diukur {tanggal(day)} pada {psutil.cpu_count()} inti {platform.machine()}, "
        f"{psutil.virtual_memory().total / 2**30:.0f} GiB, Python {platform.python_version()}, "
        f"Streamlit {version('streamlit')}, SQLite {sqlite_driver().sqlite_version} "
        f"(bawaan Python: {sqlite3.sqlite_version}); klien pengukur berjalan pada mesin yang sama.",
        "",
    ]
    for aksi, hasil in results.items():
        lines += [
            f"### {aksi:,} rencana aksi".replace(",", "."),
            "",
            "| halaman | p50 ms | p95 ms | × halaman kosong | × ukuran 314 | byte | "
            "setelah simpan ms | × kosong |",
            "|---|--:|--:|--:|--:|--:|--:|--:|",
        ]
        for row, base in zip(hasil.halaman, small.halaman, strict=True):
            lines.append(
                f"| {row.nama} | {row.p50:.1f} | {row.p95:.1f} | {row.p50 / row.kosong:.2f} "
                f"| {row.p50 / base.p50:.2f} | {row.byte} | {row.setelah_simpan:.0f} "
                f"| {row.setelah_simpan / row.kosong:.1f} |"
            )
        rates = ", ".join(f"{nama} {laju:.0f}/detik" for nama, laju in hasil.laju.items())
        lines += [
            "",
            f"20 sesi tanpa jeda: {rates}. Mulai dingin: menjawab {hasil.detik_menjawab:.2f} detik, "
            f"halaman pertama selesai {hasil.detik_pertama:.2f} detik. "
            f"Memori setelah pengukuran: {hasil.memori_mib:.0f} MiB.",
            "",
        ]
    return "\n".join(lines) + "\n"
