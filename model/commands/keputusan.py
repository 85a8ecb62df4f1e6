"""Writes: keputusan of the forum, and what the perangkat daerah answers."""

from typing import Any

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import JenisPesan, KeadaanRakor, StatusKeputusan
from model.clock import today
from model.commands.aksi import create_aksi
from model.commands.pesan import penerima_aksi, send_pesan
from model.commands.rakor import take_rakor
from model.commands.umum import InUse, next_kode, take
from model.errors import InvalidIsian, NotFound
from model.isian import IsianAksi
from model.isian_keputusan import IsianJawaban, IsianKeputusan
from model.permissions import Hak, Pelaku, require
from model.queries.keputusan_rakor import get_induk
from model.queries.objek import get_objek


def create_keputusan(
    session: Session, *, pelaku: Pelaku, pokja_id: int, isian: IsianKeputusan
) -> str:
    """Record a keputusan for a pokja and tell those it is given to; return its code."""
    require(pelaku, Hak.PUTUSKAN, pokja_id=pokja_id)
    return _add(session, pokja_id, isian).kode


def record_keputusan(
    session: Session,
    *,
    pelaku: Pelaku,
    rakor_id: int,
    pokja_id: int,
    isian: IsianKeputusan,
    tentang: str = "",
) -> str:
    """Record what the running rakor decides, while it is spoken; return its code.

    `tentang` is the code of what is on the screen. Raises KeadaanRakorSalah when the rakor does not
    run, NotFound for a code that nothing has.
    """
    require(pelaku, Hak.PUTUSKAN, pokja_id=pokja_id)
    take_rakor(session, rakor_id, keadaan=(KeadaanRakor.BERLANGSUNG,))
    if tentang:
        objek = get_objek(session, kode=tentang)
        if objek is None or objek.ditarik_pada is not None:
            raise NotFound("Yang dibahas tidak ada lagi. Pilih lagi apa yang ditampilkan di layar.")
    return _add(session, pokja_id, isian, rakor_id=rakor_id, tentang=tentang).kode


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


def make_aksi_of_keputusan(
    session: Session,
    *,
    pelaku: Pelaku,
    row_id: int,
    versi: int,
    solusi_id: int | None = None,
    penanganan_id: int | None = None,
) -> str:
    """Turn a keputusan into a rencana aksi with its title, owner and tenggat; return its code.

    It serves what is named, else what the object in `tentang` serves. Raises InvalidIsian without
    an owner, a tenggat or anything to serve, InUse when it was turned into one before.
    """
    keputusan = take(session, pelaku, Hak.PUTUSKAN, t.Keputusan, row_id, versi)
    aksi = t.RencanaAksi
    if keputusan.aksi_id is not None:
        kode = session.exec(select(aksi.kode).where(aksi.id == keputusan.aksi_id)).one()
        raise InUse(f"Keputusan ini sudah menjadi rencana aksi {kode}.")
    missing = (("pd_id", "penanggung jawab"), ("tenggat", "tenggat"))
    if refused := {
        kolom: f"Keputusan ini belum mempunyai {nama}. Lengkapi dahulu."
        for kolom, nama in missing
        if getattr(keputusan, kolom) is None
    }:
        raise InvalidIsian(refused)
    if solusi_id is None and penanganan_id is None:
        induk = get_induk(session, keputusan_id=row_id)
        solusi_id, penanganan_id = induk.solusi_id, induk.penanganan_id
    isian = IsianAksi.check(
        {
            "judul": keputusan.judul,
            "pd_id": keputusan.pd_id,
            "tenggat": keputusan.tenggat,
            "solusi_id": solusi_id,
            "penanganan_id": penanganan_id,
        }
    )
    kode = create_aksi(session, pelaku=pelaku, pokja_id=keputusan.pokja_id, isian=isian)
    keputusan.aksi_id = session.exec(select(aksi.id).where(col(aksi.kode) == kode)).one()
    return kode


def _add(session: Session, pokja_id: int, isian: IsianKeputusan, **rapat: Any) -> t.Keputusan:
    """Add a keputusan and tell those it is given to."""
    _check_pd(session, isian)
    kode = next_kode(session, t.Keputusan, pokja_id)
    keputusan = t.Keputusan(kode=kode, pokja_id=pokja_id, **isian.model_dump(), **rapat)
    session.add(keputusan)
    session.flush()
    _tell(session, keputusan)
    return keputusan


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
