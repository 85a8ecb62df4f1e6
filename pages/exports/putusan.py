"""The columns of what needs a decision of pimpinan as a file."""

from model.alasan_putusan import PerluPutusan
from pages.exports.tabel import Kolom


def _keputusan(baris: PerluPutusan) -> str:
    return baris.keputusan.kode if baris.keputusan else ""


KOLOM_PUTUSAN = [
    Kolom("Kode", lambda b: b.kode, 11),
    Kolom("Judul", lambda b: b.judul, 60),
    Kolom("Pokja", lambda b: b.pokja, 26),
    Kolom("Sebab", lambda b: "; ".join(sebab.label for sebab in b.sebab), 36),
    Kolom("Mengapa", lambda b: b.kalimat, 70),
    Kolom("Diminta sejak", lambda b: b.diminta_pada, 13),
    Kolom("Besaran", lambda b: b.besaran or None, 9),
    Kolom("Tenggat", lambda b: b.tenggat, 13),
    Kolom("Terlambat (hari)", lambda b: b.hari_terlambat or None, 11),
    Kolom("Tenggat mundur (kali)", lambda b: b.kali or None, 11),
    Kolom("Keputusan", _keputusan, 11),
]
