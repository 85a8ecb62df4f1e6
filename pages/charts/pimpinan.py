"""The chart of the page for pimpinan: how many risiko were prioritas over time."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from model.queries.masa_aturan import GantiAturan
from pages.charts.aturan import mark_aturan
from pages.charts.theme import BIRU, TEKS


def chart_tren(frame: pd.DataFrame, ganti: Sequence[GantiAturan]) -> alt.LayerChart:
    """Draw the rows of `frame_tren_prioritas` as a line with a number at each point.

    `ganti` are the days on which the rules changed, after the first of them.
    """
    days = {one.sejak for one in ganti}
    frame = frame.assign(
        ganti=frame["tanggal"].isin(days), tanggal=pd.to_datetime(frame["tanggal"])
    )
    first, last = frame["tanggal"].min(), frame["tanggal"].max()
    margin = (last - first) / 30 + pd.Timedelta(days=2)
    begin, end = first - margin, last + margin
    x = (
        alt.X("tanggal:T")
        .scale(domain=[begin.isoformat(), end.isoformat()])
        .title(None)
        .axis(format="%b %Y", tickCount=6, labelAngle=0, grid=False)
    )
    top = max(5, int(frame["prioritas"].max() * 1.15) + 1)
    y = alt.Y("prioritas:Q").scale(domain=[0, top], nice=False)
    base = alt.Chart(frame).encode(
        x,
        y.title("Risiko prioritas").axis(tickMinStep=1, tickCount=5),
        tooltip=[
            alt.Tooltip("tanggal:T", title="Akhir hari", format="%e %B %Y"),
            alt.Tooltip("prioritas:Q", title="Risiko prioritas"),
            alt.Tooltip("risiko:Q", title="Dari risiko"),
        ],
    )
    line = base.mark_line(color=BIRU, strokeWidth=3)
    points = base.mark_point(filled=True, size=70, color=BIRU, opacity=1)
    # On a phone the numbers would run into each other; they stand in the table below as well.
    style: dict[str, Any] = {
        "fontSize": 12, "color": TEKS, "opacity": alt.ExprRef("width < 380 ? 0 : 1"),
    }  # fmt: skip
    above, beside = (base.transform_filter(f"{no}datum.ganti") for no in ("!", ""))
    words = [
        above.mark_text(dy=-12, **style).encode(alt.Text("prioritas:Q")),
        # Not on the line where the rules changed.
        beside.mark_text(dy=-10, dx=5, align="left", **style).encode(alt.Text("prioritas:Q")),
    ]
    changes = mark_aturan(ganti, begin, end)
    chart: alt.LayerChart = alt.LayerChart(layer=[*changes, line, points, *words])
    chart = chart.properties(height=240)
    return chart
