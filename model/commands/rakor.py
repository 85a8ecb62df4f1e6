"""Writes: preparing and opening a rakor, and whom it invites."""

import secrets
from collections.abc import Sequence

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import KeadaanRakor
from model.clock import now
from model.commands.umum import require_versi
from model.errors import DomainError, InvalidIsian, NotFound
from model.isian_rakor import IsianRakor
from model.permissions import Hak, Pelaku, require

MENIT_POKJA = 15
PEMBUKAAN = (("Pembukaan dan tindak lanjut rakor lalu", 10),)
PENUTUPAN = (("Pembacaan keputusan dan penutupan", 10),)

DISIAPKAN = (KeadaanRakor.DISIAPKAN,)
BELUM_DITUTUP = (KeadaanRakor.DISIAPKAN, KeadaanRakor.BERLANGSUNG)

KALIMAT_KEADAAN = {
    KeadaanRakor.DISIAPKAN: "Rakor ini belum dibuka. Buka rakor dahulu, lalu ulangi.",
    KeadaanRakor.BERLANGSUNG: "Rakor ini sudah dibuka. Muat ulang halaman.",
    KeadaanRakor.DITUTUP: "Rakor ini sudah ditutup, jadi tidak berubah lagi. Muat ulang halaman.",
}


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
    require_versi(session, rakor, versi)
    if rakor.keadaan not in keadaan:
        raise KeadaanRakorSalah(KALIMAT_KEADAAN[rakor.keadaan])
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
    """Change theme, days, place or note of a rakor that is not closed.

    Raises InvalidIsian while a sitting is on a day that it would not have any more.
    """
    require(pelaku, Hak.KELOLA_RAKOR)
    rakor = take_rakor(session, row_id, versi)
    sesi = t.SesiRakor
    outside = select(sesi.nama).where(
        sesi.rakor_id == row_id,
        col(sesi.ditarik_pada).is_(None),
        ~col(sesi.tanggal).between(isian.mulai, isian.selesai),
    )
    if nama := session.exec(outside.order_by(col(sesi.tanggal)).limit(1)).first():
        sentence = f"Sesi “{nama}” di luar hari-hari ini. Ubah atau tarik sesinya dahulu."
        raise InvalidIsian({"mulai": sentence})
    rakor.sqlmodel_update(isian.model_dump())


def open_rakor(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Begin a rakor. Raises KeadaanRakorSalah while another one runs."""
    require(pelaku, Hak.KELOLA_RAKOR)
    # All that could be opened are locked first, so that two people cannot open two at once.
    others = select(t.Rakor.id).where(t.Rakor.keadaan != KeadaanRakor.DITUTUP)
    session.exec(others.order_by(col(t.Rakor.id)).with_for_update()).all()
    rakor = take_rakor(session, row_id, versi, DISIAPKAN)
    running = select(t.Rakor.tema).where(t.Rakor.keadaan == KeadaanRakor.BERLANGSUNG)
    if tema := session.exec(running).first():
        raise KeadaanRakorSalah(
            f"Rakor “{tema}” masih berlangsung. Tutup dahulu sebelum membuka yang ini."
        )
    rakor.keadaan = KeadaanRakor.BERLANGSUNG
    rakor.dibuka_pada = now()


def set_undangan(
    session: Session,
    *,
    pelaku: Pelaku,
    rakor_id: int,
    pd_ids: Sequence[int],
    semula: Sequence[int] | None = None,
) -> None:
    """Make `pd_ids` the perangkat daerah that are invited. Raises NotFound for an unknown one.

    With `semula`, the list that the person began from, only what they changed in it is changed:
    what others did meanwhile stays.
    """
    require(pelaku, Hak.KELOLA_RAKOR)
    take_rakor(session, rakor_id)
    wanted = set(pd_ids)
    known = session.exec(
        select(t.PerangkatDaerah.id).where(col(t.PerangkatDaerah.id).in_(wanted))
    ).all()
    if len(known) != len(wanted):
        raise NotFound("Perangkat daerah tidak dikenal. Muat ulang halaman lalu pilih lagi.")
    rows = session.exec(select(t.Undangan).where(t.Undangan.rakor_id == rakor_id)).all()
    if semula is not None:
        there = {row.pd_id for row in rows if row.ditarik_pada is None}
        wanted = there - (set(semula) - wanted) | (wanted - set(semula))
    for row in rows:
        if (row.ditarik_pada is None) != (row.pd_id in wanted):
            row.ditarik_pada = None if row.pd_id in wanted else now()
    for pd_id in sorted(wanted - {row.pd_id for row in rows}):
        session.add(t.Undangan(rakor_id=rakor_id, pd_id=pd_id))
