"""One rakor: when and where, its agenda by the clock, who is invited, who is there."""

import streamlit as st

from model.choices import BagianRakor, KeadaanRakor
from model.commands.rakor import open_rakor, update_rakor
from model.isian_rakor import IsianRakor
from model.permissions import Hak, may_somewhere
from model.queries.rakor import RakorSingkat, get_rakor
from model.queries.riwayat_rakor import list_riwayat_rakor
from pages.rakor.daftar_hadir import show_kehadiran
from pages.rakor.susunan import show_susunan
from pages.rakor.undangan import show_undangan
from pages.shared import data, filters, forms, html
from pages.shared.akses import require_pelaku, seen_versi
from pages.shared.akun import act

pelaku = require_pelaku(Hak.BACA)


def find() -> RakorSingkat:
    rakor_id = filters.param_int("rakor", "Rakor", 1, 2**31 - 1)
    rakor = data.read(get_rakor, rakor_id=rakor_id) if rakor_id else None
    if rakor is None:
        st.title("Rincian rakor")
        html.show("rakor/tidak_ada.html")
        st.stop()
    return rakor


def draw_kepala(rakor: RakorSingkat, kelola: bool, mengunduh: bool) -> None:
    html.show(
        "rakor/kepala_rakor.html",
        r=rakor,
        kelola=kelola,
        mengunduh=mengunduh,
        hari=data.today(),
    )


def draw_riwayat(rakor_id: int) -> None:
    html.show("rincian/riwayat.html", daftar=data.read(list_riwayat_rakor, rakor_id=rakor_id))


def change(rakor: RakorSingkat) -> None:
    st.title("Ubah rakor")
    html.show("rakor/ubah.html", r=rakor)
    done = forms.edit_form(
        f"rakor.{rakor.id}",
        IsianRakor,
        pelaku=pelaku,
        command=update_rakor,
        values={nama: getattr(rakor, nama) for nama in IsianRakor.model_fields},
        options={},
        versi=rakor.versi,
        row_id=rakor.id,
    )
    html.show("rakor/kembali.html", r=rakor)
    if done:
        st.query_params.from_dict({"rakor": str(rakor.id)})
        st.rerun()


def offer_opening(rakor: RakorSingkat) -> None:
    versi = seen_versi(f"rakor.{rakor.id}", rakor.versi)
    with st.popover("Buka rakor", icon=":material/play_arrow:"):
        html.show("rakor/membuka.html")
        if st.button("Buka rakor sekarang", key=f"rakor.{rakor.id}.buka", type="primary"):
            message = "Rakor dibuka. Pandu layarnya dari halaman Kendali Rakor."
            act(open_rakor, message, pelaku=pelaku, row_id=rakor.id, versi=versi)


rakor = find()
kelola = may_somewhere(pelaku, Hak.KELOLA_RAKOR)
boleh = kelola and rakor.keadaan != KeadaanRakor.DITUTUP
if boleh and st.query_params.get("ubah"):
    change(rakor)
    st.stop()
data.draw(draw_kepala, rakor=rakor, kelola=kelola, mengunduh=may_somewhere(pelaku, Hak.UNDUH))
if kelola and rakor.keadaan == KeadaanRakor.DISIAPKAN:
    offer_opening(rakor)
bagian = filters.select_choice(
    "Bagian", BagianRakor, key="bagian", default=BagianRakor.AGENDA, show_label=False
)
if bagian == BagianRakor.AGENDA:
    show_susunan(rakor, pelaku, boleh=boleh)
elif bagian == BagianRakor.UNDANGAN:
    show_undangan(rakor, pelaku, boleh=boleh)
else:
    show_kehadiran(rakor, pelaku, boleh=boleh)
data.draw(draw_riwayat, rakor_id=rakor.id)
