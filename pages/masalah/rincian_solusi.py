"""One solusi: the approach, the permasalahan it answers, the rencana aksi that carry it out."""

from model.queries.rincian import get_rincian_solusi, list_aksi_solusi
from pages.shared import data, html, rincian
from pages.shared.akses import require_pelaku
from pages.shared.tautan import RINCIAN, url

pelaku = require_pelaku()
objek = rincian.begin("S", pelaku)


def draw_isi(kode: str) -> None:
    html.show(
        "rincian/masalah.html",
        isi=data.read(get_rincian_solusi, kode=kode),
        tambah=[("Tambah rencana aksi", url(RINCIAN["A"], baru=1, solusi=kode))],
    )
    html.show(
        "aksi/tabel.html",
        judul="Rencana aksi yang melaksanakan solusi ini",
        kosong="Belum ada rencana aksi untuk solusi ini.",
        daftar=data.read_today(list_aksi_solusi, kode=kode),
        hari=data.today(),
        pokja=False,
        kabar=True,
    )


data.draw(draw_isi, kode=objek.kode)
rincian.finish(objek, pelaku)
