"""A point in time to look at: now, a closed rakor as it was frozen, or the end of a day."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from model import tables as t
from model.buka_potret import open_potret
from model.clock import today, wib_date
from model.config import settings
from model.db import read_session, snapshot_session
from model.errors import DomainError
from model.format import rentang_tanggal, tanggal
from model.mundur import end_of_day, rewind
from model.potret import Potret, unpack

POLA_RAKOR = re.compile(r"rakor-([1-9][0-9]{0,8})")
POLA_TANGGAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SEKARANG = "kini"
TERLAMA = timedelta(hours=1)  # longer than any transaction takes


class TitikTidakAda(DomainError):
    """There is nothing to look at for this point in time."""


@dataclass(frozen=True)
class Titik:
    """Now, unless a closed rakor or a day is named; a day means its end in Jakarta."""

    rakor_id: int | None = None
    hari: date | None = None

    @property
    def kini(self) -> bool:
        """Return whether the live data are meant."""
        return self.rakor_id is None and self.hari is None

    def __str__(self) -> str:
        if self.rakor_id is not None:
            return f"rakor-{self.rakor_id}"
        return self.hari.isoformat() if self.hari else SEKARANG


KINI = Titik()


def parse_titik(text: str) -> Titik | None:
    """Return what `kini`, `rakor-3` or `2026-10-01` in an address means, None for anything else."""
    if text == SEKARANG:
        return KINI
    if found := POLA_RAKOR.fullmatch(text):
        return Titik(rakor_id=int(found[1]))
    if POLA_TANGGAL.fullmatch(text):
        try:
            return Titik(hari=date.fromisoformat(text))
        except ValueError:
            return None
    return None


def label_rakor(mulai: date, selesai: date) -> str:
    """Return what a rakor is called: `Rakor 18–19 Oktober 2026`."""
    return f"Rakor {rentang_tanggal(mulai, selesai)}"


def label_titik(session: Session, *, titik: Titik) -> str:
    """Return a point in time in words: `sekarang`, `per 1 Oktober 2026`, or the rakor's name."""
    if titik.rakor_id is not None:
        rakor = session.get(t.Rakor, titik.rakor_id)
        return label_rakor(rakor.mulai, rakor.selesai) if rakor else f"Rakor {titik.rakor_id}"
    return f"per {tanggal(titik.hari)}" if titik.hari else "sekarang"


def get_saat(session: Session, *, titik: Titik) -> datetime | None:
    """Return the moment of a point in time in the past, None for now."""
    if titik.rakor_id is not None:
        return session.execute(
            select(col(t.PotretBeku.pada)).where(col(t.PotretBeku.rakor_id) == titik.rakor_id)
        ).scalar_one_or_none()
    return end_of_day(titik.hari) if titik.hari else None


def get_hari_pertama(session: Session) -> date | None:
    """Return the first day of which something is known, None when nothing has ever been written."""
    first = select(col(t.Riwayat.pada)).order_by(col(t.Riwayat.pada)).limit(1)
    pada = session.execute(first).scalar_one_or_none()
    return wib_date(pada) if pada else None


@contextmanager
def open_titik(titik: Titik) -> Iterator[tuple[Session, date]]:
    """Give a session that reads the data as they were, and the day for which reads work out.

    Every read of `model.queries` answers on it that asks of persons no more than the names they
    have now. Raises TitikTidakAda for a rakor without a frozen potret and a day before the first,
    PotretRusak for a damaged one.
    """
    if titik.rakor_id is not None:
        with _open_rakor(titik.rakor_id) as both:
            yield both
    elif titik.hari is None or titik.hari >= today():
        with read_session() as session:
            yield session, today()
    else:
        with _open_hari(titik.hari) as session:
            yield session, titik.hari


@contextmanager
def _open_rakor(rakor_id: int) -> Iterator[tuple[Session, date]]:
    beku = t.PotretBeku
    with read_session() as session:
        query = select(col(beku.sha256), col(beku.hari)).where(col(beku.rakor_id) == rakor_id)
        row = session.execute(query).one_or_none()
        exists = row is not None or session.get(t.Rakor, rakor_id) is not None
    if not exists:
        raise TitikTidakAda("Rakor ini tidak ada. Pilih rakor lain.")
    if row is None:
        raise TitikTidakAda(
            "Rakor ini belum ditutup, jadi datanya belum dibekukan. Pilih rakor lain."
        )

    def load() -> Potret:
        with read_session() as session:
            packed = select(col(beku.isi)).where(col(beku.rakor_id) == rakor_id)
            return unpack(session.execute(packed).scalar_one(), row.sha256)

    with open_potret(row.sha256, load) as session:
        yield session, row.hari


@contextmanager
def _open_hari(hari: date) -> Iterator[Session]:
    saat = end_of_day(hari)
    with read_session() as session:
        lines = session.execute(_lines_until(saat)).one_or_none()
        first = get_hari_pertama(session)
    if lines is None:
        since = f" Data tercatat sejak {tanggal(first)}." if first else ""
        raise TitikTidakAda(f"Belum ada data per {tanggal(hari)}.{since} Pilih tanggal lain.")

    def load() -> Potret:
        with snapshot_session() as session:
            return rewind(session, saat)

    with open_potret(f"{settings().database_url} {hari} {tuple(lines)}", load) as session:
        yield session


def _lines_until(saat: datetime) -> Select[tuple[str, int]]:
    """Select what stands for all lines up to a moment, and so for the state then.

    The seal of the newest one, and how many there are of its last hour: whoever changed something
    before it may commit after it, and lines are never taken away.
    """
    r = t.Riwayat
    # Counted, as a database would walk down the ids to find the highest.
    late = select(func.count()).where(col(r.pada).between(saat - TERLAMA, saat)).correlate(None)
    newest = (col(r.pada).desc(), col(r.id).desc())
    query = select(col(r.rantai), late.scalar_subquery()).where(col(r.pada) <= saat)
    return query.order_by(*newest).limit(1)
