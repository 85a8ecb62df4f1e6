"""Verifikasi: the claims that wait, one of them beside its bukti, and what was decided."""

import streamlit as st

from model.choices import Choice
from model.permissions import Hak, Pelaku
from model.queries.objek import Objek, get_objek
from model.queries.rincian import get_rincian_aksi
from model.queries.verifikasi import (
    SaringanVerifikasi,
    count_klaim,
    count_putusan,
    list_klaim,
    list_putusan,
    map_penyusun,
)
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.bukti import draw_bukti
from pages.shared.putusan import show_putusan
from pages.shared.saringan_verifikasi import PilihanVerifikasi, choose_verifikasi, read_verifikasi

PER_HALAMAN = 50


class Bagian(Choice):
    """The two halves of the page."""

    MENUNGGU = "menunggu", "Menunggu"
    DIPUTUSKAN = "diputuskan", "Sudah diputuskan"


def draw_antrean(pilihan: PilihanVerifikasi, mulai_dari: int, jejak: str) -> None:
    saringan = pilihan.saringan
    daftar = data.read(list_klaim, saringan=saringan, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN)
    penyusun = data.read(map_penyusun, aksi_ids=tuple(klaim.id for klaim in daftar))
    html.show(
        "aksi/antrean.html",
        daftar=daftar,
        milik={klaim.id for klaim in daftar if jejak in penyusun.get(klaim.id, ())},
        hari=data.today(),
        alamat=pilihan.alamat,
        menyaring=pilihan.menyaring,
    )


def draw_putusan(saringan: SaringanVerifikasi, mulai_dari: int) -> None:
    daftar = data.read(list_putusan, saringan=saringan, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN)
    html.show("aksi/putusan.html", daftar=daftar)


def draw_kalimat(pilihan: PilihanVerifikasi, jumlah: int, bagian: Bagian) -> None:
    menunggu = bagian == Bagian.MENUNGGU
    html.show(
        "aksi/kalimat_verifikasi.html",
        kalimat=pilihan.kalimat(jumlah, "menunggu verifikasi" if menunggu else "putusan"),
        urutan="yang paling lama menunggu lebih dahulu"
        if menunggu
        else "yang terbaru lebih dahulu",
        menyaring=pilihan.menyaring,
        bagian=None if menunggu else bagian.label,
    )


def show_daftar(pelaku: Pelaku) -> None:
    st.title("Verifikasi")
    pilihan = choose_verifikasi()
    bagian = filters.select_choice(
        "Bagian", Bagian, key="bagian", default=Bagian.MENUNGGU, show_label=False
    )
    menunggu = bagian == Bagian.MENUNGGU
    jumlah = data.read(count_klaim if menunggu else count_putusan, saringan=pilihan.saringan)
    data.draw(draw_kalimat, pilihan=pilihan, jumlah=jumlah, bagian=bagian)
    isi = st.container()
    halaman = filters.select_halaman(jumlah, PER_HALAMAN, of=(pilihan, bagian))
    mulai_dari = (halaman - 1) * PER_HALAMAN
    with isi:
        if menunggu:
            data.draw(draw_antrean, pilihan=pilihan, mulai_dari=mulai_dari, jejak=pelaku.jejak)
        else:
            data.draw(draw_putusan, saringan=pilihan.saringan, mulai_dari=mulai_dari)


def draw_kepala(kode: str, pilihan: PilihanVerifikasi) -> None:
    isi = data.read_today(get_rincian_aksi, kode=kode)
    sisa = data.read(count_klaim, saringan=pilihan.saringan)
    html.show(
        "aksi/klaim_kepala.html", isi=isi, hari=data.today(), sisa=sisa, alamat=pilihan.alamat
    )


def draw_klaim(kode: str) -> None:
    html.show("aksi/klaim.html", isi=data.read_today(get_rincian_aksi, kode=kode))


def draw_sejarah(kode: str) -> None:
    isi = data.read_today(get_rincian_aksi, kode=kode)
    html.show("aksi/verifikasi.html", daftar=isi.verifikasi)
    html.show("aksi/pemutakhiran.html", isi=isi, unduh=True)


def show_klaim(objek: Objek, pelaku: Pelaku) -> None:
    pilihan = read_verifikasi()
    data.draw(draw_kepala, kode=objek.kode, pilihan=pilihan)
    janji, bukti = st.columns(2, gap="medium")
    with janji:
        data.draw(draw_klaim, kode=objek.kode)
    with bukti:
        data.draw(draw_bukti, aksi_id=objek.id, unduh=True)
        show_putusan(objek, pelaku, pilihan)
    data.draw(draw_sejarah, kode=objek.kode)


pelaku = require_pelaku(Hak.VERIFIKASI)
kode = st.query_params.get("kode", "")[:40]
objek = data.read(get_objek, kode=kode, huruf="A") if kode else None
if kode and objek is None:
    html.show("aksi/tidak_dikenal.html", kode=kode)
if objek is None:
    show_daftar(pelaku)
else:
    show_klaim(objek, pelaku)
