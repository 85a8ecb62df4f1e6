"""Who is there: the list, the QR code, and the sekretariat's one press per perangkat daerah."""

import streamlit as st

from model.choices import KeadaanRakor
from model.commands.kehadiran import record_kehadiran, withdraw_kehadiran
from model.isian_rakor import IsianKehadiran
from model.permissions import Pelaku
from model.queries.acuan import list_perangkat_daerah
from model.queries.kehadiran import PdRakor, list_kehadiran
from model.queries.rakor import RakorSingkat
from pages.layar.qr import make_kode
from pages.shared import data, forms, html
from pages.shared.akun import act
from pages.shared.alamat import origin
from pages.shared.tautan import HADIR, url


def show_kehadiran(rakor: RakorSingkat, pelaku: Pelaku, *, boleh: bool) -> None:
    """Draw who is there; with `boleh` also what changes it."""
    if boleh:
        daftar = data.read(list_kehadiran, rakor_id=rakor.id)
        _draw_qr(rakor)
        _press(rakor, daftar, pelaku)
        with st.expander("Catat dengan jabatan, atau yang tidak diundang", icon=":material/add:"):
            _write_down(rakor, pelaku)
    data.draw(_draw_hadir, rakor=rakor)


def _draw_hadir(rakor: RakorSingkat) -> None:
    daftar = data.read(list_kehadiran, rakor_id=rakor.id)
    html.show("rakor/hadir_tabel.html", rakor=rakor, daftar=daftar)


def _draw_qr(rakor: RakorSingkat) -> None:
    alamat = f"{origin()}{url(HADIR, rakor=rakor.id, kode=rakor.kode_hadir)}"
    running = rakor.keadaan == KeadaanRakor.BERLANGSUNG
    html.show(
        "rakor/hadir_qr.html",
        alamat=alamat,
        gambar=make_kode(alamat).gambar,
        berlangsung=running,
    )


def _press(rakor: RakorSingkat, daftar: list[PdRakor], pelaku: Pelaku) -> None:
    """Draw every perangkat daerah as a button: pressed once it is there, once more it is not."""
    html.show("rakor/hadir_tekan.html")
    pressed = None
    with st.container(horizontal=True, gap="small", key="tekan-hadir"):
        for pd in daftar:
            # What a press does is part of its name: a second press of the same does nothing more.
            done = "tarik" if pd.hadir else "catat"
            if st.button(
                f"{pd.singkat}, hadir" if pd.hadir else pd.singkat,
                key=f"hadir.{rakor.id}.{pd.pd_id}.{done}",
                type="primary" if pd.hadir else "secondary",
                icon=":material/check:" if pd.hadir else None,
            ):
                pressed = pd
    if pressed is None:
        return
    if pressed.hadir:
        message = f"Kehadiran {pressed.singkat} ditarik."
        act(withdraw_kehadiran, message, pelaku=pelaku, rakor_id=rakor.id, pd_id=pressed.pd_id)
    else:
        isian = IsianKehadiran(pd_id=pressed.pd_id)
        message = f"{pressed.singkat} hadir."
        act(record_kehadiran, message, pelaku=pelaku, rakor_id=rakor.id, isian=isian)


def _write_down(rakor: RakorSingkat, pelaku: Pelaku) -> None:
    done = forms.edit_form(
        f"kehadiran.{rakor.id}",
        IsianKehadiran,
        pelaku=pelaku,
        command=record_kehadiran,
        values={},
        options={"pd_id": data.read(list_perangkat_daerah)},
        button="Catat hadir",
        message="Kehadiran tercatat.",
        rakor_id=rakor.id,
    )
    if done:
        st.rerun()
