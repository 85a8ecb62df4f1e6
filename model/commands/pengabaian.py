"""Writes: findings of the pemeriksaan that somebody declares in order, with a reason."""

from typing import Any

from sqlmodel import Session, col, select

from model import tables as t
from model.clock import now, today
from model.commands.umum import InUse, require_versi
from model.errors import DomainError, NotFound
from model.isian_pengabaian import IsianPengabaian
from model.pemeriksaan.beban import BEBAN_PD
from model.pemeriksaan.daftar import aturan_of
from model.pemeriksaan.ganda import pair_of
from model.permissions import Hak, Pelaku, may, require, require_somewhere
from model.queries.objek import JENIS, huruf_of
from model.queries.pemeriksaan import get_temuan


class TemuanWajib(DomainError):
    """A finding of this rule can only be put right."""


def create_pengabaian(
    session: Session,
    *,
    pelaku: Pelaku,
    aturan: str,
    objek: str,
    objek_lain: str = "",
    isian: IsianPengabaian,
) -> int:
    """Declare a finding in order; it leaves the counts. Return the number of the row.

    Of a likely duplicate either pokja may say so, of a perangkat daerah only who may change all
    pokja. Raises NotFound for an unknown rule and for what is no finding (any more), TemuanWajib
    for a rule that allows no exception, InUse when somebody has declared it before.
    """
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    rule = aturan_of(aturan)
    if rule is None:
        raise NotFound("Aturan pemeriksaan ini tidak dikenal. Muat ulang halaman.")
    objek, objek_lain = pair_of(objek, objek_lain) if objek_lain else (objek, "")
    _require_one(session, pelaku, aturan, objek, objek_lain)
    if rule.wajib:
        raise TemuanWajib(f"Temuan ini tidak dapat dinyatakan wajar. {rule.wajib}")
    w = t.Pengabaian
    same = select(w.id).where(
        w.aturan == aturan,
        w.objek == objek,
        w.objek_lain == objek_lain,
        col(w.dicabut_pada).is_(None),
    )
    if session.exec(same).first() is not None:
        raise InUse("Temuan ini sudah dinyatakan wajar. Muat ulang halaman.")
    if get_temuan(session, hari=today(), kunci=aturan, objek=objek, objek_lain=objek_lain) is None:
        raise NotFound("Temuan ini sudah tidak ada. Muat ulang halaman.")
    row = w(
        aturan=aturan,
        objek=objek,
        objek_lain=objek_lain,
        alasan=isian.alasan,
        pelaku=pelaku.jejak,
        pelaku_id=pelaku.id,
        pada=now(),
    )
    session.add(row)
    session.flush()
    return row.id


def revoke_pengabaian(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Take back that a finding is in order: it counts again, as long as it is one."""
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    row = session.get(t.Pengabaian, row_id, with_for_update=True)
    if row is None:
        raise NotFound("Pernyataan ini tidak ada. Muat ulang halaman.")
    _require_one(session, pelaku, row.aturan, row.objek, row.objek_lain)
    require_versi(session, row, versi)
    if row.dicabut_pada is not None:
        raise NotFound("Pernyataan ini sudah dibatalkan. Muat ulang halaman.")
    row.dicabut_pada = now()


def _require_one(
    session: Session, pelaku: Pelaku, aturan: str, objek: str, objek_lain: str
) -> None:
    """Raise NotAllowed unless `pelaku` may change one of the pokja that a finding is about.

    The objects are locked, so that two people cannot declare the same at once.
    """
    if aturan == BEBAN_PD.kunci:
        require(pelaku, Hak.UBAH_RANTAI)
        pd: Any = t.PerangkatDaerah
        if session.exec(select(pd.id).where(pd.kode == objek).with_for_update()).first() is None:
            raise NotFound("Perangkat daerah ini tidak dikenal. Muat ulang halaman.")
        return
    codes = (objek, objek_lain) if objek_lain else (objek,)
    owners = [_pokja_of(session, kode) for kode in codes]
    if not any(may(pelaku, Hak.UBAH_RANTAI, pokja_id=pokja_id) for pokja_id in owners):
        require(pelaku, Hak.UBAH_RANTAI, pokja_id=owners[0])


def _pokja_of(session: Session, kode: str) -> int:
    huruf = huruf_of(kode)
    if huruf:
        kind: Any = JENIS[huruf]
        query = select(kind.pokja_id).where(kind.kode == kode).with_for_update()
        if (pokja_id := session.exec(query).first()) is not None:
            return int(pokja_id)
    raise NotFound("Data yang dirujuk tidak ada. Muat ulang halaman.")
