"""The forecast by points: each factor and the sum worked out by hand, and what must always hold."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.choices import STATUS_TERTUTUP, StatusAksi
from model.config import ROOT
from model.prakiraan.alasan import list_alasan, list_hitungan, list_langkah, list_nilai, tanda
from model.prakiraan.faktor import FAKTOR, MAKS_POKJA, KunciFaktor
from model.prakiraan.hitung import (
    Ciri,
    Prakiraan,
    TingkatPeluang,
    can_prakiraan,
    hitung,
    peluang_of,
    perkirakan,
    poin_of,
    tingkat_of,
)
from model.prakiraan.laju import Laju

K = KunciFaktor
HARI = date(2026, 10, 1)
# 8 of 18 missed: (8 + 2) / (18 + 6) = 42 %; 10 × log(42 / 58) = -1.4, so -1 point.
FORUM = Laju(banyak=18, terlewat=8, bagian=42, selesai=12, lama_sendiri=100, lama=100)


def ciri(**lain: Any) -> Ciri:
    """Return an action half through its time and half done, with news of today."""
    awal = Ciri(
        hari=HARI,
        mulai=HARI - timedelta(days=40),
        tenggat=HARI + timedelta(days=40),
        status=StatusAksi.BERJALAN,
        progres=50,
        geseran=0,
        kabar=HARI,
        pokja="Keuangan",
        laju=FORUM,
        forum=FORUM,
    )
    return replace(awal, **lain)


def poin(prakiraan: Prakiraan, kunci: KunciFaktor) -> int:
    return next(s.poin for s in prakiraan.sumbangan if s.kunci == kunci)


def nilai(prakiraan: Prakiraan, kunci: KunciFaktor) -> float | None:
    return next(s.nilai for s in prakiraan.sumbangan if s.kunci == kunci)


def test_a_forecast_is_the_sum_of_its_points_worked_out_by_hand() -> None:
    found = hitung(
        ciri(
            # 60 of 80 days gone: planned 100 × 60 / 80 = 75 %.
            mulai=HARI - timedelta(days=60),
            tenggat=HARI + timedelta(days=20),
            progres=36,
            status=StatusAksi.TERKENDALA,
            geseran=2,
            kabar=HARI - timedelta(days=35),
            # 15 of 20: (15 + 20 × 0,42) / (20 + 20) = 58,5 = 59 %; 10 × log(59 / 41) = 1,6 = 2.
            laju=Laju(20, 15, 59, 5, 120, 120),
        )
    )
    points = {
        # Planned 75, told 36: 39 behind, between 31 and 40.
        K.SELISIH: 3,
        # Told up to 35 days ago: 36 % in 25 days. Own pace (36 + 100 × 30 / 120) / (25 + 30)
        # = 61 / 55 = 1,109 % a day. From then 20 + 35 + 1 = 56 days: 64 / 56 = 1,143 % a day.
        # 1,143 / 1,109 = 1,03 times.
        K.KECEPATAN: 0,
        K.GESERAN: 2,
        K.DIAM: 1,
        K.TERKENDALA: 4,
        K.SISA: 0,
        # 2 - (-1) = 3, within 4.
        K.POKJA: 3,
    }
    assert {s.kunci: s.poin for s in found.sumbangan} == points
    assert nilai(found, K.SELISIH) == 39
    assert nilai(found, K.KECEPATAN) == 1.03
    assert found.dasar == -1
    # -1 + 3 + 0 + 2 + 1 + 4 + 0 + 3 = 12; 1 / (1 + 10^-1,2) = 1 / 1,0631 = 94 %.
    assert found.poin == 12
    assert found.peluang == 94
    assert found.tingkat == TingkatPeluang.TINGGI


def test_an_action_on_its_line_is_worked_out_by_hand() -> None:
    found = hitung(ciri())
    # Planned 50, told 50: 0 behind (-2). Own pace (50 + 30) / (40 + 30) = 1,143 % a day; 50 % in
    # 41 days is 1,220 % a day: 1,07 times (0). 40 days left (0). -1 - 2 = -3: 1 / (1 + 2) = 33 %.
    assert nilai(found, K.KECEPATAN) == 1.07
    assert (found.poin, found.peluang, found.tingkat) == (-3, 33, TingkatPeluang.SEDANG)


@pytest.mark.parametrize(
    ("progres", "points"),
    [(56, -3), (55, -2), (45, -2), (44, -1), (30, -1), (29, 0), (20, 0), (19, 3), (10, 3), (9, 7)],
)
def test_how_far_it_is_behind_counts_by_steps(progres: int, points: int) -> None:
    # Planned 50 %: 56 is 6 ahead, 45 is 5 behind, 19 is 31 behind, 9 is 41 behind.
    assert poin(hitung(ciri(progres=progres)), K.SELISIH) == points


@pytest.mark.parametrize(
    ("sisa", "ratio", "points"),
    [
        # 50 % left at (50 + 30) / 70 = 1,142857 % a day: 43,75 days divided by the days there are.
        (58, 0.74, -6), (57, 0.75, -6), (56, 0.77, -3), (43, 0.99, -3), (42, 1.02, 0),
        (34, 1.25, 0), (33, 1.29, 3), (28, 1.51, 5), (21, 1.99, 5), (20, 2.08, 6),
    ],
)  # fmt: skip
def test_the_pace_that_is_needed_counts_by_steps(sisa: int, ratio: float, points: int) -> None:
    found = hitung(ciri(tenggat=HARI + timedelta(days=sisa)))
    assert nilai(found, K.KECEPATAN) == pytest.approx(ratio)
    assert poin(found, K.KECEPATAN) == points


@pytest.mark.parametrize(("kali", "points"), [(0, 0), (1, 1), (2, 2), (3, 4), (9, 4)])
def test_each_move_of_the_tenggat_counts(kali: int, points: int) -> None:
    assert poin(hitung(ciri(geseran=kali)), K.GESERAN) == points


@pytest.mark.parametrize(("lama", "points"), [(0, 0), (30, 0), (31, 1), (40, 1)])
def test_days_without_news_count(lama: int, points: int) -> None:
    assert poin(hitung(ciri(kabar=HARI - timedelta(days=lama))), K.DIAM) == points


def test_more_than_60_days_without_news_count_most_and_only_from_mulai_on() -> None:
    long = ciri(mulai=HARI - timedelta(days=90), kabar=HARI - timedelta(days=61))
    assert poin(hitung(long), K.DIAM) == 4
    begun = ciri(mulai=HARI - timedelta(days=10), kabar=HARI - timedelta(days=61))
    assert nilai(hitung(begun), K.DIAM) == 10
    later = ciri(mulai=HARI + timedelta(days=10), kabar=HARI - timedelta(days=61), progres=0)
    assert nilai(hitung(later), K.DIAM) == 0


def test_what_is_blocked_counts_four_points() -> None:
    assert poin(hitung(ciri(status=StatusAksi.TERKENDALA)), K.TERKENDALA) == 4
    assert poin(hitung(ciri(status=StatusAksi.BERJALAN)), K.TERKENDALA) == 0


@pytest.mark.parametrize(("sisa", "points"), [(0, 2), (7, 2), (8, 0), (60, 0), (61, -1)])
def test_the_days_left_count(sisa: int, points: int) -> None:
    assert poin(hitung(ciri(tenggat=HARI + timedelta(days=sisa))), K.SISA) == points


@pytest.mark.parametrize(
    ("bagian", "points"), [(42, 0), (50, 1), (59, 3), (90, MAKS_POKJA), (5, -MAKS_POKJA)]
)
def test_the_habit_of_the_pokja_counts_as_far_as_it_differs(bagian: int, points: int) -> None:
    # 50 %: 0 - (-1) = 1; 59 %: 2 - (-1) = 3; 90 %: 10 + 1, held at 4.
    assert poin(hitung(ciri(laju=replace(FORUM, bagian=bagian))), K.POKJA) == points


def test_what_is_not_known_counts_nothing() -> None:
    found = hitung(ciri(mulai=None))
    assert (poin(found, K.SELISIH), poin(found, K.KECEPATAN)) == (0, 0)
    nobody = replace(FORUM, lama=None)
    assert nilai(hitung(ciri(laju=nobody, forum=nobody)), K.KECEPATAN) is None
    assert nilai(hitung(ciri(mulai=None, kabar=None)), K.DIAM) == 0


@pytest.mark.parametrize(
    ("bagian", "points"), [(50, 0), (24, -5), (9, -10), (91, 10), (62, 2), (0, -20), (100, 20)]
)
def test_a_share_as_points(bagian: int, points: int) -> None:
    assert poin_of(bagian) == points


@pytest.mark.parametrize(
    ("points", "percent"),
    [(-10, 9), (-6, 20), (-3, 33), (0, 50), (3, 67), (6, 80), (10, 91), (-60, 1), (60, 99)],
)
def test_points_as_a_chance_as_the_page_prints_them(points: int, percent: int) -> None:
    assert peluang_of(points) == percent


@pytest.mark.parametrize(
    ("peluang", "word"), [(29, "Rendah"), (30, "Sedang"), (59, "Sedang"), (60, "Tinggi")]
)
def test_a_chance_in_one_word(peluang: int, word: str) -> None:
    assert tingkat_of(peluang).label == word


def test_only_open_actions_that_are_not_late_are_forecast() -> None:
    assert can_prakiraan(HARI, StatusAksi.BERJALAN, HARI)
    assert not can_prakiraan(HARI - timedelta(days=1), StatusAksi.BERJALAN, HARI)
    assert not can_prakiraan(None, StatusAksi.BERJALAN, HARI)
    assert not any(can_prakiraan(HARI, status, HARI) for status in STATUS_TERTUTUP)


days = st.integers(0, 300)
anything = st.builds(
    lambda gone, left, progres, status, geseran, silent, own, lama, begun: ciri(
        mulai=HARI - timedelta(days=gone) if begun else None,
        tenggat=HARI + timedelta(days=left),
        progres=0 if status == StatusAksi.BELUM_MULAI else progres,
        status=status,
        geseran=geseran,
        kabar=HARI - timedelta(days=silent),
        laju=Laju(12, 5, own, 5, lama, lama),
    ),
    days, days, st.integers(0, 99),
    st.sampled_from([StatusAksi.BELUM_MULAI, StatusAksi.BERJALAN, StatusAksi.TERKENDALA]),
    st.integers(0, 5), days, st.integers(1, 99), st.none() | st.integers(1, 400), st.booleans(),
)  # fmt: skip


@given(anything)
def test_a_chance_is_never_certain_and_is_what_its_points_say(case: Ciri) -> None:
    found = hitung(case)
    assert 1 <= found.peluang <= 99
    assert found.poin == found.dasar + sum(s.poin for s in found.sumbangan)
    assert found.peluang == peluang_of(found.poin)


@given(anything, st.integers(1, 60))
def test_another_day_without_news_never_lowers_a_chance(case: Ciri, more: int) -> None:
    later = min(case.hari + timedelta(days=more), case.tenggat)
    assert hitung(replace(case, hari=later)).peluang >= hitung(case).peluang


@given(anything, st.integers(1, 50))
def test_more_progress_never_raises_a_chance(case: Ciri, more: int) -> None:
    further = replace(case, progres=min(case.progres + more, 99))
    assert hitung(further).peluang <= hitung(case).peluang


@given(anything, st.integers(1, 5))
def test_more_moves_and_being_blocked_never_lower_a_chance(case: Ciri, more: int) -> None:
    before = hitung(case).peluang
    assert hitung(replace(case, geseran=case.geseran + more)).peluang >= before
    assert hitung(replace(case, status=StatusAksi.TERKENDALA)).peluang >= before


@given(anything, st.integers(1, 120))
def test_an_earlier_tenggat_never_lowers_a_chance(case: Ciri, fewer: int) -> None:
    earliest = max(day for day in (case.hari, case.mulai, case.kabar) if day)
    sooner = max(case.tenggat - timedelta(days=fewer), earliest)
    assert hitung(replace(case, tenggat=sooner)).peluang >= hitung(case).peluang


@given(anything)
def test_a_pokja_that_missed_more_never_lowers_a_chance(case: Ciri) -> None:
    worse = replace(case.laju, bagian=min(99, case.laju.bagian + 10))
    assert hitung(replace(case, laju=worse)).peluang >= hitung(case).peluang


@given(anything)
def test_the_two_reasons_are_the_largest_contributions(case: Ciri) -> None:
    found = hitung(case)
    sizes = sorted((abs(s.poin) for s in found.sumbangan), reverse=True)
    assert [abs(s.poin) for s in found.utama] == [size for size in sizes[:2] if size]
    reasons = list_alasan(found)
    assert len(reasons) == 2
    assert [r.poin for r in reasons[: len(found.utama)]] == [s.poin for s in found.utama]
    assert all(r.kalimat.endswith(".") for r in reasons)
    assert reasons[0].kalimat != reasons[1].kalimat


@given(anything)
def test_the_lines_of_the_sum_add_up_to_the_points(case: Ciri) -> None:
    found = hitung(case)
    assert sum(line.poin for line in list_hitungan(found)) == found.poin


def test_every_table_of_values_rises_and_ends_open() -> None:
    for faktor in FAKTOR.values():
        points = [p for _, p in faktor.langkah]
        limits = [batas for batas, _ in faktor.langkah if batas is not None]
        assert points == sorted(points)
        assert faktor.langkah[-1][0] is None
        assert len(limits) == len(points) - 1
        assert all(low < high for low, high in pairwise(limits))
        assert faktor.sebab.endswith(".")


def test_reasons_read_well() -> None:
    late = ciri(progres=5, kabar=HARI - timedelta(days=35), geseran=3)
    assert [r.kalimat for r in list_alasan(hitung(late))] == [
        "Progres 5 %, padahal menurut rencana 50 %.",
        "Tenggatnya sudah 3 kali mundur.",
    ]
    # On its line all is as usual: what is left to say is the plan, and the habit of the forum.
    calm = [r.kalimat for r in list_alasan(hitung(ciri()))]
    assert calm == ["Progres 50 %, sesuai rencana.", "Di forum ini 42 % tenggat terlewat."]


def test_the_sum_can_be_checked_with_a_calculator() -> None:
    lines = {line.nama: line.keadaan for line in list_hitungan(hitung(ciri()))}
    assert lines["Dasar: kebiasaan forum"] == (
        "8 dari 18 tenggat di forum terlewat: (8 + 2) ÷ (18 + 6) = 42 %. 10 × log(42 ÷ 58) = −1."
    )
    assert lines[K.KECEPATAN.label].endswith(
        "(100 − 50) ÷ 41 ÷ ((50 + 100 × 30 ÷ 100) ÷ (40 + 30)) = 1,07 kali."
    )


def test_the_table_of_values_says_every_step() -> None:
    assert list_langkah(FAKTOR[K.SELISIH])[:2] == [("−6 atau kurang", -3), ("−5 sampai 5", -2)]
    assert list_langkah(FAKTOR[K.SISA]) == [
        ("61 atau lebih", -1), ("8 sampai 60", 0), ("7 atau kurang", 2),
    ]  # fmt: skip
    assert list_langkah(FAKTOR[K.GESERAN])[0] == ("0", 0)
    assert list_langkah(FAKTOR[K.KECEPATAN])[1] == ("0,76 sampai 1,00", -3)
    assert len(list_nilai()) == len(FAKTOR)


def test_the_documentation_prints_the_values_in_force() -> None:
    page = (ROOT / "docs" / "prakiraan.md").read_text("utf-8")
    for kunci in (K.SELISIH, K.KECEPATAN, K.DIAM):
        *steps, (_, most) = FAKTOR[kunci].langkah
        words = [f"≤ {batas}: {tanda(p)}".replace("-", "−") for batas, p in steps]
        assert "; ".join([*words, f"more: {tanda(most)}"]) in page
    none, once, twice, more = (tanda(p) for _, p in FAKTOR[K.GESERAN].langkah)
    assert f"0: {none}; 1: {once}; 2: {twice}; 3 or more: {more}" in page
    far, middle, near = (tanda(p) for _, p in FAKTOR[K.SISA].langkah)
    assert f"61 or more: {far}; 8 to 60: {middle}; 7 or fewer: {near}" in page
    assert f"| Terkendala | | {tanda(FAKTOR[K.TERKENDALA].langkah[1][1])} |" in page


@pytest.mark.parametrize(("points", "text"), [(4, "+4"), (0, "0"), (-3, "−3")])
def test_points_carry_their_sign(points: int, text: str) -> None:
    assert tanda(points) == text


def test_an_expected_count_is_the_sum_of_chances_with_an_honest_range() -> None:
    # Ten of 50 %: 5 expected; variance 10 × 0,25 + (0,1 × 10)² = 3,5; 1,28 × 1,87 = 2,4.
    found = perkirakan([50] * 10)
    assert (found.dari, found.jumlah, found.paling_sedikit, found.paling_banyak) == (10, 5, 3, 7)
    assert perkirakan([]).jumlah == 0
    assert perkirakan([99]).paling_banyak == 1


@given(st.lists(st.integers(1, 99)))
def test_a_range_holds_its_count_and_stays_inside(peluang: list[int]) -> None:
    found = perkirakan(peluang)
    assert 0 <= found.paling_sedikit <= found.jumlah <= found.paling_banyak <= found.dari
