"""Writes: asking pimpinan for a decision about one object, and closing the request."""

from typing import Any

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import JenisPesan, Peran
from model.clock import now, wib_date
from model.commands.pesan import penerima_peran, send_pesan
from model.commands.umum import InUse, require_versi, take
from model.errors import NotFound
from model.format import tanggal
from model.isian_eskalasi import IsianEskalasi, IsianHasil
from model.permissions import Hak, Pelaku, require, require_somewhere
from model.queries.eskalasi import OBJEK
from model.queries.objek import JENIS

# Who hears of a request; the one who asks hears of its result. Taken back, it is told to nobody.
PENERIMA = (Peran.PIMPINAN, Peran.SEKRETARIAT)

Objek = t.Permasalahan | t.Risiko | t.RencanaAksi


def create_eskalasi(
    session: Session, *, pelaku: Pelaku, huruf: str, row_id: int, isian: IsianEskalasi
) -> int:
    """Put one object before pimpinan, tell who is to decide, and return the id of the request.

    Raises InUse while one about the same object is open, NotFound for a withdrawn object.
    """
    require_somewhere(pelaku, Hak.ESKALASI)
    if huruf not in OBJEK:
        raise NotFound(
            "Keputusan hanya dapat diminta tentang permasalahan, risiko, atau rencana aksi."
        )
    # The lock of the object lets one request through at a time.
    objek = take(session, pelaku, Hak.ESKALASI, JENIS[huruf], row_id, versi=None)
    e: Any = t.Eskalasi
    there = select(e.pada).where(getattr(e, OBJEK[huruf]) == row_id, col(e.ditutup_pada).is_(None))
    if (pada := session.exec(there).first()) is not None:
        raise InUse(
            f"Keputusan tentang {objek.kode} sudah diminta sejak {tanggal(wib_date(pada))} "
            "dan belum ditutup. Tutup dahulu permintaan itu."
        )
    row = t.Eskalasi(
        pokja_id=objek.pokja_id, alasan=isian.alasan, pelaku=pelaku.jejak, pelaku_id=pelaku.id,
        pada=now(),
    )  # fmt: skip
    setattr(row, OBJEK[huruf], row_id)
    session.add(row)
    session.flush()
    _tell_deciders(session, row)
    return row.id


def answer_eskalasi(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianHasil
) -> None:
    """Close a request with what came of it, and tell who asked.

    The sekretariat does, for whoever decided.
    """
    require_somewhere(pelaku, Hak.PUTUSKAN)
    row = _close(session, pelaku, Hak.PUTUSKAN, row_id, versi, isian)
    _tell_who_asked(session, row)


def take_back_eskalasi(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianHasil
) -> None:
    """Take a request back with the reason: whoever may ask for the pokja."""
    require_somewhere(pelaku, Hak.ESKALASI)
    _close(session, pelaku, Hak.ESKALASI, row_id, versi, isian).ditarik_kembali = True


def _close(
    session: Session, pelaku: Pelaku, hak: Hak, row_id: int, versi: int, isian: IsianHasil
) -> t.Eskalasi:
    row = session.get(t.Eskalasi, row_id, with_for_update=True)
    if row is None:
        raise NotFound("Permintaan ini tidak ada. Muat ulang halaman.")
    require(pelaku, hak, pokja_id=row.pokja_id)
    require_versi(session, row, versi)
    if row.ditutup_pada is not None:
        raise NotFound("Permintaan ini sudah ditutup. Muat ulang halaman.")
    row.ditutup_pada = now()
    row.hasil = isian.hasil
    return row


def _tell_deciders(session: Session, row: t.Eskalasi) -> None:
    objek = asked_about(session, row)
    send_pesan(
        session,
        penerima=penerima_peran(session, *PENERIMA),
        jenis=JenisPesan.DIMINTA,
        kunci=f"eskalasi:{row.id}",
        kode=objek.kode,
        kalimat=words_asked(objek, row),
    )


def _tell_who_asked(session: Session, row: t.Eskalasi) -> None:
    objek = asked_about(session, row)
    send_pesan(
        session,
        penerima=set() if row.pelaku_id is None else {row.pelaku_id},
        jenis=JenisPesan.DIJAWAB,
        kunci=f"jawaban:{row.id}",
        kode=objek.kode,
        kalimat=words_answered(objek, row),
    )


def asked_about(session: Session, row: t.Eskalasi) -> Objek:
    """Return what a request is about."""
    if row.permasalahan_id is not None:
        return session.get_one(t.Permasalahan, row.permasalahan_id)
    if row.risiko_id is not None:
        return session.get_one(t.Risiko, row.risiko_id)
    return session.get_one(t.RencanaAksi, row.aksi_id)


def words_asked(objek: Objek, row: t.Eskalasi) -> str:
    """Return what pimpinan and the sekretariat are told."""
    return f"{objek.judul}. Alasan: {row.alasan}"


def words_answered(objek: Objek, row: t.Eskalasi) -> str:
    """Return what the one who asked is told."""
    return f"{objek.judul}. Hasil: {row.hasil}"
