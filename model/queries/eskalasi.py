"""Reads of what pimpinan is asked to decide about one object, and of keputusan about objects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from model import tables as t
from model.choices import StatusKeputusan
from model.clock import wib_date

# What a decision can be asked for, by the letter in its code, and the column that names it.
OBJEK: dict[str, str] = {"P": "permasalahan_id", "R": "risiko_id", "A": "aksi_id"}

MAKS_TERDAHULU = 20
MAKS_KEPUTUSAN = 2_000


@dataclass(frozen=True)
class Permintaan:
    """One eskalasi: asked at `pada`, open until `ditutup_pada`."""

    id: int
    versi: int
    pokja_id: int
    alasan: str
    pada: datetime
    ditutup_pada: datetime | None
    ditarik_kembali: bool
    hasil: str

    @property
    def sejak(self) -> date:
        """Return the day in Jakarta on which it was asked."""
        return wib_date(self.pada)

    @property
    def sampai(self) -> date | None:
        """Return the day in Jakarta on which it was closed."""
        return wib_date(self.ditutup_pada) if self.ditutup_pada else None


@dataclass(frozen=True)
class KeputusanTentang:
    """A keputusan that was taken about an object."""

    kode: str
    judul: str
    tenggat: date | None
    status: StatusKeputusan


@dataclass(frozen=True)
class PermintaanObjek:
    """What was asked about one object: the open request, closed ones, and the newest keputusan."""

    terbuka: Permintaan | None
    terdahulu: tuple[Permintaan, ...]
    keputusan: KeputusanTentang | None


def get_permintaan(session: Session, *, huruf: str, baris_id: int, kode: str) -> PermintaanObjek:
    """Return what was asked about the object `kode`, the last closed request first."""
    e: Any = t.Eskalasi
    query = (
        select(
            e.id, e.versi, e.pokja_id, e.alasan, e.pada, e.ditutup_pada, e.ditarik_kembali,
            e.hasil,
        )
        .where(getattr(e, OBJEK[huruf]) == baris_id)
        .order_by(e.ditutup_pada.is_(None).desc(), e.ditutup_pada.desc(), e.id.desc())
        .limit(MAKS_TERDAHULU + 1)
    )  # fmt: skip
    daftar = [Permintaan(*row) for row in session.execute(query)]
    terbuka = next((p for p in daftar if p.ditutup_pada is None), None)
    return PermintaanObjek(
        terbuka,
        tuple(p for p in daftar if p.ditutup_pada is not None),
        map_keputusan(session, daftar_kode=(kode,)).get(kode),
    )


def map_keputusan(session: Session, *, daftar_kode: Sequence[str]) -> dict[str, KeputusanTentang]:
    """Return the newest keputusan about each of these objects that is not withdrawn."""
    k = t.Keputusan
    query = (
        select(col(k.tentang), col(k.kode), col(k.judul), col(k.tenggat), col(k.status))
        .where(col(k.tentang).in_(daftar_kode), col(k.ditarik_pada).is_(None))
        .order_by(col(k.id).desc())
        .limit(MAKS_KEPUTUSAN)
    )
    found: dict[str, KeputusanTentang] = {}
    for tentang, *values in session.execute(query):
        found.setdefault(tentang, KeputusanTentang(*values))
    return found
