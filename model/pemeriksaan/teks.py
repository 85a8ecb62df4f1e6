"""Titles made comparable: words without their affixes, numbers kept apart, common words known."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from model.cari.kata import stem

WORD = re.compile(r"\w+")
# Numbers tell apart what is otherwise alike: "tahap 1" and "tahap 2", "triwulan I" and "II".
NUMBER = re.compile(r"\d+|[ivx]+")

SAMBUNG = (
    "dan atau yang di ke dari untuk pada dengan dalam oleh per bagi para serta agar sebagai secara "
    "antar tanpa tiap setiap seluruh semua tidak masih sudah akan dapat karena sehingga antara "
    "atas hingga sampai terhadap saat ketika"
)
# What half of all titles say; two that share no other words are not alike.
UMUM = (
    "susun penyusunan laksana pelaksanaan menjalankan meningkatkan mengoptimalkan menetapkan "
    "membuat membangun mengadakan memperkuat melakukan mengelola pengelolaan koordinasi pedoman "
    "panduan laporan rencana program kegiatan kebijakan teknis daerah perangkat pemerintah "
    "provinsi dki jakarta pemprov dinas badan biro lebih belum kurang"
)

KATA_SAMBUNG = frozenset(SAMBUNG.split())


KATA_UMUM = frozenset(stem(word) for word in UMUM.split())


@dataclass(frozen=True)
class Teks:
    """A title to compare: its words in the order of the alphabet, the telling ones, its numbers."""

    urut: str
    khas: frozenset[str]
    angka: tuple[str, ...]


@lru_cache(maxsize=50_000)
def teks_of(judul: str) -> Teks:
    """Return a title in the form in which it is compared."""
    words = WORD.findall(unicodedata.normalize("NFKC", judul).casefold())
    stems = sorted(stem(word) for word in words if word not in KATA_SAMBUNG)
    numbers = tuple(word for word in stems if NUMBER.fullmatch(word))
    return Teks(" ".join(stems), frozenset(stems) - KATA_UMUM, numbers)


def kemiripan(satu: Teks, lain: Teks) -> int:
    """Return how much of the telling words two titles share, in percent; 0 when numbers differ."""
    if satu.angka != lain.angka or not (satu.khas and lain.khas):
        return 0
    shared = len(satu.khas & lain.khas)
    return round(200 * shared / (len(satu.khas) + len(lain.khas)))
