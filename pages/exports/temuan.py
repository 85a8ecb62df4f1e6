"""The columns of the findings of the pemeriksaan, and of those declared in order, as files."""

from typing import Any

from pages.exports.tabel import Kolom


def _lain(name: str) -> Any:
    return lambda b: getattr(b.lain, name) if b.lain else None


OBJEK = [
    Kolom("Kode", lambda b: b.objek.kode, 11),
    Kolom("Judul", lambda b: b.objek.judul, 60),
    Kolom("Pokja", lambda b: b.objek.pokja or "Lintas pokja", 26),
    Kolom("Kode lain", _lain("kode"), 11),
    Kolom("Judul lain", _lain("judul"), 60),
    Kolom("Pokja lain", _lain("pokja"), 26),
]

KOLOM_TEMUAN = [
    Kolom("Bobot", lambda b: b.aturan.bobot.label, 9),
    Kolom("Aturan", lambda b: b.aturan.nama, 44),
    *OBJEK,
    Kolom("Temuan", lambda b: b.kalimat, 60),
    Kolom("Cara memperbaiki", lambda b: b.aturan.cara, 60),
]

KOLOM_WAJAR = [
    Kolom("Aturan", lambda b: b.aturan.nama, 44),
    *OBJEK,
    Kolom("Alasan", lambda b: b.alasan, 60),
    Kolom("Dinyatakan oleh", lambda b: b.pelaku, 26),
    Kolom("Waktu", lambda b: b.pada, 18),
]
