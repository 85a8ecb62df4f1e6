"""What is typed about a rakor: the meeting, its sittings, its agenda, and who is there."""

from datetime import date, time
from typing import Annotated

from pydantic import BeforeValidator, Field

from model.isian import Id, Isian, Judul, Teks2000, clean_line
from model.rules import refused_dates

Baris200 = Annotated[str, Field(max_length=200, strict=True), BeforeValidator(clean_line)]
Jabatan = Annotated[str, Field(max_length=160, strict=True), BeforeValidator(clean_line)]
Nama = Annotated[str, Field(min_length=3, max_length=120, strict=True), BeforeValidator(clean_line)]


class IsianRakor(Isian):
    """A rakor as a whole."""

    tema: Judul = Field(title="Tema")
    tempat: Baris200 = Field(default="", title="Tempat")
    mulai: date = Field(title="Hari pertama")
    selesai: date = Field(title="Hari terakhir")
    catatan: Teks2000 = Field(default="", title="Catatan")

    def refused(self) -> dict[str, str]:
        """Refuse days in the wrong order, of another age, or a meeting of more than a month."""
        if refused := refused_dates(None, self.mulai):
            return {"mulai": next(iter(refused.values()))}
        if self.selesai < self.mulai:
            return {"selesai": "Hari terakhir tidak boleh sebelum hari pertama."}
        if (self.selesai - self.mulai).days > 31:
            return {"selesai": "Rakor paling lama satu bulan. Buat rakor tersendiri."}
        return {}


class IsianSesi(Isian):
    """A sitting of a rakor."""

    nama: Nama = Field(title="Nama sesi", description="Contoh: Hari pertama, pagi.")
    tanggal: date = Field(title="Tanggal")
    jam_mulai: time = Field(title="Mulai pukul")
    jam_selesai: time = Field(title="Selesai pukul")

    def refused(self) -> dict[str, str]:
        """Refuse a sitting that ends before it begins."""
        if self.jam_selesai <= self.jam_mulai:
            return {"jam_selesai": "Jam selesai harus setelah jam mulai."}
        return {}


class IsianAgenda(Isian):
    """An item of the agenda. With a pokja its slides are shown, without one its title."""

    judul: Judul = Field(title="Acara")
    pokja_id: Id | None = Field(default=None, title="Pokja")
    sesi_id: Id | None = Field(default=None, title="Sesi")
    menit: Annotated[int, Field(ge=1, le=480)] = Field(default=15, title="Waktu (menit)")


class IsianKehadiran(Isian):
    """Who is there, for which perangkat daerah; posts, never names of persons."""

    pd_id: Id = Field(title="Perangkat daerah")
    jabatan: Jabatan = Field(
        default="", title="Jabatan", description="Contoh: Kepala Bidang. Tanpa nama orang."
    )
