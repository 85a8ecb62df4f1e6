"""When a person is reminded of a tenggat: each occasion has a name, and comes once."""

from datetime import date

from model.choices import JenisPesan
from model.format import angka, lama, tanggal
from model.rules import days_late

# Days before the tenggat. When nobody sent on the very day, the next run makes up for it.
HARI_SEBELUM = (14, 7, 1)
SELANG_TERLAMBAT = 7  # on the first day late, then weekly


def occasion(tenggat: date, hari: date) -> tuple[JenisPesan, str] | None:
    """Return the last occasion to remind of `tenggat` that has come by `hari`, None before any.

    Its name holds the tenggat: when that is moved, reminding begins anew.
    """
    left = (tenggat - hari).days
    if left < 0:
        week = (days_late(tenggat, hari) - 1) // SELANG_TERLAMBAT
        return JenisPesan.TERLAMBAT, f"{tenggat.isoformat()}:+{week}"
    come = [days for days in HARI_SEBELUM if left <= days]
    return (JenisPesan.TENGGAT, f"{tenggat.isoformat()}:-{min(come)}") if come else None


def sentence(judul: str, tenggat: date, hari: date) -> str:
    """Return the sentence of a reminder."""
    left = (tenggat - hari).days
    if left < 0:
        return f"Terlambat {angka(-left)} hari sejak tenggat {tanggal(tenggat)}: {judul}"
    return f"Tenggat {tanggal(tenggat)}, {lama(left)}: {judul}"
