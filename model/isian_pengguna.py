"""What is typed about accounts and screens; see `model.isian` for how forms work."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from model.choices import Peran
from model.isian import Id, Isian, clean_line

NAMA_MASUK = re.compile(r"[a-z0-9._@-]+")
SUREL = re.compile(r"[!-?A-~]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+")

# What a person can be. Screens are made by `commands.layar`.
PeranOrang = Literal[
    Peran.ADMIN,
    Peran.SEKRETARIAT,
    Peran.KETUA,
    Peran.ANGGOTA,
    Peran.PIC,
    Peran.VERIFIKATOR,
    Peran.PIMPINAN,
]

PERAN_POKJA = (Peran.KETUA, Peran.ANGGOTA)


def clean_lower(value: Any) -> Any:
    """Return clean text on one line, in small letters."""
    value = clean_line(value)
    return value.lower() if isinstance(value, str) else value


Nama = Annotated[str, Field(min_length=2, max_length=120, strict=True), BeforeValidator(clean_line)]
NamaMasuk = Annotated[
    str, Field(min_length=2, max_length=80, strict=True), BeforeValidator(clean_lower)
]


def refused_nama_masuk(nama_masuk: str) -> dict[str, str]:
    """Refuse a sign-in name that somebody could not type everywhere alike."""
    if NAMA_MASUK.fullmatch(nama_masuk):
        return {}
    return {
        "nama_masuk": "Nama masuk hanya boleh memuat huruf a sampai z, angka, titik, garis bawah, "
        "tanda hubung, dan @, tanpa spasi. Contoh: budi.santoso."
    }


class IsianAdminPertama(Isian):
    """The first admin of a store in real use."""

    nama_masuk: NamaMasuk = Field(
        title="Nama masuk", description="Diketik saat masuk. Contoh: budi.santoso."
    )
    nama: Nama = Field(title="Nama")

    def refused(self) -> dict[str, str]:
        """Refuse sign-in names that are hard to type."""
        return refused_nama_masuk(self.nama_masuk)


class IsianPengguna(Isian):
    """An account of a person."""

    nama_masuk: NamaMasuk = Field(
        title="Nama masuk", description="Diketik saat masuk. Contoh: budi.santoso."
    )
    nama: Nama = Field(title="Nama", description="Seperti yang dikenal rekan forum.")
    jabatan: Annotated[str, Field(max_length=160, strict=True), BeforeValidator(clean_line)] = (
        Field(default="", title="Jabatan")
    )
    surel: Annotated[str, Field(max_length=200, strict=True), BeforeValidator(clean_line)] = Field(
        default="", title="Surel", description="Boleh kosong. Pengingat dikirim ke alamat ini."
    )
    peran: PeranOrang = Field(title="Peran")
    pokja_id: Id | None = Field(
        default=None,
        title="Pokja",
        description="Wajib untuk ketua dan anggota pokja; peran lain tidak memakainya.",
    )
    pd_id: Id | None = Field(
        default=None,
        title="Perangkat daerah",
        description="Wajib untuk PIC perangkat daerah; peran lain tidak memakainya.",
    )

    @model_validator(mode="after")
    def _keep_only_what_the_peran_uses(self) -> "IsianPengguna":
        """Drop the pokja or perangkat daerah left over from another peran."""
        if self.peran not in PERAN_POKJA:
            self.pokja_id = None
        if self.peran != Peran.PIC:
            self.pd_id = None
        return self

    def refused(self) -> dict[str, str]:
        """Refuse names and addresses that cannot work, and a peran without what it is for."""
        refused = refused_nama_masuk(self.nama_masuk)
        if self.surel and not SUREL.fullmatch(self.surel):
            refused["surel"] = "Surel tidak sah. Tulis seperti nama@kantor.go.id, atau kosongkan."
        if self.peran in PERAN_POKJA and self.pokja_id is None:
            refused["pokja_id"] = f"{self.peran.label} membutuhkan pokja. Pilih pokjanya."
        if self.peran == Peran.PIC and self.pd_id is None:
            refused["pd_id"] = (
                "PIC membutuhkan perangkat daerah. Pilih perangkat daerah yang diwakilinya."
            )
        return refused


class IsianLayar(Isian):
    """A screen, by the room that it hangs in."""

    nama: Nama = Field(title="Nama ruang", description="Contoh: Ruang Pola, Balai Kota.")
