"""Writes: messages in the kotak masuk. A message never changes what anybody else is shown."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from model import tables as t
from model.choices import JenisPesan, Peran
from model.clock import now
from model.history import QUIET
from model.isian import clean_line
from model.permissions import Hak, Pelaku, require

MAKS_KALIMAT = 400

# Both databases know ON CONFLICT, each with a construct of its own.
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

# Peran whose kotak masuk somebody reads.
ANGGOTA_POKJA = (Peran.KETUA, Peran.ANGGOTA)


def insert_of(session: Session, table: type[t.Base]) -> Any:
    """Return an INSERT of this database that knows ON CONFLICT."""
    return INSERTS.get(session.get_bind().dialect.name, insert)(table)


def send_pesan(
    session: Session,
    *,
    penerima: Iterable[int],
    jenis: JenisPesan,
    kunci: str,
    kode: str,
    kalimat: str,
) -> int:
    """Put a message into the kotak masuk of each active account in `penerima`; return how many.

    `kunci` names the cause: the same person gets it once, however often this is called. Whoever
    causes it is not told. `kode` is that of the object to open; `kalimat` may hold a title that
    anybody wrote, but never a person's name, which may have to go.
    """
    common = session.info.get("common") or {}
    wanted = sorted(set(penerima) - {common.get("pelaku_id")})
    if not wanted:
        return 0
    kalimat = clean_line(kalimat) or jenis.label
    if len(kalimat) > MAKS_KALIMAT:
        kalimat = kalimat[: MAKS_KALIMAT - 1] + "…"
    p, kind = t.Pengguna, t.Pesan.__table__  # type: ignore[attr-defined]
    values = {
        "jenis": literal(jenis, kind.c.jenis.type),
        "kunci": literal(kunci),
        "kode": literal(kode),
        "kalimat": literal(kalimat),
        "pada": literal(now(), kind.c.pada.type),
    }
    # In the order of the accounts, so that two transactions never wait for each other.
    rows = (
        select(col(p.id), *values.values())
        .where(col(p.id).in_(wanted), col(p.aktif), col(p.peran) != Peran.LAYAR)
        .order_by(col(p.id))
    )
    query = insert_of(session, t.Pesan).from_select(["pengguna_id", *values], rows)
    query = query.on_conflict_do_nothing(index_elements=["pengguna_id", "kunci"])
    sent = session.execute(query.execution_options(**QUIET, preserve_rowcount=True))
    return int(sent.rowcount)  # type: ignore[attr-defined]


def penerima_peran(session: Session, *peran: Peran) -> set[int]:
    """Return the accounts that hold one of these peran."""
    p = t.Pengguna
    return set(session.scalars(select(col(p.id)).where(col(p.aktif), col(p.peran).in_(peran))))


def penerima_aksi(session: Session, aksi: t.RencanaAksi | t.Keputusan) -> set[int]:
    """Return the accounts that an action or keputusan belongs to: its pokja, the PIC of its PD."""
    return _penerima(session, aksi.pokja_id, aksi.pd_id)


def penerima_risiko(session: Session, risiko: t.Risiko) -> set[int]:
    """Return the accounts that a risiko belongs to: its pokja, and the PIC of its owner."""
    return _penerima(session, risiko.pokja_id, risiko.pemilik_id)


def of_pokja_or_pd(pokja_id: Any, pd_id: Any) -> ColumnElement[bool]:
    """Return that an account is of this pokja, or PIC of this perangkat daerah."""
    p = t.Pengguna
    return or_(
        and_(col(p.peran).in_(ANGGOTA_POKJA), col(p.pokja_id) == pokja_id),
        and_(col(p.peran) == Peran.PIC, col(p.pd_id) == pd_id),
    )


def _penerima(session: Session, pokja_id: int, pd_id: int | None) -> set[int]:
    query = select(col(t.Pengguna.id)).where(col(t.Pengguna.aktif), of_pokja_or_pd(pokja_id, pd_id))
    return set(session.scalars(query))


def read_pesan(session: Session, *, pelaku: Pelaku, pesan_id: int | None = None) -> int:
    """Mark one's own message as read, or all of them; return how many were unread until now.

    A message of somebody else is as if it were not there.
    """
    require(pelaku, Hak.BACA)
    p = t.Pesan
    query = (
        update(p)
        .where(col(p.pengguna_id) == pelaku.id, col(p.dibaca_pada).is_(None))
        .values(dibaca_pada=now())
    )
    if pesan_id is not None:
        query = query.where(col(p.id) == pesan_id)
    done = session.execute(query.execution_options(**QUIET))
    return int(done.rowcount)  # type: ignore[attr-defined]
