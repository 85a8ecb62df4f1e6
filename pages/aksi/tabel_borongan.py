"""The table for many: the rows in it, and what was typed and is not saved yet.

What the editor is given stays the same as long as its key does, else it would forget or misplace
edits; a table that has to change gets a new key (`nomor`). Typed values outlive that: rows that
hold any stand at the top of whatever table is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from model.choices import StatusAksi
from model.commands.aksi_banyak import MAKS_BARIS, HasilBaris, JawabanBaris, UbahBaris
from model.errors import DomainError, InvalidIsian, PerubahanKolom, StaleVersion
from model.format import angka, lama
from model.queries.borongan import BarisBorongan
from model.rules import HARI_SEGERA, days_late, is_late
from pages.shared.akses import is_kept, recall, remember
from pages.shared.forms import merged

ISIAN = ("status", "progres", "kendala", "tindak_lanjut", "catatan")
STATUS = {status.label: status for status in StatusAksi}


@dataclass(frozen=True)
class Baris:
    """One row: as it was read, and what stands in it."""

    asal: BarisBorongan
    nilai: dict[str, Any]

    @property
    def berubah(self) -> bool:
        """Return whether anything in it would have to be saved."""
        return self.nilai != values_of(self.asal)


@dataclass(frozen=True)
class Tabel:
    """The rows given to the editor under one key; `kunci` is the filter that they answer."""

    nama: str
    nomor: int
    kunci: str
    daftar: list[Baris]

    @property
    def key(self) -> str:
        """Return the name of the editor."""
        return f"{self.nama}.{self.nomor}"


@dataclass(frozen=True)
class HasilSimpan:
    """What became of one row, in words; `perubahan` is what others changed meanwhile."""

    kode: str
    hasil: HasilBaris
    kalimat: list[str]
    perubahan: list[PerubahanKolom]


def values_of(asal: BarisBorongan) -> dict[str, Any]:
    """Return what stands in a row that nobody has touched."""
    return {kolom: getattr(asal, kolom, "") for kolom in ISIAN}


def list_tertunda(nama: str) -> list[Baris]:
    """Return the rows that hold something not saved yet."""
    return list(recall(f"{nama}.tertunda", []))


def keep_tertunda(nama: str, daftar: list[Baris]) -> None:
    """Keep the rows that hold something not saved yet, whatever table is shown next."""
    remember(f"{nama}.tertunda", daftar)


def open_tabel(nama: str, kunci: str, read: Callable[[], list[BarisBorongan]]) -> Tabel:
    """Return the table on the screen, a new one when the filter changed or the page was left."""
    kept: Tabel | None = recall(f"{nama}.tabel")
    if kept is not None and kept.kunci == kunci and is_kept(kept.key):
        return kept
    top = list_tertunda(nama)
    known = {baris.asal.id for baris in top}
    rest = [Baris(asal, values_of(asal)) for asal in read() if asal.id not in known]
    nomor = recall(f"{nama}.nomor", 0) + 1
    tabel = Tabel(nama, nomor, kunci, [*top, *rest][:MAKS_BARIS])
    remember(f"{nama}.nomor", nomor)
    remember(f"{nama}.tabel", tabel)
    return tabel


def close_tabel(nama: str) -> None:
    """Let the next run begin a new table."""
    remember(f"{nama}.tabel", None)


def frame_tabel(daftar: list[Baris], hari: date) -> pd.DataFrame:
    """Return what the editor shows."""
    rows = [
        {
            "kode": b.asal.kode,
            "judul": b.asal.judul,
            "tenggat": b.asal.tenggat,
            "sisa": _left(b.asal, hari),
            **b.nilai,
            "status": b.nilai["status"].label if b.nilai["status"] else None,
        }
        for b in daftar
    ]
    frame = pd.DataFrame(rows)
    return frame.astype({"progres": "Int64", "tenggat": "datetime64[s]"})


def _left(asal: BarisBorongan, hari: date) -> str:
    if asal.tenggat is None:
        return "tanpa tenggat"
    if is_late(asal.tenggat, asal.status, hari):
        return f"terlambat {angka(days_late(asal.tenggat, hari))} hari"
    left = (asal.tenggat - hari).days
    return lama(left) if 0 <= left <= HARI_SEGERA else ""


def read_tabel(tabel: Tabel, edited: pd.DataFrame) -> list[Baris]:
    """Return the rows of the table that hold something not saved yet."""
    typed = zip(tabel.daftar, edited.to_dict("records"), strict=True)
    daftar = [Baris(baris.asal, _typed(row)) for baris, row in typed]
    return [baris for baris in daftar if baris.berubah]


def _typed(row: dict[Any, Any]) -> dict[str, Any]:
    """Return what stands in a row of the editor; an emptied cell is nothing, never `nan`."""
    nilai = {kolom: None if pd.isna(row[kolom]) else row[kolom] for kolom in ISIAN}
    return {kolom: value or "" for kolom, value in nilai.items()} | {
        "status": STATUS.get(str(nilai["status"])),
        "progres": None if nilai["progres"] is None else int(nilai["progres"]),
    }


def changes_of(daftar: list[Baris]) -> list[UbahBaris]:
    """Return the rows as the command takes them."""
    return [UbahBaris(baris.asal.id, baris.asal.versi, baris.nilai) for baris in daftar]


def list_hasil(daftar: list[Baris], answers: list[JawabanBaris]) -> list[HasilSimpan]:
    """Return in words what became of each row."""
    return [
        HasilSimpan(
            baris.asal.kode,
            answer.hasil,
            _sentences(answer.penolakan),
            answer.penolakan.perubahan if isinstance(answer.penolakan, StaleVersion) else [],
        )
        for baris, answer in zip(daftar, answers, strict=True)
    ]


def _sentences(refusal: DomainError | None) -> list[str]:
    if isinstance(refusal, InvalidIsian):
        return list(refusal.per_kolom.values())
    return [str(refusal)] if refusal else []


def list_refused(
    daftar: list[Baris], answers: list[JawabanBaris], fresh: dict[int, BarisBorongan]
) -> list[Baris]:
    """Return what stays in the table: refused rows as typed, stale ones on top of what is new."""
    kept = []
    for baris, answer in zip(daftar, answers, strict=True):
        if answer.hasil != HasilBaris.DITOLAK:
            continue
        now = fresh.get(baris.asal.id)
        if now is not None:
            nilai = merged(baris.nilai, values_of(baris.asal), values_of(now))
            baris = Baris(now, nilai)
        kept.append(baris)
    return kept
