"""For the tests of the pemeriksaan: a small chain of rows, each sound until a test changes it.

Rows are added as they are, past the commands: some rules can only be broken by past data.
"""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from model import tables as t
from model.choices import (
    Efektivitas,
    OpsiPenanganan,
    Posisi,
    StatusAksi,
    SumberSebab,
    TingkatRisiko,
)
from model.clock import now
from model.queries.hitung_temuan import SaringanTemuan
from model.queries.pemeriksaan import list_temuan
from tests.stores import HARI

POKJA, LAIN = 2, 3
AWALAN = {POKJA: "KEU", LAIN: "AST"}


class Gubahan:
    """Adds rows to a store; codes and numbers count up."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.nomor: Counter[str] = Counter()

    def _add(self, kind: type[t.Tercatat], huruf: str, pokja: int, **values: Any) -> Any:
        self.nomor[huruf] += 1
        row = kind(kode=f"{AWALAN[pokja]}-{huruf}{self.nomor[huruf]:02d}", pokja_id=pokja, **values)
        self.session.add(row)
        self.session.flush()
        return row

    def permasalahan(self, judul: str = "Masalah uji", *, pokja: int = POKJA, **values: Any) -> Any:
        isu = self._add(t.IsuStrategis, "I", pokja, judul="Isu uji")
        values = {"isu_id": isu.id, "judul": judul, "pd_id": 1} | values
        return self._add(t.Permasalahan, "P", pokja, **values)

    def solusi(self, permasalahan: Any, **values: Any) -> Any:
        values = {"permasalahan_id": permasalahan.id, "judul": "Solusi uji"} | values
        return self._add(t.Solusi, "S", permasalahan.pokja_id, **values)

    def risiko(
        self, besaran: tuple[int, int, int] = (20, 15, 10), *, pokja: int = POKJA, **values: Any
    ) -> Any:
        """Add a risiko with besaran inheren, saat ini and target."""
        if "isu_id" not in values:
            values["isu_id"] = self._add(t.IsuStrategis, "I", pokja, judul="Isu uji").id
        for posisi, nilai in zip(Posisi, besaran, strict=True):
            values |= {
                f"kemungkinan_{posisi.value}": 3,
                f"dampak_{posisi.value}": 3,
                f"besaran_{posisi.value}": nilai,
            }
        base = {
            "judul": "Risiko uji", "tingkat": TingkatRisiko.RSO, "kategori_id": 1, "pemilik_id": 1,
            "sumber_sebab": SumberSebab.INTERNAL, "terkendali": True,
            "efektivitas": Efektivitas.EFEKTIF,
        }  # fmt: skip
        return self._add(t.Risiko, "R", pokja, **(base | values))

    def penanganan(self, risiko: Any, **values: Any) -> Any:
        base = {"risiko_id": risiko.id, "judul": "Penanganan uji"}
        base |= {"opsi": OpsiPenanganan.BAGI}
        return self._add(t.Penanganan, "T", risiko.pokja_id, **(base | values))

    def aksi(self, induk: Any = None, *, pokja: int = POKJA, **values: Any) -> Any:
        """Add an open action that lacks nothing, for a solusi, a penanganan, or one of its own."""
        if isinstance(induk, t.Penanganan):
            values["penanganan_id"] = induk.id
        else:
            induk = induk or self.solusi(self.permasalahan(pokja=pokja))
            values["solusi_id"] = induk.id
        base = {
            "judul": "Aksi uji", "ukuran": "Laporan ada", "pd_id": 1, "mulai": HARI,
            "tenggat": HARI,
        }  # fmt: skip
        if values.get("status") == StatusAksi.SELESAI:
            base |= {"progres": 100, "selesai_pada": HARI, "verifikasi": "menunggu"}
        return self._add(t.RencanaAksi, "A", induk.pokja_id, **(base | values))

    def penilaian(self, risiko: Any, tanggal: date, posisi: Posisi = Posisi.SAAT_INI) -> None:
        row = t.PenilaianRisiko(
            risiko_id=risiko.id, posisi=posisi, tanggal=tanggal, kemungkinan=3, dampak=3,
            besaran=14, aturan_id=1, pelaku="Uji", pada=now(),
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()

    def wajar(self, aturan: str, objek: str, lain: str = "", **values: Any) -> Any:
        row = t.Pengabaian(
            aturan=aturan, objek=objek, objek_lain=lain, alasan="Sudah diperiksa", pelaku="Uji",
            pada=now(), **values,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return row

    def temuan(self, aturan: str, hari: date = HARI) -> list[Any]:
        """Return the findings of one rule."""
        saringan = SaringanTemuan(aturan=aturan)
        return list_temuan(self.session, hari=hari, saringan=saringan, sebanyak=1000)

    def kode(self, aturan: str, hari: date = HARI) -> list[str]:
        """Return the codes of the findings of one rule."""
        return [temuan.objek.kode for temuan in self.temuan(aturan, hari)]


def ago(days: int) -> date:
    """Return the day so many days before the day of the tests."""
    return HARI - timedelta(days=days)
