"""What a person may type. Each class is one form: labels, limits and the rules between fields.

`title` is the label, `description` the help text; `pages.shared.forms` draws the widgets from them.
A name ending in `_id` is a choice from a list of ids.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from model.choices import Efektivitas, OpsiPenanganan, StatusAksi, SumberSebab, TingkatRisiko
from model.errors import InvalidIsian
from model.rules import refused_dates, refused_status

NEW_LINE = re.compile(r"\r\n?|[\x85\u2028\u2029]")
# Control characters, marks that turn the reading direction around, and letters that show nothing.
UNWANTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb]"
)


def clean_text(value: Any) -> Any:
    """Return text in composed form, without control marks and without space at the ends."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    value = NEW_LINE.sub("\n", value.encode("utf-8", "ignore").decode("utf-8"))
    return unicodedata.normalize("NFC", UNWANTED.sub("", value)).strip()


def clean_line(value: Any) -> Any:
    """Return clean text on one line; nothing when it has neither letter nor digit."""
    value = clean_text(value)
    if not isinstance(value, str):
        return value
    return " ".join(value.split()) if any(letter.isalnum() for letter in value) else ""


# The limits stand first: they are checked after the cleaning, and Pydantic names them in words.
Judul = Annotated[
    str, Field(min_length=3, max_length=200, strict=True), BeforeValidator(clean_line)
]
Teks500 = Annotated[str, Field(max_length=500, strict=True), BeforeValidator(clean_text)]
Teks1000 = Annotated[str, Field(max_length=1000, strict=True), BeforeValidator(clean_text)]
Teks2000 = Annotated[str, Field(max_length=2000, strict=True), BeforeValidator(clean_text)]
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
Tingkat = Annotated[int, Field(ge=1, le=5)]


class Isian(BaseModel):
    """Root of all forms: nothing unknown is taken along."""

    model_config = ConfigDict(extra="forbid")

    def refused(self) -> dict[str, str]:
        """Return the sentences that refuse combinations of fields, by field."""
        return {}

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> Self:
        """Return the form filled with `values`; raise InvalidIsian with a sentence per field."""
        try:
            isian = cls.model_validate(dict(values))
        except ValidationError as error:
            raise InvalidIsian(sentences(cls, error.errors())) from error
        if refused := isian.refused():
            raise InvalidIsian(refused)
        return isian


AnyIsian = TypeVar("AnyIsian", bound=Isian)


def sentences(form: type[Isian], errors: list[ErrorDetails]) -> dict[str, str]:
    """Return an Indonesian sentence for each refused field of `form`."""
    result: dict[str, str] = {}
    for error in errors:
        name = str(error["loc"][0]) if error["loc"] else ""
        field = form.model_fields.get(name)
        label = (field.title if field else None) or name
        context = error.get("ctx") or {}
        match error["type"]:
            case "string_too_short":
                text = f"{label} terlalu pendek. Isi paling sedikit {context['min_length']} huruf."
            case "string_too_long":
                most = context["max_length"]
                text = f"{label} terlalu panjang. Ringkas menjadi paling banyak {most} huruf."
            case "greater_than_equal":
                text = f"{label} di luar batas. Isi paling kecil {context['ge']}."
            case "less_than_equal":
                text = f"{label} di luar batas. Isi paling besar {context['le']}."
            case "too_long":
                text = f"{label} terlalu banyak. Pilih paling banyak {context['max_length']}."
            case "int_parsing" | "int_from_float" | "int_parsing_size":
                text = f"{label} harus bilangan bulat. Periksa kembali angkanya."
            case "date_parsing" | "date_from_datetime_parsing" | "date_from_datetime_inexact":
                text = f"{label} bukan tanggal yang sah. Pilih tanggal dari kalender."
            case "missing" | "none_required" | "int_type" | "enum" | "date_type" | "literal_error":
                text = f"{label} belum dipilih. Pilih salah satu."
            case "value_error":
                text = f"{label} {context['error']}"
            case "extra_forbidden":
                text = f"Isian {name!r} tidak dikenal."
            case _:
                text = f"{label} tidak sah. Periksa kembali isinya."
        result.setdefault(name, text)
    return result


class IsianIsu(Isian):
    """An isu strategis."""

    judul: Judul = Field(title="Isu strategis")
    uraian: Teks2000 = Field(default="", title="Uraian")


class IsianPermasalahan(Isian):
    """A permasalahan."""

    isu_id: Id = Field(title="Isu strategis")
    judul: Judul = Field(
        title="Permasalahan",
        description="Keadaan yang sudah atau sedang terjadi. "
        "Yang belum terjadi dicatat sebagai risiko.",
    )
    uraian: Teks2000 = Field(default="", title="Uraian")
    akar_masalah: Teks1000 = Field(default="", title="Akar masalah")
    dampak: Teks1000 = Field(default="", title="Dampak")
    pd_id: Id = Field(title="Perangkat daerah")


