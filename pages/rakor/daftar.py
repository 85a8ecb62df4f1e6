"""The rakor: the one that runs, those being prepared, those closed, and a form for a new one."""

import streamlit as st

from model.choices import KeadaanRakor
from model.commands.rakor import create_rakor
from model.isian_rakor import IsianRakor
from model.permissions import Hak, may_somewhere
from model.queries.rakor import list_rakor
from pages.shared import data, forms, html
from pages.shared.akses import require_pelaku
from pages.shared.tautan import RAKOR, url

pelaku = require_pelaku(Hak.BACA)
kelola = may_somewhere(pelaku, Hak.KELOLA_RAKOR)


def draw_daftar(kelola: bool, hadir: bool) -> None:
    daftar = data.read(list_rakor)
    html.show(
        "rakor/daftar.html",
        berlangsung=[r for r in daftar if r.keadaan == KeadaanRakor.BERLANGSUNG],
        disiapkan=sorted(
            (r for r in daftar if r.keadaan == KeadaanRakor.DISIAPKAN), key=lambda r: r.mulai
        ),
        ditutup=[r for r in daftar if r.keadaan == KeadaanRakor.DITUTUP],
        hari=data.today(),
        kelola=kelola,
        hadir=hadir,
    )


def create() -> None:
    st.title("Siapkan rakor")
    html.show("rakor/kepala_baru.html")
    rakor_id = forms.edit_form(
        "rakor.baru",
        IsianRakor,
        pelaku=pelaku,
        command=create_rakor,
        values={},
        options={},
        message="Rakor disiapkan dengan agenda yang lazim. Periksa agenda dan undangannya.",
    )
    html.show("rincian/batal.html", alamat=RAKOR)
    if rakor_id:
        st.switch_page("pages/rakor/rincian_rakor.py", query_params={"rakor": str(rakor_id)})


if kelola and st.query_params.get("baru"):
    create()
else:
    st.title("Daftar rakor")
    data.draw(draw_daftar, kelola=kelola, hadir=may_somewhere(pelaku, Hak.HADIR))
    if kelola:
        html.show("rakor/tambah.html", alamat=url(RAKOR, baru=1))
