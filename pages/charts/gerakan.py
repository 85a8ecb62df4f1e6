"""Where the arrows of the movement view run: marks and arrows laid out over the 5×5 grid.

Everything is worked out on a canvas of LEBAR by TINGGI units; a narrow screen gets the same places
on a canvas of other proportions, so that only lengths and angles of the arrows differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, ceil, degrees, hypot

WIDE, NARROW = (1000.0, 640.0), (400.0, 520.0)
KEPALA = 0.24  # of the height of a cell: there stands its besaran
# Half the width and height of what an arrow ends at, so that its head stays visible.
LABEL = {WIDE: (44.0, 15.0), NARROW: (15.0, 15.0)}
TITIK = {WIDE: (11.0, 11.0), NARROW: (9.0, 9.0)}

Sel = tuple[int, int]


@dataclass(frozen=True)
class Langkah:
    """One place of a risiko on its way: what it is called, and the cell."""

    nama: str
    sel: Sel
    besaran: int


@dataclass(frozen=True)
class Jalur:
    """The way of one risiko. `utama` is the step where its label stands."""

    kode: str
    judul: str
    langkah: tuple[Langkah, ...]
    utama: int


@dataclass(frozen=True)
class Tanda:
    """A mark at (x, y), from 0 to 1 of the canvas; the label of its risiko stands at the main."""

    nomor: int
    kode: str
    nama: str
    x: float
    y: float
    utama: bool
    urutan: int


@dataclass(frozen=True)
class Panah:
    """An arrow from its tail (x, y), 0 to 1; lengths as share of the width, angles in degrees."""

    nomor: int
    kode: str
    kata: str
    arah: str
    urutan: int
    x: float
    y: float
    panjang: float
    sudut: float


@dataclass(frozen=True)
class Gambar:
    """All marks, and the arrows for a wide and for a narrow canvas."""

    tanda: tuple[Tanda, ...]
    lebar: tuple[Panah, ...]
    sempit: tuple[Panah, ...]


def lay_out(jalur: Sequence[Jalur]) -> Gambar:
    """Return where marks and arrows stand: no two marks share a place, however full a cell is."""
    marks = _marks(jalur)
    return Gambar(
        tuple(marks[place] for place in sorted(marks)),
        _arrows(jalur, marks, WIDE),
        _arrows(jalur, marks, NARROW),
    )


def _kept(jalur: Jalur) -> list[int]:
    """Return the steps that have a mark: of those that stay in one cell the main one, or first."""
    kept: list[int] = []
    for number, langkah in enumerate(jalur.langkah):
        if kept and jalur.langkah[kept[-1]].sel == langkah.sel:
            if number == jalur.utama:
                kept[-1] = number
        else:
            kept.append(number)
    return kept


def _marks(jalur: Sequence[Jalur]) -> dict[tuple[int, int], Tanda]:
    """Return the marks by number of the risiko and of the step, set out evenly in each cell."""
    in_cell: dict[Sel, list[tuple[int, int]]] = {}
    for nomor, one in enumerate(jalur):
        for number in _kept(one):
            in_cell.setdefault(one.langkah[number].sel, []).append((nomor, number))
    marks = {}
    for (k, d), found in in_cell.items():
        # Labels first: the small marks fill what is left.
        found.sort(key=lambda pair: (jalur[pair[0]].utama != pair[1], pair))
        columns = 1 if len(found) == 1 else 2 if len(found) <= 8 else 3
        rows = ceil(len(found) / columns)
        for place, (nomor, number) in enumerate(found):
            row, column = divmod(place, columns)
            # Marks of one row or column of cells stand a little apart: an arrow between two of
            # them would else run through those in between.
            one = jalur[nomor]
            # A label has little room, the mark of a target or of a beginning more.
            least = 60 if number == one.utama or columns > 2 else 20
            aside, sway = ((nomor * 3) % 5 - 2) / least, ((nomor * 5) % 7 - 3) / 24
            x = (d - 1 + (column + 0.5) / columns + aside) / 5
            y = (5 - k + KEPALA + (1 - KEPALA) * (row + 0.5 + sway) / rows) / 5
            langkah = one.langkah[number]
            marks[nomor, number] = Tanda(
                nomor + 1, one.kode, langkah.nama, x, y, number == one.utama, number
            )
    return marks


def _arrows(
    jalur: Sequence[Jalur], marks: dict[tuple[int, int], Tanda], canvas: tuple[float, float]
) -> tuple[Panah, ...]:
    arrows = []
    for nomor, one in enumerate(jalur):
        kept = _kept(one)
        for first, last in zip(kept, kept[1:], strict=False):
            before, after = one.langkah[first], one.langkah[last]
            arah = "naik" if after.besaran > before.besaran else "turun"
            x, y, panjang, sudut = _line(marks[nomor, first], marks[nomor, last], canvas)
            kata = f"{before.nama} {before.besaran} → {after.nama.lower()} {after.besaran}"
            arrows.append(Panah(nomor + 1, one.kode, kata, arah, last, x, y, panjang, sudut))
    return tuple(arrows)


def _line(
    first: Tanda, last: Tanda, canvas: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Return tail, length and angle of an arrow that keeps off the marks at both ends."""
    width, height = canvas
    dx, dy = (last.x - first.x) * width, (last.y - first.y) * height
    length = hypot(dx, dy)
    start, end = (_reach(mark, dx / length, dy / length, canvas) for mark in (first, last))
    # Marks that stand close leave a stub, so that the head is never turned round.
    scale = min(1.0, 0.55 * length / (start + end))
    start, end = start * scale, end * scale
    return (
        first.x + start * dx / length / width,
        first.y + start * dy / length / height,
        (length - start - end) / width,
        degrees(atan2(dy, dx)),
    )


def _reach(mark: Tanda, ux: float, uy: float, canvas: tuple[float, float]) -> float:
    """Return how far a mark reaches in a direction: to the edge of its box."""
    half_width, half_height = (LABEL if mark.utama else TITIK)[canvas]
    return min(
        half_width / abs(ux) if ux else float("inf"), half_height / abs(uy) if uy else float("inf")
    )
