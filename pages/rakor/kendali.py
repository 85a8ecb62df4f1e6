"""The moderator's desk: what the screens show, the clock, keputusan while they are spoken."""

import streamlit as st

from model.choices import KeadaanRakor
from model.permissions import Hak
from model.queries.panduan import get_denyut
from model.queries.rakor import get_rakor, list_rakor
from pages.rakor import kendali_keputusan, kendali_layar
from pages.rakor.meja import read_meja
from pages.shared import data, html
from pages.shared.akses import require_pelaku

pelaku = require_pelaku(Hak.KELOLA_RAKOR)
st.title("Kendali rakor")

rakor_id = data.read_now(get_denyut).rakor_id
rakor = data.read(get_rakor, rakor_id=rakor_id) if rakor_id else None
if rakor is None:
    disiapkan = [r for r in data.read(list_rakor) if r.keadaan == KeadaanRakor.DISIAPKAN]
    html.show(
        "rakor/kendali_kosong.html", berikut=min(disiapkan, key=lambda r: r.mulai, default=None)
    )
    st.stop()

meja = read_meja(pelaku, rakor)
kendali_keputusan.prepare(meja)
html.show("rakor/kendali_kepala.html", rakor=rakor)
layar, catatan = st.columns([11, 9], gap="medium")
with layar:
    kendali_layar.show_layar(meja)
    kendali_layar.show_waktu(meja)
    kendali_layar.show_lompat(meja)
    kendali_layar.show_cara(meja)
with catatan:
    kendali_keputusan.show_formulir(meja)
    kendali_keputusan.show_daftar(meja)
st.subheader("Agenda")
kendali_layar.show_agenda(meja)
