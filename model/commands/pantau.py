"""What the commands about what is watched of a risiko share: indikator and kejadian."""

from typing import TypeVar

from sqlmodel import Session

from model import tables as t
from model.clock import now
from model.commands.umum import require_versi, take
from model.errors import InvalidIsian, NotFound
from model.isian import clean_text
from model.permissions import Hak, Pelaku

Dipantau = TypeVar("Dipantau", t.IndikatorRisiko, t.KejadianRisiko)


def take_pantau(
    session: Session,
    pelaku: Pelaku,
    kind: type[Dipantau],
    row_id: int,
    versi: int | None,
    *,
    withdrawn: bool = False,
) -> Dipantau:
    """Return a row that belongs to a risiko within the person's reach, both locked for change.

    The risiko is locked first, like everywhere. A withdrawn row is given only when `withdrawn` is
    asked for; of a withdrawn risiko nothing is. Raises NotAllowed, NotFound or StaleVersion.
    """
    found = session.get(kind, row_id)
    if found is None:
        raise NotFound("Data ini tidak ada. Muat ulang halaman.")
    take(session, pelaku, Hak.UBAH_RANTAI, t.Risiko, found.risiko_id, versi=None)
    row = session.get_one(kind, row_id, with_for_update=True, populate_existing=True)
    require_versi(session, row, versi)
    if (row.ditarik_pada is not None) != withdrawn:
        raise NotFound(
            "Data ini tidak sedang ditarik. Muat ulang halaman."
            if withdrawn
            else "Data ini sudah ditarik. Pulihkan dahulu sebelum diubah."
        )
    return row


def withdraw_row(row: t.IndikatorRisiko | t.KejadianRisiko, alasan: str) -> None:
    """Withdraw a row that is taken. Raises InvalidIsian without a reason."""
    alasan = clean_text(alasan)
    if not 3 <= len(alasan) <= 500:
        raise InvalidIsian({"alasan": "Penarikan membutuhkan alasan, 3 sampai 500 huruf."})
    row.ditarik_pada, row.alasan_ditarik = now(), alasan


def restore_row(row: t.IndikatorRisiko | t.KejadianRisiko) -> None:
    """Bring a withdrawn row that is taken back."""
    row.ditarik_pada, row.alasan_ditarik = None, ""
