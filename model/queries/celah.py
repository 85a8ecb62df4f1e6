"""Reads of the gaps (celah) of a pokja: what the chain still lacks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from model import tables as t
from model.choices import STATUS_TERTUTUP, Choice, StatusAksi
from model.queries.acuan import get_aturan
from model.queries.anak import alive

MAKS_CONTOH = 20
BUKA = tuple(status for status in StatusAksi if status not in STATUS_TERTUTUP)


class JenisCelah(Choice):
    """What can be missing, in the order of the chain."""

    TANPA_SOLUSI = "tanpa_solusi", "Permasalahan tanpa solusi"
    TANPA_AKSI = "tanpa_aksi", "Risiko prioritas tanpa rencana aksi"
    TANPA_PENANGGUNG = "tanpa_penanggung", "Rencana aksi tanpa penanggung jawab"
    TANPA_TENGGAT = "tanpa_tenggat", "Rencana aksi tanpa tenggat"


@dataclass(frozen=True)
class Celah:
    """One kind of gap: how many there are, and kode and judul of the first of them."""

    jenis: JenisCelah
    jumlah: int
    contoh: tuple[tuple[str, str], ...]

    @property
    def lainnya(self) -> int:
        """Return how many are not among `contoh`."""
        return self.jumlah - len(self.contoh)


def list_celah(session: Session, *, hari: date, pokja_id: int) -> list[Celah]:
    """Return all kinds of gap of a pokja, those without any too. Finished actions lack nothing."""
    batas = get_aturan(session, hari=hari).batas_prioritas
    p: Any = t.Permasalahan
    r: Any = t.Risiko
    a: Any = t.RencanaAksi
    # The counting index of rencana aksi begins with ditarik_pada, pokja and status.
    buka = (a.ditarik_pada.is_(None), a.status.in_(BUKA))
    gaps: dict[JenisCelah, tuple[Any, tuple[Any, ...]]] = {
        JenisCelah.TANPA_SOLUSI: (p, (alive(p), tanpa_solusi())),
        JenisCelah.TANPA_AKSI: (r, (alive(r), r.besaran_saat_ini >= batas, ~_has_aksi())),
        JenisCelah.TANPA_PENANGGUNG: (a, (*buka, a.pd_id.is_(None))),
        JenisCelah.TANPA_TENGGAT: (a, (*buka, a.tenggat.is_(None))),
    }
    return [
        _celah(session, jenis, kind, (kind.pokja_id == pokja_id, *lacking))
        for jenis, (kind, lacking) in gaps.items()
    ]


def _celah(session: Session, jenis: JenisCelah, kind: Any, where: tuple[Any, ...]) -> Celah:
    query = (
        select(kind.kode, kind.judul, func.count().over())
        .where(*where)
        .order_by(kind.id)
        .limit(MAKS_CONTOH)
    )
    rows = session.execute(query).all()
    contoh = tuple((kode, judul) for kode, judul, _ in rows)
    return Celah(jenis, rows[0][2] if rows else 0, contoh)


def tanpa_solusi() -> Any:
    """Return that a permasalahan has no solusi."""
    s: Any = t.Solusi
    p: Any = t.Permasalahan
    return ~select(s.id).where(s.permasalahan_id == p.id, alive(s)).exists()


def _has_aksi() -> Any:
    """Return that some rencana aksi serves a penanganan of the risiko."""
    n: Any = t.Penanganan
    a: Any = t.RencanaAksi
    return (
        select(a.id)
        .join(n, n.id == a.penanganan_id)
        .where(n.risiko_id == t.Risiko.id, alive(a), alive(n))
        .exists()
    )
