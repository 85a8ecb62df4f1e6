"""Writes: pemutakhiran of many rencana aksi at once, each saved or refused on its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from model import history
from model import tables as t
from model.choices import Choice, Tindakan
from model.commands.aksi import update_status
from model.commands.umum import take
from model.errors import DomainError, InvalidIsian, NotAllowed
from model.isian import IsianPemutakhiran
from model.permissions import Hak, Pelaku, require_somewhere

MAKS_BARIS = 50


class HasilBaris(Choice):
    """What became of one row."""

    TERSIMPAN = "tersimpan", "Tersimpan"
    TETAP = "tetap", "Tidak berubah"
    DITOLAK = "ditolak", "Ditolak"


@dataclass(frozen=True)
class UbahBaris:
    """One row as a person left it: what was typed, on top of which version."""

    id: int
    versi: int
    nilai: Mapping[str, Any]


@dataclass(frozen=True)
class JawabanBaris:
    """What became of one row, and why when it was refused."""

    id: int
    hasil: HasilBaris
    penolakan: DomainError | None = None


def update_status_many(
    session: Session, *, pelaku: Pelaku, daftar: Sequence[UbahBaris]
) -> list[JawabanBaris]:
    """Record a pemutakhiran for each row that changed. Return what became of each, in order.

    A refused row keeps no other from being saved.
    """
    require_somewhere(pelaku, Hak.MUTAKHIRKAN)
    if len(daftar) > MAKS_BARIS:
        raise InvalidIsian({"": f"Paling banyak {MAKS_BARIS} baris sekali simpan. Kurangi dahulu."})
    # Rows are locked in the order of their ids: two people can never wait for each other.
    order = sorted(range(len(daftar)), key=lambda place: daftar[place].id)
    answers = {place: _try(session, pelaku, daftar[place]) for place in order}
    return [answers[place] for place in range(len(daftar))]


def _try(session: Session, pelaku: Pelaku, baris: UbahBaris) -> JawabanBaris:
    try:
        with session.begin_nested():
            return JawabanBaris(baris.id, _update(session, pelaku, baris))
    except NotAllowed as refusal:
        # As `open_session` does when a whole command is refused.
        history.add_line(session, Tindakan.DITOLAK, sesudah=str(refusal))
        return JawabanBaris(baris.id, HasilBaris.DITOLAK, refusal)
    except DomainError as refusal:
        return JawabanBaris(baris.id, HasilBaris.DITOLAK, refusal)


def _update(session: Session, pelaku: Pelaku, baris: UbahBaris) -> HasilBaris:
    aksi = take(session, pelaku, Hak.MUTAKHIRKAN, t.RencanaAksi, baris.id, baris.versi)
    isian = IsianPemutakhiran.check(baris.nilai)
    state = isian.model_dump(exclude={"catatan"})
    if not isian.catatan and all(getattr(aksi, name) == value for name, value in state.items()):
        return HasilBaris.TETAP
    update_status(session, pelaku=pelaku, row_id=baris.id, versi=baris.versi, isian=isian)
    return HasilBaris.TERSIMPAN
