"""One account: what is known about it, and what an admin can do with it."""

import streamlit as st

from model.clock import now
from model.commands.pengguna import anonymise_pengguna, reset_sandi, set_aktif
from model.commands.sesi import end_sesi
from model.permissions import Pelaku
from model.queries.pengguna import AkunRinci, BarisSesi, KeadaanAkun, get_pengguna, list_sesi
from model.queries.riwayat import list_riwayat
from pages.shared import data, forms, html
from pages.shared.akses import recall, remember
from pages.shared.akun import act, download_data_pribadi
from pages.shared.tautan import PENGGUNA, url

KATA = "ANONIMKAN"


def show_pengguna(akun: AkunRinci, pelaku: Pelaku) -> None:
    """Draw an account with its buttons, its open sesi and its riwayat."""
    row_id = akun.baris.id
    place, isi = st.container(), st.container()
    sesi = data.read_now(list_sesi, pengguna_id=row_id, saat=now())
    with st.container(horizontal=True, vertical_alignment="center", key="tombol-akun"):
        if akun.baris.keadaan != KeadaanAkun.DIANONIMKAN:
            _draw_buttons(akun, pelaku, sesi, place)
        download_data_pribadi("Unduh data pribadi", pelaku=pelaku, pengguna_id=row_id)
    # After the buttons: one of them may just have changed what is to be read here.
    newest = data.read_now(get_pengguna, pengguna_id=row_id) or akun
    remember(f"akun.{row_id}.terlihat", newest.versi)
    with isi:
        html.show("admin/pengguna.html", akun=newest)
    st.header("Sesi yang terbuka")
    html.show("akun/sesi.html", daftar=data.read_now(list_sesi, pengguna_id=row_id, saat=now()))
    daftar = data.read_now(list_riwayat, tabel="pengguna", baris_id=row_id)
    html.show("rincian/riwayat.html", daftar=daftar)


def _draw_buttons(akun: AkunRinci, pelaku: Pelaku, sesi: list[BarisSesi], place: object) -> None:
    row_id, key = akun.baris.id, f"akun.{akun.baris.id}"
    # What the person saw when pressing: this run has read anew already.
    versi = recall(f"{key}.terlihat", akun.versi)
    html.show("admin/ubah.html", alamat=url(PENGGUNA, akun=row_id, ubah=1))
    with st.popover("Beri sandi baru", icon=":material/key:"):
        st.text("Sandi lama tidak berlaku lagi dan semua sesinya berakhir.")
        if st.button("Buat sandi sekali pakai", key=f"{key}.sandi", type="primary"):
            _reset(row_id, versi, pelaku, place)
    if sesi and st.button(
        f"Akhiri semua sesi ({len(sesi)})", key=f"{key}.sesi", icon=":material/logout:"
    ):
        act(end_sesi, "Semua sesinya berakhir.", pelaku=pelaku, pengguna_id=row_id)
    if akun.baris.keadaan == KeadaanAkun.NONAKTIF:
        if st.button("Aktifkan", key=f"{key}.aktif", icon=":material/person_check:"):
            message = "Akun aktif kembali."
            act(set_aktif, message, pelaku=pelaku, row_id=row_id, versi=versi, aktif=True)
    elif row_id != pelaku.id:
        with st.popover("Nonaktifkan", icon=":material/person_off:"):
            st.text("Orangnya langsung keluar dan tidak dapat masuk. Dapat diaktifkan lagi.")
            if st.button("Nonaktifkan akun ini", key=f"{key}.nonaktif", type="primary"):
                message = "Akun dinonaktifkan."
                act(set_aktif, message, pelaku=pelaku, row_id=row_id, versi=versi, aktif=False)
    if row_id != pelaku.id:
        _draw_anonymise(row_id, versi, pelaku)


def _draw_anonymise(row_id: int, versi: int, pelaku: Pelaku) -> None:
    """Draw what takes a person's data from an account; it has to be meant."""
    with st.popover("Anonimkan", icon=":material/person_remove:"):
        st.text(
            "Untuk orang yang sudah tidak bertugas. Nama, nama masuk, jabatan, surel, dan sandi "
            "dihapus; riwayat tetap ada atas nomor akunnya. Tidak dapat dibatalkan."
        )
        key = f"akun.{row_id}.kata"
        st.text_input(f"Ketik {KATA}", key=key, max_chars=20)
        if not st.button("Anonimkan akun ini", key=f"akun.{row_id}.anonim", type="primary"):
            return
        if recall(key, "").strip() != KATA:
            html.show("ditolak.html", kalimat=[f"Ketik {KATA} dengan huruf besar dahulu."])
            return
        message = "Akun dianonimkan."
        act(anonymise_pengguna, message, pelaku=pelaku, row_id=row_id, versi=versi)


def _reset(row_id: int, versi: int, pelaku: Pelaku, place: object) -> None:
    """Show the new password at the top of the page, this once: nothing keeps it."""
    saved = data.save(reset_sandi, pelaku=pelaku, row_id=row_id, versi=versi)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    with place:  # type: ignore[attr-defined]
        html.show("akun/sandi_sekali.html", akun=saved.value, lanjut=[])
