"""What the forum is asked to decide: work that has come to a stand, and keputusan still open.

Each rule is a `Diminta`; its words stand on the slide. An object can be asked about once only.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import Choice, StatusAksi, StatusKeputusan
from model.clock import WIB, wib_date
from model.queries.slide_pokja import first_of_each
from model.queries.umum import NOT_WITHDRAWN, OPEN
from model.rules import HARI_DIAM, days_late

HARI_TERKENDALA = 14
HARI_TERLAMBAT = 30


class Diminta(Choice):
    """Why something is asked, in the order of the slide; the label is the rule in words."""

    RISIKO = "risiko", "risiko prioritas tanpa penanganan"
    TERKENDALA = "terkendala", f"terkendala lebih dari {HARI_TERKENDALA} hari"
    TERLAMBAT = (
        "terlambat",
        f"terlambat lebih dari {HARI_TERLAMBAT} hari dan {HARI_DIAM} hari tanpa kabar",
    )
    KEPUTUSAN = "keputusan", "keputusan yang belum selesai"


@dataclass(frozen=True)
class ButirDiminta:
    """One thing to decide. `lama` days: blocked, late; `besaran` of a risiko only."""

    jenis: Diminta
    kode: str
    judul: str
    pd: str | None
    lama: int = 0
    tenggat: date | None = None
    besaran: int = 0
    kendala: str = ""


@dataclass(frozen=True)
class DimintaPokja:
    """What one pokja asks: how many by each rule, and the first of each."""

    jumlah: dict[Diminta, int]
    baris: tuple[ButirDiminta, ...]

    @property
    def total(self) -> int:
        """Return how many things are asked."""
        return sum(self.jumlah.values())


Rule = tuple[Any, tuple[Any, ...], tuple[ColumnElement[bool], ...], tuple[Any, ...]]


def map_diminta(
    session: Session, *, hari: date, batas: int, sebanyak: int
) -> dict[int, DimintaPokja]:
    """Return what each pokja asks, at most `sebanyak` things of each kind, by pokja id.

    A risiko whose besaran is at least `batas` is a priority.
    """
    rules = {
        Diminta.RISIKO: _risiko(batas),
        Diminta.TERKENDALA: _terkendala(hari),
        Diminta.TERLAMBAT: _terlambat(hari),
        Diminta.KEPUTUSAN: _keputusan(),
    }
    jumlah: dict[int, dict[Diminta, int]] = {}
    rows: dict[int, list[ButirDiminta]] = {}
    for jenis, rule in rules.items():
        for pokja_id, banyak, *row in session.execute(_first(rule, sebanyak)):
            jumlah.setdefault(pokja_id, {})[jenis] = banyak
            rows.setdefault(pokja_id, []).append(_butir(jenis, row, hari))
    return {
        pokja_id: DimintaPokja(banyak, tuple(rows[pokja_id])) for pokja_id, banyak in jumlah.items()
    }


def _first(rule: Rule, sebanyak: int) -> Select[Any]:
    """Return the first of each pokja by one rule; its columns end with the id of the PD."""
    kind, columns, where, order = rule
    page = first_of_each(kind, where, order, sebanyak)
    *said, pd_id = columns
    pd = t.PerangkatDaerah
    head = (col(kind.pokja_id), page.c.jumlah, col(kind.kode), col(kind.judul), col(pd.singkatan))
    return (
        select(*head, *said)
        .join_from(kind, page, page.c.id == col(kind.id))
        .join(pd, col(pd.id) == pd_id, isouter=True)
        .order_by(*order)
    )


def _butir(jenis: Diminta, row: list[Any], hari: date) -> ButirDiminta:
    kode, judul, pd, tenggat, sejak, besaran, kendala = row
    if jenis == Diminta.TERKENDALA:
        lama = (hari - wib_date(sejak)).days if sejak else 0
    else:
        lama = days_late(tenggat, hari) if tenggat else 0
    return ButirDiminta(jenis, kode, judul, pd, lama, tenggat, besaran or 0, kendala or "")


def _moment(hari: date, lama: int) -> datetime:
    """Return the end of the day `lama` days ago: what is older than that was before."""
    return datetime.combine(hari - timedelta(days=lama), time(), WIB)


def _risiko(batas: int) -> Rule:
    r, n = t.Risiko, t.Penanganan
    treated = select(col(n.id)).where(
        col(n.risiko_id) == col(r.id), col(n.ditarik_pada).is_(None)
    )  # fmt: skip
    where = (
        col(r.ditarik_pada).is_(None),
        col(r.besaran_saat_ini) >= batas,
        ~treated.exists(),
    )
    columns = (literal(None), literal(None), col(r.besaran_saat_ini), literal(None), r.pemilik_id)
    return r, columns, where, (col(r.besaran_saat_ini).desc(), col(r.id))


def _blocked_since() -> Any:
    """Return when an action became blocked last, at least when it was last heard of."""
    a, p = t.RencanaAksi, t.Pemutakhiran
    became = (
        select(func.max(col(p.pada)))
        .where(
            col(p.aksi_id) == col(a.id),
            col(p.status_sesudah) == StatusAksi.TERKENDALA,
            col(p.status_sebelum) != StatusAksi.TERKENDALA,
        )
        .correlate(a)
        .scalar_subquery()
    )
    # An imported one may have been blocked from the first.
    return func.coalesce(became, col(a.diperbarui_pada), col(a.dibuat_pada))


def _terkendala(hari: date) -> Rule:
    a, sejak = t.RencanaAksi, _blocked_since()
    where = (
        NOT_WITHDRAWN,
        col(a.status) == StatusAksi.TERKENDALA,
        sejak < _moment(hari, HARI_TERKENDALA),
    )
    columns = (a.tenggat, sejak, literal(None), a.kendala, a.pd_id)
    return a, columns, where, (sejak.asc(), col(a.id))


def _terlambat(hari: date) -> Rule:
    a = t.RencanaAksi
    silent = or_(
        col(a.diperbarui_pada).is_(None), col(a.diperbarui_pada) < _moment(hari, HARI_DIAM - 1)
    )
    # What has been blocked so long is asked about already; a short block does not excuse silence.
    asked = _terkendala(hari)[2][1:]
    where = (
        NOT_WITHDRAWN,
        OPEN,
        col(a.tenggat) < hari - timedelta(days=HARI_TERLAMBAT),
        silent,
        func.coalesce(~(asked[0] & asked[1]), True),
    )
    columns = (a.tenggat, literal(None), literal(None), literal(None), a.pd_id)
    return a, columns, where, (col(a.tenggat), col(a.id))


def _keputusan() -> Rule:
    k = t.Keputusan
    where = (col(k.ditarik_pada).is_(None), col(k.status) == StatusKeputusan.TERBUKA)
    columns = (k.tenggat, literal(None), literal(None), literal(None), k.pd_id)
    return k, columns, where, (col(k.tenggat).asc().nulls_last(), col(k.id))
