"""Reads of what was declared in order: by whom, when, why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlmodel import Session, col

from model import tables as t
from model.pemeriksaan.beban import BEBAN_PD
from model.pemeriksaan.daftar import aturan_of
from model.pemeriksaan.dasar import AturanPeriksa, Sisi
from model.queries.hitung_temuan import FORUM, SaringanTemuan
from model.queries.objek import JENIS, huruf_of
from model.queries.umum import nama_pelaku


@dataclass(frozen=True)
class BarisPengabaian:
    """One finding that was declared in order, with the objects it is about."""

    id: int
    versi: int
    aturan: AturanPeriksa
    objek: Sisi
    lain: Sisi | None
    alasan: str
    pelaku: str
    pada: datetime

    @property
    def pokja_ids(self) -> tuple[int, ...]:
        """Return the pokja it is about."""
        sides = (self.objek, self.lain) if self.lain else (self.objek,)
        return tuple(dict.fromkeys(s.pokja_id for s in sides if s.pokja_id is not None))


def _where(saringan: SaringanTemuan) -> list[ColumnElement[bool]]:
    w: Any = t.Pengabaian
    clauses = [
        w.dicabut_pada.is_(None),
        w.aturan.in_([aturan.kunci for aturan in saringan.dipilih]),
    ]
    if saringan.pokja_id == FORUM:
        clauses.append(w.aturan == BEBAN_PD.kunci)
    elif saringan.pokja_id is not None:
        kode = select(t.Pokja.kode).where(t.Pokja.id == saringan.pokja_id).scalar_subquery()  # type: ignore[call-overload]
        both = (func.substr(kolom, 1, 4) == kode + "-" for kolom in (w.objek, w.objek_lain))
        clauses += [w.aturan != BEBAN_PD.kunci, or_(false(), *both)]
    return clauses


def count_pengabaian(session: Session, *, saringan: SaringanTemuan = SaringanTemuan()) -> int:
    """Return how many findings that `saringan` lets through are declared in order."""
    query = select(func.count()).select_from(t.Pengabaian).where(*_where(saringan))
    return session.scalar(query) or 0


def list_pengabaian(
    session: Session,
    *,
    saringan: SaringanTemuan = SaringanTemuan(),
    mulai_dari: int = 0,
    sebanyak: int = 50,
) -> list[BarisPengabaian]:
    """Return what is declared in order, the newest first."""
    w: Any = t.Pengabaian
    query = (
        _query()
        .where(*_where(saringan))
        .order_by(w.pada.desc(), w.id.desc())
        .offset(mulai_dari)
        .limit(sebanyak)
    )
    return _baris(session, session.execute(query).all())


def get_pengabaian(session: Session, *, row_id: int) -> BarisPengabaian | None:
    """Return one of them, None when there is none or it was taken back."""
    w: Any = t.Pengabaian
    query = _query().where(w.id == row_id, w.dicabut_pada.is_(None))
    return next(iter(_baris(session, session.execute(query).all())), None)


def _query() -> Any:
    w: Any = t.Pengabaian
    return select(
        w.id, w.versi, w.aturan, w.objek, w.objek_lain, w.alasan,
        nama_pelaku(t.Pengabaian).label("nama"), w.pada,
    )  # fmt: skip


def _baris(session: Session, rows: Any) -> list[BarisPengabaian]:
    sides = _sides(session, rows)
    found = []
    for row in rows:
        # A rule that is gone leaves what was said about it in the riwayat only.
        if (aturan := aturan_of(row.aturan)) is None:
            continue
        lain = sides.get(row.objek_lain, Sisi(row.objek_lain, "")) if row.objek_lain else None
        objek = sides.get(row.objek, Sisi(row.objek, ""))
        found.append(
            BarisPengabaian(row.id, row.versi, aturan, objek, lain, row.alasan, row.nama, row.pada)
        )
    return found


def _sides(session: Session, rows: Any) -> dict[str, Sisi]:
    """Return the objects by code, with one read per kind."""
    pds = {row.objek for row in rows if row.aturan == BEBAN_PD.kunci}
    codes = {kode for row in rows for kode in (row.objek, row.objek_lain)} - pds
    found: dict[str, Sisi] = {}
    for huruf in "PRTA":
        kind: Any = JENIS[huruf]
        wanted = [kode for kode in codes if huruf_of(kode) == huruf]
        query = (
            select(kind.kode, kind.judul, kind.pokja_id, t.Pokja.nama)  # type: ignore[call-overload]
            .join(t.Pokja, col(t.Pokja.id) == kind.pokja_id)
            .where(kind.kode.in_(wanted))
        )
        found |= {row.kode: Sisi(*row) for row in session.execute(query)}
    pd: Any = t.PerangkatDaerah
    query = select(pd.kode, pd.nama).where(pd.kode.in_(pds))
    return found | {kode: Sisi(kode, nama) for kode, nama in session.execute(query)}
