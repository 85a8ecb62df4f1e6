"""Rencana aksi: the tracker, as a table or a timeline; its address holds every filter."""

from dataclasses import replace
from functools import partial

import streamlit as st

from model.choices import Ketepatan
from model.format import angka, rentang_baris
from model.permissions import Hak, Jangkauan, jangkauan
from model.queries.aksi import (
    BarisAksi,
    SaringanAksi,
    UrutAksi,
    count_aksi,
    list_aksi,
    map_pendukung,
)
from pages.charts.aksi import chart_linimasa, frame_linimasa
from pages.exports.aksi import KOLOM_AKSI, BarisUnduhan
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.chart import Bagan, show_chart
from pages.shared.prakiraan import map_tinggi
from pages.shared.saringan_aksi import PilihanAksi, TampilanAksi, choose_aksi
from pages.shared.unduh import download_table

PER_HALAMAN = {TampilanAksi.TABEL: 50, TampilanAksi.LINIMASA: 40}
MAKS_UNDUHAN = 50_000

pelaku = require_pelaku()


def count(saringan: SaringanAksi) -> int:
    # The order changes no count and must not make another entry in the cache.
    return data.read_today(count_aksi, saringan=replace(saringan, urut=UrutAksi.TENGGAT))


def list_baris(saringan: SaringanAksi, mulai_dari: int, tampilan: TampilanAksi) -> list[BarisAksi]:
    sebanyak = PER_HALAMAN[tampilan]
    return data.read_today(list_aksi, saringan=saringan, mulai_dari=mulai_dari, sebanyak=sebanyak)


def list_unduhan(saringan: SaringanAksi) -> list[BarisUnduhan]:
    pendukung = data.read_once(map_pendukung, saringan=saringan, sebanyak=MAKS_UNDUHAN)
    daftar = data.read_once(list_aksi, saringan=saringan, sebanyak=MAKS_UNDUHAN)
    return [BarisUnduhan(aksi, pendukung.get(aksi.kode, [])) for aksi in daftar]


def draw_kalimat(pilihan: PilihanAksi, jumlah: int, tampilan: TampilanAksi) -> None:
    rinci = f"Urutan: {pilihan.urut.label.lower()}." if jumlah else ""
    if jumlah and not pilihan.ketepatan:
        late, at_risk = (
            angka(count(replace(pilihan.saringan, ketepatan=(kind,))))
            for kind in (Ketepatan.TERLAMBAT, Ketepatan.BERISIKO)
        )
        rinci = f"Di antaranya {late} terlambat dan {at_risk} berisiko terlambat. {rinci}"
    html.show(
        "aksi/kalimat.html",
        kalimat=pilihan.kalimat(jumlah),
        rinci=rinci,
        menyaring=pilihan.menyaring,
        alamat=pilihan.alamat_bersih(tampilan),
    )


def draw_tabel(
    saringan: SaringanAksi, mulai_dari: int, jumlah: int, menyaring: bool, mutakhirkan: Jangkauan
) -> None:
    daftar = list_baris(saringan, mulai_dari, TampilanAksi.TABEL)
    html.show(
        "aksi/tabel.html",
        judul=rentang_baris(mulai_dari, len(daftar), jumlah),
        kosong="Tidak ada rencana aksi yang cocok. Longgarkan atau hapus saringan."
        if menyaring
        else "Belum ada rencana aksi. Rencana aksi ditambahkan dari halaman pokja.",
        daftar=daftar,
        hari=data.today(),
        pokja=saringan.pokja_id is None,
        kabar=True,
        mutakhirkan=mutakhirkan,
        peluang=map_tinggi([aksi.kode for aksi in daftar]),
    )


def make_linimasa(saringan: SaringanAksi, mulai_dari: int) -> Bagan | None:
    frame = frame_linimasa(list_baris(saringan, mulai_dari, TampilanAksi.LINIMASA))
    return None if frame.empty else partial(chart_linimasa, frame, data.today())


def draw_tanpa_tanggal(saringan: SaringanAksi, mulai_dari: int) -> None:
    daftar = list_baris(saringan, mulai_dari, TampilanAksi.LINIMASA)
    if kurang := [aksi for aksi in daftar if not (aksi.mulai and aksi.tenggat)]:
        html.show("aksi/tanpa_tanggal.html", daftar=kurang)


def show_linimasa(saringan: SaringanAksi, mulai_dari: int) -> None:
    daftar = list_baris(saringan, mulai_dari, TampilanAksi.LINIMASA)
    late = sum(aksi.ketepatan == Ketepatan.TERLAMBAT for aksi in daftar)
    show_chart(
        "linimasa-rencana-aksi",
        "Linimasa",
        "Setiap batang terentang dari mulai sampai tenggat dan terisi sebanyak progresnya; "
        f"{angka(late)} dari {angka(len(daftar))} rencana aksi di halaman ini terlambat, "
        "ditandai garis putus-putus sampai hari ini.",
        make_linimasa,
        saringan=saringan,
        mulai_dari=mulai_dari,
    )
    data.draw(draw_tanpa_tanggal, saringan=saringan, mulai_dari=mulai_dari)


st.title("Rencana aksi")
pilihan = choose_aksi()
saringan = pilihan.saringan
jumlah = count(saringan)

left, right = st.columns([5, 1], vertical_alignment="center")
with right:
    tampilan = filters.select_choice(
        "Tampilan", TampilanAksi, key="tampilan", default=TampilanAksi.TABEL, show_label=False
    )
with left:
    data.draw(draw_kalimat, pilihan=pilihan, jumlah=jumlah, tampilan=tampilan)

isi = st.container()
batas = f" · {angka(MAKS_UNDUHAN)} baris pertama" if jumlah > MAKS_UNDUHAN else ""
with st.container(horizontal=True, vertical_alignment="center"):
    halaman = filters.select_halaman(jumlah, PER_HALAMAN[tampilan], of=(saringan, tampilan))
    download_table(
        "rencana-aksi",
        "Rencana aksi",
        KOLOM_AKSI,
        lambda: list_unduhan(saringan),
        saringan=pilihan.kalimat(jumlah) + batas,
    )

mulai_dari = (halaman - 1) * PER_HALAMAN[tampilan]
with isi:
    if tampilan == TampilanAksi.LINIMASA and jumlah:
        show_linimasa(saringan, mulai_dari)
    else:
        data.draw(
            draw_tabel,
            saringan=saringan,
            mulai_dari=mulai_dari,
            jumlah=jumlah,
            menyaring=pilihan.menyaring,
            mutakhirkan=jangkauan(pelaku, Hak.MUTAKHIRKAN),
        )
