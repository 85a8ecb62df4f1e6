"""Per tanggal: which past day, or closed rakor, the page one comes from is to show."""

from datetime import date, timedelta

import streamlit as st

from model.format import tanggal
from model.queries.tutup import list_rakor_beku
from model.titik import Titik, get_hari_pertama, label_rakor
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.halaman import HALAMAN
from pages.shared.lampau import parse_tujuan, tujuan_per

MAKS_RAKOR = 6
SEBELUM_AWAL = "Belum ada data per {hari}. Data tercatat sejak {awal}. Pilih tanggal lain."
BELUM_LEWAT = "Tanggal itu belum lewat. Pilih tanggal sebelum hari ini."

require_pelaku()


def list_pilihan(hari: date, awal: date) -> list[tuple[str, Titik]]:
    """Return the choices that need no calendar: closed rakor, and days that people ask for."""
    rakor = [
        (f"{label_rakor(r.mulai, r.selesai)}, saat ditutup", Titik(rakor_id=r.id))
        for r in data.read(list_rakor_beku)[:MAKS_RAKOR]
    ]
    days = [
        ("Kemarin", hari - timedelta(days=1)),
        ("Sepekan lalu", hari - timedelta(days=7)),
        ("Akhir bulan lalu", hari.replace(day=1) - timedelta(days=1)),
        ("90 hari lalu", hari - timedelta(days=90)),
    ]
    return rakor + [(f"{nama}, {tanggal(d)}", Titik(hari=d)) for nama, d in days if d >= awal]


def refusal_of(hari: date | None, awal: date | None) -> str:
    if hari is None:
        return ""
    if hari >= data.today():
        return BELUM_LEWAT
    if awal is None or hari < awal:
        return SEBELUM_AWAL.format(hari=tanggal(hari), awal=tanggal(awal) if awal else "hari ini")
    return ""


st.title("Per tanggal")
awal = data.read(get_hari_pertama)
tujuan = parse_tujuan(st.query_params.get("dari", ""))
if tujuan is None or not tujuan[0].lampau:
    tujuan = next(h for h in HALAMAN if h.alamat == "/"), {}
halaman, saringan = tujuan
html.show(
    "ringkasan/per_tanggal.html",
    judul=halaman.judul,
    awal=awal,
    pilihan=[
        (label, tujuan_per(halaman, saringan, titik))
        for label, titik in (list_pilihan(data.today(), awal) if awal else [])
    ],
    kini=tujuan_per(halaman, saringan, ""),
)
if awal is not None:
    filters.place_notices()
    with st.container(width=260):
        hari = filters.input_date("Tanggal lain", key="tanggal")
    html.show(
        "ringkasan/per_tanggal_pilih.html",
        hari=hari,
        judul=halaman.judul,
        ditolak=refusal_of(hari, awal),
        alamat=tujuan_per(halaman, saringan, hari),
    )
