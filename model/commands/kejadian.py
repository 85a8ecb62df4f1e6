"""Writes: kejadian risiko, the events by which a risiko came true."""

from sqlmodel import Session

from model import tables as t
from model.clock import now, today
from model.commands.pantau import restore_row, take_pantau, withdraw_row
from model.commands.umum import take
from model.errors import InvalidIsian
from model.isian_risiko import IsianKejadian
from model.permissions import Hak, Pelaku, require_somewhere
from model.rules_risiko import refused_tanggal


def create_kejadian(
    session: Session, *, pelaku: Pelaku, risiko_id: int, isian: IsianKejadian
) -> int:
    """Record that a risiko came true and return the id of the event."""
    risiko = take(session, pelaku, Hak.UBAH_RANTAI, t.Risiko, risiko_id, versi=None)
    _check(isian)
    kejadian = t.KejadianRisiko(
        risiko_id=risiko.id,
        **isian.model_dump(),
        pelaku=pelaku.jejak,
        pelaku_id=pelaku.id,
        pada=now(),
    )
    session.add(kejadian)
    session.flush()
    return kejadian.id


def update_kejadian(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianKejadian
) -> None:
    """Change what is known about an event."""
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    kejadian = take_pantau(session, pelaku, t.KejadianRisiko, row_id, versi)
    _check(isian)
    kejadian.sqlmodel_update(isian.model_dump())


def withdraw_kejadian(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, alasan: str
) -> None:
    """Withdraw an event that was none: it counts no more."""
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    withdraw_row(take_pantau(session, pelaku, t.KejadianRisiko, row_id, versi), alasan)


def restore_kejadian(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Bring a withdrawn event back."""
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    restore_row(take_pantau(session, pelaku, t.KejadianRisiko, row_id, versi, withdrawn=True))


def _check(isian: IsianKejadian) -> None:
    if refused := refused_tanggal(isian.tanggal, today()):
        raise InvalidIsian(refused)
