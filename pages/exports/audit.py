"""The columns of the riwayat as a file."""

from pages.exports.tabel import Kolom

KOLOM_AUDIT = [
    Kolom("Nomor", lambda b: b.nomor, 10),
    Kolom("Waktu", lambda b: b.pada, 18),
    Kolom("Oleh", lambda b: b.pelaku, 28),
    Kolom("Lewat", lambda b: b.asal, 14),
    Kolom("Tindakan", lambda b: b.tindakan, 14),
    Kolom("Jenis data", lambda b: b.jenis, 18),
    Kolom("Kode", lambda b: b.kode, 11),
    Kolom("Kolom", lambda b: b.kolom, 24),
    Kolom("Sebelum", lambda b: b.sebelum, 40),
    Kolom("Sesudah", lambda b: b.sesudah, 40),
]
