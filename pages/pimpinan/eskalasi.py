"""Minta keputusan: a pokja puts one object before pimpinan, or closes what was asked."""

import streamlit as st

from model.commands.eskalasi import answer_eskalasi, create_eskalasi, take_back_eskalasi
from model.isian_eskalasi import IsianEskalasi, IsianHasil, IsianTarikKembali
from model.permissions import Hak, Pelaku, may
from model.queries.eskalasi import (
    OBJEK,
    KeputusanTentang,
    Permintaan,
    PermintaanObjek,
    get_permintaan,
)
from model.queries.objek import Objek, get_objek, huruf_of
from pages.shared import data, forms, html
from pages.shared.akses import require_pelaku
from pages.shared.jenis import JENIS
from pages.shared.tautan import rincian

TANPA_KODE = "Buka sebuah permasalahan, risiko, atau rencana aksi, lalu pilih Minta keputusan."
LAIN = "Keputusan pimpinan dapat diminta tentang permasalahan, risiko, atau rencana aksi."
PAGES = {
    "P": "pages/masalah/rincian_permasalahan.py",
    "R": "pages/risiko/rincian_risiko.py",
    "A": "pages/aksi/rincian_aksi.py",
}
DITARIK = "Data ini sudah ditarik, jadi tidak dapat dimintakan keputusan. Pulihkan dahulu."
MILIK_LAIN = "Data ini milik pokja lain. Anda hanya dapat meminta keputusan bagi pokja sendiri."

pelaku = require_pelaku(Hak.ESKALASI)


def draw_kepala(objek: Objek) -> None:
    html.show("pimpinan/kepala_permintaan.html", objek=objek, nama=JENIS[objek.huruf].nama)


def draw_permintaan(isi: PermintaanObjek) -> None:
    html.show("pimpinan/permintaan.html", isi=isi, formulir="", hari=data.today(), pulang={})


def ask(objek: Objek, pelaku: Pelaku) -> bool:
    return bool(
        forms.edit_form(
            f"minta.{objek.kode}",
            IsianEskalasi,
            pelaku=pelaku,
            command=create_eskalasi,
            values={},
            options={},
            button="Minta keputusan",
            message=f"{objek.kode} kini ada di halaman pimpinan.",
            huruf=objek.huruf,
            row_id=objek.id,
        )
    )


def close(minta: Permintaan, k: KeputusanTentang | None, objek: Objek, pelaku: Pelaku) -> bool:
    decides = may(pelaku, Hak.PUTUSKAN, pokja_id=objek.pokja_id)
    hasil = f"Diputuskan dalam {k.kode}: {k.judul}" if k and decides else ""
    return bool(
        forms.edit_form(
            f"tutup.{minta.id}",
            IsianHasil if decides else IsianTarikKembali,
            pelaku=pelaku,
            command=answer_eskalasi if decides else take_back_eskalasi,
            values={"hasil": hasil},
            options={},
            versi=minta.versi,
            button="Catat hasil dan tutup" if decides else "Tarik kembali",
            message=f"Permintaan tentang {objek.kode} ditutup.",
            row_id=minta.id,
        )
    )


def read_permintaan(objek: Objek) -> PermintaanObjek:
    return data.read(get_permintaan, huruf=objek.huruf, baris_id=objek.id, kode=objek.kode)


def show_judul(objek: Objek | None, pelaku: Pelaku) -> None:
    """Say what the form does, as far as there is one."""
    if (
        objek is None
        or objek.huruf not in OBJEK
        or objek.ditarik_pada is not None
        or not may(pelaku, Hak.ESKALASI, pokja_id=objek.pokja_id)
        or read_permintaan(objek).terbuka is None
    ):
        st.title("Minta keputusan pimpinan")
    elif may(pelaku, Hak.PUTUSKAN, pokja_id=objek.pokja_id):
        st.title("Catat hasil keputusan")
    else:
        st.title("Tarik kembali permintaan keputusan")


def show_formulir(objek: Objek, pelaku: Pelaku) -> None:
    isi = read_permintaan(objek)
    data.draw(draw_permintaan, isi=isi)
    if isi.terbuka is None:
        html.show("pimpinan/apa_yang_terjadi.html")
    minta, k = isi.terbuka, isi.keputusan
    done = close(minta, k, objek, pelaku) if minta else ask(objek, pelaku)
    html.show("rincian/batal.html", alamat=rincian(objek.kode))
    if done:
        st.switch_page(PAGES[objek.huruf], query_params={"kode": objek.kode})


kode = st.query_params.get("kode", "")[:40]
objek = data.read(get_objek, kode=kode) if kode else None
show_judul(objek, pelaku)
if not kode:
    html.show("kosong.html", kalimat=TANPA_KODE)
elif objek is None:
    html.show("rincian/tidak_ada.html", nama="data", kode=kode, kini=True)
else:
    data.draw(draw_kepala, objek=objek)
    if huruf_of(kode) not in OBJEK:
        html.show("kosong.html", kalimat=LAIN)
    elif not may(pelaku, Hak.ESKALASI, pokja_id=objek.pokja_id):
        html.show("kosong.html", kalimat=MILIK_LAIN)
    elif objek.ditarik_pada is not None:
        html.show("kosong.html", kalimat=DITARIK)
    else:
        show_formulir(objek, pelaku)
