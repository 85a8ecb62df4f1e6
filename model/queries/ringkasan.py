"""Reads for the front page: one line per pokja, and the curves over time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Ketepatan, StatusAksi
from model.queries.acuan import get_aturan, list_pokja
from model.queries.umum import NOT_WITHDRAWN, ketepatan_clause


@dataclass
class RingkasanPokja:
    """The state of one pokja (or, summed, of the forum)."""

    nama: str
    singkat: str = ""
    permasalahan: int = 0
    risiko: int = 0
    risiko_prioritas: int = 0
    solusi: int = 0
    aksi: int = 0
    terlambat: int = 0
    berisiko: int = 0
    kabar_terakhir: datetime | None = None
    per_status: dict[StatusAksi, int] = field(default_factory=dict)

    @property
    def selesai(self) -> int:
        """Return how many actions are done."""
        return self.per_status.get(StatusAksi.SELESAI, 0)

    @property
    def terkendala(self) -> int:
        """Return how many actions are blocked."""
        return self.per_status.get(StatusAksi.TERKENDALA, 0)


def list_ringkasan_pokja(
    session: Session, *, hari: date, batas: int | None = None
) -> list[RingkasanPokja]:
    """Return the state of each pokja in the official order; a pokja without data counts zeros.

    `batas` is the besaran from which a risiko is a priority, for callers that have the rules.
    """
    if batas is None:
        batas = get_aturan(session, hari=hari).batas_prioritas
    per_id = {p.id: RingkasanPokja(p.nama, p.singkat) for p in list_pokja(session)}
    for tabel, kolom in (
        (t.Permasalahan, "permasalahan"), (t.Solusi, "solusi"), (t.Risiko, "risiko"),
    ):  # fmt: skip
        count = (
            select(tabel.pokja_id, func.count())
            .where(col(tabel.ditarik_pada).is_(None))
            .group_by(col(tabel.pokja_id))
        )
        for pokja_id, jumlah in session.exec(count):
            setattr(per_id[pokja_id], kolom, jumlah)
    prioritas = (
        select(t.Risiko.pokja_id, func.count())
        .where(col(t.Risiko.ditarik_pada).is_(None), t.Risiko.besaran_saat_ini >= batas)
        .group_by(col(t.Risiko.pokja_id))
    )
    for pokja_id, jumlah in session.exec(prioritas):
        per_id[pokja_id].risiko_prioritas = jumlah
    _add_aksi(session, per_id, hari)
    return list(per_id.values())


def _add_aksi(session: Session, per_id: dict[int, RingkasanPokja], hari: date) -> None:
    aksi = t.RencanaAksi
    late = func.sum(case((ketepatan_clause(Ketepatan.TERLAMBAT, hari), 1), else_=0))
    per_status = (
        select(aksi.pokja_id, aksi.status, func.count(), late)
        .where(NOT_WITHDRAWN)
        .group_by(col(aksi.pokja_id), col(aksi.status))
    )
    for pokja_id, status, jumlah, terlambat in session.exec(per_status):
        ringkasan = per_id[pokja_id]
        ringkasan.per_status[StatusAksi(status)] = jumlah
        ringkasan.aksi += jumlah
        ringkasan.terlambat += terlambat
    at_risk = (
        select(aksi.pokja_id, func.count())
        .where(NOT_WITHDRAWN, ketepatan_clause(Ketepatan.BERISIKO, hari))
        .group_by(col(aksi.pokja_id))
    )
    for pokja_id, jumlah in session.exec(at_risk):
        per_id[pokja_id].berisiko = jumlah
    # A correlated maximum walks the end of an index per pokja instead of grouping every row.
    newest = (
        select(func.max(aksi.diperbarui_pada))
        .where(NOT_WITHDRAWN, aksi.pokja_id == t.Pokja.id)
        .scalar_subquery()
    )
    for pokja_id, pada in session.exec(select(t.Pokja.id, newest)):
        per_id[pokja_id or 0].kabar_terakhir = pada


def total(daftar: Iterable[RingkasanPokja]) -> RingkasanPokja:
    """Return the sum over pokja; the last news is the newest of all."""
    jumlah = RingkasanPokja("Seluruh forum")
    for satu in daftar:
        for kolom in (
            "permasalahan", "risiko", "risiko_prioritas", "solusi", "aksi", "terlambat", "berisiko",
        ):  # fmt: skip
            setattr(jumlah, kolom, getattr(jumlah, kolom) + getattr(satu, kolom))
        for status, banyak in satu.per_status.items():
            jumlah.per_status[status] = jumlah.per_status.get(status, 0) + banyak
        if satu.kabar_terakhir and (
            jumlah.kabar_terakhir is None or satu.kabar_terakhir > jumlah.kabar_terakhir
        ):
            jumlah.kabar_terakhir = satu.kabar_terakhir
    return jumlah


def frame_kemajuan(session: Session, *, hari: date, pokja_id: int | None = None) -> pd.DataFrame:
    """Return bulan (month's last day, or today), rencana and realisasi: cumulative counts.

    `rencana` counts actions whose tenggat has come by then, `realisasi` those done by then; months
    after today have no realisasi. Cancelled and undated actions are left out. Empty when none.
    """
    aksi = t.RencanaAksi

    def per_day(kolom: Any, *where: ColumnElement[bool]) -> dict[date, int]:
        query = select(kolom, func.count()).where(NOT_WITHDRAWN, kolom.is_not(None), *where)
        if pokja_id is not None:
            query = query.where(col(aksi.pokja_id) == pokja_id)
        return dict(session.exec(query.group_by(kolom)).all())

    due = per_day(col(aksi.tenggat), col(aksi.status) != StatusAksi.DIBATALKAN)
    done = per_day(col(aksi.selesai_pada))
    if not due and not done:
        return pd.DataFrame(columns=["bulan", "rencana", "realisasi"])
    days = pd.date_range(min([*due, *done]), max([*due, *done, hari]), freq="D")
    frame = pd.DataFrame({"rencana": pd.Series(due), "realisasi": pd.Series(done)})
    frame.index = pd.to_datetime(frame.index)
    daily = frame.reindex(days).fillna(0).cumsum()
    keep = days.is_month_end | (days == days[-1]) | (days == pd.Timestamp(hari))
    monthly = daily[keep].reset_index(names="bulan")
    monthly.loc[monthly["bulan"] > pd.Timestamp(hari), "realisasi"] = None
    return monthly


def frame_keterlambatan(session: Session, *, hari: date) -> pd.DataFrame:
    """Return pokja, lama (how late, in words), urutan, jumlah of late actions; empty when none."""
    aksi = t.RencanaAksi
    steps = ((7, "1–7 hari"), (30, "8–30 hari"), (60, "31–60 hari"), (10**6, "lebih dari 60 hari"))
    query = (
        select(t.Pokja.nama, col(aksi.tenggat), func.count())
        .join(t.Pokja, col(t.Pokja.id) == col(aksi.pokja_id))
        .where(NOT_WITHDRAWN, ketepatan_clause(Ketepatan.TERLAMBAT, hari))
        .group_by(col(t.Pokja.nama), col(aksi.tenggat))
    )
    rows = []
    for nama, tenggat, jumlah in session.exec(query):
        days = (hari - tenggat).days  # type: ignore[operator]
        urutan = next(i for i, (most, _) in enumerate(steps) if days <= most)
        rows.append((nama, steps[urutan][1], urutan, jumlah))
    frame = pd.DataFrame(rows, columns=["pokja", "lama", "urutan", "jumlah"])
    return frame.groupby(["pokja", "lama", "urutan"], as_index=False)[["jumlah"]].sum()
