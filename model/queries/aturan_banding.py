"""What a draft of the risk rules would change: counted in SQL, listed page by page.

Before is what stands on the rows of risiko, after what the draft makes of their cells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Choice, Posisi
from model.queries.acuan import Aturan, get_aturan, get_aturan_of
from model.rules import BESARAN, SEL, Band


class Perubahan(Choice):
    """Kinds of change that new rules bring to a risiko; a risiko may stand in several."""

    LEVEL = "level", "Berubah level"
    JADI_PRIORITAS = "jadi_prioritas", "Menjadi prioritas"
    LEPAS_PRIORITAS = "lepas_prioritas", "Tidak lagi prioritas"
    LEWAT_SELERA = "lewat_selera", "Menjadi di atas selera"
    MASUK_SELERA = "masuk_selera", "Menjadi dalam selera"
    URUTAN = "urutan", "Melanggar urutan posisi"
    BESARAN = "besaran", "Berubah besaran (posisi mana pun)"
    LEVEL_LAIN = "level_lain", "Level inheren atau target berubah"


@dataclass(frozen=True)
class AngkaBanding:
    """How many risiko each kind of change concerns, of `risiko` that are not withdrawn."""

    risiko: int
    level: int
    jadi_prioritas: int
    lepas_prioritas: int
    lewat_selera: int
    masuk_selera: int
    urutan: int
    besaran: int
    level_lain: int

    def of(self, perubahan: Perubahan) -> int:
        """Return the count of one kind."""
        return getattr(self, perubahan.value)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Geser:
    """One posisi of a risiko: its cell, what it ranks now and what it would rank."""

    kemungkinan: int
    dampak: int
    sebelum: int
    band_sebelum: Band
    sesudah: int
    band_sesudah: Band

    @property
    def berubah(self) -> bool:
        """Return whether besaran or level would be another."""
        return (self.sebelum, self.band_sebelum.level) != (self.sesudah, self.band_sesudah.level)


@dataclass(frozen=True)
class RisikoBanding:
    """One risiko that would change."""

    kode: str
    judul: str
    pokja: str
    inheren: Geser
    saat_ini: Geser
    target: Geser
    prioritas_sebelum: bool
    prioritas_sesudah: bool
    selera_sebelum: bool  # above the appetite of its kategori
    selera_sesudah: bool
    urutan_salah: bool


@dataclass(frozen=True)
class SelBanding:
    """A cell whose besaran or level would change, with how many risiko stand in it now."""

    geser: Geser
    jumlah: int


@dataclass(frozen=True)
class Banding:
    """The draft beside the rules in force, whole."""

    lama: Aturan
    baru: Aturan
    angka: AngkaBanding
    sel: tuple[SelBanding, ...]


def get_banding(session: Session, *, hari: date, aturan_id: int) -> Banding | None:
    """Return what the draft with this id would change, None when there is none."""
    baru = get_aturan_of(session, aturan_id=aturan_id)
    if baru is None:
        return None
    lama = get_aturan(session, hari=hari)
    return Banding(
        lama, baru, count_banding(session, aturan=lama, rancangan=baru),
        _cells(session, lama, baru),
    )  # fmt: skip


def count_banding(session: Session, *, aturan: Aturan, rancangan: Aturan) -> AngkaBanding:
    """Return how many risiko would change, by kind, in one statement."""
    clauses = _clauses(aturan, rancangan)
    sums = [func.coalesce(func.sum(case((clauses[p], 1), else_=0)), 0) for p in Perubahan]
    query = sqlalchemy.select(func.count(), *sums).where(col(t.Risiko.ditarik_pada).is_(None))
    risiko, *counts = session.execute(query).one()
    kinds = (p.value for p in Perubahan)
    return AngkaBanding(risiko=risiko, **dict(zip(kinds, counts, strict=True)))


def list_banding(
    session: Session,
    *,
    aturan: Aturan,
    rancangan: Aturan,
    perubahan: Perubahan = Perubahan.LEVEL,
    mulai_dari: int = 0,
    sebanyak: int | None = None,
) -> list[RisikoBanding]:
    """Return the risiko of one kind of change, those that would rank highest first."""
    r = t.Risiko
    query = (
        select(r, t.Pokja.nama)
        .join(t.Pokja, col(t.Pokja.id) == col(r.pokja_id))
        .where(col(r.ditarik_pada).is_(None), _clauses(aturan, rancangan)[perubahan])
        .order_by(
            new_besaran(rancangan, Posisi.SAAT_INI).desc(),
            col(r.dampak_saat_ini).desc(),
            col(r.id),
        )
        .offset(mulai_dari)
        .limit(sebanyak)
    )
    return [_baris(risiko, pokja, aturan, rancangan) for risiko, pokja in session.exec(query)]


def list_banding_semua(
    session: Session, *, hari: date, aturan_id: int, perubahan: Perubahan = Perubahan.LEVEL
) -> list[RisikoBanding]:
    """Return all risiko of one kind of change under the draft with this id, for a file."""
    baru = get_aturan_of(session, aturan_id=aturan_id)
    if baru is None:
        return []
    lama = get_aturan(session, hari=hari)
    return list_banding(session, aturan=lama, rancangan=baru, perubahan=perubahan)


def differs_clause(aturan: Aturan) -> ColumnElement[bool]:
    """Return that the besaran on a row of risiko, in any posisi, is not that of these rules."""
    return or_(*(_besaran(posisi) != new_besaran(aturan, posisi) for posisi in Posisi))


def new_besaran(aturan: Aturan, posisi: Posisi) -> ColumnElement[int]:
    """Return the besaran that a set of rules gives to the cell in which a risiko stands."""
    k, d = (
        col(getattr(t.Risiko, f"{angka}_{posisi.value}")) for angka in ("kemungkinan", "dampak")
    )
    return case({10 * sel[0] + sel[1]: aturan.besaran(*sel) for sel in SEL}, value=10 * k + d)


def _besaran(posisi: Posisi) -> Any:
    return col(getattr(t.Risiko, f"besaran_{posisi.value}"))


def _level(aturan: Aturan, besaran: ColumnElement[int]) -> ColumnElement[int]:
    return case({n: aturan.level(n).level for n in BESARAN}, value=besaran)


def _selera(selera: Mapping[int, int]) -> ColumnElement[int]:
    """Return the highest besaran accepted in the kategori of a risiko; without a limit, all."""
    if not selera:
        return sqlalchemy.literal(BESARAN[-1])
    return case(dict(selera), value=col(t.Risiko.kategori_id), else_=BESARAN[-1])


def _clauses(lama: Aturan, baru: Aturan) -> dict[Perubahan, ColumnElement[bool]]:
    before = {posisi: _besaran(posisi) for posisi in Posisi}
    after = {posisi: new_besaran(baru, posisi) for posisi in Posisi}
    level = {p: _level(lama, before[p]) != _level(baru, after[p]) for p in Posisi}
    now, then = before[Posisi.SAAT_INI], after[Posisi.SAAT_INI]
    priority = now >= lama.batas_prioritas, then >= baru.batas_prioritas
    above = now > _selera(lama.selera), then > _selera(baru.selera)
    return {
        Perubahan.LEVEL: level[Posisi.SAAT_INI],
        Perubahan.JADI_PRIORITAS: and_(~priority[0], priority[1]),
        Perubahan.LEPAS_PRIORITAS: and_(priority[0], ~priority[1]),
        Perubahan.LEWAT_SELERA: and_(~above[0], above[1]),
        Perubahan.MASUK_SELERA: and_(above[0], ~above[1]),
        Perubahan.URUTAN: or_(after[Posisi.INHEREN] < then, then < after[Posisi.TARGET]),
        Perubahan.BESARAN: differs_clause(baru),
        Perubahan.LEVEL_LAIN: or_(level[Posisi.INHEREN], level[Posisi.TARGET]),
    }


def _geser(risiko: t.Risiko, posisi: Posisi, lama: Aturan, baru: Aturan) -> Geser:
    k, d, before = (
        getattr(risiko, f"{angka}_{posisi.value}") for angka in ("kemungkinan", "dampak", "besaran")
    )
    after = baru.besaran(k, d)
    return Geser(k, d, before, lama.level(before), after, baru.level(after))


def _baris(risiko: t.Risiko, pokja: str, lama: Aturan, baru: Aturan) -> RisikoBanding:
    geser = {posisi.value: _geser(risiko, posisi, lama, baru) for posisi in Posisi}
    saat_ini, kategori = geser[Posisi.SAAT_INI.value], risiko.kategori_id
    return RisikoBanding(
        kode=risiko.kode,
        judul=risiko.judul,
        pokja=pokja,
        prioritas_sebelum=saat_ini.sebelum >= lama.batas_prioritas,
        prioritas_sesudah=saat_ini.sesudah >= baru.batas_prioritas,
        selera_sebelum=saat_ini.sebelum > lama.selera.get(kategori, BESARAN[-1]),
        selera_sesudah=saat_ini.sesudah > baru.selera.get(kategori, BESARAN[-1]),
        urutan_salah=not geser["inheren"].sesudah >= saat_ini.sesudah >= geser["target"].sesudah,
        **geser,
    )


def _cells(session: Session, lama: Aturan, baru: Aturan) -> tuple[SelBanding, ...]:
    r = t.Risiko
    cell = col(r.kemungkinan_saat_ini), col(r.dampak_saat_ini)
    query = sqlalchemy.select(*cell, func.count()).where(col(r.ditarik_pada).is_(None))
    counts = {(k, d): count for k, d, count in session.execute(query.group_by(*cell))}
    found = []
    for k, d in sorted(SEL, key=lambda sel: -baru.besaran(*sel)):
        before, after = lama.besaran(k, d), baru.besaran(k, d)
        geser = Geser(k, d, before, lama.level(before), after, baru.level(after))
        if geser.berubah:
            found.append(SelBanding(geser, counts.get((k, d), 0)))
    return tuple(found)
