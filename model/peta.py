"""Pure rules of the risk map: its line of appetite, what the line says, and why no product."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.queries.acuan import Aturan, Pilihan
from model.rules import SEL, TINGKAT

Sel = tuple[int, int]  # kemungkinan, dampak
Matriks = Mapping[Sel, int]

CONTOH = ((1, 5), (5, 3))  # rare and grave before certain and moderate, as all guides tell it


def selera(aturan: Aturan, kategori_id: int | None = None) -> int:
    """Return the highest besaran accepted: of one kategori, else the general one.

    The general one is what most kategori accept, of several as common the lowest, so that a map
    draws no line that holds for nobody. It holds for kategori without their own; when none has
    its own, it lies just below the priority risks.
    """
    if kategori_id in aturan.selera:
        return aturan.selera[kategori_id]
    common = Counter(aturan.selera.values())
    return min(
        common, key=lambda batas: (-common[batas], batas), default=aturan.batas_prioritas - 1
    )


@dataclass(frozen=True)
class Selera:
    """The appetite that a map draws: its limit, whose it is, and the kategori that differ."""

    batas: int
    kategori: str = ""
    berbeda: tuple[tuple[str, int], ...] = ()

    @property
    def kecuali(self) -> str:
        """Return the kategori that differ in words: "Hukum: 20 ke bawah"; empty without any."""
        names: dict[int, list[str]] = {}
        for nama, batas in self.berbeda:
            names.setdefault(batas, []).append(nama)
        return "; ".join(f"{', '.join(same)}: {batas} ke bawah" for batas, same in names.items())


def selera_of(aturan: Aturan, daftar: Iterable[Pilihan], kategori: Pilihan | None) -> Selera:
    """Return the appetite for one kategori, or the general one and which of all differ from it."""
    if kategori is not None:
        return Selera(selera(aturan, kategori.id), kategori.nama)
    umum = selera(aturan)
    own = ((k.nama, selera(aturan, k.id)) for k in daftar)
    return Selera(umum, berbeda=tuple((nama, batas) for nama, batas in own if batas != umum))


def edges(matriks: Matriks, batas: int) -> dict[Sel, tuple[str, ...]]:
    """Return for each cell above `batas` its sides ("kiri", "bawah") next to an accepted cell.

    A matrix rises along rows and columns, so these sides make one line of steps.
    """
    found = {}
    for k, d in SEL:
        if matriks[k, d] <= batas:
            continue
        sides = (("kiri", (k, d - 1)), ("bawah", (k - 1, d)))
        own = tuple(side for side, sel in sides if sel in matriks and matriks[sel] <= batas)
        if own:
            found[k, d] = own
    return found


def steps(matriks: Matriks, batas: int) -> list[tuple[int, int]]:
    """Return the corners of the line of appetite from the upper left, x right and y down, 0 to 5.

    Empty when every cell is accepted, or none.
    """
    accepted = [sum(matriks[k, d] <= batas for d in TINGKAT) for k in reversed(TINGKAT)]
    if set(accepted) in ({0}, {5}):
        return []
    line = [(accepted[0], 0)]
    for row, x in enumerate(accepted):
        line += [(x, row), (x, row + 1)]
    corners = list(dict.fromkeys(line))
    # What lies on the edge of the map divides nothing.
    inner = [
        (a, b)
        for a, b in zip(corners, corners[1:], strict=False)
        if not (a[0] == b[0] and a[0] in (0, 5)) and not (a[1] == b[1] and a[1] in (0, 5))
    ]
    return list(dict.fromkeys(point for pair in inner for point in pair))


def contoh_peringkat(matriks: Matriks) -> tuple[Sel, Sel] | None:
    """Return two cells of which the first ranks higher although its product is smaller.

    The pair that the guides use, if it is one in this matrix, else the most striking; None when
    the matrix never differs from the product.
    """

    def gap(pair: tuple[Sel, Sel]) -> int:
        (k1, d1), (k2, d2) = pair
        return k2 * d2 - k1 * d1 if matriks[k1, d1] > matriks[k2, d2] else 0

    if gap(CONTOH) > 0:
        return CONTOH
    best = max(((high, low) for high in SEL for low in SEL), key=gap)
    return best if gap(best) > 0 else None
