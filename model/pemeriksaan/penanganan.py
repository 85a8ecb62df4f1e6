"""Rules about penanganan: why a risiko is accepted, and whether finished work showed any effect."""

from typing import Any

from sqlalchemy import ColumnElement, func, select

from model import tables as t
from model.choices import STATUS_TERTUTUP, OpsiPenanganan, Posisi, StatusAksi
from model.format import tanggal
from model.pemeriksaan.dasar import AturanBaris, Bentuk, Bobot, Konteks, Perbaikan, day_of
from model.queries.anak import alive


def _terima_tanpa_alasan(_konteks: Konteks) -> list[ColumnElement[bool]]:
    n: Any = t.Penanganan
    return [n.opsi == OpsiPenanganan.TERIMA, func.trim(n.alasan) == ""]


TERIMA_TANPA_ALASAN = AturanBaris(
    "terima_tanpa_alasan",
    "Risiko diterima tanpa alasan",
    "Menerima risiko adalah pilihan terakhir, jadi alasannya harus dapat dibaca.",
    "Tuliskan alasannya pada penanganan itu, atau pilih opsi lain.",
    Bobot.BERAT,
    "Menerima risiko selalu membutuhkan alasan. Tuliskan alasannya pada penanganan itu.",
    kind=t.Penanganan,
    where=_terima_tanpa_alasan,
    kalimat=lambda _row, _konteks: "Opsi Terima belum disertai alasan.",
    perbaikan=lambda row: Perbaikan("Isi alasan", Bentuk.UBAH, row.kode, "alasan"),
)


def _aksi(*where: Any) -> Any:
    """Return a select on the rencana aksi of the penanganan."""
    a: Any = t.RencanaAksi
    return select(a.id).where(a.penanganan_id == t.Penanganan.id, alive(a), *where)


def _selesai_pada() -> Any:
    """Return the day on which the last rencana aksi of the penanganan was done."""
    a: Any = t.RencanaAksi
    query = select(func.max(a.selesai_pada)).where(
        a.penanganan_id == t.Penanganan.id, alive(a), a.status == StatusAksi.SELESAI
    )
    return query.correlate(t.Penanganan).scalar_subquery()


def _selesai_belum_dinilai(_konteks: Konteks) -> list[ColumnElement[bool]]:
    n: Any = t.Penanganan
    a: Any = t.RencanaAksi
    p: Any = t.PenilaianRisiko
    since = select(p.id).where(
        p.risiko_id == n.risiko_id, p.posisi == Posisi.SAAT_INI, p.tanggal >= _selesai_pada()
    )
    return [
        _aksi(a.status == StatusAksi.SELESAI).exists(),
        ~_aksi(a.status.not_in(STATUS_TERTUTUP)).exists(),
        ~since.exists(),
    ]


def _risiko() -> tuple[Any, ...]:
    r: Any = t.Risiko
    kode = select(r.kode).where(r.id == t.Penanganan.risiko_id).scalar_subquery()
    return kode, _selesai_pada()


SELESAI_BELUM_DINILAI = AturanBaris(
    "selesai_belum_dinilai",
    "Penanganan selesai, risiko belum dinilai ulang",
    "Tanpa penilaian sesudahnya tidak diketahui apakah penanganan menurunkan risiko.",
    "Nilai ulang posisi saat ini dari risiko yang ditangani.",
    Bobot.SEDANG,
    kind=t.Penanganan,
    where=_selesai_belum_dinilai,
    kolom=_risiko,
    kalimat=lambda row, _: (
        f"Semua rencana aksinya selesai pada {tanggal(day_of(row.b))}; "
        f"{row.a} belum dinilai sejak itu."
    ),
    perbaikan=lambda row: Perbaikan("Nilai ulang", Bentuk.NILAI, row.a),
)
