"""What has happened and the answer to it: isu strategis, permasalahan, solusi."""

from sqlalchemy import Index
from sqlmodel import Field

from model.tables.base import Tercatat, length_check


class IsuStrategis(Tercatat, table=True):
    """A theme under which a pokja groups its permasalahan and risiko."""

    __tablename__ = "isu_strategis"
    __table_args__ = (
        length_check("judul", 3, 200),
        length_check("uraian", 0, 2000),
        length_check("alasan_ditarik", 0, 500),
    )

    judul: str
    uraian: str = ""


class Permasalahan(Tercatat, table=True):
    """A condition that has already happened or is happening (a risiko may happen)."""

    __tablename__ = "permasalahan"
    __table_args__ = (
        length_check("judul", 3, 200),
        length_check("uraian", 0, 2000),
        length_check("akar_masalah", 0, 1000),
        length_check("dampak", 0, 1000),
        length_check("alasan_ditarik", 0, 500),
        Index("ix_permasalahan_hitung", "ditarik_pada", "pokja_id"),
    )

    isu_id: int = Field(foreign_key="isu_strategis.id", index=True)
    judul: str
    uraian: str = ""
    akar_masalah: str = ""
    dampak: str = ""
    pd_id: int = Field(foreign_key="perangkat_daerah.id", index=True)


class Solusi(Tercatat, table=True):
    """The approach that answers a permasalahan; rencana aksi carry it out."""

    __tablename__ = "solusi"
    __table_args__ = (
        length_check("judul", 3, 200),
        length_check("uraian", 0, 2000),
        length_check("alasan_ditarik", 0, 500),
        Index("ix_solusi_hitung", "ditarik_pada", "pokja_id"),
    )

    permasalahan_id: int = Field(foreign_key="permasalahan.id", index=True)
    judul: str
    uraian: str = ""
