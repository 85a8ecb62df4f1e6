"""The chart of the page for pimpinan: how many risiko were prioritas over time."""

import altair as alt
import pandas as pd

from pages.charts.theme import BIRU

TEKS = "currentColor"


def chart_tren(frame: pd.DataFrame) -> alt.LayerChart:
    """Draw the rows of `frame_tren_prioritas` as a line with a number at each point."""
    frame = frame.assign(tanggal=pd.to_datetime(frame["tanggal"]))
    first, last = frame["tanggal"].min(), frame["tanggal"].max()
    margin = (last - first) / 30 + pd.Timedelta(days=2)
    x = (
        alt.X("tanggal:T")
        .scale(domain=[(first - margin).isoformat(), (last + margin).isoformat()])
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
    words = base.mark_text(
        dy=-12, fontSize=12, color=TEKS, opacity=alt.ExprRef("width < 380 ? 0 : 1")
    ).encode(alt.Text("prioritas:Q"))
    chart: alt.LayerChart = alt.LayerChart(layer=[line, points, words]).properties(height=240)
    return chart
