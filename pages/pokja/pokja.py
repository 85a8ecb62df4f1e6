"""One pokja: how it stands, what is late or missing, and its whole chain to read and to change."""

from functools import partial

import pandas as pd
import streamlit as st

from model.choices import OpsiPenanganan
from model.permissions import Hak, Jangkauan, jangkauan, may
from model.peta import selera_of
from model.queries.acuan import get_aturan, get_koordinator, list_kategori
from model.queries.aksi import list_perlu_perhatian
from model.queries.pemeriksaan import list_celah
from model.queries.rantai import count_isu, list_rantai
from model.queries.rantai_datar import list_rantai_datar
from model.queries.ringkasan import RingkasanPokja, frame_kemajuan, list_ringkasan_pokja
from model.queries.risiko import SaringanRisiko, count_peta
from pages.charts.pokja import chart_kemajuan
from pages.exports.rantai import KOLOM_RANTAI
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.chart import Bagan, show_chart
from pages.shared.perbaikan import url_of
from pages.shared.unduh import download_table

PER_HALAMAN = 10

pelaku = require_pelaku()


def ringkasan_of(nama: str) -> RingkasanPokja:
    return next(p for p in data.read_today(list_ringkasan_pokja) if p.nama == nama)


def draw_keadaan(pokja_id: int, nama: str, mutakhirkan: Jangkauan) -> None:
    html.show(
        "pokja/kepala.html",
        nama=nama,
        koordinator=data.read(get_koordinator, pokja_id=pokja_id),
        p=ringkasan_of(nama),
    )
    html.show(
        "ringkasan/perhatian.html",
        forum=ringkasan_of(nama),
        batas=data.read_today(get_aturan).batas_prioritas,
        pokja=nama,
    )
    st.subheader("Perlu perhatian sekarang")
    html.show(
        "aksi/tabel.html",
        judul="Terlambat atau jatuh tempo dalam 7 hari, yang paling lama terlambat lebih dahulu",
        kosong="Tidak ada rencana aksi yang terlambat atau jatuh tempo dalam 7 hari.",
        daftar=data.read_today(list_perlu_perhatian, pokja_id=pokja_id),
        hari=data.today(),
        pokja=False,
        kabar=True,
        mutakhirkan=mutakhirkan,
    )
    html.show("pokja/semua_aksi.html", pokja=nama)


def draw_celah(pokja_id: int, nama: str, ubah: Jangkauan, mutakhirkan: Jangkauan) -> None:
    p = ringkasan_of(nama)
    html.show(
        "pokja/celah.html",
        daftar=data.read_today(list_celah, pokja_id=pokja_id),
        hampa=not (p.permasalahan or p.risiko or p.aksi),
        pokja=nama,
        boleh={Hak.UBAH_RANTAI: ubah, Hak.MUTAKHIRKAN: mutakhirkan},
        url_of=url_of,
    )


def draw_peta(pokja_id: int, nama: str) -> None:
    aturan = data.read_today(get_aturan)
    html.show(
        "pokja/peta.html",
        daftar=data.read_today(count_peta, saringan=SaringanRisiko(pokja_id=pokja_id)),
        aturan=aturan,
        selera=selera_of(aturan, data.read(list_kategori), None),
        pokja=nama,
    )


def draw_rantai(pokja_id: int, nama: str, mulai_dari: int, boleh: bool) -> None:
    html.show(
        "pokja/rantai.html",
        daftar=data.read_today(
            list_rantai, pokja_id=pokja_id, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN
        ),
        pokja=nama,
        boleh=boleh,
        hari=data.today(),
        OpsiPenanganan=OpsiPenanganan,
    )


def make_kemajuan(pokja_id: int) -> Bagan | None:
    frame = data.read_today(frame_kemajuan, pokja_id=pokja_id)
    return None if frame.empty else partial(chart_kemajuan, frame, pd.Timestamp(data.today()))


filters.place_notices()
pokja = filters.choose_pokja()
boleh = may(pelaku, Hak.UBAH_RANTAI, pokja_id=pokja.id)
data.draw(
    draw_keadaan,
    pokja_id=pokja.id,
    nama=pokja.nama,
    mutakhirkan=jangkauan(pelaku, Hak.MUTAKHIRKAN),
)

left, right = st.columns([3, 2], gap="medium")
with left:
    data.draw(
        draw_celah,
        pokja_id=pokja.id,
        nama=pokja.nama,
        ubah=jangkauan(pelaku, Hak.UBAH_RANTAI),
        mutakhirkan=jangkauan(pelaku, Hak.MUTAKHIRKAN),
    )
with right:
    data.draw(draw_peta, pokja_id=pokja.id, nama=pokja.nama)

jumlah_isu = data.read(count_isu, pokja_id=pokja.id)
isi = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    halaman = filters.select_halaman(jumlah_isu, PER_HALAMAN, of=pokja.nama)
    download_table(
        f"rantai-{pokja.kode}",
        f"Isu sampai rencana aksi Pokja {pokja.nama}",
        KOLOM_RANTAI,
        lambda: data.read_once(list_rantai_datar, pokja_id=pokja.id),
        saringan=f"Pokja {pokja.nama}",
    )
with isi:
    mulai_dari = (halaman - 1) * PER_HALAMAN
    data.draw(
        draw_rantai, pokja_id=pokja.id, nama=pokja.nama, mulai_dari=mulai_dari, boleh=boleh
    )  # fmt: skip

show_chart(
    f"kemajuan-{pokja.kode}",
    "Rencana dan realisasi",
    f"Jumlah kumulatif rencana aksi Pokja {pokja.nama} yang jatuh tempo dibandingkan dengan "
    "yang sudah selesai.",
    make_kemajuan,
    pokja_id=pokja.id,
)
