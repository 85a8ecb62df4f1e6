"""Chart of an indikator: its values over time, with the limits as lines."""

from typing import Any, Literal

import altair as alt
import pandas as pd

from model.choices import KeadaanIndikator
from pages.charts.theme import BIRU, TEKS

# At least 3:1 on the light and on the dark page; each state has a shape of its own too.
WARNA = {
    KeadaanIndikator.AMAN: "#3F9664",
    KeadaanIndikator.WASPADA: "#CC7A00",
    KeadaanIndikator.BAHAYA: "#C8452B",
}
BENTUK = {
    KeadaanIndikator.AMAN: "circle",
    KeadaanIndikator.WASPADA: "triangle-up",
    KeadaanIndikator.BAHAYA: "square",
}
NAMA = [keadaan.label for keadaan in WARNA]


def chart_nilai(frame: pd.DataFrame, waspada: float, bahaya: float, satuan: str) -> alt.LayerChart:
    """Draw the values as a line with points, and the limits as broken lines with their names."""
    frame = frame.assign(tanggal=pd.to_datetime(frame["tanggal"]))
    values = [*frame["nilai"], waspada, bahaya]
    room = (max(values) - min(values)) * 0.12 or 1.0
    tinggi = alt.Scale(domain=[min(values) - room, max(values) + room], nice=False, zero=False)
    first, last = frame["tanggal"].min(), frame["tanggal"].max()
    margin = (last - first) / 30 + pd.Timedelta(days=2)
    lama = alt.Scale(domain=[(first - margin).isoformat(), (last + margin).isoformat()])
    y = alt.Y("nilai:Q").scale(tinggi).title(satuan).axis(grid=False, tickCount=5, format=",~f")
    x = alt.X("tanggal:T").scale(lama).title(None).axis(format="%b %Y", tickCount=4, labelAngle=0)
    base = alt.Chart(frame).encode(x, y)
    batas = pd.DataFrame(
        {
            "nilai": [waspada, bahaya],
            "nama": [f"batas {k.label.lower()}" for k in (_W, _B)],
            "warna": [WARNA[_W], WARNA[_B]],
        }
    )
    stretch = alt.Chart(batas).encode(
        alt.Y("nilai:Q").scale(tinggi), alt.Color("warna:N").scale(None)
    )
    # Beside the plot, the upper name above its line and the lower below: no point covers them. No
    # colour of a state is read as text on both themes.
    sides: tuple[tuple[float, Literal["line-bottom", "line-top"]], ...] = (
        (max(waspada, bahaya), "line-bottom"),
        (min(waspada, bahaya), "line-top"),
    )
    names = [
        alt.Chart(batas[batas["nilai"] == value])
        .mark_text(align="left", baseline=baseline, fontSize=12, color=TEKS)
        .encode(
            alt.Y("nilai:Q").scale(tinggi),
            x=alt.value(alt.ExprRef("width + 6")),
            text="nama:N",
        )
        for value, baseline in sides
    ]
    points = base.mark_point(filled=True, size=110, opacity=1).encode(
        alt.Color("keadaan:N").scale(domain=NAMA, range=list(WARNA.values())).legend(None),
        alt.Shape("keadaan:N").scale(domain=NAMA, range=list(BENTUK.values())).legend(None),
        tooltip=[
            alt.Tooltip("tanggal:T", title="Tanggal", format="%e %B %Y"),
            alt.Tooltip("nilai:Q", title="Nilai", format=",~f"),
            alt.Tooltip("keadaan:N", title="Keadaan"),
        ],
    )
    layers: list[Any] = [
        stretch.mark_rule(strokeDash=[6, 4], strokeWidth=1.5),
        *names,
        base.mark_line(color=BIRU, strokeWidth=2),
        points,
    ]
    chart: alt.LayerChart = (
        alt.LayerChart(layer=layers)
        .resolve_scale(color="independent", shape="independent")
        .properties(height=200)
    )
    return chart


_W, _B = KeadaanIndikator.WASPADA, KeadaanIndikator.BAHAYA
