"""Kejadian on the page of one risiko: how often it came true, and what was done."""

from model.queries.kejadian import list_kejadian_risiko
from model.queries.objek import Objek
from pages.shared import data, html


def show_kejadian(objek: Objek, boleh: bool) -> None:
    """Draw the section; with the way to record for whoever may."""
    data.draw(draw_kejadian, kode=objek.kode, risiko_id=objek.id, boleh=boleh)


def draw_kejadian(kode: str, risiko_id: int, boleh: bool) -> None:
    html.show(
        "risiko/kejadian_risiko.html",
        daftar=data.read_today(list_kejadian_risiko, risiko_id=risiko_id),
        ditarik=data.read_today(list_kejadian_risiko, risiko_id=risiko_id, ditarik=True),
        kode=kode,
        boleh=boleh,
    )
