"""The moderator's hand on the screens: what the room sees and next, the clock, where to go."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from model.choices import ModeLayar
from model.commands.panduan import run_waktu, set_mode, steer, stop_waktu
from model.queries.aksi import SaringanAksi, list_aksi
from model.queries.objek import get_objek
from model.queries.rakor import BarisAgenda
from model.queries.risiko import SaringanRisiko, list_risiko
from pages.layar.deck import Slide
from pages.layar.halaman import layar_html
from pages.rakor.meja import OBJEK, Meja
from pages.shared import data, forms, html
from pages.shared.akses import forget, recall, remember

# What a button leads to, by the first part of a slide's name: never a title that somebody wrote.
NAMA = {
    "judul": "Judul",
    "ringkasan": "Ringkasan",
    "peta": "Peta risiko",
    "aksi": "Rencana aksi",
    "keputusan": "Keputusan",
    "acara": "Tampilkan",
    "forum": "Sembilan pokja",
    "sejak": "Sejak rakor lalu",
    "putusan": "Keputusan rakor",
}
PILIHAN, TUJUAN, CARI = "kendali.pilihan", "kendali.tujuan", "kendali.cari"
HASIL = 5  # of each kind
DETIK = (10, 15, 20, 30, 45, 60, 120)


def _do(command: Callable[..., Any], meja: Meja, **arguments: Any) -> None:
    """Run a command of the moderator's and draw the desk again."""
    saved = data.save(command, pelaku=meja.pelaku, **arguments)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    st.rerun()


def show(meja: Meja, kunci: str) -> None:
    """Show a slide on every screen."""
    _do(steer, meja, rakor_id=meja.rakor.id, slide=kunci)


def show_layar(meja: Meja) -> None:
    """Draw what the room sees and what comes next, small, and the way from one to the other."""
    now, coming = meja.sekarang, meja.berikut
    html.show_around(
        "rakor/kendali_layar.html",
        sekarang=_preview(now),
        berikut=_preview(coming),
        judul=_title(now) if now else "",
        judul_berikut=_title(coming) if coming else "",
        nomor=None if meja.kode else meja.nomor + 1,
        banyak=len(meja.deck.slide),
        panduan=meja.panduan.nomor,
        otomatis=meja.panduan.mode == ModeLayar.OTOMATIS,
        detik=meja.panduan.detik,
    )
    before = meja.sebelum
    with st.container(horizontal=True, key="kendali-arah"):
        if st.button(
            "Sebelumnya", icon=":material/arrow_back:", shortcut="Left", width="stretch",
            disabled=before is None, key="kendali.sebelum",
        ) and before:  # fmt: skip
            show(meja, before.kunci)
        if st.button(
            "Berikutnya", icon=":material/arrow_forward:", icon_position="right", type="primary",
            shortcut="Right", width="stretch", disabled=coming is None, key="kendali.berikut",
        ) and coming:  # fmt: skip
            show(meja, coming.kunci)


def _preview(slide: Slide | None) -> Any:
    return html.trusted(layar_html([slide], kelas="pratinjau")) if slide else ""


def _title(slide: Slide) -> str:
    return f"{slide.kelompok}: {slide.judul}"


def show_waktu(meja: Meja) -> None:
    """Draw the clock of what is spoken about, and what starts and stops it."""
    acara = meja.acara
    with st.container(horizontal=True, vertical_alignment="center", key="kendali-jam"):
        jam = meja.jam(acara.id) if acara else None
        html.show("rakor/kendali_jam.html", acara=acara, jam=jam)
        if acara is None or jam is None:
            return
        if jam.berjalan:
            if st.button("Jeda", icon=":material/pause:", key="kendali.jeda"):
                _do(stop_waktu, meja, agenda_id=acara.id)
        elif st.button("Mulai", icon=":material/play_arrow:", key="kendali.mulai"):
            _do(run_waktu, meja, agenda_id=acara.id)
        if st.button("Dari nol", icon=":material/restart_alt:", key="kendali.nol"):
            _do(stop_waktu, meja, agenda_id=acara.id, nol=True)


