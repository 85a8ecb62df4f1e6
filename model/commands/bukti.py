"""Writes: bukti dukung of a rencana aksi or of a risiko."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from model import berkas, history
from model import tables as t
from model.bukti import MAKS_BUKTI, BuktiBaru, too_many
from model.choices import JenisBukti, StatusAksi, Tindakan
from model.clock import now
from model.commands.umum import require_unlocked, take
from model.errors import InvalidIsian, NotFound
from model.permissions import Hak, Pelaku, require, require_somewhere

Induk = t.RencanaAksi | t.Risiko

BELUM_ADA = (
    "Status Selesai membutuhkan sedikitnya satu bukti dukung. Unggah berkasnya atau isi tautannya."
)
TERAKHIR = (
    "Ini satu-satunya bukti dukung dari rencana aksi yang Selesai. Tambahkan bukti lain dahulu, "
    "atau ubah statusnya."
)


def add_bukti(
    session: Session,
    *,
    pelaku: Pelaku,
    bukti: Sequence[BuktiBaru],
    aksi_id: int | None = None,
    risiko_id: int | None = None,
) -> None:
    """Attach files and links to a rencana aksi or a risiko without a change of its state."""
    require_somewhere(pelaku, Hak.MUTAKHIRKAN)
    induk = _take_induk(session, pelaku, aksi_id, risiko_id)
    if not bukti:
        raise InvalidIsian(
            {"berkas": "Belum ada bukti yang dipilih. Unggah berkas atau isi tautan."}
        )
    # Whoever looks at the evidence right now has to look again before deciding anything.
    induk.diubah_pada = now()
    session.flush()
    attach_bukti(session, pelaku, induk, bukti)


def attach_bukti(
    session: Session,
    pelaku: Pelaku,
    induk: Induk,
    bukti: Sequence[BuktiBaru],
    pemutakhiran_id: int | None = None,
    penilaian_id: int | None = None,
) -> None:
    """Record bukti of a row that is taken and flushed, as part of the same save."""
    if not bukti:
        return
    room = MAKS_BUKTI - count_live(session, induk)
    if len(bukti) > room:
        raise InvalidIsian({"berkas": too_many(max(room, 0))})
    moment = now()
    for satu in bukti:
        siap = satu.berkas
        session.add(
            t.Bukti(
                aksi_id=induk.id if isinstance(induk, t.RencanaAksi) else None,
                risiko_id=induk.id if isinstance(induk, t.Risiko) else None,
                pemutakhiran_id=pemutakhiran_id,
                penilaian_id=penilaian_id,
                jenis=JenisBukti.BERKAS if siap else JenisBukti.TAUTAN,
                nama=satu.nama,
                tautan=satu.tautan,
                tipe=satu.tipe,
                ukuran=siap.ukuran if siap else 0,
                sha256=siap.sha256 if siap else None,
                nama_simpan=berkas.adopt(session, siap) if siap else None,
                pelaku=pelaku.jejak,
                pelaku_id=pelaku.id,
                pada=moment,
            )
        )
        history.add_line(session, Tindakan.DIUBAH, induk, kolom="bukti", sesudah=satu.nama)


def require_bukti(session: Session, aksi: t.RencanaAksi, bukti: Sequence[BuktiBaru]) -> None:
    """Raise InvalidIsian when a rencana aksi has no bukti at all, new ones included."""
    if not bukti and not count_live(session, aksi):
        raise InvalidIsian({"status": BELUM_ADA})


def withdraw_bukti(session: Session, *, pelaku: Pelaku, bukti_id: int) -> None:
    """Withdraw bukti that does not belong there; its file is kept, but given to nobody any more.

    Raises Locked when the action is verified, InvalidIsian when Selesai would stand unproven.
    """
    require_somewhere(pelaku, Hak.MUTAKHIRKAN)  # whoever changes the chain has it too
    found, induk = _take_bukti(session, pelaku, bukti_id)
    if found.ditarik_pada is not None:
        raise NotFound("Bukti ini sudah ditarik. Muat ulang halaman.")
    selesai = isinstance(induk, t.RencanaAksi) and induk.status == StatusAksi.SELESAI
    if selesai and count_live(session, induk) == 1:
        raise InvalidIsian({"bukti": TERAKHIR})
    found.ditarik_pada = induk.diubah_pada = now()
    session.flush()
    history.add_line(session, Tindakan.DIUBAH, induk, kolom="bukti", sebelum=found.nama)


def restore_bukti(session: Session, *, pelaku: Pelaku, bukti_id: int) -> None:
    """Bring withdrawn bukti back. Raises InvalidIsian when there is no room for it any more."""
    require_somewhere(pelaku, Hak.MUTAKHIRKAN)  # whoever changes the chain has it too
    found, induk = _take_bukti(session, pelaku, bukti_id)
    if found.ditarik_pada is None:
        raise NotFound("Bukti ini tidak ditarik. Muat ulang halaman.")
    if count_live(session, induk) >= MAKS_BUKTI:
        raise InvalidIsian({"berkas": too_many(0)})
    found.ditarik_pada = None
    induk.diubah_pada = now()
    session.flush()
    history.add_line(session, Tindakan.DIUBAH, induk, kolom="bukti", sesudah=found.nama)


def _take_bukti(session: Session, pelaku: Pelaku, bukti_id: int) -> tuple[t.Bukti, Induk]:
    """Return a bukti and what it belongs to, locked for change."""
    found = session.get(t.Bukti, bukti_id)
    if found is None:
        raise NotFound("Bukti ini tidak ada. Muat ulang halaman.")
    induk = _take_induk(session, pelaku, found.aksi_id, found.risiko_id)
    # Read again, now that nobody else can withdraw it.
    session.refresh(found)
    return found, induk


def _take_induk(
    session: Session, pelaku: Pelaku, aksi_id: int | None, risiko_id: int | None
) -> Induk:
    """Return what bukti belong to, locked for change. Whoever keeps it up to date keeps them."""
    if risiko_id is not None:
        return take(session, pelaku, Hak.UBAH_RANTAI, t.Risiko, risiko_id, versi=None)
    aksi = take(session, pelaku, Hak.MUTAKHIRKAN, t.RencanaAksi, aksi_id or 0, versi=None)
    require_unlocked(aksi)
    return aksi


def note_unduhan(session: Session, *, pelaku: Pelaku, bukti_id: int) -> None:
    """Record that a person is given a file; raise NotAllowed when it is none of theirs."""
    require(pelaku, Hak.UNDUH)
    found = session.get(t.Bukti, bukti_id)
    history.add_line(session, Tindakan.DIUNDUH, found)


def count_live(session: Session, induk: Induk) -> int:
    """Return how many bukti of a rencana aksi or a risiko are in force."""
    milik = t.Bukti.risiko_id if isinstance(induk, t.Risiko) else t.Bukti.aksi_id
    query = select(func.count()).where(col(milik) == induk.id, col(t.Bukti.ditarik_pada).is_(None))
    return session.exec(query).one()
