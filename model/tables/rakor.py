"""The rakor: what it is made of, what its screens show, and what it leaves behind."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from model.choices import CaraHadir, KeadaanRakor, ModeLayar, StatusKeputusan
from model.tables.base import (
    Base,
    Berjejak,
    Tercatat,
    UtcDateTime,
    enum_column,
    length_check,
    range_check,
)


class Rakor(Berjejak, table=True):
    """One meeting of the forum, of one day or several. At most one runs at a time.

    Whoever knows `kode_hadir` (it stands in the QR code on the screen) may record an attendance.
    """

    __tablename__ = "rakor"
    __table_args__ = (
        length_check("tema", 3, 200),
        length_check("tempat", 0, 200),
        length_check("catatan", 0, 2000),
        CheckConstraint("selesai >= mulai", name="urut"),
        CheckConstraint("(keadaan = 'disiapkan') = (dibuka_pada IS NULL)", name="dibuka"),
        CheckConstraint("(keadaan = 'ditutup') = (ditutup_pada IS NOT NULL)", name="ditutup"),
        Index(
            "uq_rakor_berlangsung",
            "keadaan",
            unique=True,
            sqlite_where=text("keadaan = 'berlangsung'"),
            postgresql_where=text("keadaan = 'berlangsung'"),
        ),
        Index("ix_rakor_mulai", "mulai"),
    )

    tema: str
    tempat: str = ""
    mulai: date
    selesai: date
    catatan: str = ""
    keadaan: KeadaanRakor = Field(
        default=KeadaanRakor.DISIAPKAN, sa_type=enum_column(KeadaanRakor, "keadaan")
    )
    dibuka_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ditutup_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    kode_hadir: str = Field(unique=True)


class SesiRakor(Berjejak, table=True):
    """A sitting of a rakor: a day with its hours."""

    __tablename__ = "sesi_rakor"
    __table_args__ = (
        length_check("nama", 3, 120),
        CheckConstraint("jam_selesai > jam_mulai", name="urut"),
    )

    rakor_id: int = Field(foreign_key="rakor.id", index=True)
    nama: str
    tanggal: date
    jam_mulai: time
    jam_selesai: time
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Agenda(Berjejak, table=True):
    """An item of the agenda, in the order of `urutan`: the turn of a pokja, or a free item."""

    __tablename__ = "agenda"
    __table_args__ = (
        length_check("judul", 3, 200),
        range_check("menit", 1, 480),
        Index("ix_agenda_urutan", "rakor_id", "urutan"),
    )

    rakor_id: int = Field(foreign_key="rakor.id")
    sesi_id: int | None = Field(default=None, foreign_key="sesi_rakor.id", index=True)
    urutan: int
    judul: str
    pokja_id: int | None = Field(default=None, foreign_key="pokja.id", index=True)
    menit: int
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Undangan(Berjejak, table=True):
    """A perangkat daerah that is invited to a rakor."""

    __tablename__ = "undangan"
    __table_args__ = (UniqueConstraint("rakor_id", "pd_id", name="uq_undangan_rakor_id_pd_id"),)

    rakor_id: int = Field(foreign_key="rakor.id")
    pd_id: int = Field(foreign_key="perangkat_daerah.id", index=True)
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Kehadiran(Berjejak, table=True):
    """Somebody of a perangkat daerah is there: an account's own word, or the sekretariat's.

    A perangkat daerah is present while at least one of its rows is not withdrawn. `jabatan` is a
    post, never a person's name.
    """

    __tablename__ = "kehadiran"
    __table_args__ = (
        length_check("jabatan", 0, 160),
        CheckConstraint("(cara = 'sendiri') = (pengguna_id IS NOT NULL)", name="sendiri_berakun"),
        Index("ix_kehadiran_rakor", "rakor_id", "ditarik_pada", "pd_id"),
        Index(
            "uq_kehadiran_pengguna",
            "rakor_id",
            "pengguna_id",
            unique=True,
            sqlite_where=text("ditarik_pada IS NULL AND pengguna_id IS NOT NULL"),
            postgresql_where=text("ditarik_pada IS NULL AND pengguna_id IS NOT NULL"),
        ),
    )

    rakor_id: int = Field(foreign_key="rakor.id")
    pd_id: int = Field(foreign_key="perangkat_daerah.id", index=True)
    pengguna_id: int | None = Field(default=None, foreign_key="pengguna.id", index=True)
    jabatan: str = ""
    cara: CaraHadir = Field(sa_type=enum_column(CaraHadir, "cara"))
    pada: datetime = Field(sa_type=UtcDateTime)
    ditarik_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class KeadaanLayar(Base, table=True):
    """What the screens of a rakor show now. `nomor` counts the changes, which screens compare."""

    __tablename__ = "keadaan_layar"
    __table_args__ = (length_check("slide", 1, 80), range_check("detik", 5, 600))

    rakor_id: int = Field(foreign_key="rakor.id", primary_key=True)
    mode: ModeLayar = Field(
        default=ModeLayar.OTOMATIS, sa_type=enum_column(ModeLayar, "mode_layar")
    )
    slide: str = "judul"
    detik: int = 20
    nomor: int = 0


class WaktuAgenda(Base, table=True):
    """How long an item of the agenda has been spoken about; `terpakai` without the present run."""

    __tablename__ = "waktu_agenda"
    __table_args__ = (CheckConstraint("terpakai >= 0", name="terpakai_positif"),)

    agenda_id: int = Field(foreign_key="agenda.id", primary_key=True)
    terpakai: int = 0  # seconds
    berjalan_sejak: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PotretBeku(Base, table=True):
    """All rows as they were when a rakor was closed (`model.potret`). Never changed again."""

    __tablename__ = "potret_beku"
    __table_args__ = (length_check("sha256", 64, 64),)

    id: int = Field(default=None, primary_key=True)
    rakor_id: int = Field(foreign_key="rakor.id", unique=True)
    pada: datetime = Field(sa_type=UtcDateTime)
    hari: date
    isi: bytes = Field(sa_type=LargeBinary)
    sha256: str


class Keputusan(Tercatat, table=True):
    """Something the forum decided that a perangkat daerah has to do, within one pokja.

    `rakor_id` is the meeting that decided it, `tentang` the code of what was on its screen.
    """

    __tablename__ = "keputusan"
    __table_args__ = (
        length_check("judul", 3, 200),
        length_check("uraian", 0, 2000),
        length_check("tanggapan_pd", 0, 1000),
        length_check("alasan_ditarik", 0, 500),
        length_check("tentang", 0, 20),
        CheckConstraint(
            "(status = 'selesai') = (selesai_pada IS NOT NULL)", name="selesai_bertanggal"
        ),
        Index("ix_keputusan_milik", "ditarik_pada", "status", "pokja_id", "pd_id", "tenggat"),
        Index("ix_keputusan_tentang", "tentang"),
    )

    judul: str
    uraian: str = ""
    pd_id: int | None = Field(default=None, foreign_key="perangkat_daerah.id", index=True)
    tenggat: date | None = None
    aksi_id: int | None = Field(default=None, foreign_key="rencana_aksi.id", index=True)
    rakor_id: int | None = Field(default=None, foreign_key="rakor.id", index=True)
    tentang: str = ""
    status: StatusKeputusan = Field(
        default=StatusKeputusan.TERBUKA, sa_type=enum_column(StatusKeputusan)
    )
    tanggapan_pd: str = ""
    selesai_pada: date | None = None
