"""Reads of the sets of risk rules: in force, of the past, drafts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Choice
from model.queries.acuan import Aturan, get_aturan_id, get_aturan_of


class KeadaanAturan(Choice):
    """What a set of rules is at the moment."""

    BERLAKU = "berlaku", "Berlaku"
    PERNAH = "pernah", "Pernah berlaku"
    RANCANGAN = "rancangan", "Rancangan"
    DIBUANG = "dibuang", "Dibuang"
    AKAN = "akan", "Akan berlaku"


@dataclass(frozen=True)
class BarisAturan:
    """One set of rules in a list. `sampai` is the day on which the next one took its place."""

    id: int
    versi: int
    nama: str
    matriks_id: int
    matriks: str
    set_band_id: int
    set_band: str
    batas_prioritas: int
    keadaan: KeadaanAturan
    berlaku_sejak: date | None
    sampai: date | None
    ditetapkan_pada: datetime | None
    dibuang_pada: datetime | None
    diubah_pada: datetime | None
    catatan: str


@dataclass(frozen=True)
class RincianAturan:
    """One set of rules whole."""

    baris: BarisAturan
    aturan: Aturan


def list_aturan(session: Session, *, hari: date) -> list[BarisAturan]:
    """Return all sets of rules: drafts first, then by the day from which they were in force."""
    a = t.AturanRisiko
    query = (
        select(a, t.Matriks.nama, t.SetBand.nama)
        .join(t.Matriks, col(t.Matriks.id) == col(a.matriks_id))
        .join(t.SetBand, col(t.SetBand.id) == col(a.set_band_id))
        .order_by(
            col(a.berlaku_sejak).desc().nulls_first(),
            col(a.ditetapkan_pada).desc().nulls_last(),
            col(a.id).desc(),
        )
    )
    berlaku = get_aturan_id(session, hari=hari)
    daftar, next_day = [], None
    for row, matriks, set_band in session.exec(query):
        daftar.append(
            BarisAturan(
                id=row.id,
                versi=row.versi,
                nama=row.nama or f"Matriks {matriks} · {set_band}",
                matriks_id=row.matriks_id,
                matriks=matriks,
                set_band_id=row.set_band_id,
                set_band=set_band,
                batas_prioritas=row.batas_prioritas,
                keadaan=_keadaan(row, berlaku, hari),
                berlaku_sejak=row.berlaku_sejak,
                sampai=next_day,
                ditetapkan_pada=row.ditetapkan_pada,
                dibuang_pada=row.dibuang_pada,
                diubah_pada=row.diubah_pada,
                catatan=row.catatan,
            )
        )
        next_day = row.berlaku_sejak
    return daftar


def get_rincian_aturan(session: Session, *, hari: date, aturan_id: int) -> RincianAturan | None:
    """Return the rules with this id whole, None when there are none."""
    aturan = get_aturan_of(session, aturan_id=aturan_id)
    if aturan is None:
        return None
    daftar = list_aturan(session, hari=hari)
    return RincianAturan(next(baris for baris in daftar if baris.id == aturan_id), aturan)


def _keadaan(row: t.AturanRisiko, berlaku: int, hari: date) -> KeadaanAturan:
    if row.id == berlaku:
        return KeadaanAturan.BERLAKU
    if row.dibuang_pada is not None:
        return KeadaanAturan.DIBUANG
    if row.berlaku_sejak is None:
        return KeadaanAturan.RANCANGAN
    return KeadaanAturan.PERNAH if row.berlaku_sejak <= hari else KeadaanAturan.AKAN
