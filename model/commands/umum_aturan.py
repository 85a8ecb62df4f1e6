"""What the commands about risk rules share: taking a draft, holding the rules in force."""

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from model import tables as t
from model.clock import today
from model.commands.umum import require_versi
from model.errors import DomainError, NotFound
from model.queries.acuan import Aturan, get_aturan, get_aturan_id


class BukanRancangan(DomainError):
    """The rules are adopted, or thrown away: they do not change any more."""


def take_rancangan(session: Session, row_id: int, versi: int) -> t.AturanRisiko:
    """Return a draft, locked for change; the right has been asked for already.

    Raises NotFound, BukanRancangan, or StaleVersion when it was saved since `versi` was read.
    """
    row = session.get(t.AturanRisiko, row_id, with_for_update=True)
    if row is None:
        raise NotFound("Rancangan ini tidak ada. Muat ulang halaman.")
    if row.berlaku_sejak is not None:
        raise BukanRancangan("Aturan ini sudah ditetapkan, jadi tidak berubah lagi. Muat ulang.")
    if row.dibuang_pada is not None:
        raise BukanRancangan("Rancangan ini sudah dibuang. Buat rancangan baru.")
    require_versi(session, row, versi)
    return row


def touch(session: Session, row: t.AturanRisiko) -> None:
    """Count a save of what belongs to a draft but stands in other tables."""
    flag_modified(row, "diubah_pada")
    session.flush()


def hold_aturan(session: Session, for_change: bool = False) -> Aturan:
    """Return the rules in force, which stay in force until the transaction ends.

    Whoever assesses holds them together with others; whoever adopts (`for_change`) alone. Call it
    before rows of risiko are locked: adoption locks in this order too.
    """
    while True:
        aturan_id = get_aturan_id(session, hari=today())
        session.get(t.AturanRisiko, aturan_id, with_for_update={"read": not for_change})
        # Whoever had to wait may find that others have just been adopted.
        if get_aturan_id(session, hari=today()) == aturan_id:
            return get_aturan(session, hari=today())
