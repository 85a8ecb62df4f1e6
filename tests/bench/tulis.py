"""How many saves a second: an audited status update against the raw insert, 1 and 20 writers.

Run by the benchmark as `python -m tests.bench.tulis`, with DATABASE_URL set; prints JSON. The raw
insert is one row of `pemutakhiran` and its commit by the driver alone, as durable as ours: no
right, no lock of the row, no riwayat, no chain. Both are measured in turn.
"""

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from statistics import median
from threading import Barrier

from sqlalchemy import insert
from sqlalchemy.dialects import sqlite
from sqlmodel import col, select

from model import db
from model import tables as t
from model.choices import KeadaanVerifikasi, StatusAksi
from model.clock import now
from model.commands.aksi import update_status
from model.db import engine, open_session, read_session
from model.isian import IsianPemutakhiran
from tests.orang import local_operator

PENULIS = (1, 20)
DETIK = 1.0
PUTARAN = 3

Save = Callable[[int], None]  # by the number of the writer
ME = local_operator()


def open_rows() -> list[tuple[int, int]]:
    """Return id and version of one open action per writer."""
    a = t.RencanaAksi
    query = (
        select(a.id, a.versi)
        .where(a.status == StatusAksi.BERJALAN, a.verifikasi == KeadaanVerifikasi.BELUM)
        .order_by(col(a.id))
        .limit(max(PENULIS))
    )
    with read_session() as session:
        return [(row_id, versi) for row_id, versi in session.exec(query)]


def audited(rows: list[tuple[int, int]]) -> Save:
    """Return a save as a page does it, each writer on a row of their own."""
    versions = dict(enumerate(versi for _, versi in rows))
    turn = count(1)

    def save(writer: int) -> None:
        isian = IsianPemutakhiran.check({"status": "berjalan", "progres": next(turn) % 99 + 1})
        with open_session(ME) as session:
            row_id, versi = rows[writer][0], versions[writer]
            update_status(session, pelaku=ME, row_id=row_id, versi=versi, isian=isian)
        versions[writer] += 1

    return save


def raw(rows: list[tuple[int, int]]) -> Save:
    """Return one INSERT and its commit, queueing in the process as our own writers do."""
    values = {
        "pada": now(), "pelaku": "Pengukur", "status_sebelum": "berjalan", "kendala": "",
        "status_sesudah": "berjalan", "progres_sebelum": 1, "progres_sesudah": 2,
        "tindak_lanjut": "", "catatan": "",
    }  # fmt: skip
    query = insert(t.Pemutakhiran).values(values | {"aksi_id": 1})
    compiled = query.compile(dialect=sqlite.dialect(paramstyle="named"))
    statement, parameters = str(compiled), dict(compiled.params)
    parameters["pada"] = parameters["pada"].strftime("%Y-%m-%d %H:%M:%S.%f")
    parameters |= {name: str(v) for name, v in parameters.items() if name.startswith("status")}

    def save(writer: int) -> None:
        with db._write_turn:
            connection = engine().raw_connection()
            try:
                driver = connection.dbapi_connection
                driver.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
                driver.execute(statement, parameters | {"aksi_id": rows[writer][0]})  # type: ignore[union-attr]
                driver.execute("COMMIT")  # type: ignore[union-attr]
            finally:
                connection.close()

    return save


def rate(save: Save, writers: int) -> float:
    """Return the saves per second of so many writers who never pause."""
    gate = Barrier(writers + 1)

    def work(writer: int) -> int:
        gate.wait()
        done = 0
        while time.perf_counter() < end:
            save(writer)
            done += 1
        return done

    with ThreadPoolExecutor(writers) as pool:
        tasks = [pool.submit(work, number) for number in range(writers)]
        begin = time.perf_counter()
        end = begin + DETIK
        gate.wait()
        total = sum(task.result() for task in tasks)
    return total / (time.perf_counter() - begin)


def main() -> None:
    """Print a list of [what, per second with 1 writer, per second with 20]."""
    rows = open_rows()
    saves = {"sisipan mentah": raw(rows), "pemutakhiran dengan riwayat": audited(rows)}
    seen: dict[tuple[str, int], list[float]] = {}
    for _ in range(PUTARAN):
        for writers in PENULIS:
            for nama, save in saves.items():
                seen.setdefault((nama, writers), []).append(rate(save, writers))
    found = [(nama, *(median(seen[nama, writers]) for writers in PENULIS)) for nama in saves]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
