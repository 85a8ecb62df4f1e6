"""Writes: bukti dukung of a rencana aksi."""

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

BELUM_ADA = (
    "Status Selesai membutuhkan sedikitnya satu bukti dukung. Unggah berkasnya atau isi tautannya."
)
TERAKHIR = (
    "Ini satu-satunya bukti dukung dari rencana aksi yang Selesai. Tambahkan bukti lain dahulu, "
    "atau ubah statusnya."
)


def add_bukti(
    session: Session, *, pelaku: Pelaku, aksi_id: int, bukti: Sequence[BuktiBaru]
) -> None:
    """Attach files and links to a rencana aksi without a change of its state."""
    aksi = take(session, pelaku, Hak.MUTAKHIRKAN, t.RencanaAksi, aksi_id, versi=None)
    require_unlocked(aksi)
    if not bukti:
        raise InvalidIsian(
            {"berkas": "Belum ada bukti yang dipilih. Unggah berkas atau isi tautan."}
        )
    # Whoever looks at the evidence right now has to look again before deciding anything.
    aksi.diubah_pada = now()
    session.flush()
    attach_bukti(session, pelaku, aksi, bukti)


def attach_bukti(
    session: Session,
    pelaku: Pelaku,
    aksi: t.RencanaAksi,
    bukti: Sequence[BuktiBaru],
    pemutakhiran_id: int | None = None,
) -> None:
    """Record bukti of a rencana aksi that is taken and flushed, as part of the same save."""
    if not bukti:
        return
    room = MAKS_BUKTI - count_live(session, aksi.id)
    if len(bukti) > room:
        raise InvalidIsian({"berkas": too_many(max(room, 0))})
    moment = now()
    for satu in bukti:
        siap = satu.berkas
        session.add(
            t.Bukti(
                aksi_id=aksi.id,
                pemutakhiran_id=pemutakhiran_id,
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
        history.add_line(session, Tindakan.DIUBAH, aksi, kolom="bukti", sesudah=satu.nama)


def require_bukti(session: Session, aksi: t.RencanaAksi, bukti: Sequence[BuktiBaru]) -> None:
    """Raise InvalidIsian when a rencana aksi has no bukti at all, new ones included."""
    if not bukti and not count_live(session, aksi.id):
        raise InvalidIsian({"status": BELUM_ADA})


def withdraw_bukti(session: Session, *, pelaku: Pelaku, bukti_id: int) -> None:
    """Withdraw bukti that does not belong there; its file is kept, but given to nobody any more.

    Raises Locked when the action is verified, InvalidIsian when Selesai would stand unproven.
    """
    require_somewhere(pelaku, Hak.MUTAKHIRKAN)
    found = session.get(t.Bukti, bukti_id)
    if found is None:
        raise NotFound("Bukti ini tidak ada. Muat ulang halaman.")
    aksi = take(session, pelaku, Hak.MUTAKHIRKAN, t.RencanaAksi, found.aksi_id, versi=None)
    require_unlocked(aksi)
    # Read again, now that nobody else can withdraw it.
    session.refresh(found)
    if found.ditarik_pada is not None:
        raise NotFound("Bukti ini sudah ditarik. Muat ulang halaman.")
    if aksi.status == StatusAksi.SELESAI and count_live(session, aksi.id) == 1:
        raise InvalidIsian({"bukti": TERAKHIR})
    found.ditarik_pada = aksi.diubah_pada = now()
    session.flush()
    history.add_line(session, Tindakan.DIUBAH, aksi, kolom="bukti", sebelum=found.nama)


def note_unduhan(session: Session, *, pelaku: Pelaku, bukti_id: int) -> None:
    """Record that a person is given a file; raise NotAllowed when it is none of theirs."""
    require(pelaku, Hak.UNDUH)
    found = session.get(t.Bukti, bukti_id)
    history.add_line(session, Tindakan.DIUNDUH, found)


def count_live(session: Session, aksi_id: int) -> int:
    """Return how many bukti of a rencana aksi are in force."""
    query = select(func.count()).where(
        t.Bukti.aksi_id == aksi_id, col(t.Bukti.ditarik_pada).is_(None)
    )
    return session.exec(query).one()
