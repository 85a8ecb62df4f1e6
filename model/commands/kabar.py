"""Writes of `python -m model.kabar`: reminders in the kotak masuk, and which mail went to whom.

A mail is claimed before it is sent, so that nobody sends it again: not another process, and not the
next run after a crash. What a crash leaves behind is reported, never repeated.
"""

from datetime import date, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from model import history
from model import tables as t
from model.choices import STATUS_TERTUTUP, Peran, Tindakan
from model.clock import now
from model.commands.pesan import ANGGOTA_POKJA, MAKS_KALIMAT, insert_of
from model.history import QUIET
from model.pengingat import HARI_SEBELUM, occasion, sentence
from model.permissions import program

PENGIRIM = program("Pengirim kabar")
SEKALIGUS = 300


def write_pengingat(
    session: Session, *, hari: date, sesudah_id: int = 0, sebanyak: int = SEKALIGUS
) -> tuple[int | None, int]:
    """Remind the owners of some rencana aksi of their tenggat, each occasion once.

    Begins after the action number `sesudah_id`. Returns the number to go on after, None at the end,
    and how many messages were written.
    """
    aksi = t.RencanaAksi
    query = (
        select(
            col(aksi.id), col(aksi.kode), col(aksi.judul), col(aksi.tenggat), col(aksi.pokja_id),
            col(aksi.pd_id),
        )
        .where(
            col(aksi.ditarik_pada).is_(None),
            col(aksi.status).not_in(STATUS_TERTUTUP),
            col(aksi.tenggat) <= hari + timedelta(days=max(HARI_SEBELUM)),
            col(aksi.id) > sesudah_id,
        )
        .order_by(col(aksi.id))
        .limit(sebanyak)
    )  # fmt: skip
    found = session.execute(query).all()
    people = _owners(session)
    moment = now()
    rows = []
    for row in found:
        due = occasion(row.tenggat, hari)
        assert due is not None  # noqa: S101  the query asks for those only
        jenis, nama = due
        kalimat = sentence(row.judul, row.tenggat, hari)[:MAKS_KALIMAT]
        for pengguna_id in sorted({*people["pokja", row.pokja_id], *people["pd", row.pd_id]}):
            rows.append(
                {
                    "pengguna_id": pengguna_id, "jenis": jenis, "kode": row.kode,
                    "kunci": f"tenggat:{row.id}:{nama}", "kalimat": kalimat, "pada": moment,
                }
            )  # fmt: skip
    written = 0
    if rows:
        query = insert_of(session, t.Pesan).on_conflict_do_nothing(
            index_elements=["pengguna_id", "kunci"]
        )
        query = query.returning(col(t.Pesan.id)).execution_options(**QUIET)
        written = len(session.execute(query, rows).all())
    return (found[-1].id if len(found) == sebanyak else None), written


class _Owners(dict[tuple[str, int | None], list[int]]):
    def __missing__(self, key: tuple[str, int | None]) -> list[int]:
        return []


def _owners(session: Session) -> _Owners:
    """Return the active accounts of each pokja and each perangkat daerah."""
    p = t.Pengguna
    query = select(col(p.id), col(p.peran), col(p.pokja_id), col(p.pd_id)).where(
        col(p.aktif), col(p.peran).in_((*ANGGOTA_POKJA, Peran.PIC))
    )
    people = _Owners()
    for row in session.execute(query):
        key = ("pd", row.pd_id) if row.peran == Peran.PIC else ("pokja", row.pokja_id)
        people.setdefault(key, []).append(row.id)
    return people


def claim_surel(session: Session, *, pengguna_id: int, kunci: set[str]) -> set[str]:
    """Take on to mail a person these things; return those that nobody has taken before.

    What failed for certain may be taken again.
    """
    if not kunci:
        return set()
    s = t.Surel
    moment = now()
    rows = [
        {"pengguna_id": pengguna_id, "kunci": key, "dimulai_pada": moment, "gagal": ""}
        for key in sorted(kunci)
    ]
    query = insert_of(session, s).values(rows)
    query = query.on_conflict_do_update(
        index_elements=["pengguna_id", "kunci"],
        set_={"dimulai_pada": moment, "gagal": ""},
        where=col(s.dikirim_pada).is_(None) & (col(s.gagal) != ""),
    ).returning(col(s.kunci))
    return set(session.scalars(query.execution_options(**QUIET)))


def finish_surel(
    session: Session, *, pengguna_id: int, kunci: set[str], jenis: str, gagal: str = ""
) -> None:
    """Note that a mail went out, or why it certainly did not (`gagal`)."""
    s = t.Surel
    query = update(s).where(col(s.pengguna_id) == pengguna_id, col(s.kunci).in_(kunci))
    query = query.values(gagal=gagal) if gagal else query.values(dikirim_pada=now())
    session.execute(query.execution_options(**QUIET))
    if not gagal:
        history.add_line(
            session, Tindakan.DIKIRIM, tabel="pengguna", baris_id=pengguna_id,
            kolom="surel", sesudah=jenis,
        )  # fmt: skip
