"""Bukti dukung as a person hands it in: files and a link, checked before anything is recorded."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO, Self

from model.berkas import Siap, remove, stage
from model.config import settings
from model.errors import InvalidIsian
from model.isian import clean_line
from model.isian_bukti import IsianTautan
from model.jenis_berkas import JenisBerkas, detect

MAKS_BUKTI = 30  # in force for one rencana aksi or risiko
MAKS_NAMA = 200


@dataclass(frozen=True)
class Unggahan:
    """A file as it came: the name that a person gave it, which is only ever shown, and bytes."""

    nama: str
    isi: BinaryIO


@dataclass(frozen=True)
class BuktiBaru:
    """A link, or a file that lies staged; made by `link` and `prepare` only."""

    nama: str
    tautan: str = ""
    tipe: str = ""
    berkas: Siap | None = None

    @classmethod
    def link(cls, tautan: str, nama: str = "") -> Self:
        """Return the bukti for a link; raise InvalidIsian when it is none."""
        isian = IsianTautan.check({"tautan": tautan, "nama": nama})
        return cls(nama=isian.shown_name, tautan=isian.tautan)


@contextmanager
def prepare(
    unggahan: Iterable[Unggahan] = (), tautan: str = "", nama_tautan: str = ""
) -> Iterator[tuple[BuktiBaru, ...]]:
    """Check everything, stage the files, and give what a command attaches.

    Raises InvalidIsian with a sentence per file that is refused. What no command has adopted by
    the end of the block is removed again.
    """
    unggahan = list(unggahan)
    if len(unggahan) + bool(tautan.strip()) > MAKS_BUKTI:
        raise InvalidIsian({"berkas": too_many(MAKS_BUKTI)})
    refused: dict[str, str] = {}
    kinds: list[tuple[Unggahan, JenisBerkas]] = []
    for nomor, satu in enumerate(unggahan):
        try:
            _check_size(satu.isi)
            kinds.append((satu, detect(satu.isi)))
        except InvalidIsian as refusal:
            refused[f"berkas {nomor}"] = f"“{shown_name(satu.nama)}”: {refusal}"
    links: list[BuktiBaru] = []
    if tautan.strip() or nama_tautan.strip():
        try:
            links.append(BuktiBaru.link(tautan, nama_tautan))
        except InvalidIsian as refusal:
            refused |= refusal.per_kolom
    if refused:
        raise InvalidIsian(refused)
    staged: list[BuktiBaru] = []
    try:
        for satu, jenis in kinds:
            siap = stage(satu.isi)
            staged.append(BuktiBaru(file_name(satu.nama, jenis), "", jenis.mime, siap))
        yield (*staged, *links)
    finally:
        for bukti in staged:
            assert bukti.berkas is not None  # noqa: S101
            remove(bukti.berkas.jalur)


def too_many(sisa: int) -> str:
    """Return the sentence for more bukti than there is room for."""
    room = f"Masih dapat ditambah {sisa}." if sisa else "Tarik dahulu yang tidak diperlukan."
    return f"Di satu tempat ada paling banyak {MAKS_BUKTI} bukti dukung. {room}"


def _check_size(isi: BinaryIO) -> None:
    most = settings().forum_bukti_mb
    if isi.seek(0, SEEK_END) > most * 1024 * 1024:
        sentence = f"Berkas ini lebih besar dari {most} MB. Perkecil, atau berikan tautannya."
        raise InvalidIsian({"berkas": sentence})


def shown_name(nama: str) -> str:
    """Return the last part of a file's name, cleaned, as it may stand on a screen."""
    bare = clean_line(nama.replace("\\", "/").rpartition("/")[2])
    return str(bare).lstrip(". ")[:MAKS_NAMA] or "tanpa nama"


def file_name(nama: str, jenis: JenisBerkas) -> str:
    """Return the name under which a file is shown and downloaded; its ending tells the truth."""
    shown = shown_name(nama)
    endings = ("jpg", "jpeg", "jfif") if jenis.akhiran == "jpg" else (jenis.akhiran,)
    stem, _, ending = shown.rpartition(".")
    if not (stem and ending.casefold() in endings):
        stem, ending = shown, jenis.akhiran
    return f"{stem[: MAKS_NAMA - len(ending) - 1].rstrip(' .')}.{ending}"
