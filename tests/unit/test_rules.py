"""The pure rules. Expected values are written out here, not taken from the code or the CSV."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.choices import Ketepatan, StatusAksi
from model.rules import (
    SEL,
    Band,
    band_of,
    days_late,
    invalid_band_reason,
    invalid_matriks_reason,
    is_at_risk,
    is_late,
    ketepatan,
    planned_progress,
    refused_dates,
    refused_status,
)
from seed import acuan

# Kemungkinan 1 to 5 downwards, dampak 1 to 5 to the right, as printed in the sources.
VARIAN = {
    "A": (
        (1, 3, 5, 8, 20),
        (2, 7, 11, 13, 21),
        (4, 10, 14, 17, 22),
        (6, 12, 16, 19, 24),
        (9, 15, 18, 23, 25),
    ),
    "B": (
        (1, 3, 5, 11, 20),
        (2, 7, 10, 13, 21),
        (4, 8, 14, 17, 22),
        (6, 12, 16, 19, 24),
        (9, 15, 18, 23, 25),
    ),
}

# The lowest besaran of each of the five levels.
BATAS_BAWAH = {
    "D": (1, 6, 11, 16, 20),
    "P": (1, 6, 11, 16, 21),
    "K": (1, 6, 12, 16, 20),
    "X": (1, 6, 11, 15, 20),
}

# The three besaran on which the sets disagree: level 2 Rendah … 5 Sangat Tinggi.
BATAS = {
    "D": {11: 3, 15: 3, 20: 5},
    "P": {11: 3, 15: 3, 20: 4},
    "K": {11: 2, 15: 3, 20: 5},
    "X": {11: 3, 15: 4, 20: 5},
}

HARI = date(2026, 3, 17)
STATUS_TERBUKA = (StatusAksi.BELUM_MULAI, StatusAksi.BERJALAN, StatusAksi.TERKENDALA)

tanggal = st.dates(date(2020, 1, 1), date(2030, 12, 31))
status = st.sampled_from(StatusAksi)
progres = st.integers(0, 100)


def matriks_of(kode: str) -> dict[tuple[int, int], int]:
    row = next(row for row in acuan.rows("matriks") if row["kode"] == kode)
    return {
        (k, d): int(besaran)
        for k in range(1, 6)
        for d, besaran in enumerate(row[f"k{k}"].split(), start=1)
    }


def bands_of(kode: str) -> list[Band]:
    row = next(row for row in acuan.rows("set_band") if row["kode"] == kode)
    atas = [int(besaran) for besaran in row["batas_atas"].split()]
    bawah = [1, *(besaran + 1 for besaran in atas[:-1])]
    return [
        Band(int(level["level"]), level["nama"], least, most, level["warna"], level["warna_teks"])
        for level, least, most in zip(acuan.rows("level"), bawah, atas, strict=True)
    ]


@pytest.mark.parametrize("kode", VARIAN)
@pytest.mark.parametrize("sel", SEL)
def test_every_cell_of_both_variants_is_as_published(kode: str, sel: tuple[int, int]) -> None:
    k, d = sel
    assert matriks_of(kode)[sel] == VARIAN[kode][k - 1][d - 1]


@pytest.mark.parametrize("kode", VARIAN)
def test_both_variants_are_rank_tables(kode: str) -> None:
    assert invalid_matriks_reason(matriks_of(kode)) is None


@pytest.mark.parametrize(
    ("besaran", "because"),
    [
        ({(1, 1): 26}, "setiap angka"),
        ({(1, 1): 2}, "setiap angka"),
        ({(1, 1): 2, (2, 1): 1}, "dampak 1 tidak naik dari kemungkinan 1 ke 2"),
        ({(1, 2): 5, (1, 3): 3}, "kemungkinan 1 tidak naik dari dampak 2 ke 3"),
    ],
)
def test_a_matriks_that_is_no_rank_table_is_refused(
    besaran: dict[tuple[int, int], int], because: str
) -> None:
    assert because in (invalid_matriks_reason(matriks_of("A") | besaran) or "")


@pytest.mark.parametrize("sel", [(0, 1), (6, 5), (1, 6)])
def test_a_matriks_with_other_cells_is_refused(sel: tuple[int, int]) -> None:
    assert "25 sel" in (invalid_matriks_reason(matriks_of("A") | {sel: 1}) or "")
    assert "25 sel" in (invalid_matriks_reason({}) or "")


@st.composite
def rank_tables(draw: st.DrawFn) -> dict[tuple[int, int], int]:
    """Fill the cells with 1 to 25, each time one whose left and lower neighbours are filled."""
    matriks: dict[tuple[int, int], int] = {}
    for besaran in range(1, 26):
        free = [
            (k, d)
            for k, d in SEL
            if (k, d) not in matriks
            and (k == 1 or (k - 1, d) in matriks)
            and (d == 1 or (k, d - 1) in matriks)
        ]
        matriks[draw(st.sampled_from(free))] = besaran
    return matriks


@given(rank_tables(), st.sampled_from(SEL), st.sampled_from(SEL))
def test_a_matriks_is_accepted_exactly_when_it_rises_everywhere(
    matriks: dict[tuple[int, int], int], one: tuple[int, int], other: tuple[int, int]
) -> None:
    assert invalid_matriks_reason(matriks) is None
    swapped = matriks | {one: matriks[other], other: matriks[one]}
    rises = all(
        swapped[a] < swapped[b]
        for a in SEL
        for b in SEL
        if a != b and a[0] <= b[0] and a[1] <= b[1]
    )
    assert (invalid_matriks_reason(swapped) is None) == rises


@pytest.mark.parametrize("kode", BATAS_BAWAH)
@pytest.mark.parametrize("besaran", range(1, 26))
def test_every_besaran_has_the_level_of_each_band_set(kode: str, besaran: int) -> None:
    level = sum(besaran >= least for least in BATAS_BAWAH[kode])
    assert band_of(besaran, bands_of(kode)).level == level


@pytest.mark.parametrize("kode", BATAS)
@pytest.mark.parametrize("besaran", [11, 15, 20])
def test_the_sets_differ_at_11_15_and_20_as_published(kode: str, besaran: int) -> None:
    assert band_of(besaran, bands_of(kode)).level == BATAS[kode][besaran]


@pytest.mark.parametrize("besaran", [0, 26, -1])
def test_a_besaran_outside_1_to_25_has_no_band(besaran: int) -> None:
    with pytest.raises(ValueError, match="no band"):
        band_of(besaran, bands_of("D"))


@pytest.mark.parametrize("status", STATUS_TERBUKA)
def test_an_open_action_is_late_from_the_day_after_its_tenggat(status: StatusAksi) -> None:
    assert not is_late(HARI + timedelta(days=1), status, HARI)
    assert not is_late(HARI, status, HARI)
    assert is_late(HARI - timedelta(days=1), status, HARI)


@pytest.mark.parametrize("status", [StatusAksi.SELESAI, StatusAksi.DIBATALKAN])
def test_a_closed_action_is_never_late_nor_at_risk(status: StatusAksi) -> None:
    assert not is_late(date.min, status, HARI)
    assert not is_at_risk(date.min, HARI, status, 0, HARI)


@given(status, tanggal)
def test_an_action_without_tenggat_is_never_late(status: StatusAksi, today: date) -> None:
    assert not is_late(None, status, today)
    assert not is_at_risk(None, None, status, 0, today)


def test_days_late_counts_from_the_day_after_the_tenggat() -> None:
    assert [days_late(HARI, HARI + timedelta(days=n)) for n in (-3, 0, 1, 40)] == [0, 0, 1, 40]


@pytest.mark.parametrize(
    ("mulai", "tenggat", "expected"),
    [
        (-10, None, None),
        (-10, 10, 50.0),
        (-1, 3, 25.0),
        (0, 10, 0.0),
        (5, 10, 0.0),
        (-10, 0, 100.0),
        (-10, -1, 100.0),
        (None, 10, 0.0),
        (None, 0, 100.0),
        (0, 0, 100.0),
        (3, 3, 0.0),
    ],
)
def test_the_plan_is_a_straight_line_from_mulai_to_tenggat(
    mulai: int | None, tenggat: int | None, expected: float | None
) -> None:
    days = [None if n is None else HARI + timedelta(days=n) for n in (mulai, tenggat)]
    assert planned_progress(*days, HARI) == expected


@given(st.none() | tanggal, tanggal, tanggal, st.integers(0, 400))
def test_the_plan_never_falls_and_stays_between_0_and_100(
    mulai: date | None, tenggat: date, today: date, later: int
) -> None:
    now = planned_progress(mulai, tenggat, today)
    then = planned_progress(mulai, tenggat, today + timedelta(days=later))
    assert now is not None
    assert then is not None
    assert 0 <= now <= then <= 100


def test_an_action_exactly_20_points_behind_is_not_yet_at_risk() -> None:
    mulai, tenggat = HARI - timedelta(days=10), HARI + timedelta(days=10)
    assert not is_at_risk(mulai, tenggat, StatusAksi.BERJALAN, 30, HARI)
    assert is_at_risk(mulai, tenggat, StatusAksi.BERJALAN, 29, HARI)


def test_an_action_due_in_31_days_is_not_yet_at_risk() -> None:
    mulai = HARI - timedelta(days=300)
    assert is_at_risk(mulai, HARI + timedelta(days=30), StatusAksi.BERJALAN, 0, HARI)
    assert not is_at_risk(mulai, HARI + timedelta(days=31), StatusAksi.BERJALAN, 0, HARI)


def test_a_blocked_action_due_soon_is_at_risk_whatever_its_progress() -> None:
    tenggat = HARI + timedelta(days=30)
    assert is_at_risk(HARI, tenggat, StatusAksi.TERKENDALA, 99, HARI)
    assert not is_at_risk(HARI, tenggat, StatusAksi.BERJALAN, 99, HARI)


@given(st.none() | tanggal, st.none() | tanggal, status, progres, tanggal)
def test_ketepatan_says_one_word_that_agrees_with_the_single_rules(
    mulai: date | None, tenggat: date | None, status: StatusAksi, progres: int, today: date
) -> None:
    word = ketepatan(mulai, tenggat, status, progres, today)
    assert (word == Ketepatan.TERLAMBAT) == is_late(tenggat, status, today)
    assert (word == Ketepatan.BERISIKO) == is_at_risk(mulai, tenggat, status, progres, today)
    assert (word == Ketepatan.TUNTAS) == (status not in STATUS_TERBUKA)
    assert (word == Ketepatan.TANPA_TENGGAT) == (tenggat is None and status in STATUS_TERBUKA)


@pytest.mark.parametrize(
    ("status", "progres", "kendala", "catatan", "refused"),
    [
        (StatusAksi.SELESAI, 99, "", "", {"progres"}),
        (StatusAksi.SELESAI, 100, "", "", set()),
        (StatusAksi.BELUM_MULAI, 1, "", "", {"progres"}),
        (StatusAksi.BELUM_MULAI, 0, "", "", set()),
        (StatusAksi.BERJALAN, 0, "", "", set()),
        (StatusAksi.BERJALAN, 99, "", "", set()),
        (StatusAksi.BERJALAN, 100, "", "", {"status"}),
        (StatusAksi.TERKENDALA, 50, " \n", "", {"kendala"}),
        (StatusAksi.TERKENDALA, 100, "", "", {"kendala", "status"}),
        (StatusAksi.TERKENDALA, 50, "Lahan", "", set()),
        (StatusAksi.DIBATALKAN, 50, "", "\t", {"catatan"}),
        (StatusAksi.DIBATALKAN, 100, "", "Digabung", set()),
    ],
)
def test_a_state_that_contradicts_itself_is_refused_at_the_field_to_change(
    status: StatusAksi, progres: int, kendala: str, catatan: str, refused: set[str]
) -> None:
    sentences = refused_status(status, progres, kendala, catatan)
    assert set(sentences) == refused
    assert all(sentence.endswith(".") for sentence in sentences.values())


@given(st.none() | tanggal, st.none() | tanggal)
def test_only_a_tenggat_before_mulai_is_refused(mulai: date | None, tenggat: date | None) -> None:
    wrong = mulai is not None and tenggat is not None and tenggat < mulai
    assert bool(refused_dates(mulai, tenggat)) == wrong


@pytest.mark.parametrize(
    ("batas", "because"),
    [
        ([(1, 5), (6, 10), (11, 15), (16, 19), (20, 25)], None),
        ([(1, 1), (2, 2), (3, 3), (4, 4), (5, 25)], None),
        ([(1, 5), (7, 10), (11, 15), (16, 19), (20, 25)], "Besaran 6 sampai 6 tidak masuk level"),
        ([(2, 5), (6, 10), (11, 15), (16, 19), (20, 25)], "Besaran 1 sampai 1"),
        ([(1, 5), (5, 10), (11, 15), (16, 19), (20, 25)], "Level 2 bertumpuk"),
        ([(1, 5), (6, 5), (6, 15), (16, 19), (20, 25)], "Batas atas level 2 (5)"),
        ([(1, 5), (6, 10), (11, 15), (16, 19), (20, 24)], "harus berakhir pada besaran 25"),
        ([(1, 10), (11, 25)], "tepat lima level"),
    ],
)
def test_levels_must_cover_1_to_25_without_a_gap(
    batas: list[tuple[int, int]], because: str | None
) -> None:
    reason = invalid_band_reason(batas)
    assert reason is None if because is None else because in (reason or "")


def test_a_refused_matriks_says_which_numbers_are_missing_doubled_and_outside() -> None:
    reason = invalid_matriks_reason(matriks_of("A") | {(1, 1): 7, (5, 5): 30}) or ""
    assert "Belum dipakai: 1, 25." in reason
    assert "Dipakai lebih dari sekali: 7 (K1·D1, K2·D2)." in reason
    assert "Di luar 1 sampai 25: 30 (K5·D5)." in reason
