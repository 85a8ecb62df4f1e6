"""Writes: keputusan of the forum, and what the perangkat daerah answers."""

from sqlmodel import Session

from model import tables as t
from model.choices import JenisPesan, StatusKeputusan
from model.clock import today
from model.commands.pesan import penerima_aksi, send_pesan
from model.commands.umum import next_kode, take
from model.errors import NotFound
from model.isian_keputusan import IsianJawaban, IsianKeputusan
from model.permissions import Hak, Pelaku, require


def create_keputusan(
    session: Session, *, pelaku: Pelaku, pokja_id: int, isian: IsianKeputusan
) -> str:
    """Record a keputusan for a pokja and tell those it is given to; return its code."""
    require(pelaku, Hak.PUTUSKAN, pokja_id=pokja_id)
    _check_pd(session, isian)
    keputusan = t.Keputusan(
        kode=next_kode(session, t.Keputusan, pokja_id), pokja_id=pokja_id, **isian.model_dump()
    )
    session.add(keputusan)
    session.flush()
    _tell(session, keputusan)
    return keputusan.kode


def update_keputusan(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianKeputusan
) -> None:
    """Change what was decided; who is newly answerable is told."""
    keputusan = take(session, pelaku, Hak.PUTUSKAN, t.Keputusan, row_id, versi)
    _check_pd(session, isian)
    before = keputusan.pd_id
    keputusan.sqlmodel_update(isian.model_dump())
    if keputusan.pd_id not in (None, before):
        _tell(session, keputusan)


def answer_keputusan(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianJawaban
) -> None:
    """Record what was done about a keputusan, and whether it is done with that.

    Done takes today as its day; opened again it forgets it.
    """
    keputusan = take(session, pelaku, Hak.MUTAKHIRKAN, t.Keputusan, row_id, versi)
    keputusan.sqlmodel_update(isian.model_dump())
    if keputusan.status != StatusKeputusan.SELESAI:
        keputusan.selesai_pada = None
    elif keputusan.selesai_pada is None:
        keputusan.selesai_pada = today()


def _check_pd(session: Session, isian: IsianKeputusan) -> None:
    if isian.pd_id is not None and session.get(t.PerangkatDaerah, isian.pd_id) is None:
        raise NotFound("Perangkat daerah tidak dikenal. Muat ulang halaman lalu pilih lagi.")


def _tell(session: Session, keputusan: t.Keputusan) -> None:
    send_pesan(
        session,
        penerima=penerima_aksi(session, keputusan),
        jenis=JenisPesan.KEPUTUSAN,
        kunci=f"keputusan:{keputusan.id}",
        kode=keputusan.kode,
        kalimat=keputusan.judul,
    )
