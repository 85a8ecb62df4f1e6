"""The line of appetite and the teaching example, for any matrix that can be a rank table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.peta import (
    CONTOH,
    Matriks,
    Selera,
    contoh_peringkat,
    edges,
    selera,
    selera_of,
    steps,
)
from model.queries.acuan import Aturan, Pilihan
from model.rules import SEL, Band, invalid_matriks_reason

A = {
    (k + 1, d + 1): rank
    for k, row in enumerate(
        ([1, 3, 5, 8, 20], [2, 7, 11, 13, 21], [4, 10, 14, 17, 22], [6, 12, 16, 19, 24],
         [9, 15, 18, 23, 25])
    )
    for d, rank in enumerate(row)
}  # fmt: skip
KALI = {sel: rank for rank, sel in enumerate(sorted(SEL, key=lambda s: (s[0] * s[1], s)), 1)}


@st.composite
def any_matriks(draw: st.DrawFn) -> Matriks:
    """Fill the table from 1 to 25, each time a cell whose lower neighbours are filled."""
    found: dict[tuple[int, int], int] = {}
    for rank in range(1, 26):
        free = [
            (k, d)
            for k, d in SEL
            if (k, d) not in found
            and (k == 1 or (k - 1, d) in found)
            and (d == 1 or (k, d - 1) in found)
        ]
        found[draw(st.sampled_from(free))] = rank
    return found


@given(matriks=any_matriks(), batas=st.integers(0, 25))
def test_the_line_divides_what_is_accepted_from_what_is_not(matriks: Matriks, batas: int) -> None:
    assert invalid_matriks_reason(matriks) is None
    found = edges(matriks, batas)
    for k, d in SEL:
        above = matriks[k, d] > batas
        for side, sel in (("kiri", (k, d - 1)), ("bawah", (k - 1, d))):
            divided = above and sel in matriks and matriks[sel] <= batas
            assert (side in found.get((k, d), ())) == divided
            # Nothing accepted lies above or right of what is not: no other side needs a line.
            if sel in matriks and not above:
                assert matriks[sel] <= batas


@given(matriks=any_matriks(), batas=st.integers(0, 25))
def test_the_corners_are_one_line_of_the_same_edges(matriks: Matriks, batas: int) -> None:
    corners = steps(matriks, batas)
    drawn = {
        side
        for (k, d), sides in edges(matriks, batas).items()
        for side in (
            *([((d - 1, 5 - k), (d - 1, 6 - k))] if "kiri" in sides else []),
            *([((d - 1, 6 - k), (d, 6 - k))] if "bawah" in sides else []),
        )
    }
    walked = set()
    for (x1, y1), (x2, y2) in zip(corners, corners[1:], strict=False):
        assert x2 >= x1 and y2 >= y1 and (x1 == x2) != (y1 == y2), "down and to the right only"
        if x1 == x2:
            walked |= {((x1, y), (x1, y + 1)) for y in range(y1, y2)}
        else:
            walked |= {((x, y1), (x + 1, y1)) for x in range(x1, x2)}
    assert walked == drawn


def test_the_line_of_variant_a_at_15() -> None:
    assert steps(A, 15) == [(2, 0), (2, 1), (2, 2), (3, 2), (3, 3), (4, 3), (4, 4), (4, 5)]
    assert steps(A, 0) == steps(A, 25) == []


def test_the_example_of_the_guides_is_used_where_it_holds() -> None:
    assert contoh_peringkat(A) == CONTOH
    assert (A[1, 5], A[5, 3]) == (20, 18)


def test_a_matrix_in_the_order_of_the_product_has_no_example() -> None:
    assert contoh_peringkat(KALI) is None


@given(matriks=any_matriks())
def test_the_example_is_always_true(matriks: Matriks) -> None:
    found = contoh_peringkat(matriks)
    if found is None:
        return
    high, low = found
    assert matriks[high] > matriks[low]
    assert high[0] * high[1] < low[0] * low[1]


def aturan(batas_prioritas: int, selera: dict[int, int]) -> Aturan:
    bands = (Band(1, "Rendah", 1, 25, "#FFFFFF", "#000000"),)
    return Aturan(1, A, bands, batas_prioritas, "uji", "", "", "", "", date(2026, 1, 1), {}, selera)


KATEGORI = [Pilihan(n, nama, nama, nama) for n, nama in enumerate(("Hukum", "Fraud", "Lain"), 1)]


@pytest.mark.parametrize(
    ("own", "umum"),
    [
        ({1: 15, 2: 15, 3: 15}, 15),  # the one that all share, wherever priority begins
        ({1: 15, 2: 20, 3: 15}, 15),  # the commonest
        ({1: 20, 2: 15, 3: 9}, 9),  # of several as common the lowest
        ({}, 16),  # nobody has one
    ],
)
def test_the_general_appetite_is_one_in_force(own: dict[int, int], umum: int) -> None:
    rules = aturan(17, own)
    assert selera(rules) == umum
    assert [selera(rules, k.id) for k in KATEGORI] == [own.get(k.id, umum) for k in KATEGORI]


@given(st.dictionaries(st.sampled_from([1, 2, 3]), st.integers(1, 25), min_size=3))
def test_the_line_drawn_is_always_that_of_a_kategori(own: dict[int, int]) -> None:
    drawn = selera_of(aturan(17, own), KATEGORI, None)
    assert drawn.batas in own.values()
    assert {nama for nama, _ in drawn.berbeda} == {
        k.nama for k in KATEGORI if own[k.id] != drawn.batas
    }


@pytest.mark.parametrize(
    ("kategori", "batas", "nama", "berbeda"),
    [
        (None, 15, "", (("Fraud", 20),)),
        (KATEGORI[1], 20, "Fraud", ()),
        (KATEGORI[2], 15, "Lain", ()),
    ],
)
def test_a_map_says_whose_appetite_it_draws(
    kategori: Pilihan | None, batas: int, nama: str, berbeda: tuple[tuple[str, int], ...]
) -> None:
    found = selera_of(aturan(17, {1: 15, 2: 20, 3: 15}), KATEGORI, kategori)
    assert (found.batas, found.kategori, found.berbeda) == (batas, nama, berbeda)


def test_kategori_that_differ_alike_are_named_together() -> None:
    berbeda = (("Hukum", 20), ("Fraud", 9), ("Lain", 20))
    assert Selera(15, berbeda=berbeda).kecuali == "Hukum, Lain: 20 ke bawah; Fraud: 9 ke bawah"
    assert Selera(15).kecuali == ""
