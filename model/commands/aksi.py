"""Writes: rencana aksi and its pemutakhiran."""

from collections.abc import Sequence

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from model import history
from model import tables as t
from model.bukti import BuktiBaru
from model.choices import KeadaanVerifikasi, StatusAksi, Tindakan
from model.clock import now, today
from model.commands.bukti import attach_bukti, require_bukti
from model.commands.umum import fetch, next_kode, require_same_pokja, require_unlocked, take
from model.commands.verifikasi import tell_verifikator
from model.errors import NotFound
from model.isian import IsianAksi, IsianPemutakhiran
from model.permissions import Hak, Pelaku, require
from model.verifikasi import MESIN, langkah_status


def create_aksi(session: Session, *, pelaku: Pelaku, pokja_id: int, isian: IsianAksi) -> str:
    """Add a rencana aksi to a solusi, a penanganan or both, of the same pokja; return its code."""
    require(pelaku, Hak.UBAH_RANTAI, pokja_id=pokja_id)
    _check_references(session, pokja_id, isian)
    aksi = t.RencanaAksi(
        kode=next_kode(session, t.RencanaAksi, pokja_id),
        pokja_id=pokja_id,
        **isian.model_dump(exclude={"pendukung_ids"}),
    )
    session.add(aksi)
    session.flush()
    for pd_id in sorted({*isian.pendukung_ids} - {isian.pd_id}):
        session.add(t.PendukungAksi(aksi_id=aksi.id, pd_id=pd_id))
    return aksi.kode


def update_aksi(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianAksi
) -> None:
    """Change what a rencana aksi is; its state changes by `update_status` only."""
    aksi = take(session, pelaku, Hak.UBAH_RANTAI, t.RencanaAksi, row_id, versi)
    require_unlocked(aksi)
    _check_references(session, aksi.pokja_id, isian)
    before = set(
        session.exec(select(t.PendukungAksi.pd_id).where(t.PendukungAksi.aksi_id == row_id))
    )
    aksi.sqlmodel_update(isian.model_dump(exclude={"pendukung_ids"}))
    _set_pendukung(session, aksi, before, {*isian.pendukung_ids} - {isian.pd_id})


def update_status(
    session: Session,
    *,
    pelaku: Pelaku,
    row_id: int,
    versi: int,
    isian: IsianPemutakhiran,
    bukti: Sequence[BuktiBaru] = (),
) -> None:
    """Record a pemutakhiran, with the bukti that prove it, and keep a row with before and after.

    Selesai takes today as its day and needs bukti; leaving Selesai forgets the day. What was
    verified is Locked.
    """
    aksi = take(session, pelaku, Hak.MUTAKHIRKAN, t.RencanaAksi, row_id, versi)
    require_unlocked(aksi)
    if isian.status == StatusAksi.SELESAI:
        require_bukti(session, aksi, bukti)
    moment = now()
    pemutakhiran = t.Pemutakhiran(
        aksi_id=row_id,
        pada=moment,
        pelaku=pelaku.jejak,
        pelaku_id=pelaku.id,
        status_sebelum=aksi.status,
        status_sesudah=isian.status,
        progres_sebelum=aksi.progres,
        progres_sesudah=isian.progres,
        kendala=isian.kendala,
        tindak_lanjut=isian.tindak_lanjut,
        catatan=isian.catatan,
    )
    session.add(pemutakhiran)
    aksi.sqlmodel_update(isian.model_dump(exclude={"catatan"}))
    before, aksi.verifikasi = aksi.verifikasi, MESIN[aksi.verifikasi, langkah_status(aksi.status)]
    if aksi.status != StatusAksi.SELESAI:
        aksi.selesai_pada = None
    elif aksi.selesai_pada is None:
        aksi.selesai_pada = today()
    aksi.diperbarui_pada = moment
    session.flush()
    attach_bukti(session, pelaku, aksi, bukti, pemutakhiran.id)
    if aksi.verifikasi == KeadaanVerifikasi.MENUNGGU != before:
        tell_verifikator(session, aksi, pemutakhiran.id)


def _check_references(session: Session, pokja_id: int, isian: IsianAksi) -> None:
    if isian.solusi_id is not None:
        require_same_pokja(pokja_id, solusi_id=fetch(session, t.Solusi, isian.solusi_id))
    if isian.penanganan_id is not None:
        penanganan = fetch(session, t.Penanganan, isian.penanganan_id)
        require_same_pokja(pokja_id, penanganan_id=penanganan)
    for pd_id in {isian.pd_id, *isian.pendukung_ids} - {None}:
        if session.get(t.PerangkatDaerah, pd_id) is None:
            raise NotFound("Perangkat daerah tidak dikenal. Muat ulang halaman lalu pilih lagi.")


def _set_pendukung(
    session: Session, aksi: t.RencanaAksi, before: set[int], after: set[int]
) -> None:
    """Make `after` the helpers, and keep riwayat of a change, as part of the same save."""
    if after == before:
        return
    # The helpers stand in a table of their own, so `model.history` does not see them change.
    aksi.diubah_pada = now()
    session.flush()
    link, pd = t.PendukungAksi, t.PerangkatDaerah
    names = dict(
        session.exec(select(pd.id, pd.singkatan).where(col(pd.id).in_(before | after))).all()
    )
    session.execute(delete(link).where(col(link.aksi_id) == aksi.id))
    for pd_id in sorted(after):
        session.execute(insert(link).values(aksi_id=aksi.id, pd_id=pd_id))
    history.add_line(
        session,
        Tindakan.DIUBAH,
        aksi,
        kolom="pendukung",
        sebelum=", ".join(sorted(names[i] for i in before)) or None,
        sesudah=", ".join(sorted(names[i] for i in after)) or None,
    )
