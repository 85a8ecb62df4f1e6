"""The pace of past actions: shares and medians drawn towards the forum, worked out by hand."""

from datetime import date

import pytest

from model.prakiraan.laju import Janji, bulat, is_terlewat, laju_of


def janji(pokja_id: int, terlewat: int, tepat: int, lama: int | None = None) -> list[Janji]:
    missed = [Janji(pokja_id, True, lama)] * terlewat
    return missed + [Janji(pokja_id, False, lama)] * tepat


def test_without_any_past_the_forum_begins_with_one_in_three() -> None:
    laju = laju_of([])
    # (0 + 2) / (0 + 6) = 33 %
    assert (laju.forum.bagian, laju.forum.lama) == (33, None)
    assert laju.of(1).bagian == 33


def test_shares_are_smoothed_as_by_hand() -> None:
    laju = laju_of([*janji(1, 15, 5), *janji(2, 3, 17)])
    # Forum: (18 + 2) / (40 + 6) = 43,5 = 43 %. Pokja 1: (15 + 20 × 0,43) / (20 + 20) = 59 %.
    # Pokja 2: (3 + 8,6) / 40 = 29 %.
    assert laju.forum.bagian == 43
    assert (laju.of(1).bagian, laju.of(2).bagian) == (59, 29)
    assert (laju.of(1).banyak, laju.of(1).terlewat) == (20, 15)


def test_one_past_action_hardly_moves_a_pokja_from_the_forum() -> None:
    laju = laju_of([*janji(1, 20, 20), *janji(2, 1, 0)])
    # Forum (21 + 2) / (41 + 6) = 49 %; pokja 2: (1 + 20 × 0,49) / 21 = 51 %.
    assert (laju.forum.bagian, laju.of(2).bagian) == (49, 51)


def test_a_pokja_without_a_past_is_as_the_forum() -> None:
    laju = laju_of(janji(1, 5, 5, lama=100))
    other = laju.of(9)
    assert (other.banyak, other.bagian, other.lama) == (0, laju.forum.bagian, 100)


def test_the_usual_time_is_a_median_drawn_towards_the_forum() -> None:
    laju = laju_of([*janji(1, 0, 20, lama=60), *janji(2, 0, 40, lama=120)])
    # Forum: median of 20 × 60 and 40 × 120 = 120. Pokja 1: (20 × 60 + 20 × 120) / 40 = 90.
    assert (laju.forum.lama, laju.of(1).lama, laju.of(1).lama_sendiri) == (120, 90, 60)
    # What never was finished has no time.
    assert laju_of(janji(1, 3, 0)).of(1).lama is None


def test_work_done_on_the_day_of_the_tenggat_kept_it() -> None:
    day = date(2026, 5, 5)
    assert not is_terlewat(day, day)
    assert is_terlewat(day, date(2026, 5, 6))
    assert is_terlewat(day, None)


@pytest.mark.parametrize(("value", "whole"), [(0.5, 1), (1.5, 2), (-0.5, -1), (2.49, 2), (0, 0)])
def test_halves_go_away_from_zero(value: float, whole: int) -> None:
    assert bulat(value) == whole
