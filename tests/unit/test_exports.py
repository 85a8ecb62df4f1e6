"""Tables and charts as files, read back by the libraries that others would read them with."""

import csv
import io
import struct
from datetime import UTC, date, datetime
from typing import Any

import altair as alt
import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape

from model.choices import StatusAksi
from pages.exports.gambar import to_png, to_svg
from pages.exports.tabel import SEPOTONG, Kolom, Tabel, csv_parts, to_csv, to_xlsx

SARINGAN = "2 rencana aksi terlambat · Pokja Keuangan"


def tabel(*values: Any, contoh: bool = False, saringan: str = "") -> Tabel:
    """Return a table of one column that holds these values."""
    return Tabel("Judul", saringan, [Kolom("Isi", lambda v: v)], list(values), contoh)


def csv_rows(table: Tabel) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig")), delimiter=";"))


def xlsx_sheet(table: Tabel) -> Any:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(table)))["Data"]


def xlsx_cell(value: Any) -> Any:
    """Return the one cell that a value becomes in a workbook."""
    return xlsx_sheet(tabel(value)).cell(6, 1)


def test_a_long_csv_comes_in_pieces_that_are_the_whole() -> None:
    values = [f"baris {number}" for number in range(2 * SEPOTONG + 5)]
    pieces = list(csv_parts(tabel(*values)))
    assert len(pieces) == 4
    assert b"".join(pieces) == to_csv(tabel(*values))
    assert len(csv_rows(tabel(*values))) == len(values) + 1


def test_csv_opens_in_an_indonesian_excel() -> None:
    content = to_csv(tabel("isi"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["Isi", "isi"]


def test_headings_stand_in_the_order_of_the_columns() -> None:
    columns = [Kolom("Kode", lambda v: v), Kolom("Rencana aksi", lambda v: v * 2)]
    table = Tabel("Rencana aksi", SARINGAN, columns, ["a", "b"], contoh=False)
    assert csv_rows(table) == [
        ["Kode", "Rencana aksi", "Saringan"],
        ["a", "aa", SARINGAN],
        ["b", "bb", SARINGAN],
    ]
    sheet = xlsx_sheet(table)
    assert [cell.value for cell in sheet[5]] == ["Kode", "Rencana aksi"]
    assert [[cell.value for cell in row] for row in sheet["A6:B7"]] == [["a", "aa"], ["b", "bb"]]
    assert sheet.freeze_panes == "B6"


def test_values_are_written_as_indonesians_read_them_in_csv() -> None:
    moment = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    table = tabel(
        date(2026, 1, 31), moment, 12, -3, 12.25, True, False, None, StatusAksi.BERJALAN,
        float("nan"),
    )  # fmt: skip
    assert [row[0] if row else "" for row in csv_rows(table)[1:]] == [
        "31/01/2026", "23/11/2026 00:30", "12", "-3", "12,2", "Ya", "Tidak", "", "Berjalan", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown", "kind"),
    [
        (date(2026, 1, 31), datetime(2026, 1, 31), "d"),
        (datetime(2026, 11, 22, 17, 30, tzinfo=UTC), datetime(2026, 11, 23, 0, 30), "d"),
        (12, 12, "n"),
        (-3, -3, "n"),
        (12.25, 12.25, "n"),
        (True, "Ya", "s"),
        (StatusAksi.BERJALAN, "Berjalan", "s"),
        (date(1899, 5, 1), "01/05/1899", "s"),
    ],
)
def test_values_keep_their_kind_in_a_workbook(value: Any, shown: Any, kind: str) -> None:
    cell = xlsx_cell(value)
    assert (cell.value, cell.data_type) == (shown, kind)


@pytest.mark.parametrize("value", [None, "", float("nan"), float("inf")])
def test_nothing_leaves_an_empty_cell(value: Any) -> None:
    assert xlsx_sheet(tabel("sebelum", value, "sesudah")).cell(7, 1).value is None
    assert len(csv_rows(tabel("sebelum", value, "sesudah"))) == 4


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "=HYPERLINK(\"http://x.invalid\")", "+62 811", "-5", "-tindak lanjut", "@SUM(A1)",
        "\t=1", "\r=1", "\n=1", "  =1+1", "\x00=1", "＝1", "=cmd|' /C calc'!A0",
    ],
)  # fmt: skip
def test_no_text_becomes_a_formula(text: str) -> None:
    written = csv_rows(tabel(text))[1][0]
    assert written.startswith("'")
    cell = xlsx_cell(text)
    assert cell.data_type == "s"
    assert cell.value.startswith("'")
    assert text.strip("\x00 \t\r\n")[1:] in cell.value


