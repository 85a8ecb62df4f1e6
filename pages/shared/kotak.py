"""The kotak masuk as every page sees it: how much waits unread, and opening from a message."""

import streamlit as st

from model.choices import Peran
from model.commands.pesan import read_pesan
from model.db import open_session
from model.permissions import Pelaku
from model.queries.pesan import MAKS_HITUNGAN, count_unread
from pages.shared import data

PARAM = "pesan"
MAKS_NOMOR = 2**31 - 1


def count_belum_dibaca(pelaku: Pelaku | None) -> int:
    """Return how many messages wait unread for the person at the screen, up to 100."""
    if pelaku is None or pelaku.id is None or pelaku.peran == Peran.LAYAR:
        return 0
    return data.read_now(count_unread, pengguna_id=pelaku.id)


def in_words(jumlah: int) -> str:
    """Return a number of unread messages for a title; many are not counted out."""
    return f"{jumlah}" if jumlah < MAKS_HITUNGAN else f"{MAKS_HITUNGAN - 1}+"


def note_opened(pelaku: Pelaku | None) -> None:
    """Mark the message read through which an address was opened (`&pesan=12`)."""
    if PARAM not in st.query_params:
        return
    nomor = st.query_params[PARAM]
    del st.query_params[PARAM]
    known = nomor.isascii() and nomor.isdigit() and len(nomor) < 11 and int(nomor) <= MAKS_NOMOR
    if pelaku is None or not known:
        return
    with open_session(pelaku) as session:
        read_pesan(session, pelaku=pelaku, pesan_id=int(nomor))
