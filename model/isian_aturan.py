"""What is typed about a draft of the risk rules: its parts, one form each, and its adoption."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, create_model

from model.choices import JenisSkala, Keyakinan
from model.errors import InvalidIsian
from model.isian import Id, Isian, Teks1000, clean_line, clean_text
from model.queries.acuan import Pilihan
from model.rules import BESARAN, SEL, TINGKAT, invalid_band_reason, invalid_matriks_reason

Besaran = Annotated[int, Field(ge=1, le=25)]
NamaAturan = Annotated[
    str, Field(min_length=3, max_length=120, strict=True), BeforeValidator(clean_line)
]
NamaPendek = Annotated[
    str, Field(min_length=3, max_length=60, strict=True), BeforeValidator(clean_line)
]
Kriteria = Annotated[
    str, Field(min_length=3, max_length=600, strict=True), BeforeValidator(clean_text)
]
Sumber = Annotated[
    str, Field(min_length=10, max_length=600, strict=True), BeforeValidator(clean_text)
]
Alasan = Annotated[
    str, Field(min_length=10, max_length=1000, strict=True), BeforeValidator(clean_text)
]

# The highest besaran of level 1 to 4; level 5 always ends at 25.
BATAS = tuple(f"batas_{level}" for level in TINGKAT[:-1])


class IsianRancanganBaru(Isian):
    """A new draft, begun as a copy."""

    nama: NamaAturan = Field(title="Nama rancangan", description="Contoh: Aturan tahun 2027.")
    dari_id: Id = Field(
        title="Disalin dari", description="Isinya disalin; aturan asalnya tidak berubah."
    )


class IsianRancangan(Isian):
    """What a draft is called, why it is made, and from which besaran on a risiko has priority."""

    nama: NamaAturan = Field(title="Nama")
    batas_prioritas: Besaran = Field(
        title="Batas prioritas", description="Risiko dengan besaran ini ke atas adalah prioritas."
    )
    catatan: Teks1000 = Field(
        default="",
        title="Catatan",
        description="Dasar dan maksud perubahan. Terbaca di peta risiko setelah ditetapkan.",
    )


class IsianPilihMatriks(Isian):
    """One of the matriks that are stored."""

    matriks_id: Id = Field(title="Varian matriks")


class IsianPilihBand(Isian):
    """One of the sets of levels that are stored."""

    set_band_id: Id = Field(title="Set batas level")


class IsianVarian(Isian):
    """What says where an own variant comes from."""

    nama: NamaPendek = Field(title="Nama varian", description="Contoh: Pergub 122/2020.")
    sumber: Sumber = Field(
        title="Sumber", description="Dokumen dan halamannya, atau dasar pertimbangannya."
    )
    keyakinan: Keyakinan = Field(title="Keyakinan atas sumber")

    @classmethod
    def reason(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """Return why the numbers among `values` are refused, by field; empty when they are not."""
        raise NotImplementedError

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> Self:
        """Like any form; the numbers are looked at also while other fields are refused."""
        try:
            return super().check(values)
        except InvalidIsian as refusal:
            with suppress(KeyError, TypeError):
                refusal = InvalidIsian(refusal.per_kolom | cls.reason(values))
            raise refusal from None

    def refused(self) -> dict[str, str]:
        """Refuse numbers that are no variant, and say precisely why."""
        return self.reason(self.model_dump())


def kolom_sel(kemungkinan: int, dampak: int) -> str:
    """Return the name of the field that holds a cell of an own matriks."""
    return f"k{kemungkinan}d{dampak}"


class IsianMatriks(IsianVarian):
    """An own matriks. `FormMatriks` is the same with its 25 fields."""

    def sel(self) -> dict[tuple[int, int], int]:
        """Return the besaran of each cell."""
        return {cell: getattr(self, kolom_sel(*cell)) for cell in SEL}

    @classmethod
    def reason(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """Return why the 25 numbers are no rank table."""
        reason = invalid_matriks_reason({cell: values[kolom_sel(*cell)] for cell in SEL})
        return {"sel": reason} if reason else {}


_SEL: dict[str, Any] = {
    kolom_sel(k, d): (Besaran, Field(title=f"K{k}·D{d}"))
    for k in reversed(TINGKAT)
    for d in TINGKAT
}
FormMatriks: type[IsianMatriks] = create_model("FormMatriks", __base__=IsianMatriks, **_SEL)


class IsianBand(IsianVarian):
    """An own set of levels, by the highest besaran of each."""

    batas_1: Besaran = Field(title="Sangat Rendah sampai")
    batas_2: Besaran = Field(title="Rendah sampai")
    batas_3: Besaran = Field(title="Sedang sampai")
    batas_4: Besaran = Field(title="Tinggi sampai")

    def batas(self) -> list[tuple[int, int]]:
        """Return the lowest and the highest besaran of each level."""
        return _limits([getattr(self, nama) for nama in BATAS])

    @classmethod
    def reason(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """Return why the limits do not rise: a besaran would have two levels, or a level none."""
        reason = invalid_band_reason(_limits([values[nama] for nama in BATAS]))
        return {"batas": reason} if reason else {}


def _limits(atas: list[int]) -> list[tuple[int, int]]:
    """Return the limits of all five levels from the highest besaran of the first four."""
    return list(zip([1, *(batas + 1 for batas in atas)], [*atas, BESARAN[-1]], strict=True))


class IsianSelera(Isian):
    """The highest besaran accepted per kategori; `form_selera` makes the class with the fields."""

    def batas(self) -> dict[int, int]:
        """Return the limit by the id of the kategori."""
        return {int(nama.partition("_")[2]): value for nama, value in self.model_dump().items()}


def kolom_selera(kategori_id: int) -> str:
    """Return the name of the field that holds the limit of a kategori."""
    return f"kategori_{kategori_id}"


def form_selera(kategori: Iterable[Pilihan]) -> type[IsianSelera]:
    """Return the form with a field for each kategori."""
    fields: dict[str, Any] = {kolom_selera(k.id): (Besaran, Field(title=k.nama)) for k in kategori}
    return create_model("FormSelera", __base__=IsianSelera, **fields)


class IsianSkala(Isian):
    """The words of the ten levels. `FormSkala` is the same with its fields."""

    keyakinan: Keyakinan = Field(
        title="Keyakinan atas teks yang diubah", description="Teks lain tetap seperti semula."
    )

    def teks(self) -> dict[tuple[JenisSkala, int], tuple[str, str]]:
        """Return name and criterion of each level."""
        return {
            (jenis, tingkat): (
                getattr(self, kolom_skala(jenis, tingkat, "nama")),
                getattr(self, kolom_skala(jenis, tingkat, "kriteria")),
            )
            for jenis in JenisSkala
            for tingkat in TINGKAT
        }


def kolom_skala(jenis: JenisSkala, tingkat: int, bagian: str) -> str:
    """Return the name of the field that holds the name or the criterion of a level."""
    return f"{jenis.value}_{tingkat}_{bagian}"


_SKALA: dict[str, Any] = {
    kolom_skala(jenis, tingkat, bagian): (kind, Field(title=f"{jenis.label} {tingkat}: {bagian}"))
    for jenis in JenisSkala
    for tingkat in reversed(TINGKAT)
    for bagian, kind in (("nama", NamaPendek), ("kriteria", Kriteria))
}
FormSkala: type[IsianSkala] = create_model("FormSkala", __base__=IsianSkala, **_SKALA)


class IsianPenetapan(Isian):
    """Why a draft is adopted; the reason stays with the rules as their note."""

    catatan: Alasan = Field(
        title="Alasan penetapan",
        description="Dasar keputusan, misalnya nomor keputusan atau hasil rapat. "
        "Terbaca di peta risiko.",
    )