def test_a_formula_hides_neither_behind_a_separator_nor_a_quote() -> None:
    rows = csv_rows(tabel('aman";=1+1', "aman\n=1+1", "aman;=1"))
    assert rows[1:] == [['aman";=1+1'], ["aman\n=1+1"], ["aman;=1"]]


def test_a_filter_in_the_file_is_no_formula_either() -> None:
    table = tabel("isi", saringan="=1+1")
    assert csv_rows(table)[1] == ["isi", "'=1+1"]
    sheet = xlsx_sheet(Tabel("=1+1", "=2", [Kolom("Isi", str)], ["isi"], contoh=False))
    assert {sheet["A1"].data_type, sheet["A2"].data_type} == {"s"}


def test_example_data_is_marked_in_the_file_and_other_data_is_not() -> None:
    marked, bare = tabel("isi", contoh=True), tabel("isi")
    assert csv_rows(marked) == [["Isi", "Keterangan"], ["isi", "Data contoh"]]
    assert csv_rows(bare) == [["Isi"], ["isi"]]
    assert xlsx_sheet(marked)["A3"].value == "Data contoh, bukan data resmi."
    assert not xlsx_sheet(bare)["A3"].value


def test_a_workbook_says_what_it_holds_and_when_it_was_made() -> None:
    sheet = xlsx_sheet(tabel("isi", saringan=SARINGAN))
    assert sheet["A1"].value == "Judul"
    assert sheet["A2"].value.startswith("Dibuat ")
    assert sheet["A2"].value.endswith(f"WIB. {SARINGAN}")


@pytest.mark.parametrize("sign", ["a", "é", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(sign: str) -> None:
    text = xlsx_cell(sign * 40_000).value
    assert text.endswith(" … (terpotong)")
    assert len(text.encode("utf-16-le")) // 2 <= 32_767
    assert csv_rows(tabel(sign * 40_000))[1][0] == sign * 40_000


def test_a_text_that_just_fits_stays_whole() -> None:
    assert xlsx_cell("a" * 32_767).value == "a" * 32_767


def test_signs_that_no_workbook_can_hold_become_spaces() -> None:
    text = "a\x00b\x0bc\x1bd\ufffee\uffff\ud800f\x7fg"
    assert xlsx_cell(text).value == "a b c d e  f g"
    assert csv_rows(tabel(text))[1][0] == "a b c d e  f g"


@pytest.mark.parametrize(
    "text",
    [
        "Café – “kutip” 1½",
        "日本語 漢字",
        "العربية",
        "ꦗꦏꦂꦠ",
        "😀👩‍👩‍👧",
        "baris 1\nbaris 2",
        "_x0041_",
        "<b>&amp;",
    ],
)
def test_every_alphabet_comes_back_as_it_was(text: str) -> None:
    assert unescape(xlsx_cell(text).value) == text
    assert csv_rows(tabel(text))[1][0] == text


def test_an_empty_table_is_a_file_with_headings() -> None:
    assert csv_rows(tabel(contoh=True)) == [["Isi", "Keterangan"]]
    assert xlsx_sheet(tabel(contoh=True))["A5"].value == "Isi"


def chart(title: str | None = None) -> alt.Chart:
    frame = pd.DataFrame({"pokja": ["Keuangan", "Aset"], "jumlah": [3, 4]})
    bars = alt.Chart(frame).mark_bar().encode(alt.X("jumlah:Q"), alt.Y("pokja:N"))
    return bars.properties(title=title) if title else bars


def test_a_picture_as_svg_carries_title_and_mark() -> None:
    svg = to_svg(chart(), True, "Status per pokja").decode("utf-8")
    assert svg.startswith("<svg")
    assert "Status per pokja" in svg
    assert "Data contoh, bukan data resmi." in svg
    assert "Keuangan" in svg


def test_a_picture_without_a_title_still_carries_the_mark() -> None:
    assert b"Data contoh, bukan data resmi." in to_svg(chart(), True)


def test_a_picture_of_real_data_carries_no_mark() -> None:
    assert b"Data contoh" not in to_svg(chart(), False, "Status per pokja")


def test_a_layered_chart_can_be_drawn() -> None:
    assert b"Data contoh" in to_svg(chart() + chart(), True, "Dua lapis")


def test_a_picture_as_png_is_large_enough_to_print() -> None:
    png = to_png(chart(), True, "Status per pokja")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width > 1600
    assert height > 50


def test_a_title_in_a_picture_is_text_and_no_markup() -> None:
    svg = to_svg(chart(), False, "<script>alert(1)</script>")
    assert b"<script" not in svg
