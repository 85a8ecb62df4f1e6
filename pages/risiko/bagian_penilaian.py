"""The assessments of one risiko over time: chart, and table with reasons and evidence."""

from functools import partial

import pandas as pd

from model.permissions import Pelaku
from model.queries.masa_aturan import list_masa_aturan
from model.queries.objek import Objek
from model.queries.penilaian import list_penilaian
from model.queries.rincian_risiko import frame_penilaian
from pages.charts.risiko import chart_penilaian
from pages.shared import data, html
from pages.shared.bukti import may_download
from pages.shared.chart import Bagan, show_chart


def show_penilaian(objek: Objek, pelaku: Pelaku) -> None:
    """Draw the section of the assessments."""
    show_chart(
        f"penilaian-{objek.kode}",
        "Penilaian dari waktu ke waktu",
        "Besaran saat ini sebagai garis tangga, dengan besaran inheren dan target sebagai "
        "pembanding. Level menurut aturan pada masanya; garis tegak menandai aturan baru.",
        make_penilaian,
        risiko_id=objek.id,
    )
    data.draw(draw_penilaian, risiko_id=objek.id, unduh=may_download(pelaku))


def make_penilaian(risiko_id: int) -> Bagan | None:
    frame = data.read(frame_penilaian, risiko_id=risiko_id)
    if frame.empty:
        return None
    masa = data.read_today(list_masa_aturan, risiko_id=risiko_id)
    return partial(chart_penilaian, frame, masa, pd.Timestamp(data.today()))


def draw_penilaian(risiko_id: int, unduh: bool) -> None:
    daftar = data.read_today(list_penilaian, risiko_id=risiko_id)
    html.show("risiko/penilaian.html", daftar=daftar, unduh=unduh)
