"""The agenda of a rakor by the clock, and for the sekretariat everything that changes it."""

from collections.abc import Set
from dataclasses import replace
from typing import Any

import streamlit as st

from model.commands.agenda import (
    create_agenda,
    create_sesi,
    fill_sesi,
    move_agenda,
    update_agenda,
    update_sesi,
    withdraw_agenda,
    withdraw_sesi,
)
from model.format import jam, tanggal_pendek
from model.isian_rakor import IsianAgenda, IsianSesi
from model.jadwal import make_jadwal
from model.permissions import Pelaku
from model.queries.acuan import Pilihan, list_pokja
from model.queries.rakor import (
    BarisAgenda,
    BarisSesi,
    RakorSingkat,
    list_agenda,
    list_sesi_rakor,
)
from pages.shared import data, forms, html
from pages.shared.akses import seen_versi
from pages.shared.akun import act
from pages.shared.pilih_banyak import choose_many


def show_susunan(rakor: RakorSingkat, pelaku: Pelaku, *, boleh: bool) -> None:
    """Draw the agenda; with `boleh` also what changes it."""
    isi = st.container()
    if boleh:
        agenda = data.read(list_agenda, rakor_id=rakor.id)
        sesi = data.read(list_sesi_rakor, rakor_id=rakor.id)
        html.show("rakor/mengatur.html")
        if agenda:
            _arrange(agenda, sesi, pelaku)
        with st.expander("Tambah acara", icon=":material/add:"):
            _add_acara(rakor, agenda, sesi, pelaku)
        with st.expander("Sesi: hari dan jam", icon=":material/schedule:"):
            _change_sesi(rakor, agenda, sesi, pelaku)
    with isi:
        data.draw(_draw_jadwal, rakor_id=rakor.id)


def _draw_jadwal(rakor_id: int) -> None:
    agenda = data.read(list_agenda, rakor_id=rakor_id)
    jadwal = make_jadwal(data.read(list_sesi_rakor, rakor_id=rakor_id), agenda)
    html.show("rakor/jadwal.html", jadwal=jadwal, menit=sum(a.menit for a in agenda))


def _arrange(agenda: list[BarisAgenda], sesi: list[BarisSesi], pelaku: Pelaku) -> None:
    """Draw what is done with one item: its place, its contents, taking it out."""
    by_id = {a.id: (nomor, a) for nomor, a in enumerate(agenda, start=1)}
    with st.container(horizontal=True, vertical_alignment="bottom", key="atur-acara"):
        chosen = st.selectbox(
            "Acara", list(by_id), key="acara.pilih",
            format_func=lambda a: f"{by_id[a][0]}. {by_id[a][1].judul}",
        )  # fmt: skip
        nomor, acara = by_id.get(chosen, (1, agenda[0]))
        naik = st.button(
            "Naikkan", icon=":material/arrow_upward:", key="acara.naik", disabled=nomor == 1
        )
        turun = st.button(
            "Turunkan", icon=":material/arrow_downward:", key="acara.turun",
            disabled=nomor == len(agenda),
        )  # fmt: skip
        with st.popover("Tarik", icon=":material/archive:"):
            st.text("Acara ini keluar dari agenda dan dari layar.")
            tarik = st.button("Tarik acara ini", key=f"acara.{acara.id}.tarik", type="primary")
    versi = seen_versi(f"acara.{acara.id}", acara.versi)
    row: dict[str, Any] = {"pelaku": pelaku, "row_id": acara.id, "versi": versi}
    if naik:
        act(move_agenda, "Acara dinaikkan.", langkah=-1, **row)
    elif turun:
        act(move_agenda, "Acara diturunkan.", langkah=1, **row)
    elif tarik:
        act(withdraw_agenda, "Acara ditarik dari agenda.", **row)
    with st.expander("Ubah acara yang dipilih", icon=":material/edit:"):
        done = forms.edit_form(
            f"acara.{acara.id}",
            IsianAgenda,
            pelaku=pelaku,
            command=update_agenda,
            values={nama: getattr(acara, nama) for nama in IsianAgenda.model_fields},
            options=_options(sesi),
            versi=acara.versi,
            row_id=acara.id,
        )
        if done:
            st.rerun()


