"""Reads of who is invited to a rakor and who is there."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import CaraHadir
from model.queries.acuan import Pilihan


@dataclass(frozen=True)
class Kedatangan:
    """Somebody of a perangkat daerah who is there: the post, never the person's name."""

    jabatan: str
    cara: CaraHadir
    pada: datetime


@dataclass(frozen=True)
class PdRakor:
    """A perangkat daerah that is invited to a rakor or came to it; `datang` empty: not there."""

    pd_id: int
    singkat: str
    nama: str
    diundang: bool
    datang: tuple[Kedatangan, ...]

    @property
    def hadir(self) -> bool:
        """Return whether somebody of it is there."""
        return bool(self.datang)


@dataclass(frozen=True)
class HadirSendiri:
    """For which perangkat daerah a person recorded their own attendance, and when."""

    pd_id: int
    singkat: str
    nama: str
    pada: datetime


def list_undangan(session: Session, *, rakor_id: int) -> list[Pilihan]:
    """Return the perangkat daerah invited to a rakor, in the official order."""
    pd, u = t.PerangkatDaerah, t.Undangan
    query = (
        select(col(pd.id), col(pd.kode), col(pd.singkatan), col(pd.nama))
        .join(u, col(u.pd_id) == col(pd.id))
        .where(col(u.rakor_id) == rakor_id, col(u.ditarik_pada).is_(None))
        .order_by(col(pd.urutan))
    )
    return [Pilihan(*row) for row in session.execute(query)]


def list_kehadiran(session: Session, *, rakor_id: int) -> list[PdRakor]:
    """Return every perangkat daerah invited or present, in the official order.

    The post is the one written down for the occasion, else that of the account.
    """
    pd, u, k, p = t.PerangkatDaerah, t.Undangan, t.Kehadiran, t.Pengguna
    invited = and_(
        col(u.pd_id) == col(pd.id), col(u.rakor_id) == rakor_id, col(u.ditarik_pada).is_(None)
    )
    there = and_(
        col(k.pd_id) == col(pd.id), col(k.rakor_id) == rakor_id, col(k.ditarik_pada).is_(None)
    )
    post = func.coalesce(func.nullif(col(k.jabatan), ""), col(p.jabatan), "")
    query = (
        select(
            col(pd.id), col(pd.singkatan), col(pd.nama), col(u.id), col(k.id), post, col(k.cara),
            col(k.pada),
        )
        .select_from(pd)
        .join(u, invited, isouter=True)
        .join(k, there, isouter=True)
        .join(p, col(p.id) == col(k.pengguna_id), isouter=True)
        .where(or_(col(u.id).is_not(None), col(k.id).is_not(None)))
        .order_by(col(pd.urutan), col(k.pada), col(k.id))
    )  # fmt: skip
    found: dict[int, tuple[str, str, bool, list[Kedatangan]]] = {}
    for pd_id, singkat, nama, undangan_id, kehadiran_id, jabatan, cara, pada in session.execute(
        query
    ):
        datang = found.setdefault(pd_id, (singkat, nama, undangan_id is not None, []))[3]
        if kehadiran_id is not None:
            datang.append(Kedatangan(jabatan, cara, pada))
    return [
        PdRakor(pd_id, singkat, nama, diundang, tuple(datang))
        for pd_id, (singkat, nama, diundang, datang) in found.items()
    ]


def get_hadir_sendiri(session: Session, *, rakor_id: int, pengguna_id: int) -> HadirSendiri | None:
    """Return what a person recorded about themselves, None when they are not on the list."""
    pd, k = t.PerangkatDaerah, t.Kehadiran
    query = (
        select(col(pd.id), col(pd.singkatan), col(pd.nama), col(k.pada))
        .join(k, col(k.pd_id) == col(pd.id))
        .where(
            col(k.rakor_id) == rakor_id,
            col(k.pengguna_id) == pengguna_id,
            col(k.ditarik_pada).is_(None),
        )
        .limit(1)
    )
    row = session.execute(query).first()
    return HadirSendiri(*row) if row else None


def is_kode_hadir(session: Session, *, rakor_id: int, kode: str) -> bool:
    """Return whether this is the code that stands on the screens of a rakor."""
    query = select(col(t.Rakor.kode_hadir)).where(col(t.Rakor.id) == rakor_id)
    right: str | None = session.execute(query).scalar_one_or_none()
    return right is not None and same_kode(kode, right)


def same_kode(kode: str, right: str) -> bool:
    """Compare two codes in a time that says nothing about where they differ."""
    return secrets.compare_digest(kode.encode("utf-8", "replace"), right.encode())


def get_pd_terakhir(session: Session, *, pengguna_id: int) -> int | None:
    """Return for which perangkat daerah a person was last there, None for the first time."""
    k = t.Kehadiran
    query = (
        select(col(k.pd_id))
        .where(col(k.pengguna_id) == pengguna_id, col(k.ditarik_pada).is_(None))
        .order_by(col(k.pada).desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()
