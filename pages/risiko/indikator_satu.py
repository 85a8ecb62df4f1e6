"""The indikator of one risiko: recording a value, its past, adding, changing, withdrawing."""

from typing import Any

import streamlit as st

from model.commands.indikator import (
    create_indikator,
    record_nilai,
    restore_indikator,
    update_indikator,
    withdraw_indikator,
)
from model.format import angka_isian
from model.isian_risiko import IsianIndikator, IsianNilai
from model.permissions import Pelaku
from model.queries.indikator import BarisIndikator, list_indikator_risiko, list_nilai
from model.queries.objek import Objek
from pages.exports.pantau import KOLOM_NILAI
from pages.risiko.bagian_indikator import show_bagan
from pages.risiko.tarik import tarik_or_pulihkan
from pages.shared import data, filters, forms, html, rincian
from pages.shared.tautan import INDIKATOR_RISIKO, url
from pages.shared.unduh import download_table

MAKS_ID = 2**31 - 1


def show_satu(objek: Objek, pelaku: Pelaku) -> None:
    """Draw the page of the indikator of one risiko, or the form that the address asks for."""
    html.show("risiko/indikator_kepala.html", objek=objek)
    boleh = rincian.may_change(pelaku, objek) and objek.ditarik_pada is None
    daftar = data.read_today(list_indikator_risiko, risiko_id=objek.id)
    ditarik = data.read_today(list_indikator_risiko, risiko_id=objek.id, ditarik=True)
    if boleh and st.query_params.get("baru"):
        _add(objek, pelaku)
        return
    wanted = filters.param_int("indikator", "Indikator", 1, MAKS_ID)
    chosen = next((i for i in (*daftar, *ditarik) if i.id == wanted), next(iter(daftar), None))
    if boleh and chosen is not None and st.query_params.get("ubah"):
        _change(objek, chosen, pelaku)
        return
    data.draw(
        draw_pilihan, kode=objek.kode, risiko_id=objek.id, pilih=chosen.id if chosen else 0,
        boleh=boleh,
    )  # fmt: skip
    if chosen is not None:
        _show_chosen(objek, chosen, pelaku, boleh)


def draw_pilihan(kode: str, risiko_id: int, pilih: int, boleh: bool) -> None:
    html.show(
        "risiko/indikator_pilih.html",
        daftar=data.read_today(list_indikator_risiko, risiko_id=risiko_id),
        ditarik=data.read_today(list_indikator_risiko, risiko_id=risiko_id, ditarik=True),
        kode=kode,
        pilih=pilih,
        boleh=boleh,
        hari=data.today(),
    )


def draw_judul(indikator: BarisIndikator) -> None:
    html.show("risiko/indikator_nama.html", i=indikator)


def draw_keadaan(indikator: BarisIndikator) -> None:
    html.show("risiko/indikator_keadaan.html", i=indikator, hari=data.today())


def draw_nilai(indikator_id: int) -> None:
    daftar = data.read_today(list_nilai, indikator_id=indikator_id)
    html.show("risiko/indikator_nilai.html", daftar=daftar)


def _show_chosen(objek: Objek, chosen: BarisIndikator, pelaku: Pelaku, boleh: bool) -> None:
    data.draw(draw_judul, indikator=chosen)
    left, right = st.columns([2, 3], gap="medium")
    # On a phone the form comes first: a value is recorded in seconds.
    if boleh and chosen.ditarik_pada is None:
        with left:
            _record(chosen, pelaku)
    with right if boleh else st.container():
        data.draw(draw_keadaan, indikator=chosen)
        show_bagan(chosen, "Nilai dari waktu ke waktu")
    data.draw(draw_nilai, indikator_id=chosen.id)
    download_table(
        f"nilai-{objek.kode}-{chosen.id}",
        f"Nilai indikator {objek.kode}",
        KOLOM_NILAI,
        lambda: data.read_once(list_nilai, indikator_id=chosen.id, sebanyak=10_000),
        saringan=f"{chosen.nama}, dalam {chosen.satuan}",
    )
    if boleh:
        alamat = url(INDIKATOR_RISIKO, kode=objek.kode, indikator=chosen.id, ubah=1)
        html.show("risiko/indikator_ubah.html", alamat=alamat)


def _record(indikator: BarisIndikator, pelaku: Pelaku) -> None:
    positive = min(indikator.batas_waspada, indikator.batas_bahaya) >= 0
    # A phone offers digits alone there (forum.js); its digits have no minus.
    with st.container(key="angka-saja" if positive else "angka"):
        html.show("risiko/indikator_catat.html")
        done = forms.edit_form(
            f"catat.{indikator.id}",
            IsianNilai,
            pelaku=pelaku,
            command=record_nilai,
            values={"tanggal": data.today()},
            options={},
            button="Simpan nilai",
            message="Nilai tersimpan.",
            row_id=indikator.id,
        )
    if done:
        st.rerun()


def _add(objek: Objek, pelaku: Pelaku) -> None:
    html.show("risiko/indikator_judul.html", judul="Tambah indikator")
    indikator_id = forms.edit_form(
        f"indikator.baru.{objek.kode}",
        IsianIndikator,
        pelaku=pelaku,
        command=create_indikator,
        values={},
        options={},
        message="Indikator tersimpan. Catat nilai pertamanya.",
        risiko_id=objek.id,
    )
    html.show("rincian/batal.html", alamat=url(INDIKATOR_RISIKO, kode=objek.kode))
    if indikator_id:
        _go(objek, indikator_id)


def _change(objek: Objek, indikator: BarisIndikator, pelaku: Pelaku) -> None:
    html.show("risiko/indikator_judul.html", judul="Ubah indikator")
    key = f"indikator.{indikator.id}"
    done = False
    if indikator.ditarik_pada is None:
        done = forms.edit_form(
            key,
            IsianIndikator,
            pelaku=pelaku,
            command=update_indikator,
            values=values_of(indikator),
            options={},
            versi=indikator.versi,
            row_id=indikator.id,
        )
    kembali = url(INDIKATOR_RISIKO, kode=objek.kode, indikator=indikator.id)
    html.show("rincian/batal.html", alamat=kembali)
    done = done or tarik_or_pulihkan(
        f"tarik.{key}", pelaku=pelaku, row_id=indikator.id, versi=indikator.versi,
        ditarik=indikator.ditarik_pada is not None,
        withdraw=withdraw_indikator, restore=restore_indikator,
    )  # fmt: skip
    data.draw(rincian.draw_riwayat, tabel="indikator_risiko", baris_id=indikator.id, audit="")
    if done:
        _go(objek, indikator.id)


def values_of(indikator: BarisIndikator) -> dict[str, Any]:
    """Return what stands in the form of an indikator, numbers as they are typed."""
    values = {nama: getattr(indikator, nama) for nama in IsianIndikator.model_fields}
    limits = {nama: angka_isian(values[nama]) for nama in ("batas_waspada", "batas_bahaya")}
    return values | limits


def _go(objek: Objek, indikator_id: int) -> None:
    st.query_params.from_dict({"kode": objek.kode, "indikator": str(indikator_id)})
    st.rerun()
