"""What the detail pages share: opening by code, forms for new and change, withdrawing, riwayat.

The address says what is shown: `?kode=KEU-P01` the object, `&ubah=1` its form, and
`?baru=1&pokja=Keuangan&isu=KEU-I1` the form for a new one.
"""

from typing import Any

import streamlit as st

from model.commands.umum import restore, withdraw
from model.permissions import Hak, Pelaku, may
from model.queries.acuan import list_pokja
from model.queries.objek import Objek, get_objek
from model.queries.riwayat import list_riwayat
from model.verifikasi import is_locked
from pages.shared import data, forms, html
from pages.shared.akses import recall, seen_versi, toast_next_run
from pages.shared.jenis import JENIS, options_of
from pages.shared.pulang import go_back
from pages.shared.tautan import KEPUTUSAN, POKJA, RINCIAN, rincian, url


def begin(huruf: str, pelaku: Pelaku) -> Objek:
    """Return the object that the address names, its heading drawn.

    Draws a form instead and stops the run when the address asks for one; draws a calm sentence
    and stops when there is no such object.
    """
    if st.query_params.get("baru"):
        _create(huruf, pelaku)
        st.stop()
    kode = st.query_params.get("kode", "")[:40]
    objek = data.read(get_objek, kode=kode, huruf=huruf)
    if objek is None:
        st.title(JENIS[huruf].nama.capitalize())
        html.show("rincian/tidak_ada.html", nama=JENIS[huruf].nama, kode=kode, kini=data.is_kini())
        st.stop()
    data.draw(_draw_head, objek=objek, nama=JENIS[huruf].nama)
    if may_change(pelaku, objek) and objek.ditarik_pada is None and st.query_params.get("ubah"):
        _edit(objek, pelaku)
        st.stop()
    return objek


def may_change(pelaku: Pelaku, objek: Objek, hak: Hak | None = None) -> bool:
    """Return whether to draw what changes this object; the commands check again.

    Without `hak` that of its kind is asked for. A verified rencana aksi changes no more.
    """
    if "verifikasi" in objek.nilai and is_locked(objek.nilai["verifikasi"]):
        return False
    hak = hak or JENIS[objek.huruf].hak
    return may(pelaku, hak, pokja_id=objek.pokja_id, pd_id=objek.nilai.get("pd_id"))


def finish(objek: Objek, pelaku: Pelaku) -> None:
    """Draw what stands at the end of each detail page: change, withdraw or restore, riwayat."""
    _draw_buttons(objek, pelaku)
    audit = objek.kode if may(pelaku, Hak.LIHAT_AUDIT) else ""
    if data.is_kini():
        data.draw(draw_riwayat, tabel=objek.tabel, baris_id=objek.id, audit=audit)
    else:
        html.show("rincian/riwayat_kini.html", alamat=rincian(objek.kode, per=""))


def go(objek_kode: str) -> None:
    """Show the object again without its form, or the page it was opened from."""
    go_back()
    st.query_params.from_dict({"kode": objek_kode})
    st.rerun()


def _draw_head(objek: Objek, nama: str) -> None:
    html.show("rincian/kepala.html", objek=objek, nama=nama)


def draw_riwayat(tabel: str, baris_id: int, audit: str) -> None:
    daftar = data.read(list_riwayat, tabel=tabel, baris_id=baris_id)
    html.show("rincian/riwayat.html", daftar=daftar, audit=audit)


def _draw_buttons(objek: Objek, pelaku: Pelaku) -> None:
    alamat = RINCIAN[objek.huruf]
    may_withdraw = may_change(pelaku, objek, JENIS[objek.huruf].hak_tarik)
    versi = seen_versi(f"rincian.{objek.kode}", objek.versi)
    if objek.ditarik_pada is not None:
        if may_withdraw and st.button("Pulihkan", icon=":material/restore:", key="pulihkan"):
            _run(restore, objek, pelaku, "Data dipulihkan.", versi=versi)
        return
    if may_change(pelaku, objek):
        html.show(
            "rincian/tombol.html",
            ubah=url(alamat, kode=objek.kode, ubah=1),
            nilai=url(alamat, kode=objek.kode, nilai=1) if objek.huruf == "R" else None,
        )
    if not may_withdraw:
        return
    with st.popover("Tarik dari daftar", icon=":material/archive:"):
        st.text("Data yang ditarik hilang dari daftar dan hitungan, tetapi tetap dapat dipulihkan.")
        st.text_area("Alasan penarikan", key="tarik.alasan", max_chars=500, height=80)
        if st.button("Tarik", icon=":material/archive:", key="tarik.kirim"):
            alasan = recall("tarik.alasan", "")
            _run(withdraw, objek, pelaku, "Data ditarik.", versi=versi, alasan=alasan)


def _run(command: Any, objek: Objek, pelaku: Pelaku, message: str, **arguments: Any) -> None:
    saved = data.save(command, pelaku=pelaku, huruf=objek.huruf, row_id=objek.id, **arguments)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    toast_next_run(message)
    go(objek.kode)


def _edit(objek: Objek, pelaku: Pelaku) -> None:
    jenis = JENIS[objek.huruf]
    done = forms.edit_form(
        f"ubah.{objek.kode}",
        jenis.ubah,
        pelaku=pelaku,
        command=jenis.update,
        values=objek.nilai,
        options=options_of(jenis.ubah, objek.pokja_id),
        versi=objek.versi,
        row_id=objek.id,
    )
    html.show("rincian/batal.html", alamat=url(RINCIAN[objek.huruf], kode=objek.kode))
    if done:
        go(objek.kode)


def _create(huruf: str, pelaku: Pelaku) -> None:
    jenis = JENIS[huruf]
    st.title(f"Tambah {jenis.nama}")
    parents = {
        field: data.read(get_objek, kode=st.query_params[param][:40])
        for param, field in jenis.induk.items()
        if param in st.query_params
    }
    known = [parent for parent in parents.values() if parent is not None]
    pokja = {p.nama: p.id for p in data.read(list_pokja)}
    nama = known[0].pokja if known else st.query_params.get("pokja", "")
    if nama not in pokja and not jenis.induk:
        alamat = {
            n: url(RINCIAN[huruf], baru=1, pokja=n)
            for n, pokja_id in pokja.items()
            if may(pelaku, jenis.hak, pokja_id=pokja_id)
        }
        html.show("rincian/pilih_pokja.html", alamat=alamat)
        return
    if nama not in pokja:
        html.show("kosong.html", kalimat="Buka halaman sebuah pokja untuk menambah data di sana.")
        return
    if not may(pelaku, jenis.hak, pokja_id=pokja[nama]):
        html.show("kosong.html", kalimat="Anda hanya dapat membaca data pokja ini.")
        return
    html.show("rincian/kepala_baru.html", pokja=nama)
    kode = forms.edit_form(
        f"baru.{huruf}.{nama}",
        jenis.baru,
        pelaku=pelaku,
        command=jenis.create,
        values={field: parent.id for field, parent in parents.items() if parent is not None},
        options=options_of(jenis.baru, pokja[nama]),
        message="Data baru tersimpan.",
        pokja_id=pokja[nama],
    )
    daftar = KEPUTUSAN if huruf == "K" else POKJA
    html.show("rincian/batal.html", alamat=url(daftar, pokja=nama))
    if kode:
        go(kode)
