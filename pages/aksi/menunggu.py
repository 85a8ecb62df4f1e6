"""Menunggu saya: what presses most for those who write, one tap away from its update."""

from typing import Any

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
from pages.aksi.milik import ALAMAT, choose_milik, name_of, pokja_param
from pages.shared import data, filters, html
from pages.shared.akses import remember, require_pelaku

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
    )


def draw_kelompok(
    milik: Milik, kelompok: Kelompok, pokja: str | None, mulai_dari: int, sebanyak: int
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
        hari=data.today(),
    )


def draw_semua(milik: Milik, pokja: str | None) -> None:
    jumlah = data.read_today(count_menunggu, milik=milik)
    for kelompok in Kelompok:
        if jumlah[kelompok]:
            draw_kelompok(milik, kelompok, pokja, 0, RINGKAS)
    html.show("aksi/menunggu_akhir.html", kosong=not any(jumlah.values()))


def draw_satu(milik: Milik, kelompok: Kelompok, pokja: str | None, mulai_dari: int) -> None:
    draw_kelompok(milik, kelompok, pokja, mulai_dari, PER_HALAMAN)
    html.show("aksi/menunggu_akhir.html", kosong=False)


def draw_halaman(milik: Milik, pelaku: Pelaku) -> dict[str, Any]:
    """Draw what waits; return the address at which it stands."""
    pokja = pokja_param(pelaku, milik)
    kelompok = filters.param_choice("kelompok", "Kelompok", Kelompok)
    data.draw(draw_angka, milik=milik, dipilih=kelompok, pokja=pokja)
    if kelompok is None:
        data.draw(draw_semua, milik=milik, pokja=pokja)
        return {"pokja": pokja}
    jumlah = data.read_today(count_menunggu, milik=milik)[kelompok]
    isi = st.container()
    halaman = filters.select_halaman(jumlah, PER_HALAMAN, of=(milik, kelompok))
    with isi:
        mulai_dari = (halaman - 1) * PER_HALAMAN
        data.draw(draw_satu, milik=milik, kelompok=kelompok, pokja=pokja, mulai_dari=mulai_dari)
    return {"pokja": pokja, "kelompok": kelompok.label, "halaman": halaman if halaman > 1 else None}


kepala = st.container()
milik = choose_milik(pelaku)
with kepala:
    html.show("aksi/menunggu_kepala.html", pelaku=pelaku, milik=name_of(milik))
alamat = draw_halaman(milik, pelaku)
# Where the form of a pemutakhiran comes back to.
remember(ALAMAT, {nama: nilai for nama, nilai in alamat.items() if nilai is not None})
