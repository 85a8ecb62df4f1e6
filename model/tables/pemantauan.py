"""What is watched about risiko: indicators with values, events, what waits for a decision."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from model.choices import ArahIndikator
from model.rules_risiko import MAKS_NILAI, MAKS_RUPIAH
from model.tables.base import (
    Base,
    Berjejak,
    UtcDateTime,
    enum_column,
    length_check,
    range_check,
)


class IndikatorRisiko(Berjejak, table=True):
    """An indikator risiko utama (IRU, KRI) of a risiko: from `batas_waspada` on beware.

    From `batas_bahaya` on it means danger; `arah` says whether upwards or downwards.
    """

    __tablename__ = "indikator_risiko"
    __table_args__ = (
        length_check("nama", 3, 200),
        length_check("satuan", 1, 40),
        length_check("sumber", 0, 300),
        length_check("alasan_ditarik", 0, 500),
        # NaN is beyond every limit on PostgreSQL, and is no value at all on SQLite.
        range_check("batas_waspada", -MAKS_NILAI, MAKS_NILAI),
        range_check("batas_bahaya", -MAKS_NILAI, MAKS_NILAI),
        CheckConstraint(
            "CASE arah WHEN 'naik' THEN batas_bahaya > batas_waspada"
            " ELSE batas_bahaya < batas_waspada END",
            name="batas_urut",
        ),
        Index("ix_indikator_risiko_risiko", "risiko_id", "ditarik_pada"),
    )

    risiko_id: int = Field(foreign_key="risiko.id")
    nama: str
    satuan: str
    arah: ArahIndikator = Field(sa_type=enum_column(ArahIndikator, "arah"))
    batas_waspada: float
    batas_bahaya: float
    sumber: str = ""
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    alasan_ditarik: str = ""


class NilaiIndikator(Base, table=True):
    """One measured value of an indikator, never changed: of two of one day the later counts."""

    __tablename__ = "nilai_indikator"
    __table_args__ = (
        length_check("catatan", 0, 500),
        range_check("nilai", -MAKS_NILAI, MAKS_NILAI),
        Index("ix_nilai_indikator_terbaru", "indikator_id", "tanggal", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    indikator_id: int = Field(foreign_key="indikator_risiko.id")
    tanggal: date
    nilai: float
    catatan: str = ""
    pelaku: str
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    pada: datetime = Field(sa_type=UtcDateTime)


class KejadianRisiko(Berjejak, table=True):
    """A risiko that came true (Perdep PPKD BPKP 4/2019, form 10). `kerugian` is in rupiah."""

    __tablename__ = "kejadian_risiko"
    __table_args__ = (
        length_check("uraian", 3, 1000),
        length_check("sebab", 0, 1000),
        length_check("dampak", 0, 1000),
        length_check("penanganan", 0, 1000),
        length_check("alasan_ditarik", 0, 500),
        range_check("kerugian", 0, MAKS_RUPIAH),
        Index("ix_kejadian_risiko_risiko", "risiko_id", "ditarik_pada", "tanggal"),
        Index("ix_kejadian_risiko_tanggal", "ditarik_pada", "tanggal"),
    )

    risiko_id: int = Field(foreign_key="risiko.id")
    tanggal: date
    uraian: str
    sebab: str = ""
    dampak: str = ""
    penanganan: str = ""
    kerugian: int | None = Field(default=None, sa_type=BigInteger)
    pelaku: str
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    pada: datetime = Field(sa_type=UtcDateTime)
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    alasan_ditarik: str = ""


def _once(name: str, kolom: str, where: str) -> Index:
    """Return an index by which each value stands at most once among the rows of `where`."""
    clause = text(where)
    return Index(name, *kolom.split(), unique=True, sqlite_where=clause, postgresql_where=clause)


class Eskalasi(Berjejak, table=True):
    """A pokja asks pimpinan for a decision about one object; open until `ditutup_pada`.

    `hasil` says what came of it, or, when it was taken back, why (`ditarik_kembali`).
    """

    __tablename__ = "eskalasi"
    __table_args__ = (
        length_check("alasan", 10, 500),
        length_check("hasil", 0, 500),
        CheckConstraint(
            "(CASE WHEN permasalahan_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN risiko_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN aksi_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="satu_objek",
        ),
        CheckConstraint("ditutup_pada IS NULL OR length(hasil) > 0", name="ditutup_berhasil"),
        Index("ix_eskalasi_terbuka", "ditutup_pada", "pokja_id"),
        _once(
            "uq_eskalasi_permasalahan", "permasalahan_id",
            "ditutup_pada IS NULL AND permasalahan_id IS NOT NULL",
        ),
        _once("uq_eskalasi_risiko", "risiko_id", "ditutup_pada IS NULL AND risiko_id IS NOT NULL"),
        _once("uq_eskalasi_aksi", "aksi_id", "ditutup_pada IS NULL AND aksi_id IS NOT NULL"),
    )  # fmt: skip

    pokja_id: int = Field(foreign_key="pokja.id", index=True)
    permasalahan_id: int | None = Field(default=None, foreign_key="permasalahan.id")
    risiko_id: int | None = Field(default=None, foreign_key="risiko.id")
    aksi_id: int | None = Field(default=None, foreign_key="rencana_aksi.id")
    alasan: str
    pelaku: str
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    pada: datetime = Field(sa_type=UtcDateTime)
    ditutup_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ditarik_kembali: bool = False
    hasil: str = ""


class Pengabaian(Berjejak, table=True):
    """Somebody looked at a finding of the pemeriksaan and says why it is none.

    `aturan` is the key of the rule, `objek` and `objek_lain` the codes it is about, a pair sorted.
    """

    __tablename__ = "pengabaian"
    __table_args__ = (
        length_check("aturan", 3, 40),
        length_check("objek", 3, 40),
        length_check("objek_lain", 0, 40),
        length_check("alasan", 3, 500),
        _once("uq_pengabaian_temuan", "aturan objek objek_lain", "dicabut_pada IS NULL"),
    )

    aturan: str
    objek: str
    objek_lain: str = ""
    alasan: str
    pelaku: str
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    pada: datetime = Field(sa_type=UtcDateTime)
    dicabut_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
