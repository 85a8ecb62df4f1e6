"""How good chances were, measured on what happened. Pure arithmetic on pairs of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

BATAS_KELAS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
TERKECIL = 0.01  # a chance of 0 or 1 that is wrong once would cost without end


@dataclass(frozen=True)
class Kelas:
    """Chances of one bin: how many, their mean, and the share that happened."""

    dari: float
    sampai: float
    banyak: int
    rata_peluang: float
    bagian_terjadi: float


@dataclass(frozen=True)
class Ukuran:
    """Brier score and log loss (small is good), and ROC AUC (0.5 is guessing, 1 perfect order)."""

    banyak: int
    brier: float
    log_loss: float
    auc: float | None


def brier(peluang: Sequence[float], terjadi: Sequence[bool]) -> float:
    """Return the mean square of the distance between chance and what happened."""
    pairs = zip(peluang, terjadi, strict=True)
    return sum((p - y) ** 2 for p, y in pairs) / len(terjadi)


def log_loss(peluang: Sequence[float], terjadi: Sequence[bool]) -> float:
    """Return the mean surprise; chances count as 1 % at least and 99 % at most."""
    held = (min(max(p, TERKECIL), 1 - TERKECIL) for p in peluang)
    pairs = zip(held, terjadi, strict=True)
    return -sum(log(p if y else 1 - p) for p, y in pairs) / len(terjadi)


def auc(skor: Sequence[float], terjadi: Sequence[bool]) -> float | None:
    """Return how often one that happened scored above one that did not; ties count half.

    None when all or none happened.
    """
    ranked = sorted(zip(skor, terjadi, strict=True))
    happened = sum(terjadi)
    others = len(ranked) - happened
    if not happened or not others:
        return None
    total, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        middle = (place + 1 + end) / 2
        total += middle * sum(y for _, y in ranked[place:end])
        place = end
    return (total - happened * (happened + 1) / 2) / (happened * others)


def ukur(
    peluang: Sequence[float], terjadi: Sequence[bool], skor: Sequence[float] | None = None
) -> Ukuran:
    """Return all three; `skor` is what the order goes by where it is not the chance itself."""
    return Ukuran(
        len(terjadi),
        brier(peluang, terjadi),
        log_loss(peluang, terjadi),
        auc(peluang if skor is None else skor, terjadi),
    )


def kalibrasi(peluang: Sequence[float], terjadi: Sequence[bool]) -> list[Kelas]:
    """Return the bins that hold anything: from the lower limit on, below the upper one."""
    kelas = []
    for dari, sampai in zip((0.0, *BATAS_KELAS), (*BATAS_KELAS, 1.01), strict=True):
        held = [(p, y) for p, y in zip(peluang, terjadi, strict=True) if dari <= p < sampai]
        if held:
            n = len(held)
            kelas.append(
                Kelas(dari, min(sampai, 1), n, sum(p for p, _ in held) / n,
                      sum(y for _, y in held) / n)
            )  # fmt: skip
    return kelas


def rentang_beda(
    selisih: Sequence[tuple[Item, float]], *, ulang: int = 400, benih: int = 5
) -> tuple[float, float]:
    """Return the 95 % range of a mean difference by drawing again, all of one action together.

    Forecasts of the same action on many days are one piece of evidence, not many.
    """
    per: dict[Item, list[float]] = {}
    for key, value in selisih:
        per.setdefault(key, []).append(value)
    groups, rng = list(per.values()), Random(benih)  # noqa: S311  no secret
    means = []
    for _ in range(ulang):
        drawn = rng.choices(groups, k=len(groups))
        means.append(sum(map(sum, drawn)) / sum(map(len, drawn)))
    means.sort()
    return means[int(0.025 * ulang)], means[int(0.975 * ulang) - 1]
