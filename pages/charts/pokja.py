"""Charts over the forum and its pokja: states, progress against plan, lateness."""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from model.choices import StatusAksi
from model.queries.ringkasan import RingkasanPokja
from pages.charts.theme import ABU, BIRU, TEKS, TEKS_BATANG, WARNA_LAMBAT, WARNA_STATUS


def frame_status(daftar: Iterable[RingkasanPokja]) -> pd.DataFrame:
    """Return pokja, status, urutan_status, jumlah, dari per pokja and status, zeros included."""
    rows = [
        (ringkasan.nama, status.label, urutan, ringkasan.per_status.get(status, 0), ringkasan.aksi)
        for ringkasan in daftar
        for urutan, status in enumerate(StatusAksi)
    ]
    return pd.DataFrame(rows, columns=["pokja", "status", "urutan_status", "jumlah", "dari"])


def chart_status(frame: pd.DataFrame) -> alt.LayerChart:
    """Draw the rencana aksi of each pokja by state, with the count in each wide enough part."""
    order = list(dict.fromkeys(frame["pokja"]))
    middle = frame.groupby("pokja")["jumlah"].cumsum() - frame["jumlah"] / 2
    frame = frame.assign(tengah=middle)
    scale = alt.Scale(
        domain=[status.label for status in WARNA_STATUS], range=list(WARNA_STATUS.values())
    )
    base = alt.Chart(frame).encode(
        alt.Y("pokja:N").sort(order).title(None),
        alt.X("jumlah:Q").title("Jumlah rencana aksi").stack("zero").axis(tickMinStep=1),
        order=alt.Order("urutan_status:Q"),
        tooltip=[
            alt.Tooltip("pokja:N", title="Pokja"),
            alt.Tooltip("status:N", title="Status"),
            alt.Tooltip("jumlah:Q", title="Jumlah"),
            alt.Tooltip("dari:Q", title="Dari"),
        ],
    )
    bars = base.mark_bar(height={"band": 0.72}).encode(
        alt.Color("status:N").scale(scale).title(None).sort([s.label for s in StatusAksi])
    )
    numbers = (
        base.transform_filter(alt.datum.jumlah > 1)
        .mark_text(fontSize=12, color=TEKS_BATANG, fontWeight="bold")
        .encode(
            alt.X("tengah:Q"),
            alt.Text("jumlah:Q"),
            detail="status:N",
        )
    )
    chart: alt.LayerChart = alt.LayerChart(layer=[bars, numbers])
    return chart.properties(height=alt.Step(32))


def chart_kemajuan(frame: pd.DataFrame, hari: pd.Timestamp) -> alt.LayerChart:
    """Draw cumulative planned and finished actions over time, with a line at today."""
    long = frame.melt("bulan", ["rencana", "realisasi"], "kurva", "jumlah").dropna()
    long["kurva"] = long["kurva"].map(
        {"rencana": "Rencana (tenggat)", "realisasi": "Realisasi (selesai)"}
    )
    names = ["Rencana (tenggat)", "Realisasi (selesai)"]
    lines = (
        alt.Chart(long)
        .mark_line(strokeWidth=3, interpolate="monotone")
        .encode(
            alt.X("bulan:T").title(None).axis(format="%b %Y", labelAngle=0, tickCount=6),
            alt.Y("jumlah:Q").title("Rencana aksi (kumulatif)").axis(tickMinStep=1),
            alt.Color("kurva:N").scale(domain=names, range=[ABU, BIRU]).title(None),
            alt.StrokeDash("kurva:N").scale(domain=names, range=[[6, 4], [1, 0]]).title(None),
            tooltip=[
                alt.Tooltip("bulan:T", title="Sampai", format="%e %B %Y"),
                alt.Tooltip("kurva:N", title="Kurva"),
                alt.Tooltip("jumlah:Q", title="Jumlah", format=",.0f"),
            ],
        )
    )
    today = pd.DataFrame({"bulan": [hari], "kata": ["hari ini"]})
    rule = alt.Chart(today).mark_rule(strokeDash=[2, 3], color=ABU).encode(alt.X("bulan:T"))
    word = (
        alt.Chart(today)
        .mark_text(align="left", dx=5, baseline="top", color=TEKS)
        .encode(alt.X("bulan:T"), alt.Text("kata:N"), y=alt.value(2))
    )
    chart: alt.LayerChart = alt.LayerChart(layer=[lines, rule, word])
    return chart.properties(height=300)


def chart_keterlambatan(frame: pd.DataFrame) -> alt.Chart:
    """Draw how many actions are late per pokja, darker the longer they are late."""
    names = list(dict.fromkeys(frame.sort_values("urutan")["lama"]))
    colours = [WARNA_LAMBAT[i] for i in sorted(frame["urutan"].unique())]
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_bar(height={"band": 0.72})
        .encode(
            alt.Y("pokja:N").sort("-x").title(None),
            alt.X("sum(jumlah):Q").title("Rencana aksi terlambat").axis(tickMinStep=1),
            alt.Color("lama:N").scale(domain=names, range=colours).title("Terlambat"),
            order=alt.Order("urutan:Q"),
            tooltip=[
                alt.Tooltip("pokja:N", title="Pokja"),
                alt.Tooltip("lama:N", title="Lama"),
                alt.Tooltip("sum(jumlah):Q", title="Jumlah"),
            ],
        )
        .properties(height=alt.Step(32))
    )
    return chart
