"""The clock: Jakarta's day (WIB) for rules, UTC for timestamps. Only pages and commands ask it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def wib_date(moment: datetime) -> date:
    """Return the calendar day in Jakarta at `moment`, which must be aware."""
    return moment.astimezone(WIB).date()


def today() -> date:
    """Return today's date in Jakarta, whatever the server's own time zone is."""
    return wib_date(now())
