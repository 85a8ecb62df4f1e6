"""Reads of one object of the chain by its code, in the one shape that forms and details share."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from model import tables as t
from model.queries.acuan import Pilihan

# The letter in a code says what it is the code of.
JENIS: dict[str, type[t.Tercatat]] = {
    "I": t.IsuStrategis,
    "P": t.Permasalahan,
    "S": t.Solusi,
    "R": t.Risiko,
    "T": t.Penanganan,
    "A": t.RencanaAksi,
    "K": t.Keputusan,
}

MAKS_PILIHAN = 1000


@dataclass(frozen=True)
class Objek:
    """One row of the chain with what an edit needs; `nilai` holds its columns by name."""

    huruf: str
    tabel: str
    id: int
    kode: str
    judul: str
    versi: int
    pokja_id: int
    pokja: str
    ditarik_pada: datetime | None
    alasan_ditarik: str
    nilai: dict[str, Any] = field(default_factory=dict)


def huruf_of(kode: str) -> str:
    """Return the letter of a code such as `KEU-P07`, an empty text when it has none."""
    letter = kode.partition("-")[2][:1]
    return letter if letter in JENIS else ""


def get_objek(session: Session, *, kode: str, huruf: str = "") -> Objek | None:
    """Return the object with this code, withdrawn ones too; None when there is none.

    With `huruf` only an object of that kind is returned.
    """
    letter = huruf_of(kode)
    if not letter or (huruf and letter != huruf):
        return None
    kind = JENIS[letter]
    found = session.exec(
        select(kind, t.Pokja.nama)
        .join(t.Pokja, col(t.Pokja.id) == col(kind.pokja_id))
        .where(kind.kode == kode)
    ).first()
    if found is None:
        return None
    row, pokja = found
    nilai = row.model_dump()
    if letter == "A":
        link = t.PendukungAksi
        nilai["pendukung_ids"] = list(
            session.exec(select(link.pd_id).where(link.aksi_id == nilai["id"]))
        )
    return Objek(
        huruf=letter,
        tabel=str(kind.__tablename__),
        id=nilai["id"],
        kode=kode,
        judul=nilai["judul"],
        versi=row.versi,
        pokja_id=nilai["pokja_id"],
        pokja=pokja,
        ditarik_pada=row.ditarik_pada,
        alasan_ditarik=row.alasan_ditarik,
        nilai=nilai,
    )


def list_pilihan(session: Session, *, huruf: str, pokja_id: int) -> list[Pilihan]:
    """Return the objects of a kind in one pokja to choose a parent from, by code."""
    kind = JENIS[huruf]
    query = (
        select(kind.id, kind.kode, kind.judul)  # type: ignore[attr-defined]
        .where(kind.pokja_id == pokja_id, col(kind.ditarik_pada).is_(None))
        .order_by(col(kind.id))
        .limit(MAKS_PILIHAN)
    )
    return [Pilihan(i, kode, f"{kode} {judul}", judul) for i, kode, judul in session.exec(query)]
