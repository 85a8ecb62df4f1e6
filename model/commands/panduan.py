"""Writes: what the screens of a rakor show, and the clock of its agenda.

None of this is data that a cached page shows, so no page gets old by it.
"""

import re
from datetime import datetime

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import KeadaanRakor, ModeLayar
from model.clock import now
from model.commands.rakor import BELUM_DITUTUP, take_rakor
from model.errors import InvalidIsian, NotFound
from model.permissions import Hak, Pelaku, require

KUNCI_SLIDE = re.compile(r"[a-z]{1,20}(\.[A-Za-z0-9-]{1,40})?")


def steer(session: Session, *, pelaku: Pelaku, rakor_id: int, slide: str) -> None:
    """Show `slide` (such as `peta.keuangan` or `objek.KEU-R03`) on every screen of the rakor.

    The slides of a pokja start its clock while the rakor runs. From here on the screens are
    steered. Raises InvalidIsian for what is no name of a slide.
    """
    require(pelaku, Hak.KELOLA_RAKOR)
    rakor = take_rakor(session, rakor_id, keadaan=BELUM_DITUTUP)
    if not KUNCI_SLIDE.fullmatch(slide):
        raise InvalidIsian({"slide": "Slide ini tidak dikenal. Pilih dari daftar."})
    keadaan = _take_layar(session, rakor_id)
    keadaan.mode, keadaan.slide, keadaan.nomor = ModeLayar.DIPANDU, slide, keadaan.nomor + 1
    if rakor.keadaan == KeadaanRakor.BERLANGSUNG:
        agenda_id = _agenda_of(session, rakor_id, slide)
        if agenda_id is not None:
            _run_only(session, rakor_id, agenda_id, now())


def set_mode(
    session: Session, *, pelaku: Pelaku, rakor_id: int, mode: ModeLayar, detik: int
) -> None:
    """Let the screens go on by themselves every `detik` seconds (5 to 600), or steer them."""
    require(pelaku, Hak.KELOLA_RAKOR)
    take_rakor(session, rakor_id, keadaan=BELUM_DITUTUP)
    if not 5 <= detik <= 600:
        raise InvalidIsian({"detik": "Waktu per slide antara 5 dan 600 detik."})
    keadaan = _take_layar(session, rakor_id)
    keadaan.mode, keadaan.detik, keadaan.nomor = mode, detik, keadaan.nomor + 1


def run_waktu(session: Session, *, pelaku: Pelaku, agenda_id: int) -> None:
    """Start the clock of an item of the agenda and stop any other."""
    require(pelaku, Hak.KELOLA_RAKOR)
    rakor_id = _rakor_of(session, agenda_id)
    _run_only(session, rakor_id, agenda_id, now())
    _count(session, rakor_id)


def stop_waktu(session: Session, *, pelaku: Pelaku, agenda_id: int, nol: bool = False) -> None:
    """Stop the clock of an item of the agenda; with `nol` it begins again from nothing."""
    require(pelaku, Hak.KELOLA_RAKOR)
    rakor_id = _rakor_of(session, agenda_id)
    waktu = _waktu(session, agenda_id)
    _stop(waktu, now())
    if nol:
        waktu.terpakai = 0
    _count(session, rakor_id)


def _take_layar(session: Session, rakor_id: int) -> t.KeadaanLayar:
    keadaan = session.get(t.KeadaanLayar, rakor_id, with_for_update=True)
    if keadaan is None:
        keadaan = t.KeadaanLayar(rakor_id=rakor_id)
        session.add(keadaan)
        session.flush()
    return keadaan


def _count(session: Session, rakor_id: int) -> None:
    """Tell the screens that something changed."""
    _take_layar(session, rakor_id).nomor += 1


def _rakor_of(session: Session, agenda_id: int) -> int:
    agenda = session.get(t.Agenda, agenda_id)
    if agenda is None or agenda.ditarik_pada is not None:
        raise NotFound("Acara ini tidak ada lagi. Muat ulang halaman.")
    return take_rakor(session, agenda.rakor_id, keadaan=(KeadaanRakor.BERLANGSUNG,)).id


def _agenda_of(session: Session, rakor_id: int, slide: str) -> int | None:
    """Return the item of the agenda that a slide belongs to, None for one of the whole forum."""
    jenis, _, tentang = slide.partition(".")
    query = select(t.Agenda.id).where(
        t.Agenda.rakor_id == rakor_id, col(t.Agenda.ditarik_pada).is_(None)
    )
    if jenis == "acara":
        return (
            session.exec(query.where(t.Agenda.id == int(tentang))).first()
            if (tentang.isdecimal())
            else None
        )
    if not tentang:
        return None
    pokja = (
        t.Pokja.kode == tentang.partition("-")[0] if jenis == "objek" else (t.Pokja.slug == tentang)
    )
    return session.exec(query.join(t.Pokja).where(pokja)).first()


def _waktu(session: Session, agenda_id: int) -> t.WaktuAgenda:
    waktu = session.get(t.WaktuAgenda, agenda_id, with_for_update=True)
    if waktu is None:
        waktu = t.WaktuAgenda(agenda_id=agenda_id)
        session.add(waktu)
    return waktu


def _stop(waktu: t.WaktuAgenda, saat: datetime) -> None:
    if waktu.berjalan_sejak is not None:
        waktu.terpakai += max(0, int((saat - waktu.berjalan_sejak).total_seconds()))
        waktu.berjalan_sejak = None


def stop_waktu_rakor(
    session: Session, rakor_id: int, saat: datetime, kecuali: int | None = None
) -> None:
    """Stop the clocks of a rakor, that of the item `kecuali` left out; a part of other commands."""
    running = (
        select(t.WaktuAgenda)
        .join(t.Agenda, col(t.Agenda.id) == col(t.WaktuAgenda.agenda_id))
        .where(t.Agenda.rakor_id == rakor_id, col(t.WaktuAgenda.berjalan_sejak).is_not(None))
        .with_for_update()
    )
    for waktu in session.exec(running).all():
        if waktu.agenda_id != kecuali:
            _stop(waktu, saat)


def _run_only(session: Session, rakor_id: int, agenda_id: int, saat: datetime) -> None:
    stop_waktu_rakor(session, rakor_id, saat, kecuali=agenda_id)
    mine = _waktu(session, agenda_id)
    if mine.berjalan_sejak is None:
        mine.berjalan_sejak = saat
