"""The widgets of the risk map. All stand in the address."""

import streamlit as st

from model.choices import OpsiPenanganan, Posisi, SumberSebab
from model.pindah import BELUM_TERCATAT, Asal, Gerak
from model.queries.acuan import get_aturan
from model.queries.tutup import list_rakor_beku
from model.rules import SEL, Band
from model.titik import Titik, get_saat
from pages.shared import data, filters, html
from pages.shared.pilih_titik import TANGGAL, choose_titik, follow_address, labels_of
from pages.shared.saringan_risiko import (
    BELUM_ADA,
    TANPA,
    PilihanRisiko,
    TampilanRisiko,
    nama_sel,
)

TIDAK = "Tidak dibandingkan"
HANYA_BANDING = "hanya berlaku bersama pilihan Bandingkan dengan"

Opsi = OpsiPenanganan | str


def _banding_options() -> dict[str, Titik | None]:
    """Return what can be compared with; goes on to its label when a link gave a short name."""
    saat = data.read_live(get_saat, titik=data.titik())
    before = [r for r in data.read_live(list_rakor_beku) if saat is None or r.pada < saat]
    options: dict[str, Titik | None] = {TIDAK: None, **labels_of(before), TANGGAL: None}
    follow_address("pages/risiko/peta.py", banding=options)
    return options


def _choose_opsi() -> tuple[OpsiPenanganan | None, bool]:
    options: list[Opsi] = [*OpsiPenanganan, TANPA]
    chosen = filters.select_one(
        "Opsi penanganan",
        options,
        key="opsi",
        label_of=lambda o: o.label if isinstance(o, OpsiPenanganan) else o,
    )
    return chosen if isinstance(chosen, OpsiPenanganan) else None, chosen == TANPA


def _choose_level(posisi: Posisi) -> Band | None:
    bands = list(reversed(data.read_today(get_aturan).bands))
    label = f"Level {posisi.label.lower()}"
    return filters.select_one(
        label, bands, key=f"level_{posisi.value}", label_of=lambda band: band.nama
    )


def _moved(banding: Titik | None) -> tuple[Gerak | None, Asal | None, str]:
    """Return what a link of the comparison asks for: how it moved, where it came from."""
    places: dict[str, Asal] = {BELUM_ADA: BELUM_TERCATAT}
    places |= {band.nama: band.level for band in data.read_today(get_aturan).bands}
    places |= {nama_sel(*sel): sel for sel in SEL}
    kinds = {kind.label: kind for kind in Gerak}
    if banding is None:
        filters.param_named("gerak", "Gerak", {}, HANYA_BANDING)
        filters.param_named("asal", "Asal", {}, HANYA_BANDING)
        return None, None, ""
    gerak = filters.param_named("gerak", "Gerak", kinds)
    asal = filters.param_named("asal", "Asal", places)
    nama = next((nama for nama, place in places.items() if place == asal), "")
    return gerak, asal, nama


def choose_risiko() -> PilihanRisiko:
    """Draw the filters of the map, the everyday ones in one row, and return what they say."""
    compared_with = _banding_options()
    filters.place_notices()
    row = st.container(
        horizontal=True, vertical_alignment="bottom", gap="small", key="saringan-risiko"
    )
    with row:
        with st.container(width=180):
            tampilan = filters.select_choice(
                "Tampilan", TampilanRisiko, key="tampilan", default=TampilanRisiko.PETA
            )
        with st.container(width=240):
            posisi = filters.select_choice("Posisi", Posisi, key="posisi", default=Posisi.SAAT_INI)
        with st.container(width=180):
            pokja = filters.select_pokja()
        with st.container(width=225):
            banding, kata_banding = choose_titik(
                "Bandingkan dengan", "banding", compared_with,
                day_in=lambda: row.container(width=225),
            )  # fmt: skip
        with st.container(width=150):
            cari = filters.input_search()
        with st.container(width=125, gap=None, key="saringan-lainnya"):
            box = st.popover("Lainnya", icon=":material/tune:", width="stretch")
            number = st.container()
        with box:
            prioritas = filters.select_yes("Hanya prioritas", key="prioritas")
            selera = filters.select_yes("Di atas selera risiko", key="selera")
            kategori = filters.select_kategori()
            pemilik = filters.select_perangkat_daerah("Pemilik risiko")
            sumber = filters.select_one(
                "Sumber sebab", list(SumberSebab), key="sumber", label_of=lambda s: s.label
            )
            opsi, tanpa = _choose_opsi()
            inheren, saat_ini, target = (_choose_level(p) for p in Posisi)
    kemungkinan = filters.param_int("k", "Kemungkinan", 1, 5)
    dampak = filters.param_int("d", "Dampak", 1, 5)
    gerak, asal, nama_asal = _moved(banding)
    pilihan = PilihanRisiko(
        tampilan, posisi, pokja, kategori, pemilik, sumber, opsi, tanpa,
        (inheren, saat_ini, target), prioritas, selera, cari,
        (kemungkinan, dampak) if kemungkinan and dampak else None,
        banding, kata_banding, gerak, asal, nama_asal,
    )  # fmt: skip
    if pilihan.lainnya:
        # Beside the label, not in it: what the widgets behind the button say comes after it.
        with number:
            html.show("risiko/banyak_saringan.html", banyak=pilihan.lainnya)
    return pilihan
