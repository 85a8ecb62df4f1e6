"""Halaman pimpinan: what needs a decision, four numbers, what comes next, map, risiko, pokja."""

import streamlit as st

from pages.pimpinan import bagian
from pages.shared import data, filters, html
from pages.shared.akses import require_pelaku
from pages.shared.chart import show_chart
from pages.shared.pulang import pulang_ke
from pages.shared.tautan import PIMPINAN

BAGIAN = (
    ("putusan", "Yang perlu keputusan"),
    ("angka", "Empat angka"),
    ("ke-depan", "Yang mungkin terlewat"),
    ("peta", "Peta risiko"),
    ("tertinggi", "Risiko tertinggi"),
    ("tren", "Kecenderungan"),
    ("pokja", "Pokja"),
)

require_pelaku()


def draw_langsung_ke() -> None:
    html.show("pimpinan/langsung_ke.html", bagian=BAGIAN)


left, right = st.columns([3, 1], vertical_alignment="bottom")
with left:
    st.title("Halaman pimpinan")
with right:
    filters.place_notices()
    pokja = filters.select_pokja()
data.draw(draw_langsung_ke)
pulang = pulang_ke(PIMPINAN, pokja=pokja.nama if pokja else None)

for draw in (bagian.draw_putusan, bagian.draw_angka):
    data.draw(draw, pokja=pokja, pulang=pulang)
ke_depan = st.container()
for draw in (bagian.draw_peta, bagian.draw_tertinggi):
    data.draw(draw, pokja=pokja, pulang=pulang)
with st.container(key="tren"):
    html.show("pimpinan/jangkar.html", id="tren")
    show_chart(
        "tren-risiko-prioritas",
        "Kecenderungan risiko prioritas",
        "Banyaknya risiko prioritas pada akhir setiap bulan dan hari ini, menurut aturan yang "
        "berlaku hari itu.",
        bagian.make_tren,
        pokja_id=bagian.id_of(pokja),
    )
    data.draw(bagian.draw_tren, pokja=pokja, pulang=pulang)
data.draw(bagian.draw_pokja, pokja=pokja, pulang=pulang)
# Worked out last: nothing else on the page waits for it.
with ke_depan:
    data.draw(bagian.draw_ke_depan, pokja=pokja, pulang=pulang)
