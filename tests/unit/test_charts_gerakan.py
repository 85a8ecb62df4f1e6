"""Where the arrows of the movement view run."""

from math import cos, hypot, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.rules import SEL
from pages.charts.gerakan import NARROW, WIDE, Gambar, Jalur, Langkah, lay_out
from tests.unit.test_peta import A

NAMA = ("Inheren", "Saat ini", "Target")


def jalur(nomor: int, *cells: tuple[int, int]) -> Jalur:
    steps = tuple(Langkah(nama, sel, A[sel]) for nama, sel in zip(NAMA, cells, strict=False))
    return Jalur(f"KEU-R{nomor:02}", f"Risiko {nomor}", steps, utama=min(1, len(steps) - 1))


some_jalur = st.lists(
    st.lists(st.sampled_from(SEL), min_size=1, max_size=3), min_size=1, max_size=12
).map(lambda ways: [jalur(n, *cells) for n, cells in enumerate(ways, 1)])


def ends(gambar: Gambar, narrow: bool) -> list[tuple[float, float]]:
    width, height = NARROW if narrow else WIDE
    return [
        (
            p.x + p.panjang * cos(radians(p.sudut)),
            p.y + p.panjang * width * sin(radians(p.sudut)) / height,
        )
        for p in (gambar.sempit if narrow else gambar.lebar)
    ]


@given(ways=some_jalur)
def test_every_mark_has_a_place_of_its_own_inside_its_cell(ways: list[Jalur]) -> None:
    gambar = lay_out(ways)
    places = [(round(t.x, 6), round(t.y, 6)) for t in gambar.tanda]
    assert len(set(places)) == len(places)
    for t in gambar.tanda:
        cells = {langkah.sel for langkah in ways[t.nomor - 1].langkah}
        assert (5 - int(t.y * 5), int(t.x * 5) + 1) in cells
    labels = [t.kode for t in gambar.tanda if t.utama]
    assert sorted(labels) == sorted(one.kode for one in ways), "one label for each risiko"


@given(ways=some_jalur)
def test_every_change_of_cell_has_an_arrow_that_ends_at_its_mark(ways: list[Jalur]) -> None:
    gambar = lay_out(ways)
    moves = sum(
        a.sel != b.sel for one in ways for a, b in zip(one.langkah, one.langkah[1:], strict=False)
    )
    assert len(gambar.lebar) == len(gambar.sempit) == moves
    for narrow, arrows in ((False, gambar.lebar), (True, gambar.sempit)):
        width, height = NARROW if narrow else WIDE
        for panah, (x, y) in zip(arrows, ends(gambar, narrow), strict=True):
            assert panah.panjang > 0
            own = [t for t in gambar.tanda if (t.nomor, t.urutan) == (panah.nomor, panah.urutan)]
            (mark,) = own
            assert hypot((x - mark.x) * width, (y - mark.y) * height) < 120
            assert 0 <= x <= 1 and 0 <= y <= 1


@pytest.mark.parametrize("cells", [((5, 5), (5, 5), (3, 3)), ((5, 5), (3, 3), (3, 3))])
def test_what_stays_in_a_cell_has_one_mark_with_the_label(cells: tuple[tuple[int, int]]) -> None:
    gambar = lay_out([jalur(1, *cells)])
    assert len(gambar.tanda) == 2 and len(gambar.lebar) == 1
    assert [t.nama for t in gambar.tanda if t.utama] == ["Saat ini"]


def test_an_arrow_says_which_way_it_goes() -> None:
    (down,) = lay_out([jalur(1, (5, 5), (4, 4))]).lebar
    assert (down.arah, down.kata) == ("turun", "Inheren 25 → saat ini 19")
    # Rarer and graver: the product falls from 15 to 5, the rank rises.
    (up,) = lay_out([jalur(1, (5, 3), (1, 5))]).lebar
    assert (up.arah, up.kata) == ("naik", "Inheren 18 → saat ini 20")


def test_arrows_between_the_same_cells_run_apart() -> None:
    gambar = lay_out([jalur(n, (5, 5), (2, 2)) for n in range(1, 13)])
    starts = {(round(p.x, 4), round(p.y, 4)) for p in gambar.lebar}
    assert len(starts) == 12


def test_targets_below_each_other_stand_aside_so_that_each_line_is_told_apart() -> None:
    # One column of cells: each line to a target would else run through those of the others.
    ways = [jalur(n, (5, 4), (k, 2), (k - 2, 2)) for n, k in enumerate((5, 4, 3), 1)]
    targets = [t.x * WIDE[0] for t in lay_out(ways).tanda if t.urutan == 2]
    apart = sorted(targets)
    assert min(b - a for a, b in zip(apart, apart[1:], strict=False)) >= 8
