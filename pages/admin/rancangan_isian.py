"""The parts of a draft of the risk rules, each with its forms."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

from model.choices import JenisSkala
from model.commands.aturan import (
    choose_band,
    choose_matriks,
    set_selera,
    set_skala,
    update_rancangan,
)
from model.commands.varian import write_band, write_matriks
from model.isian import Isian
from model.isian_aturan import (
    FormMatriks,
    FormSkala,
    IsianBand,
    IsianPilihBand,
    IsianPilihMatriks,
    IsianRancangan,
    form_selera,
    kolom_sel,
    kolom_selera,
    kolom_skala,
)
from model.permissions import Pelaku
from model.queries.acuan import Pilihan, list_kategori
from model.queries.aturan import RincianAturan
from model.queries.varian import (
    VarianBand,
    VarianMatriks,
    differing_besaran,
    differing_cells,
    list_matriks,
    list_set_band,
)
from model.rules import TINGKAT
from pages.shared import data, forms, html

Place = Callable[[str], AbstractContextManager[Any]]
POLA_SEL = re.compile(r"k([1-5])d[1-5]")


def _form(
    nama: str,
    isi: RincianAturan,
    pelaku: Pelaku,
    form: type[Isian],
    command: Callable[..., Any],
    values: dict[str, Any],
    **more: Any,
) -> None:
    more.setdefault("options", {})
    done = forms.edit_form(
        f"rancangan.{isi.baris.id}.{nama}",
        form,
        pelaku=pelaku,
        command=command,
        values=values,
        versi=isi.baris.versi,
        row_id=isi.baris.id,
        **more,
    )
    if done:
        st.rerun()


def show_umum(isi: RincianAturan, pelaku: Pelaku) -> None:
    """Draw name, note and the threshold of priority."""
    values = {nama: getattr(isi.baris, nama) for nama in IsianRancangan.model_fields}
    _form("umum", isi, pelaku, IsianRancangan, update_rancangan, values)


def show_matriks(isi: RincianAturan, pelaku: Pelaku) -> None:
    """Draw the choice of a stored matriks, and the 25 cells of an own one."""
    daftar = data.read(list_matriks)
    now = next(varian for varian in daftar if varian.id == isi.baris.matriks_id)
    data.draw(draw_varian, aturan_id=isi.baris.id, bagian="matriks", isi=isi)
    st.header("Pilih varian tersimpan")
    _form(
        "pilih-matriks", isi, pelaku, IsianPilihMatriks, choose_matriks, {"matriks_id": now.id},
        options={"matriks_id": _options(daftar)}, button="Pakai varian ini",
    )  # fmt: skip
    st.header("Tulis matriks sendiri")
    html.show("admin/aturan_petunjuk.html", bagian="matriks")
    cells = {kolom_sel(*cell): besaran for cell, besaran in now.sel.items()}
    _form(
        "matriks", isi, pelaku, FormMatriks, write_matriks, _about(now) | cells,
        arrange=_grid, button="Simpan matriks",
    )  # fmt: skip


def show_band(isi: RincianAturan, pelaku: Pelaku) -> None:
    """Draw the choice of a stored set of levels, and the limits of an own one."""
    daftar = data.read(list_set_band)
    now = next(varian for varian in daftar if varian.id == isi.baris.set_band_id)
    data.draw(draw_varian, aturan_id=isi.baris.id, bagian="band", isi=isi)
    st.header("Pilih set tersimpan")
    _form(
        "pilih-band", isi, pelaku, IsianPilihBand, choose_band, {"set_band_id": now.id},
        options={"set_band_id": _options(daftar)}, button="Pakai set ini",
    )  # fmt: skip
    st.header("Tulis batas sendiri")
    html.show("admin/aturan_petunjuk.html", bagian="band")
    limits = {f"batas_{band.level}": band.batas_atas for band in now.bands[:-1]}
    _form(
        "band", isi, pelaku, IsianBand, write_band, _about(now) | limits,
        arrange=_limits, button="Simpan batas",
    )  # fmt: skip


def show_selera(isi: RincianAturan, pelaku: Pelaku) -> None:
    """Draw the highest besaran accepted per kategori."""
    kategori = data.read(list_kategori)
    html.show("admin/aturan_petunjuk.html", bagian="selera", batas=isi.aturan.batas_prioritas)
    values = {kolom_selera(k.id): isi.aturan.selera.get(k.id) for k in kategori}
    _form("selera", isi, pelaku, form_selera(kategori), set_selera, values, arrange=_halves)


def show_skala(isi: RincianAturan, pelaku: Pelaku) -> None:
    """Draw the words of the ten levels."""
    values = {
        kolom_skala(jenis, n, bagian): words
        for (jenis, n), both in isi.aturan.skala.items()
        for bagian, words in zip(("nama", "kriteria"), both, strict=True)
    }
    html.show("admin/aturan_petunjuk.html", bagian="skala")
    _form("skala", isi, pelaku, FormSkala, set_skala, values, arrange=_scales)


def draw_varian(aturan_id: int, bagian: str, isi: RincianAturan) -> None:
    """Draw the part of a draft as it is, and where the stored variants differ."""
    matriks, band = data.read(list_matriks), data.read(list_set_band)
    html.show(
        "admin/rancangan_varian.html",
        aturan_id=aturan_id,
        isi=isi,
        JenisSkala=JenisSkala,
        bagian=bagian,
        matriks=matriks,
        sel=differing_cells(matriks),
        band=band,
        besaran=differing_besaran(band),
        aturan=isi.aturan,
        kata="",
    )


def _options(daftar: list[Any]) -> list[Pilihan]:
    return [Pilihan(v.id, v.kode, f"{v.nama} ({v.kode})", v.nama) for v in daftar]


def _about(varian: VarianMatriks | VarianBand) -> dict[str, Any]:
    """Return name and source of an own variant; what comes with the program is not one's own."""
    if not varian.sendiri:
        return {}
    return {"nama": varian.nama, "sumber": varian.sumber, "keyakinan": varian.keyakinan}


def _grid() -> Place:
    """Lay out a matriks: five rows of five, kemungkinan 5 on top, then what is said about it."""
    with st.container(key="sel-matriks", gap="xsmall"):
        rows = {k: st.container(horizontal=True, gap="xsmall") for k in reversed(TINGKAT)}
    about = st.container()

    def place_of(kolom: str) -> AbstractContextManager[Any]:
        found = POLA_SEL.fullmatch(kolom)
        return rows[int(found[1])] if found else about

    return place_of


def _limits() -> Place:
    row, about = st.container(horizontal=True, key="batas-band"), st.container()
    return lambda kolom: row if kolom.startswith("batas_") else about


def _halves() -> Place:
    """Lay out the kategori in two columns, the first half on the left."""
    left, right = st.columns(2)
    kategori = data.read(list_kategori)
    first = {kolom_selera(k.id) for k in kategori[: (len(kategori) + 1) // 2]}
    return lambda kolom: left if kolom in first else right


def _scales() -> Place:
    columns = dict(zip((jenis.value for jenis in JenisSkala), st.columns(2), strict=True))
    about = st.container()
    return lambda kolom: columns.get(kolom.partition("_")[0], about)
