"""What moved between two points in time, worked out by hand and held to its balance."""

from hypothesis import given
from hypothesis import strategies as st

from model.pindah import Gerak, compare
from model.queries.pergerakan import LetakRisiko
from model.rules import SEL
from tests.unit.test_peta import aturan

ATURAN = aturan(16, {})


def at(nomor: int, k: int, d: int) -> LetakRisiko:
    return LetakRisiko(f"KEU-R{nomor:02}", f"Risiko {nomor}", k, d)


def test_a_worked_example() -> None:
    # 1: 5×3 = 18 to 1×5 = 20 rises although its product falls; 2 falls; 3 stays; 4 is new;
    # 5 left the filter; 6 was there, but came into the filter since.
    before = {1: at(1, 5, 3), 2: at(2, 5, 5), 3: at(3, 2, 2), 5: at(5, 1, 1), 6: at(6, 1, 2)}
    chosen = {n: before[n] for n in (1, 2, 3, 5)}
    after = {1: at(1, 1, 5), 2: at(2, 4, 5), 3: at(3, 2, 2), 4: at(4, 3, 3), 6: at(6, 1, 3)}

    found = compare(before, chosen, after, ATURAN)

    assert found.gerak == {
        1: Gerak.NAIK, 2: Gerak.TURUN, 3: Gerak.TETAP, 4: Gerak.BARU, 6: Gerak.NAIK,
    }  # fmt: skip
    assert [place.kode for place in found.keluar] == ["KEU-R05"]
    assert (found.sebelum, found.sesudah) == (4, 5)
    assert found.ids(Gerak.NAIK, None) == (1, 6)
    assert found.ids(None, 0) == (4,)
    assert found.ids(Gerak.BARU, 1) == ()
    assert found.ids(Gerak.NAIK, (5, 3)) == (1,)
    assert found.ids(Gerak.TURUN, (5, 3)) == ()
    assert found.ids(None, None) is None


places = st.dictionaries(
    st.integers(1, 15), st.sampled_from(SEL).map(lambda sel: at(0, *sel)), max_size=12
)


@given(before=places, after=places, picked=st.sets(st.integers(1, 15)))
def test_the_numbers_add_up(
    before: dict[int, LetakRisiko], after: dict[int, LetakRisiko], picked: set[int]
) -> None:
    chosen = {n: place for n, place in before.items() if n in picked}
    found = compare(before, chosen, after, ATURAN)
    assert sum(found.jumlah(gerak) for gerak in Gerak) == found.sesudah == len(after)
    entered = len(after.keys() - chosen.keys())
    assert found.sebelum - len(found.keluar) + entered == found.sesudah
    for gerak in Gerak:
        ids = found.ids(gerak, None)
        assert ids is not None and len(ids) == found.jumlah(gerak)
        for n in ids:
            assert (gerak == Gerak.BARU) == (n not in before)
            then, now = found.level[n]
            assert gerak != Gerak.NAIK or then <= now
            assert gerak != Gerak.TURUN or then >= now
