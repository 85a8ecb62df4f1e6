"""What the store knows about itself: every change, the data version, and its marks."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from model.choices import Tindakan
from model.tables.base import Base, UtcDateTime, enum_column, length_check, range_check

# Changes of these columns are counted over all rows of a table: how often a tenggat moved, how many
# risiko were prioritas on a day. The words stand as they are in the index and in the reads, as a
# database compares the two to see whether the index serves.
DIHITUNG = "kolom IN ('tenggat', 'besaran_saat_ini', 'ditarik_pada')"


class Riwayat(Base, table=True):
    """One changed field of one row, or one peristiwa: who, when, from where, before, after.

    Written by `model.history` in the same transaction as the change itself. The database refuses
    to change or delete it, the ids have no gaps, and `rantai` seals each line with all before it.
    """

    __tablename__ = "riwayat"
    __table_args__ = (
        Index("ix_riwayat_objek", "tabel", "baris_id", "id"),
        Index("ix_riwayat_tindakan", "tindakan", "id"),
        Index("ix_riwayat_pelaku", "pelaku_id", "id"),
        Index("ix_riwayat_pada", "pada"),
        Index(
            "ix_riwayat_dihitung", "tabel", "kolom", "baris_id", "pada", "sebelum", "sesudah",
            sqlite_where=text(DIHITUNG), postgresql_where=text(DIHITUNG),
        ),
        length_check("rantai", 64, 64),
    )  # fmt: skip

    id: int = Field(default=None, primary_key=True)
    pada: datetime = Field(sa_type=UtcDateTime)
    pelaku: str  # of a program its name, of a person "Pengguna 7" (see `Pengguna`)
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id")
    asal: str
    tabel: str
    baris_id: int
    versi: int
    tindakan: Tindakan = Field(sa_type=enum_column(Tindakan))
    kolom: str = ""
    sebelum: str | None = None
    sesudah: str | None = None
    rantai: str


class VersiData(Base, table=True):
    """One row: counts committed changes, which caches and open screens compare.

    It also holds the end of the riwayat, its last id and `rantai`, locked while lines are added.
    """

    __tablename__ = "versi_data"
    __table_args__ = (range_check("id", 1, 1),)

    id: int = Field(default=None, primary_key=True)
    nomor: int
    riwayat_id: int = 0
    rantai: str = ""


class Pengaturan(Base, table=True):
    """A named mark of the store, such as `data_contoh`."""

    __tablename__ = "pengaturan"

    kunci: str = Field(primary_key=True)
    nilai: str
