"""Reads of the assessments of one risiko, each with the rules and the evidence it was made with."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy
from sqlalchemy import and_
from sqlmodel import Session, col

from model import tables as t
from model.choices import Posisi
from model.queries.acuan import get_aturan_id
from model.queries.bukti import BarisBukti, list_bukti
from model.queries.umum import nama_pelaku
from model.rules import Band

MAKS_PENILAIAN = 200


@dataclass(frozen=True)
class BarisPenilaian:
    """One assessment; `band` is the level it had by the rules it was made with.

    `aturan` names these rules, `berlaku` says whether they are still in force.
    """

    id: int
    tanggal: date
    posisi: Posisi
    kemungkinan: int
    dampak: int
    besaran: int
    band: Band
    alasan: str
    pelaku: str
    pada: datetime
    aturan: str
    aturan_sejak: date | None
    berlaku: bool
    bukti: tuple[BarisBukti, ...]


def list_penilaian(
    session: Session, *, hari: date, risiko_id: int, sebanyak: int = MAKS_PENILAIAN
) -> list[BarisPenilaian]:
    """Return the assessments of a risiko, the newest first."""
    n, a, b = t.PenilaianRisiko, t.AturanRisiko, t.BandLevel
    kolom_band = (b.level, b.nama, b.batas_bawah, b.batas_atas, b.warna, b.warna_teks)
    query = (
        sqlalchemy.select(
            n,
            nama_pelaku(n),
            col(a.id),
            col(a.nama),
            col(t.Matriks.nama),
            col(t.SetBand.nama),
            col(a.berlaku_sejak),
            *map(col, kolom_band),
        )
        .join(a, col(a.id) == col(n.aturan_id))
        .join(t.Matriks, col(t.Matriks.id) == col(a.matriks_id))
        .join(t.SetBand, col(t.SetBand.id) == col(a.set_band_id))
        .join(
            b,
            and_(
                col(b.set_band_id) == col(a.set_band_id),
                col(n.besaran).between(col(b.batas_bawah), col(b.batas_atas)),
            ),
        )
        .where(col(n.risiko_id) == risiko_id)
        .order_by(col(n.tanggal).desc(), col(n.id).desc())
        .limit(sebanyak)
    )
    proofs: dict[int, list[BarisBukti]] = {}
    for bukti in list_bukti(session, risiko_id=risiko_id):
        if bukti.penilaian_id is not None:
            proofs.setdefault(bukti.penilaian_id, []).append(bukti)
    now = get_aturan_id(session, hari=hari)
    return [
        BarisPenilaian(
            id=row.id,
            tanggal=row.tanggal,
            posisi=row.posisi,
            kemungkinan=row.kemungkinan,
            dampak=row.dampak,
            besaran=row.besaran,
            band=Band(*band),
            alasan=row.alasan,
            pelaku=pelaku,
            pada=row.pada,
            aturan=nama or f"Matriks {matriks} · {set_band}",
            aturan_sejak=sejak,
            berlaku=aturan_id == now,
            bukti=tuple(proofs.get(row.id, ())),
        )
        for row, pelaku, aturan_id, nama, matriks, set_band, sejak, *band in session.execute(query)
    ]
