"""One keputusan: what was decided, for whom, until when, and what has become of it."""

import streamlit as st

from model.commands.keputusan import answer_keputusan
from model.isian_keputusan import IsianJawaban
from model.permissions import Hak, Pelaku
from model.queries.keputusan import get_rincian_keputusan
from model.queries.objek import Objek
from pages.rakor.tindak import show_jadikan
from pages.shared import data, forms, html, rincian
from pages.shared.akses import require_pelaku

pelaku = require_pelaku()
objek = rincian.begin("K", pelaku)


def draw_isi(kode: str) -> None:
    isi = data.read_today(get_rincian_keputusan, kode=kode)
    html.show("rakor/rincian.html", isi=isi, hari=data.today())


def answer(objek: Objek, pelaku: Pelaku) -> None:
    html.show("rakor/jawaban.html")
    done = forms.edit_form(
        f"jawab.{objek.kode}",
        IsianJawaban,
        pelaku=pelaku,
        command=answer_keputusan,
        values=objek.nilai,
        options={},
        versi=objek.versi,
        button="Simpan tanggapan",
        message=f"Tanggapan atas {objek.kode} tersimpan.",
        row_id=objek.id,
    )
    if done:
        st.rerun()


data.draw(draw_isi, kode=objek.kode)
if objek.ditarik_pada is None and objek.nilai["aksi_id"] is None:
    show_jadikan(
        pelaku,
        kode=objek.kode,
        row_id=objek.id,
        versi=objek.versi,
        pokja_id=objek.pokja_id,
        induk=data.read_today(get_rincian_keputusan, kode=objek.kode).induk,
    )
if objek.ditarik_pada is None and rincian.may_change(pelaku, objek, Hak.MUTAKHIRKAN):
    answer(objek, pelaku)
rincian.finish(objek, pelaku)
