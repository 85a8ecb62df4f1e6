"""The timeline of rencana aksi: from mulai to tenggat, and how far each has come."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from model.choices import Ketepatan, StatusAksi
from model.format import KOSONG, angka, tanggal_pendek
from model.queries.aksi import BarisAksi
from pages.charts.theme import TEKS, WARNA_STATUS

PANJANG_JUDUL = 46

BENTUK_STATUS = {
    StatusAksi.BELUM_MULAI: "circle",
    StatusAksi.BERJALAN: "square",
    StatusAksi.TERKENDALA: "triangle-up",
    StatusAksi.SELESAI: "diamond",
    StatusAksi.DIBATALKAN: "cross",
}
MERAH = "#D64545"

# Words of a chart take the colour of the text around it, light or dark; in a picture, black.

# A phone: there the code alone stands beside a bar, the bars need the room.
SEMPIT = "containerSize()[0] < 640"

LEGENDA = alt.Legend(
    orient="top",
    columns=alt.ExprRef(f"{SEMPIT} ? 2 : 5"),
    labelColor=TEKS,
    symbolOpacity=1,
    symbolStrokeWidth=0,
    symbolSize=110,
)

TOOLTIP = [
    alt.Tooltip(f"{nama}:N", title=judul)
    for nama, judul in (
        ("kode", "Kode"),
        ("judul", "Rencana aksi"),
        ("pokja", "Pokja"),
        ("pd", "Penanggung jawab"),
        ("status", "Status"),
        ("capaian", "Progres"),
        ("mulai_kata", "Mulai"),
        ("tenggat_kata", "Tenggat"),
        ("ketepatan", "Ketepatan"),
    )
]


def frame_linimasa(daftar: Sequence[BarisAksi]) -> pd.DataFrame:
    """Return one row per rencana aksi that has a date, in the order given, with its words."""
    return pd.DataFrame([_row(aksi) for aksi in daftar if aksi.mulai or aksi.tenggat])


def _row(aksi: BarisAksi) -> dict[str, Any]:
    days = [pd.Timestamp(day) for day in (aksi.mulai, aksi.tenggat) if day]
    start, end = days[0], days[-1]
    late = aksi.ketepatan == Ketepatan.TERLAMBAT
    judul = aksi.judul
    if len(judul) > PANJANG_JUDUL:
        judul = judul[:PANJANG_JUDUL].rstrip() + "…"
    progres, words = f"{aksi.progres} %", []
    if late:
        words = [f"terlambat {angka(aksi.hari_terlambat)} hari"]
    elif aksi.ketepatan in (Ketepatan.BERISIKO, Ketepatan.TANPA_TENGGAT):
        words = [aksi.ketepatan.label.lower()]
    rencana = "" if aksi.rencana is None else f", menurut rencana {angka(aksi.rencana)} %"
    return {
        "baris": f"{aksi.kode}  {judul}",
        "kode": aksi.kode,
        "judul": aksi.judul,
        "pokja": aksi.pokja,
        "pd": aksi.pd or "belum ada",
        "status": aksi.status.label,
        "ketepatan": aksi.ketepatan.label,
        "mulai": start,
        "tenggat": end,
        "capai": start + (end - start) * (aksi.progres / 100),
        "ujung": max(end, pd.Timestamp(aksi.hari)) if late else end,
        "mulai_kata": tanggal_pendek(aksi.mulai) if aksi.mulai else KOSONG,
        "tenggat_kata": tanggal_pendek(aksi.tenggat) if aksi.tenggat else KOSONG,
        "capaian": f"{progres}{rencana}",
        "pendek": progres,
        "kata": " · ".join([progres, *words]),
    }


def chart_linimasa(frame: pd.DataFrame, hari: date) -> alt.LayerChart:
    """Draw the rows of `frame_linimasa`, the filled part of each bar as long as its progress."""
    today = pd.Timestamp(hari)
    first, last = min(frame["mulai"].min(), today), max(frame["ujung"].max(), today)
    # The offset leaves a line for the word at today's rule.
    x = alt.X("mulai:T").title(None)
    x = x.axis(format="%b %Y", tickCount=8, labelAngle=0, orient="top", labelColor=TEKS, offset=18)
    status = alt.Color("status:N").scale(_by_status(WARNA_STATUS)).title(None).legend(LEGENDA)
    base = alt.Chart(frame).encode(
        alt.Y("baris:N")
        .scale(domain=list(frame["baris"]))
        .sort(None)
        .title(None)
        .axis(
            labelLimit=alt.ExprRef(f"{SEMPIT} ? 82 : 340"),
            labelAlign="left",
            labelColor=TEKS,
            labelPadding=alt.ExprRef(f"{SEMPIT} ? 90 : 348"),
        ),
        tooltip=TOOLTIP,
    )
    plan = base.mark_bar(height=14, cornerRadius=3, opacity=0.3).encode(
        x, alt.X2("tenggat:T"), status
    )
    done = base.mark_bar(height=14, cornerRadius=3).encode(x, alt.X2("capai:T"), status)
    # Only for a late one does `ujung` lie behind its tenggat.
    overrun = base.mark_rule(color=MERAH, strokeWidth=2, strokeDash=[3, 3]).encode(
        alt.X("tenggat:T"), alt.X2("ujung:T")
    )
    marks = base.mark_point(filled=True, size=110, opacity=1, stroke="white", strokeWidth=1).encode(
        alt.X("tenggat:T"),
        status,
        alt.Shape("status:N").scale(_by_status(BENTUK_STATUS)).title(None).legend(LEGENDA),
    )
    layers = [plan, done, overrun, marks, *_words(base), *_today(today), _room(first, last)]
    chart: alt.LayerChart = alt.LayerChart(layer=layers).properties(height=alt.Step(27))
    return chart


def _by_status(values: dict[StatusAksi, str]) -> alt.Scale:
    return alt.Scale(
        domain=[status.label for status in StatusAksi],
        range=[values[status] for status in StatusAksi],
    )


def _words(base: alt.Chart) -> list[alt.Chart]:
    """Return the words behind the bars: all of them where there is room, else the progress."""
    layers = []
    for nama, shown in (("kata", "width < 380 ? 0 : 1"), ("pendek", "width < 380 ? 1 : 0")):
        text = base.mark_text(
            align="left", dx=11, color=TEKS, fontSize=12, opacity=alt.ExprRef(shown)
        )
        layers.append(
            text.encode(
                alt.X("ujung:T"),
                alt.Text(f"{nama}:N"),
            )
        )
    return layers


def _today(today: pd.Timestamp) -> list[alt.Chart]:
    """Return the line of today, named at its head."""
    base = alt.Chart(pd.DataFrame({"hari": [today], "kata": ["hari ini"]})).encode(alt.X("hari:T"))
    return [
        base.mark_rule(color=TEKS, strokeDash=[2, 3], opacity=0.8),
        base.mark_text(color=TEKS, baseline="bottom", fontWeight="bold").encode(
            alt.Text("kata:N"), y=alt.value(-2)
        ),
    ]


def _room(first: pd.Timestamp, last: pd.Timestamp) -> alt.Chart:
    """Return two unseen points that keep room beside the bars, on the right for their words."""
    span = max(last - first, pd.Timedelta(days=30))
    edges = pd.DataFrame({"hari": [first - span * 0.02, last + span * 0.24]})
    room: alt.Chart = (
        alt.Chart(edges).mark_point(opacity=0, tooltip=False, aria=False).encode(alt.X("hari:T"))
    )
    return room
