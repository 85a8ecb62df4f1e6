"""Which findings of the pemeriksaan the example declares in order. Texts: `pengabaian.toml`."""

import tomllib
from datetime import timedelta
from typing import Any

from model.history import as_text
from seed.contoh import Perakit
from seed.contoh.riwayat import line_changed, line_made
from seed.contoh.teks import HERE
from seed.contoh.waktu import at_work

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
    lines = perakit.baris["riwayat"]
    lines.append(line_made(TABEL, row["id"], pada, by))
    if "cabut" in teks:
        moment = at_work(perakit.today - timedelta(days=teks["cabut"]), 14)
        row |= {"versi": 2, "diubah_pada": moment, "dicabut_pada": moment}
        revoked_by = perakit.by(teks["oleh_cabut"])
        change = "dicabut_pada", None, as_text(moment)
        lines.append(line_changed(TABEL, row, revoked_by, *change))