class IsianSolusi(Isian):
    """A solusi."""

    permasalahan_id: Id = Field(title="Permasalahan")
    judul: Judul = Field(title="Solusi")
    uraian: Teks2000 = Field(default="", title="Uraian")


class IsianRisiko(Isian):
    """A risiko without its positions."""

    isu_id: Id = Field(title="Isu strategis")
    permasalahan_id: Id | None = Field(
        default=None, title="Permasalahan terkait", description="Boleh kosong."
    )
    judul: Judul = Field(
        title="Pernyataan risiko",
        description="Peristiwa yang mungkin terjadi; "
        "bukan penyebabnya dan bukan target yang meleset.",
    )
    tingkat: TingkatRisiko = Field(title="Tingkat risiko")
    kategori_id: Id = Field(title="Kategori")
    pemilik_id: Id = Field(title="Pemilik risiko")
    sebab: Teks1000 = Field(default="", title="Sebab")
    sumber_sebab: SumberSebab = Field(title="Sumber sebab")
    terkendali: bool = Field(title="Sebab dapat dikendalikan (C)")
    dampak: Teks1000 = Field(default="", title="Dampak")
    pihak_terkena: Teks500 = Field(default="", title="Pihak yang terkena")
    pengendalian: Teks1000 = Field(default="", title="Pengendalian yang ada")
    efektivitas: Efektivitas = Field(title="Efektivitas pengendalian")
    celah: Teks1000 = Field(default="", title="Celah pengendalian")


class IsianPenilaian(Isian):
    """The three positions of a risiko."""

    kemungkinan_inheren: Tingkat = Field(title="Kemungkinan inheren")
    dampak_inheren: Tingkat = Field(title="Dampak inheren")
    kemungkinan_saat_ini: Tingkat = Field(title="Kemungkinan saat ini")
    dampak_saat_ini: Tingkat = Field(title="Dampak saat ini")
    kemungkinan_target: Tingkat = Field(title="Kemungkinan target")
    dampak_target: Tingkat = Field(title="Dampak target")
    alasan: Teks1000 = Field(default="", title="Alasan penilaian")


class IsianRisikoBaru(IsianRisiko, IsianPenilaian):
    """A new risiko together with its first positions."""


class IsianPenanganan(Isian):
    """A penanganan risiko."""

    risiko_id: Id = Field(title="Risiko")
    opsi: OpsiPenanganan = Field(title="Opsi penanganan")
    judul: Judul = Field(title="Penanganan")
    alasan: Teks1000 = Field(default="", title="Alasan", description="Wajib bila risiko diterima.")

    def refused(self) -> dict[str, str]:
        """Refuse to accept a risk without a reason."""
        if self.opsi == OpsiPenanganan.TERIMA and not self.alasan:
            return {"alasan": "Menerima risiko membutuhkan alasan. Tuliskan alasannya."}
        return {}


class IsianAksi(Isian):
    """A rencana aksi, apart from its state (see IsianPemutakhiran)."""

    solusi_id: Id | None = Field(default=None, title="Solusi yang dilaksanakan")
    penanganan_id: Id | None = Field(default=None, title="Penanganan risiko yang dilaksanakan")
    judul: Judul = Field(
        title="Rencana aksi", description="Langkah nyata; awali dengan kata kerja."
    )
    keluaran: Teks500 = Field(default="", title="Keluaran")
    ukuran: Teks500 = Field(default="", title="Ukuran keberhasilan")
    pd_id: Id | None = Field(default=None, title="Penanggung jawab")
    pendukung_ids: list[Id] = Field(
        default_factory=list, max_length=20, title="Perangkat daerah pendukung"
    )
    mulai: date | None = Field(default=None, title="Mulai")
    tenggat: date | None = Field(default=None, title="Tenggat")

    def refused(self) -> dict[str, str]:
        """Refuse an action that serves nothing, and a tenggat before mulai."""
        refused = refused_dates(self.mulai, self.tenggat)
        if self.solusi_id is None and self.penanganan_id is None:
            refused["solusi_id"] = (
                "Rencana aksi harus melaksanakan sebuah solusi, penanganan risiko, atau keduanya. "
                "Pilih sedikitnya satu."
            )
        return refused


class IsianPemutakhiran(Isian):
    """A change of state of a rencana aksi."""

    status: StatusAksi = Field(title="Status")
    progres: Annotated[int, Field(ge=0, le=100)] = Field(title="Progres (%)")
    kendala: Teks1000 = Field(default="", title="Kendala", description="Wajib bila terkendala.")
    tindak_lanjut: Teks1000 = Field(default="", title="Tindak lanjut")
    catatan: Teks2000 = Field(
        default="", title="Catatan", description="Apa yang sudah dilakukan sejak pemutakhiran lalu."
    )

    def refused(self) -> dict[str, str]:
        """Refuse states that contradict themselves (see `rules.refused_status`)."""
        return refused_status(self.status, self.progres, self.kendala, self.catatan)
