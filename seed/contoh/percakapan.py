"""What the example people tell each other, and the messages that come of it."""

import re
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import HasilVerifikasi, JenisPesan, Tindakan
from model.commands.pesan import penerima_aksi, penerima_risiko
from seed.contoh.waktu import ASAL, at_work

TEKS = Path(__file__).with_suffix(".toml")
SEBUTAN = re.compile(r"@\{([a-z.-]+[0-9]?)\}")
HARI_BARU = timedelta(days=10)  # older messages were read on the day they came


class Percakapan:
    """Writes tanggapan and messages of the past into a store that holds the rest."""

    def __init__(self, session: Session, today: date) -> None:
        self.session = session
        self.today = today
        self._tanggapan_id = self._pesan_id = 0
        query = select(col(t.Pengguna.nama_masuk), col(t.Pengguna.id))
        rows = session.execute(query).all()
        self.pengguna: dict[str, int] = {row.nama_masuk: row.id for row in rows}

    def load(self) -> None:
        """Add the tanggapan of the example and what the verifikator returned."""
        wrote: dict[str, set[int]] = {}
        for teks in tomllib.loads(TEKS.read_text("utf-8"))["tanggapan"]:
            self._tanggapan(teks, wrote.setdefault(teks["objek"], set()))
        self._returned()

    def _tanggapan(self, teks: dict[str, Any], wrote: set[int]) -> None:
        objek = self._objek(teks["objek"])
        oleh = self.pengguna[teks["oleh"]]
        pada = at_work(self.today - timedelta(days=teks["hari_lalu"]), teks["jam"])
        isi = SEBUTAN.sub(lambda name: f"@{{{self.pengguna[name[1]]}}}", teks["isi"])
        usulan = teks.get("usulan", False)
        by = {"pelaku": f"Pengguna {oleh}", "pelaku_id": oleh}
        self._tanggapan_id = row_id = self._tanggapan_id + 1
        query = insert(t.Tanggapan).values(
            id=row_id, versi=1, dibuat_pada=pada, diubah_pada=pada, pengguna_id=oleh,
            pelaku=by["pelaku"],
            risiko_id=objek.id if isinstance(objek, t.Risiko) else None,
            aksi_id=objek.id if isinstance(objek, t.RencanaAksi) else None,
            usulan=usulan, isi=isi, pada=pada,
        )  # fmt: skip
        self.session.execute(query)
        self.session.info["lines"].append(
            {
                "pada": pada, "asal": ASAL, "tabel": "tanggapan", "baris_id": row_id, "versi": 1,
                "tindakan": Tindakan.DIBUAT, "kolom": "", "sebelum": None, "sesudah": None, **by,
            }
        )  # fmt: skip
        what = "usulan" if usulan else "tanggapan"
        where = f"{objek.kode}: {objek.judul}"
        named = {self.pengguna[name] for name in SEBUTAN.findall(teks["isi"])} - {oleh}
        self._pesan(
            named, JenisPesan.SEBUTAN, row_id, objek, pada,
            f"Anda disebut dalam {what} pada {where}",
        )  # fmt: skip
        others = self._owners(objek) | wrote
        self._pesan(
            others - named - {oleh}, JenisPesan.KOMENTAR, row_id, objek, pada,
            f"{what.capitalize()} baru pada {where}",
        )  # fmt: skip
        wrote.add(oleh)

    def _returned(self) -> None:
        """Tell the owners of each action whose claim was returned last."""
        v, aksi = t.Verifikasi, t.RencanaAksi
        query = (
            select(aksi, v)
            .join(v, col(v.aksi_id) == col(aksi.id))
            .where(col(v.hasil) == HasilVerifikasi.DIKEMBALIKAN)
            .order_by(col(v.pada))
            .limit(100)
        )
        for row, keputusan in self.session.execute(query):
            self._pesan(
                penerima_aksi(self.session, row), JenisPesan.DIKEMBALIKAN, keputusan.id, row,
                keputusan.pada, f"{keputusan.alasan} ({row.judul})", awalan="verifikasi",
            )  # fmt: skip

    def _objek(self, kode: str) -> t.Risiko | t.RencanaAksi:
        kind = t.Risiko if "-R" in kode else t.RencanaAksi
        query = select(kind).where(col(kind.kode) == kode)
        return self.session.execute(query).scalar_one()  # type: ignore[no-any-return]

    def _owners(self, objek: t.Risiko | t.RencanaAksi) -> set[int]:
        if isinstance(objek, t.Risiko):
            return penerima_risiko(self.session, objek)
        return penerima_aksi(self.session, objek)

    def _pesan(
        self, penerima: set[int], jenis: JenisPesan, nomor: int, objek: Any, pada: datetime,
        kalimat: str, *, awalan: str = "tanggapan",
    ) -> None:  # fmt: skip
        known = pada < at_work(self.today, 0) - HARI_BARU
        rows = [
            {
                "id": self._pesan_id + urutan, "pengguna_id": pengguna_id, "jenis": jenis,
                "kunci": f"{awalan}:{nomor}", "kode": objek.kode, "kalimat": kalimat[:400],
                "pada": pada, "dibaca_pada": pada + timedelta(hours=2) if known else None,
            }
            for urutan, pengguna_id in enumerate(sorted(penerima), 1)
        ]  # fmt: skip
        self._pesan_id += len(rows)
        if rows:
            self.session.execute(insert(t.Pesan), rows)
