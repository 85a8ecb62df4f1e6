"""What may happen and how it is treated: risiko, its assessments over time, penanganan."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from model.choices import Efektivitas, OpsiPenanganan, Posisi, SumberSebab, TingkatRisiko
from model.tables.base import (
    Base,
    Tercatat,
    UtcDateTime,
    enum_column,
    length_check,
    range_check,
)

POSISI_KOLOM = tuple(
    f"{angka}_{posisi.value}" for posisi in Posisi for angka in ("kemungkinan", "dampak", "besaran")
)


class Risiko(Tercatat, table=True):
    """An event that may happen and block a strategic goal.

    The latest position of each kind stands on the row itself, so that the map and the list of
    priority risks are one indexed read; the history of positions is in `PenilaianRisiko`.
    Besaran is the cell of the matriks in force, kept by the command that assesses.
    """

    __tablename__ = "risiko"
    __table_args__ = (
        length_check("judul", 3, 200),
        length_check("sebab", 0, 1000),
        length_check("dampak", 0, 1000),
        length_check("pihak_terkena", 0, 500),
        length_check("pengendalian", 0, 1000),
        length_check("celah", 0, 1000),
        length_check("alasan_ditarik", 0, 500),
        *(range_check(kolom, 1, 25 if "besaran" in kolom else 5) for kolom in POSISI_KOLOM),
        # 0..1 risiko per permasalahan, not counting withdrawn ones.
        Index(
            "uq_risiko_permasalahan_id",
            "permasalahan_id",
            unique=True,
            sqlite_where=text("ditarik_pada IS NULL"),
            postgresql_where=text("ditarik_pada IS NULL"),
        ),
        Index(
            "ix_risiko_peta", "ditarik_pada", "pokja_id", "kemungkinan_saat_ini", "dampak_saat_ini"
        ),
        # Also covers counting the priority risks of each pokja.
        Index(
            "ix_risiko_teratas",
            "ditarik_pada",
            "besaran_saat_ini",
            "dampak_saat_ini",
            "id",
            "pokja_id",
        ),
    )

    isu_id: int = Field(foreign_key="isu_strategis.id", index=True)
    permasalahan_id: int | None = Field(default=None, foreign_key="permasalahan.id")
    tingkat: TingkatRisiko = Field(sa_type=enum_column(TingkatRisiko))
    kategori_id: int = Field(foreign_key="kategori_risiko.id", index=True)
    pemilik_id: int = Field(foreign_key="perangkat_daerah.id", index=True)
    judul: str
    sebab: str = ""
    sumber_sebab: SumberSebab = Field(sa_type=enum_column(SumberSebab))
    terkendali: bool
    dampak: str = ""
    pihak_terkena: str = ""
    pengendalian: str = ""
    efektivitas: Efektivitas = Field(sa_type=enum_column(Efektivitas))
    celah: str = ""
    kemungkinan_inheren: int
    dampak_inheren: int
    besaran_inheren: int
    kemungkinan_saat_ini: int
    dampak_saat_ini: int
    besaran_saat_ini: int
    kemungkinan_target: int
    dampak_target: int
    besaran_target: int


class PenilaianRisiko(Base, table=True):
    """One assessment of one position of a risiko, kept for ever with the rules it was made with."""

    __tablename__ = "penilaian_risiko"
    __table_args__ = (
        range_check("kemungkinan", 1, 5),
        range_check("dampak", 1, 5),
        range_check("besaran", 1, 25),
        length_check("alasan", 0, 1000),
        Index("ix_penilaian_risiko_terbaru", "risiko_id", "posisi", "tanggal", "id"),
        Index("ix_penilaian_risiko_tren", "posisi", "tanggal", "risiko_id", "besaran"),
    )

    id: int = Field(default=None, primary_key=True)
    risiko_id: int = Field(foreign_key="risiko.id")
    posisi: Posisi = Field(sa_type=enum_column(Posisi))
    tanggal: date
    kemungkinan: int
    dampak: int
    besaran: int
    aturan_id: int = Field(foreign_key="aturan_risiko.id")
    alasan: str = ""
    pelaku: str
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    pada: datetime = Field(sa_type=UtcDateTime)


class Penanganan(Tercatat, table=True):
    """How a risiko is treated. Terima needs a reason; the other options need rencana aksi."""

    __tablename__ = "penanganan"
    __table_args__ = (
        length_check("judul", 3, 200),
        length_check("alasan", 0, 1000),
        length_check("alasan_ditarik", 0, 500),
        CheckConstraint("opsi <> 'terima' OR length(alasan) > 0", name="terima_beralasan"),
    )

    risiko_id: int = Field(foreign_key="risiko.id", index=True)
    opsi: OpsiPenanganan = Field(sa_type=enum_column(OpsiPenanganan))
    judul: str
    alasan: str = ""
