"""Indonesian forms of dates, numbers and shares, for sentences, screens and files."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from model.clock import WIB

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
BULAN_PENDEK = tuple(nama[:3] for nama in BULAN[:7]) + ("Agu", "Sep", "Okt", "Nov", "Des")
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

KOSONG = "–"
ANGKA = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)


def tanggal(value: date | None) -> str:
    """Return `31 Januari 2024`, or a dash for none."""
    return f"{value.day} {BULAN[value.month - 1]} {value.year}" if value else KOSONG


def tanggal_pendek(value: date | None) -> str:
    """Return `31 Jan 2024`, or a dash for none."""
    return f"{value.day} {BULAN_PENDEK[value.month - 1]} {value.year}" if value else KOSONG


def rentang_tanggal(mulai: date, selesai: date) -> str:
    """Return `29–31 Januari 2024`, saying month and year once when both days share them."""
    if mulai == selesai:
        return tanggal(mulai)
    if (mulai.year, mulai.month) == (selesai.year, selesai.month):
        return f"{mulai.day}–{tanggal(selesai)}"
    if mulai.year == selesai.year:
        return f"{mulai.day} {BULAN[mulai.month - 1]} – {tanggal(selesai)}"
    return f"{tanggal(mulai)} – {tanggal(selesai)}"


def waktu(value: datetime | None) -> str:
    """Return `31 Jan 2024 14.05 WIB` of an aware moment, or a dash for none."""
    if value is None:
        return KOSONG
    local = value.astimezone(WIB)
    return f"{tanggal_pendek(local.date())} {local:%H.%M} WIB"


def jam(value: time | None) -> str:
    """Return `14.05` of a time of day in Jakarta, or a dash for none."""
    return f"{value:%H.%M}" if value else KOSONG


def menit_detik(detik: int) -> str:
    """Return `08.12` of 492 seconds; an hour and more stay minutes: `75.00`."""
    return f"{detik // 60:02d}.{detik % 60:02d}"


def angka(value: float, desimal: int = 0) -> str:
    """Return a number with Indonesian separators: `1.234,5`."""
    english = f"{value:,.{desimal}f}"
    return english.translate(str.maketrans(",.", ".,"))


def angka_isian(value: float | None) -> str:
    """Return a number as a person would type it: `1.234,5`, `12`, nothing for none."""
    if value is None:
        return ""
    digits = format(Decimal(repr(value)), "f")
    whole, _, rest = digits.partition(".")
    rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if digits.startswith("-") and not grouped.startswith("-") else ""
    return f"{sign}{grouped},{rest}" if rest else grouped


def parse_angka(text: str) -> float | None:
    """Return the number that a person typed the Indonesian way, None when it is none.

    Dots stand between thousands or not at all; the comma begins the decimals.
    """
    found = ANGKA.fullmatch(text.strip().replace("\u2212", "-"))
    return float("".join(found[0].split(".")).replace(",", ".")) if found else None


def bagian(jumlah: int, dari: int) -> str:
    """Return `12 dari 35`; an empty whole says `belum ada data`, never 0 %."""
    return f"{angka(jumlah)} dari {angka(dari)}" if dari else "belum ada data"


def rentang_baris(mulai_dari: int, banyak: int, dari: int) -> str:
    """Return `Baris 51 sampai 100 dari 1.234`: which of all rows a table shows."""
    first, last = angka(mulai_dari + 1), angka(mulai_dari + banyak)
    return f"Baris {first} sampai {last} dari {angka(dari)}"


def persen(jumlah: float, dari: float) -> str:
    """Return `34 %` of a share, or a dash when there is no whole.

    A part is never rounded to all or to nothing: `99 %` of 313 out of 314, `<1 %` of 1.
    """
    if not dari:
        return KOSONG
    if 0 < jumlah < dari / 100:
        return "<1 %"
    bulat = round(100 * jumlah / dari)
    return f"{angka(min(bulat, 99) if jumlah < dari else bulat)} %"


PERAMBAN = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
PERANGKAT = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def perangkat(peramban: str) -> str:
    """Return `Chrome di Windows` of what a browser calls itself."""
    program = next((nama for tanda, nama in PERAMBAN if tanda in peramban), "")
    mesin = next((nama for tanda, nama in PERANGKAT if tanda in peramban), "")
    return " di ".join(kata for kata in (program, mesin) if kata) or "Perangkat tidak dikenal"


def ukuran(bita: int) -> str:
    """Return how large a file is: `340 KB`, `1,2 MB`."""
    if bita >= 1024 * 1024:
        return f"{angka(bita / 1024 / 1024, 1)} MB"
    return f"{angka(max(1, round(bita / 1024)))} KB"


def lama(hari: int) -> str:
    """Return how far a day lies from today in words: `hari ini`, `3 hari lagi`, `12 hari lalu`."""
    if hari == 0:
        return "hari ini"
    return f"{angka(hari)} hari lagi" if hari > 0 else f"{angka(-hari)} hari lalu"


def lama_menit(menit: int) -> str:
    """Return `2 jam 15 menit`."""
    jam_, sisa = divmod(menit, 60)
    parts = [f"{angka(jam_)} jam" if jam_ else "", f"{sisa} menit" if sisa or not jam_ else ""]
    return " ".join(part for part in parts if part)
