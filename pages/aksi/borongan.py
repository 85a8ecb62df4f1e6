"""Mutakhirkan banyak: many open rencana aksi in one table, saved or refused row by row."""

from typing import Any

import streamlit as st

from model.commands.aksi_banyak import MAKS_BARIS, update_status_many
from model.errors import StaleVersion
from model.permissions import Hak, Lingkup, Pelaku, jangkauan
from model.queries.borongan import (
    BarisBorongan,
    SaringanBorongan,
    count_borongan,
    list_borongan,
    map_borongan,
)
from pages.aksi.milik import choose_milik
from pages.aksi.tabel_borongan import (
    STATUS,
    Baris,
    changes_of,
    close_tabel,
    frame_tabel,
    keep_tertunda,
    list_hasil,
    list_refused,
    open_tabel,
    read_tabel,
)
from pages.shared import data, filters, forms, html
from pages.shared.akses import recall, remember, require_pelaku
from pages.shared.pulang import comes_back
from pages.shared.tautan import MENUNGGU, url

TINGGI_BARIS, BARIS_TAMPAK = 35, 14

pelaku = require_pelaku(Hak.MUTAKHIRKAN)
nama = f"borongan.{pelaku.id}"


def choose(pelaku: Pelaku) -> SaringanBorongan:
    reach = jangkauan(pelaku, Hak.MUTAKHIRKAN).lingkup
    with st.container(key="saringan-borongan"):
        filters.place_notices()
        boxes = iter(st.columns(1 + (reach != Lingkup.PD) + (reach == Lingkup.SEMUA)))
        with next(boxes):
            cari = filters.input_search()
        if reach == Lingkup.SEMUA:
            with next(boxes):
                milik = choose_milik(pelaku)
        else:
            milik = choose_milik(pelaku)
        pd = None
        if reach != Lingkup.PD:
            with next(boxes):
                pd = filters.select_perangkat_daerah()
    return SaringanBorongan(milik, pd.id if pd else None, cari)


def column_config() -> dict[str, Any]:
    text, kolom = st.column_config.TextColumn, st.column_config
    return {
        "kode": text("Kode", width=95, pinned=True, disabled=True),
        "judul": text("Rencana aksi", width=280, disabled=True),
        "tenggat": kolom.DateColumn("Tenggat", format="DD/MM/YYYY", width=105, disabled=True),
        "sisa": text("Sisa waktu", width=130, disabled=True),
        "status": kolom.SelectboxColumn("Status", options=list(STATUS), required=True, width=130),
        "progres": kolom.NumberColumn(
            "Progres (%)", min_value=0, max_value=100, step=1, required=True, width=130
        ),
        "kendala": text("Kendala", max_chars=1000, width=220),
        "tindak_lanjut": text("Tindak lanjut", max_chars=1000, width=220),
        "catatan": text("Catatan", max_chars=2000, width=220),
    }


def edit(saringan: SaringanBorongan, halaman: int) -> list[Baris]:
    """Draw the table; return its rows that are not saved yet."""

    def read() -> list[BarisBorongan]:
        mulai_dari = (halaman - 1) * MAKS_BARIS
        return data.read(
            list_borongan, saringan=saringan, mulai_dari=mulai_dari, sebanyak=MAKS_BARIS
        )

    tabel = open_tabel(nama, repr((saringan, halaman)), read)
    if not tabel.daftar:
        html.show("kosong.html", kalimat="Tidak ada rencana aksi terbuka untuk pilihan ini.")
        return []
    hasil = recall(f"{nama}.hasil")
    if hasil and hasil[0] == tabel.nomor:
        html.show("aksi/borongan_hasil.html", daftar=hasil[1])
    edited = st.data_editor(
        frame_tabel(tabel.daftar, data.today()),
        key=tabel.key,
        column_config=column_config(),
        hide_index=True,
        height=TINGGI_BARIS * (min(len(tabel.daftar), BARIS_TAMPAK) + 1) + 3,
        placeholder="",
        alt="Rencana aksi terbuka, dapat diisi langsung di tabel",
    )
    tertunda = read_tabel(tabel, edited)
    keep_tertunda(nama, tertunda)
    return tertunda


def save(tertunda: list[Baris]) -> None:
    saved = data.save(update_status_many, pelaku=pelaku, daftar=changes_of(tertunda))
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    stale = tuple(a.id for a in saved.value if isinstance(a.penolakan, StaleVersion))
    fresh = data.read(map_borongan, ids=stale) if stale else {}
    keep_tertunda(nama, list_refused(tertunda, saved.value, fresh))
    # It belongs to the table that the next run begins.
    remember(f"{nama}.hasil", (recall(f"{nama}.nomor") + 1, list_hasil(tertunda, saved.value)))
    close_tabel(nama)
    st.rerun()


def draw_buttons(tertunda: list[Baris]) -> None:
    html.show("aksi/borongan_jumlah.html", jumlah=len(tertunda), nama=pelaku.nama)
    with st.container(horizontal=True):
        # Never greyed out: the press that ends the typing in a cell is often the one on it.
        if st.button("Simpan semua", type="primary", icon=":material/save:") and tertunda:
            save(tertunda)
        if tertunda:
            with st.popover("Buang perubahan", icon=":material/undo:"):
                st.text("Semua isian yang belum tersimpan hilang.")
                if st.button("Buang semua", key="borongan_buang"):
                    keep_tertunda(nama, [])
                    close_tabel(nama)
                    st.rerun()


if not comes_back():
    html.show("kembali.html", alamat=url(MENUNGGU), kata="Menunggu Saya")
html.show("aksi/borongan_kepala.html")
saringan = choose(pelaku)
jumlah = data.read(count_borongan, saringan=saringan)
kalimat = st.container()
isi = st.container()
halaman = filters.select_halaman(jumlah, MAKS_BARIS, of=saringan)
with isi:
    tertunda = edit(saringan, halaman)
    draw_buttons(tertunda)
with kalimat:
    html.show("aksi/borongan_kalimat.html", jumlah=jumlah, batas=MAKS_BARIS)
