"""What moved on the risk map between two points in time. Pure: two sets of places, one matrix."""

from collections.abc import Mapping
from dataclasses import dataclass

from model.choices import Choice
from model.queries.acuan import Aturan
from model.queries.pergerakan import LetakRisiko

BELUM_TERCATAT = 0  # the level of a risiko at a time when it was not there

Asal = int | tuple[int, int]  # where a risiko came from: a level, or a cell


class Gerak(Choice):
    """How the besaran of a risiko changed between two points in time."""

    NAIK = "naik", "Naik"
    TURUN = "turun", "Turun"
    TETAP = "tetap", "Tetap"
    BARU = "baru", "Baru"


@dataclass(frozen=True)
class Perpindahan:
    """What the risiko of a filter did since another point in time.

    `gerak` and `level` (then, 0 when it was not there, and now) are by id of the risiko that the
    filter lets through now, `sel` (kemungkinan, dampak) of those that were there; `keluar` are
    those that it let through then only, `sebelum` all then.
    """

    gerak: Mapping[int, Gerak]
    level: Mapping[int, tuple[int, int]]
    sel: Mapping[int, tuple[int, int]]
    keluar: tuple[LetakRisiko, ...]
    sebelum: int

    @property
    def sesudah(self) -> int:
        """Return how many risiko the filter lets through now."""
        return len(self.gerak)

    def jumlah(self, gerak: Gerak) -> int:
        """Return how many risiko moved so."""
        return sum(kind == gerak for kind in self.gerak.values())

    def ids(self, gerak: Gerak | None, asal: Asal | None) -> tuple[int, ...] | None:
        """Return the ids that moved so and came from there; None when neither is asked."""
        if gerak is None and asal is None:
            return None
        return tuple(
            risiko_id
            for risiko_id, kind in self.gerak.items()
            if gerak in (None, kind)
            and asal in (None, self.level[risiko_id][0], self.sel.get(risiko_id))
        )


def compare(
    before: Mapping[int, LetakRisiko],
    chosen: Mapping[int, LetakRisiko],
    after: Mapping[int, LetakRisiko],
    aturan: Aturan,
) -> Perpindahan:
    """Return what moved: all places then, those of the filter then, those of the filter now.

    Both places are ranked by one `aturan`, so that a new rule moves nothing.
    """
    gerak, level, sel = {}, {}, {}
    for risiko_id, place in after.items():
        now = aturan.besaran(place.kemungkinan, place.dampak)
        old = before.get(risiko_id)
        if old is None:
            kind, came_from = Gerak.BARU, BELUM_TERCATAT
        else:
            then = aturan.besaran(old.kemungkinan, old.dampak)
            kind = Gerak.TETAP if then == now else Gerak.NAIK if then < now else Gerak.TURUN
            came_from = aturan.level(then).level
            sel[risiko_id] = (old.kemungkinan, old.dampak)
        gerak[risiko_id], level[risiko_id] = kind, (came_from, aturan.level(now).level)
    gone = tuple(place for risiko_id, place in chosen.items() if risiko_id not in after)
    return Perpindahan(gerak, level, sel, gone, len(chosen))
