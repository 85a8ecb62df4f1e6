"""Reads of the keputusan of one rakor, and of what a keputusan would serve as a rencana aksi."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import StatusKeputusan


@dataclass(frozen=True)
class Induk:
    """The solusi and penanganan that a rencana aksi about the same thing would serve."""

    solusi_id: int | None
    penanganan_id: int | None

    @property
    def ada(self) -> bool:
        """Return whether there is either."""
        return self.solusi_id is not None or self.penanganan_id is not None


@dataclass(frozen=True)
class KeputusanRakor:
    """A keputusan of a rakor, as its moderator and its notulen show it."""

    induk: Induk
    id: int
    versi: int
    kode: str
    judul: str
    uraian: str
    tentang: str
    pokja_id: int
    pokja: str
    pd_id: int | None
    pd: str | None
    tenggat: date | None
    status: StatusKeputusan
    aksi_kode: str | None

    @property
    def kurang(self) -> tuple[str, ...]:
        """Return what is still missing before the rakor can be closed."""
        missing = (("penanggung jawab", self.pd_id), ("tenggat", self.tenggat))
        return tuple(nama for nama, value in missing if value is None)


def _about() -> tuple[Any, tuple[Any, ...]]:
    """Return what joins a keputusan to the object it is about, and the columns of its Induk.

    Only of its own pokja, and only what is not withdrawn: nothing else can be served.
    """
    k, a, r, s, p = t.Keputusan, t.RencanaAksi, t.Risiko, t.Solusi, t.Penanganan
    first = (
        select(func.min(col(p.id)))
        .where(
            col(p.ditarik_pada).is_(None), col(p.pokja_id) == col(k.pokja_id),
            (col(p.id) == col(a.penanganan_id)) | (col(p.risiko_id) == col(r.id))
            | (col(p.kode) == col(k.tentang)),
        )
        .correlate(k, a, r)
        .scalar_subquery()
    )  # fmt: skip
    solusi = (
        select(col(s.id))
        .where(
            col(s.ditarik_pada).is_(None), col(s.pokja_id) == col(k.pokja_id),
            (col(s.id) == col(a.solusi_id)) | (col(s.kode) == col(k.tentang)),
        )
        .correlate(k, a)
        .scalar_subquery()
    )  # fmt: skip

    def joined(query: Select[Any]) -> Select[Any]:
        return query.join(a, col(a.kode) == col(k.tentang), isouter=True).join(
            r, col(r.kode) == col(k.tentang), isouter=True
        )

    return joined, (solusi, first)


def get_induk(session: Session, *, keputusan_id: int) -> Induk:
    """Return what a keputusan would serve as a rencana aksi."""
    joined, columns = _about()
    query = joined(select(*columns).select_from(t.Keputusan))
    row = session.execute(query.where(col(t.Keputusan.id) == keputusan_id)).first()
    return Induk(*row) if row else Induk(None, None)


def list_keputusan_rakor(session: Session, *, rakor_id: int) -> list[KeputusanRakor]:
    """Return the keputusan of a rakor in the order in which they were taken."""
    k, pd = t.Keputusan, t.PerangkatDaerah
    made = t.RencanaAksi.__table__.alias("jadi")  # type: ignore[attr-defined]
    joined, columns = _about()
    query = joined(
        select(
            *columns, col(k.id), col(k.versi), col(k.kode), col(k.judul), col(k.uraian),
            col(k.tentang), col(k.pokja_id), col(t.Pokja.nama), col(k.pd_id), col(pd.singkatan),
            col(k.tenggat), col(k.status), made.c.kode,
        )
        .select_from(k)
        .join(t.Pokja, col(t.Pokja.id) == col(k.pokja_id))
        .join(pd, col(pd.id) == col(k.pd_id), isouter=True)
        .join(made, made.c.id == col(k.aksi_id), isouter=True)
    )  # fmt: skip
    query = query.where(col(k.rakor_id) == rakor_id, col(k.ditarik_pada).is_(None))
    return [
        KeputusanRakor(Induk(*row[:2]), *row[2:])
        for row in session.execute(query.order_by(col(k.id)))
    ]
