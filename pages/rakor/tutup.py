"""Closing a rakor: what is still open, what blocks it, and the freezing of all rows."""

import streamlit as st

from model.choices import KeadaanRakor
from model.commands.tutup import close_rakor
from model.permissions import Hak, Pelaku
from model.queries.rakor import RakorSingkat
from model.queries.ringkasan import total
from model.queries.tutup import Penutupan, get_penutupan
from pages.rakor.pilih import choose_rakor
from pages.rakor.tindak import show_ubah
from pages.shared import data, forms, html
from pages.shared.akses import require_pelaku, seen_versi, toast_next_run
from pages.shared.tautan import TUTUP_RAKOR

pelaku = require_pelaku(Hak.KELOLA_RAKOR)


def draw_keadaan(rakor: RakorSingkat) -> None:
    penutupan = data.read_today(get_penutupan, rakor_id=rakor.id)
    html.show(
        "rakor/tutup_keadaan.html", rakor=rakor, penutupan=penutupan, forum=total(penutupan.pokja)
    )


def show_penghalang(penutupan: Penutupan, pelaku: Pelaku) -> None:
    html.show("rakor/tutup_penghalang.html", penghalang=penutupan.penghalang)
    for k in penutupan.penghalang:
        with st.container(key=f"penghalang-{k.kode}", gap="xsmall"):
            html.show("rakor/kendali_putusan.html", k=k)
            show_ubah(k, pelaku)


def show_tutup(rakor: RakorSingkat, penutupan: Penutupan, pelaku: Pelaku) -> None:
    html.show("rakor/tutup_akibat.html")
    versi = seen_versi(f"tutup.{rakor.id}", rakor.versi)
    yakin = st.checkbox(
        "Saya sudah memeriksa. Rakor ini ditutup dan datanya dibekukan.",
        key="tutup.yakin",
        disabled=not penutupan.dapat_ditutup,
    )
    if not st.button(
        "Tutup rakor", icon=":material/event_available:", type="primary", key="tutup.kirim",
        disabled=not (yakin and penutupan.dapat_ditutup),
    ):  # fmt: skip
        return
    saved = data.save(close_rakor, pelaku=pelaku, row_id=rakor.id, versi=versi)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    toast_next_run("Rakor ditutup. Ini notulennya.")
    st.switch_page("pages/rakor/notulen.py", query_params={"rakor": str(rakor.id)})


st.title("Tutup rakor")
rakor = choose_rakor(TUTUP_RAKOR, KeadaanRakor.BERLANGSUNG)
penutupan = data.read_today(get_penutupan, rakor_id=rakor.id)
html.show("rakor/tutup_kepala.html", rakor=rakor)
show_penghalang(penutupan, pelaku)
data.draw(draw_keadaan, rakor=rakor)
show_tutup(rakor, penutupan, pelaku)
