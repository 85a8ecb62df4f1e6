"""Rencana aksi: the tracker, as a table or a timeline; its address holds every filter."""

from dataclasses import replace
from typing import Any

import streamlit as st

from model.choices import Choice, Ketepatan
from model.format import angka
from model.queries.aksi import SaringanAksi, UrutAksi, count_aksi, list_aksi, map_pendukung
from pages.charts.aksi import chart_linimasa, frame_linimasa
from pages.exports.aksi import KOLOM_AKSI, BarisUnduhan
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.chart import show_chart
from pages.shared.saringan_aksi import PilihanAksi, choose_aksi
from pages.shared.unduh import download_table


class Tampilan(Choice):
    TABEL = "tabel", "Tabel"
    LINIMASA = "linimasa", "Linimasa"


PER_HALAMAN = {Tampilan.TABEL: 50, Tampilan.LINIMASA: 40}

require_pelaku()


def count(saringan: SaringanAksi) -> int:
    # The order does not change a count, and must not make another entry in the cache.
    return data.read_today(count_aksi, saringan=replace(saringan, urut=UrutAksi.TENGGAT))


def draw_kalimat(pilihan: PilihanAksi, jumlah: int, tampilan: str | None) -> None:
    urut = f"Urutan: {pilihan.urut.label.lower()}."
    rinci = urut if jumlah else ""
    if jumlah and not pilihan.ketepatan:
        late, at_risk = (
            angka(count(replace(pilihan.saringan, ketepatan=(kind,))))
            for kind in (Ketepatan.TERLAMBAT, Ketepatan.BERISIKO)
        )
        rinci = f"Di antaranya {late} terlambat dan {at_risk} berisiko terlambat. {urut}"
    html.show(
        "aksi/kalimat.html",
        kalimat=pilihan.kalimat(jumlah),
        rinci=rinci,
        menyaring=pilihan.menyaring,
        alamat={
            "urut": pilihan.urut.label if pilihan.urut != UrutAksi.TENGGAT else None,
            "tampilan": tampilan,
        },
    )


def draw_tabel(saringan: SaringanAksi, jumlah: int, mulai_dari: int, menyaring: bool) -> None:
    sebanyak = PER_HALAMAN[Tampilan.TABEL]
    daftar = data.read_today(list_aksi, saringan=saringan, mulai_dari=mulai_dari, sebanyak=sebanyak)
    html.show(
        "aksi/tabel.html",
        judul=f"Baris {angka(mulai_dari + 1)} sampai {angka(mulai_dari + len(daftar))} "
        f"dari {angka(jumlah)}",
        kosong="Tidak ada rencana aksi yang cocok. Longgarkan atau hapus saringan."
        if menyaring
        else "Belum ada rencana aksi. Rencana aksi ditambahkan dari halaman pokja.",
        daftar=daftar,
        hari=data.today(),
        pokja=saringan.pokja_id is None,
        kabar=True,
        mutakhirkan=True,
    )


def list_linimasa(saringan: SaringanAksi, mulai_dari: int) -> Any:
    sebanyak = PER_HALAMAN[Tampilan.LINIMASA]
    return data.read_today(list_aksi, saringan=saringan, mulai_dari=mulai_dari, sebanyak=sebanyak)


def make_linimasa(saringan: SaringanAksi, mulai_dari: int) -> Any:
    frame = frame_linimasa(list_linimasa(saringan, mulai_dari))
    return None if frame.empty else chart_linimasa(frame, data.today())


def draw_tanpa_tanggal(saringan: SaringanAksi, mulai_dari: int) -> None:
    daftar = [a for a in list_linimasa(saringan, mulai_dari) if not (a.mulai and a.tenggat)]
    if daftar:
        html.show("aksi/tanpa_tanggal.html", daftar=daftar)


def show_linimasa(saringan: SaringanAksi, mulai_dari: int) -> None:
    daftar = list_linimasa(saringan, mulai_dari)
    late = sum(a.ketepatan == Ketepatan.TERLAMBAT for a in daftar)
    show_chart(
        "linimasa-rencana-aksi",
        "Linimasa",
        "Setiap batang terentang dari tanggal mulai sampai tenggat dan terisi sebanyak progresnya; "
        f"dari {angka(len(daftar))} rencana aksi di sini, {angka(late)} terlambat.",
        make_linimasa,
        saringan=saringan,
        mulai_dari=mulai_dari,
    )
    data.draw(draw_tanpa_tanggal, saringan=saringan, mulai_dari=mulai_dari)


def list_unduhan(saringan: SaringanAksi) -> list[BarisUnduhan]:
    pendukung = data.read_once(map_pendukung, saringan=saringan)
    daftar = data.read_once(list_aksi, saringan=saringan)
    return [BarisUnduhan(aksi, pendukung.get(aksi.kode, [])) for aksi in daftar]


st.title("Rencana aksi")
pilihan = choose_aksi()
jumlah = count(pilihan.saringan)
left, right = st.columns([5, 1], vertical_alignment="center")
with right:
    tampilan = filters.select_choice(
        "Tampilan", Tampilan, key="tampilan", default=Tampilan.TABEL, show_label=False
    )
with left:
    data.draw(
        draw_kalimat,
        pilihan=pilihan,
        jumlah=jumlah,
        tampilan=tampilan.label if tampilan != Tampilan.TABEL else None,
    )

isi = st.container()
per_halaman = PER_HALAMAN[tampilan]
halaman = filters.select_halaman(max(1, -(-jumlah // per_halaman)), of=(pilihan.saringan, tampilan))
mulai_dari = (halaman - 1) * per_halaman
with isi:
    if tampilan == Tampilan.LINIMASA and jumlah:
        show_linimasa(pilihan.saringan, mulai_dari)
    else:
        data.draw(
            draw_tabel,
            saringan=pilihan.saringan,
            jumlah=jumlah,
            mulai_dari=mulai_dari,
            menyaring=pilihan.menyaring,
        )

download_table(
    "rencana-aksi",
    "Rencana aksi",
    KOLOM_AKSI,
    lambda: list_unduhan(pilihan.saringan),
    saringan=pilihan.kalimat(jumlah),
)
