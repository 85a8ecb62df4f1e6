"""What becomes of a keputusan: completed in the meeting, turned into a rencana aksi."""

import streamlit as st

from model.commands.keputusan import make_aksi_of_keputusan, update_keputusan
from model.isian_keputusan import IsianKeputusan
from model.permissions import Hak, Pelaku, may
from model.queries.acuan import list_perangkat_daerah
from model.queries.keputusan_rakor import Induk, KeputusanRakor
from model.queries.objek import list_pilihan
from pages.shared import data, forms, html
from pages.shared.akses import seen_versi, toast_next_run

# The parents of which a rencana aksi needs one, and the argument that names each.
INDUK_AKSI = {"S": "solusi_id", "T": "penanganan_id"}


def show_ubah(k: KeputusanRakor, pelaku: Pelaku) -> None:
    """Offer the form of a keputusan behind a button; what it lacks is asked for by name."""
    label, icon = ("Lengkapi", "edit_note") if k.kurang else ("Ubah", "edit")
    popover = st.popover(label, icon=f":material/{icon}:", key=f"ubah-{k.kode}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        done = forms.edit_form(
            f"lengkapi.{k.kode}",
            IsianKeputusan,
            pelaku=pelaku,
            command=update_keputusan,
            values={name: getattr(k, name) for name in IsianKeputusan.model_fields},
            options={"pd_id": data.read(list_perangkat_daerah)},
            versi=k.versi,
            message=f"{k.kode} tersimpan.",
            row_id=k.id,
        )
    if done:
        st.rerun()


def show_jadikan(
    pelaku: Pelaku, *, kode: str, row_id: int, versi: int, pokja_id: int, induk: Induk
) -> None:
    """Offer to turn a keputusan into a rencana aksi: one press, or one choice when it must serve
    something that the keputusan does not name."""
    if not may(pelaku, Hak.PUTUSKAN, pokja_id=pokja_id):
        return
    label, icon, key = "Jadikan rencana aksi", ":material/add_task:", f"jadikan-{kode}"
    versi = seen_versi(key, versi)
    if induk.ada:
        if st.button(label, icon=icon, key=key):
            _make(pelaku, kode, row_id=row_id, versi=versi)
        return
    popover = st.popover(label, icon=icon, key=key, on_change="rerun")
    if not popover.open:
        return
    with popover:
        parents = {
            f"{p.kode} {p.nama}": (argument, p.id)
            for huruf, argument in INDUK_AKSI.items()
            for p in data.read(list_pilihan, huruf=huruf, pokja_id=pokja_id)
        }
        chosen = st.selectbox(
            "Solusi atau penanganan yang dilaksanakan", list(parents), index=None,
            placeholder="Pilih", key=f"induk-{kode}",
        )  # fmt: skip
        if not parents:
            html.show("kosong.html", kalimat="Pokja ini belum mempunyai solusi atau penanganan.")
        if st.button("Buat rencana aksi", icon=icon, key=f"buat-{kode}", disabled=not parents):
            argument, parent_id = parents.get(chosen or "", ("solusi_id", None))
            _make(pelaku, kode, row_id=row_id, versi=versi, **{argument: parent_id})


def _make(pelaku: Pelaku, kode: str, **arguments: int | None) -> None:
    saved = data.save(make_aksi_of_keputusan, pelaku=pelaku, **arguments)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    toast_next_run(f"{kode} menjadi rencana aksi {saved.value}.")
    st.rerun()
