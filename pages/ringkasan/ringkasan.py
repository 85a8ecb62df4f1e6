"""Ringkasan: the state of the forum in one look; what needs attention comes first."""

from datetime import timedelta
from functools import partial

import pandas as pd
import streamlit as st

from model.queries.acuan import get_aturan
from model.queries.aksi import list_perlu_perhatian
from model.queries.masa_aturan import list_ganti_aturan
from model.queries.pergerakan_forum import LAMA, get_pergerakan
from model.queries.ringkasan import (
    frame_kemajuan,
    frame_keterlambatan,
    list_ringkasan_pokja,
    total,
)
from model.queries.risiko import list_risiko
from model.titik import label_titik
from pages.charts.pokja import (
    chart_kemajuan,
    chart_keterlambatan,
    chart_status,
    frame_status,
)
from pages.exports.tabel import Kolom
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.chart import Bagan, show_chart
from pages.shared.unduh import download_table

require_pelaku()


def draw_keadaan() -> None:
    daftar, hari = data.read_today(list_ringkasan_pokja), data.today()
    html.show(
        "ringkasan/keadaan.html",
        forum=total(daftar),
        daftar=daftar,
        batas=data.read_today(get_aturan).batas_prioritas,
        mendesak=data.read_today(list_perlu_perhatian, sebanyak=8),
        risiko=data.read_today(list_risiko, sebanyak=8),
        gerak=data.read_today(get_pergerakan),
        lama=LAMA,
        aturan_beda=bool(data.read_today(list_ganti_aturan, sejak=hari - timedelta(days=LAMA))),
        kata_kini=data.read_live(label_titik, titik=data.titik()),
        hari=hari,
    )


def make_kemajuan() -> Bagan | None:
    frame = data.read_today(frame_kemajuan)
    return None if frame.empty else partial(chart_kemajuan, frame, pd.Timestamp(data.today()))


def make_status() -> Bagan | None:
    frame = frame_status(data.read_today(list_ringkasan_pokja))
    return partial(chart_status, frame) if frame["jumlah"].sum() else None


def make_keterlambatan() -> Bagan | None:
    frame = data.read_today(frame_keterlambatan)
    return None if frame.empty else partial(chart_keterlambatan, frame)


st.title("Ringkasan forum")
data.draw(draw_keadaan)
download_table(
    "ringkasan-pokja",
    "Ringkasan sembilan pokja",
    [
        Kolom("Pokja", lambda p: p.nama, 34),
        Kolom("Permasalahan", lambda p: p.permasalahan),
        Kolom("Risiko", lambda p: p.risiko),
        Kolom("Risiko prioritas", lambda p: p.risiko_prioritas),
        Kolom("Rencana aksi", lambda p: p.aksi),
        Kolom("Selesai", lambda p: p.selesai),
        Kolom("Terlambat", lambda p: p.terlambat),
        Kolom("Berisiko terlambat", lambda p: p.berisiko),
        Kolom("Terkendala", lambda p: p.terkendala),
        Kolom("Kabar terakhir", lambda p: p.kabar_terakhir, 20),
    ],
    lambda: data.read_today(list_ringkasan_pokja),
)

left, right = st.columns(2, gap="medium")
with left:
    show_chart(
        "kemajuan", "Rencana dan realisasi",
        "Jumlah kumulatif rencana aksi yang jatuh tempo dibandingkan dengan yang sudah selesai.",
        make_kemajuan,
    )  # fmt: skip
with right:
    show_chart(
        "status-pokja", "Status per pokja",
        "Jumlah rencana aksi setiap pokja menurut status pelaksanaannya.",
        make_status,
    )  # fmt: skip
show_chart(
    "keterlambatan", "Keterlambatan",
    "Jumlah rencana aksi terlambat setiap pokja menurut lamanya; makin gelap makin lama.",
    make_keterlambatan,
)  # fmt: skip
