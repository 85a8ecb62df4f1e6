"""Writes: the sittings and the agenda of a rakor.

The rakor itself is locked first, whatever of it is changed, so that two people never wait for each
other.
"""

from collections.abc import Sequence
from typing import TypeVar

from sqlmodel import Session, col, func, select

from model import tables as t
from model.clock import now
from model.commands.rakor import take_rakor
from model.errors import InvalidIsian, NotFound, StaleVersion
from model.isian_rakor import IsianAgenda, IsianSesi
from model.labels import nama_kolom
from model.permissions import Hak, Pelaku, require
from model.queries.riwayat import list_perubahan

Bagian = TypeVar("Bagian", t.SesiRakor, t.Agenda)


def create_sesi(session: Session, *, pelaku: Pelaku, rakor_id: int, isian: IsianSesi) -> int:
    """Add a sitting and return its id. Raises InvalidIsian for a day outside the rakor."""
    require(pelaku, Hak.KELOLA_RAKOR)
    rakor = take_rakor(session, rakor_id)
    _check_day(rakor, isian)
    sesi = t.SesiRakor(rakor_id=rakor_id, **isian.model_dump())
    session.add(sesi)
    session.flush()
    return sesi.id


def update_sesi(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianSesi
) -> None:
    """Change a sitting."""
    require(pelaku, Hak.KELOLA_RAKOR)
    sesi, rakor = _take_part(session, t.SesiRakor, row_id, versi)
    _check_day(rakor, isian)
    sesi.sqlmodel_update(isian.model_dump())


def withdraw_sesi(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Take a sitting out; its items stay in the agenda without one."""
    require(pelaku, Hak.KELOLA_RAKOR)
    sesi, _ = _take_part(session, t.SesiRakor, row_id, versi)
    for agenda in session.exec(select(t.Agenda).where(t.Agenda.sesi_id == row_id)):
        agenda.sesi_id = None
    sesi.ditarik_pada = now()


def fill_sesi(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, agenda_ids: Sequence[int]
) -> None:
    """Make `agenda_ids` the items of a sitting; those it had before are left without one.

    Raises NotFound for an item that is not of this rakor.
    """
    require(pelaku, Hak.KELOLA_RAKOR)
    sesi, rakor = _take_part(session, t.SesiRakor, row_id, versi)
    items = _items(session, rakor.id)
    wanted = set(agenda_ids)
    if wanted - {item.id for item in items}:
        raise NotFound("Acara ini bukan bagian rakor ini. Muat ulang halaman lalu pilih lagi.")
    for item in items:
        if item.id in wanted:
            item.sesi_id = sesi.id
        elif item.sesi_id == sesi.id:
            item.sesi_id = None


def create_agenda(session: Session, *, pelaku: Pelaku, rakor_id: int, isian: IsianAgenda) -> int:
    """Add an item at the end of the agenda and return its id."""
    require(pelaku, Hak.KELOLA_RAKOR)
    take_rakor(session, rakor_id)
    _check_agenda(session, rakor_id, isian)
    last = session.exec(
        select(func.max(t.Agenda.urutan)).where(t.Agenda.rakor_id == rakor_id)
    ).one()
    agenda = t.Agenda(rakor_id=rakor_id, urutan=(last or 0) + 1, **isian.model_dump())
    session.add(agenda)
    session.flush()
    return agenda.id


def update_agenda(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianAgenda
) -> None:
    """Change an item of the agenda, wherever it has been moved to meanwhile."""
    require(pelaku, Hak.KELOLA_RAKOR)
    agenda, _ = _take_part(session, t.Agenda, row_id, versi, besides="urutan")
    _check_agenda(session, agenda.rakor_id, isian, own_id=row_id)
    agenda.sqlmodel_update(isian.model_dump())


def withdraw_agenda(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Take an item out of the agenda."""
    require(pelaku, Hak.KELOLA_RAKOR)
    agenda, _ = _take_part(session, t.Agenda, row_id, versi)
    agenda.ditarik_pada = now()


def move_agenda(session: Session, *, pelaku: Pelaku, row_id: int, versi: int, langkah: int) -> None:
    """Move an item of the agenda `langkah` places down (up when negative); ends stay ends."""
    require(pelaku, Hak.KELOLA_RAKOR)
    agenda, _ = _take_part(session, t.Agenda, row_id, versi)
    items = _items(session, agenda.rakor_id)
    place = items.index(agenda)
    items.insert(max(0, min(len(items) - 1, place + langkah)), items.pop(place))
    for urutan, item in enumerate(items, start=1):
        item.urutan = urutan


def _take_part(
    session: Session, kind: type[Bagian], row_id: int, versi: int, besides: str = ""
) -> tuple[Bagian, t.Rakor]:
    """Return a sitting or an item and its rakor, which is not closed, both locked for change.

    That others changed the column `besides` since `versi` does not make it stale.
    """
    found = session.get(kind, row_id)
    if found is None:
        raise NotFound("Data ini tidak ada lagi. Muat ulang halaman.")
    rakor = take_rakor(session, found.rakor_id)
    row = session.get_one(kind, row_id, with_for_update=True, populate_existing=True)
    if row.ditarik_pada is not None:
        raise NotFound("Data ini tidak ada lagi. Muat ulang halaman.")
    if row.versi != versi:
        nama = str(row.__tablename__)
        since = list_perubahan(session, tabel=nama, baris_id=row_id, versi=versi)
        if {change.kolom for change in since} != {nama_kolom(nama, besides)}:
            raise StaleVersion(since, row.versi)
    return row, rakor


def _items(session: Session, rakor_id: int) -> list[t.Agenda]:
    query = (
        select(t.Agenda)
        .where(t.Agenda.rakor_id == rakor_id, col(t.Agenda.ditarik_pada).is_(None))
        .order_by(col(t.Agenda.urutan), col(t.Agenda.id))
    )
    return list(session.exec(query))


def _check_day(rakor: t.Rakor, isian: IsianSesi) -> None:
    if not rakor.mulai <= isian.tanggal <= rakor.selesai:
        raise InvalidIsian({"tanggal": "Tanggal sesi harus di antara hari-hari rakor."})


def _check_agenda(
    session: Session, rakor_id: int, isian: IsianAgenda, own_id: int | None = None
) -> None:
    """Refuse another meeting's sitting, an unknown pokja, and a second turn of a pokja."""
    if isian.sesi_id is not None:
        sesi = session.get(t.SesiRakor, isian.sesi_id)
        if sesi is None or sesi.rakor_id != rakor_id or sesi.ditarik_pada is not None:
            raise InvalidIsian({"sesi_id": "Sesi ini bukan bagian rakor ini. Pilih lagi."})
    if isian.pokja_id is None:
        return
    if session.get(t.Pokja, isian.pokja_id) is None:
        raise InvalidIsian({"pokja_id": "Pokja tidak dikenal. Pilih lagi."})
    same = select(t.Agenda.id).where(
        t.Agenda.rakor_id == rakor_id,
        t.Agenda.pokja_id == isian.pokja_id,
        col(t.Agenda.ditarik_pada).is_(None),
        t.Agenda.id != (own_id or 0),
    )
    if session.exec(same).first() is not None:
        raise InvalidIsian({"pokja_id": "Pokja ini sudah mempunyai giliran dalam agenda."})
