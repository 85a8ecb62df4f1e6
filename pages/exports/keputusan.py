"""The columns of the list of keputusan as a file."""

from pages.exports.tabel import Kolom

KOLOM_KEPUTUSAN = [
    Kolom("Kode", lambda k: k.kode, 11),
    Kolom("Keputusan", lambda k: k.judul, 60),
    Kolom("Pokja", lambda k: k.pokja, 26),
    Kolom("Penanggung jawab", lambda k: k.pd, 18),
    Kolom("Tenggat", lambda k: k.tenggat, 13),
    Kolom("Status", lambda k: k.status, 13),
    Kolom("Terlambat (hari)", lambda k: k.hari_terlambat or None, 11),
    Kolom("Selesai pada", lambda k: k.selesai_pada, 13),
    Kolom("Tanggapan perangkat daerah", lambda k: k.tanggapan_pd, 50),
]
