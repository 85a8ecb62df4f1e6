"""Rules about indicators, events and positions, at their edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.choices import ArahIndikator, KeadaanIndikator, Posisi
from model.rules_risiko import (
    asks_penilaian,
    is_usang,
    keadaan_indikator,
    refused_batas,
    refused_posisi,
    refused_tanggal,
)

NAIK, TURUN = ArahIndikator.NAIK, ArahIndikator.TURUN
AMAN, WASPADA, BAHAYA = (
    KeadaanIndikator.AMAN,
    KeadaanIndikator.WASPADA,
    KeadaanIndikator.BAHAYA,
)
HARI = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("arah", "nilai", "keadaan"),
    [
        (NAIK, -1e12, AMAN), (NAIK, 11.999999, AMAN), (NAIK, 12.0, WASPADA),
        (NAIK, 17.999999, WASPADA), (NAIK, 18.0, BAHAYA), (NAIK, 1e12, BAHAYA),
        (TURUN, 1e12, AMAN), (TURUN, 18.000001, AMAN), (TURUN, 18.0, WASPADA),
        (TURUN, 12.000001, WASPADA), (TURUN, 12.0, BAHAYA), (TURUN, -1e12, BAHAYA),
    ],
)  # fmt: skip
def test_on_a_limit_a_value_has_reached_the_worse_state(
    arah: ArahIndikator, nilai: float, keadaan: KeadaanIndikator
) -> None:
    waspada, bahaya = (12, 18) if arah == NAIK else (18, 12)
    assert keadaan_indikator(arah, waspada, bahaya, nilai) == keadaan


def test_without_a_value_there_is_a_state_of_its_own_and_nan_has_none() -> None:
    assert keadaan_indikator(NAIK, 1, 2, None) == KeadaanIndikator.BELUM
    with pytest.raises(ValueError, match="number"):
        keadaan_indikator(NAIK, 1, 2, float("nan"))


number = st.floats(-1e12, 1e12)


@given(number, number, number, number)
def test_a_worse_value_is_never_in_a_better_state(a: float, b: float, x: float, y: float) -> None:
    order = [AMAN, WASPADA, BAHAYA]
    low, high = sorted((a, b))
    worse, better = sorted((x, y), reverse=True)
    if low == high:
        return
    at = keadaan_indikator(NAIK, low, high, worse), keadaan_indikator(NAIK, low, high, better)
    assert order.index(at[0]) >= order.index(at[1])
    mirrored = (
        keadaan_indikator(TURUN, -low, -high, -worse),
        keadaan_indikator(TURUN, -low, -high, -better),
    )
    assert mirrored == at


def test_limits_stand_in_the_order_of_the_direction() -> None:
    assert refused_batas(NAIK, 1, 2) == refused_batas(TURUN, 2, 1) == {}
    assert set(refused_batas(NAIK, 2, 2)) == set(refused_batas(TURUN, 1, 2)) == {"batas_bahaya"}


@pytest.mark.parametrize(("lalu", "usang"), [(0, False), (90, False), (91, True)])
def test_a_value_is_news_for_ninety_days(lalu: int, usang: bool) -> None:
    assert is_usang(HARI - timedelta(days=lalu), HARI) is usang
    assert is_usang(None, HARI) is False


@pytest.mark.parametrize(
    ("tanggal", "refused"),
    [(HARI, False), (HARI + timedelta(days=1), True), (date(2000, 1, 1), False),
     (date(1999, 12, 31), True), (date.max, True), (date.min, True)],
)  # fmt: skip
def test_what_happened_lies_between_2000_and_today(tanggal: date, refused: bool) -> None:
    assert bool(refused_tanggal(tanggal, HARI)) is refused


def test_target_is_never_above_saat_ini_nor_that_above_inheren() -> None:
    def refused(inheren: int, saat_ini: int, target: int) -> set[str]:
        return set(refused_posisi(dict(zip(Posisi, (inheren, saat_ini, target), strict=True))))

    assert refused(17, 17, 17) == set()
    assert refused(16, 17, 17) == {"kemungkinan_saat_ini"}
    assert refused(17, 16, 17) == {"kemungkinan_target"}


@pytest.mark.parametrize(
    ("kemungkinan", "kejadian", "dinilai", "tanya"),
    [
        (1, 10, None, True), (1, 10, 11, True), (1, 10, 10, False), (1, 10, 3, False),
        (2, 10, None, False), (1, None, None, False), (1, 365, 400, True), (1, 366, 400, False),
    ],
)  # fmt: skip
def test_an_event_of_what_never_happens_asks_for_an_assessment_until_there_is_one(
    kemungkinan: int, kejadian: int | None, dinilai: int | None, tanya: bool
) -> None:
    days = [None if ago is None else HARI - timedelta(days=ago) for ago in (kejadian, dinilai)]
    assert asks_penilaian(kemungkinan, days[0], days[1], HARI) is tanya
