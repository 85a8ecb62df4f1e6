"""What the example people tell each other, and the messages that come of it."""

import re
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import HasilVerifikasi, JenisPesan
from model.commands.eskalasi import PENERIMA, asked_about, words_answered, words_asked
from model.commands.pesan import penerima_aksi, penerima_peran, penerima_risiko
from seed.contoh.riwayat import line_made
from seed.contoh.waktu import at_work

TEKS = Path(__file__).with_suffix(".toml")
SEBUTAN = re.compile(r"@\{([a-z.-]+[0-9]?)\}")
HARI_BARU = timedelta(days=10)  # older messages were read on the day they came


class Percakapan:
    """Writes tanggapan and messages of the past into a store that holds the rest."""

    def __init__(self, session: Session, today: date) -> None:
        self.session = session
        self.today = today
        self._tanggapan_id = 0
        self._baris_pesan: list[dict[str, Any]] = []
        query = select(col(t.Pengguna.nama_masuk), col(t.Pengguna.id))
        rows = session.execute(query).all()
        self.pengguna: dict[str, int] = {row.nama_masuk: row.id for row in rows}

    def load(self) -> None:
        """Add the tanggapan, and tell what was returned and which decisions were asked for."""
        wrote: dict[str, set[int]] = {}
        for teks in tomllib.loads(TEKS.read_text("utf-8"))["tanggapan"]:
            self._tanggapan(teks, wrote.setdefault(teks["objek"], set()))
        self._returned()
        self._asked()
        # The newest has the highest number, as if they had come one after the other.
        rows = sorted(self._baris_pesan, key=lambda row: row["pada"])
        values = [{"id": nomor} | row for nomor, row in enumerate(rows, 1)]
        self.session.execute(insert(t.Pesan), values)

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
        self.session.info["lines"].append(line_made("tanggapan", row_id, pada, by))
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

    def _asked(self) -> None:
        """Tell of each request for a decision, and the one who asked of its result."""
        e = t.Eskalasi
        penerima = penerima_peran(self.session, *PENERIMA)
        for row in self.session.scalars(select(e).order_by(col(e.pada)).limit(100)):
            objek = asked_about(self.session, row)
            self._pesan(
                penerima, JenisPesan.DIMINTA, row.id, objek, row.pada,
                words_asked(objek, row), awalan="eskalasi",
            )  # fmt: skip
            if row.ditutup_pada and row.pelaku_id and not row.ditarik_kembali:
                self._pesan(
                    {row.pelaku_id}, JenisPesan.DIJAWAB, row.id, objek, row.ditutup_pada,
                    words_answered(objek, row), awalan="jawaban",
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
        self._baris_pesan += [
            {
                "pengguna_id": pengguna_id, "jenis": jenis,
                "kunci": f"{awalan}:{nomor}", "kode": objek.kode, "kalimat": kalimat[:400],
                "pada": pada, "dibaca_pada": pada + timedelta(hours=2) if known else None,
            }
            for pengguna_id in sorted(penerima)
        ]  # fmt: skip
