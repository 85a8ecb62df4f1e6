"""What changed between two points in time, with counts that add up."""

import streamlit as st

from model.arus import JenisPerubahan
from model.errors import DomainError
from model.format import rentang_baris
from model.permissions import Hak
from model.perubahan import Neraca, Perubahan, read_perubahan
from model.queries.tutup import list_rakor_beku
from model.titik import KINI, Titik, get_saat
from pages.exports.sejak import KOLOM_NERACA, KOLOM_PERUBAHAN
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.neraca import BAGIAN, TabelNeraca
from pages.shared.saringan_sejak import PilihanSejak, choose_sejak
from pages.shared.unduh import download_table

PER_HALAMAN = 50
SINGKAT = 6  # changes of a kind that are shown before "+n lainnya"
BELUM_ADA = "Belum ada rakor yang ditutup. Pilih tanggal awal untuk melihat perubahan sejak itu."
PILIH = "Pilih tanggalnya untuk melihat apa yang berubah."
TERBALIK = "Titik awal harus lebih dahulu daripada titik akhir. Ubah salah satunya."

require_pelaku(Hak.BACA)


def read(dari: Titik, sampai: Titik) -> Perubahan:
    return data.read(read_perubahan, dari=dari, sampai=sampai)


def refusal_of(pilihan: PilihanSejak) -> str:
    if pilihan.dari is None or pilihan.sampai is None:
        return PILIH if data.read(list_rakor_beku) or pilihan.sampai is None else BELUM_ADA
    first, last = (data.read(get_saat, titik=t) for t in (pilihan.dari, pilihan.sampai))
    if pilihan.sampai != KINI and first and last and first >= last:
        return TERBALIK
    try:
        read(pilihan.dari, pilihan.sampai)
    except DomainError as refusal:
        return str(refusal)
    return ""


def draw_neraca(pilihan: PilihanSejak, dari: Titik, sampai: Titik) -> None:
    perubahan = read(dari, sampai)
    html.show(
        "rakor/sejak_neraca.html",
        tabel=[TabelNeraca.of(perubahan.list_neraca(n, pilihan.pokja_id)) for n in Neraca],
        awal=pilihan.kata_dari,
        akhir=pilihan.kata_sampai,
    )


def draw_kelompok(pilihan: PilihanSejak, dari: Titik, sampai: Titik) -> None:
    kelompok = read(dari, sampai).list_kelompok(pilihan.pokja_id)
    html.show(
        "rakor/sejak_kelompok.html",
        kelompok=kelompok,
        bagian=[(judul, [k for k in kelompok if k.jenis in kinds]) for judul, kinds in BAGIAN],
        singkat=SINGKAT,
        alamat=pilihan.alamat,
        pokja=pilihan.pokja is None,
    )


def draw_jenis(
    pilihan: PilihanSejak, jenis: JenisPerubahan, dari: Titik, sampai: Titik, mulai_dari: int
) -> None:
    butir = read(dari, sampai).list_butir(pilihan.pokja_id, jenis)
    page = butir[mulai_dari : mulai_dari + PER_HALAMAN]
    html.show(
        "rakor/sejak_tabel.html",
        jenis=jenis,
        judul=rentang_baris(mulai_dari, len(page), len(butir)),
        butir=page,
        alamat=pilihan.alamat,
        pokja=pilihan.pokja is None,
    )


def show_unduhan(pilihan: PilihanSejak, perubahan: Perubahan) -> None:
    kalimat = pilihan.kalimat
    if perubahan.aturan_beda:
        kalimat += f" · Gerak risiko dihitung dengan aturan {pilihan.kata_sampai}"
    download_table(
        "perubahan", "Perubahan", KOLOM_PERUBAHAN,
        lambda: list(perubahan.list_butir(pilihan.pokja_id, pilihan.jenis)), kalimat,
    )  # fmt: skip
    if pilihan.jenis is None:
        download_table(
            "neraca", "Neraca perubahan", KOLOM_NERACA,
            lambda: [n for apa in Neraca for n in perubahan.list_neraca(apa, pilihan.pokja_id)],
            kalimat, "Unduh neraca",
        )  # fmt: skip


def show_perubahan(pilihan: PilihanSejak, dari: Titik, sampai: Titik) -> None:
    perubahan = read(dari, sampai)
    html.show(
        "rakor/sejak_kalimat.html",
        kalimat=pilihan.kalimat,
        aturan_beda=perubahan.aturan_beda,
        kata_sampai=pilihan.kata_sampai,
    )
    isi = st.container()
    halaman = 1
    with st.container(horizontal=True, vertical_alignment="center"):
        if pilihan.jenis is not None:
            jumlah = len(perubahan.list_butir(pilihan.pokja_id, pilihan.jenis))
            halaman = filters.select_halaman(jumlah, PER_HALAMAN, of=pilihan)
        show_unduhan(pilihan, perubahan)
    with isi:
        if pilihan.jenis is not None:
            mulai_dari = (halaman - 1) * PER_HALAMAN
            data.draw(
                draw_jenis, pilihan=pilihan, jenis=pilihan.jenis, dari=dari, sampai=sampai,
                mulai_dari=mulai_dari,
            )  # fmt: skip
        else:
            data.draw(draw_neraca, pilihan=pilihan, dari=dari, sampai=sampai)
            data.draw(draw_kelompok, pilihan=pilihan, dari=dari, sampai=sampai)


st.title("Sejak rakor lalu")
pilihan = choose_sejak()
if sebab := refusal_of(pilihan):
    html.show("kosong.html", kalimat=sebab)
elif pilihan.dari is not None and pilihan.sampai is not None:
    show_perubahan(pilihan, pilihan.dari, pilihan.sampai)
