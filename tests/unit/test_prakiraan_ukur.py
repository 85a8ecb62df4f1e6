"""Measures of chances, each worked out by hand on a few pairs."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.prakiraan.ukur import auc, brier, kalibrasi, log_loss, rentang_beda, ukur


def test_brier_is_the_mean_square_of_the_distance() -> None:
    # (0,2² + 0,5² + 0,9²) / 3 = (0,04 + 0,25 + 0,81) / 3
    assert brier([0.8, 0.5, 0.9], [True, False, False]) == pytest.approx(1.1 / 3)


def test_log_loss_is_the_mean_surprise_and_never_without_end() -> None:
    assert log_loss([0.8, 0.5], [True, False]) == pytest.approx(-(log(0.8) + log(0.5)) / 2)
    assert log_loss([0.0], [True]) == pytest.approx(-log(0.01))


def test_auc_counts_pairs_in_the_right_order_and_ties_half() -> None:
    # Pairs: 0,9 > 0,8 and > 0,1; 0,8 = 0,8 (half) and > 0,1: 3,5 of 4.
    assert auc([0.9, 0.8, 0.8, 0.1], [True, True, False, False]) == pytest.approx(3.5 / 4)
    assert auc([0.3, 0.2], [True, True]) is None
    assert auc([float("inf"), 0.1], [True, False]) == 1.0


@given(st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=1, max_size=40))
def test_auc_is_what_counting_all_pairs_gives(rows: list[tuple[int, bool]]) -> None:
    up = [s for s, y in rows if y]
    down = [s for s, y in rows if not y]
    found = auc([float(s) for s, _ in rows], [y for _, y in rows])
    if not up or not down:
        assert found is None
    else:
        won = sum((a > b) + (a == b) / 2 for a in up for b in down)
        assert found == pytest.approx(won / (len(up) * len(down)))


def test_bins_hold_everything_once_and_tell_the_share() -> None:
    bins = kalibrasi([0.1, 0.15, 0.95, 1.0], [True, False, True, True])
    assert [(k.dari, k.banyak) for k in bins] == [(0.1, 2), (0.9, 2)]
    assert bins[0].rata_peluang == pytest.approx(0.125)
    assert bins[0].bagian_terjadi == 0.5
    assert bins[1].sampai == 1


def test_the_range_of_a_difference_draws_actions_not_days() -> None:
    same = [(action, float(action % 2)) for action in range(40) for _ in range(10)]
    low, high = rentang_beda(same)
    # Forty pieces of evidence of 0 or 1, not four hundred: 0,5 ± 2 × 0,5 / √40 = 0,34 to 0,66.
    assert low == pytest.approx(0.34, abs=0.05)
    assert high == pytest.approx(0.66, abs=0.05)
    assert rentang_beda(same) == (low, high)


def test_a_score_of_its_own_decides_the_order_only() -> None:
    found = ukur([0.5, 0.5], [True, False], [2.0, 1.0])
    assert (found.auc, found.brier, found.banyak) == (1.0, 0.25, 2)
