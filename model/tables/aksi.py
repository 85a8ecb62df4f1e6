"""What is done: rencana aksi, who helps, and every pemutakhiran of its state."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from model.choices import HasilVerifikasi, JenisBukti, KeadaanVerifikasi, StatusAksi
from model.tables.base import (
    Base,
    Berjejak,
    Tercatat,
    UtcDateTime,
    enum_column,
    length_check,
    range_check,
)


class RencanaAksi(Tercatat, table=True):
    """A concrete, dated, owned step. It serves a solusi, a penanganan risiko, or both.

    An owner (`pd_id`) or tenggat may still be missing: that is a gap the product points at.
    """

    __tablename__ = "rencana_aksi"
    __table_args__ = (
        length_check("judul", 3, 200),
        length_check("keluaran", 0, 500),
        length_check("ukuran", 0, 500),
        length_check("kendala", 0, 1000),
        length_check("tindak_lanjut", 0, 1000),
        length_check("alasan_ditarik", 0, 500),
        range_check("progres", 0, 100),
        CheckConstraint("solusi_id IS NOT NULL OR penanganan_id IS NOT NULL", name="melayani"),
        CheckConstraint(
            "mulai IS NULL OR tenggat IS NULL OR tenggat >= mulai", name="tenggat_urut"
        ),
        CheckConstraint("status <> 'selesai' OR progres = 100", name="selesai_penuh"),
        CheckConstraint("status <> 'belum_mulai' OR progres = 0", name="belum_mulai_nol"),
        CheckConstraint(
            "status <> 'terkendala' OR length(kendala) > 0", name="terkendala_beralasan"
        ),
        CheckConstraint(
            "(status = 'selesai') = (selesai_pada IS NOT NULL)", name="selesai_bertanggal"
        ),
        CheckConstraint(
            "(status = 'selesai') = (verifikasi IN ('menunggu', 'diterima'))",
            name="selesai_diajukan",
        ),
        # Counting per pokja and status reads this index alone; lateness walks its tenggat.
        Index(
            "ix_rencana_aksi_rekap",
            "ditarik_pada",
            "pokja_id",
            "status",
            "tenggat",
            "mulai",
            "progres",
        ),
        # The tracker filters, sorts and counts in this index and reads whole only one page of rows.
        Index(
            "ix_rencana_aksi_tenggat",
            "ditarik_pada",
            "tenggat",
            "id",
            "status",
            "progres",
            "mulai",
            "pokja_id",
            "pd_id",
            "diperbarui_pada",
        ),
        Index("ix_rencana_aksi_pd", "ditarik_pada", "pd_id", "tenggat"),
        Index("ix_rencana_aksi_kabar", "ditarik_pada", "pokja_id", "diperbarui_pada"),
        Index("ix_rencana_aksi_selesai", "ditarik_pada", "selesai_pada", "pokja_id"),
        Index("ix_rencana_aksi_verifikasi", "ditarik_pada", "verifikasi", "selesai_pada"),
        # The few without a measure of success, which the pemeriksaan counts and lists.
        Index(
            "ix_rencana_aksi_tanpa_ukuran",
            "ditarik_pada",
            "pokja_id",
            "status",
            sqlite_where=text("ukuran = ''"),
            postgresql_where=text("ukuran = ''"),
        ),
    )

    pokja_id: int = Field(foreign_key="pokja.id")  # the composite indexes above serve it
    solusi_id: int | None = Field(default=None, foreign_key="solusi.id", index=True)
    penanganan_id: int | None = Field(default=None, foreign_key="penanganan.id", index=True)
    judul: str
    keluaran: str = ""
    ukuran: str = ""
    pd_id: int | None = Field(default=None, foreign_key="perangkat_daerah.id")
    mulai: date | None = None
    tenggat: date | None = None
    status: StatusAksi = Field(default=StatusAksi.BELUM_MULAI, sa_type=enum_column(StatusAksi))
    progres: int = 0
    kendala: str = ""
    tindak_lanjut: str = ""
    selesai_pada: date | None = None
    verifikasi: KeadaanVerifikasi = Field(
        default=KeadaanVerifikasi.BELUM, sa_type=enum_column(KeadaanVerifikasi, "verifikasi")
    )
    diperbarui_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PendukungAksi(Base, table=True):
    """A perangkat daerah that helps with a rencana aksi without being answerable for it."""

    __tablename__ = "pendukung_aksi"

    aksi_id: int = Field(foreign_key="rencana_aksi.id", primary_key=True)
    pd_id: int = Field(foreign_key="perangkat_daerah.id", primary_key=True)


class Pemutakhiran(Base, table=True):
    """One saved change of state of a rencana aksi, with before and after. Never changed again."""

    __tablename__ = "pemutakhiran"
    __table_args__ = (
        range_check("progres_sebelum", 0, 100),
        range_check("progres_sesudah", 0, 100),
        length_check("kendala", 0, 1000),
        length_check("tindak_lanjut", 0, 1000),
        length_check("catatan", 0, 2000),
        Index("ix_pemutakhiran_aksi", "aksi_id", "pada"),
        Index("ix_pemutakhiran_pada", "pada"),
    )

    id: int = Field(default=None, primary_key=True)
    aksi_id: int = Field(foreign_key="rencana_aksi.id")
    pada: datetime = Field(sa_type=UtcDateTime)
    pelaku: str
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    status_sebelum: StatusAksi = Field(sa_type=enum_column(StatusAksi, "status_sebelum"))
    status_sesudah: StatusAksi = Field(sa_type=enum_column(StatusAksi, "status_sesudah"))
    progres_sebelum: int
    progres_sesudah: int
    kendala: str = ""
    tindak_lanjut: str = ""
    catatan: str = ""


class Bukti(Berjejak, table=True):
    """Bukti dukung of a rencana aksi or of a risiko: a file outside every served folder, or a link.

    `nama` is what the person called the file and is only ever shown; `nama_simpan` is ours.
    """

    __tablename__ = "bukti"
    __table_args__ = (
        length_check("nama", 1, 200),
        length_check("tautan", 0, 1000),
        CheckConstraint(
            "(jenis = 'berkas') = (nama_simpan IS NOT NULL AND sha256 IS NOT NULL)",
            name="berkas_lengkap",
        ),
        CheckConstraint("(jenis = 'tautan') = (length(tautan) > 0)", name="tautan_lengkap"),
        CheckConstraint("(aksi_id IS NULL) <> (risiko_id IS NULL)", name="satu_induk"),
        CheckConstraint("penilaian_id IS NULL OR risiko_id IS NOT NULL", name="penilaian_risiko"),
        Index("ix_bukti_aksi", "aksi_id", "ditarik_pada"),
        Index("ix_bukti_risiko", "risiko_id", "ditarik_pada"),
    )

    aksi_id: int | None = Field(default=None, foreign_key="rencana_aksi.id")
    risiko_id: int | None = Field(default=None, foreign_key="risiko.id")
    # The assessment that it speaks for; one that is added later has none.
    penilaian_id: int | None = Field(default=None, foreign_key="penilaian_risiko.id", index=True)
    # The pemutakhiran that it proves; uploaded beside one, it has none.
    pemutakhiran_id: int | None = Field(default=None, foreign_key="pemutakhiran.id", index=True)
    jenis: JenisBukti = Field(sa_type=enum_column(JenisBukti))
    nama: str
    tautan: str = ""
    tipe: str = ""
    ukuran: int = 0
    sha256: str | None = None
    nama_simpan: str | None = Field(default=None, unique=True)
    pelaku: str
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    pada: datetime = Field(sa_type=UtcDateTime)
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Verifikasi(Base, table=True):
    """One decision of a verifikator about a claim that an action is done. Never changed again."""

    __tablename__ = "verifikasi"
    __table_args__ = (
        length_check("alasan", 0, 1000),
        CheckConstraint("hasil <> 'dikembalikan' OR length(alasan) > 0", name="beralasan"),
        Index("ix_verifikasi_aksi", "aksi_id", "pada"),
        Index("ix_verifikasi_pada", "pada"),
    )

    id: int = Field(default=None, primary_key=True)
    aksi_id: int = Field(foreign_key="rencana_aksi.id")
    # The claim; none for actions that were done before there was verification.
    pemutakhiran_id: int | None = Field(default=None, foreign_key="pemutakhiran.id")
    hasil: HasilVerifikasi = Field(sa_type=enum_column(HasilVerifikasi))
    alasan: str = ""
    pelaku: str
    pelaku_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    pada: datetime = Field(sa_type=UtcDateTime)
