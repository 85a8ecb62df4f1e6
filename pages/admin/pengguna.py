"""Pengguna: who has an account, what they may do, and what to do when they come, forget or go."""

import streamlit as st

from model.choices import Peran
from model.commands.pengguna import create_pengguna, update_pengguna
from model.format import rentang_baris
from model.isian_pengguna import IsianPengguna
from model.permissions import Hak, Pelaku
from model.queries.acuan import list_perangkat_daerah, list_pokja
from model.queries.pengguna import (
    AkunRinci,
    KeadaanAkun,
    SaringanPengguna,
    count_pengguna,
    get_pengguna,
    list_pengguna,
    map_keadaan,
)
from pages.admin.satu_pengguna import show_pengguna
from pages.shared import data, filters, forms, html
from pages.shared.akses import require_pelaku
from pages.shared.tautan import PENGGUNA, url

PER_HALAMAN = 50
ORANG = [peran for peran in Peran if peran not in (Peran.LAYAR, Peran.PROGRAM)]

pelaku = require_pelaku(Hak.KELOLA_PENGGUNA)


def options() -> forms.Options:
    return {"pokja_id": data.read(list_pokja), "pd_id": data.read(list_perangkat_daerah)}


def choose() -> SaringanPengguna:
    with st.container(key="saringan-pengguna"):
        filters.place_notices()
        search, role, pokja_box, pd_box, state = st.columns([4, 3, 3, 3, 3], gap="small")
        with search:
            cari = filters.input_search(petunjuk="nama, jabatan, atau surel")
        with role:
            peran = filters.select_one("Peran", ORANG, key="peran", label_of=lambda p: p.label)
        with pokja_box:
            pokja = filters.select_pokja()
        with pd_box:
            pd = filters.select_perangkat_daerah()
        with state:
            keadaan = filters.select_one(
                "Keadaan", list(KeadaanAkun), key="keadaan", label_of=lambda k: k.label
            )
    return SaringanPengguna(
        peran, pokja.id if pokja else None, pd.id if pd else None, keadaan, cari
    )


def show_daftar() -> None:
    st.title("Pengguna")
    keadaan = data.read_now(map_keadaan)
    html.show(
        "admin/kepala_pengguna.html",
        jumlah=sum(keadaan.values()),
        keadaan=keadaan,
        contoh=data.is_contoh(),
    )
    saringan = choose()
    jumlah = data.read_now(count_pengguna, saringan=saringan)
    isi = st.container()
    halaman = filters.select_halaman(jumlah, PER_HALAMAN, of=saringan)
    mulai_dari = (halaman - 1) * PER_HALAMAN
    daftar = data.read_now(
        list_pengguna, saringan=saringan, mulai_dari=mulai_dari, sebanyak=PER_HALAMAN
    )
    with isi:
        html.show(
            "admin/tabel_pengguna.html",
            judul=rentang_baris(mulai_dari, len(daftar), jumlah),
            daftar=daftar,
            menyaring=saringan != SaringanPengguna(),
        )


def add() -> None:
    st.title("Tambah pengguna")
    place = st.empty()
    with place.container():
        akun = forms.edit_form(
            "pengguna.baru",
            IsianPengguna,
            pelaku=pelaku,
            command=create_pengguna,
            values={},
            options=options(),
            button="Buat akun",
            message="",
        )
        html.show("admin/kembali.html", alamat=PENGGUNA)
    if akun:
        place.empty()
        more = [
            ("Tambah pengguna lain", url(PENGGUNA, baru=1)),
            ("Lihat akunnya", url(PENGGUNA, akun=akun.pengguna_id)),
        ]
        html.show("akun/sandi_sekali.html", akun=akun, lanjut=more)


def change(akun: AkunRinci, pelaku: Pelaku) -> None:
    st.title("Ubah akun")
    done = forms.edit_form(
        f"pengguna.{akun.baris.id}",
        IsianPengguna,
        pelaku=pelaku,
        command=update_pengguna,
        values=akun.nilai,
        options=options(),
        versi=akun.versi,
        row_id=akun.baris.id,
    )
    html.show("admin/kembali.html", alamat=url(PENGGUNA, akun=akun.baris.id))
    if done:
        st.query_params.from_dict({"akun": str(akun.baris.id)})
        st.rerun()


if st.query_params.get("baru"):
    add()
elif "akun" in st.query_params:
    pengguna_id = filters.param_int("akun", "Akun", 1, 2**31 - 1)
    akun = data.read_now(get_pengguna, pengguna_id=pengguna_id) if pengguna_id else None
    if akun is None:
        st.title("Pengguna")
        html.show("admin/tidak_ada.html")
    elif st.query_params.get("ubah") and akun.baris.keadaan != KeadaanAkun.DIANONIMKAN:
        change(akun, pelaku)
    else:
        show_pengguna(akun, pelaku)
else:
    show_daftar()
