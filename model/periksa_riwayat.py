"""Check the chain of the riwayat: `python -m model.periksa_riwayat`."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, make_url, select, type_coerce
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col

from model import tables as t
from model.config import settings
from model.db import read_session
from model.errors import SetupError
from model.format import angka
from model.history import AWAL_RANTAI, TERSEGEL, seal
from model.migrate import require_current

SEKALI_BACA = 2_000

Line = dict[str, Any]
OpenRead = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class HasilPeriksa:
    """How far a check came: the last line that holds and its seal, and what is wrong after it.

    `tuntas` is False when the check stopped at its limit; give the result to the next one.
    """

    baris: int = 0
    rantai: str = AWAL_RANTAI
    cacat: str | None = None
    tuntas: bool = False

    @property
    def utuh(self) -> bool:
        """Return whether the whole chain was read and holds."""
        return self.tuntas and self.cacat is None


def check_riwayat(
    sejauh_ini: HasilPeriksa | None = None,
    *,
    paling_banyak: int | None = None,
    open_read: OpenRead = read_session,
) -> HasilPeriksa:
    """Walk the chain, in little memory and holding up no writer; return whether it holds.

    Finds lines that were changed, removed, inserted, renumbered or put in another order, an end
    that was cut off, and a changed head.
    """
    hasil = sejauh_ini or HasilPeriksa()
    limit = None if paling_banyak is None else hasil.baris + paling_banyak
    size = SEKALI_BACA if paling_banyak is None else min(SEKALI_BACA, paling_banyak)
    while limit is None or hasil.baris < limit:
        # A session per step: lines never change, so that nobody has to wait for a long reader.
        with open_read() as session:
            head = _read_head(session)
            try:
                lines = _read_lines(session, hasil.baris, size)
            except (SQLAlchemyError, ValueError, LookupError, TypeError):
                if size == 1:
                    return _broken(hasil, "tidak terbaca")
                size = 1  # to find out which line it is
                continue
        if not lines:
            return _compare_with_head(hasil, head)
        hasil = _follow(hasil, lines)
        if hasil.cacat:
            return hasil
    return hasil


def _follow(hasil: HasilPeriksa, lines: list[Line]) -> HasilPeriksa:
    """Return how far these lines hold on to what was read so far."""
    nomor, rantai = hasil.baris, hasil.rantai
    for line in lines:
        sebab = None
        if line["id"] != nomor + 1:
            sebab = f"tidak ada; baris berikutnya bernomor {line['id']}"
        elif line["rantai"] != seal(rantai, line):
            sebab = "tidak cocok dengan segelnya"
        if sebab:
            return _broken(replace(hasil, baris=nomor, rantai=rantai), sebab)
        nomor, rantai = nomor + 1, line["rantai"]
    return replace(hasil, baris=nomor, rantai=rantai)


def _broken(hasil: HasilPeriksa, sebab: str) -> HasilPeriksa:
    return replace(hasil, cacat=f"Baris {angka(hasil.baris + 1)} {sebab}.", tuntas=True)


def _compare_with_head(hasil: HasilPeriksa, head: tuple[int, str] | None) -> HasilPeriksa:
    """Return the result once there is no further line. `head` was read before finding that out."""
    sebab = None
    if head is None:
        sebab = "Kepala rantai tidak ada atau tidak terbaca."
    elif head[0] > hasil.baris:
        sebab = f"Ujung rantai terpotong: kepala rantai mencatat {angka(head[0])} baris."
    elif head != (hasil.baris, hasil.rantai):
        sebab = f"Kepala rantai tidak cocok dengan baris terakhir ({angka(hasil.baris)})."
    return replace(hasil, cacat=sebab, tuntas=True)


def _read_head(session: Session) -> tuple[int, str] | None:
    query = select(col(t.VersiData.riwayat_id), col(t.VersiData.rantai))
    try:
        row = session.execute(query).one_or_none()
    except SQLAlchemyError:
        return None
    return (row[0], row[1]) if row else None


def _read_lines(session: Session, after: int, many: int) -> list[Line]:
    """Return the next lines by number; raise ValueError when one is not stored as we store it."""
    r, sqlite = t.Riwayat, session.get_bind().dialect.name == "sqlite"
    # As text: parsing forgives what was not written by us.
    pada = type_coerce(r.pada, String) if sqlite else col(r.pada)
    query = select(pada.label("pada"), *(getattr(r, nama) for nama in (*TERSEGEL, "rantai")))
    if after:
        query = query.where(col(r.id) > after)
    rows = session.execute(query.order_by(col(r.id)).limit(many)).mappings()
    lines = [dict(row) for row in rows]
    if sqlite:
        for line in lines:
            line["pada"] = _moment(line["pada"])
    return lines


def _moment(stored: str) -> datetime:
    moment = datetime.fromisoformat(stored)
    if moment.isoformat(" ", "microseconds") != stored:
        raise ValueError(stored)
    return moment.replace(tzinfo=UTC)


def main() -> int:
    """Check the configured store and say so; return the exit code."""
    try:
        require_current()
    except SetupError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    hasil = check_riwayat()
    alamat = make_url(settings().database_url).render_as_string(hide_password=True)
    sys.stdout.write(f"Basis data   {alamat}\n")
    sys.stdout.write(f"Baris utuh   {angka(hasil.baris)}\n")
    sys.stdout.write(f"Segel akhir  {hasil.rantai}\n")
    if hasil.cacat:
        sys.stdout.write(f"RANTAI RUSAK. {hasil.cacat}\n")
        return 1
    sys.stdout.write("Rantai utuh. Catat jumlah baris dan segel akhir di tempat lain.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
