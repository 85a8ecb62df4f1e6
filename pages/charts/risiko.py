"""Charts of risiko: how the highest move, and how one has moved over time."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from model.choices import Posisi
from model.queries.masa_aturan import MasaAturan
from model.rules import Band
from pages.charts.aturan import mark_aturan
from pages.charts.theme import ABU, WARNA_POSISI

# Square, circle and diamond, each smaller than the one before: they stay apart on one spot.
BENTUK = {"Inheren": "square", "Saat ini": "circle", "Target": "diamond"}
UKURAN = {"Inheren": 330, "Saat ini": 150, "Target": 65}
POSISI = [posisi.label for posisi in Posisi]

LEGENDA = alt.Legend(title=None, symbolSize=150, symbolStrokeWidth=1)
ANGKA = alt.Axis(values=[1, 5, 10, 15, 20, 25], grid=False)

TOOLTIP = [
    alt.Tooltip("posisi:N", title="Posisi"),
    alt.Tooltip("besaran:Q", title="Besaran"),
    alt.Tooltip("level:N", title="Level"),
    alt.Tooltip("kemungkinan:Q", title="Kemungkinan"),
    alt.Tooltip("dampak:Q", title="Dampak"),
]


def _by_posisi(values: dict[str, Any]) -> alt.Scale:
    return alt.Scale(domain=POSISI, range=[values[posisi] for posisi in POSISI])


def _frame_level(bands: Sequence[Band]) -> pd.DataFrame:
    """Return the stretch of besaran that each level covers, its name broken into lines."""
    return pd.DataFrame(
        {
            "nama": [band.nama.replace(" ", "\n") for band in bands],
            "bawah": [band.batas_bawah - 0.5 for band in bands],
            "atas": [band.batas_atas + 0.5 for band in bands],
            "tengah": [(band.batas_bawah + band.batas_atas) / 2 for band in bands],
            "warna": [band.warna for band in bands],
            "warna_teks": [band.warna_teks for band in bands],
        }
    )


def _names(frame: pd.DataFrame, **place: Any) -> list[alt.Chart]:
    """Return the names of the levels, those of one line and of two each centred on their place."""
    long = frame["nama"].str.contains("\n")
    return [
        alt.Chart(frame[rows])
        .mark_text(baseline="middle", dy=dy, lineBreak="\n", lineHeight=14, fontSize=12)
        .encode(alt.Text("nama:N"), alt.Color("warna_teks:N").scale(None), **place)
        for rows, dy in ((~long, 0), (long, -7))
        if rows.any()
    ]


def _beside(pixels: int) -> Any:
    """Return a place so far to the right of the plot."""
    return alt.value(alt.ExprRef(f"width + {pixels}"))


def _points(base: alt.Chart) -> alt.Chart:
    points: alt.Chart = base.mark_point(
        filled=True, opacity=1, stroke="white", strokeWidth=1.5
    ).encode(
        alt.Color("posisi:N").scale(_by_posisi(WARNA_POSISI)).legend(LEGENDA),
        alt.Shape("posisi:N").scale(_by_posisi(BENTUK)).legend(LEGENDA),
        alt.Size("posisi:O").scale(_by_posisi(UKURAN)).legend(None),
    )
    return points


def chart_pergerakan(frame: pd.DataFrame, bands: Sequence[Band]) -> alt.LayerChart:
    """Draw a line per risiko from inheren through saat ini to target, over the levels."""
    order = list(dict.fromkeys(frame.sort_values("nomor")["kode"]))
    level = _frame_level(bands)
    # The limits of the levels are also those of the axis: 0.5 to 25.5.
    lebar = alt.Scale(domain=[0.5, 25.5], nice=False, zero=False)
    stretch = alt.Chart(level).encode(
        alt.X("bawah:Q").scale(lebar), alt.X2("atas:Q"), alt.Color("warna:N").scale(None)
    )
    areas = stretch.mark_rect(opacity=0.16)
    heads = stretch.mark_rect().encode(y=alt.value(-36), y2=alt.value(-4))
    names = _names(level, x=alt.X("tengah:Q").scale(lebar), y=alt.value(-20))
    base = alt.Chart(frame).encode(
        alt.X("besaran:Q").scale(lebar).title("Besaran risiko").axis(ANGKA),
        alt.Y("kode:N").sort(order).title(None).axis(grid=True),
        tooltip=[
            alt.Tooltip("kode:N", title="Kode"),
            alt.Tooltip("judul:N", title="Risiko"),
            *TOOLTIP,
        ],
    )
    lines = base.mark_line(color=ABU, strokeWidth=3).encode(detail="kode:N", order="urutan:Q")
    chart: alt.LayerChart = (
        alt.LayerChart(layer=[areas, heads, *names, lines, _points(base)])
        .resolve_scale(color="independent", shape="independent")
        .properties(height=alt.Step(34))
    )
    return chart


def _masa(masa: Sequence[MasaAturan], last: pd.Timestamp, begin: pd.Timestamp) -> pd.DataFrame:
    """Return the stretches of the levels by the days for which each rule set holds."""
    days = [begin, *(pd.Timestamp(one.sejak) for one in masa[1:]), last]
    return pd.concat(
        _frame_level(one.bands).assign(dari=days[n], sampai=days[n + 1], nomor=n)
        for n, one in enumerate(masa)
    )


def _reranked(frame: pd.DataFrame, masa: Sequence[MasaAturan]) -> pd.DataFrame:
    """Return where each posisi stands from the day of each new rule set on, by its matrix.

    What was assessed on that very day counts too, unless it was by the new rules already.
    """
    rows = []
    for one in masa:
        day = pd.Timestamp(one.sejak)
        for held in frame[frame["tanggal"] <= day].groupby("posisi").tail(1).to_dict("records"):
            if held["aturan_id"] != one.id:
                besaran = one.matriks[held["kemungkinan"], held["dampak"]]
                rows.append(held | {"tanggal": day, "besaran": besaran})
    return pd.DataFrame(rows, columns=frame.columns).astype(frame.dtypes)


def chart_penilaian(
    frame: pd.DataFrame, masa: Sequence[MasaAturan], hari: pd.Timestamp
) -> alt.LayerChart:
    """Draw the besaran of each posisi as steps over time up to `hari`, over the levels of the time.

    `masa` are the rule sets in force one after the other; from the day of a new one on, what was
    assessed before stands where its matrix puts it.
    """
    frame = frame.assign(tanggal=pd.to_datetime(frame["tanggal"]))
    first, last = frame["tanggal"].min(), max(hari, frame["tanggal"].max())
    margin = (last - first) / 40 + pd.Timedelta(days=1)
    begin, end = first - margin, last + margin
    steps = pd.concat([frame, _reranked(frame, masa)]).sort_values("tanggal", kind="stable")
    # Each posisi holds until the next assessment: its line goes on to the edge, past the day asked
    # about, where a step of that very day would hide under its point.
    held = steps.groupby("posisi", sort=False).tail(1).assign(tanggal=end)
    tinggi = alt.Scale(domain=[0.5, 25.5], nice=False, zero=False)
    x = alt.X("tanggal:T").scale(alt.Scale(domain=[begin.isoformat(), end.isoformat()]))
    x = x.title(None).axis(format="%b %Y", tickCount=6, labelAngle=0)
    level = alt.Y("bawah:Q").scale(tinggi), alt.Y2("atas:Q"), alt.Color("warna:N").scale(None)
    areas = (
        alt.Chart(_masa(masa, end, begin))
        .mark_rect(opacity=0.16)
        .encode(alt.X("dari:T").title(None), alt.X2("sampai:T"), *level)
    )
    now = _frame_level(masa[-1].bands)
    heads = alt.Chart(now).encode(*level).mark_rect().encode(x=_beside(4), x2=_beside(64))
    names = _names(now, y=alt.Y("tengah:Q").scale(tinggi), x=_beside(34))
    y = alt.Y("besaran:Q").scale(tinggi).title("Besaran risiko").axis(ANGKA)
    lines = (
        alt.Chart(pd.concat([steps, held]))
        .mark_line(interpolate="step-after", strokeWidth=3)
        .encode(
            x,
            y,
            alt.Color("posisi:N").scale(_by_posisi(WARNA_POSISI)).legend(LEGENDA),
            alt.StrokeDash("posisi:N")
            .scale(_by_posisi({"Inheren": [3, 4], "Saat ini": [1, 0], "Target": [8, 4]}))
            .legend(None),
        )
    )
    tooltip = [alt.Tooltip("tanggal:T", title="Tanggal", format="%e %B %Y"), *TOOLTIP]
    points = _points(alt.Chart(frame).encode(x, y, tooltip=tooltip))
    chart: alt.LayerChart = (
        alt.LayerChart(
            layer=[areas, heads, *names, *mark_aturan(masa[1:], begin, end), lines + points]
        )
        .resolve_scale(color="independent", shape="independent")
        .properties(height=320)
    )
    return chart
