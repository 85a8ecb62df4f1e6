"""Reads of sesi: who is behind a token right now."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import CaraMasuk, Peran
from model.config import settings
from model.permissions import Pelaku


@dataclass(frozen=True)
class SesiAktif:
    """A sesi in force and the person it belongs to."""

    id: int
    pelaku: Pelaku
    cara: CaraMasuk
    mulai_pada: datetime
    dipakai_pada: datetime
    berakhir_pada: datetime
    harus_ganti: bool  # the password, before anything else may be done


def hash_token(token: str) -> str:
    """Return what the store keeps of a token: useless to whoever reads the store."""
    return hashlib.sha256(token.encode()).hexdigest()


def _in_force(saat: datetime | BindParameter[Any]) -> tuple[Any, ...]:
    s = t.Sesi
    return (
        col(s.diakhiri_pada).is_(None),
        col(s.berakhir_pada) > saat,
        col(t.Pengguna.aktif),
    )


# Made once, as every run of every page asks it: to build it takes longer than to run it.
SESI = (
    select(
        col(t.Sesi.id), col(t.Sesi.cara), col(t.Sesi.mulai_pada), col(t.Sesi.dipakai_pada),
        col(t.Sesi.berakhir_pada), col(t.Sesi.pengguna_id), col(t.Pengguna.nama),
        col(t.Pengguna.peran), col(t.Pengguna.pokja_id), col(t.Pengguna.pd_id),
        col(t.Pengguna.sandi_harus_ganti), col(t.Pengguna.sandi_diubah_pada),
    )
    .join(t.Pengguna, col(t.Pengguna.id) == col(t.Sesi.pengguna_id))
    .where(col(t.Sesi.token) == bindparam("token"), *_in_force(bindparam("saat")))
)  # fmt: skip


def get_sesi(session: Session, *, token: str, saat: datetime) -> SesiAktif | None:
    """Return the sesi in force at `saat` behind a token from a cookie; None when there is none.

    None also after sign-out, too long without use, the absolute end, or with a disabled account.
    """
    row = session.execute(SESI, {"token": hash_token(token), "saat": saat}).first()
    if row is None or is_idle(row.peran, row.dipakai_pada, saat):
        return None
    return SesiAktif(
        id=row.id,
        pelaku=Pelaku(
            row.nama, row.peran, id=row.pengguna_id, pokja_id=row.pokja_id, pd_id=row.pd_id
        ),
        cara=row.cara,
        mulai_pada=row.mulai_pada,
        dipakai_pada=row.dipakai_pada,
        berakhir_pada=row.berakhir_pada,
        harus_ganti=_must_change(row, saat),
    )


def map_berlaku(session: Session, *, sidik: Sequence[str], saat: datetime) -> dict[str, int]:
    """Return the account behind each of these hashed tokens whose sesi may go on at `saat`.

    Left out is also whoever has to change the password before anything else.
    """
    s, p = t.Sesi, t.Pengguna
    query = (
        select(
            col(s.token), col(s.cara), col(s.dipakai_pada), col(s.pengguna_id),
            col(p.peran), col(p.sandi_harus_ganti), col(p.sandi_diubah_pada),
        )
        .join(p, col(p.id) == col(s.pengguna_id))
        .where(col(s.token).in_(sidik), *_in_force(saat))
    )  # fmt: skip
    return {
        row.token: row.pengguna_id
        for row in session.execute(query)
        if not is_idle(row.peran, row.dipakai_pada, saat) and not _must_change(row, saat)
    }


def _must_change(row: Any, saat: datetime) -> bool:
    return row.cara == CaraMasuk.SANDI and (
        row.sandi_harus_ganti or is_sandi_expired(row.sandi_diubah_pada, saat)
    )


def is_idle(peran: Peran, dipakai_pada: datetime, saat: datetime) -> bool:
    """Return whether a sesi lay unused for too long. A screen in a meeting room may stand still."""
    if peran == Peran.LAYAR:
        return False
    return saat - dipakai_pada > timedelta(minutes=settings().forum_sesi_diam_menit)


def is_sandi_expired(diubah_pada: datetime | None, saat: datetime) -> bool:
    """Return whether a password has to be changed for its age; the profile `asvs` knows no age."""
    days = settings().sandi_berlaku_hari
    return days is not None and diubah_pada is not None and saat - diubah_pada > timedelta(days)
