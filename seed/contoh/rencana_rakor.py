"""When the example rakor are, and what their sittings are about; the days are counted from today.

Themes are our own words around that of the forum.
"""

from datetime import date, datetime, time, timedelta

from seed.contoh.waktu import at, at_work

TUTUP, SIAP = 1, 2  # the numbers of the closed one and of the one being prepared
TEMPAT = "Balai Agung, Balai Kota"

# Sittings: days after the first one, name, hours; then what is spoken about in it with minutes. A
# number stands for the pokja of that place in the official order.
Acara = tuple[str | int, int]
RencanaSesi = tuple[int, str, time, time, tuple[Acara, ...]]
SESI_TUTUP: tuple[RencanaSesi, ...] = (
    (
        0, "Hari pertama, pagi", time(8, 30), time(12),
        (("Pembukaan dan tindak lanjut rakor lalu", 15), (1, 45), (2, 45), (3, 45), (4, 45)),
    ),
    (0, "Hari pertama, siang", time(13), time(15, 30), ((5, 45), (6, 45), (7, 45))),
    (
        1, "Hari kedua, pagi", time(8, 30), time(11, 30),
        (
            (8, 45), (9, 45), ("Data yang berbeda antarsistem: siapa membetulkan apa", 45),
            ("Pembacaan keputusan dan penutupan", 30),
        ),
    ),
)  # fmt: skip
# The afternoon takes longer than it lasts, as it does while a meeting is being prepared.
SESI_SIAP: tuple[RencanaSesi, ...] = (
    (
        0, "Hari pertama, pagi", time(8, 30), time(12),
        (("Pembukaan dan tindak lanjut rakor lalu", 20), (1, 45), (2, 45), (3, 45), (4, 45)),
    ),
    (0, "Hari pertama, siang", time(13), time(15), ((5, 45), (6, 45), (7, 45))),
    (
        1, "Hari kedua, pagi", time(8, 30), time(11, 30),
        ((8, 45), (9, 45), ("Pembacaan keputusan dan penutupan", 30)),
    ),
)  # fmt: skip


def hari_tutup(today: date) -> date:
    """Return the first of the two working days of the closed rakor, some five weeks ago."""
    day = today - timedelta(days=36)
    return day - timedelta(days=max(0, day.weekday() - 3))


def hari_siap(today: date) -> date:
    """Return the first of the two working days of the coming rakor, in some two weeks."""
    day = today + timedelta(days=14)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 3 else 0)


def diputuskan(nomor_pokja: int, hari_lalu: int, today: date) -> tuple[int | None, datetime]:
    """Return in which rakor and when a keputusan of so many days ago was recorded.

    What falls within a few days of the closed rakor was decided in the turn of its pokja there.
    """
    mulai = hari_tutup(today)
    if abs(hari_lalu - (today - mulai).days) > 5:
        return None, at_work(today - timedelta(days=hari_lalu), 10)
    for hari, _, jam, _, acara in SESI_TUTUP:
        moment = at(mulai + timedelta(days=hari), jam)
        for apa, menit in acara:
            if apa == nomor_pokja:
                return TUTUP, moment + timedelta(minutes=menit - 5)
            moment += timedelta(minutes=menit)
    raise LookupError(nomor_pokja)
