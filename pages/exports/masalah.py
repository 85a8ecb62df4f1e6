"""The columns of the list of permasalahan as a file."""

from pages.exports.tabel import Kolom

KOLOM_MASALAH = [
    Kolom("Kode", lambda b: b.kode, 11),
    Kolom("Permasalahan", lambda b: b.judul, 60),
    Kolom("Pokja", lambda b: b.pokja, 26),
    Kolom("Kode isu", lambda b: b.isu_kode, 10),
    Kolom("Isu strategis", lambda b: b.isu, 40),
    Kolom("Perangkat daerah", lambda b: b.pd, 18),
    Kolom("Kode risiko", lambda b: b.risiko_kode, 11),
    Kolom("Besaran risiko saat ini", lambda b: b.saat_ini.besaran if b.saat_ini else None, 12),
    Kolom("Level risiko saat ini", lambda b: b.saat_ini.band.nama if b.saat_ini else None, 14),
    Kolom("Solusi", lambda b: b.solusi, 9),
    Kolom("Rencana aksi", lambda b: b.aksi, 11),
    Kolom("Rencana aksi selesai", lambda b: b.selesai, 11),
]
