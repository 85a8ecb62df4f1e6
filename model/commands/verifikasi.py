"""Writes: a verifikator accepts or returns the claim that a rencana aksi is done."""

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import HasilVerifikasi, JenisPesan, KeadaanVerifikasi, Peran, StatusAksi
from model.clock import now
from model.commands.pesan import penerima_aksi, penerima_peran, send_pesan
from model.commands.umum import take
from model.errors import DomainError, NotAllowed
from model.isian_verifikasi import IsianVerifikasi
from model.permissions import Hak, Pelaku, require
from model.queries.verifikasi import map_penyusun
from model.verifikasi import HASIL, next_keadaan, restored

MILIK_SENDIRI = (
    "Anda ikut memutakhirkan rencana aksi ini atau memberi buktinya, jadi verifikator lain yang "
    "memutuskan."
)
DIKEMBALIKAN = "Dikembalikan verifikator: "


class NotWaiting(DomainError):
    """There is nothing to decide, or no longer."""

    def __init__(self, keadaan: KeadaanVerifikasi) -> None:
        super().__init__(
            f"Tidak ada yang perlu diputuskan: keadaannya {keadaan.label}. Kembali ke antrean."
        )


def verify_aksi(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianVerifikasi
) -> None:
    """Accept a claim that waits, or return it; one that was accepted can still be returned.

    What is returned goes back to the state from before the claim. Raises NotAllowed when `pelaku`
    made a part of the claim, NotWaiting when nothing is to be decided.
    """
    require(pelaku, Hak.VERIFIKASI)
    aksi = take(session, pelaku, Hak.VERIFIKASI, t.RencanaAksi, row_id, versi)
    keadaan = next_keadaan(aksi.verifikasi, HASIL[isian.hasil])
    if keadaan is None:
        raise NotWaiting(aksi.verifikasi)
    if pelaku.jejak in map_penyusun(session, aksi_ids=(row_id,)).get(row_id, ()):
        raise NotAllowed(MILIK_SENDIRI)
    klaim = _claim_of(session, row_id)
    moment = now()
    verifikasi = t.Verifikasi(
        aksi_id=row_id,
        pemutakhiran_id=klaim.id if klaim else None,
        hasil=isian.hasil,
        alasan=isian.alasan,
        pelaku=pelaku.jejak,
        pelaku_id=pelaku.id,
        pada=moment,
    )
    session.add(verifikasi)
    if keadaan == KeadaanVerifikasi.DIKEMBALIKAN:
        _give_back(session, aksi, klaim, verifikasi)
    aksi.verifikasi = keadaan
    session.flush()
    _tell_owner(session, aksi, verifikasi)


def tell_verifikator(session: Session, aksi: t.RencanaAksi, pemutakhiran_id: int) -> None:
    """Tell every verifikator that a claim waits for one of them."""
    send_pesan(
        session,
        penerima=penerima_peran(session, Peran.VERIFIKATOR),
        jenis=JenisPesan.DIAJUKAN,
        kunci=f"diajukan:{pemutakhiran_id}",
        kode=aksi.kode,
        kalimat=f"Menunggu verifikasi: {aksi.judul}",
    )


def _claim_of(session: Session, aksi_id: int) -> t.Pemutakhiran | None:
    """Return the pemutakhiran that made the action Selesai last."""
    p = t.Pemutakhiran
    query = select(p).where(
        p.aksi_id == aksi_id,
        p.status_sebelum != StatusAksi.SELESAI,
        p.status_sesudah == StatusAksi.SELESAI,
    )
    return session.exec(query.order_by(col(p.id).desc()).limit(1)).first()


def _give_back(
    session: Session,
    aksi: t.RencanaAksi,
    klaim: t.Pemutakhiran | None,
    verifikasi: t.Verifikasi,
) -> None:
    """Undo the claim: the state from before it is back, and a pemutakhiran says so."""
    status, progres = StatusAksi.SELESAI, aksi.progres
    before = _before(session, klaim) if klaim else None
    kendala, tindak_lanjut = (before.kendala, before.tindak_lanjut) if before else ("", "")
    if klaim is not None:
        status, progres = klaim.status_sebelum, klaim.progres_sebelum
    status, progres = restored(status, progres, kendala)
    session.add(
        t.Pemutakhiran(
            aksi_id=aksi.id,
            pada=verifikasi.pada,
            pelaku=verifikasi.pelaku,
            pelaku_id=verifikasi.pelaku_id,
            status_sebelum=aksi.status,
            status_sesudah=status,
            progres_sebelum=aksi.progres,
            progres_sesudah=progres,
            kendala=kendala,
            tindak_lanjut=tindak_lanjut,
            catatan=DIKEMBALIKAN + verifikasi.alasan,
        )
    )
    aksi.status, aksi.progres = status, progres
    aksi.kendala, aksi.tindak_lanjut = kendala, tindak_lanjut
    aksi.selesai_pada = None
    aksi.diperbarui_pada = verifikasi.pada


def _before(session: Session, klaim: t.Pemutakhiran) -> t.Pemutakhiran | None:
    p = t.Pemutakhiran
    query = select(p).where(p.aksi_id == klaim.aksi_id, col(p.id) < klaim.id)
    return session.exec(query.order_by(col(p.id).desc()).limit(1)).first()


def _tell_owner(session: Session, aksi: t.RencanaAksi, verifikasi: t.Verifikasi) -> None:
    returned = verifikasi.hasil == HasilVerifikasi.DIKEMBALIKAN
    send_pesan(
        session,
        penerima=penerima_aksi(session, aksi),
        jenis=JenisPesan.DIKEMBALIKAN if returned else JenisPesan.DITERIMA,
        kunci=f"verifikasi:{verifikasi.id}",
        kode=aksi.kode,
        kalimat=f"{verifikasi.alasan} ({aksi.judul})" if returned else aksi.judul,
    )
