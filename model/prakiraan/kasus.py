"""Cases for the back-test of the forecast (`model.prakiraan.uji`), and simple methods beside it.

For one day per week of the past: what the forecast would have said with what was known that day,
and what happened. A case is an action on a day, open, its tenggat within 90 days. It was missed
when the action was not Selesai by the end of the tenggat that stood on that day, as far as it is
known now: a tenggat that was moved to later counts as missed, unless the work was done by the
earlier day, and so does a claim that the verifikator returned. Cancelled or withdrawn by then: left
out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from statistics import median_low

from model.db import read_session
from model.prakiraan.baca import BarisPrakiraan, read_laju, read_prakiraan
from model.prakiraan.hitung import HARI_PRAKIRAAN, perkirakan
from model.prakiraan.laju import is_terlewat
from model.queries.akhir_aksi import Akhir, map_akhir
from model.queries.prakiraan import SaringanCalon
from model.rules import is_at_risk
from model.titik import Titik

HARI_RENTANG = 30
KELAS_LURUS = 5  # bins in which the linear pace gets its chances


@dataclass(frozen=True)
class Kasus:
    """One forecast of the past, what two simple methods would have said, and what happened."""

    hari: date
    aksi_id: int
    tenggat: date
    peluang: int
    berisiko: bool
    lurus: float
    dasar: int
    terlewat: bool


@dataclass(frozen=True)
class Metode:
    """A method: its chances, and the score its order goes by."""

    nama: str
    peluang: list[float]
    skor: list[float]


def list_hari(first: date, last: date, langkah: int) -> list[date]:
    """Return the days of forecasts: backwards from the last in equal steps, in order."""
    count = max(0, (last - first).days // langkah + 1)
    return sorted(last - timedelta(days=langkah * n) for n in range(count))


def list_kasus(hari: date, akhir: dict[int, Akhir], sampai: date) -> tuple[list[Kasus], int]:
    """Return the cases of a day whose tenggat came by `sampai`, and how many were left out."""
    titik = Titik(hari=hari)
    laju = read_laju(titik=titik)
    until = min(hari + timedelta(days=HARI_PRAKIRAAN), sampai)
    rows = read_prakiraan(titik=titik, laju=laju, saringan=SaringanCalon(sampai=until), batas=None)
    kept, left = [], 0
    for row in rows:
        aksi, end = row.aksi, akhir[row.aksi.id]
        if end.gugur is not None and end.gugur <= aksi.tenggat:
            left += 1
            continue
        kept.append(_kasus(row, hari, end, laju.forum.bagian))
    return kept, left


def _kasus(row: BarisPrakiraan, hari: date, end: Akhir, dasar: int) -> Kasus:
    a = row.aksi
    return Kasus(
        hari=hari,
        aksi_id=a.id,
        tenggat=a.tenggat,
        peluang=row.prakiraan.peluang,
        berisiko=is_at_risk(a.mulai, a.tenggat, a.status, a.progres, hari),
        lurus=laju_lurus(a.mulai, a.tenggat, a.progres, hari),
        dasar=dasar,
        terlewat=is_terlewat(a.tenggat, end.selesai_pada),
    )


def laju_lurus(mulai: date | None, tenggat: date, progres: int, hari: date) -> float:
    """Return the days needed at the pace so far, divided by the days left: above 1 misses."""
    gone = (hari - mulai).days if mulai else 0
    if gone <= 0:
        return 0.0  # not begun: nothing can be said, and nothing is late yet
    if progres == 0:
        return float("inf")
    needed = (100 - progres) * gone / progres
    return needed / ((tenggat - hari).days + 1)


def collect(first: date, last: date, langkah: int) -> tuple[list[Kasus], int]:
    """Return all cases whose tenggat came before today, and how many were left out."""
    with read_session() as session:
        akhir = map_akhir(session)
    kasus: list[Kasus] = []
    left = 0
    for hari in list_hari(first, last, langkah):
        found, gone = list_kasus(hari, akhir, last)
        kasus += found
        left += gone
    return kasus, left


def split(kasus: Sequence[Kasus], pisah: date) -> tuple[list[Kasus], list[Kasus]]:
    """Return the cases to choose by, over before `pisah`, and those to test, made from it on."""
    return [k for k in kasus if k.tenggat < pisah], [k for k in kasus if k.hari >= pisah]


def middle(kasus: Sequence[Kasus]) -> date:
    """Return the day that parts the tenggat in halves, each counted once."""
    return median_low(sorted(tenggat for _, tenggat in {(k.aksi_id, k.tenggat) for k in kasus}))


def list_metode(uji: Sequence[Kasus], pilih: Sequence[Kasus]) -> list[Metode]:
    """Return our method and the simple ones; some of these are calibrated on the cases `pilih`."""
    late = _shares([k.berisiko for k in pilih], pilih)
    cuts = _cuts([k.lurus for k in pilih])
    line = _shares([_place(k.lurus, cuts) for k in pilih], pilih)
    ours = [k.peluang / 100 for k in uji]
    flat = [k.dasar / 100 for k in uji]
    flagged = [1.0 if k.berisiko else k.dasar / 100 for k in uji]
    behind = [float(k.lurus > 1) for k in uji]
    lurus = [k.lurus for k in uji]
    return [
        Metode("Prakiraan", ours, ours),
        Metode("Kebiasaan forum saja", flat, flat),
        Metode("Aturan berisiko terlambat", flagged, flagged),
        Metode("  yang sama, dikalibrasi", [late[k.berisiko] for k in uji], flagged),
        Metode("Laju lurus, 0 atau 1", behind, lurus),
        Metode("  yang sama, dikalibrasi", [line[_place(n, cuts)] for n in lurus], lurus),
    ]


def _cuts(values: Sequence[float]) -> list[float]:
    """Return the limits of five bins that hold equally many."""
    ranked = sorted(values)
    return [ranked[len(ranked) * n // KELAS_LURUS] for n in range(1, KELAS_LURUS)]


def _place(value: float, cuts: Sequence[float]) -> int:
    return sum(value >= cut for cut in cuts)


def _shares(kelas: Sequence[int], kasus: Sequence[Kasus]) -> dict[int, float]:
    """Return the share that was missed in each bin, with one of each added."""
    found = {}
    for nomor in range(KELAS_LURUS):
        missed = [k.terlewat for k, own in zip(kasus, kelas, strict=True) if own == nomor]
        found[nomor] = (sum(missed) + 1) / (len(missed) + 2)
    return found


def list_rentang(kasus: Sequence[Kasus]) -> list[tuple[date, int, int, int, int]]:
    """Return per day: day, expected, lower and upper limit, and how many were missed really.

    Of the tenggat within 30 days of a forecast, for days of which all are over.
    """
    last = max(k.tenggat for k in kasus)
    found = []
    for hari, group in groupby(sorted(kasus, key=lambda k: k.hari), key=lambda k: k.hari):
        near = [k for k in group if (k.tenggat - hari).days <= HARI_RENTANG]
        if near and hari + timedelta(days=HARI_RENTANG) <= last:
            p = perkirakan(k.peluang for k in near)
            real = sum(k.terlewat for k in near)
            found.append((hari, p.jumlah, p.paling_sedikit, p.paling_banyak, real))
    return found
