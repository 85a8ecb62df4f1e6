"""Lines of the riwayat of the example; they get number and seal when they are written."""

from datetime import datetime
from typing import Any

from model.choices import Tindakan
from seed.contoh.waktu import ASAL

Row = dict[str, Any]


def line_made(tabel: str, baris_id: int, pada: datetime, by: Row) -> Row:
    """Return the line that a row was made."""
    return {
        "pada": pada, "asal": ASAL, "tabel": tabel, "baris_id": baris_id, "versi": 1,
        "tindakan": Tindakan.DIBUAT, "kolom": "", "sebelum": None, "sesudah": None, **by,
    }  # fmt: skip


def line_changed(
    tabel: str,
    row: Row,
    by: Row,
    kolom: str,
    sebelum: str | None,
    sesudah: str | None,
    tindakan: Tindakan = Tindakan.DIUBAH,
) -> Row:
    """Return the line of one column for the last save of `row`, which counts and dates it."""
    return line_made(tabel, row["id"], row["diubah_pada"], by) | {
        "versi": row["versi"], "tindakan": tindakan, "kolom": kolom, "sebelum": sebelum,
        "sesudah": sesudah,
    }  # fmt: skip
