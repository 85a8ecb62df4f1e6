"""Reads of what moved in the last days, in the forum and in each pokja."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Posisi
from model.clock import WIB
from model.queries.acuan import get_matriks
from model.queries.umum import NOT_WITHDRAWN

LAMA = 30  # days that are looked back


@dataclass(frozen=True)
class Pergerakan:
    """What happened since a day."""

    pemutakhiran: int = 0
    selesai: int = 0
    risiko_naik: int = 0
    risiko_turun: int = 0


def get_pergerakan(session: Session, *, hari: date, lama: int = LAMA) -> Pergerakan:
    """Count the updates, finished actions and risk movements of the last `lama` days.

    A risiko moved when it stands in a cell of another rank than the last assessment before them put
    it in, both ranked by the rules in force on `hari`: new rules alone move nothing.
    """
    sejak = hari - timedelta(days=lama)
    # Not the sum over the pokja: without them, two indexes alone answer.
    kabar, selesai = (session.execute(query).scalar_one() for query in _counts(sejak))
    naik, turun = _count_moved(session, hari, sejak)
    return Pergerakan(kabar, selesai, naik.total(), turun.total())


def map_pergerakan(
    session: Session, *, hari: date, lama: int = LAMA
) -> dict[int | None, Pergerakan]:
    """Return `get_pergerakan` of every pokja where anything moved, by its id; None is the forum."""
    sejak = hari - timedelta(days=lama)
    a, p = t.RencanaAksi, t.Pemutakhiran
    pokja = col(a.pokja_id)
    updates, done = _counts(sejak)
    updates = updates.join(a, col(a.id) == col(p.aksi_id))
    kabar, selesai = (
        Counter(
            {row[1]: row[0] for row in session.execute(query.add_columns(pokja).group_by(pokja))}
        )
        for query in (updates, done)
    )
    naik, turun = _count_moved(session, hari, sejak)
    found: dict[int | None, Pergerakan] = {
        pokja_id: Pergerakan(kabar[pokja_id], selesai[pokja_id], naik[pokja_id], turun[pokja_id])
        for pokja_id in {*kabar, *selesai, *naik, *turun}
    }
    totals = (counts.total() for counts in (kabar, selesai, naik, turun))
    return found | {None: Pergerakan(*totals)}


def _counts(sejak: date) -> tuple[Any, Any]:
    """Return the queries of how many updates there were since a day, and of actions finished."""
    a, p = t.RencanaAksi, t.Pemutakhiran
    moment = datetime.combine(sejak + timedelta(days=1), time(), WIB)
    updates = select(func.count()).select_from(p).where(col(p.pada) >= moment)
    done = select(func.count()).where(NOT_WITHDRAWN, col(a.selesai_pada) > sejak)
    return updates, done


def _count_moved(session: Session, hari: date, sejak: date) -> tuple[Counter[int], Counter[int]]:
    """Return by id of the pokja how many risiko rose and fell since a day."""
    r, nilai = t.Risiko, t.PenilaianRisiko
    saat_ini = col(nilai.posisi) == Posisi.SAAT_INI
    before = (
        select(10 * col(nilai.kemungkinan) + col(nilai.dampak))
        .where(col(nilai.risiko_id) == col(r.id), saat_ini, col(nilai.tanggal) <= sejak)
        .order_by(col(nilai.tanggal).desc(), col(nilai.id).desc())
        .limit(1)
        .correlate(r)
        .scalar_subquery()
    )
    # Only risiko assessed since then can have moved: the index on (posisi, tanggal) finds them.
    recent = select(col(nilai.risiko_id)).where(saat_ini, col(nilai.tanggal) > sejak)
    now = 10 * col(r.kemungkinan_saat_ini) + col(r.dampak_saat_ini)
    cells = (
        select(col(r.pokja_id), now.label("kini"), before.label("dulu"))
        .where(col(r.ditarik_pada).is_(None), col(r.id).in_(recent))
        .subquery()
    )
    # Ranked here: at most 625 pairs of cells per pokja.
    query = select(*cells.c, func.count()).group_by(*cells.c)
    besaran = {10 * k + d: rank for (k, d), rank in get_matriks(session, hari=hari).items()}
    naik, turun = Counter[int](), Counter[int]()
    for pokja_id, kini, dulu, jumlah in session.execute(query):
        if dulu is not None and besaran[kini] != besaran[dulu]:
            (naik if besaran[kini] > besaran[dulu] else turun)[pokja_id] += jumlah
    return naik, turun
