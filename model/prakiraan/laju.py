"""The pace of a pokja's own past actions: how often tenggat were missed, how long the work took.

Of the work, never of a person. Few past actions say little, so the figures of a pokja are drawn
towards those of the forum. All figures are whole numbers, so that they can be checked by hand.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

# The forum's figure weighs as much as so many past actions: with 20 of its own a pokja is halfway.
BOBOT_FORUM = 20
# Before anything is known: 2 of 6 missed. No public figure was found; the first real ones outweigh
# it soon.
AWAL_TERLEWAT, AWAL_BANYAK = 2, 6
HARI_LALU = 365  # tenggat of the last year count; older habits may be gone


@dataclass(frozen=True)
class Janji:
    """One tenggat that has come: whether it was missed, and how long the work took if it is done.

    It is the earliest tenggat of the last year that the action had, so one that was moved to later
    or taken away counts as missed unless the work was done by the earlier day.
    """

    pokja_id: int
    terlewat: bool
    lama: int | None = None


@dataclass(frozen=True)
class Laju:
    """Past tenggat of a pokja or of the forum.

    `bagian`: percent missed, smoothed. `lama`: usual days from mulai to selesai, smoothed, None
    when nothing was ever done. The rest is what they are worked out from.
    """

    banyak: int
    terlewat: int
    bagian: int
    selesai: int = 0
    lama_sendiri: int | None = None
    lama: int | None = None


@dataclass(frozen=True)
class LajuForum:
    """The pace of the forum and of each pokja that has past actions."""

    forum: Laju
    pokja: dict[int, Laju]

    def of(self, pokja_id: int) -> Laju:
        """Return the pace of a pokja; without past actions of its own it is the forum's."""
        forum = self.forum
        return self.pokja.get(pokja_id) or Laju(0, 0, forum.bagian, lama=forum.lama)


def bulat(value: float) -> int:
    """Return the nearest whole number, halves upwards, as on a calculator."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)


def is_terlewat(janji: date, selesai_pada: date | None) -> bool:
    """Return whether an action was not Selesai by the end of the day that was promised."""
    return selesai_pada is None or selesai_pada > janji


def laju_of(janji: Iterable[Janji]) -> LajuForum:
    """Return the pace that past tenggat show."""
    per: dict[int, list[Janji]] = defaultdict(list)
    for satu in janji:
        per[satu.pokja_id].append(satu)
    everything = [satu for rows in per.values() for satu in rows]
    missed, days = _count(everything)
    bagian = bulat(100 * (missed + AWAL_TERLEWAT) / (len(everything) + AWAL_BANYAK))
    usual = _median(days)
    forum = Laju(len(everything), missed, bagian, len(days), usual, usual)
    return LajuForum(forum, {pokja_id: _drawn(rows, forum) for pokja_id, rows in per.items()})


def _count(janji: list[Janji]) -> tuple[int, list[int]]:
    return sum(j.terlewat for j in janji), [j.lama for j in janji if j.lama is not None]


def _median(days: list[int]) -> int | None:
    return bulat(median(days)) if days else None


def _drawn(janji: list[Janji], forum: Laju) -> Laju:
    """Return the pace of one pokja, drawn towards the forum's."""
    missed, days = _count(janji)
    share = (100 * missed + BOBOT_FORUM * forum.bagian) / (len(janji) + BOBOT_FORUM)
    own, lama = _median(days), forum.lama
    if own is not None and forum.lama is not None:
        lama = bulat((len(days) * own + BOBOT_FORUM * forum.lama) / (len(days) + BOBOT_FORUM))
    return Laju(len(janji), missed, bulat(share), len(days), own, lama)
