"""Tables as files: CSV and XLSX with Indonesian headings, where no cell is ever a formula."""

import codecs
import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from model.choices import Choice
from model.clock import WIB, now
from model.format import angka_isian

# A spreadsheet takes a cell that begins with one of these for a formula; the last four are the
# wide forms that an Asian one knows.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# What XML, and so a workbook, cannot hold.
UNHOLDABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

TAHUN_AWAL = 1901  # a workbook counts days from 1900, which it takes for a leap year
SEPOTONG = 1_000  # lines of a CSV in one piece
MAKS_SEL = 32_767  # UTF-16 units in one cell of a workbook
TERPOTONG = " … (terpotong)"

MARK = "Data contoh"
MARK_SENTENCE = "Data contoh, bukan data resmi."


class Terukur(float):
    """A measured number, of which a file keeps all digits."""


@dataclass(frozen=True)
class Kolom:
    """A column: heading, how to take the value from a row, width in characters."""

    judul: str
    value: Callable[[Any], Any]
    lebar: int = 16


@dataclass(frozen=True)
class Tabel:
    """A table to write: title, the filter in words, columns and rows."""

    judul: str
    saringan: str
    kolom: list[Kolom]
    baris: Iterable[Any]
    contoh: bool


def plain(value: Any) -> Any:
    """Return a value as a cell holds it: labels for choices, Jakarta time, None for nothing."""
    if isinstance(value, Choice):
        return value.label
    if isinstance(value, datetime):
        return value.astimezone(WIB).replace(tzinfo=None)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def neutralised(text: str) -> str:
    """Return text that a file can hold and that no spreadsheet takes for a formula.

    A quote goes before a risky start; a character that cannot be held becomes a space.
    """
    text = UNHOLDABLE.sub(" ", text)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _cut(text: str) -> str:
    """Return text that fits in one cell of a workbook, with a word where it was cut."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MAKS_SEL:
        return text
    kept = units[: 2 * (MAKS_SEL - len(TERPOTONG))]
    return kept.decode("utf-16-le", "ignore") + TERPOTONG


def to_csv(tabel: Tabel) -> bytes:
    """Return CSV as an Indonesian Excel opens it: UTF-8 with mark, semicolons, day/month/year."""
    return b"".join(csv_parts(tabel))


def csv_parts(tabel: Tabel) -> Iterator[bytes]:
    """Yield such a CSV piece by piece, for a table of any length.

    Every line holds as many cells, so what is said of the whole file stands in columns of its own.
    """
    about = {"Saringan": tabel.saringan, "Keterangan": MARK if tabel.contoh else ""}
    about = {judul: neutralised(text) for judul, text in about.items() if text}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([*(k.judul for k in tabel.kolom), *about])
    yield codecs.BOM_UTF8
    for number, row in enumerate(tabel.baris, 1):
        cells = [_csv_cell(plain(k.value(row))) for k in tabel.kolom]
        writer.writerow([*cells, *about.values()])
        if number % SEPOTONG == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _csv_cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Ya" if value else "Tidak"
        case datetime():
            return value.strftime("%d/%m/%Y %H:%M")
        case date():
            return value.strftime("%d/%m/%Y")
        case Terukur():
            return angka_isian(value).replace(".", "")
        case float():
            return f"{value:.1f}".replace(".", ",")
        case int():
            return str(value)
        case _:
            return neutralised(str(value))


def to_xlsx(tabel: Tabel) -> bytes:
    """Return an Excel workbook: title, filter and mark above, typed cells, frozen headings."""
    out = io.BytesIO()
    write_xlsx(tabel, out)
    return out.getvalue()


def write_xlsx(tabel: Tabel, out: IO[bytes]) -> None:
    """Write such a workbook into a file."""
    import xlsxwriter

    # Rows go out as they are written, so that a long table takes little memory.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        formats = {
            "judul": book.add_format({"bold": True, "font_size": 14}),
            "kepala": book.add_format(
                {"bold": True, "bg_color": "#0F5C8C", "font_color": "#FFFFFF", "text_wrap": True}
            ),
            "teks": book.add_format({"text_wrap": True, "valign": "top"}),
            "tanggal": book.add_format({"num_format": "d mmm yyyy", "valign": "top"}),
            "waktu": book.add_format({"num_format": "d mmm yyyy hh.mm", "valign": "top"}),
            "angka": book.add_format({"valign": "top"}),
        }
        sheet = book.add_worksheet("Data")
        sheet.write_string(0, 0, neutralised(tabel.judul), formats["judul"])
        made = now().astimezone(WIB)
        note = f"Dibuat {made:%d/%m/%Y %H.%M} WIB. {tabel.saringan}".strip()
        sheet.write_string(1, 0, _cut(neutralised(note)))
        sheet.write_string(2, 0, MARK_SENTENCE if tabel.contoh else "")
        for nomor, kolom in enumerate(tabel.kolom):
            sheet.set_column(nomor, nomor, kolom.lebar)
            sheet.write_string(4, nomor, kolom.judul, formats["kepala"])
        line = 4
        for line, row in enumerate(tabel.baris, start=5):
            for nomor, kolom in enumerate(tabel.kolom):
                _write_cell(sheet, line, nomor, plain(kolom.value(row)), formats)
        sheet.freeze_panes(5, 1)
        if line > 4:
            sheet.autofilter(4, 0, line, len(tabel.kolom) - 1)


def _write_cell(sheet: Any, line: int, nomor: int, value: Any, formats: dict[str, Any]) -> None:
    match value:
        case None | "":
            return
        case bool():
            sheet.write_string(line, nomor, "Ya" if value else "Tidak", formats["teks"])
        case date() if value.year < TAHUN_AWAL:
            sheet.write_string(line, nomor, _csv_cell(value), formats["teks"])
        case datetime():
            sheet.write_datetime(line, nomor, value, formats["waktu"])
        case date():
            sheet.write_datetime(
                line, nomor, datetime(value.year, value.month, value.day), formats["tanggal"]
            )
        case int() | float():
            sheet.write_number(line, nomor, value, formats["angka"])
        case _:
            # Excel keeps a string cell a string, but a copy to CSV would not: same rule as there.
            sheet.write_string(line, nomor, _cut(neutralised(str(value))), formats["teks"])
