"""What a list holds, in words: the sentence above it, and the one in its files."""

from model.format import angka
from model.queries.acuan import Pilihan


def kalimat_daftar(jumlah: int, what: str, *parts: str) -> str:
    """Return `12 risiko · Pokja Keuangan`; parts that say nothing are left out."""
    head = f"{angka(jumlah)} {what}" if jumlah else f"Tidak ada {what}"
    return " · ".join(part for part in (head, *parts) if part)


def kata_pokja(pokja: Pilihan | None) -> str:
    """Return that a list is of one pokja, nothing for all."""
    return f"Pokja {pokja.nama}" if pokja else ""


def kata_pd(pd: Pilihan | None, sebagai: str = "penanggung jawab") -> str:
    """Return that a list is of one perangkat daerah, nothing for all."""
    return f"{sebagai} {pd.singkat}" if pd else ""


def kata_cari(cari: str) -> str:
    """Return which words are searched for, nothing without them."""
    return f"memuat “{cari}”" if cari else ""


def awal_besar(kata: str) -> str:
    """Return words as the beginning of a sentence; names of months keep their capital."""
    return kata[:1].upper() + kata[1:]
