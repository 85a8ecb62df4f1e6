"""What is typed about a risiko beside its positions: indicators, their values, events.

Numbers are typed the Indonesian way, `1.234,5`; a field that takes one says so by ANGKA.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic.config import JsonDict

from model.choices import ArahIndikator
from model.format import angka_isian, parse_angka
from model.isian import Isian, Judul, Teks500, Teks1000, clean_line, clean_text
from model.rules_risiko import MAKS_NILAI, MAKS_RUPIAH, refused_batas

ANGKA: JsonDict = {"angka": True}
CONTOH_ANGKA = "Angka desimal ditulis dengan koma, ribuan dengan titik: 1.234,5."


def read_angka(value: Any) -> float:
    """Return a number of an indikator; ValueError with the rest of a sentence about the field."""
    if value is None or value == "":
        raise ValueError("belum diisi. Isi angkanya.")
    number = parse_angka(value) if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValueError(f"tidak terbaca. {CONTOH_ANGKA}")
    # NaN is neither within nor beyond the limits.
    if not -MAKS_NILAI <= number <= MAKS_NILAI:
        most = angka_isian(float(MAKS_NILAI))
        raise ValueError(f"di luar batas. Isi angka antara -{most} dan {most}.")
    return float(number)


def read_rupiah(value: Any) -> int | None:
    """Return an amount of whole rupiah, None for none."""
    if isinstance(value, str):
        value = clean_line(value).removeprefix("Rp").strip()
        if not value:
            return None
        value = parse_angka(value)
        if value is None:
            raise ValueError("tidak terbaca. Tulis dalam rupiah penuh, misalnya 150.000.000.")
    if value is None:
        return None
    if isinstance(value, int | float) and value < 0:
        raise ValueError("tidak boleh negatif. Tulis besarnya tanpa tanda minus.")
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        raise ValueError("harus dalam rupiah penuh, tanpa sen.")
    if not 0 <= value <= MAKS_RUPIAH:
        raise ValueError(f"di luar batas. Isi 0 sampai {angka_isian(float(MAKS_RUPIAH))} rupiah.")
    return int(value)


def one_line(value: Any) -> Any:
    """Return clean text on one line, of which a sign alone, such as %, is enough."""
    value = clean_text(value)
    return " ".join(value.split()) if isinstance(value, str) else value


Angka = Annotated[float, BeforeValidator(read_angka)]
Rupiah = Annotated[int | None, BeforeValidator(read_rupiah)]
Satuan = Annotated[str, Field(min_length=1, max_length=40, strict=True), BeforeValidator(one_line)]
Sumber = Annotated[str, Field(max_length=300, strict=True), BeforeValidator(clean_line)]
Uraian = Annotated[
    str, Field(min_length=3, max_length=1000, strict=True), BeforeValidator(clean_text)
]


class IsianIndikator(Isian):
    """An indikator of a risiko, without its values."""

    nama: Judul = Field(
        title="Indikator", description="Yang diukur berkala, misalnya piutang di atas 4 tahun."
    )
    satuan: Satuan = Field(title="Satuan", description="Misalnya persen, hari, atau berkas.")
    arah: ArahIndikator = Field(title="Arah")
    batas_waspada: Angka = Field(
        title="Batas waspada", description=CONTOH_ANGKA, json_schema_extra=ANGKA
    )
    batas_bahaya: Angka = Field(
        title="Batas bahaya", description=CONTOH_ANGKA, json_schema_extra=ANGKA
    )
    sumber: Sumber = Field(
        default="", title="Sumber data", description="Dari mana nilainya diambil."
    )

    def refused(self) -> dict[str, str]:
        """Refuse limits in the wrong order."""
        return refused_batas(self.arah, self.batas_waspada, self.batas_bahaya)


class IsianNilai(Isian):
    """One measured value of an indikator."""

    nilai: Angka = Field(title="Nilai", description=CONTOH_ANGKA, json_schema_extra=ANGKA)
    tanggal: date = Field(title="Tanggal")
    catatan: Teks500 = Field(
        default="",
        title="Catatan",
        description="Wajib untuk mengoreksi nilai yang sudah ada pada tanggal itu.",
    )


class IsianKejadian(Isian):
    """An event: a risiko that came true."""

    tanggal: date = Field(title="Tanggal kejadian")
    uraian: Uraian = Field(title="Uraian kejadian", description="Apa yang terjadi dan di mana.")
    sebab: Teks1000 = Field(default="", title="Sebab")
    dampak: Teks1000 = Field(default="", title="Dampak")
    penanganan: Teks1000 = Field(default="", title="Penanganan yang sudah dilakukan")
    kerugian: Rupiah = Field(
        default=None,
        title="Kerugian (rupiah)",
        description="Boleh kosong. Rupiah penuh, misalnya 150.000.000.",
        json_schema_extra=ANGKA,
    )
