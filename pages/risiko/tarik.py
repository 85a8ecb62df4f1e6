"""Withdrawing and restoring what is watched of a risiko, the same for indikator and kejadian."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from model.permissions import Pelaku
from pages.shared import data, forms
from pages.shared.akses import recall, seen_versi, toast_next_run


def tarik_or_pulihkan(
    key: str,
    *,
    pelaku: Pelaku,
    row_id: int,
    versi: int,
    ditarik: bool,
    withdraw: Callable[..., None],
    restore: Callable[..., None],
) -> bool:
    """Offer to withdraw a row with a reason, or to restore it; return whether that was done."""
    row: dict[str, Any] = {"row_id": row_id, "versi": seen_versi(key, versi)}
    if ditarik:
        pressed = st.button("Pulihkan", icon=":material/restore:", key=f"{key}.pulihkan")
        return pressed and _run(restore, "Data dipulihkan.", pelaku, row)
    with st.popover("Tarik dari daftar", icon=":material/archive:"):
        st.text("Yang ditarik hilang dari daftar dan hitungan, tetapi tetap dapat dipulihkan.")
        st.text_area("Alasan penarikan", key=f"{key}.alasan", max_chars=500, height=80)
        if st.button("Tarik", icon=":material/archive:", key=f"{key}.tarik"):
            alasan = recall(f"{key}.alasan", "")
            return _run(withdraw, "Data ditarik.", pelaku, row | {"alasan": alasan})
    return False


def _run(command: Callable[..., None], pesan: str, pelaku: Pelaku, row: dict[str, Any]) -> bool:
    saved = data.save(command, pelaku=pelaku, **row)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return False
    toast_next_run(pesan)
    return True
