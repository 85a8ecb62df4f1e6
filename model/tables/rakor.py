"""What a rakor leaves behind: keputusan."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from model.choices import StatusKeputusan
from model.tables.base import Tercatat, enum_column, length_check


class Keputusan(Tercatat, table=True):
    """Something the forum decided that a perangkat daerah has to do, within one pokja."""

    __tablename__ = "keputusan"
    __table_args__ = (
        length_check("judul", 3, 200),
        length_check("uraian", 0, 2000),
        length_check("tanggapan_pd", 0, 1000),
        length_check("alasan_ditarik", 0, 500),
        CheckConstraint(
            "(status = 'selesai') = (selesai_pada IS NOT NULL)", name="selesai_bertanggal"
        ),
        Index("ix_keputusan_milik", "ditarik_pada", "status", "pokja_id", "pd_id", "tenggat"),
    )

    judul: str
    uraian: str = ""
    pd_id: int | None = Field(default=None, foreign_key="perangkat_daerah.id", index=True)
    tenggat: date | None = None
    aksi_id: int | None = Field(default=None, foreign_key="rencana_aksi.id", index=True)
    status: StatusKeputusan = Field(
        default=StatusKeputusan.TERBUKA, sa_type=enum_column(StatusKeputusan)
    )
    tanggapan_pd: str = ""
    selesai_pada: date | None = None
