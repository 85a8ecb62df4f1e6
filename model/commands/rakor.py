"""Writes: preparing and opening a rakor; its sittings, agenda and invitations."""

import secrets
from collections.abc import Sequence
from typing import TypeVar

from sqlmodel import Session, col, func, select

from model import tables as t
from model.choices import KeadaanRakor
from model.clock import now
from model.errors import DomainError, InvalidIsian, NotFound, StaleVersion
from model.isian_rakor import IsianAgenda, IsianRakor, IsianSesi
from model.permissions import Hak, Pelaku, require
from model.queries.riwayat import list_perubahan

MENIT_POKJA = 15
PEMBUKAAN = (("Pembukaan dan tindak lanjut rakor lalu", 10),)
PENUTUPAN = (("Pembacaan keputusan dan penutupan", 10),)

DISIAPKAN = (KeadaanRakor.DISIAPKAN,)
BELUM_DITUTUP = (KeadaanRakor.DISIAPKAN, KeadaanRakor.BERLANGSUNG)

Bagian = TypeVar("Bagian", t.SesiRakor, t.Agenda)


class KeadaanRakorSalah(DomainError):
    """The rakor is not in a state in which this can be done."""


def take_rakor(
    session: Session,
    rakor_id: int,
    versi: int | None = None,
    keadaan: Sequence[KeadaanRakor] = BELUM_DITUTUP,
) -> t.Rakor:
    """Return a rakor, locked for change; the right has been asked for already.

    Raises NotFound, StaleVersion when it was saved since `versi` was read (None: any version), or
    KeadaanRakorSalah when it is in none of the states `keadaan`.
    """
    rakor = session.get(t.Rakor, rakor_id, with_for_update=True)
    if rakor is None:
        raise NotFound("Rakor ini tidak ada. Muat ulang halaman.")
    if versi is not None and rakor.versi != versi:
        since = list_perubahan(session, tabel="rakor", baris_id=rakor_id, versi=versi)
        raise StaleVersion(since, rakor.versi)
    if rakor.keadaan not in keadaan:
        raise KeadaanRakorSalah(
            f"Rakor ini {rakor.keadaan.label.lower()}, jadi hal ini tidak dapat dilakukan lagi. "
            "Muat ulang halaman."
        )
    return rakor


def create_rakor(session: Session, *, pelaku: Pelaku, isian: IsianRakor) -> int:
    """Add a rakor with the usual agenda and everybody invited; return its id.

    The usual agenda is an opening, the nine pokja in the official order, and a closing.
    """
    require(pelaku, Hak.KELOLA_RAKOR)
    rakor = t.Rakor(**isian.model_dump(), kode_hadir=secrets.token_urlsafe(12))
    session.add(rakor)
    session.flush()
    pokja = session.exec(select(t.Pokja.nama, t.Pokja.id).order_by(col(t.Pokja.urutan))).all()
    items = [
        *((judul, None, menit) for judul, menit in PEMBUKAAN),
        *((f"Pokja {nama}", pokja_id, MENIT_POKJA) for nama, pokja_id in pokja),
        *((judul, None, menit) for judul, menit in PENUTUPAN),
    ]
    for urutan, (judul, pokja_id, menit) in enumerate(items, start=1):
        session.add(
            t.Agenda(rakor_id=rakor.id, urutan=urutan, judul=judul, pokja_id=pokja_id, menit=menit)
        )
    for pd_id in session.exec(select(t.PerangkatDaerah.id)).all():
        session.add(t.Undangan(rakor_id=rakor.id, pd_id=pd_id))
    session.add(t.KeadaanLayar(rakor_id=rakor.id))
    return rakor.id


def update_rakor(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianRakor
) -> None:
    """Change theme, days, place or note of a rakor that is not closed."""
    require(pelaku, Hak.KELOLA_RAKOR)
    take_rakor(session, row_id, versi).sqlmodel_update(isian.model_dump())


def open_rakor(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Begin a rakor. Raises KeadaanRakorSalah while another one runs."""
    require(pelaku, Hak.KELOLA_RAKOR)
    rakor = take_rakor(session, row_id, versi, DISIAPKAN)
    running = select(t.Rakor.tema).where(t.Rakor.keadaan == KeadaanRakor.BERLANGSUNG)
    if tema := session.exec(running).first():
        raise KeadaanRakorSalah(
            f"Rakor “{tema}” masih berlangsung. Tutup dahulu sebelum membuka yang ini."
        )
    rakor.keadaan = KeadaanRakor.BERLANGSUNG
    rakor.dibuka_pada = now()


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
    """Change an item of the agenda."""
    require(pelaku, Hak.KELOLA_RAKOR)
    agenda, _ = _take_part(session, t.Agenda, row_id, versi)
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
    query = (
        select(t.Agenda)
        .where(t.Agenda.rakor_id == agenda.rakor_id, col(t.Agenda.ditarik_pada).is_(None))
        .order_by(col(t.Agenda.urutan), col(t.Agenda.id))
    )
    items = list(session.exec(query))
    place = items.index(agenda)
    items.insert(max(0, min(len(items) - 1, place + langkah)), items.pop(place))
    for urutan, item in enumerate(items, start=1):
        item.urutan = urutan


def set_undangan(session: Session, *, pelaku: Pelaku, rakor_id: int, pd_ids: Sequence[int]) -> None:
    """Make `pd_ids` the perangkat daerah that are invited. Raises NotFound for an unknown one."""
    require(pelaku, Hak.KELOLA_RAKOR)
    take_rakor(session, rakor_id)
    wanted = set(pd_ids)
    known = session.exec(
        select(t.PerangkatDaerah.id).where(col(t.PerangkatDaerah.id).in_(wanted))
    ).all()
    if len(known) != len(wanted):
        raise NotFound("Perangkat daerah tidak dikenal. Muat ulang halaman lalu pilih lagi.")
    rows = session.exec(select(t.Undangan).where(t.Undangan.rakor_id == rakor_id)).all()
    for row in rows:
        if (row.ditarik_pada is None) != (row.pd_id in wanted):
            row.ditarik_pada = None if row.pd_id in wanted else now()
    for pd_id in sorted(wanted - {row.pd_id for row in rows}):
        session.add(t.Undangan(rakor_id=rakor_id, pd_id=pd_id))


def _take_part(
    session: Session, kind: type[Bagian], row_id: int, versi: int
) -> tuple[Bagian, t.Rakor]:
    """Return a sitting or an item, locked for change, and its rakor, which is not closed."""
    row = session.get(kind, row_id, with_for_update=True)
    if row is None or row.ditarik_pada is not None:
        raise NotFound("Data ini tidak ada lagi. Muat ulang halaman.")
    if row.versi != versi:
        nama = str(row.__tablename__)
        since = list_perubahan(session, tabel=nama, baris_id=row_id, versi=versi)
        raise StaleVersion(since, row.versi)
    return row, take_rakor(session, row.rakor_id)


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
