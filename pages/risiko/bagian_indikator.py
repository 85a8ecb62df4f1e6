"""Indikator on the page of one risiko: how they stand, and how their values went."""

from functools import partial

import streamlit as st

from model.queries.indikator import BarisIndikator, frame_nilai, list_indikator_risiko
from model.queries.objek import Objek
from pages.charts.indikator import chart_nilai
from pages.shared import data, html
from pages.shared.chart import Bagan, show_chart

MAKS_BAGAN = 4  # on the page of the risiko; the page of its indikator has one for each


def show_indikator(objek: Objek, boleh: bool) -> None:
    """Draw the section; with the ways to record and to add for whoever may."""
    data.draw(draw_indikator, kode=objek.kode, risiko_id=objek.id, boleh=boleh)
    daftar = data.read_today(list_indikator_risiko, risiko_id=objek.id)
    measured = [i for i in daftar if i.nilai is not None][:MAKS_BAGAN]
    for pair in zip(measured[::2], [*measured[1::2], None], strict=False):
        for place, indikator in zip(st.columns(2, gap="medium"), pair, strict=True):
            if indikator is not None:
                with place:
                    show_bagan(indikator)


def draw_indikator(kode: str, risiko_id: int, boleh: bool) -> None:
    html.show(
        "risiko/indikator_risiko.html",
        daftar=data.read_today(list_indikator_risiko, risiko_id=risiko_id),
        kode=kode,
        boleh=boleh,
        hari=data.today(),
    )


def show_bagan(indikator: BarisIndikator, judul: str = "") -> None:
    """Draw the chart of one indikator, under its name or another heading."""
    show_chart(
        f"indikator-{indikator.risiko}-{indikator.id}",
        judul or indikator.nama,
        f"Nilai dalam {indikator.satuan} dari waktu ke waktu. Garis putus-putus adalah batas "
        "waspada dan batas bahaya.",
        make_nilai,
        indikator=indikator,
    )


def make_nilai(indikator: BarisIndikator) -> Bagan | None:
    frame = data.read_today(frame_nilai, indikator_id=indikator.id)
    if frame.empty:
        return None
    return partial(
        chart_nilai, frame, indikator.batas_waspada, indikator.batas_bahaya, indikator.satuan
    )
