"""Who takes part: pokja and perangkat daerah."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from model.choices import JenisPerangkatDaerah
from model.tables.base import Base, enum_column, length_check, range_check


class PerangkatDaerah(Base, table=True):
    """A regional agency of Pemprov DKI Jakarta, answerable for rencana aksi."""

    __tablename__ = "perangkat_daerah"
    __table_args__ = (length_check("kode", 2, 20), length_check("nama", 3, 120))

    id: int = Field(default=None, primary_key=True)
    kode: str = Field(unique=True)
    singkatan: str
    nama: str = Field(unique=True)
    jenis: JenisPerangkatDaerah = Field(sa_type=enum_column(JenisPerangkatDaerah))
    urutan: int


class Pokja(Base, table=True):
    """One of the nine kelompok kerja of the forum, in the official order."""

    __tablename__ = "pokja"
    __table_args__ = (
        UniqueConstraint("urutan"),
        range_check("urutan", 1, 99),
        length_check("kode", 3, 3),
        length_check("nama", 3, 80),
    )

    id: int = Field(default=None, primary_key=True)
    urutan: int
    kode: str = Field(unique=True)
    slug: str = Field(unique=True)
    nama: str = Field(unique=True)
    ikon: str
    koordinator_id: int = Field(foreign_key="perangkat_daerah.id")
