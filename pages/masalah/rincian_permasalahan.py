"""One permasalahan: what is wrong and why, its solusi and risiko."""

from model.queries.rincian import get_rincian_permasalahan
from pages.shared import data, html, rincian
from pages.shared.akses import require_pelaku
from pages.shared.eskalasi import show_eskalasi
from pages.shared.tautan import RINCIAN, url

pelaku = require_pelaku()
objek = rincian.begin("P", pelaku)


def draw_isi(kode: str) -> None:
    isi = data.read(get_rincian_permasalahan, kode=kode)
    isu = isi.induk[0][1].kode
    tambah = [("Tambah solusi", url(RINCIAN["S"], baru=1, permasalahan=kode))]
    if not isi.anak[1][1]:  # a permasalahan has at most one risiko
        tambah.append(("Tambah risiko", url(RINCIAN["R"], baru=1, isu=isu, permasalahan=kode)))
    html.show("rincian/masalah.html", isi=isi, tambah=tambah)


show_eskalasi(objek, pelaku)
data.draw(draw_isi, kode=objek.kode)
rincian.finish(objek, pelaku)
