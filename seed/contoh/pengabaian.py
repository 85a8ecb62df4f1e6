"""Which findings of the pemeriksaan the example declares in order. Texts: `pengabaian.toml`."""

import tomllib
from datetime import timedelta
from typing import Any

from model.choices import Tindakan
from model.history import as_text
from seed.contoh import Perakit
from seed.contoh.teks import HERE
from seed.contoh.waktu import ASAL, at_work

Row = dict[str, Any]
TABEL = "pengabaian"
OBJEK = ("permasalahan", "risiko", "rencana_aksi")


def add_pengabaian(perakit: Perakit) -> None:
    """Add what is declared about objects of this copy of the example, with its riwayat."""
    kode = {row["kode"] for nama in OBJEK for row in perakit.baris[nama]}
    for teks in tomllib.loads((HERE / "pengabaian.toml").read_text("utf-8"))["pengabaian"]:
        if teks["objek"] in kode:
            _add(perakit, teks)


def _add(perakit: Perakit, teks: Row) -> None:
    by = perakit.by(teks["oleh"])
    pada = at_work(perakit.today - timedelta(days=teks["hari"]), 11)
    perakit.ids[TABEL] += 1
    row: Row = {
        "id": perakit.ids[TABEL], "versi": 1, "dibuat_pada": pada, "diubah_pada": pada,
        "aturan": teks["aturan"], "objek": teks["objek"], "objek_lain": teks.get("lain", ""),
        "alasan": teks["alasan"], "pada": pada, "dicabut_pada": None, **by,
    }  # fmt: skip
    perakit.baris[TABEL].append(row)
    _line(perakit, row, by, {"tindakan": Tindakan.DIBUAT})
    if "cabut" in teks:
        moment = at_work(perakit.today - timedelta(days=teks["cabut"]), 14)
        row |= {"versi": 2, "diubah_pada": moment, "dicabut_pada": moment}
        change = {"tindakan": Tindakan.DIUBAH, "kolom": "dicabut_pada", "sesudah": as_text(moment)}
        _line(perakit, row, perakit.by(teks["oleh_cabut"]), change)


def _line(perakit: Perakit, row: Row, by: Row, more: Row) -> None:
    perakit.baris["riwayat"].append(
        {
            "pada": row["diubah_pada"], "asal": ASAL, "tabel": TABEL, "baris_id": row["id"],
            "versi": row["versi"], "kolom": "", "sebelum": None, "sesudah": None, **by, **more,
        }
    )  # fmt: skip
