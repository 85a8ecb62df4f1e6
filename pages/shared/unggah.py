"""The part of a form that takes bukti dukung: files and a link.

What was chosen stays there when a save is refused.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import streamlit as st

from model.bukti import BuktiBaru, Unggahan, prepare
from model.config import settings
from model.isian_bukti import IsianTautan
from model.jenis_berkas import JENIS
from pages.shared.akses import forget, recall, remember

# Phones offer their camera for these; what a file really is, its content decides.
TERIMA = [jenis.akhiran for jenis in JENIS] + ["jfif"]

SELESAI = "Wajib ada sedikitnya satu bukti, berkas atau tautan, bila statusnya Selesai."


@dataclass(frozen=True)
class Lampiran:
    """What stands in the part of one form: uploads, and the address and name of a link."""

    tempat: str
    nomor: int
    unggahan: Sequence[Any]
    tautan: str
    nama_tautan: str

    def prepare(self) -> AbstractContextManager[tuple[BuktiBaru, ...]]:
        """Check and stage it all; give it to a command inside the block."""
        files = [Unggahan(satu.name, satu) for satu in self.unggahan]
        return prepare(files, self.tautan, self.nama_tautan)

    def forget(self) -> None:
        """Begin empty the next time: it is saved."""
        forget(f"{self.tempat}.{self.nomor}.")
        remember(f"{self.tempat}.ke", self.nomor + 1)


def times_saved(key: str) -> int:
    """Return how often bukti were saved at this place in this tab."""
    return int(recall(f"bukti.{key}.ke", 0))


def input_lampiran(key: str, catatan: str = SELESAI) -> Lampiran:
    """Draw the fields for bukti dukung, inside a form; `catatan` goes into the help.

    They keep their names when the form around them is opened anew on top of what others saved.
    """
    tempat = f"bukti.{key}"
    nomor = times_saved(key)
    name = f"{tempat}.{nomor}"
    unggahan = st.file_uploader(
        "Bukti dukung: berkas atau foto",
        type=TERIMA,
        accept_multiple_files=True,
        key=f"{name}.berkas",
        max_upload_size=settings().forum_bukti_mb,
        help=f"PDF, foto (JPG, PNG, WebP), Word, Excel, PowerPoint, atau OpenDocument. {catatan}",
    )
    left, right = st.columns([3, 2])
    alamat, nama = IsianTautan.model_fields["tautan"], IsianTautan.model_fields["nama"]
    with left:
        tautan = st.text_input(
            alamat.title or "", max_chars=1000, key=f"{name}.tautan", help=alamat.description,
            placeholder="https://",
        )  # fmt: skip
    with right:
        nama_tautan = st.text_input(
            nama.title or "", max_chars=200, key=f"{name}.nama", help=nama.description
        )
    return Lampiran(tempat, nomor, unggahan, tautan, nama_tautan)
