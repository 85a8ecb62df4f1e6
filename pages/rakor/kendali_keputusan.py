"""Writing down a keputusan while it is spoken, and the list of those of this meeting.

The form is no `st.form`: what was typed is known at every run, so the form follows the screen only
while nothing is typed. A draft is kept beside the widgets, which die when the page is left.
A value that the program sets opens a widget of a new name: set on an old one it is lost when the
browser has not drawn it before the next run.
"""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from model.commands.keputusan import record_keputusan
from model.errors import InvalidIsian
from model.isian_keputusan import IsianKeputusan
from model.queries.acuan import list_perangkat_daerah, list_pokja
from model.queries.keputusan_rakor import KeputusanRakor, list_keputusan_rakor
from pages.rakor.meja import Meja
from pages.rakor.tindak import show_jadikan, show_ubah
from pages.shared import data, forms, html
from pages.shared.akses import is_kept, recall, remember, toast_next_run

KOLOM = ("judul", "pd_id", "tenggat", "pokja_id")
KOSONG = {"judul": ""}
SLIDE, TENTANG, SELESAI, NASKAH = "catat_slide", "catat_tentang", "catat_selesai", "catat_naskah"
AWAL, DIGAMBAR = "catat_awal", "catat_digambar"
SEGERA = (7, 14, 30)


def _open(kolom: str, value: Any) -> None:
    """Let a field begin anew with a value."""
    nomor, _ = recall(AWAL, {}).get(kolom, (0, None))
    remember(AWAL, {**recall(AWAL, {}), kolom: (nomor + 1, value)})


def _name(kolom: str) -> str:
    return f"catat.{kolom}.{recall(AWAL)[kolom][0]}"


def _value(kolom: str) -> Any:
    """Return what stands in a field: what was typed, or what it began with."""
    return recall(_name(kolom), recall(AWAL)[kolom][1])


def prepare(meja: Meja) -> None:
    """Set the form before anything is drawn: empty after a save, as it was left, or by screen."""
    draft = {} if recall(SELESAI) else recall(NASKAH, {})
    for kolom in KOLOM:
        left = kolom in recall(AWAL, {}) and _name(kolom) in recall(DIGAMBAR, ())
        gone = left and not is_kept(_name(kolom))
        if recall(SELESAI) or gone or kolom not in recall(AWAL, {}):
            _open(kolom, draft.get(kolom, KOSONG.get(kolom)))
    if recall(SELESAI):
        remember(SLIDE, None)
        remember(SELESAI, None)
    if not _value("judul").strip() and recall(SLIDE) != meja.panduan.slide:
        _follow(meja)
    remember(NASKAH, {kolom: _value(kolom) for kolom in KOLOM})


def _follow(meja: Meja) -> None:
    """Let the form be about what is on the screen."""
    remember(SLIDE, meja.panduan.slide)
    remember(TENTANG, meja.kode if meja.objek else "")
    _open("pokja_id", meja.pokja_id)


def _set_tenggat(hari: int) -> None:
    _open("tenggat", data.today() + timedelta(days=hari))


def _choose(kolom: str, label: str, choices: dict[int, str], placeholder: str) -> None:
    ids, first = list(choices), recall(AWAL)[kolom][1]
    st.selectbox(
        label, ids, index=ids.index(first) if first in choices else None,
        format_func=choices.__getitem__, placeholder=placeholder, key=_name(kolom),
    )  # fmt: skip


def show_formulir(meja: Meja) -> None:
    """Draw the one line that is typed while people speak: what, by whom, until when."""
    pokja = {p.id: p.nama for p in data.read(list_pokja)}
    pd = {p.id: p.singkat for p in data.read(list_perangkat_daerah)}
    tentang = recall(TENTANG, "")
    with st.container(border=True, key="catat-keputusan"):
        html.show("rakor/kendali_tentang.html", tentang=tentang)
        if recall(SLIDE) != meja.panduan.slide:
            st.button(
                "Ikuti layar", icon=":material/sync:", key="catat_ikut", type="tertiary",
                on_click=_follow, args=(meja,),
            )  # fmt: skip
        st.text_input(
            "Keputusan", value=recall(AWAL)["judul"][1], key=_name("judul"), max_chars=200,
            placeholder="Awali dengan kata kerja, misalnya: Menyusun jadwal …",
        )  # fmt: skip
        owner, due = st.columns([3, 2], gap="small")
        with owner:
            _choose("pd_id", "Penanggung jawab", pd, "Boleh menyusul")
        with due:
            st.date_input(
                "Tenggat", value=recall(AWAL)["tenggat"][1], format="DD/MM/YYYY",
                min_value=date.min, max_value=date.max, key=_name("tenggat"),
            )  # fmt: skip
        with st.container(horizontal=True, gap="small", key="catat-segera"):
            for hari in SEGERA:
                st.button(f"+{hari} hari", key=f"catat_{hari}", on_click=_set_tenggat, args=(hari,))
        _choose("pokja_id", "Pokja", pokja, "Pilih pokja")
        remember(DIGAMBAR, {_name(kolom) for kolom in KOLOM})
        if st.button(
            "Catat keputusan", icon=":material/gavel:", type="primary", shortcut="Ctrl+Enter",
            width="stretch", key="catat_kirim",
        ):  # fmt: skip
            _record(meja, tentang)


def _record(meja: Meja, tentang: str) -> None:
    typed = {kolom: _value(kolom) for kolom in KOLOM}
    pokja_id = typed.pop("pokja_id")
    try:
        if pokja_id is None:
            raise InvalidIsian({"pokja_id": "Pokja belum dipilih. Pilih pokja keputusan ini."})
        saved = data.save(
            record_keputusan,
            pelaku=meja.pelaku,
            rakor_id=meja.rakor.id,
            pokja_id=pokja_id,
            isian=IsianKeputusan.check(typed),
            tentang=tentang,
        )
    except InvalidIsian as refusal:
        saved = data.Saved(refusal=refusal)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    remember(SELESAI, True)
    toast_next_run(f"Keputusan {saved.value} tercatat.")
    st.rerun()


def show_daftar(meja: Meja) -> None:
    """Draw the keputusan of this meeting, the newest first, each with what is left to do."""
    daftar = data.read(list_keputusan_rakor, rakor_id=meja.rakor.id)
    html.show("rakor/kendali_daftar.html", daftar=daftar)
    with st.container(key="daftar-putusan"):
        for k in reversed(daftar):
            show_keputusan(meja, k)


def show_keputusan(meja: Meja, k: KeputusanRakor) -> None:
    """Draw one keputusan of the meeting with its buttons."""
    with st.container(key=f"putusan-{k.kode}", gap="xsmall"):
        html.show("rakor/kendali_putusan.html", k=k)
        with st.container(horizontal=True, gap="small"):
            show_ubah(k, meja.pelaku)
            if k.aksi_kode is None and not k.kurang:
                show_jadikan(
                    meja.pelaku, kode=k.kode, row_id=k.id, versi=k.versi, pokja_id=k.pokja_id,
                    induk=k.induk,
                )  # fmt: skip
