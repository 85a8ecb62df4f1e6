"""The columns of changes, and of the balances, as files."""

from model.arus import JenisPerubahan
from model.perubahan import FLOWS, BarisNeraca, Neraca
from pages.exports.tabel import Kolom

KOLOM_PERUBAHAN = [
    Kolom("Perubahan", lambda b: b.jenis, 30),
    Kolom("Kode", lambda b: b.kode, 11),
    Kolom("Judul", lambda b: b.judul, 60),
    Kolom("Pokja", lambda b: b.pokja, 26),
    Kolom("Dari", lambda b: b.dari, 22),
    Kolom("Menjadi", lambda b: b.ke, 22),
    Kolom("Tenggat sudah mundur (kali)", lambda b: b.kali or None, 12),
]


def _flow(jenis: JenisPerubahan, sign: str) -> Kolom:
    def value(baris: BarisNeraca) -> int | None:
        return {**baris.masuk, **baris.keluar}.get(jenis)

    return Kolom(f"{sign} {jenis.label}", value, 14)


KOLOM_NERACA = [
    Kolom("Neraca", lambda b: b.apa, 22),
    Kolom("Pokja", lambda b: b.pokja, 34),
    Kolom("Awal", lambda b: b.awal, 8),
    *(_flow(jenis, "Tambah:") for apa in Neraca for jenis in FLOWS[apa][0]),
    *(_flow(jenis, "Kurang:") for apa in Neraca for jenis in FLOWS[apa][1]),
    Kolom("Akhir", lambda b: b.akhir, 8),
]
