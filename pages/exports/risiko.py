"""The columns of the risk register as a file."""

from typing import Any

from model.choices import Posisi
from pages.exports.tabel import Kolom


def _di(posisi: Posisi, angka: str) -> Any:
    return lambda baris: getattr(getattr(baris, posisi.value), angka)


def _posisi(posisi: Posisi) -> list[Kolom]:
    kata = posisi.label.lower()
    return [
        Kolom(f"Kemungkinan {kata}", _di(posisi, "kemungkinan"), 13),
        Kolom(f"Dampak {kata}", _di(posisi, "dampak"), 13),
        Kolom(f"Besaran {kata}", _di(posisi, "besaran"), 13),
        Kolom(f"Level {kata}", lambda baris: getattr(baris, posisi.value).band.nama, 16),
    ]


KOLOM_RISIKO = [
    Kolom("Kode", lambda r: r.kode, 10),
    Kolom("Risiko", lambda r: r.judul, 60),
    Kolom("Pokja", lambda r: r.pokja, 26),
    Kolom("Kategori", lambda r: r.kategori, 20),
    Kolom("Pemilik risiko", lambda r: r.pemilik, 18),
    *(kolom for posisi in Posisi for kolom in _posisi(posisi)),
    Kolom("Risiko prioritas", lambda r: r.prioritas, 12),
    Kolom("Penanganan", lambda r: r.penanganan, 12),
    Kolom("Rencana aksi", lambda r: r.aksi, 12),
]

# Rows: what the first level is of, the level, what the second is of, the level, how many.
KOLOM_ARUS = [
    Kolom("Dari", lambda a: a[0], 24),
    Kolom("Level asal", lambda a: a[1], 18),
    Kolom("Ke", lambda a: a[2], 24),
    Kolom("Level tujuan", lambda a: a[3], 18),
    Kolom("Banyak risiko", lambda a: a[4], 14),
]
