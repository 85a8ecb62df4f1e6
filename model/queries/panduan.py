"""Reads of the live side of a rakor: the heartbeat of screens, what they show, the clocks."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import KeadaanRakor, ModeLayar
from model.tables.base import enum_column


@dataclass(frozen=True)
class Denyut:
    """What open screens compare: a change of any of these is something to show.

    `versi` counts committed changes of data, `rakor_id` is the rakor that runs (None: none does),
    `nomor` counts what its moderator did.
    """

    versi: int
    rakor_id: int | None
    nomor: int


@dataclass(frozen=True)
class PanduanLayar:
    """What the screens of a rakor show now."""

    rakor_id: int
    mode: ModeLayar
    slide: str
    detik: int
    nomor: int


@dataclass(frozen=True)
class Waktu:
    """The clock of an item of the agenda: minutes granted, seconds used before the present run."""

    agenda_id: int
    menit: int
    terpakai: int
    berjalan_sejak: datetime | None


# Written out in the statement: else SQLite does not see that the unique index of it serves.
_BERLANGSUNG = bindparam(
    "berlangsung",
    KeadaanRakor.BERLANGSUNG,
    type_=enum_column(KeadaanRakor, "keadaan"),
    literal_execute=True,
)


def get_denyut(session: Session) -> Denyut:
    """Return the heartbeat: one row by primary key and one by a unique index, whatever there is."""
    rakor, layar = t.Rakor, t.KeadaanLayar
    query = (
        select(col(t.VersiData.nomor), col(rakor.id), col(layar.nomor))
        .join_from(t.VersiData, rakor, col(rakor.keadaan) == _BERLANGSUNG, isouter=True)
        .join(layar, col(layar.rakor_id) == col(rakor.id), isouter=True)
    )
    versi, rakor_id, nomor = session.execute(query).one()
    return Denyut(versi, rakor_id, nomor or 0)


def get_panduan(session: Session, *, rakor_id: int) -> PanduanLayar:
    """Return what the screens of a rakor show; of one never steered: automatic, the title."""
    row = session.get(t.KeadaanLayar, rakor_id)
    if row is None:
        row = t.KeadaanLayar(rakor_id=rakor_id)
    return PanduanLayar(rakor_id, row.mode, row.slide, row.detik, row.nomor)


def map_waktu(session: Session, *, rakor_id: int) -> dict[int, Waktu]:
    """Return the clock of every item of the agenda, by the item's id."""
    agenda, waktu = t.Agenda, t.WaktuAgenda
    query = (
        select(col(agenda.id), col(agenda.menit), col(waktu.terpakai), col(waktu.berjalan_sejak))
        .join(waktu, col(waktu.agenda_id) == col(agenda.id), isouter=True)
        .where(col(agenda.rakor_id) == rakor_id, col(agenda.ditarik_pada).is_(None))
    )
    return {
        agenda_id: Waktu(agenda_id, menit, terpakai or 0, sejak)
        for agenda_id, menit, terpakai, sejak in session.execute(query)
    }
