"""One risiko: where it stands, why, how it is treated, what is watched, how it was assessed."""

import streamlit as st

from model.choices import JenisSkala, OpsiPenanganan
from model.queries.acuan import get_aturan
from model.queries.rincian_risiko import get_rincian_risiko
from pages.risiko.bagian_indikator import show_indikator
from pages.risiko.bagian_kejadian import show_kejadian
from pages.risiko.bagian_penilaian import show_penilaian
from pages.risiko.nilai_ulang import show_nilai_ulang
from pages.shared import data, html, rincian
from pages.shared.akses import require_pelaku
from pages.shared.bukti import show_bukti
from pages.shared.eskalasi import show_eskalasi
from pages.shared.tampil import show_tampil
from pages.shared.tanggapan import show_tanggapan
from pages.shared.tautan import RINCIAN, url

pelaku = require_pelaku()
objek = rincian.begin("R", pelaku)
can_add = rincian.may_change(pelaku, objek) and objek.ditarik_pada is None
if can_add and st.query_params.get("nilai"):
    show_nilai_ulang(objek, pelaku)
    st.stop()


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


show_tampil(objek, pelaku)
show_eskalasi(objek, pelaku)
data.draw(draw_posisi, kode=objek.kode)
left, right = st.columns([5, 3], gap="medium")
with left:
    data.draw(draw_isi, kode=objek.kode)
with right:
    data.draw(draw_letak, kode=objek.kode)

data.draw(
    draw_penanganan,
    kode=objek.kode,
    tambah=url(RINCIAN["T"], baru=1, risiko=objek.kode) if can_add else None,
)
show_indikator(objek, can_add)
show_kejadian(objek, can_add)
show_penilaian(objek, pelaku)
show_bukti(objek, pelaku)
rincian.finish(objek, pelaku)
show_tanggapan(objek, pelaku)
