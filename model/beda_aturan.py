"""What two sets of risk rules say differently, apart from what it does to the risiko."""

from dataclasses import dataclass

from model.choices import JenisSkala
from model.queries.acuan import Aturan, Pilihan

BAGIAN = ("matriks", "bands", "batas_prioritas", "skala", "selera")


@dataclass(frozen=True)
class TeksBeda:
    """The words of a level that differ: name and criterion before and after."""

    jenis: JenisSkala
    tingkat: int
    sebelum: tuple[str, str]
    sesudah: tuple[str, str]


@dataclass(frozen=True)
class SeleraBeda:
    """A kategori whose appetite differs; None where there was no limit."""

    kategori: str
    sebelum: int | None
    sesudah: int | None


def is_same(lama: Aturan, baru: Aturan) -> bool:
    """Return whether two sets of rules rank, accept and say the same."""
    return all(getattr(lama, bagian) == getattr(baru, bagian) for bagian in BAGIAN)


def list_teks_beda(lama: Aturan, baru: Aturan) -> list[TeksBeda]:
    """Return the levels whose words differ, the highest first."""
    kosong = ("", "")
    return [
        TeksBeda(jenis, n, lama.skala.get((jenis, n), kosong), baru.skala.get((jenis, n), kosong))
        for jenis in JenisSkala
        for n in range(5, 0, -1)
        if lama.skala.get((jenis, n)) != baru.skala.get((jenis, n))
    ]


def list_selera_beda(lama: Aturan, baru: Aturan, kategori: list[Pilihan]) -> list[SeleraBeda]:
    """Return the kategori whose appetite differs."""
    return [
        SeleraBeda(k.nama, lama.selera.get(k.id), baru.selera.get(k.id))
        for k in kategori
        if lama.selera.get(k.id) != baru.selera.get(k.id)
    ]


def list_selera_prioritas(aturan: Aturan, kategori: list[Pilihan]) -> list[tuple[str, int]]:
    """Return the kategori whose appetite reaches into what has priority, with their limits.

    That is no error, as a forum may accept such a risiko, but it is seldom what was meant.
    """
    return [
        (k.nama, aturan.selera[k.id])
        for k in kategori
        if aturan.selera.get(k.id, 0) >= aturan.batas_prioritas
    ]
