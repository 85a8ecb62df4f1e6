"""What a rakor leaves behind: notulen, daftar hadir, daftar keputusan."""

import streamlit as st

from model.choices import KeadaanRakor
from model.clock import now
from model.format import rentang_tanggal
from model.notulen import Notulen, read_notulen
from model.permissions import Hak
from model.queries.rakor import RakorSingkat
from pages.exports.notulen import KOLOM_HADIR, KOLOM_KEPUTUSAN_RAKOR, rows_hadir, to_markdown
from pages.rakor.pilih import choose_rakor
from pages.shared import data, html
from pages.shared.akses import require_pelaku
from pages.shared.tautan import NOTULEN
from pages.shared.unduh import download_markdown, download_table

pelaku = require_pelaku(Hak.BACA)


def read(rakor_id: int) -> Notulen:
    notulen = read_notulen(rakor_id)
    if notulen is None:
        raise LookupError(f"rakor {rakor_id} has no notulen")
    return notulen


def draw(
    rakor_id: int,
    pada: str,  # noqa: ARG001  a running clock changes no data: the minute keeps it fresh
) -> None:
    notulen = read(rakor_id)
    html.show("rakor/notulen.html", n=notulen)
    html.show("rakor/notulen_keputusan.html", n=notulen)
    html.show("rakor/notulen_angka.html", n=notulen)
    html.show("rakor/notulen_sisa.html", n=notulen, hari=notulen.hari)
    html.show("rakor/notulen_hadir.html", n=notulen)


def show_unduhan(rakor: RakorSingkat) -> None:
    about = f"{rakor.tema} · {rentang_tanggal(rakor.mulai, rakor.selesai)}"
    nama = f"rakor-{rakor.mulai:%Y-%m-%d}"
    with st.container(horizontal=True, key="unduh-notulen"):
        download_markdown(
            f"notulen-{nama}",
            "Notulen",
            lambda: to_markdown(read(rakor.id), contoh=data.is_contoh()),
            about,
            "Unduh notulen",
        )
        download_table(
            f"daftar-hadir-{nama}",
            "Daftar hadir",
            KOLOM_HADIR,
            lambda: list(rows_hadir(read(rakor.id).kehadiran)),
            about,
            "Unduh daftar hadir",
        )
        download_table(
            f"daftar-keputusan-{nama}",
            "Daftar keputusan rakor",
            KOLOM_KEPUTUSAN_RAKOR,
            lambda: list(read(rakor.id).penutupan.keputusan),
            about,
            "Unduh daftar keputusan",
        )


st.title("Notulen")
rakor = choose_rakor(NOTULEN, KeadaanRakor.BERLANGSUNG, KeadaanRakor.DITUTUP)
show_unduhan(rakor)
saat = f"{now():%H:%M}" if rakor.keadaan == KeadaanRakor.BERLANGSUNG else ""
data.draw(draw, rakor_id=rakor.id, pada=saat)
