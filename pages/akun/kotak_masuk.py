"""The messages of the person at the screen, the unread first."""

import streamlit as st

from model.choices import JenisPesan
from model.commands.pesan import read_pesan
from model.permissions import Hak
from model.queries.pesan import BarisPesan, count_pesan, count_unread, list_pesan
from pages.shared import data, filters, forms, html
from pages.shared.akses import require_pelaku, toast_next_run

PER_HALAMAN = 25
IKON = {
    JenisPesan.DIKEMBALIKAN: "undo",
    JenisPesan.DITERIMA: "verified",
    JenisPesan.DIAJUKAN: "fact_check",
    JenisPesan.SEBUTAN: "alternate_email",
    JenisPesan.KOMENTAR: "chat",
    JenisPesan.KEPUTUSAN: "gavel",
    JenisPesan.TENGGAT: "event",
    JenisPesan.TERLAMBAT: "event_busy",
    JenisPesan.DIMINTA: "pending_actions",
    JenisPesan.DIJAWAB: "task_alt",
}

pelaku = require_pelaku(Hak.UNDUH)
assert pelaku.id is not None  # noqa: S101  whoever is signed in has an account
st.title("Kotak Masuk")


def mark_read(message: str, pesan_id: int | None = None) -> None:
    saved = data.save(read_pesan, pelaku=pelaku, pesan_id=pesan_id)
    if saved.ok:
        toast_next_run(message)
        st.rerun()
    forms.show_refusal(saved.refusal)


def draw_pesan(pesan: BarisPesan) -> None:
    if pesan.dibaca_pada is not None:
        html.show("akun/pesan.html", pesan=pesan, ikon=IKON[pesan.jenis])
        return
    left, right = st.columns([7, 1.2], vertical_alignment="center", gap="small")
    with left:
        html.show("akun/pesan.html", pesan=pesan, ikon=IKON[pesan.jenis])
    with right:
        if st.button("Tandai dibaca", key=f"baca.{pesan.id}", icon=":material/done:"):
            mark_read("Pesan ditandai dibaca.", pesan.id)


jumlah = data.read_now(count_pesan, pengguna_id=pelaku.id)
if not jumlah:
    html.show("akun/kotak_kosong.html")
    st.stop()

belum = data.read_now(count_unread, pengguna_id=pelaku.id)
html.show("akun/kotak_kepala.html", jumlah=jumlah, belum=belum)
if belum and st.button("Tandai semua dibaca", key="baca.semua", icon=":material/done_all:"):
    mark_read("Semua pesan ditandai dibaca.")

place = st.container(gap="xsmall")
halaman = filters.select_halaman(jumlah, PER_HALAMAN, of="kotak masuk")
with place:
    for pesan in data.read_now(
        list_pesan,
        pengguna_id=pelaku.id,
        mulai_dari=(halaman - 1) * PER_HALAMAN,
        sebanyak=PER_HALAMAN,
    ):
        draw_pesan(pesan)
