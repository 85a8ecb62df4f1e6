"""What people tell each other: tanggapan under an object, messages, and what was mailed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from model.choices import JenisPesan
from model.tables.base import Base, Berjejak, UtcDateTime, enum_column, length_check


class Tanggapan(Berjejak, table=True):
    """A comment or usulan under a risiko or a rencana aksi; withdrawn, never deleted."""

    __tablename__ = "tanggapan"
    __table_args__ = (
        length_check("isi", 1, 2000),
        CheckConstraint("(risiko_id IS NULL) <> (aksi_id IS NULL)", name="satu_objek"),
        Index("ix_tanggapan_risiko", "risiko_id", "id"),
        Index("ix_tanggapan_aksi", "aksi_id", "id"),
    )

    risiko_id: int | None = Field(default=None, foreign_key="risiko.id")
    aksi_id: int | None = Field(default=None, foreign_key="rencana_aksi.id")
    pengguna_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    pelaku: str
    usulan: bool = False
    isi: str
    pada: datetime = Field(sa_type=UtcDateTime)
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Pesan(Base, table=True):
    """A message in somebody's kotak masuk; `kunci` names its cause, so that it comes once."""

    __tablename__ = "pesan"
    __table_args__ = (
        UniqueConstraint("pengguna_id", "kunci"),
        length_check("kalimat", 1, 400),
        Index("ix_pesan_kotak", "pengguna_id", "dibaca_pada", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    pengguna_id: int = Field(foreign_key="pengguna.id")
    jenis: JenisPesan = Field(sa_type=enum_column(JenisPesan))
    kunci: str
    kode: str = ""  # of the object it is about
    kalimat: str
    pada: datetime = Field(sa_type=UtcDateTime)
    dibaca_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Surel(Base, table=True):
    """An e-mail that was sent, or is being sent; `kunci` makes sure it goes out once."""

    __tablename__ = "surel"
    __table_args__ = (UniqueConstraint("pengguna_id", "kunci"),)

    id: int = Field(default=None, primary_key=True)
    pengguna_id: int = Field(foreign_key="pengguna.id")
    kunci: str
    dimulai_pada: datetime = Field(sa_type=UtcDateTime)
    dikirim_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    gagal: str = ""
