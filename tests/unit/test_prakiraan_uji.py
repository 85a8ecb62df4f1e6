"""The back-test: what a case is, what counts as missed, and what is said of too little history."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import StatusAksi
from model.clock import today, wib_date
from model.db import read_session
from model.prakiraan.kasus import (
    Kasus,
    collect,
    laju_lurus,
    list_hari,
    list_kasus,
    list_metode,
    list_rentang,
    middle,
    split,
)
from model.prakiraan.uji import main
from model.queries.akhir_aksi import Akhir, map_akhir
from model.titik import Titik
from tests.stores import HARI

DAY = date(2026, 5, 1)
KASUS = Kasus(
    hari=DAY, aksi_id=1, tenggat=DAY + timedelta(days=10), peluang=70, berisiko=True, lurus=1.5,
    dasar=40, terlewat=True,
)  # fmt: skip


def test_days_go_backwards_in_equal_steps() -> None:
    assert list_hari(DAY, DAY + timedelta(days=15), 7) == [
        DAY + timedelta(days=n) for n in (1, 8, 15)
    ]
    assert list_hari(DAY, DAY - timedelta(days=1), 7) == []


def test_the_linear_pace_by_hand() -> None:
    # 40 % in 20 days: 60 % need 30 more; there are 9 days and today: 3 times what there is.
    assert laju_lurus(DAY - timedelta(days=20), DAY + timedelta(days=9), 40, DAY) == 3.0
    assert laju_lurus(DAY - timedelta(days=20), DAY + timedelta(days=9), 0, DAY) == float("inf")
    assert laju_lurus(DAY + timedelta(days=1), DAY + timedelta(days=9), 0, DAY) == 0.0
    assert laju_lurus(None, DAY, 50, DAY) == 0.0


def test_the_parts_share_no_outcome() -> None:
    cut = DAY + timedelta(days=5)
    across = KASUS  # made before the cut, over after it: in neither part
    early = replace(KASUS, tenggat=cut - timedelta(days=1))
    late = replace(KASUS, hari=cut)
    assert split([across, early, late], cut) == ([early], [late])


def test_the_middle_counts_each_tenggat_once() -> None:
    one = [replace(KASUS, hari=DAY + timedelta(days=n)) for n in range(9)]
    other = replace(KASUS, aksi_id=2, tenggat=DAY + timedelta(days=40))
    third = replace(KASUS, aksi_id=3, tenggat=DAY + timedelta(days=20))
    assert middle([*one, other, third]) == third.tenggat


def test_simple_methods_get_their_chances_from_the_first_part_alone() -> None:
    pilih = [replace(KASUS, aksi_id=n, lurus=n, terlewat=n > 5, berisiko=n > 7) for n in range(10)]
    uji = [replace(KASUS, berisiko=True, lurus=9.0), replace(KASUS, berisiko=False, lurus=0.0)]
    metode = [m.peluang for m in list_metode(uji, pilih)]
    ours, flat, flagged, flag_cal, line, line_cal = metode
    assert ours == [0.7, 0.7]
    assert flat == [0.4, 0.4]
    assert flagged == [1.0, 0.4]
    # Of the 2 flagged both were missed: (2 + 1) / (2 + 2); of the other 8, two: (2 + 1) / (8 + 2).
    assert flag_cal == [0.75, 0.3]
    assert line == [1.0, 0.0]
    # Five bins of two: the highest (2 + 1) / (2 + 2), the lowest (0 + 1) / (2 + 2).
    assert line_cal == [0.75, 0.25]
    flipped = [replace(k, terlewat=not k.terlewat) for k in uji]
    assert [m.peluang for m in list_metode(flipped, pilih)] == metode


def test_ranges_are_compared_only_where_all_of_it_is_over() -> None:
    day = [replace(KASUS, aksi_id=n, terlewat=n < 4) for n in range(5)]
    assert list_rentang(day) == []
    ((hari, expected, low, high, real),) = list_rentang(
        [*day, replace(KASUS, aksi_id=9, tenggat=DAY + timedelta(days=40))]
    )
    assert (hari, expected, real) == (DAY, 4, 4)
    assert low <= expected <= high


@pytest.mark.usefixtures("contoh")
def test_outcomes_are_what_the_rows_say_now(session: Session) -> None:
    akhir = map_akhir(session)
    rows = session.exec(select(t.RencanaAksi)).all()
    assert {r.id for r in rows} == set(akhir)
    for row in rows:
        assert akhir[row.id].selesai_pada == row.selesai_pada
        assert (akhir[row.id].gugur is not None) == (row.status == StatusAksi.DIBATALKAN)
    cancelled = next(r for r in rows if r.status == StatusAksi.DIBATALKAN)
    last = session.exec(
        select(t.Pemutakhiran.pada)
        .where(t.Pemutakhiran.aksi_id == cancelled.id)
        .order_by(col(t.Pemutakhiran.pada).desc())
    ).first()
    assert last is not None and akhir[cancelled.id].gugur == wib_date(last)


@pytest.mark.usefixtures("contoh")
def test_a_case_is_missed_when_it_was_not_done_by_the_tenggat_of_that_day() -> None:
    hari, last = HARI - timedelta(days=50), HARI - timedelta(days=1)
    with read_session() as session:
        akhir = map_akhir(session)
    kasus, left = list_kasus(hari, akhir, last)
    assert kasus
    for satu in kasus:
        done = akhir[satu.aksi_id].selesai_pada
        assert hari <= satu.tenggat <= last
        assert satu.terlewat == (done is None or done > satu.tenggat)
    assert {k.terlewat for k in kasus} == {True, False}
    # Cancelled by its tenggat: neither missed nor kept. Cancelled after it: missed.
    first = kasus[0]
    gone = akhir | {first.aksi_id: Akhir(None, first.tenggat)}
    fewer, more_left = list_kasus(hari, gone, last)
    assert (len(fewer), more_left) == (len(kasus) - 1, left + 1)
    later = akhir | {first.aksi_id: Akhir(None, first.tenggat + timedelta(days=1))}
    same, _ = list_kasus(hari, later, last)
    assert next(k for k in same if k.aksi_id == first.aksi_id).terlewat
    # The tenggat that stood that day counts, not the one of today.
    with read_session() as session:
        moved = {r.id: r.tenggat for r in session.exec(select(t.RencanaAksi))}
    assert any(moved[k.aksi_id] != k.tenggat for k in kasus)


@pytest.mark.usefixtures("contoh")
def test_forecasts_of_the_past_come_from_days_gone_by_only() -> None:
    kasus, _ = collect(HARI - timedelta(days=70), HARI - timedelta(days=1), 35)
    assert {k.hari for k in kasus} == {HARI - timedelta(days=36)}  # of yesterday none is over
    assert all(k.tenggat < today() for k in kasus)
    assert Titik(hari=min(k.hari for k in kasus)).kini is False


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.usefixtures("contoh")
def test_the_command_prints_calibration_and_comparison(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--langkah", "21"]) == 0
    out = capsys.readouterr().out
    for words in (
        "Bagian untuk memilih nilai", "Bagian untuk menguji", "Prakiraan ", "Kebiasaan forum saja",
        "Aturan berisiko terlambat", "Laju lurus, 0 atau 1", "Kalibrasi", "Beda Brier",
        "Rentang jumlah 30 hari", "Tidak dihitung",
    ):  # fmt: skip
        assert words in out


@pytest.mark.usefixtures("store")
def test_the_command_says_when_there_is_too_little_history(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 1
    assert "Riwayat belum cukup untuk diuji." in capsys.readouterr().out
