"""Pure rules. Each takes plain values (and today's date), touches no store and asks no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model.choices import STATUS_TERTUTUP, Ketepatan, StatusAksi

TINGKAT = (1, 2, 3, 4, 5)
SEL = tuple((k, d) for k in TINGKAT for d in TINGKAT)
BESARAN = range(1, 26)

TAHUN = range(2000, 2100)
HARI_SEGERA = 7  # "jatuh tempo minggu ini"
HARI_BERISIKO = 30  # an action due later than this is not yet called at risk
SELISIH_BERISIKO = 20  # percentage points behind the straight line from mulai to tenggat
LOMPATAN_PROGRES = 20  # percentage points: from here on a change of progress is worth a word
HARI_DIAM = 14  # so long an open action may go without a pemutakhiran
HARI_USANG = 30  # beyond that what is known of it is too old to decide by
MAKS_AKSI_TERBUKA = 15  # more than these in one perangkat daerah are a finding


@dataclass(frozen=True)
class Band:
    """One level: its number 1 to 5, name, colours, and the besaran it covers (both ends in)."""

    level: int
    nama: str
    batas_bawah: int
    batas_atas: int
    warna: str
    warna_teks: str


def invalid_matriks_reason(matriks: Mapping[tuple[int, int], int]) -> str | None:
    """Return why `matriks` cannot be a rank table, or None when it can.

    A rank table is a permutation of 1..25 that rises strictly along each row and column
    (Permen PANRB 5/2020 and the KMK 577 family share one such table).
    """
    if set(matriks) != set(SEL):
        return "Matriks harus berisi tepat 25 sel, kemungkinan 1–5 dan dampak 1–5."
    if sorted(matriks.values()) != list(BESARAN):
        return _wrong_numbers(matriks)
    for k, d in SEL:
        if k < 5 and matriks[k + 1, d] <= matriks[k, d]:
            return f"Besaran pada dampak {d} tidak naik dari kemungkinan {k} ke {k + 1}."
        if d < 5 and matriks[k, d + 1] <= matriks[k, d]:
            return f"Besaran pada kemungkinan {k} tidak naik dari dampak {d} ke {d + 1}."
    return None


def _wrong_numbers(matriks: Mapping[tuple[int, int], int]) -> str:
    """Return which numbers are missing, doubled (and in which cells) or out of range."""
    cells: dict[int, list[str]] = {}
    for (k, d), besaran in sorted(matriks.items()):
        cells.setdefault(besaran, []).append(f"K{k}·D{d}")
    missing = [str(n) for n in BESARAN if n not in cells]
    double = [
        f"{n} ({', '.join(there)})"
        for n, there in sorted(cells.items())
        if n in BESARAN and len(there) > 1
    ]
    outside = [
        f"{n} ({', '.join(there)})" for n, there in sorted(cells.items()) if n not in BESARAN
    ]
    parts = ["Besaran harus memakai setiap angka 1 sampai 25 tepat satu kali."]
    for words, found in (
        ("Belum dipakai", missing),
        ("Dipakai lebih dari sekali", double),
        ("Di luar 1 sampai 25", outside),
    ):
        if found:
            parts.append(f"{words}: {', '.join(found)}.")
    return " ".join(parts)


def invalid_band_reason(batas: Sequence[tuple[int, int]]) -> str | None:
    """Return why these limits are no set of bands, or None when they cover 1 to 25 without a gap.

    They are the lowest and the highest besaran, both in, of each level from the first up.
    """
    if len(batas) != len(TINGKAT):
        return "Set batas level harus berisi tepat lima level."
    expected = BESARAN[0]
    for level, (bawah, atas) in enumerate(batas, start=1):
        if bawah > expected:
            return f"Besaran {expected} sampai {bawah - 1} tidak masuk level mana pun."
        if bawah < expected:
            return f"Level {level} bertumpuk dengan level di bawahnya pada besaran {bawah}."
        if atas < bawah:
            return (
                f"Batas atas level {level} ({atas}) harus lebih besar daripada batas atas "
                f"level {level - 1} ({bawah - 1})."
            )
        expected = atas + 1
    if expected != BESARAN[-1] + 1:
        return f"Level 5 harus berakhir pada besaran 25, bukan {expected - 1}."
    return None


def band_of(besaran: int, bands: Sequence[Band]) -> Band:
    """Return the band that holds `besaran`; ValueError when no band does."""
    for band in bands:
        if band.batas_bawah <= besaran <= band.batas_atas:
            return band
    raise ValueError(f"no band holds besaran {besaran}")


def is_late(tenggat: date | None, status: StatusAksi, today: date) -> bool:
    """Return True once the tenggat has passed and the action is neither Selesai nor Dibatalkan.

    An action due today is not late. One without tenggat is never late.
    """
    return tenggat is not None and tenggat < today and status not in STATUS_TERTUTUP


def days_late(tenggat: date, today: date) -> int:
    """Return how many days past the tenggat `today` is; 0 up to and on the day itself."""
    return max(0, (today - tenggat).days)


def planned_progress(mulai: date | None, tenggat: date | None, today: date) -> float | None:
    """Return the progress in percent (0 to 100) a straight line from mulai to tenggat asks for.

    None when there is no tenggat. Without mulai, or when both fall on one day, the plan jumps
    from 0 to 100 on the tenggat.
    """
    if tenggat is None:
        return None
    if today >= tenggat:
        return 100.0
    if mulai is None or today <= mulai:
        return 0.0
    return 100.0 * (today - mulai).days / (tenggat - mulai).days


def is_at_risk(
    mulai: date | None, tenggat: date | None, status: StatusAksi, progres: int, today: date
) -> bool:
    """Return True when an open action, not yet late, will probably miss its tenggat.

    That is: due within 30 days, and either Terkendala or more than 20 points behind the plan.
    """
    if tenggat is None or status in STATUS_TERTUTUP:
        return False
    if not 0 <= (tenggat - today).days <= HARI_BERISIKO:
        return False
    rencana = planned_progress(mulai, tenggat, today) or 0.0
    return status == StatusAksi.TERKENDALA or rencana - progres > SELISIH_BERISIKO


def ketepatan(
    mulai: date | None, tenggat: date | None, status: StatusAksi, progres: int, today: date
) -> Ketepatan:
    """Return the one word that says how the action stands against its tenggat."""
    if status in STATUS_TERTUTUP:
        return Ketepatan.TUNTAS
    if tenggat is None:
        return Ketepatan.TANPA_TENGGAT
    if is_late(tenggat, status, today):
        return Ketepatan.TERLAMBAT
    if is_at_risk(mulai, tenggat, status, progres, today):
        return Ketepatan.BERISIKO
    return Ketepatan.TEPAT


def refused_status(status: StatusAksi, progres: int, kendala: str, catatan: str) -> dict[str, str]:
    """Return the sentences that refuse this combination, by field; empty when it is sound."""
    refused = {}
    if status == StatusAksi.SELESAI and progres < 100:
        refused["progres"] = (
            f"Status Selesai membutuhkan progres 100 %, sekarang {progres} %. "
            "Naikkan progresnya atau pilih status Berjalan."
        )
    if status == StatusAksi.BELUM_MULAI and progres > 0:
        refused["progres"] = (
            f"Status Belum Mulai tidak dapat memiliki progres {progres} %. Pilih status Berjalan."
        )
    if status in (StatusAksi.BERJALAN, StatusAksi.TERKENDALA) and progres == 100:
        refused["status"] = "Progres 100 % berarti selesai. Pilih status Selesai."
    if status == StatusAksi.TERKENDALA and not kendala.strip():
        refused["kendala"] = "Status Terkendala membutuhkan uraian kendala. Tuliskan penyebabnya."
    if status == StatusAksi.DIBATALKAN and not catatan.strip():
        refused["catatan"] = "Pembatalan membutuhkan alasan. Tuliskan alasannya pada catatan."
    return refused


def refused_dates(mulai: date | None, tenggat: date | None) -> dict[str, str]:
    """Return the sentences that refuse these dates, by field; empty when they are sound."""
    # A slip of the keyboard such as the year 0202 would stretch every timeline over centuries.
    refused = {
        nama: f"Tanggal {nama} harus antara tahun {TAHUN[0]} dan {TAHUN[-1]}. Periksa tahunnya."
        for nama, hari in (("mulai", mulai), ("tenggat", tenggat))
        if hari is not None and hari.year not in TAHUN
    }
    if refused:
        return refused
    if mulai is not None and tenggat is not None and tenggat < mulai:
        return {"tenggat": "Tenggat tidak boleh sebelum tanggal mulai. Perbaiki salah satunya."}
    return {}
