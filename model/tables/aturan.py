"""The risk rules as data: matrix, bands, scales, categories, appetite, and which are in force."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from model.choices import JenisSkala, Keyakinan
from model.tables.base import (
    Base,
    Berjejak,
    UtcDateTime,
    enum_column,
    length_check,
    range_check,
)


class Matriks(Base, table=True):
    """A rank table of 25 cells. Besaran is read from it, never computed as K times D."""

    __tablename__ = "matriks"
    __table_args__ = (length_check("sumber", 10, 600),)

    id: int = Field(default=None, primary_key=True)
    kode: str = Field(unique=True)
    nama: str
    sumber: str
    keyakinan: Keyakinan = Field(sa_type=enum_column(Keyakinan))


class SelMatriks(Base, table=True):
    """One cell of a matriks; each besaran 1 to 25 stands in it once."""

    __tablename__ = "sel_matriks"
    __table_args__ = (
        UniqueConstraint("matriks_id", "besaran"),
        range_check("kemungkinan", 1, 5),
        range_check("dampak", 1, 5),
        range_check("besaran", 1, 25),
    )

    matriks_id: int = Field(foreign_key="matriks.id", primary_key=True)
    kemungkinan: int = Field(primary_key=True)
    dampak: int = Field(primary_key=True)
    besaran: int


class SetBand(Base, table=True):
    """A set of five level bands over besaran 1 to 25."""

    __tablename__ = "set_band"
    __table_args__ = (length_check("sumber", 10, 600),)

    id: int = Field(default=None, primary_key=True)
    kode: str = Field(unique=True)
    nama: str
    sumber: str
    keyakinan: Keyakinan = Field(sa_type=enum_column(Keyakinan))


class BandLevel(Base, table=True):
    """One level of a set: its name, colours (always shown with the name) and limits, both in."""

    __tablename__ = "band_level"
    __table_args__ = (
        range_check("level", 1, 5),
        range_check("batas_bawah", 1, 25),
        range_check("batas_atas", 1, 25),
        CheckConstraint("batas_bawah <= batas_atas", name="batas_urut"),
        length_check("warna", 7, 7),
        length_check("warna_teks", 7, 7),
    )

    set_band_id: int = Field(foreign_key="set_band.id", primary_key=True)
    level: int = Field(primary_key=True)
    nama: str
    batas_bawah: int
    batas_atas: int
    warna: str
    warna_teks: str


class Skala(Base, table=True):
    """The words of one level of kemungkinan or dampak under an aturan, with its criterion."""

    __tablename__ = "skala"
    __table_args__ = (
        range_check("tingkat", 1, 5),
        length_check("nama", 3, 60),
        length_check("kriteria", 3, 600),
    )

    # A potret from before each aturan had words of its own holds those of the first.
    aturan_id: int = Field(default=1, foreign_key="aturan_risiko.id", primary_key=True)
    jenis: JenisSkala = Field(primary_key=True, sa_type=enum_column(JenisSkala))
    tingkat: int = Field(primary_key=True)
    nama: str
    kriteria: str
    sumber: str


class KategoriRisiko(Base, table=True):
    """A kind of risiko by nature."""

    __tablename__ = "kategori_risiko"

    id: int = Field(default=None, primary_key=True)
    kode: str = Field(unique=True)
    nama: str = Field(unique=True)
    urutan: int


class AturanRisiko(Berjejak, table=True):
    """A choice of matriks, bands, priority threshold, words and appetite, in force from a day on.

    Without a day it is a draft (rancangan). The newest one whose day has come is in force, of two
    of one day the later adopted. Once adopted it never changes, and old penilaian keep the one
    they were made with.
    """

    __tablename__ = "aturan_risiko"
    __table_args__ = (
        range_check("batas_prioritas", 1, 25),
        length_check("nama", 0, 120),
        length_check("catatan", 0, 1000),
        CheckConstraint("berlaku_sejak IS NULL OR dibuang_pada IS NULL", name="dibuang_rancangan"),
        Index("ix_aturan_risiko_berlaku", "berlaku_sejak", "ditetapkan_pada"),
    )

    nama: str = ""
    matriks_id: int = Field(foreign_key="matriks.id")
    set_band_id: int = Field(foreign_key="set_band.id")
    batas_prioritas: int
    berlaku_sejak: date | None = None
    ditetapkan_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    dibuang_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    catatan: str


class SeleraRisiko(Base, table=True):
    """Appetite: the highest besaran accepted without treatment, per kategori of a rule set."""

    __tablename__ = "selera_risiko"
    __table_args__ = (range_check("batas_besaran", 1, 25),)

    aturan_id: int = Field(foreign_key="aturan_risiko.id", primary_key=True)
    kategori_id: int = Field(foreign_key="kategori_risiko.id", primary_key=True)
    batas_besaran: int
