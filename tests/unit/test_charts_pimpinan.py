"""The trend of priority risiko as a specification: where it marks that the rules changed."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from model.queries.masa_aturan import GantiAturan
from pages.charts.pimpinan import chart_tren
from tests.unit.test_charts_risiko import layers

AWAL = date(2026, 1, 31)
FRAME = pd.DataFrame(
    [(AWAL + timedelta(days=100 * n), 30 + n, 80) for n in range(4)],
    columns=["tanggal", "prioritas", "risiko"],
)


def spec(*days: int) -> dict[str, Any]:
    """Return the chart with new rules that many days after its beginning."""
    ganti = [GantiAturan(AWAL + timedelta(days=n), f"Matriks {n}") for n in days]
    found: dict[str, Any] = chart_tren(FRAME, ganti).to_dict()
    return found


def rows(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["datasets"][layer["data"]["name"]]
    return found


def words(spec: dict[str, Any]) -> dict[str, list[str]]:
    """Return the days with a word about new rules, by the side on which it stands."""
    return {
        layer["mark"]["align"]: [row["nama"] for row in rows(spec, layer)]
        for layer in layers(spec, "text")
        if layer["encoding"]["text"]["field"] == "kata"
    }


def test_without_new_rules_nothing_is_marked() -> None:
    assert layers(spec(), "rule") == []
    assert words(spec()) == {}


def test_each_day_on_which_rules_changed_has_a_line_and_a_word_inside_the_chart() -> None:
    chart = spec(120, 300)
    (line,) = layers(chart, "rule")
    assert [row["nama"] for row in rows(chart, line)] == ["Matriks 120", "Matriks 300"]
    assert words(chart) == {"left": ["Matriks 120"], "right": ["Matriks 300"]}


@pytest.mark.parametrize(
    ("days", "worded"), [((100, 110, 200), [100, 200]), ((220, 299), [220]), ((10, 290, 300), None)]
)
def test_words_that_would_run_into_each_other_are_left_out(
    days: tuple[int, ...], worded: list[int] | None
) -> None:
    found = [nama for side in words(spec(*days)).values() for nama in side]
    assert found == [f"Matriks {n}" for n in worded or days[:2]]
    (line,) = layers(spec(*days), "rule")
    assert len(rows(spec(*days), line)) == len(days)


def test_the_number_at_a_day_of_new_rules_stands_beside_their_line() -> None:
    chart = spec(300)
    beside = [
        layer for layer in layers(chart, "text")
        if layer["encoding"]["text"]["field"] == "prioritas" and "align" in layer["mark"]
    ]  # fmt: skip
    assert [layer["transform"] for layer in beside] == [[{"filter": "datum.ganti"}]]
    (points,) = layers(chart, "point")
    own = points["data"]["name"] if "data" in points else chart["data"]["name"]
    assert [row["ganti"] for row in chart["datasets"][own]] == [False, False, False, True]
