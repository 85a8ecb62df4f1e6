"""Rules about permasalahan: what answers it, and what may still happen because of it."""

from typing import Any

from sqlalchemy import ColumnElement, select

from model import tables as t
from model.pemeriksaan.dasar import AturanBaris, Bentuk, Bobot, Konteks, Perbaikan
from model.queries.anak import alive


def tanpa_solusi() -> ColumnElement[bool]:
    """Return that a permasalahan has no solusi."""
    s: Any = t.Solusi
    p: Any = t.Permasalahan
    return ~select(s.id).where(s.permasalahan_id == p.id, alive(s)).exists()


def _tanpa_risiko(_konteks: Konteks) -> list[ColumnElement[bool]]:
    r: Any = t.Risiko
    p: Any = t.Permasalahan
    # As the partial unique index says it, which answers this.
    answered = select(r.id).where(r.permasalahan_id == p.id, r.ditarik_pada.is_(None))
    return [~answered.exists()]


def _isu() -> tuple[Any, ...]:
    i: Any = t.IsuStrategis
    p: Any = t.Permasalahan
    return (select(i.kode).where(i.id == p.isu_id).scalar_subquery(),)


TANPA_SOLUSI = AturanBaris(
    "tanpa_solusi",
    "Permasalahan tanpa solusi",
    "Permasalahan yang tidak dijawab solusi tidak akan dikerjakan siapa pun.",
    "Tambahkan solusi pada permasalahan itu.",
    Bobot.BERAT,
    kind=t.Permasalahan,
    where=lambda _: [tanpa_solusi()],
    kalimat=lambda _row, _konteks: "Belum ada solusi yang menjawab permasalahan ini.",
    perbaikan=lambda row: Perbaikan(
        "Tambah solusi", Bentuk.BARU, row.kode, huruf="S", induk=(("permasalahan", row.kode),)
    ),
)

TANPA_RISIKO = AturanBaris(
    "tanpa_risiko",
    "Permasalahan tanpa risiko",
    "Permasalahan yang sudah terjadi biasanya dapat berulang atau meluas; "
    "tanpa risiko, hal itu tidak dipantau.",
    "Tambahkan risiko yang terkait, atau nyatakan wajar bila memang tidak ada.",
    Bobot.RINGAN,
    kind=t.Permasalahan,
    where=_tanpa_risiko,
    kolom=_isu,
    kalimat=lambda _row, _konteks: "Belum ada risiko yang terkait dengan permasalahan ini.",
    perbaikan=lambda row: Perbaikan(
        "Tambah risiko",
        Bentuk.BARU,
        row.kode,
        huruf="R",
        induk=(("isu", row.a), ("permasalahan", row.kode)),
    ),
)
