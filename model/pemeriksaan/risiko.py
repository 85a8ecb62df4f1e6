"""Rules about risiko: what is done about a priority one, and the order of its three positions."""

from typing import Any

from sqlalchemy import ColumnElement, select

from model import tables as t
from model.pemeriksaan.dasar import AturanBaris, Bentuk, Bobot, Konteks, Perbaikan
from model.queries.anak import alive
from model.queries.tindakan import tanpa_tindakan


def _prioritas_tanpa_aksi(konteks: Konteks) -> list[ColumnElement[bool]]:
    r: Any = t.Risiko
    return [r.besaran_saat_ini >= konteks.batas_prioritas, tanpa_tindakan()]


def _penanganan() -> tuple[Any, ...]:
    """Return besaran, and the code of the first penanganan, if there is one."""
    n: Any = t.Penanganan
    first = select(n.kode).where(n.risiko_id == t.Risiko.id, alive(n)).order_by(n.id).limit(1)
    return (t.Risiko.besaran_saat_ini, first.scalar_subquery())


def _kalimat_prioritas(row: Any, konteks: Konteks) -> str:
    why = f"Besaran {row.a}, prioritas mulai {konteks.batas_prioritas}"
    if row.b is None:
        return f"{why}: belum ada penanganan dan rencana aksi."
    return f"{why}: penanganan {row.b} belum mempunyai rencana aksi."


def _tangani(row: Any) -> Perbaikan:
    if row.b is None:
        return Perbaikan(
            "Tambah penanganan", Bentuk.BARU, row.kode, huruf="T", induk=(("risiko", row.kode),)
        )
    return Perbaikan(
        "Tambah aksi", Bentuk.BARU, row.kode, huruf="A", induk=(("penanganan", row.b),)
    )


PRIORITAS_TANPA_AKSI = AturanBaris(
    "prioritas_tanpa_aksi",
    "Risiko prioritas tanpa rencana aksi",
    "Risiko di atas batas prioritas harus diturunkan atau diterima dengan alasan; "
    "tanpa rencana aksi ia hanya ditunggu.",
    "Tambahkan penanganan, lalu rencana aksi yang melaksanakannya.",
    Bobot.BERAT,
    kind=t.Risiko,
    where=_prioritas_tanpa_aksi,
    kolom=_penanganan,
    kalimat=_kalimat_prioritas,
    perbaikan=_tangani,
)


def _nilai(row: Any) -> Perbaikan:
    return Perbaikan("Nilai ulang", Bentuk.NILAI, row.kode)


SAAT_INI_DI_ATAS_INHEREN = AturanBaris(
    "saat_ini_di_atas_inheren",
    "Risiko saat ini di atas inheren",
    "Risiko saat ini adalah sisa setelah pengendalian, jadi tidak dapat melebihi inheren.",
    "Nilai ulang risiko itu: naikkan inheren atau turunkan saat ini.",
    Bobot.SEDANG,
    "Menurut artinya sisa risiko tidak dapat melebihi risiko inheren. Perbaiki penilaiannya.",
    kind=t.Risiko,
    where=lambda _: [t.Risiko.besaran_saat_ini > t.Risiko.besaran_inheren],  # type: ignore[list-item]
    kolom=lambda: (t.Risiko.besaran_saat_ini, t.Risiko.besaran_inheren),
    kalimat=lambda row, _: f"Besaran saat ini {row.a}, inheren hanya {row.b}.",
    perbaikan=_nilai,
)

TARGET_DI_ATAS_SAAT_INI = AturanBaris(
    "target_di_atas_saat_ini",
    "Target di atas saat ini",
    "Target yang lebih buruk daripada keadaan sekarang tidak mengarahkan apa pun.",
    "Nilai ulang risiko itu dengan target baru.",
    Bobot.SEDANG,
    kind=t.Risiko,
    where=lambda _: [t.Risiko.besaran_target > t.Risiko.besaran_saat_ini],  # type: ignore[list-item]
    kolom=lambda: (t.Risiko.besaran_target, t.Risiko.besaran_saat_ini),
    kalimat=lambda row, _: f"Besaran target {row.a}, saat ini sudah {row.b}.",
    perbaikan=_nilai,
)
