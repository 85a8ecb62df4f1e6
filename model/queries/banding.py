"""Reads of one state of the forum for comparing it with another: every row, a few columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import KeadaanVerifikasi, StatusAksi, StatusKeputusan, Tindakan
from model.queries.acuan import Aturan, get_aturan
from model.queries.geseran import MUNDUR

MAKS_GESERAN = 20_000


@dataclass(frozen=True)
class BandingAksi:
    """What may have changed about a rencana aksi."""

    kode: str
    judul: str
    pokja_id: int
    ditarik: bool
    status: StatusAksi
    progres: int
    tenggat: date | None
    pd: str | None
    verifikasi: KeadaanVerifikasi
    kendala: str


@dataclass(frozen=True)
class BandingRisiko:
    """What may have changed about a risiko."""

    kode: str
    judul: str
    pokja_id: int
    ditarik: bool
    kemungkinan: int
    dampak: int
    besaran: int  # of that cell, by the rules in force then
    pemilik: str | None


@dataclass(frozen=True)
class BandingKeputusan:
    """What may have changed about a keputusan."""

    kode: str
    judul: str
    pokja_id: int
    ditarik: bool
    status: StatusKeputusan
    tenggat: date | None
    pd: str | None


@dataclass(frozen=True)
class BandingLain:
    """A row that is there or withdrawn, nothing more: permasalahan and solusi."""

    kode: str
    judul: str
    pokja_id: int
    ditarik: bool


@dataclass(frozen=True)
class Gambaran:
    """One state of the forum, each kind of row by its id."""

    hari: date
    aturan: Aturan
    aksi: dict[int, BandingAksi]
    risiko: dict[int, BandingRisiko]
    keputusan: dict[int, BandingKeputusan]
    permasalahan: dict[int, BandingLain]
    solusi: dict[int, BandingLain]


def get_gambaran(session: Session, *, hari: date) -> Gambaran:
    """Return the state that a session sees, withdrawn rows too, in one statement per table."""
    a, r, k = t.RencanaAksi, t.Risiko, t.Keputusan
    return Gambaran(
        hari=hari,
        aturan=get_aturan(session, hari=hari),
        aksi={
            row[0]: BandingAksi(*row[1:])
            for row in _rows(
                session, a, "pd_id", a.status, a.progres, a.tenggat,
                t.PerangkatDaerah.singkatan, a.verifikasi, a.kendala,
            )
        },
        risiko={
            row[0]: BandingRisiko(*row[1:])
            for row in _rows(
                session, r, "pemilik_id", r.kemungkinan_saat_ini, r.dampak_saat_ini,
                r.besaran_saat_ini, t.PerangkatDaerah.singkatan,
            )
        },
        keputusan={
            row[0]: BandingKeputusan(*row[1:])
            for row in _rows(
                session, k, "pd_id", k.status, k.tenggat, t.PerangkatDaerah.singkatan
            )
        },
        permasalahan={
            row[0]: BandingLain(*row[1:]) for row in _rows(session, t.Permasalahan, "")
        },
        solusi={row[0]: BandingLain(*row[1:]) for row in _rows(session, t.Solusi, "")},
    )  # fmt: skip


def _rows(session: Session, kind: type[t.Tercatat], owner: str, *kolom: Any) -> Any:
    """Yield id, code, title, pokja, withdrawn and more columns; `owner` names the PD to join."""
    pd = t.PerangkatDaerah
    query: Any = select(
        col(kind.id), col(kind.kode), kind.judul, col(kind.pokja_id),  # type: ignore[attr-defined]
        col(kind.ditarik_pada).is_not(None), *kolom,
    ).order_by(col(kind.id))  # fmt: skip
    if owner:
        query = query.join(pd, col(pd.id) == getattr(kind, owner), isouter=True)
    return session.execute(query)


def map_geseran(
    session: Session, *, aksi_ids: Sequence[int], sampai: datetime | None = None
) -> dict[int, int]:
    """Return how many times the tenggat of actions moved to later (`MUNDUR`), by their ids.

    Up to the moment `sampai`; of the first 20,000 actions that are asked about.
    """
    r = t.Riwayat
    query = (
        select(col(r.baris_id), func.count())
        .where(
            col(r.tabel) == t.RencanaAksi.__tablename__,
            col(r.baris_id).in_(aksi_ids[:MAKS_GESERAN]),
            col(r.kolom) == "tenggat",
            col(r.tindakan) == Tindakan.DIUBAH,
            MUNDUR,
        )
        .group_by(col(r.baris_id))
    )
    if sampai is not None:
        query = query.where(col(r.pada) <= sampai)
    return {row[0]: row[1] for row in session.execute(query)}
