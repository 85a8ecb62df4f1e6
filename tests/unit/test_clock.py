"""Jakarta's day changes at 17:00 UTC, whatever the server's own time zone is."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import clock
from model.choices import StatusAksi
from model.rules import is_late


def test_the_day_in_jakarta_begins_at_17_00_utc() -> None:
    assert clock.wib_date(datetime(2026, 3, 17, 16, 59, 59, tzinfo=UTC)) == date(2026, 3, 17)
    assert clock.wib_date(datetime(2026, 3, 17, 17, 0, 0, tzinfo=UTC)) == date(2026, 3, 18)


def test_an_action_due_today_becomes_late_at_midnight_wib() -> None:
    tenggat = date(2026, 3, 17)
    before = clock.wib_date(datetime(2026, 3, 17, 16, 59, 59, tzinfo=UTC))
    after = clock.wib_date(datetime(2026, 3, 17, 17, 0, 0, tzinfo=UTC))
    assert not is_late(tenggat, StatusAksi.BERJALAN, before)
    assert is_late(tenggat, StatusAksi.BERJALAN, after)


def test_the_year_turns_at_midnight_wib() -> None:
    assert clock.wib_date(datetime(2026, 12, 31, 17, tzinfo=UTC)) == date(2027, 1, 1)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    st.integers(-12 * 60, 14 * 60),
)
def test_the_same_moment_is_the_same_day_in_whatever_zone_it_is_told(
    moment: datetime, minutes: int
) -> None:
    aware = moment.replace(tzinfo=UTC)
    elsewhere = aware.astimezone(timezone(timedelta(minutes=minutes)))
    assert (
        clock.wib_date(elsewhere) == clock.wib_date(aware) == (moment + timedelta(hours=7)).date()
    )


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland", "UTC"])
def test_today_does_not_depend_on_the_time_zone_of_the_server(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 17, 17, 0, tzinfo=UTC))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        assert clock.today() == date(2026, 3, 18)
    time.tzset()
