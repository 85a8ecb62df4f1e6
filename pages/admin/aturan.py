"""Aturan risiko: the rules in force, those before them, and drafts of new ones."""

import streamlit as st

from model.choices import JenisSkala
from model.commands.aturan import create_rancangan
from model.format import tanggal
from model.isian_aturan import IsianRancanganBaru
from model.permissions import Hak
from model.queries.acuan import Pilihan, get_aturan, list_kategori
from model.queries.aturan import BarisAturan, KeadaanAturan, get_rincian_aturan, list_aturan
from model.queries.varian import (
    differing_besaran,
    differing_cells,
    list_matriks,
    list_set_band,
)
from pages.shared import data, filters, forms, html
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.ATUR_RISIKO)


def draw_isi(aturan_id: int) -> None:
    html.show(
        "admin/aturan_isi.html",
        isi=data.read_today(get_rincian_aturan, aturan_id=aturan_id),
        kategori=data.read(list_kategori),
        JenisSkala=JenisSkala,
    )


def draw_kepala() -> None:
    daftar = data.read_today(list_aturan)
    rancangan = [b for b in daftar if b.keadaan == KeadaanAturan.RANCANGAN]
    html.show("admin/aturan_kepala.html", rancangan=rancangan)


def draw_riwayat() -> None:
    html.show("admin/aturan_riwayat.html", daftar=data.read_today(list_aturan))


def draw_varian() -> None:
    matriks, band = data.read(list_matriks), data.read(list_set_band)
    html.show(
        "admin/aturan_varian.html",
        kata="Sel dan besaran di bawah ini menentukan apakah pergantian varian terasa.",
        bagian="",
        matriks=matriks,
        sel=differing_cells(matriks),
        band=band,
        besaran=differing_besaran(band),
        aturan=data.read_today(get_aturan),
    )


def name_of(aturan: BarisAturan) -> str:
    mulai = tanggal(aturan.berlaku_sejak)
    return f"{aturan.nama} ({aturan.keadaan.label.lower()}, sejak {mulai})"


def add_rancangan() -> None:
    adopted = [b for b in data.read_today(list_aturan) if b.berlaku_sejak is not None]
    berlaku = next(b.id for b in adopted if b.keadaan == KeadaanAturan.BERLAKU)
    row_id = forms.edit_form(
        "rancangan.baru",
        IsianRancanganBaru,
        pelaku=pelaku,
        command=create_rancangan,
        values={"dari_id": berlaku},
        options={"dari_id": [Pilihan(b.id, "", name_of(b), b.nama) for b in adopted]},
        button="Buat rancangan",
        message="Rancangan dibuat. Ubah isinya di sini.",
    )
    if row_id:
        st.switch_page("pages/admin/rancangan_aturan.py", query_params={"id": str(row_id)})


def show_semua() -> None:
    st.title("Aturan risiko")
    data.draw(draw_kepala)
    st.header("Aturan yang berlaku")
    data.draw(draw_isi, aturan_id=data.read_today(get_aturan).id)
    with st.expander("Buat rancangan baru", icon=":material/add:"):
        add_rancangan()
    st.header("Riwayat aturan")
    data.draw(draw_riwayat)
    st.header("Beda antarvarian")
    data.draw(draw_varian)


if "aturan" in st.query_params:
    aturan_id = filters.param_int("aturan", "Aturan", 1, 2**31 - 1)
    isi = data.read_today(get_rincian_aturan, aturan_id=aturan_id) if aturan_id else None
    if isi is None:
        st.title("Aturan risiko")
        html.show("admin/aturan_tidak_ada.html")
    else:
        html.show("admin/aturan_satu.html", b=isi.baris)
        data.draw(draw_isi, aturan_id=isi.baris.id)
else:
    show_semua()
