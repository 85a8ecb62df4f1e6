"""Indonesian forms of dates, numbers and shares."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.format import (
    BULAN,
    BULAN_PENDEK,
    KOSONG,
    angka,
    bagian,
    lama,
    persen,
    rentang_baris,
    tanggal,
    tanggal_pendek,
    waktu,
)


def test_dates_are_written_with_indonesian_months() -> None:
    assert tanggal(date(2024, 1, 31)) == "31 Januari 2024"
    assert tanggal_pendek(date(2024, 8, 1)) == "1 Agu 2024"
    assert len(set(BULAN)) == len(set(BULAN_PENDEK)) == 12
    assert all(len(nama) == 3 for nama in BULAN_PENDEK)


def test_a_moment_is_shown_in_wib_with_a_dot_between_hour_and_minute() -> None:
    assert waktu(datetime(2024, 1, 31, 7, 5, tzinfo=UTC)) == "31 Jan 2024 14.05 WIB"
    assert waktu(datetime(2024, 1, 31, 17, 0, tzinfo=UTC)) == "1 Feb 2024 00.00 WIB"
    tokyo = timezone(timedelta(hours=9))
    assert waktu(datetime(2024, 1, 1, 1, 0, tzinfo=tokyo)) == "31 Des 2023 23.00 WIB"


def test_a_table_says_which_of_all_rows_it_shows() -> None:
    assert rentang_baris(0, 3, 3) == "Baris 1 sampai 3 dari 3"
    assert rentang_baris(1000, 50, 12345) == "Baris 1.001 sampai 1.050 dari 12.345"


@pytest.mark.parametrize("form", [tanggal, tanggal_pendek, waktu])
def test_no_date_is_a_dash(form: object) -> None:
    assert callable(form)
    assert form(None) == KOSONG


@pytest.mark.parametrize(
    ("value", "desimal", "expected"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234, 0, "1.234"),
        (1234567.891, 2, "1.234.567,89"),
        (-1234.5, 1, "-1.234,5"),
        (0.05, 1, "0,1"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_comma(
    value: float, desimal: int, expected: str
) -> None:
    assert angka(value, desimal) == expected


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_can_be_read_back(value: int) -> None:
    text = angka(value)
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*", text)
    assert int(text.replace(".", "")) == value


def test_a_share_carries_its_denominator() -> None:
    assert bagian(12, 35) == "12 dari 35"
    assert bagian(0, 35) == "0 dari 35"
    assert bagian(1200, 3500) == "1.200 dari 3.500"


def test_an_empty_whole_says_so_and_is_never_0_percent() -> None:
    assert bagian(0, 0) == "belum ada data"
    assert persen(0, 0) == KOSONG


def test_percentages_are_rounded_and_spaced() -> None:
    assert persen(12, 35) == "34 %"
    assert persen(0, 35) == "0 %"
    assert persen(35, 35) == "100 %"
    assert persen(313, 314) == "99 %", "not all"
    assert persen(1, 314) == "<1 %", "not nothing"


def test_the_distance_from_today_is_told_in_words() -> None:
    assert [lama(n) for n in (0, 1, 3, -1, -1200)] == [
        "hari ini",
        "1 hari lagi",
        "3 hari lagi",
        "1 hari lalu",
        "1.200 hari lalu",
    ]
