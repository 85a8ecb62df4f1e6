"""The columns of the forecasts as a file."""

from model.prakiraan.alasan import list_alasan
from model.prakiraan.baca import BarisPrakiraan
from pages.exports.tabel import Kolom


def _alasan(nomor: int) -> Kolom:
    def value(baris: BarisPrakiraan) -> str:
        alasan = list_alasan(baris.prakiraan)[nomor]
        return f"{alasan.kalimat} ({alasan.tanda} poin)"

    return Kolom(f"Alasan {nomor + 1}", value, 50)


KOLOM_PRAKIRAAN = [
    Kolom("Kode", lambda b: b.aksi.kode, 11),
    Kolom("Rencana aksi", lambda b: b.aksi.judul, 60),
    Kolom("Pokja", lambda b: b.aksi.pokja, 26),
    Kolom("Penanggung jawab", lambda b: b.aksi.pd, 18),
    Kolom("Status", lambda b: b.aksi.status, 13),
    Kolom("Mulai", lambda b: b.aksi.mulai, 13),
    Kolom("Tenggat", lambda b: b.aksi.tenggat, 13),
    Kolom("Progres (%)", lambda b: b.aksi.progres, 11),
    Kolom("Menurut rencana (%)", lambda b: b.prakiraan.ciri.rencana, 12),
    Kolom("Peluang terlewat (%)", lambda b: b.prakiraan.peluang, 12),
    Kolom("Tingkat", lambda b: b.prakiraan.tingkat, 10),
    Kolom("Poin", lambda b: b.prakiraan.poin, 8),
    _alasan(0),
    _alasan(1),
    Kolom("Tenggat mundur (kali)", lambda b: b.prakiraan.ciri.geseran, 12),
    Kolom("Tanpa kabar (hari)", lambda b: b.prakiraan.ciri.diam, 12),
]
