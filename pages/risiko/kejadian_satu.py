"""One event by which a risiko came true: recording it, reading it, changing or withdrawing it."""

import streamlit as st

from model.commands.kejadian import (
    create_kejadian,
    restore_kejadian,
    update_kejadian,
    withdraw_kejadian,
)
from model.format import angka_isian
from model.isian_risiko import IsianKejadian
from model.permissions import Pelaku
from model.queries.kejadian import BarisKejadian, get_kejadian
from model.queries.objek import Objek, get_objek
from pages.risiko.tarik import tarik_or_pulihkan
from pages.shared import data, filters, forms, html, rincian
from pages.shared.tautan import KEJADIAN_RISIKO, RINCIAN, url

MAKS_ID = 2**31 - 1


def show_baru(objek: Objek, pelaku: Pelaku) -> None:
    """Draw the form for a new event of a risiko."""
    html.show("risiko/kejadian_kepala.html", objek=objek, judul="Catat kejadian risiko")
    if not rincian.may_change(pelaku, objek) or objek.ditarik_pada is not None:
        html.show("kosong.html", kalimat="Anda hanya dapat membaca data risiko ini.")
        return
    done = forms.edit_form(
        f"kejadian.baru.{objek.kode}",
        IsianKejadian,
        pelaku=pelaku,
        command=create_kejadian,
        values={"tanggal": data.today()},
        options={},
        button="Simpan kejadian",
        message="Kejadian tersimpan. Periksa apakah risikonya perlu dinilai ulang.",
        risiko_id=objek.id,
    )
    html.show("rincian/batal.html", alamat=url(RINCIAN["R"], kode=objek.kode))
    if done:
        _go(done)


def show_satu(pelaku: Pelaku) -> None:
    """Draw the event that the address names; its form when that is asked for."""
    kejadian_id = filters.param_int("kejadian", "Kejadian", 1, MAKS_ID) or 0
    kejadian = data.read_today(get_kejadian, kejadian_id=kejadian_id)
    objek = data.read(get_objek, kode=kejadian.risiko, huruf="R") if kejadian else None
    if kejadian is None or objek is None:
        st.title("Kejadian risiko")
        html.show("risiko/kejadian_tidak_ada.html")
        return
    html.show("risiko/kejadian_kepala.html", objek=objek, judul="Kejadian risiko")
    boleh = rincian.may_change(pelaku, objek) and objek.ditarik_pada is None
    if boleh and kejadian.ditarik_pada is None and st.query_params.get("ubah"):
        _change(kejadian, pelaku)
        return
    data.draw(draw_isi, kejadian_id=kejadian.id, boleh=boleh)
    if boleh:
        done = tarik_or_pulihkan(
            f"tarik.kejadian.{kejadian.id}", pelaku=pelaku, row_id=kejadian.id,
            versi=kejadian.versi, ditarik=kejadian.ditarik_pada is not None,
            withdraw=withdraw_kejadian, restore=restore_kejadian,
        )  # fmt: skip
        if done:
            st.rerun()
    if data.is_kini():
        data.draw(rincian.draw_riwayat, tabel="kejadian_risiko", baris_id=kejadian.id, audit="")


def draw_isi(kejadian_id: int, boleh: bool) -> None:
    kejadian = data.read_today(get_kejadian, kejadian_id=kejadian_id)
    html.show("risiko/kejadian_satu.html", k=kejadian, boleh=boleh)


def _change(kejadian: BarisKejadian, pelaku: Pelaku) -> None:
    values = {nama: getattr(kejadian, nama) for nama in IsianKejadian.model_fields}
    done = forms.edit_form(
        f"kejadian.{kejadian.id}",
        IsianKejadian,
        pelaku=pelaku,
        command=update_kejadian,
        values=values | {"kerugian": angka_isian(kejadian.kerugian)},
        options={},
        versi=kejadian.versi,
        row_id=kejadian.id,
    )
    html.show("rincian/batal.html", alamat=url(KEJADIAN_RISIKO, kejadian=kejadian.id))
    if done:
        _go(kejadian.id)


def _go(kejadian_id: int) -> None:
    st.query_params.from_dict({"kejadian": str(kejadian_id)})
    st.rerun()
