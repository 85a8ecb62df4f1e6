"""Penilaian ulang of a risiko: the choice with the words of the scales, and what comes of it.

The choices stand outside the form, so that each is worked out at once; what is typed and attached
stands in it, and stays in the browser through these runs.
"""

from typing import Any

import streamlit as st

from model.choices import JenisSkala, Posisi
from model.commands.risiko import assess_risiko
from model.errors import DomainError, StaleVersion
from model.isian import IsianPenilaian
from model.penilaian import Akibat, work_out
from model.permissions import Pelaku
from model.queries.acuan import Aturan, get_aturan
from model.queries.objek import Objek
from pages.shared import data, forms, html, rincian
from pages.shared.akses import recall, toast_next_run
from pages.shared.tautan import RINCIAN, url
from pages.shared.unggah import input_lampiran

TINGKAT = [1, 2, 3, 4, 5]
LAIN = {
    f"{jenis.value}_{posisi.value}": jenis
    for posisi in (Posisi.INHEREN, Posisi.TARGET)
    for jenis in JenisSkala
}


def show_nilai_ulang(objek: Objek, pelaku: Pelaku) -> None:
    """Draw the assessment of a risiko, and save it when it is sent."""
    key = f"nilai.{objek.kode}"
    name = forms.open_form(key, IsianPenilaian, objek.nilai, objek.versi)
    opened = recall(f"{name}.terbuka")
    aturan = data.read_today(get_aturan)
    data.draw(draw_kepala, kode=objek.kode)
    if opened["versi"] != objek.versi:
        html.show("risiko/nilai_berubah.html")
    # Begun with a choice alone, it is not left by a key either (cari.js).
    with st.container(key=f"isian-nilai-{objek.kode}"):
        left, middle, right = st.columns([3, 3, 4], gap="medium")
        with left:
            kemungkinan = _choose(name, JenisSkala.KEMUNGKINAN, opened["nilai"], aturan)
        with middle:
            dampak = _choose(name, JenisSkala.DAMPAK, opened["nilai"], aturan)
        nilai = _others(name, opened["nilai"], objek, aturan)
    nilai |= {"kemungkinan_saat_ini": kemungkinan, "dampak_saat_ini": dampak}
    akibat = work_out(aturan, lama=objek.nilai, baru=nilai, kategori_id=objek.nilai["kategori_id"])
    with right:
        html.show(
            "risiko/akibat.html", akibat=akibat, aturan=aturan, lain=recall(f"{name}.semua", False)
        )
    with st.container(key="ringkas-nilai"):
        html.show("risiko/akibat_ringkas.html", akibat=akibat)
    _form(key, name, objek, pelaku, nilai, akibat)
    html.show("rincian/batal.html", alamat=url(RINCIAN["R"], kode=objek.kode))


def draw_kepala(kode: str) -> None:
    html.show("risiko/nilai_kepala.html", aturan=data.read_today(get_aturan), kode=kode)


def _choose(name: str, jenis: JenisSkala, opened: dict[str, Any], aturan: Aturan) -> int:
    """Draw the five levels of one scale with their criteria; return the one chosen."""
    kolom = f"{jenis.value}_saat_ini"
    words = [aturan.skala.get((jenis, tingkat), ("", "")) for tingkat in TINGKAT]
    chosen = st.radio(
        f"{jenis.label} saat ini",
        TINGKAT,
        index=TINGKAT.index(int(opened[kolom])),
        format_func=lambda tingkat: html.unmarked(f"{tingkat} {words[tingkat - 1][0]}"),
        captions=[html.unmarked(kriteria) for _, kriteria in words],
        key=f"{name}.{kolom}",
    )
    return int(chosen or opened[kolom])


def _others(name: str, opened: dict[str, Any], objek: Objek, aturan: Aturan) -> dict[str, Any]:
    """Draw the choices of inheren and target when they are asked for; return what they stand at.

    A box is too narrow for a criterion: that of the level chosen stands below it, whole.
    """
    values = {kolom: opened[kolom] for kolom in LAIN}
    differs = any(values[kolom] != objek.nilai[kolom] for kolom in LAIN)
    if not st.toggle("Ubah juga inheren dan target", value=differs, key=f"{name}.semua"):
        return values
    for (kolom, jenis), place in zip(LAIN.items(), st.columns(4), strict=True):
        names = {n: f"{n} {aturan.skala.get((jenis, n), ('', ''))[0]}" for n in TINGKAT}
        with place:
            values[kolom] = st.selectbox(
                IsianPenilaian.model_fields[kolom].title or "",
                TINGKAT,
                index=TINGKAT.index(int(values[kolom])),
                format_func=names.__getitem__,
                key=f"{name}.{kolom}",
            )
            kriteria = aturan.skala.get((jenis, values[kolom]), ("", ""))[1]
            html.show("risiko/kriteria.html", kriteria=kriteria)
    return values


def _form(
    key: str, name: str, objek: Objek, pelaku: Pelaku, nilai: dict[str, Any], akibat: Akibat
) -> None:
    opened = recall(f"{name}.terbuka")
    with st.form(key=f"{name}.form", enter_to_submit=False):
        alasan = st.text_area(
            "Alasan penilaian",
            value=opened["nilai"].get("alasan") or "",
            max_chars=1000,
            height=110,
            key=f"{name}.alasan",
            help="Wajib bila ada yang berubah. Tanpa perubahan, penilaian tetap dicatat sebagai "
            "“tetap”, dengan atau tanpa alasan.",
        )
        lampiran = input_lampiran(
            key, "Boleh kosong. Bukti tersimpan pada risiko ini dan pada penilaiannya."
        )
        submitted = st.form_submit_button(
            "Simpan penilaian", type="primary", icon=":material/save:"
        )
    if not submitted:
        forms.show_refusal(opened.get("bentrok"))
        return
    filled = {**nilai, "alasan": alasan}
    try:
        isian = IsianPenilaian.check(filled)
        with lampiran.prepare() as bukti:
            saved = data.save(
                assess_risiko, pelaku=pelaku, row_id=objek.id, versi=opened["versi"],
                isian=isian, bukti=bukti,
            )  # fmt: skip
    except DomainError as refusal:
        saved = data.Saved(refusal=refusal)
    if isinstance(saved.refusal, StaleVersion):
        mine = forms.merged(filled, opened["nilai"], objek.nilai | {"alasan": ""})
        forms.reopen_form(key, name, mine, saved.refusal)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    lampiran.forget()
    forms.close_form(key, name)
    toast_next_run(sentence_of(akibat))
    rincian.go(objek.kode)


def sentence_of(akibat: Akibat) -> str:
    """Return what is said once it is saved: the new besaran, wherever the page then stands."""
    if not akibat.berubah:
        return "Penilaian tersimpan: tetap seperti semula."
    kini = akibat.saat_ini
    lama, baru = (f"{di.besaran} {html.unmarked(di.band.nama)}" for di in (kini.lama, kini.baru))
    if kini.lama.besaran == kini.baru.besaran:
        return f"Penilaian tersimpan. Besaran saat ini tetap {baru}."
    return f"Penilaian tersimpan. Besaran saat ini {lama} menjadi {baru}."
