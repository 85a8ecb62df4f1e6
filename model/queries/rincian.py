"""Reads for the detail pages of isu, permasalahan, solusi and rencana aksi."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import StatusAksi
from model.queries.aksi import BarisAksi, baris_query
from model.queries.bukti import BarisBukti, list_bukti
from model.queries.umum import nama_pelaku
from model.queries.verifikasi import BarisVerifikasi, list_verifikasi

MAKS_ANAK = 100


@dataclass(frozen=True)
class Rujukan:
    """Another object of the chain, to link to."""

    kode: str
    judul: str


@dataclass(frozen=True)
class BarisPemutakhiran:
    """One pemutakhiran as a person reads it."""

    id: int
    pada: datetime
    pelaku: str
    status_sebelum: StatusAksi
    status_sesudah: StatusAksi
    progres_sebelum: int
    progres_sesudah: int
    kendala: str
    tindak_lanjut: str
    catatan: str


@dataclass(frozen=True)
class RincianAksi:
    """A rencana aksi with everything around it."""

    baris: BarisAksi
    ukuran: str
    tindak_lanjut: str
    pd_nama: str | None
    pendukung: list[str]
    solusi: Rujukan | None
    permasalahan: Rujukan | None
    penanganan: Rujukan | None
    risiko: Rujukan | None
    jumlah_pemutakhiran: int
    pemutakhiran: list[BarisPemutakhiran]
    bukti: list[BarisBukti]
    verifikasi: list[BarisVerifikasi]


def _rujukan(session: Session, kind: type[t.Tercatat], row_id: int | None) -> Rujukan | None:
    row = session.get(kind, row_id) if row_id else None
    return Rujukan(row.kode, row.judul) if row else None  # type: ignore[attr-defined]


def list_pemutakhiran(
    session: Session, *, aksi_id: int, sebanyak: int = 30
) -> list[BarisPemutakhiran]:
    """Return the newest pemutakhiran of one action, newest first."""
    p = t.Pemutakhiran
    query = (
        select(p, nama_pelaku(p))
        .where(p.aksi_id == aksi_id)
        .order_by(col(p.pada).desc(), col(p.id).desc())
        .limit(sebanyak)
    )
    return [
        BarisPemutakhiran(
            row.id,
            row.pada,
            nama,
            row.status_sebelum,
            row.status_sesudah,
            row.progres_sebelum,
            row.progres_sesudah,
            row.kendala,
            row.tindak_lanjut,
            row.catatan,
        )  # fmt: skip
        for row, nama in session.execute(query)
    ]


def get_rincian_aksi(session: Session, *, kode: str, hari: date) -> RincianAksi:
    """Return a rencana aksi, which must exist, with where it comes from and what was recorded."""
    aksi = session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == kode)).one()
    row = session.execute(baris_query().where(col(t.RencanaAksi.id) == aksi.id)).one()
    solusi = session.get(t.Solusi, aksi.solusi_id) if aksi.solusi_id else None
    penanganan = session.get(t.Penanganan, aksi.penanganan_id) if aksi.penanganan_id else None
    link, pd = t.PendukungAksi, t.PerangkatDaerah
    helpers = (
        select(pd.singkatan)
        .join(link, col(link.pd_id) == col(pd.id))
        .where(link.aksi_id == aksi.id)
        .order_by(col(pd.urutan))
    )
    count = select(func.count()).where(t.Pemutakhiran.aksi_id == aksi.id)
    answerable = session.get(pd, aksi.pd_id) if aksi.pd_id else None
    return RincianAksi(
        baris=BarisAksi(*row, hari=hari),
        ukuran=aksi.ukuran,
        tindak_lanjut=aksi.tindak_lanjut,
        pd_nama=answerable.nama if answerable else None,
        pendukung=list(session.exec(helpers)),
        solusi=Rujukan(solusi.kode, solusi.judul) if solusi else None,
        permasalahan=_rujukan(session, t.Permasalahan, solusi.permasalahan_id if solusi else None),
        penanganan=Rujukan(penanganan.kode, penanganan.judul) if penanganan else None,
        risiko=_rujukan(session, t.Risiko, penanganan.risiko_id if penanganan else None),
        jumlah_pemutakhiran=session.exec(count).one(),
        pemutakhiran=list_pemutakhiran(session, aksi_id=aksi.id),
        verifikasi=list_verifikasi(session, aksi_id=aksi.id),
        bukti=list_bukti(session, aksi_id=aksi.id),
    )


@dataclass(frozen=True)
class RincianMasalah:
    """An isu, permasalahan or solusi: its fields in words, its parent and what stands under it."""

    isian: list[tuple[str, str]]
    induk: list[tuple[str, Rujukan]]
    anak: list[tuple[str, list[Rujukan]]]


def _children(
    session: Session, kind: type[t.Tercatat], kolom: str, row_id: int | None
) -> list[Rujukan]:
    query = (
        select(kind.kode, kind.judul)  # type: ignore[attr-defined]
        .where(getattr(kind, kolom) == row_id, col(kind.ditarik_pada).is_(None))
        .order_by(col(kind.id))
        .limit(MAKS_ANAK)
    )
    return [Rujukan(kode, judul) for kode, judul in session.exec(query)]


def get_rincian_isu(session: Session, *, kode: str) -> RincianMasalah:
    """Return an isu strategis, which must exist, with its permasalahan and risiko."""
    isu = session.exec(select(t.IsuStrategis).where(t.IsuStrategis.kode == kode)).one()
    return RincianMasalah(
        isian=[("Uraian", isu.uraian)],
        induk=[],
        anak=[
            ("Permasalahan", _children(session, t.Permasalahan, "isu_id", isu.id)),
            ("Risiko", _children(session, t.Risiko, "isu_id", isu.id)),
        ],
    )


def get_rincian_permasalahan(session: Session, *, kode: str) -> RincianMasalah:
    """Return a permasalahan, which must exist, with its isu, solusi and risiko."""
    masalah, pd, isu = session.exec(
        select(t.Permasalahan, t.PerangkatDaerah.nama, t.IsuStrategis)
        .join(t.PerangkatDaerah, col(t.PerangkatDaerah.id) == col(t.Permasalahan.pd_id))
        .join(t.IsuStrategis, col(t.IsuStrategis.id) == col(t.Permasalahan.isu_id))
        .where(t.Permasalahan.kode == kode)
    ).one()
    return RincianMasalah(
        isian=[
            ("Uraian", masalah.uraian),
            ("Akar masalah", masalah.akar_masalah),
            ("Dampak", masalah.dampak),
            ("Perangkat daerah", pd),
        ],
        induk=[("Isu strategis", Rujukan(isu.kode, isu.judul))],
        anak=[
            ("Solusi", _children(session, t.Solusi, "permasalahan_id", masalah.id)),
            ("Risiko", _children(session, t.Risiko, "permasalahan_id", masalah.id)),
        ],
    )


def get_rincian_solusi(session: Session, *, kode: str) -> RincianMasalah:
    """Return a solusi, which must exist, with its permasalahan; its actions are listed apart."""
    solusi, masalah = session.exec(
        select(t.Solusi, t.Permasalahan)
        .join(t.Permasalahan, col(t.Permasalahan.id) == col(t.Solusi.permasalahan_id))
        .where(t.Solusi.kode == kode)
    ).one()
    return RincianMasalah(
        isian=[("Uraian", solusi.uraian)],
        induk=[("Permasalahan", Rujukan(masalah.kode, masalah.judul))],
        anak=[],
    )


def list_aksi_solusi(session: Session, *, kode: str, hari: date) -> list[BarisAksi]:
    """Return the rencana aksi of a solusi, by code, at most 100."""
    query = (
        baris_query()
        .join(t.Solusi, col(t.Solusi.id) == col(t.RencanaAksi.solusi_id))
        .where(col(t.Solusi.kode) == kode, col(t.RencanaAksi.ditarik_pada).is_(None))
        .order_by(col(t.RencanaAksi.id))
        .limit(MAKS_ANAK)
    )
    return [BarisAksi(*row, hari=hari) for row in session.execute(query)]
