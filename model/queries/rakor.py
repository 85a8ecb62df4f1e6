"""Reads of rakor: the list, one of them, its agenda and sittings, who is invited and there."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import KeadaanRakor


@dataclass(frozen=True)
class RakorSingkat:
    """One rakor in a list. `hadir` of `diundang` perangkat daerah were there."""

    id: int
    versi: int
    tema: str
    tempat: str
    mulai: date
    selesai: date
    keadaan: KeadaanRakor
    dibuka_pada: datetime | None
    ditutup_pada: datetime | None
    catatan: str
    kode_hadir: str
    diundang: int
    hadir: int


@dataclass(frozen=True)
class BarisSesi:
    """A sitting of a rakor."""

    id: int
    versi: int
    nama: str
    tanggal: date
    jam_mulai: time
    jam_selesai: time


@dataclass(frozen=True)
class BarisAgenda:
    """An item of the agenda, in order; `pokja` None for a free item."""

    id: int
    versi: int
    urutan: int
    judul: str
    menit: int
    sesi_id: int | None
    pokja_id: int | None
    pokja: str | None
    slug: str | None


def _singkat() -> tuple[ColumnElement[object], ...]:
    r, u, k = t.Rakor, t.Undangan, t.Kehadiran
    invited = (
        select(func.count())
        .where(col(u.rakor_id) == col(r.id), col(u.ditarik_pada).is_(None))
        .correlate(r)
        .scalar_subquery()
    )
    # Whoever comes uninvited is on the list of those present, but not among "38 dari 45".
    present = (
        select(func.count(func.distinct(col(k.pd_id))))
        .join(u, (col(u.rakor_id) == col(k.rakor_id)) & (col(u.pd_id) == col(k.pd_id)))
        .where(
            col(k.rakor_id) == col(r.id), col(k.ditarik_pada).is_(None),
            col(u.ditarik_pada).is_(None),
        )
        .correlate(r)
        .scalar_subquery()
    )  # fmt: skip
    names = (
        r.id, r.versi, r.tema, r.tempat, r.mulai, r.selesai, r.keadaan, r.dibuka_pada,
        r.ditutup_pada, r.catatan, r.kode_hadir,
    )  # fmt: skip
    return (*(col(name) for name in names), invited, present)  # type: ignore[arg-type]


def list_rakor(session: Session, *, sebanyak: int = 100) -> list[RakorSingkat]:
    """Return the rakor, the running one first, then the newest."""
    first = case((col(t.Rakor.keadaan) == KeadaanRakor.BERLANGSUNG, 0), else_=1)
    query = select(*_singkat()).order_by(first, col(t.Rakor.mulai).desc(), col(t.Rakor.id).desc())
    return [RakorSingkat(*row) for row in session.execute(query.limit(sebanyak))]


def get_rakor(session: Session, *, rakor_id: int) -> RakorSingkat | None:
    """Return one rakor, None when there is none of this id."""
    row = session.execute(select(*_singkat()).where(col(t.Rakor.id) == rakor_id)).first()
    return RakorSingkat(*row) if row else None


def get_rakor_layar(session: Session) -> int | None:
    """Return the rakor that a screen shows when none is named; None when there is none at all.

    The running one, else the next one prepared, else the one closed last.
    """
    r = t.Rakor
    order = {KeadaanRakor.BERLANGSUNG: 0, KeadaanRakor.DISIAPKAN: 1, KeadaanRakor.DITUTUP: 2}
    rank = case(*((col(r.keadaan) == keadaan, number) for keadaan, number in order.items()))
    coming = case((col(r.keadaan) == KeadaanRakor.DISIAPKAN, col(r.mulai)))
    return session.execute(
        select(col(r.id)).order_by(rank, coming, col(r.ditutup_pada).desc()).limit(1)
    ).scalar_one_or_none()


def list_sesi_rakor(session: Session, *, rakor_id: int) -> list[BarisSesi]:
    """Return the sittings of a rakor in the order of time."""
    s = t.SesiRakor
    query = (
        select(
            col(s.id), col(s.versi), col(s.nama), col(s.tanggal), col(s.jam_mulai),
            col(s.jam_selesai),
        )
        .where(col(s.rakor_id) == rakor_id, col(s.ditarik_pada).is_(None))
        .order_by(col(s.tanggal), col(s.jam_mulai), col(s.id))
    )  # fmt: skip
    return [BarisSesi(*row) for row in session.execute(query)]


def list_agenda(session: Session, *, rakor_id: int) -> list[BarisAgenda]:
    """Return the agenda of a rakor in its order."""
    a = t.Agenda
    query = (
        select(
            col(a.id), col(a.versi), col(a.urutan), col(a.judul), col(a.menit), col(a.sesi_id),
            col(a.pokja_id), col(t.Pokja.nama), col(t.Pokja.slug),
        )
        .join(t.Pokja, col(t.Pokja.id) == col(a.pokja_id), isouter=True)
        .where(col(a.rakor_id) == rakor_id, col(a.ditarik_pada).is_(None))
        .order_by(col(a.urutan), col(a.id))
    )  # fmt: skip
    return [BarisAgenda(*row) for row in session.execute(query)]
