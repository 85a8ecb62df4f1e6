"""Whose work the pages of those who write are about: one's own pokja or PD, or a chosen pokja."""

import streamlit as st

from model.permissions import Hak, Lingkup, Pelaku, jangkauan
from model.queries.acuan import list_perangkat_daerah, list_pokja
from model.queries.menunggu import Milik
from pages.shared import data, filters


def sees_all(pelaku: Pelaku) -> bool:
    """Return whether this person may update the rencana aksi of every pokja."""
    return jangkauan(pelaku, Hak.MUTAKHIRKAN).lingkup == Lingkup.SEMUA


def choose_milik(pelaku: Pelaku) -> Milik:
    """Return whose work is meant; those who may update all choose a pokja from a box."""
    reach = jangkauan(pelaku, Hak.MUTAKHIRKAN)
    if reach.lingkup == Lingkup.SEMUA:
        with st.container(width=320):
            pokja = filters.select_pokja()
        return Milik(pokja_id=pokja.id if pokja else None)
    if reach.lingkup == Lingkup.POKJA:
        return Milik(pokja_id=reach.milik)
    return Milik(pd_id=reach.milik)


def name_of(milik: Milik) -> str:
    """Return what is meant in words, such as `Pokja Keuangan`."""
    if milik.pokja_id is not None:
        pokja = {p.id: p.nama for p in data.read(list_pokja)}
        return f"Pokja {pokja[milik.pokja_id]}"
    if milik.pd_id is not None:
        return next(p.nama for p in data.read(list_perangkat_daerah) if p.id == milik.pd_id)
    return "semua pokja"


def pokja_param(pelaku: Pelaku, milik: Milik) -> str | None:
    """Return the chosen pokja as it stands in addresses; one's own pokja never does."""
    if not sees_all(pelaku) or milik.pokja_id is None:
        return None
    return next(p.nama for p in data.read(list_pokja) if p.id == milik.pokja_id)
