"""The columns of the risiko that a draft of the rules would change, as a file."""

from typing import Any

from model.choices import Posisi
from pages.exports.tabel import Kolom


def _geser(posisi: Posisi, angka: str) -> Any:
    return lambda baris: getattr(getattr(baris, posisi.value), angka)


def _level(posisi: Posisi, band: str) -> Any:
    return lambda baris: getattr(getattr(baris, posisi.value), band).nama


def _posisi(posisi: Posisi) -> list[Kolom]:
    kata = posisi.label.lower()
    return [
        Kolom(f"Kemungkinan {kata}", _geser(posisi, "kemungkinan"), 13),
        Kolom(f"Dampak {kata}", _geser(posisi, "dampak"), 13),
        Kolom(f"Besaran {kata} sekarang", _geser(posisi, "sebelum"), 13),
        Kolom(f"Level {kata} sekarang", _level(posisi, "band_sebelum"), 16),
        Kolom(f"Besaran {kata} menurut rancangan", _geser(posisi, "sesudah"), 13),
        Kolom(f"Level {kata} menurut rancangan", _level(posisi, "band_sesudah"), 16),
    ]


KOLOM_BANDING = [
    Kolom("Kode", lambda r: r.kode, 10),
    Kolom("Risiko", lambda r: r.judul, 60),
    Kolom("Pokja", lambda r: r.pokja, 26),
    *(
        kolom
        for posisi in (Posisi.SAAT_INI, Posisi.INHEREN, Posisi.TARGET)
        for kolom in _posisi(posisi)
    ),
    Kolom("Prioritas sekarang", lambda r: r.prioritas_sebelum, 12),
    Kolom("Prioritas menurut rancangan", lambda r: r.prioritas_sesudah, 12),
    Kolom("Di atas selera sekarang", lambda r: r.selera_sebelum, 12),
    Kolom("Di atas selera menurut rancangan", lambda r: r.selera_sesudah, 12),
    Kolom("Melanggar urutan posisi", lambda r: r.urutan_salah, 12),
]