def _add_acara(
    rakor: RakorSingkat, agenda: list[BarisAgenda], sesi: list[BarisSesi], pelaku: Pelaku
) -> None:
    html.show("rakor/acara_baru.html")
    done = forms.edit_form(
        f"acara.baru.{rakor.id}",
        IsianAgenda,
        pelaku=pelaku,
        command=create_agenda,
        values={"menit": 15},
        options=_options(sesi, {a.pokja_id for a in agenda}),
        message="Acara ditambahkan di akhir agenda.",
        rakor_id=rakor.id,
    )
    if done:
        st.rerun()


def _options(sesi: list[BarisSesi], taken: Set[int | None] = frozenset()) -> forms.Options:
    """Return what an item can belong to; pokja that have their turn already are left out."""
    pokja = [replace(p, singkat=p.nama) for p in data.read(list_pokja) if p.id not in taken]
    return {"pokja_id": pokja, "sesi_id": [Pilihan(s.id, "", _name(s), _name(s)) for s in sesi]}


def _name(sesi: BarisSesi) -> str:
    hours = f"{jam(sesi.jam_mulai)}–{jam(sesi.jam_selesai)}"
    return f"{sesi.nama} ({tanggal_pendek(sesi.tanggal)}, {hours})"


def _change_sesi(
    rakor: RakorSingkat, agenda: list[BarisAgenda], sesi: list[BarisSesi], pelaku: Pelaku
) -> None:
    """Draw the choice of a sitting with its form, its items and taking it out; or a new one."""
    by_id = {s.id: s for s in sesi}
    chosen = st.selectbox(
        "Sesi", [*by_id, 0], key="sesi.pilih",
        format_func=lambda s: _name(by_id[s]) if s else "Sesi baru",
    )  # fmt: skip
    satu = by_id.get(chosen or 0)
    if satu is None:
        done = forms.edit_form(
            f"sesi.baru.{rakor.id}",
            IsianSesi,
            pelaku=pelaku,
            command=create_sesi,
            values={"tanggal": rakor.mulai},
            options={},
            button="Tambah sesi",
            message="Sesi ditambahkan. Pilih sesinya untuk mengisi acaranya.",
            rakor_id=rakor.id,
        )
        if done:
            st.rerun()
        return
    done = forms.edit_form(
        f"sesi.{satu.id}",
        IsianSesi,
        pelaku=pelaku,
        command=update_sesi,
        values={nama: getattr(satu, nama) for nama in IsianSesi.model_fields},
        options={},
        versi=satu.versi,
        row_id=satu.id,
    )
    if done:
        st.rerun()
    _fill(satu, agenda, pelaku)


def _fill(sesi: BarisSesi, agenda: list[BarisAgenda], pelaku: Pelaku) -> None:
    """Draw which items belong to a sitting, and taking the sitting out."""
    versi = seen_versi(f"sesi.{sesi.id}", sesi.versi)
    row: dict[str, Any] = {"pelaku": pelaku, "row_id": sesi.id, "versi": versi}
    sekarang = [a.id for a in agenda if a.sesi_id == sesi.id]
    judul = {a.id: a.judul for a in agenda}
    pilihan = choose_many(
        f"sesi.{sesi.id}.acara", "Acara dalam sesi ini", judul, sekarang, "Simpan acara sesi"
    )
    if pilihan:
        agenda_ids = pilihan.on_top_of(sekarang)
        act(fill_sesi, "Acara sesi tersimpan.", selesai=pilihan.done, agenda_ids=agenda_ids, **row)
    with st.popover("Tarik sesi", icon=":material/archive:"):
        st.text("Sesi ini hilang; acaranya tetap dalam agenda tanpa sesi.")
        if st.button("Tarik sesi ini", key=f"sesi.{sesi.id}.tarik", type="primary"):
            act(withdraw_sesi, "Sesi ditarik.", **row)
