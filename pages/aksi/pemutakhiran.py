"""Pemutakhiran: choose a rencana aksi, say how far it is, save."""

import streamlit as st

from model.choices import Ketepatan, StatusAksi
from model.commands.aksi import update_status
from model.isian import IsianPemutakhiran
from model.permissions import Hak, Pelaku, may
from model.queries.aksi import SaringanAksi, count_aksi, list_aksi
from model.queries.objek import Objek, get_objek
from model.queries.rincian import get_rincian_aksi
from model.verifikasi import TERKUNCI, is_locked
from pages.shared import data, filters, forms, html
from pages.shared.akses import require_pelaku
from pages.shared.pulang import comes_back, go_back
from pages.shared.tautan import PEMUTAKHIRAN

BANYAK = 30

OPEN = (StatusAksi.BELUM_MULAI, StatusAksi.BERJALAN, StatusAksi.TERKENDALA)


def draw_pilihan(saringan: SaringanAksi) -> None:
    html.show(
        "aksi/pilih.html",
        daftar=data.read_today(list_aksi, saringan=saringan, sebanyak=BANYAK),
        jumlah=data.read_today(count_aksi, saringan=saringan),
        hari=data.today(),
    )


def choose() -> None:
    left, middle, right = st.columns([3, 2, 3])
    with left:
        pokja = filters.select_pokja()
    with middle:
        pd = filters.select_perangkat_daerah()
    with right:
        cari = filters.input_search()
    saringan = SaringanAksi(
        pokja_id=pokja.id if pokja else None,
        pd_id=pd.id if pd else None,
        status=OPEN,
        ketepatan=(
            Ketepatan.TERLAMBAT, Ketepatan.BERISIKO, Ketepatan.TEPAT, Ketepatan.TANPA_TENGGAT,
        ),
        cari=cari,
    )  # fmt: skip
    data.draw(draw_pilihan, saringan=saringan)


def draw_sekarang(kode: str) -> None:
    isi = data.read_today(get_rincian_aksi, kode=kode)
    html.show("aksi/sekarang.html", isi=isi, hari=data.today())


def draw_sebelumnya(kode: str) -> None:
    isi = data.read_today(get_rincian_aksi, kode=kode)
    html.show("aksi/pemutakhiran.html", isi=isi, unduh=True)


def draw_kembali() -> None:
    if not comes_back():
        html.show("kembali.html", alamat=PEMUTAKHIRAN, kata="Pilih rencana aksi lain")


def update(objek: Objek, pelaku: Pelaku) -> None:
    data.draw(draw_sekarang, kode=objek.kode)
    done = forms.edit_form(
        f"mutakhir.{objek.kode}",
        IsianPemutakhiran,
        pelaku=pelaku,
        command=update_status,
        values=objek.nilai | {"catatan": ""},
        options={},
        versi=objek.versi,
        button="Simpan pemutakhiran",
        message=f"Pemutakhiran {objek.kode} tersimpan.",
        bukti=True,
        row_id=objek.id,
    )
    if done:
        go_back()
        st.rerun()
    html.show("aksi/operator.html", nama=pelaku.nama)
    data.draw(draw_sebelumnya, kode=objek.kode)


pelaku = require_pelaku(Hak.MUTAKHIRKAN)
kode = st.query_params.get("kode", "")[:40]
objek = data.read(get_objek, kode=kode, huruf="A") if kode else None
if objek is None:
    st.title("Pemutakhiran")
    if kode:
        html.show("aksi/tidak_dikenal.html", kode=kode)
    html.show("aksi/operator.html", nama=pelaku.nama)
    choose()
elif objek.ditarik_pada is not None:
    html.show("aksi/ditarik.html", objek=objek)
elif not may(pelaku, Hak.MUTAKHIRKAN, pokja_id=objek.pokja_id, pd_id=objek.nilai["pd_id"]):
    html.show("kosong.html", kalimat="Rencana aksi ini milik pihak lain; Anda hanya membacanya.")
    data.draw(draw_sekarang, kode=objek.kode)
elif is_locked(objek.nilai["verifikasi"]):
    draw_kembali()
    html.show("kosong.html", kalimat=TERKUNCI)
    data.draw(draw_sekarang, kode=objek.kode)
else:
    draw_kembali()
    update(objek, pelaku)
