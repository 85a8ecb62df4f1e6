"""`python -m tests.bench.pencarian`: how long the search takes in the configured store."""

import sys
from statistics import median
from time import perf_counter

from sqlalchemy import text
from sqlmodel import Session

from model import tables as t
from model.cari import indeks
from model.clock import today
from model.db import engine, open_session, read_session
from model.queries.pencarian import JenisCari, list_hasil_cari, search
from tests.orang import SISTEM

# What is typed, and what it is a case of.
KASUS = (
    ("KEU-A07", JenisCari.SEMUA, "kode lengkap"),
    ("KEU-A0", JenisCari.SEMUA, "awal kode"),
    ("mengizinkan", JenisCari.SEMUA, "satu kata, berimbuhan"),
    ("penyerapan anggaran", JenisCari.SEMUA, "dua kata"),
    ("data", JenisCari.SEMUA, "kata yang ada di mana-mana"),
    ("pe", JenisCari.SEMUA, "dua huruf pertama"),
    ("data", JenisCari.KEPUTUSAN, "kata itu, satu jenis saja"),
    ("laporan data pajak aset lahan izin pegawai anggaran", JenisCari.SEMUA, "delapan kata"),
    ("gajahmina", JenisCari.SEMUA, "tidak ada"),
)
KALI = 9


def milliseconds(session: Session, cari: str, jenis: JenisCari) -> tuple[float, int, bool]:
    """Return how long a search and its first page take, and how many answers there are."""
    start = perf_counter()
    found = search(session, cari=cari, jenis=jenis)
    list_hasil_cari(session, hari=today(), cari=cari, entri=found.entri[:20])
    return (perf_counter() - start) * 1000, found.jumlah, found.lebih


def comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def main() -> None:
    out = sys.stdout.write
    out(
        f"{engine().dialect.name}\n| yang diketik | hasil | median ms | terlama ms |\n"
        "|---|--:|--:|--:|\n"
    )
    for cari, jenis, kasus in KASUS:
        with read_session() as session:
            runs = [milliseconds(session, cari, jenis) for _ in range(KALI)]
        times = [run[0] for run in runs]
        many = f"{'> ' if runs[0][2] else ''}{runs[0][1]}"
        out(f"| `{cari}` – {kasus} | {many} | {comma(median(times))} | {comma(max(times))} |\n")
    with open_session(SISTEM) as session:
        row = session.get_one(t.RencanaAksi, 1)
        row.judul += "."
        session.flush()
        start = perf_counter()
        indeks.close(session)
        out(f"save: {comma((perf_counter() - start) * 1000)} ms\n")
    with engine().begin() as connection:
        start = perf_counter()
        many_rows = indeks.rebuild(connection)
        out(f"rebuild of {many_rows}: {comma(perf_counter() - start)} s\n")
        if engine().dialect.name == "postgresql":
            size = "SELECT pg_size_pretty(pg_total_relation_size('cari'))"
        else:
            size = "SELECT sum(length(block)) / 1000000 FROM cari_data"
        out(f"size: {connection.scalar(text(size))}\n")


if __name__ == "__main__":
    main()
