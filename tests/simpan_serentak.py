"""20 people saving at once: what they did, how long they waited, and whether all of it is there.

`python -m tests.simpan_serentak` does so for a minute, on the store of DATABASE_URL or on a new
example store; the unit tests do it for a few saves each.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

from sqlmodel import Session, col, func, select

from model import tables as t
from model.choices import KeadaanVerifikasi, Peran, StatusAksi
from model.commands.aksi import update_status
from model.commands.aksi_banyak import HasilBaris, UbahBaris, update_status_many
from model.config import settings
from model.db import open_session, read_session
from model.errors import StaleVersion
from model.history import as_text
from model.isian import IsianPemutakhiran
from model.periksa_riwayat import check_riwayat
from model.permissions import Pelaku
from tests.orang import stored
from tests.stores import build, configured

KOLOM = ("status", "progres", "kendala", "tindak_lanjut")
BORONGAN = 8  # rows in one table
BAGIAN_BORONGAN = 0.25

Keadaan = dict[str, Any]


@dataclass
class Catatan:
    """What one person did: saves by (row, version made), and the seconds that each call took."""

    simpanan: dict[tuple[int, int], Keadaan] = field(default_factory=dict)
    lama: list[float] = field(default_factory=list)
    didahului: int = 0  # refused because somebody was quicker


def orang() -> list[Pelaku]:
    """Return 20 accounts: two people in each of nine pokja, and two who reach everything."""
    with read_session() as session:
        pokja = session.exec(select(t.Pokja.id).order_by(col(t.Pokja.id)).limit(9)).all()
    people = [stored(peran, milik=p) for p in pokja for peran in (Peran.KETUA, Peran.ANGGOTA)]
    return [*people, stored(Peran.SEKRETARIAT), stored(Peran.ADMIN)]


def _rows(session: Session, pelaku: Pelaku) -> dict[int, tuple[int, Keadaan]]:
    """Return version and state of the open rows that somebody may save."""
    a = t.RencanaAksi
    query = select(a).where(
        col(a.status).in_((StatusAksi.BERJALAN, StatusAksi.TERKENDALA)),
        a.verifikasi == KeadaanVerifikasi.BELUM,
        col(a.ditarik_pada).is_(None),
    )
    if pelaku.pokja_id is not None:
        query = query.where(a.pokja_id == pelaku.pokja_id)
    return {
        row.id: (row.versi, {kolom: getattr(row, kolom) for kolom in KOLOM})
        for row in session.exec(query.order_by(col(a.id)).limit(40))
    }


def _other_state(rng: random.Random) -> Keadaan:
    return {
        "status": rng.choice((StatusAksi.BERJALAN, StatusAksi.TERKENDALA)),
        "progres": rng.randrange(1, 100),
        "kendala": f"Menunggu data {rng.randrange(9)}",
        "tindak_lanjut": rng.choice(("", "Rapat", f"Surat ke-{rng.randrange(99)}")),
    }


def _save(pelaku: Pelaku, rng: random.Random, catatan: Catatan) -> None:
    """Save once, a single row or a table, as somebody does who has just opened the page."""
    with read_session() as session:
        rows = _rows(session, pelaku)
    many = rng.random() < BAGIAN_BORONGAN
    chosen = rng.sample(sorted(rows), BORONGAN if many else 1)
    wanted = {row_id: _other_state(rng) for row_id in chosen}
    begin = time.perf_counter()
    try:
        saved = _save_many(pelaku, rows, wanted) if many else _save_one(pelaku, rows, wanted)
    finally:
        catatan.lama.append(time.perf_counter() - begin)
    catatan.didahului += len(chosen) - len(saved)
    for row_id in saved:
        catatan.simpanan[row_id, rows[row_id][0] + 1] = wanted[row_id]


def _save_one(pelaku: Pelaku, rows: Any, wanted: dict[int, Keadaan]) -> list[int]:
    ((row_id, nilai),) = wanted.items()
    isian = IsianPemutakhiran.check(nilai)
    try:
        with open_session(pelaku) as session:
            update_status(session, pelaku=pelaku, row_id=row_id, versi=rows[row_id][0], isian=isian)
    except StaleVersion:
        return []
    return [row_id]


def _save_many(pelaku: Pelaku, rows: Any, wanted: dict[int, Keadaan]) -> list[int]:
    daftar = [UbahBaris(row_id, rows[row_id][0], nilai) for row_id, nilai in wanted.items()]
    with open_session(pelaku) as session:
        answers = update_status_many(session, pelaku=pelaku, daftar=daftar)
    for answer in answers:
        if answer.penolakan is not None and not isinstance(answer.penolakan, StaleVersion):
            raise answer.penolakan
    return [answer.id for answer in answers if answer.hasil == HasilBaris.TERSIMPAN]


@dataclass(frozen=True)
class Hasil:
    """All of it together."""

    simpanan: int
    didahului: int
    lama: list[float]
    detik: float

    @property
    def terlama(self) -> float:
        """Return the longest that anybody waited for one save, in seconds."""
        return max(self.lama)


def serentak(lagi: Callable[[Catatan], bool], *, benih: int = 1) -> Hasil:
    """Let all save as long as `lagi` of their own notes says so; raise unless everything is there.

    No lost update, exactly one line of riwayat per changed field, and a chain that holds.
    """
    people = orang()
    with read_session() as session:
        before = _every_row(session)
    gate = Barrier(len(people))

    def work(number: int) -> Catatan:
        rng, catatan = random.Random(benih * 1_000 + number), Catatan()
        gate.wait()
        while lagi(catatan):
            _save(people[number], rng, catatan)
        return catatan

    begin = time.perf_counter()
    with ThreadPoolExecutor(len(people)) as pool:
        notes = list(pool.map(work, range(len(people))))
    took = time.perf_counter() - begin
    saved = [item for catatan in notes for item in catatan.simpanan.items()]
    with read_session() as session:
        _require_all(session, before, saved)
    hasil = check_riwayat()
    if not hasil.utuh:
        raise AssertionError(hasil.cacat)
    didahului = sum(catatan.didahului for catatan in notes)
    return Hasil(len(saved), didahului, [s for c in notes for s in c.lama], took)


def _every_row(session: Session) -> dict[int, tuple[int, Keadaan]]:
    return {
        row.id: (row.versi, {kolom: getattr(row, kolom) for kolom in KOLOM})
        for row in session.exec(select(t.RencanaAksi))
    }


def _require_all(
    session: Session,
    before: dict[int, tuple[int, Keadaan]],
    saved: list[tuple[tuple[int, int], Keadaan]],
) -> None:
    """Raise AssertionError unless rows and riwayat hold every save once, in one order."""
    history = dict(saved)
    assert len(history) == len(saved), "one version was given to two people"
    after = _every_row(session)
    lines: dict[tuple[int, int], list[t.Riwayat]] = {}
    r = t.Riwayat
    for line in session.exec(select(r).where(r.tabel == "rencana_aksi", r.tindakan == "diubah")):
        lines.setdefault((line.baris_id, line.versi), []).append(line)
    for row_id, (versi, state) in before.items():
        for next_versi in range(versi + 1, after[row_id][0] + 1):
            made = history.pop((row_id, next_versi))
            changed = {k for k in KOLOM if as_text(state[k]) != as_text(made[k])}
            found = sorted(
                (line.kolom, line.sebelum, line.sesudah)
                for line in lines.pop((row_id, next_versi), [])
            )
            wanted = sorted((k, as_text(state[k]), as_text(made[k])) for k in changed)
            assert found == wanted, (row_id, next_versi, found, wanted)
            state = made
        assert state == after[row_id][1], (row_id, state, after[row_id])
    assert not history, "a save is nowhere to be found"
    p = t.Pemutakhiran
    total = session.exec(select(func.count()).select_from(p)).one()
    assert total >= len(saved)


@contextmanager
def _own_store() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/forum.db"
        build(url, contoh=True)
        with configured(url):
            yield


def for_a_while(detik: float, jeda: float) -> Callable[[Catatan], bool]:
    """Return what lets a person save until the time is over, thinking `jeda` seconds on average."""
    end = time.monotonic() + detik

    def again(_catatan: Catatan) -> bool:
        if jeda:
            time.sleep(random.expovariate(1 / jeda))
        return time.monotonic() < end

    return again


def main() -> None:
    """Save for a while and say how it went."""
    parser = argparse.ArgumentParser(prog="python -m tests.simpan_serentak", description=__doc__)
    parser.add_argument("--detik", type=float, default=60)
    parser.add_argument("--jeda", type=float, default=0.5, help="detik berpikir, rata-rata")
    parser.add_argument("--di-sini", action="store_true", help="pada DATABASE_URL")
    args = parser.parse_args()
    with nullcontext() if args.di_sini else _own_store():
        hasil = serentak(for_a_while(args.detik, args.jeda))
        alamat = settings().database_url.split("@")[-1]
    waits = sorted(hasil.lama)
    p99 = waits[int(len(waits) * 0.99)]
    sys.stdout.write(
        f"{alamat}\n"
        f"20 orang, {hasil.detik:.0f} detik, jeda {args.jeda:g} detik: {len(waits)} kali simpan, "
        f"{hasil.simpanan} pemutakhiran ({hasil.simpanan / hasil.detik:.0f} per detik), "
        f"{hasil.didahului} didahului orang lain\n"
        f"menunggu: median {waits[len(waits) // 2] * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, "
        f"terlama {hasil.terlama * 1000:.0f} ms\n"
        "tidak ada pembaruan hilang, satu baris riwayat per kolom, rantai utuh\n"
    )


if __name__ == "__main__":
    main()
