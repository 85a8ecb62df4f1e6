"""Titles that are alike: candidates by their letters, in blocks, then by the words they share.

Two titles are alike when their words, sorted and without affixes, have 65 % of the letters in
common, and of the words that tell something 65 %. Equal ones need no comparing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

import numpy as np
from rapidfuzz import fuzz, process

from model.pemeriksaan.teks import kemiripan, teks_of

AMBANG = 65  # percent, of letters and of words
MAKS_JUDUL = 10_000  # of one kind; beyond that the newest are compared
MAKS_PASANGAN = 1000  # of all kinds; beyond that the most alike are shown
BLOK = 400  # titles compared with all others at once: some 8 MB


@dataclass(frozen=True, order=True)
class Pasangan:
    """Two titles by their places in the list, and how much they are alike in percent."""

    nilai: int
    satu: int
    lain: int


@lru_cache(maxsize=8)
def find_mirip(judul: tuple[str, ...]) -> tuple[Pasangan, ...]:
    """Return the pairs of titles that are alike, the most alike first, bounded in number.

    Of many equal titles each is paired with the first one only.
    """
    equal: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(judul):
        if key := teks_of(text).urut:
            equal[key].append(place)
    # Titles of about one length stand together: the others cannot be alike.
    keys = sorted(equal, key=len)
    found = _equal_ones(equal)
    found.extend(
        Pasangan(nilai, *sorted((equal[a][0], equal[b][0])))
        for nilai, a, b in _compare(keys, judul, equal)
    )
    return tuple(nlargest(MAKS_PASANGAN, found, key=lambda p: (p.nilai, -p.satu, -p.lain)))


def _equal_ones(equal: dict[str, list[int]]) -> list[Pasangan]:
    return [Pasangan(100, first, other) for first, *others in equal.values() for other in others]


def _compare(
    keys: Sequence[str], judul: Sequence[str], equal: dict[str, list[int]]
) -> Iterator[tuple[int, str, str]]:
    """Yield how alike two different titles are, for all pairs that are."""
    lengths = np.array([len(key) for key in keys])
    for start in range(0, len(keys), BLOK):
        block = keys[start : start + BLOK]
        # 65 % of the letters in common: the longer has at most (200 - 65) / 65 times as many.
        longest = len(block[-1]) * (200 - AMBANG) / AMBANG
        end = int(np.searchsorted(lengths, longest, side="right"))
        letters = process.cdist(
            block, keys[start:end], scorer=fuzz.ratio, score_cutoff=AMBANG, dtype=np.uint8
        )
        for row, column in zip(*np.nonzero(letters), strict=True):
            if column <= row:
                continue
            a, b = block[row], keys[start + column]
            nilai = kemiripan(*(teks_of(judul[equal[key][0]]) for key in (a, b)))
            if nilai >= AMBANG:
                yield nilai, a, b
