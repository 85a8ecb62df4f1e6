"""What the example rakor decided, and the words of the verifikator."""

from datetime import date, timedelta
from typing import Any

from model.choices import StatusKeputusan

SESUAI = "Bukti dukung sesuai keluaran."


def keputusan_contoh(
    teks: dict[str, Any], acuan: dict[tuple[str, str], int], today: date
) -> dict[str, Any]:
    """Return the columns of an example keputusan; its days are counted from today.

    One with `selesai` is done, with the `tanggapan` of its perangkat daerah. One without `pd` or
    `tenggat` waits for them.
    """
    done = "selesai" in teks
    return {
        "judul": teks["judul"],
        "uraian": teks["uraian"],
        "pd_id": acuan["pd", teks["pd"]] if "pd" in teks else None,
        "tenggat": today + timedelta(days=teks["tenggat"]) if "tenggat" in teks else None,
        "status": StatusKeputusan.SELESAI if done else StatusKeputusan.TERBUKA,
        "tanggapan_pd": teks.get("tanggapan", ""),
        "selesai_pada": today + timedelta(days=teks["selesai"]) if done else None,
        "tentang": teks.get("tentang", ""),
    }
