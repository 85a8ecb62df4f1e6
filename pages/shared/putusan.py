"""The decision of a verifikator about one claim: its form, or why there is none to fill in."""

from typing import Any

import streamlit as st

from model.choices import HasilVerifikasi, KeadaanVerifikasi
from model.commands.verifikasi import MILIK_SENDIRI, verify_aksi
from model.errors import InvalidIsian, StaleVersion
from model.isian_verifikasi import IsianVerifikasi
from model.permissions import Pelaku
from model.queries.objek import Objek
from model.queries.verifikasi import get_berikut, map_penyusun
from pages.shared import data, forms, html
from pages.shared.akses import forget, is_kept, recall, remember, toast_next_run
from pages.shared.saringan_verifikasi import PilihanVerifikasi


def show_putusan(objek: Objek, pelaku: Pelaku, pilihan: PilihanVerifikasi) -> None:
    """Draw the form of the decision, or the sentence that says why there is none."""
    keadaan = objek.nilai["verifikasi"]
    if objek.ditarik_pada is not None:
        html.show("kosong.html", kalimat="Rencana aksi ini sudah ditarik, jadi tidak diputuskan.")
    elif pelaku.jejak in data.read(map_penyusun, aksi_ids=(objek.id,)).get(objek.id, ()):
        html.show("aksi/milik_sendiri.html", kalimat=MILIK_SENDIRI)
    elif keadaan == KeadaanVerifikasi.MENUNGGU:
        _decide(objek, pelaku, pilihan)
    else:
        waiting = _key(objek, KeadaanVerifikasi.MENUNGGU)
        meanwhile = _is_open(waiting)
        forget(f"{waiting}.")
        html.show("aksi/sudah_diputuskan.html", keadaan=keadaan, meanwhile=meanwhile)
        if keadaan == KeadaanVerifikasi.DITERIMA:
            with st.popover("Buka kembali", icon=":material/lock_open:"):
                _decide(objek, pelaku, pilihan, reopen=True)


def _decide(
    objek: Objek, pelaku: Pelaku, pilihan: PilihanVerifikasi, *, reopen: bool = False
) -> None:
    key = _key(objek, objek.nilai["verifikasi"])
    # What is decided is what the person saw, whatever has been saved since the form was opened.
    if not _is_open(key):
        remember(f"{key}.versi", objek.versi)
    with st.form(key=f"{key}.form", enter_to_submit=False, border=False):
        alasan = st.text_area(
            "Alasan atau catatan", key=f"{key}.alasan", max_chars=1000, height=110,
            help="Wajib bila dikembalikan: sebutkan apa yang masih kurang.",
        )  # fmt: skip
        with st.container(horizontal=True):
            terima = not reopen and st.form_submit_button(
                "Terima", type="primary", icon=":material/verified:"
            )
            kembali = st.form_submit_button("Kembalikan", icon=":material/undo:")
    if not (terima or kembali):
        return
    hasil = HasilVerifikasi.DITERIMA if terima else HasilVerifikasi.DIKEMBALIKAN
    berikut = _next(objek, pelaku, pilihan)
    arguments: dict[str, Any] = {"row_id": objek.id, "versi": recall(f"{key}.versi")}
    try:
        isian = IsianVerifikasi.check({"hasil": hasil, "alasan": alasan})
        saved = data.save(verify_aksi, pelaku=pelaku, isian=isian, **arguments)
    except InvalidIsian as refusal:
        saved = data.Saved(refusal=refusal)
    if isinstance(saved.refusal, StaleVersion):
        remember(f"{key}.versi", saved.refusal.versi)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    forget(f"{key}.")
    toast_next_run(f"{objek.kode} {hasil.label.lower()}.")
    st.query_params.from_dict(pilihan.alamat | ({"kode": berikut} if berikut else {}))
    st.rerun()


def _next(objek: Objek, pelaku: Pelaku, pilihan: PilihanVerifikasi) -> str | None:
    """Return the claim to go on to; what is opened again was no step through the queue."""
    if objek.nilai["verifikasi"] != KeadaanVerifikasi.MENUNGGU:
        return objek.kode
    saringan = pilihan.saringan
    return data.read(get_berikut, kode=objek.kode, saringan=saringan, jejak=pelaku.jejak)


def _key(objek: Objek, keadaan: KeadaanVerifikasi) -> str:
    return f"putusan.{objek.kode}.{keadaan}"


def _is_open(key: str) -> bool:
    """Return whether this form was drawn on the run before."""
    return is_kept(f"{key}.versi") and is_kept(f"{key}.alasan")
