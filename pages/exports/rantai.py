"""The columns of the chain of a pokja as a file."""

from pages.exports.tabel import Kolom

KOLOM_RANTAI = [
    Kolom("Kode isu", lambda b: b.isu_kode, 10),
    Kolom("Isu strategis", lambda b: b.isu, 36),
    Kolom("Kode permasalahan", lambda b: b.permasalahan_kode, 12),
    Kolom("Permasalahan", lambda b: b.permasalahan, 46),
    Kolom("Kode risiko", lambda b: b.risiko_kode, 11),
    Kolom("Risiko", lambda b: b.risiko, 46),
    Kolom("Level saat ini", lambda b: b.level, 14),
    Kolom("Jalur", lambda b: b.jalur, 12),
    Kolom("Kode solusi/penanganan", lambda b: b.jawaban_kode, 13),
    Kolom("Solusi/penanganan", lambda b: b.jawaban, 46),
    Kolom("Kode rencana aksi", lambda b: b.aksi_kode, 11),
    Kolom("Rencana aksi", lambda b: b.aksi, 46),
    Kolom("Penanggung jawab", lambda b: b.pd, 18),
    Kolom("Status", lambda b: b.status, 13),
    Kolom("Progres (%)", lambda b: b.progres, 11),
    Kolom("Tenggat", lambda b: b.tenggat, 13),
]
