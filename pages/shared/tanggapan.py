"""The thread under a risiko or a rencana aksi: read it, add to it, withdraw from it."""

import streamlit as st

from model.commands.tanggapan import create_tanggapan, withdraw_tanggapan
from model.format import waktu
from model.isian_tanggapan import IsianTanggapan
from model.permissions import Hak, Pelaku, may
from model.queries.objek import Objek
from model.queries.tanggapan import BarisTanggapan, Utas, get_utas, list_orang_tersebut
from pages.shared import data, forms, html
from pages.shared.akses import recall, remember, toast_next_run

MAKS_CUPLIKAN = 60


def show_tanggapan(objek: Objek, pelaku: Pelaku) -> None:
    """Draw the newest tanggapan under an object, and what this person may do about them."""
    if not data.is_kini():
        return  # tanggapan are no part of the past that can be shown
    place = f"utas.{objek.kode}"
    sebelum = recall(place)
    arguments = {"tabel": objek.tabel, "baris_id": objek.id, "sebelum": sebelum}
    data.draw(_draw_utas, **arguments)
    utas = data.read(get_utas, **arguments)
    _draw_turning(place, utas, sebelum)
    if objek.ditarik_pada is not None or not _may(pelaku, Hak.TANGGAPI, objek):
        return
    _draw_form(place, objek, pelaku)
    _draw_withdrawal(utas, objek, pelaku)


def _may(pelaku: Pelaku, hak: Hak, objek: Objek) -> bool:
    pd_id = objek.nilai.get("pemilik_id" if objek.huruf == "R" else "pd_id")
    return may(pelaku, hak, pokja_id=objek.pokja_id, pd_id=pd_id)


def _draw_utas(tabel: str, baris_id: int, sebelum: int | None) -> None:
    utas = data.read(get_utas, tabel=tabel, baris_id=baris_id, sebelum=sebelum)
    html.show("tanggapan/utas.html", utas=utas, lama=sebelum is not None)


def _draw_turning(place: str, utas: Utas, sebelum: int | None) -> None:
    """Draw the way to older tanggapan and back; where one is stays in this tab."""
    if not utas.ada_lama and sebelum is None:
        return
    with st.container(horizontal=True):
        if utas.ada_lama and st.button("Lebih lama", icon=":material/history:", key=f"{place}.l"):
            remember(place, utas.daftar[0].id)
            st.rerun()
        if sebelum is not None and st.button("Terbaru", icon=":material/update:", key=f"{place}.b"):
            remember(place, None)
            st.rerun()


def _draw_form(place: str, objek: Objek, pelaku: Pelaku) -> None:
    done = forms.edit_form(
        f"tanggapan.{objek.kode}",
        IsianTanggapan,
        pelaku=pelaku,
        command=create_tanggapan,
        values={},
        options={"sebut_ids": data.read(list_orang_tersebut)},
        button="Kirim tanggapan",
        message="Tanggapan terkirim.",
        huruf=objek.huruf,
        row_id=objek.id,
    )
    if done:
        remember(place, None)
        st.rerun()


def _draw_withdrawal(utas: Utas, objek: Objek, pelaku: Pelaku) -> None:
    may_any = _may(pelaku, Hak.TARIK, objek)
    own = {
        row.id: row
        for row in reversed(utas.daftar)
        if row.ditarik_pada is None and (may_any or row.pengguna_id == pelaku.id)
    }
    if not own:
        return
    with st.popover("Tarik tanggapan", icon=":material/undo:"):
        st.text("Isinya tidak ditampilkan lagi. Bahwa tanggapan itu pernah ada tetap terlihat.")
        chosen = st.selectbox(
            "Tanggapan yang ditarik",
            list(own),
            format_func=lambda row_id: _in_short(own[row_id]),
            key=f"tarik_tanggapan.{objek.kode}",
        )
        if st.button("Tarik", icon=":material/undo:", key=f"tarik_tanggapan.kirim.{objek.kode}"):
            saved = data.save(withdraw_tanggapan, pelaku=pelaku, tanggapan_id=chosen)
            if saved.ok:
                toast_next_run("Tanggapan ditarik.")
                st.rerun()
            forms.show_refusal(saved.refusal)


def _in_short(row: BarisTanggapan) -> str:
    words = " ".join("".join(piece.teks for piece in row.bagian).split())
    cut = words if len(words) <= MAKS_CUPLIKAN else words[:MAKS_CUPLIKAN] + "…"
    return f"{waktu(row.pada)} · {row.nama}: {cut}"
