"""Menunggu saya: what presses most for those who write, one tap away from its update."""

import streamlit as st

from model.permissions import Hak, Pelaku
from model.queries.borongan import SaringanBorongan, count_borongan
from model.queries.keputusan import BarisKeputusan, list_keputusan
from model.queries.menunggu import (
    KELOMPOK_AKSI,
    BarisMenunggu,
    Kelompok,
    Milik,
    count_menunggu,
    list_menunggu,
)
from pages.aksi.milik import choose_milik, name_of, pokja_param
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.pulang import Pulang, pulang_ke
from pages.shared.tautan import MENUNGGU

RINGKAS, PER_HALAMAN = 8, 50

pelaku = require_pelaku(Hak.MUTAKHIRKAN)


def list_isi(
    milik: Milik, kelompok: Kelompok, mulai_dari: int, sebanyak: int
) -> list[BarisMenunggu] | list[BarisKeputusan]:
    if kelompok in KELOMPOK_AKSI:
        return data.read_today(
            list_menunggu, kelompok=kelompok, milik=milik, mulai_dari=mulai_dari, sebanyak=sebanyak
        )
    saringan = milik.keputusan
    return data.read_today(
        list_keputusan, saringan=saringan, mulai_dari=mulai_dari, sebanyak=sebanyak
    )


def draw_angka(milik: Milik, dipilih: Kelompok | None, pokja: str | None) -> None:
    html.show(
        "aksi/menunggu_angka.html",
        jumlah=data.read_today(count_menunggu, milik=milik),
        terbuka=data.read(count_borongan, saringan=SaringanBorongan(milik)),
        dipilih=dipilih,
        pokja=pokja,
        pulang=pulang_ke(MENUNGGU, pokja=pokja, kelompok=dipilih and dipilih.label),
    )


def draw_kelompok(
    milik: Milik,
    kelompok: Kelompok,
    pokja: str | None,
    mulai_dari: int,
    sebanyak: int,
    pulang: Pulang,
) -> None:
    html.show(
        "aksi/menunggu_kelompok.html",
        kelompok=kelompok,
        jumlah=data.read_today(count_menunggu, milik=milik)[kelompok],
        daftar=list_isi(milik, kelompok, mulai_dari, sebanyak),
        ringkas=sebanyak == RINGKAS,
        aksi=kelompok in KELOMPOK_AKSI,
        milik=milik,
        pokja=pokja,
        pulang=pulang,
        hari=data.today(),
    )


def draw_semua(milik: Milik, pokja: str | None) -> None:
    jumlah = data.read_today(count_menunggu, milik=milik)
    for kelompok in Kelompok:
        if jumlah[kelompok]:
            draw_kelompok(milik, kelompok, pokja, 0, RINGKAS, pulang_ke(MENUNGGU, pokja=pokja))
    html.show("aksi/menunggu_akhir.html", kosong=not any(jumlah.values()))


def draw_satu(milik: Milik, kelompok: Kelompok, pokja: str | None, mulai_dari: int) -> None:
    halaman = mulai_dari // PER_HALAMAN + 1 if mulai_dari else None
    pulang = pulang_ke(MENUNGGU, pokja=pokja, kelompok=kelompok.label, halaman=halaman)
    draw_kelompok(milik, kelompok, pokja, mulai_dari, PER_HALAMAN, pulang)
    html.show("aksi/menunggu_akhir.html", kosong=False)


def draw_halaman(milik: Milik, pelaku: Pelaku) -> None:
    pokja = pokja_param(pelaku, milik)
    kelompok = filters.param_choice("kelompok", "Kelompok", Kelompok)
    data.draw(draw_angka, milik=milik, dipilih=kelompok, pokja=pokja)
    if kelompok is None:
        data.draw(draw_semua, milik=milik, pokja=pokja)
        return
    jumlah = data.read_today(count_menunggu, milik=milik)[kelompok]
    isi = st.container()
    halaman = filters.select_halaman(jumlah, PER_HALAMAN, of=(milik, kelompok))
    with isi:
        mulai_dari = (halaman - 1) * PER_HALAMAN
        data.draw(draw_satu, milik=milik, kelompok=kelompok, pokja=pokja, mulai_dari=mulai_dari)


kepala = st.container()
milik = choose_milik(pelaku)
with kepala:
    html.show("aksi/menunggu_kepala.html", pelaku=pelaku, milik=name_of(milik))
draw_halaman(milik, pelaku)
