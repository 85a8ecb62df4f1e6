"""Who signs in: accounts, their sessions, tries to sign in, and links for screens."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from model.choices import CaraMasuk, Peran
from model.tables.base import Base, Berjejak, UtcDateTime, enum_column, length_check


class Pengguna(Berjejak, table=True):
    """An account. Never deleted: on leaving it is anonymised, so that the riwayat stays whole.

    Names and addresses stand here and nowhere else (UU 27/2022: they can be given out and taken
    away); the riwayat knows an account by its id.
    """

    __tablename__ = "pengguna"
    __table_args__ = (
        length_check("nama_masuk", 2, 80),
        length_check("nama", 2, 120),
        length_check("jabatan", 0, 160),
        length_check("surel", 0, 200),
        CheckConstraint(
            "(peran IN ('ketua', 'anggota')) = (pokja_id IS NOT NULL)", name="pokja_sesuai_peran"
        ),
        CheckConstraint("(peran = 'pic') = (pd_id IS NOT NULL)", name="pd_sesuai_peran"),
        CheckConstraint("peran <> 'program'", name="orang"),
        Index("uq_pengguna_oidc", "oidc_penerbit", "oidc_subjek", unique=True),
    )

    nama_masuk: str = Field(unique=True)  # always lower case
    nama: str
    jabatan: str = ""
    surel: str = ""
    surel_aktif: bool = True
    peran: Peran = Field(sa_type=enum_column(Peran))
    pokja_id: int | None = Field(default=None, foreign_key="pokja.id", index=True)
    pd_id: int | None = Field(default=None, foreign_key="perangkat_daerah.id", index=True)
    aktif: bool = True
    contoh: bool = False
    sandi: str = ""  # argon2id hash; empty: no password sign-in
    sandi_harus_ganti: bool = False
    sandi_diubah_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    oidc_penerbit: str | None = None
    oidc_subjek: str | None = None
    dianonimkan_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Sesi(Base, table=True):
    """A signed-in browser. The token itself is only in the cookie; its SHA-256 is the key here."""

    __tablename__ = "sesi"
    __table_args__ = (
        length_check("token", 64, 64),
        Index("ix_sesi_pengguna", "pengguna_id", "diakhiri_pada"),
    )

    id: int = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    pengguna_id: int = Field(foreign_key="pengguna.id")
    cara: CaraMasuk = Field(sa_type=enum_column(CaraMasuk))
    mulai_pada: datetime = Field(sa_type=UtcDateTime)
    dipakai_pada: datetime = Field(sa_type=UtcDateTime)
    berakhir_pada: datetime = Field(sa_type=UtcDateTime)  # whatever happens
    diakhiri_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    alamat: str = ""
    peramban: str = ""


class PercobaanMasuk(Base, table=True):
    """One try to sign in under way or refused, by a hash of what is counted; pruned by age."""

    __tablename__ = "percobaan_masuk"
    __table_args__ = (Index("ix_percobaan_masuk_kunci", "kunci", "pada"),)

    id: int = Field(default=None, primary_key=True)
    kunci: str
    pada: datetime = Field(sa_type=UtcDateTime, index=True)
    gagal: bool = False  # False: the password is being looked at


class TautanLayar(Base, table=True):
    """A link that signs a screen in once. Only the SHA-256 of its token is kept."""

    __tablename__ = "tautan_layar"
    __table_args__ = (length_check("token", 64, 64),)

    id: int = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    pengguna_id: int = Field(foreign_key="pengguna.id", index=True)  # of peran layar
    dibuat_oleh_id: int | None = Field(default=None, foreign_key="pengguna.id")
    dibuat_pada: datetime = Field(sa_type=UtcDateTime)
    berlaku_sampai: datetime = Field(sa_type=UtcDateTime)
    dipakai_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
    dicabut_pada: datetime | None = Field(default=None, sa_type=UtcDateTime)
