"""Where the risk rules changed, on a chart over time."""

from collections.abc import Iterator, Sequence
from typing import Literal

import altair as alt
import pandas as pd

from model.queries.masa_aturan import GantiAturan, MasaAturan
from pages.charts.theme import ABU, TEKS

KATA = "Aturan baru"
SISI: tuple[tuple[bool, Literal["left", "right"], int], ...] = (
    (False, "left", 4), (True, "right", -4),
)  # fmt: skip
LEBAR = 0.24  # of a chart on a phone that the word takes


def mark_aturan(
    ganti: Sequence[GantiAturan | MasaAturan], first: pd.Timestamp, last: pd.Timestamp
) -> list[alt.Chart]:
    """Return a line at each day on which new rules came into force, with a word where it fits.

    `first` and `last` are the ends of the axis.
    """
    if not ganti:
        return []
    frame = pd.DataFrame({
        "sejak": [pd.Timestamp(one.sejak) for one in ganti],
        "nama": [one.nama for one in ganti],
    })  # fmt: skip
    frame["kata"], frame["kiri"] = zip(*_words(frame["sejak"], first, last), strict=True)
    tooltip = [
        alt.Tooltip("sejak:T", title="Berlaku sejak", format="%e %B %Y"),
        alt.Tooltip("nama:N", title="Aturan"),
    ]
    words = [
        _base(rows, tooltip)
        .mark_text(align=align, baseline="bottom", dx=dx, fontSize=12, color=TEKS)
        .encode(alt.Text("kata:N"), y=alt.value(-4))
        for kiri, align, dx in SISI
        if len(rows := frame[(frame["kiri"] == kiri) & (frame["kata"] != "")])
    ]
    return [_base(frame, tooltip).mark_rule(color=ABU, strokeWidth=2, strokeDash=[6, 4]), *words]


def _base(frame: pd.DataFrame, tooltip: list[alt.Tooltip]) -> alt.Chart:
    base: alt.Chart = alt.Chart(frame).encode(alt.X("sejak:T").title(None), tooltip=tooltip)
    return base


def _words(days: pd.Series, first: pd.Timestamp, last: pd.Timestamp) -> Iterator[tuple[str, bool]]:
    """Yield the word at each day, empty where it would run into the one before, and its side."""
    taken = -1.0
    for day in days:
        place = (day - first) / (last - first)
        kiri = place + LEBAR > 1
        begin = place - LEBAR if kiri else place
        fits = begin >= taken
        taken = begin + LEBAR if fits else taken
        yield KATA if fits else "", kiri
