"""What the pokja of the example ask of pimpinan, and what came of it. Texts: `eskalasi.toml`."""

import tomllib
from datetime import timedelta
from typing import Any

from model.history import as_text
from seed.contoh import Perakit
from seed.contoh.riwayat import line_changed, line_made
from seed.contoh.teks import HERE
from seed.contoh.waktu import at_work

Row = dict[str, Any]
TABEL = "eskalasi"
OBJEK = {"permasalahan": "permasalahan_id", "risiko": "risiko_id", "rencana_aksi": "aksi_id"}


def add_eskalasi(perakit: Perakit) -> None:
    """Add the requests about objects of this copy of the example, with their riwayat."""
    objek = {row["kode"]: (nama, row) for nama in OBJEK for row in perakit.baris[nama]}
    for teks in tomllib.loads((HERE / "eskalasi.toml").read_text("utf-8"))["eskalasi"]:
        if teks["objek"] in objek:
            _add(perakit, teks, *objek[teks["objek"]])


def _add(perakit: Perakit, teks: Row, tabel: str, objek: Row) -> None:
    by = perakit.by(teks["oleh"])
    pada = at_work(perakit.today - timedelta(days=teks["hari"]), 13)
    perakit.ids[TABEL] += 1
    row: Row = {
        "id": perakit.ids[TABEL], "versi": 1, "dibuat_pada": pada, "diubah_pada": pada,
        "pokja_id": objek["pokja_id"], "alasan": teks["alasan"], "pada": pada,
        "ditutup_pada": None, "ditarik_kembali": False, "hasil": "", **by,
        **{kolom: objek["id"] if nama == tabel else None for nama, kolom in OBJEK.items()},
    }  # fmt: skip
    perakit.baris[TABEL].append(row)
    lines = perakit.baris["riwayat"]
    lines.append(line_made(TABEL, row["id"], pada, by))
    if "tutup" not in teks:
        return
    moment = at_work(perakit.today - timedelta(days=teks["tutup"]["hari"]), 15)
    after: Row = {"ditutup_pada": moment, "hasil": teks["hasil"]}
    if teks.get("kembali"):
        after["ditarik_kembali"] = True
    closed_by = perakit.by(teks["tutup"]["oleh"])
    before = {kolom: row[kolom] for kolom in after}
    row |= after | {"versi": 2, "diubah_pada": moment}
    for kolom, value in after.items():
        values = as_text(before[kolom]), as_text(value)
        lines.append(line_changed(TABEL, row, closed_by, kolom, *values))
