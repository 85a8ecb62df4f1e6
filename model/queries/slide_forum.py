"""Reads for the slides of the whole forum: what moved in each pokja, and the newest change."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import KeadaanRakor, Posisi
from model.clock import WIB
from model.queries.umum import NOT_WITHDRAWN


@dataclass(frozen=True)
class PergerakanPokja:
    """What happened in a pokja since a day."""

    pemutakhiran: int = 0
    selesai: int = 0
    risiko_naik: int = 0
    risiko_turun: int = 0


@dataclass(frozen=True)
class RakorSebelum:
    """The rakor that changes are counted from."""

    id: int
    mulai: date
    selesai: date
    ditutup_pada: datetime


def get_rakor_sebelum(session: Session, *, rakor_id: int | None) -> RakorSebelum | None:
    """Return the rakor closed last, before the one named when that is closed too; None for none."""
    r = t.Rakor
    query = select(col(r.id), col(r.mulai), col(r.selesai), col(r.ditutup_pada)).where(
        col(r.keadaan) == KeadaanRakor.DITUTUP
    )
    if rakor_id is not None:
        this = select(col(r.ditutup_pada)).where(col(r.id) == rakor_id).scalar_subquery()
        earlier = or_(this.is_(None), col(r.ditutup_pada) < this)
        query = query.where(col(r.id) != rakor_id, earlier)
    row = session.execute(query.order_by(col(r.ditutup_pada).desc()).limit(1)).first()
    return RakorSebelum(*row) if row else None


def map_pergerakan(session: Session, *, hari: date, lama: int) -> dict[int | None, PergerakanPokja]:
    """Return `ringkasan.get_pergerakan` of every pokja where anything moved, by its id.

    None is the whole forum.
    """
    sejak = hari - timedelta(days=lama)
    moment = datetime.combine(sejak + timedelta(days=1), time(), WIB)
    a, p = t.RencanaAksi, t.Pemutakhiran
    pokja = col(a.pokja_id)
    updates = (
        select(pokja, func.count())
        .join_from(p, a, col(a.id) == col(p.aksi_id))
        .where(col(p.pada) >= moment)
        .group_by(pokja)
    )
    done = (
        select(pokja, func.count())
        .where(NOT_WITHDRAWN, col(a.selesai_pada) > sejak)
        .group_by(pokja)
    )
    kabar = {row[0]: row[1] for row in session.execute(updates)}
    selesai = {row[0]: row[1] for row in session.execute(done)}
    gerak = {row[0]: (row[1] or 0, row[2] or 0) for row in session.execute(_moved(sejak))}
    found: dict[int | None, PergerakanPokja] = {
        pokja_id: PergerakanPokja(
            kabar.get(pokja_id, 0), selesai.get(pokja_id, 0), *gerak.get(pokja_id, (0, 0))
        )
        for pokja_id in {*kabar, *selesai, *gerak}
    }
    found[None] = PergerakanPokja(
        sum(kabar.values()),
        sum(selesai.values()),
        sum(naik for naik, _ in gerak.values()),
        sum(turun for _, turun in gerak.values()),
    )
    return found


def _moved(sejak: date) -> Any:
    """Return how many risiko of each pokja rose and fell since a day."""
    r, nilai = t.Risiko, t.PenilaianRisiko
    saat_ini = col(nilai.posisi) == Posisi.SAAT_INI
    before = (
        select(col(nilai.besaran))
        .where(col(nilai.risiko_id) == col(r.id), saat_ini, col(nilai.tanggal) <= sejak)
        .order_by(col(nilai.tanggal).desc(), col(nilai.id).desc())
        .limit(1)
        .correlate(r)
        .scalar_subquery()
    )
    recent = select(col(nilai.risiko_id)).where(saat_ini, col(nilai.tanggal) > sejak)
    return (
        select(
            col(r.pokja_id),
            func.sum(case((col(r.besaran_saat_ini) > before, 1), else_=0)),
            func.sum(case((col(r.besaran_saat_ini) < before, 1), else_=0)),
        )
        .where(col(r.ditarik_pada).is_(None), col(r.id).in_(recent))
        .group_by(col(r.pokja_id))
    )


def get_perubahan_terakhir(session: Session) -> datetime | None:
    """Return when the data last changed: the newest line of the riwayat; None when it is empty."""
    end = select(col(t.VersiData.riwayat_id)).scalar_subquery()
    query = select(col(t.Riwayat.pada)).where(col(t.Riwayat.id) == end)
    return session.execute(query).scalar_one_or_none()
