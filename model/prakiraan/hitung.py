"""Prakiraan: the chance that an open rencana aksi misses its tenggat, worked out by points.

Points are added up and turned into a chance: 10 points more make the odds ten times as high, 3
points about twice (p = 1 / (1 + 10^(-points/10))). The values stand in
`model.prakiraan.faktor`; points are whole numbers, so that everybody can check a forecast with a
calculator. docs/prakiraan.md tells how the values were chosen and how well they did.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import log10, sqrt

from model.choices import STATUS_TERTUTUP, Choice, StatusAksi
from model.prakiraan.faktor import FAKTOR, HARI_BIASA, MAKS_DASAR, MAKS_POKJA, KunciFaktor
from model.prakiraan.laju import Laju, bulat
from model.rules import planned_progress

SEDANG_DARI, TINGGI_DARI = 30, 60  # percent
PALING_SEDIKIT, PALING_BANYAK = 1, 99  # a forecast is never certain
HARI_PRAKIRAAN = 90  # the list and the back-test look so far ahead

# The range of an expected count: 8 of 10 times the real one should lie inside. Beside chance itself
# the chances may all be off in the same direction, by about so many parts of the whole.
LEBAR_RENTANG, SALAH_BERSAMA = 1.28, 0.10


class TingkatPeluang(Choice):
    """A chance in one word."""

    RENDAH = "rendah", "Rendah"
    SEDANG = "sedang", "Sedang"
    TINGGI = "tinggi", "Tinggi"


K = KunciFaktor


@dataclass(frozen=True)
class Ciri:
    """What is known of an open action on a day. `kabar`: since when there has been no news."""

    hari: date
    mulai: date | None
    tenggat: date
    status: StatusAksi
    progres: int
    geseran: int
    kabar: date | None
    pokja: str
    laju: Laju
    forum: Laju

    @property
    def sisa(self) -> int:
        """Return the days left; 0 on the day of the tenggat."""
        return (self.tenggat - self.hari).days

    @property
    def rencana(self) -> int | None:
        """Return the planned progress in whole percent, None when no mulai says since when."""
        if self.mulai is None:
            return None
        return bulat(planned_progress(self.mulai, self.tenggat, self.hari) or 0.0)

    @property
    def sejak(self) -> date | None:
        """Return the last day known of; before its mulai an action has nothing to tell."""
        return max((day for day in (self.kabar, self.mulai) if day is not None), default=None)

    @property
    def diam(self) -> int:
        """Return the days without news."""
        return max(0, (self.hari - self.sejak).days) if self.sejak else 0

    @property
    def hari_kerja(self) -> int | None:
        """Return the days from mulai to the last news, None without a mulai."""
        return (self.sejak - self.mulai).days if self.sejak and self.mulai else None

    @property
    def hari_tersedia(self) -> int | None:
        """Return the days from the last news to the end of the tenggat, that day too."""
        return (self.tenggat - self.sejak).days + 1 if self.sejak else None

    @property
    def kecepatan(self) -> float | None:
        """Return how many times its own pace the rest needs, None when no pace is known.

        Own pace: progress told so far, and 30 days at the pace that is usual in the pokja.
        """
        if self.hari_kerja is None or not self.hari_tersedia or self.laju.lama is None:
            return None
        done = self.progres + 100 * HARI_BIASA / self.laju.lama
        own = done / (self.hari_kerja + HARI_BIASA)  # percent per day
        return bulat(100 * (100 - self.progres) / self.hari_tersedia / own) / 100


@dataclass(frozen=True)
class Sumbangan:
    """What one factor adds: its value (None: not known) and its points."""

    kunci: KunciFaktor
    nilai: float | None
    poin: int


@dataclass(frozen=True)
class Prakiraan:
    """A forecast: percent, points, and where they come from."""

    peluang: int
    poin: int
    dasar: int
    sumbangan: tuple[Sumbangan, ...]
    ciri: Ciri

    @property
    def tingkat(self) -> TingkatPeluang:
        """Return the chance in one word."""
        return tingkat_of(self.peluang)

    @property
    def utama(self) -> tuple[Sumbangan, ...]:
        """Return the two largest contributions, upwards or downwards; fewer when others are 0."""
        moved = [s for s in self.sumbangan if s.poin]
        return tuple(sorted(moved, key=lambda s: -abs(s.poin))[:2])


def tingkat_of(peluang: int) -> TingkatPeluang:
    """Return a chance in percent as one word."""
    if peluang >= TINGGI_DARI:
        return TingkatPeluang.TINGGI
    return TingkatPeluang.SEDANG if peluang >= SEDANG_DARI else TingkatPeluang.RENDAH


def can_prakiraan(tenggat: date | None, status: StatusAksi, hari: date) -> bool:
    """Return whether there is anything to forecast: open, with a tenggat that has not passed."""
    return tenggat is not None and tenggat >= hari and status not in STATUS_TERTUTUP


def poin_of(bagian: int) -> int:
    """Return the points of a share in percent: 50 % is 0, 24 % is -5, 9 % is -10."""
    bagian = min(max(bagian, 1), 99)
    return bulat(10 * log10(bagian / (100 - bagian)))


def peluang_of(poin: int) -> int:
    """Return the chance in whole percent of a sum of points."""
    return min(max(bulat(100 / (1 + 10 ** (-poin / 10))), PALING_SEDIKIT), PALING_BANYAK)


def hitung(ciri: Ciri) -> Prakiraan:
    """Return the forecast of an action for which `can_prakiraan` holds."""
    rencana = ciri.rencana
    nilai: dict[KunciFaktor, float | None] = {
        K.SELISIH: None if rencana is None else rencana - ciri.progres,
        K.KECEPATAN: ciri.kecepatan,
        K.GESERAN: ciri.geseran,
        K.DIAM: ciri.diam,
        K.TERKENDALA: int(ciri.status == StatusAksi.TERKENDALA),
        K.SISA: -ciri.sisa,
    }
    sumbangan = [
        Sumbangan(kunci, satu, 0 if satu is None else FAKTOR[kunci].poin(satu))
        for kunci, satu in nilai.items()
    ]
    forum = poin_of(ciri.forum.bagian)
    beda = _between(poin_of(ciri.laju.bagian) - forum, MAKS_POKJA)
    sumbangan.append(Sumbangan(K.POKJA, ciri.laju.bagian, beda))
    dasar = _between(forum, MAKS_DASAR)
    poin = dasar + sum(s.poin for s in sumbangan)
    return Prakiraan(peluang_of(poin), poin, dasar, tuple(sumbangan), ciri)


def _between(poin: int, most: int) -> int:
    return min(max(poin, -most), most)


@dataclass(frozen=True)
class Perkiraan:
    """How many of `dari` actions will probably miss their tenggat, and the range around it."""

    dari: int
    jumlah: int
    paling_sedikit: int
    paling_banyak: int


def perkirakan(peluang: Iterable[int]) -> Perkiraan:
    """Return the sum of chances, with the range in which 8 of 10 times the real count should lie.

    The range takes the chances as independent, and widens it for an error that all of them share.
    """
    shares = [satu / 100 for satu in peluang]
    dari, jumlah = len(shares), sum(shares)
    spread = sum(p * (1 - p) for p in shares) + (SALAH_BERSAMA * dari) ** 2
    half = LEBAR_RENTANG * sqrt(spread)
    return Perkiraan(
        dari, bulat(jumlah), max(0, bulat(jumlah - half)), min(dari, bulat(jumlah + half))
    )
