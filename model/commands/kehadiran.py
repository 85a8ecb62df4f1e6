"""Writes: who is there, by the sekretariat's list or by each person's own word.

Every one of them locks the rakor first, so that two presses at once make one row.
"""

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import CaraHadir, KeadaanRakor
from model.clock import now
from model.commands.rakor import KeadaanRakorSalah, take_rakor
from model.errors import DomainError, NotFound
from model.isian_rakor import IsianKehadiran
from model.permissions import Hak, Pelaku, require
from model.queries.kehadiran import same_kode

DITUTUP = (
    "Rakor ini sudah ditutup, jadi daftar hadirnya tidak berubah lagi. "
    "Sampaikan kepada sekretariat forum bila ada yang keliru."
)
BELUM_DIBUKA = (
    "Rakor ini belum dibuka. Kehadiran dapat dicatat setelah rakor dimulai; coba lagi nanti."
)


class KodeHadirSalah(DomainError):
    """The code is not the one on the screen of this rakor."""

    def __init__(self) -> None:
        super().__init__(
            "Kode kehadiran tidak cocok dengan rakor ini. Pindai lagi kode QR di layar rapat."
        )


def record_kehadiran(
    session: Session, *, pelaku: Pelaku, rakor_id: int, isian: IsianKehadiran
) -> None:
    """Record for the sekretariat that a perangkat daerah is there, invited or not.

    Pressing twice changes nothing; a `jabatan` that is given replaces the one before.
    """
    require(pelaku, Hak.KELOLA_RAKOR)
    _take(session, rakor_id)
    _require_pd(session, isian.pd_id)
    query = select(t.Kehadiran).where(
        t.Kehadiran.rakor_id == rakor_id,
        t.Kehadiran.pd_id == isian.pd_id,
        t.Kehadiran.cara == CaraHadir.SEKRETARIAT,
    )
    row = session.exec(query.order_by(col(t.Kehadiran.id)).limit(1)).first()
    if row is None:
        row = t.Kehadiran(
            rakor_id=rakor_id, pd_id=isian.pd_id, cara=CaraHadir.SEKRETARIAT, pada=now()
        )
        session.add(row)
    elif row.ditarik_pada is not None:
        row.ditarik_pada, row.pada, row.jabatan = None, now(), ""
    row.jabatan = isian.jabatan or row.jabatan


def withdraw_kehadiran(session: Session, *, pelaku: Pelaku, rakor_id: int, pd_id: int) -> None:
    """Take a perangkat daerah off the list of those present, whoever recorded it."""
    require(pelaku, Hak.KELOLA_RAKOR)
    _take(session, rakor_id)
    query = select(t.Kehadiran).where(
        t.Kehadiran.rakor_id == rakor_id,
        t.Kehadiran.pd_id == pd_id,
        col(t.Kehadiran.ditarik_pada).is_(None),
    )
    for row in session.exec(query).all():
        row.ditarik_pada = now()


def record_hadir(
    session: Session, *, pelaku: Pelaku, rakor_id: int, kode: str, pd_id: int | None
) -> None:
    """Record that the person is there, for `pd_id`; of a PIC always for their own.

    Only while the rakor runs and with the code that stands on its screens; who is on the list
    already may change the perangkat daerah without it. Raises KodeHadirSalah or KeadaanRakorSalah.
    """
    require(pelaku, Hak.HADIR)
    pengguna_id = _account(pelaku)
    rakor = _take_running(session, rakor_id)
    row = _own(session, rakor_id, pengguna_id)
    there = row is not None and row.ditarik_pada is None
    if not there and not same_kode(kode, rakor.kode_hadir):
        raise KodeHadirSalah
    own_pd = _require_pd(session, pelaku.pd_id or pd_id)
    if row is None:
        row = t.Kehadiran(
            rakor_id=rakor_id, pd_id=own_pd, pengguna_id=pengguna_id,
            cara=CaraHadir.SENDIRI, pada=now(),
        )  # fmt: skip
        session.add(row)
    elif not there:
        row.ditarik_pada, row.pada = None, now()
    row.pd_id = own_pd


def withdraw_hadir(session: Session, *, pelaku: Pelaku, rakor_id: int) -> None:
    """Take back that the person is there; nothing happens when they are not on the list."""
    require(pelaku, Hak.HADIR)
    pengguna_id = _account(pelaku)
    _take_running(session, rakor_id)
    row = _own(session, rakor_id, pengguna_id)
    if row is not None and row.ditarik_pada is None:
        row.ditarik_pada = now()


def _take(session: Session, rakor_id: int) -> t.Rakor:
    """Return a rakor, locked, unless it is closed."""
    rakor = take_rakor(session, rakor_id, keadaan=tuple(KeadaanRakor))
    if rakor.keadaan == KeadaanRakor.DITUTUP:
        raise KeadaanRakorSalah(DITUTUP)
    return rakor


def _take_running(session: Session, rakor_id: int) -> t.Rakor:
    rakor = _take(session, rakor_id)
    if rakor.keadaan != KeadaanRakor.BERLANGSUNG:
        raise KeadaanRakorSalah(BELUM_DIBUKA)
    return rakor


def _account(pelaku: Pelaku) -> int:
    if pelaku.id is None:
        raise NotFound("Hanya orang dengan akun dapat mencatat kehadirannya sendiri.")
    return pelaku.id


def _own(session: Session, rakor_id: int, pengguna_id: int) -> t.Kehadiran | None:
    """Return the person's own row, withdrawn or not; there is never a second one."""
    query = select(t.Kehadiran).where(
        t.Kehadiran.rakor_id == rakor_id, t.Kehadiran.pengguna_id == pengguna_id
    )
    return session.exec(query.order_by(col(t.Kehadiran.id)).limit(1)).first()


def _require_pd(session: Session, pd_id: int | None) -> int:
    if pd_id is None or session.get(t.PerangkatDaerah, pd_id) is None:
        raise NotFound("Perangkat daerah tidak dikenal. Pilih dari daftar.")
    return pd_id
