"""What the pages about accounts share: acting on what one saw, sesi, a copy of a person's data."""

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from model.commands.akun import export_data_pribadi
from model.permissions import Pelaku
from pages.shared import data, forms
from pages.shared.akses import toast_next_run
from pages.shared.unduh import file_name


def act(
    command: Callable[..., Any],
    message: str,
    *,
    pelaku: Pelaku,
    selesai: Callable[[], None] | None = None,
    **arguments: Any,
) -> None:
    """Run a command that a button stands for, then `selesai`, and show the page anew."""
    saved = data.save(command, pelaku=pelaku, **arguments)
    if not saved.ok:
        forms.show_refusal(saved.refusal)
        return
    if selesai:
        selesai()
    toast_next_run(message)
    st.rerun()


def download_data_pribadi(label: str, *, pelaku: Pelaku, pengguna_id: int) -> None:
    """Offer all that the store knows about a person; the file is made when it is asked for."""

    def make() -> bytes:
        saved = data.save(export_data_pribadi, pelaku=pelaku, pengguna_id=pengguna_id)
        if saved.refusal is not None:
            raise saved.refusal
        return json.dumps(saved.value, ensure_ascii=False, indent=1).encode()

    st.download_button(
        label,
        make,
        file_name(f"data-pribadi-{pengguna_id}", "json"),
        "application/json",
        key=f"unduh_pribadi_{pengguna_id}",
        icon=":material/download:",
        on_click="ignore",
    )
