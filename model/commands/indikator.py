"""Writes: indikator of a risiko and the values measured for them."""

from sqlmodel import Session, col, func, select

from model import history
from model import tables as t
from model.choices import Tindakan
from model.clock import now, today
from model.commands.pantau import restore_row, take_pantau, withdraw_row
from model.commands.umum import take
from model.errors import InvalidIsian
from model.format import angka_isian, tanggal_pendek
from model.isian_risiko import IsianIndikator, IsianNilai
from model.permissions import Hak, Pelaku, require_somewhere
from model.rules_risiko import refused_tanggal

MAKS_INDIKATOR = 12  # in force for one risiko: who watches more watches none


def create_indikator(
    session: Session, *, pelaku: Pelaku, risiko_id: int, isian: IsianIndikator
) -> int:
    """Add an indikator to a risiko and return its id."""
    risiko = take(session, pelaku, Hak.UBAH_RANTAI, t.Risiko, risiko_id, versi=None)
    _require_room(session, risiko.id)
    indikator = t.IndikatorRisiko(risiko_id=risiko.id, **isian.model_dump())
    session.add(indikator)
    session.flush()
    return indikator.id


def update_indikator(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianIndikator
) -> None:
    """Change an indikator; what was measured is judged by the new limits."""
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    indikator = take_pantau(session, pelaku, t.IndikatorRisiko, row_id, versi)
    indikator.sqlmodel_update(isian.model_dump())


def withdraw_indikator(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, alasan: str
) -> None:
    """Withdraw an indikator; its values stay."""
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    withdraw_row(take_pantau(session, pelaku, t.IndikatorRisiko, row_id, versi), alasan)


def restore_indikator(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Bring a withdrawn indikator back, its values with it."""
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    indikator = take_pantau(session, pelaku, t.IndikatorRisiko, row_id, versi, withdrawn=True)
    _require_room(session, indikator.risiko_id)
    restore_row(indikator)


def record_nilai(session: Session, *, pelaku: Pelaku, row_id: int, isian: IsianNilai) -> None:
    """Record a measured value. One of a day that has one already corrects it, and says why.

    It needs no version: what others record meanwhile is kept as well.
    """
    require_somewhere(pelaku, Hak.UBAH_RANTAI)
    indikator = take_pantau(session, pelaku, t.IndikatorRisiko, row_id, versi=None)
    if refused := refused_tanggal(isian.tanggal, today()):
        raise InvalidIsian(refused)
    n = t.NilaiIndikator
    same_day = select(n.nilai).where(n.indikator_id == row_id, n.tanggal == isian.tanggal)
    before = session.exec(same_day.order_by(col(n.id).desc()).limit(1)).first()
    if before is not None and not isian.catatan:
        sentence = (
            f"Tanggal ini sudah mempunyai nilai {angka_isian(before)}. "
            "Untuk mengoreksinya, tuliskan sebabnya pada catatan."
        )
        raise InvalidIsian({"catatan": sentence})
    session.add(
        n(
            indikator_id=row_id,
            **isian.model_dump(),
            pelaku=pelaku.jejak,
            pelaku_id=pelaku.id,
            pada=now(),
        )
    )
    indikator.diubah_pada = now()  # a line of riwayat belongs to a save of its own
    session.flush()
    history.add_line(
        session,
        Tindakan.DIUBAH,
        indikator,
        kolom="nilai",
        sebelum=_in_words(before, isian) if before is not None else None,
        sesudah=_in_words(isian.nilai, isian),
    )


def _in_words(nilai: float, isian: IsianNilai) -> str:
    return f"{angka_isian(nilai)} ({tanggal_pendek(isian.tanggal)})"


def _require_room(session: Session, risiko_id: int) -> None:
    i = t.IndikatorRisiko
    query = select(func.count()).where(i.risiko_id == risiko_id, col(i.ditarik_pada).is_(None))
    if session.exec(query).one() >= MAKS_INDIKATOR:
        raise InvalidIsian(
            {"nama": f"Satu risiko memuat paling banyak {MAKS_INDIKATOR} indikator. Tarik satu."}
        )
