"""What is watched of the example risks: indicators with values, events, proof of an assessment.

Texts and numbers stand in `pemantauan.toml`; days count back from the day of loading.
"""

import tomllib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from model.choices import ArahIndikator, Posisi, Tindakan
from model.format import angka_isian, tanggal_pendek
from seed.contoh import Perakit
from seed.contoh.berkas import bukti_contoh
from seed.contoh.riwayat import line_changed, line_made
from seed.contoh.teks import HERE
from seed.contoh.waktu import at_work

Row = dict[str, Any]
HARI_DIBUAT = 300  # so long ago the pokja began to watch


class Pemantauan:
    """Adds the rows about the risks of one copy of the example that the texts name."""

    def __init__(self, perakit: Perakit) -> None:
        self.perakit = perakit
        self.baris = perakit.baris
        self.risiko = {row["kode"]: row for row in perakit.baris["risiko"]}

    def add(self) -> None:
        """Add all rows; a risk that is not in this copy has none."""
        texts = tomllib.loads((HERE / "pemantauan.toml").read_text(encoding="utf-8"))
        for indikator in texts["indikator"]:
            if indikator["risiko"] in self.risiko:
                self._indikator(indikator)
        for kejadian in texts["kejadian"]:
            if kejadian["risiko"] in self.risiko:
                self._kejadian(kejadian)
        if texts["bukti"]["risiko"] in self.risiko:
            self._bukti(texts["bukti"])

    def _day(self, ago: int) -> date:
        return self.perakit.today - timedelta(days=ago)

    def _indikator(self, teks: Row) -> None:
        risiko = self.risiko[teks["risiko"]]
        by = self._anggota(risiko)
        made = max(at_work(self._day(HARI_DIBUAT), 11), risiko["dibuat_pada"] + timedelta(hours=1))
        row = self._add(
            "indikator_risiko", made, by,
            risiko_id=risiko["id"], nama=teks["nama"], satuan=teks["satuan"],
            arah=ArahIndikator(teks["arah"]), batas_waspada=float(teks["waspada"]),
            batas_bahaya=float(teks["bahaya"]), sumber=teks["sumber"],
        )  # fmt: skip
        before: dict[date, str] = {}
        for nomor, (ago, nilai, *catatan) in enumerate(teks["nilai"]):
            tanggal = self._day(ago)
            pada = at_work(tanggal, 10 + len(catatan)) + timedelta(minutes=nomor)
            if pada <= made:
                continue
            self._put(
                "nilai_indikator",
                indikator_id=row["id"], tanggal=tanggal, nilai=float(nilai), pada=pada,
                catatan=catatan[0] if catatan else "", **by,
            )  # fmt: skip
            words = f"{angka_isian(float(nilai))} ({tanggal_pendek(tanggal)})"
            self._change("indikator_risiko", row, pada, by, nilai=(before.get(tanggal), words))
            before[tanggal] = words
        if teks.get("ditarik"):
            ago, alasan = teks["ditarik"]
            self._withdraw(row, at_work(self._day(ago), 15), alasan, by)

    def _withdraw(self, row: Row, pada: datetime, alasan: str, by: Row) -> None:
        row |= {"ditarik_pada": pada, "alasan_ditarik": alasan}
        self._change(
            "indikator_risiko", row, pada, by, Tindakan.DITARIK,
            ditarik_pada=(None, pada.astimezone(UTC).isoformat()), alasan_ditarik=(None, alasan),
        )  # fmt: skip

    def _kejadian(self, teks: Row) -> None:
        risiko = self.risiko[teks["risiko"]]
        by = self._anggota(risiko)
        tanggal = self._day(teks["hari"])
        pada = max(
            at_work(tanggal + timedelta(days=2), 11), risiko["dibuat_pada"] + timedelta(hours=2)
        )
        self._add(
            "kejadian_risiko", pada, by,
            risiko_id=risiko["id"], tanggal=tanggal, pada=pada,
            kerugian=teks.get("kerugian"), **by,
            **{kolom: teks[kolom] for kolom in ("uraian", "sebab", "dampak", "penanganan")},
        )  # fmt: skip

    def _bukti(self, teks: Row) -> None:
        """Add what the newest assessment of a risk was made by: a report."""
        risiko = self.risiko[teks["risiko"]]
        newest = max(
            (
                row
                for row in self.baris["penilaian_risiko"]
                if row["risiko_id"] == risiko["id"] and row["posisi"] == Posisi.SAAT_INI
            ),
            key=lambda row: (row["tanggal"], row["id"]),
        )
        by = {name: newest[name] for name in ("pelaku", "pelaku_id")}
        files = bukti_contoh(1, risiko["kode"], teks["judul"], newest["pada"], files=True)
        for row, isi in files:
            assert isi is not None
            self.perakit.berkas[row["nama_simpan"]] = isi
            self._add(
                "bukti", newest["pada"], by,
                risiko_id=risiko["id"], penilaian_id=newest["id"], aksi_id=None,
                pemutakhiran_id=None, pada=newest["pada"], **by, **row,
            )  # fmt: skip

    def _anggota(self, risiko: Row) -> Row:
        """Return who of the pokja of a risk looks after it."""
        slugs = {
            row_id: slug for (jenis, slug), row_id in self.perakit.acuan.items() if jenis == "pokja"
        }
        return self.perakit.by(f"anggota.{slugs[risiko['pokja_id']]}")

    def _add(self, tabel: str, pada: datetime, by: Row, /, **row: Any) -> Row:
        """Add a row and the line that it was made; return it."""
        marks: Row = {"versi": 1, "dibuat_pada": pada, "diubah_pada": pada, "ditarik_pada": None}
        if tabel != "bukti":
            marks["alasan_ditarik"] = ""
        added = self._put(tabel, **marks, **row)
        self.baris["riwayat"].append(line_made(tabel, added["id"], pada, by))
        return added

    def _put(self, tabel: str, /, **row: Any) -> Row:
        self.perakit.ids[tabel] += 1
        added = {"id": self.perakit.ids[tabel], **row}
        self.baris[tabel].append(added)
        return added

    def _change(
        self,
        tabel: str,
        row: Row,
        pada: datetime,
        by: Row,
        tindakan: Tindakan = Tindakan.DIUBAH,
        **kolom: tuple[str | None, str],
    ) -> None:
        """Add the lines of one save, and count it on the row."""
        row["versi"] += 1
        row["diubah_pada"] = pada
        self.baris["riwayat"] += [
            line_changed(tabel, row, by, nama, *values, tindakan) for nama, values in kolom.items()
        ]