def show_cara(meja: Meja) -> None:
    """Draw who decides what the screens show: they themselves by time, or the moderator."""
    rakor_id, sekarang = meja.rakor.id, meja.panduan
    if sekarang.mode == ModeLayar.OTOMATIS:
        if st.button("Pandu dari sini", icon=":material/touch_app:", key="kendali.pandu"):
            _do(set_mode, meja, rakor_id=rakor_id, mode=ModeLayar.DIPANDU, detik=sekarang.detik)
        return
    with st.popover("Biarkan berganti sendiri", icon=":material/autoplay:"):
        detik = st.selectbox(
            "Detik per slide", sorted({*DETIK, sekarang.detik}), key="kendali.detik",
            index=sorted({*DETIK, sekarang.detik}).index(sekarang.detik),
        )  # fmt: skip
        if st.button("Mulai otomatis", icon=":material/play_arrow:", key="kendali.otomatis"):
            _do(set_mode, meja, rakor_id=rakor_id, mode=ModeLayar.OTOMATIS, detik=detik)


def _choose() -> None:
    """Take the chosen slide along and empty the box, before the page is drawn."""
    remember(TUJUAN, recall(PILIHAN))
    remember(PILIHAN, None)


def _choose_temuan(kode: str) -> None:
    """Take the chosen object along, and let go of the search."""
    remember(TUJUAN, OBJEK + kode)
    remember(CARI, "")


def show_lompat(meja: Meja) -> None:
    """Draw the ways to any slide and to any risiko or rencana aksi."""
    titles = {slide.kunci: _title(slide) for slide in meja.deck.slide}
    slide_box, code_box = st.columns(2, gap="small")
    with slide_box:
        st.selectbox(
            "Lompat ke slide", list(titles), index=None, format_func=titles.__getitem__,
            placeholder="Pilih slide", key=PILIHAN, on_change=_choose,
        )  # fmt: skip
    if kunci := recall(TUJUAN):
        forget(TUJUAN)
        show(meja, kunci)
    with code_box:
        cari = st.text_input(
            "Risiko atau rencana aksi", key=CARI, max_chars=100, placeholder="kode atau kata"
        )
    if cari.strip():
        _show_temuan(cari.strip())


def _show_temuan(cari: str) -> None:
    """Draw what was found, each with the button that shows it to the room."""
    exact = data.read(get_objek, kode=cari.upper()[:40])
    if exact and exact.huruf in "RA" and exact.ditarik_pada is None:
        found = [(exact.kode, exact.judul)]
    else:
        aksi, risiko = SaringanAksi(cari=cari), SaringanRisiko(cari=cari)
        found = [
            *(
                (r.kode, r.judul)
                for r in data.read_today(list_risiko, saringan=risiko, sebanyak=HASIL)
            ),
            *((a.kode, a.judul) for a in data.read_today(list_aksi, saringan=aksi, sebanyak=HASIL)),
        ]
    if not found:
        html.show("kosong.html", kalimat="Tidak ada risiko atau rencana aksi yang cocok.")
    for kode, judul in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"temuan-{kode}"):
            st.button(
                f"Tampilkan {kode}", icon=":material/cast:", key=f"tampil.{kode}",
                on_click=_choose_temuan, args=(kode,),
            )  # fmt: skip
            html.show("rakor/kendali_temuan.html", kode=kode, judul=judul)


def show_agenda(meja: Meja) -> None:
    """Draw the agenda with its clocks; each item has a button for each of its slides."""
    for item in meja.agenda:
        _show_acara(meja, item, [s for s in meja.deck.slide if s.agenda_id == item.id])
    _show_acara(meja, None, [s for s in meja.deck.slide if s.agenda_id is None])


def _show_acara(meja: Meja, item: BarisAgenda | None, daftar: list[Slide]) -> None:
    now = meja.panduan.slide
    with st.container(key=f"acara-{item.id if item else 'forum'}", gap="xsmall"):
        html.show(
            "rakor/kendali_acara.html",
            judul=item.judul if item else "Seluruh forum",
            jam=meja.jam(item.id) if item else None,
            aktif=now in [slide.kunci for slide in daftar],
        )
        with st.container(horizontal=True, gap="small"):
            for slide in daftar:
                label = NAMA.get(slide.kunci.partition(".")[0], "Tampilkan")
                kind = "primary" if slide.kunci == now else "secondary"
                if st.button(label, key=f"ke.{slide.kunci}", type=kind):  # type: ignore[arg-type]
                    show(meja, slide.kunci)
