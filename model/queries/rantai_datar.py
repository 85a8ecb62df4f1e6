"""The chain of a pokja as flat rows for a file: one row per branch down to the rencana aksi."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, func, null, select
from sqlmodel import Session

from model import tables as t
from model.choices import StatusAksi
from model.queries.acuan import Aturan, get_aturan
from model.queries.anak import alive


@dataclass(frozen=True)
class BarisRantai:
    """One branch: isu, permasalahan, then solusi or risiko with penanganan, then rencana aksi.

    A branch that ends early leaves the rest empty. An action that serves both a solusi and a
    penanganan stands in both branches.
    """

    isu_kode: str
    isu: str
    permasalahan_kode: str | None
    permasalahan: str | None
    risiko_kode: str | None
    risiko: str | None
    level: str | None
    jalur: str | None
    jawaban_kode: str | None
    jawaban: str | None
    aksi_kode: str | None
    aksi: str | None
    pd: str | None
    status: StatusAksi | None
    progres: int | None
    tenggat: date | None


def list_rantai_datar(session: Session, *, hari: date, pokja_id: int) -> list[BarisRantai]:
    """Return all branches of a pokja in the order of the chain: solusi first, then penanganan."""
    aturan = get_aturan(session, hari=hari)
    solusi = session.execute(_branches_of_solusi(pokja_id)).all()
    penanganan = session.execute(_branches_of_penanganan(pokja_id)).all()
    # An isu whose risiko belong to no permasalahan would show up once more as an empty branch.
    with_risk = {row.isu_id for row in penanganan}
    kept = [row for row in solusi if row.permasalahan_id or row.isu_id not in with_risk]
    rows = sorted([*((0, row) for row in kept), *((1, row) for row in penanganan)], key=_place)
    return [_baris(row, "Penanganan" if branch else "Solusi", aturan) for branch, row in rows]


def _place(item: tuple[int, Row[Any]]) -> tuple[int, int, int, int, int, int]:
    branch, row = item
    last = row.permasalahan_id or 2**31  # a risiko without permasalahan closes its isu
    return (row.isu_id, last, branch, row.risiko_id or 0, row.jawaban_id or 0, row.aksi_id or 0)


def _baris(row: Row[Any], jalur: str, aturan: Aturan) -> BarisRantai:
    return BarisRantai(
        isu_kode=row.isu_kode,
        isu=row.isu,
        permasalahan_kode=row.permasalahan_kode,
        permasalahan=row.permasalahan,
        risiko_kode=row.risiko_kode,
        risiko=row.risiko,
        level=aturan.level(row.besaran).nama if row.besaran else None,
        jalur=jalur if row.jawaban_id else None,
        jawaban_kode=row.jawaban_kode,
        jawaban=row.jawaban,
        aksi_kode=row.aksi_kode,
        aksi=row.aksi,
        pd=row.pd,
        status=row.status,
        progres=row.progres,
        tenggat=row.tenggat,
    )


def _columns(jawaban: Any, risiko: Any) -> list[Any]:
    """Return the columns of a branch; `risiko` is None where a branch has none."""
    i: Any = t.IsuStrategis
    p: Any = t.Permasalahan
    a: Any = t.RencanaAksi
    kolom = {
        "isu_id": i.id,
        "isu_kode": i.kode,
        "isu": i.judul,
        "permasalahan_id": p.id,
        "permasalahan_kode": p.kode,
        "permasalahan": p.judul,
        "risiko_id": risiko.id if risiko else null(),
        "risiko_kode": risiko.kode if risiko else null(),
        "risiko": risiko.judul if risiko else null(),
        "besaran": risiko.besaran_saat_ini if risiko else null(),
        "jawaban_id": jawaban.id,
        "jawaban_kode": jawaban.kode,
        "jawaban": jawaban.judul,
        "aksi_id": a.id,
        "aksi_kode": a.kode,
        "aksi": a.judul,
        "pd": t.PerangkatDaerah.singkatan,
        "status": a.status,
        "progres": a.progres,
        "tenggat": a.tenggat,
    }
    return [column.label(nama) for nama, column in kolom.items()]


def _linked(kind: Any, link: Any) -> Any:
    """Return the condition of an outer join: linked, and not withdrawn."""
    return and_(link, alive(kind))


def _branches_of_solusi(pokja_id: int) -> Any:
    i: Any = t.IsuStrategis
    p: Any = t.Permasalahan
    s: Any = t.Solusi
    a: Any = t.RencanaAksi
    pd: Any = t.PerangkatDaerah
    return (
        select(*_columns(s, None))
        .select_from(i)
        .join(p, _linked(p, p.isu_id == i.id), isouter=True)
        .join(s, _linked(s, s.permasalahan_id == p.id), isouter=True)
        .join(a, _linked(a, a.solusi_id == s.id), isouter=True)
        .join(pd, pd.id == a.pd_id, isouter=True)
        .where(i.pokja_id == pokja_id, i.ditarik_pada.is_(None))
    )


def _branches_of_penanganan(pokja_id: int) -> Any:
    i: Any = t.IsuStrategis
    p: Any = t.Permasalahan
    r: Any = t.Risiko
    n: Any = t.Penanganan
    a: Any = t.RencanaAksi
    pd: Any = t.PerangkatDaerah
    return (
        select(*_columns(n, r))
        .select_from(r)
        .join(p, _linked(p, p.id == r.permasalahan_id), isouter=True)
        .join(i, i.id == func.coalesce(p.isu_id, r.isu_id))
        .join(n, _linked(n, n.risiko_id == r.id), isouter=True)
        .join(a, _linked(a, a.penanganan_id == n.id), isouter=True)
        .join(pd, pd.id == a.pd_id, isouter=True)
        .where(r.pokja_id == pokja_id, r.ditarik_pada.is_(None))
    )
