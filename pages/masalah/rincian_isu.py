"""One isu strategis: what it says, its permasalahan and risiko."""

from model.queries.rincian import get_rincian_isu
from pages.shared import data, html, rincian
from pages.shared.akses import require_pelaku
from pages.shared.tautan import RINCIAN, url

pelaku = require_pelaku()
objek = rincian.begin("I", pelaku)


def draw_isi(kode: str) -> None:
    html.show(
        "rincian/masalah.html",
        isi=data.read(get_rincian_isu, kode=kode),
        tambah=[
            ("Tambah permasalahan", url(RINCIAN["P"], baru=1, isu=kode)),
            ("Tambah risiko", url(RINCIAN["R"], baru=1, isu=kode)),
        ],
    )


data.draw(draw_isi, kode=objek.kode)
rincian.finish(objek, pelaku)
