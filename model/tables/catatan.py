"""What the store knows about itself: every change, the data version, and its marks."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from model.choices import Tindakan
from model.tables.base import Base, UtcDateTime, enum_column, range_check


class Riwayat(Base, table=True):
    """One changed field of one row: who, when, from where, before, after.

    Written by `model.history` in the same transaction as the change itself.
    """

    __tablename__ = "riwayat"
    __table_args__ = (Index("ix_riwayat_objek", "tabel", "baris_id", "id"),)

    id: int = Field(default=None, primary_key=True)
    pada: datetime = Field(sa_type=UtcDateTime)
    pelaku: str
    asal: str
    tabel: str
    baris_id: int
    versi: int
    tindakan: Tindakan = Field(sa_type=enum_column(Tindakan))
    kolom: str = ""
    sebelum: str | None = None
    sesudah: str | None = None


class VersiData(Base, table=True):
    """One row that counts committed changes; caches and open screens compare it."""

    __tablename__ = "versi_data"
    __table_args__ = (range_check("id", 1, 1),)

    id: int = Field(default=None, primary_key=True)
    nomor: int


class Pengaturan(Base, table=True):
    """A named mark of the store, such as `data_contoh`."""

    __tablename__ = "pengaturan"

    kunci: str = Field(primary_key=True)
    nilai: str
