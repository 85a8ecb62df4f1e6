"""Jejak audit: who did what, when and from where; and whether the chain of it holds."""

from datetime import datetime

import streamlit as st

from model import clock
from model.format import waktu
from model.periksa_riwayat import HasilPeriksa, check_riwayat
from model.permissions import Hak
from model.queries.audit import get_ujung, list_audit
from pages.shared import data, filters, html
from pages.shared.akses import recall, remember, require_pelaku
from pages.shared.saringan_audit import PilihanAudit, choose_audit, kalimat_audit
from pages.shared.tautan import AUDIT, UNDUH_AUDIT, url

PER_LEMBAR = 50
SEKALI_PERIKSA = 100_000  # lines; a few seconds

require_pelaku(Hak.LIHAT_AUDIT)


def show_rantai() -> None:
    ujung = data.read_now(get_ujung)
    hasil: HasilPeriksa | None = recall("audit.hasil")
    pada: datetime | None = recall("audit.pada")
    html.show("admin/rantai.html", ujung=ujung, hasil=hasil, pada=pada)
    lanjut = hasil is not None and not hasil.tuntas
    label = "Lanjutkan pemeriksaan" if lanjut else "Periksa rantai"
    if st.button(label, icon=":material/verified:", key="audit.periksa"):
        with st.spinner("Memeriksa rantai …"):
            hasil = check_riwayat(hasil if lanjut else None, paling_banyak=SEKALI_PERIKSA)
        remember("audit.hasil", hasil)
        remember("audit.pada", clock.now())
        st.rerun()


def choose_mulai(pilihan: PilihanAudit) -> int | None:
    """Return before which line to begin; from the newest once the filter has changed."""
    sebelum = filters.param_int("sebelum", "Baris", 1, 999_999_999)
    changed = recall("audit.saringan", pilihan.alamat) != pilihan.alamat
    remember("audit.saringan", pilihan.alamat)
    if changed and sebelum is not None:
        del st.query_params["sebelum"]
        return None
    return sebelum


def show_lembar(pilihan: PilihanAudit, sebelum: int | None) -> None:
    lembar = data.read_now(
        list_audit, saringan=pilihan.saringan, sebelum=sebelum, sebanyak=PER_LEMBAR
    )
    html.show(
        "admin/audit.html",
        lembar=lembar,
        kalimat=kalimat_audit(pilihan.saringan, pilihan.orang),
        sampai=waktu(lembar.sampai) if lembar.sampai else "",
        terbaru=url(AUDIT, **pilihan.alamat) if sebelum else None,
        lebih_lama=url(AUDIT, **pilihan.alamat, sebelum=lembar.lanjut) if lembar.lanjut else None,
        unduh={
            jenis: url(UNDUH_AUDIT, jenis=jenis, **pilihan.alamat_unduhan)
            for jenis in ("xlsx", "csv")
        },
    )


st.title("Jejak Audit")
show_rantai()
pilihan = choose_audit()
show_lembar(pilihan, choose_mulai(pilihan))
