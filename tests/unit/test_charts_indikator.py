import pandas as pd
import pytest

from pages.charts.indikator import chart_nilai
from tests.stores import HARI


@pytest.mark.parametrize("values", [[5.0], [-1e12, 1e12], [1.0, 2.0, 3.0]])
def test_the_chart_keeps_to_the_schema_and_shows_both_limits(values: list[float]) -> None:
    frame = pd.DataFrame(
        [(HARI - pd.Timedelta(days=30 * n), v, "Aman") for n, v in enumerate(values)],
        columns=["tanggal", "nilai", "keadaan"],
    )
    spec = chart_nilai(frame, 12.5, 18.0, "persen").to_dict()
    words = str(spec)
    assert "batas waspada" in words and "batas bahaya" in words and "persen" in words
    low, high = next(
        layer["encoding"]["y"]["scale"]["domain"]
        for layer in spec["layer"]
        if "y" in layer["encoding"]
    )
    assert low < min([*values, 12.5]) and high > max([*values, 18.0])
    # A colour of a state is too faint for text on one of the two themes.
    marks = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    assert {mark["color"] for mark in marks} == {"currentColor"} and len(marks) == 2
    assert not [
        layer
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text" and "color" in layer["encoding"]
    ]
