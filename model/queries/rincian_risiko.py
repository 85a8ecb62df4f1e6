"""Reads for the pages of one risiko and one penanganan: everything about it, whatever its state."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import and_
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Efektivitas, OpsiPenanganan, Posisi, SumberSebab, TingkatRisiko
from model.queries.acuan import get_aturan
from model.queries.aksi import BarisAksi, baris_query
from model.queries.rincian import Rujukan
from model.queries.risiko import Letak, letak
from model.queries.umum import nama_pelaku

MAKS_BARIS = 200


@dataclass(frozen=True)
class BarisPenanganan:
    """One penanganan with the rencana aksi that carry it out."""

    kode: str
    opsi: OpsiPenanganan
    judul: str
    alasan: str
    aksi: tuple[BarisAksi, ...]


@dataclass(frozen=True)
class RincianRisiko:
    """One risiko whole; `ditarik_pada` is set when it has been withdrawn."""

    id: int
    kode: str
    versi: int
    judul: str
    pokja_id: int
    pokja: str
    isu: Rujukan
    permasalahan: Rujukan | None
    tingkat: TingkatRisiko
    kategori: str
    pemilik: str
    sebab: str
    sumber_sebab: SumberSebab
    terkendali: bool
    dampak: str
    pihak_terkena: str
    pengendalian: str
    efektivitas: Efektivitas
    celah: str
    posisi: dict[Posisi, Letak]
    prioritas: bool
    ditarik_pada: datetime | None
    alasan_ditarik: str
    penanganan: tuple[BarisPenanganan, ...]


@dataclass(frozen=True)
class RincianPenanganan:
    """One penanganan whole, with where its risiko stands; withdrawn ones included."""

    id: int
    versi: int
    pokja: str
    penanganan: BarisPenanganan
    risiko: Rujukan
    posisi: dict[Posisi, Letak]
    ditarik_pada: datetime | None
    alasan_ditarik: str


def get_rincian_risiko(session: Session, *, hari: date, kode: str) -> RincianRisiko | None:
    """Return the risiko with this code, None when there is none."""
    r = t.Risiko
    found = session.exec(
        select(r, t.Pokja, t.IsuStrategis, t.KategoriRisiko, t.PerangkatDaerah, t.Permasalahan)  # type: ignore[call-overload]
        .join(t.Pokja, col(t.Pokja.id) == col(r.pokja_id))
        .join(t.IsuStrategis, col(t.IsuStrategis.id) == col(r.isu_id))
        .join(t.KategoriRisiko, col(t.KategoriRisiko.id) == col(r.kategori_id))
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(r.pemilik_id))
        .join(t.Permasalahan, col(t.Permasalahan.id) == col(r.permasalahan_id), isouter=True)
        .where(col(r.kode) == kode)
    ).first()
    if found is None:
        return None
    risiko, pokja, isu, kategori, pemilik, permasalahan = found
    aturan = get_aturan(session, hari=hari)
    treatments = session.exec(
        select(t.Penanganan)
        .where(t.Penanganan.risiko_id == risiko.id, col(t.Penanganan.ditarik_pada).is_(None))
        .order_by(col(t.Penanganan.id))
        .limit(MAKS_BARIS)
    ).all()
    per_penanganan = _aksi_per_penanganan(session, [p.id or 0 for p in treatments], hari)
    return RincianRisiko(
        id=risiko.id,
        kode=risiko.kode,
        versi=risiko.versi,
        judul=risiko.judul,
        pokja_id=risiko.pokja_id,
        pokja=pokja.nama,
        isu=Rujukan(isu.kode, isu.judul),
        permasalahan=Rujukan(permasalahan.kode, permasalahan.judul) if permasalahan else None,
        tingkat=risiko.tingkat,
        kategori=kategori.nama,
        pemilik=pemilik.nama,
        sebab=risiko.sebab,
        sumber_sebab=risiko.sumber_sebab,
        terkendali=risiko.terkendali,
        dampak=risiko.dampak,
        pihak_terkena=risiko.pihak_terkena,
        pengendalian=risiko.pengendalian,
        efektivitas=risiko.efektivitas,
        celah=risiko.celah,
        posisi={posisi: letak(risiko, posisi, aturan) for posisi in Posisi},
        prioritas=risiko.besaran_saat_ini >= aturan.batas_prioritas,
        ditarik_pada=risiko.ditarik_pada,
        alasan_ditarik=risiko.alasan_ditarik,
        penanganan=tuple(_penanganan(p, per_penanganan.get(p.id or 0, [])) for p in treatments),
    )


def get_rincian_penanganan(session: Session, *, hari: date, kode: str) -> RincianPenanganan | None:
    """Return the penanganan with this code, None when there is none."""
    found = session.exec(
        select(t.Penanganan, t.Risiko, t.Pokja)
        .join(t.Risiko, col(t.Risiko.id) == col(t.Penanganan.risiko_id))
        .join(t.Pokja, col(t.Pokja.id) == col(t.Penanganan.pokja_id))
        .where(t.Penanganan.kode == kode)
    ).first()
    if found is None:
        return None
    penanganan, risiko, pokja = found
    aturan = get_aturan(session, hari=hari)
    penanganan_id = penanganan.id or 0
    aksi = _aksi_per_penanganan(session, [penanganan_id], hari).get(penanganan_id, [])
    return RincianPenanganan(
        id=penanganan_id,
        versi=penanganan.versi,
        pokja=pokja.nama,
        penanganan=_penanganan(penanganan, aksi),
        risiko=Rujukan(risiko.kode, risiko.judul),
        posisi={posisi: letak(risiko, posisi, aturan) for posisi in Posisi},
        ditarik_pada=penanganan.ditarik_pada,
        alasan_ditarik=penanganan.alasan_ditarik,
    )


def _penanganan(row: t.Penanganan, aksi: list[BarisAksi]) -> BarisPenanganan:
    return BarisPenanganan(row.kode, row.opsi, row.judul, row.alasan, tuple(aksi))


def _aksi_per_penanganan(
    session: Session, penanganan_ids: list[int], hari: date
) -> dict[int, list[BarisAksi]]:
    aksi = t.RencanaAksi
    query = (
        baris_query()
        .add_columns(aksi.penanganan_id)  # type: ignore[arg-type]
        .where(col(aksi.penanganan_id).in_(penanganan_ids), col(aksi.ditarik_pada).is_(None))
        .order_by(col(aksi.tenggat).asc().nulls_last(), col(aksi.id))
        .limit(MAKS_BARIS)
    )
    result: dict[int, list[BarisAksi]] = {}
    for row in session.execute(query):
        baris = BarisAksi(*row[:-1], hari=hari)
        result.setdefault(row[-1], []).append(baris)
    return result


def frame_penilaian(session: Session, *, risiko_id: int) -> pd.DataFrame:
    """Return one row per assessment of a risiko, the oldest first.

    Besaran and level are those found then, by the rules the assessment was made with, `aturan_id`.
    """
    nilai, aturan, band = t.PenilaianRisiko, t.AturanRisiko, t.BandLevel
    within = col(nilai.besaran).between(col(band.batas_bawah), col(band.batas_atas))
    query = (
        select(nilai, band.nama, nama_pelaku(nilai))
        .join(aturan, col(aturan.id) == col(nilai.aturan_id))
        .join(band, and_(col(band.set_band_id) == col(aturan.set_band_id), within))
        .where(nilai.risiko_id == risiko_id)
        .order_by(col(nilai.tanggal), col(nilai.id))
    )
    rows = [
        (
            n.tanggal, n.posisi.label, n.besaran, level,
            n.kemungkinan, n.dampak, n.alasan, nama, n.aturan_id,
        )
        for n, level, nama in session.execute(query)
    ]  # fmt: skip
    kolom = [
        "tanggal", "posisi", "besaran", "level", "kemungkinan", "dampak", "alasan", "pelaku",
        "aturan_id",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=kolom)
