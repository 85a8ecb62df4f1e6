"""The benchmark's tables, printed and kept in docs/kinerja.md."""

import platform
import re
import sqlite3
import sys
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version

import psutil

from model.db import sqlite_driver
from model.format import angka, tanggal
from tests.bench.lampau import Lampau
from tests.bench.layar import Tayangan
from tests.bench.masuk import Biaya
from tests.bench.server import ROOT

MARK = {
    nama: re.compile(rf"(<!-- {nama} -->\n).*?(<!-- /{nama} -->)", re.DOTALL)
    for nama in ("hasil", "basis data", "simpan", "masuk", "layar", "lampau")
}


@dataclass
class Baris:
    """The figures of one page, times in ms."""

    nama: str
    p50: float
    p95: float
    kosong: float
    skrip: float
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
    basis_data: list[tuple[str, int, float]] = field(default_factory=list)
    simpan: list[tuple[str, float, float]] = field(default_factory=list)


def write(
    results: dict[int, Hasil],
    biaya: Biaya,
    tayangan: Tayangan,
    lampau: list[Lampau],
    day: date,
    *,
    to_docs: bool,
) -> None:
    """Print the tables; with `to_docs` also put them between the marks of docs/kinerja.md."""
    tables = {
        "hasil": report(results, day),
        "basis data": report_basis_data(results),
        "simpan": report_simpan(results),
        "masuk": report_masuk(biaya),
        "layar": report_layar(tayangan),
        "lampau": report_lampau(lampau),
    }
    sys.stdout.write("\n".join(tables.values()))
    if to_docs:
        path = ROOT / "docs" / "kinerja.md"
        page = path.read_text("utf-8")
        for nama, table in tables.items():
            page = MARK[nama].sub(lambda m, table=table: m[1] + table + m[2], page)  # type: ignore[misc]
        path.write_text(page, "utf-8")


def report_masuk(biaya: Biaya) -> str:
    """Return the table of what accounts cost."""
    rows = {
        "masuk dengan kata sandi, p50": f"{angka(biaya.masuk)} ms",
        "20 orang masuk bersamaan, dua kali": f"{angka(biaya.masuk_per_detik, 1)} per detik",
        "halaman kosong, p95": f"{angka(biaya.halaman, 1)} ms",
        "halaman kosong selama mereka masuk, p95": f"{angka(biaya.halaman_saat_masuk, 1)} ms",
        "halaman kosong di balik penjaga, p50": f"{angka(biaya.berpenjaga, 2)} ms",
        "halaman kosong tanpa penjaga, p50": f"{angka(biaya.tanpa_penjaga, 2)} ms",
        "× tanpa penjaga": angka(biaya.berpenjaga / biaya.tanpa_penjaga, 2),
    }
    lines = ["| yang diukur | hasil |", "|---|--:|", *(f"| {k} | {v} |" for k, v in rows.items())]
    return "\n".join(lines) + "\n"


def report_layar(tayangan: Tayangan) -> str:
    """Return the table of what screens cost that follow one moderator."""
    rows = {
        "layar terhubung": angka(tayangan.layar),
        "dari tekanan sampai diterima layar, p50": f"{angka(tayangan.p50)} ms",
        "dari tekanan sampai diterima layar, p95": f"{angka(tayangan.p95)} ms",
        "dari tekanan sampai diterima layar, paling lama": f"{angka(tayangan.paling_lama)} ms",
        "pemutakhiran sampai layar terakhir, p50": f"{angka(tayangan.simpan_p50)} ms",
        "pemutakhiran sampai layar terakhir, paling lama": f"{angka(tayangan.simpan_terakhir)} ms",
        "satu inti saat tidak ada yang berubah": f"{angka(tayangan.inti_diam, 1)} %",
        "satu inti saat dipandu dua kali per detik": f"{angka(tayangan.inti_dipandu, 1)} %",
        "memori per layar": f"{angka(tayangan.kib_per_layar)} KiB",
    }
    lines = ["| yang diukur | hasil |", "|---|--:|", *(f"| {k} | {v} |" for k, v in rows.items())]
    return "\n".join(lines) + "\n"


def report_lampau(lampau: list[Lampau]) -> str:
    """Return the table of what it costs to see a past day, beside the same read of today."""
    lines = [
        "| rencana aksi | membuka satu hari, p50 | membaca ringkasannya, p50 "
        "| yang sama dari data sekarang | memori per hari |",
        "|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {angka(satu.aksi)} | {angka(satu.membuka)} ms | {angka(satu.membaca, 1)} ms "
        f"| {angka(satu.membaca_kini, 1)} ms | {angka(satu.mib)} MiB |"
        for satu in lampau
    ]
    return "\n".join(lines) + "\n"


def report_basis_data(results: dict[int, Hasil]) -> str:
    """Return the table of statements and time in the database."""
    sizes = list(results)
    heads = " | ".join(f"{angka(n)}: perintah | {angka(n)}: ms" for n in sizes)
    lines = [f"| halaman | {heads} |", "|---" + "|--:|--:" * len(sizes) + "|"]
    for row in zip(*(hasil.basis_data for hasil in results.values()), strict=True):
        cells = " | ".join(f"{perintah} | {angka(ms, 1)}" for _, perintah, ms in row)
        lines.append(f"| {row[0][0]} | {cells} |")
    return "\n".join(lines) + "\n"


def report_simpan(results: dict[int, Hasil]) -> str:
    """Return the table of saves per second, each size with its raw insert."""
    lines = [
        "| rencana aksi | yang disimpan | 1 penulis, per detik | 20 penulis, per detik "
        "| ÷ sisipan mentah (1) | ÷ sisipan mentah (20) |",
        "|--:|---|--:|--:|--:|--:|",
    ]
    for aksi, hasil in results.items():
        (_, one, many), *_ = hasil.simpan
        for nama, satu, banyak in hasil.simpan:
            lines.append(
                f"| {angka(aksi)} | {nama} | {angka(satu)} | {angka(banyak)} "
                f"| {angka(satu / one, 2)} | {angka(banyak / many, 2)} |"
            )
    return "\n".join(lines) + "\n"


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
            f"### {angka(aksi)} rencana aksi",
            "",
            "| halaman | p50 ms | p95 ms | × halaman kosong | × skrip kosong | × ukuran 314 "
            "| byte | setelah simpan ms | × halaman kosong |",
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
        ]
        for row, base in zip(hasil.halaman, small.halaman, strict=True):
            lines.append(
                f"| {row.nama} | {angka(row.p50, 1)} | {angka(row.p95, 1)} "
                f"| {angka(row.p50 / row.kosong, 2)} | {angka(row.p50 / row.skrip, 2)} "
                f"| {angka(row.p50 / base.p50, 2)} "
                f"| {angka(row.byte)} | {angka(row.setelah_simpan)} "
                f"| {angka(row.setelah_simpan / row.kosong, 1)} |"
            )
        rates = ", ".join(f"{nama} {angka(laju)}/detik" for nama, laju in hasil.laju.items())
        lines += [
            "",
            f"20 sesi tanpa jeda: {rates}. "
            f"Mulai dingin: menjawab {angka(hasil.detik_menjawab, 2)} detik, "
            f"halaman pertama selesai {angka(hasil.detik_pertama, 2)} detik. "
            f"Memori setelah pengukuran: {angka(hasil.memori_mib)} MiB.",
            "",
        ]
    return "\n".join(lines) + "\n"
