"""Writes: isu strategis, permasalahan, solusi."""

from sqlmodel import Session

from model import tables as t
from model.commands.umum import fetch, next_kode, require_same_pokja, take
from model.isian import IsianIsu, IsianPermasalahan, IsianSolusi
from model.permissions import Hak, Pelaku, require


def create_isu(session: Session, *, pelaku: Pelaku, pokja_id: int, isian: IsianIsu) -> str:
    """Add an isu strategis to a pokja; return its code."""
    require(pelaku, Hak.UBAH_RANTAI, pokja_id=pokja_id)
    isu = t.IsuStrategis(
        kode=next_kode(session, t.IsuStrategis, pokja_id), pokja_id=pokja_id, **isian.model_dump()
    )
    session.add(isu)
    return isu.kode


def update_isu(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianIsu
) -> None:
    """Change an isu strategis."""
    take(session, pelaku, Hak.UBAH_RANTAI, t.IsuStrategis, row_id, versi).sqlmodel_update(
        isian.model_dump()
    )


def create_permasalahan(
    session: Session, *, pelaku: Pelaku, pokja_id: int, isian: IsianPermasalahan
) -> str:
    """Add a permasalahan under an isu of the same pokja; return its code."""
    require(pelaku, Hak.UBAH_RANTAI, pokja_id=pokja_id)
    require_same_pokja(pokja_id, isu_id=fetch(session, t.IsuStrategis, isian.isu_id))
    permasalahan = t.Permasalahan(
        kode=next_kode(session, t.Permasalahan, pokja_id), pokja_id=pokja_id, **isian.model_dump()
    )
    session.add(permasalahan)
    return permasalahan.kode


def update_permasalahan(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianPermasalahan
) -> None:
    """Change a permasalahan; it stays in its pokja."""
    permasalahan = take(session, pelaku, Hak.UBAH_RANTAI, t.Permasalahan, row_id, versi)
    isu = fetch(session, t.IsuStrategis, isian.isu_id)
    require_same_pokja(permasalahan.pokja_id, isu_id=isu)
    permasalahan.sqlmodel_update(isian.model_dump())


def create_solusi(session: Session, *, pelaku: Pelaku, pokja_id: int, isian: IsianSolusi) -> str:
    """Add a solusi to a permasalahan of the same pokja; return its code."""
    require(pelaku, Hak.UBAH_RANTAI, pokja_id=pokja_id)
    permasalahan = fetch(session, t.Permasalahan, isian.permasalahan_id)
    require_same_pokja(pokja_id, permasalahan_id=permasalahan)
    solusi = t.Solusi(
        kode=next_kode(session, t.Solusi, pokja_id), pokja_id=pokja_id, **isian.model_dump()
    )
    session.add(solusi)
    return solusi.kode


def update_solusi(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianSolusi
) -> None:
    """Change a solusi; it stays in its pokja."""
    solusi = take(session, pelaku, Hak.UBAH_RANTAI, t.Solusi, row_id, versi)
    permasalahan = fetch(session, t.Permasalahan, isian.permasalahan_id)
    require_same_pokja(solusi.pokja_id, permasalahan_id=permasalahan)
    solusi.sqlmodel_update(isian.model_dump())
