"""One risiko: where it stands, why, how it is treated, and its assessments over time."""

from functools import partial

import pandas as pd
import streamlit as st

from model.choices import JenisSkala, OpsiPenanganan
from model.queries.acuan import get_aturan
from model.queries.rincian_risiko import frame_penilaian, get_rincian_risiko
from pages.charts.risiko import chart_penilaian
from pages.shared import data, html, rincian
from pages.shared.akses import require_pelaku
from pages.shared.chart import Bagan, show_chart
from pages.shared.tampil import show_tampil
from pages.shared.tanggapan import show_tanggapan
from pages.shared.tautan import RINCIAN, url

pelaku = require_pelaku()
objek = rincian.begin("R", pelaku)


def draw_posisi(kode: str) -> None:
    isi = data.read_today(get_rincian_risiko, kode=kode)
    aturan = data.read_today(get_aturan)
    html.show("risiko/posisi.html", isi=isi, aturan=aturan, JenisSkala=JenisSkala)


def draw_isi(kode: str) -> None:
    html.show("risiko/rincian.html", isi=data.read_today(get_rincian_risiko, kode=kode))


def draw_letak(kode: str) -> None:
    isi = data.read_today(get_rincian_risiko, kode=kode)
    html.show("risiko/letak.html", isi=isi, aturan=data.read_today(get_aturan))


def draw_penanganan(kode: str, tambah: str | None) -> None:
    html.show(
        "risiko/penanganan.html",
        isi=data.read_today(get_rincian_risiko, kode=kode),
        hari=data.today(),
        tambah=tambah,
        OpsiPenanganan=OpsiPenanganan,
    )


def make_penilaian(risiko_id: int) -> Bagan | None:
    frame = data.read_today(frame_penilaian, risiko_id=risiko_id)
    if frame.empty:
        return None
    bands = data.read_today(get_aturan).bands
    return partial(chart_penilaian, frame, bands, pd.Timestamp(data.today()))


def draw_penilaian(risiko_id: int) -> None:
    aturan = data.read_today(get_aturan)
    frame = data.read_today(frame_penilaian, risiko_id=risiko_id)
    newest_first = frame.iloc[::-1].assign(band=frame["besaran"].map(aturan.level))
    html.show("risiko/penilaian.html", daftar=newest_first.to_dict("records"))


show_tampil(objek, pelaku)
data.draw(draw_posisi, kode=objek.kode)
left, right = st.columns([5, 3], gap="medium")
with left:
    data.draw(draw_isi, kode=objek.kode)
with right:
    data.draw(draw_letak, kode=objek.kode)

can_add = rincian.may_change(pelaku, objek) and objek.ditarik_pada is None
data.draw(
    draw_penanganan,
    kode=objek.kode,
    tambah=url(RINCIAN["T"], baru=1, risiko=objek.kode) if can_add else None,
)
show_chart(
    f"penilaian-{objek.kode}",
    "Penilaian dari waktu ke waktu",
    "Besaran saat ini sebagai garis tangga, dengan besaran inheren dan target sebagai pembanding.",
    make_penilaian,
    risiko_id=objek.id,
)
data.draw(draw_penilaian, risiko_id=objek.id)
rincian.finish(objek, pelaku)
show_tanggapan(objek, pelaku)
