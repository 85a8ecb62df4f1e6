"""For tests of the chain: a pokja by its code, a branch of one's own, the SQL that is sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event, func
from sqlmodel import Session, select

from model import tables as t
from model.commands.aksi import create_aksi
from model.commands.masalah import create_isu, create_permasalahan, create_solusi
from model.db import engine
from model.isian import IsianAksi, IsianIsu, IsianPermasalahan, IsianSolusi
from tests.orang import local_operator

ME = local_operator()


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the SQL that is sent inside the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield sent
    event.remove(engine(), "before_cursor_execute", note)


def pokja_id(session: Session, kode: str = "KEU") -> int:
    return session.exec(select(t.Pokja.id).where(t.Pokja.kode == kode)).one()


def add_solusi(session: Session, pokja: int) -> int:
    """Add an isu with one permasalahan and one solusi, return the id of the solusi."""
    pd = session.exec(select(t.PerangkatDaerah.id)).first()
    isu_isian = IsianIsu(judul="Isu uji")
    create_isu(session, pelaku=ME, pokja_id=pokja, isian=isu_isian)
    session.flush()
    isu = session.exec(select(func.max(t.IsuStrategis.id))).one()
    masalah_isian = IsianPermasalahan(isu_id=isu, judul="Permasalahan uji", pd_id=pd)
    create_permasalahan(session, pelaku=ME, pokja_id=pokja, isian=masalah_isian)
    session.flush()
    masalah = session.exec(select(func.max(t.Permasalahan.id))).one()
    solusi_isian = IsianSolusi(permasalahan_id=masalah, judul="Solusi uji")
    create_solusi(session, pelaku=ME, pokja_id=pokja, isian=solusi_isian)
    session.flush()
    return int(session.exec(select(func.max(t.Solusi.id))).one())


def add_aksi(session: Session, pokja: int, solusi: int, banyak: int) -> None:
    isian = IsianAksi(solusi_id=solusi, judul="Menyusun laporan uji")
    for _ in range(banyak):
        create_aksi(session, pelaku=ME, pokja_id=pokja, isian=isian)
        session.flush()
