"""What may be typed about indicators, values and events."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import InvalidIsian
from model.format import angka_isian, parse_angka
from model.isian import Isian
from model.isian_risiko import IsianIndikator, IsianKejadian, IsianNilai
from tests.stores import HARI

INDIKATOR = {
    "nama": "Ukuran uji", "satuan": "%", "arah": "naik", "batas_waspada": "12",
    "batas_bahaya": "1.234,5",
}  # fmt: skip
KEJADIAN = {"tanggal": HARI, "uraian": "Terjadi di lapangan"}


def refusal(form: type[Isian], **values: Any) -> dict[str, str]:
    with pytest.raises(InvalidIsian) as refused:
        form.check(values)
    return refused.value.per_kolom


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("12,5", 12.5), ("1.234,5", 1234.5), ("-0,25", -0.25), ("−3", -3), (" 7 ", 7),
     ("1.000.000", 1e6), ("1234567", 1234567)],
)  # fmt: skip
def test_numbers_are_read_the_indonesian_way(text: str, number: float) -> None:
    assert parse_angka(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "12.5", "1,234.5", "1.23.456", "nan", "inf", "-inf", "1e5", "٣", "0x10", "12,", ",5", "=1",
     "1 000", "１２"],
)  # fmt: skip
def test_what_could_mean_something_else_is_no_number(text: str) -> None:
    assert parse_angka(text) is None


@given(st.floats(-1e12, 1e12))
def test_a_number_is_typed_as_it_is_shown(number: float) -> None:
    assert parse_angka(angka_isian(number)) == number


def test_an_indikator_keeps_its_limits_as_numbers() -> None:
    isian = IsianIndikator.check(INDIKATOR)
    assert (isian.batas_waspada, isian.batas_bahaya, isian.satuan) == (12.0, 1234.5, "%")


@pytest.mark.parametrize(
    "value",
    ["", None, "banyak", "12.5", "1.000.000.000.001", 1e13, math.inf, -math.inf, math.nan, True,
     "9" * 400],
)  # fmt: skip
def test_a_value_is_a_number_within_limits(value: Any) -> None:
    assert set(refusal(IsianNilai, nilai=value, tanggal=HARI)) == {"nilai"}
    assert set(refusal(IsianIndikator, **INDIKATOR | {"batas_waspada": value})) == {"batas_waspada"}


def test_refusals_are_sentences() -> None:
    refused = refusal(IsianNilai, nilai="12.5", tanggal=None)
    assert refused["nilai"].startswith("Nilai tidak terbaca. Angka desimal ditulis dengan koma")
    assert refused["tanggal"] == "Tanggal belum dipilih. Pilih salah satu."
    assert refusal(IsianNilai, nilai="", tanggal=HARI)["nilai"].startswith("Nilai belum diisi.")


def test_limits_in_the_wrong_order_are_refused() -> None:
    assert (
        "harus di bawah" in refusal(IsianIndikator, **INDIKATOR | {"arah": "turun"})["batas_bahaya"]
    )


@pytest.mark.parametrize(
    ("value", "rupiah"),
    [("", None), (None, None), ("0", 0), ("Rp 150.000.000", 150_000_000), ("1000", 1000),
     (10**15, 10**15)],
)  # fmt: skip
def test_rupiah_are_whole(value: Any, rupiah: int | None) -> None:
    assert IsianKejadian.check(KEJADIAN | {"kerugian": value}).kerugian == rupiah


@pytest.mark.parametrize(
    "value", ["-1", "1,5", "sejuta", "=1+1", 10**15 + 1, 1.5, math.inf, math.nan, True]
)
def test_anything_else_is_no_rupiah(value: Any) -> None:
    assert set(refusal(IsianKejadian, **KEJADIAN | {"kerugian": value})) == {"kerugian"}


def test_html_and_formulas_are_data() -> None:
    text = '=HYPERLINK("x") <img src=x onerror=alert(1)>'
    assert IsianKejadian.check(KEJADIAN | {"uraian": text}).uraian == text
