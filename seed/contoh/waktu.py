"""Moments of the example data."""

from datetime import date, datetime, time

from model.clock import WIB

ASAL = "data contoh"


def at(day: date, hour: time) -> datetime:
    """Return a moment of `day` in Jakarta."""
    return datetime.combine(day, hour, WIB)


def at_work(day: date, hour: int = 9) -> datetime:
    """Return a moment in working hours of `day` in Jakarta."""
    return at(day, time(hour, 15))
