"""What map and register of risiko are narrowed to, and its form in SQL."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, exists, false, or_
from sqlmodel import col

from model import tables as t
from model.choices import Choice, OpsiPenanganan, Posisi, SumberSebab
from model.peta import selera
from model.queries.acuan import Aturan
from model.queries.umum import search_clause


class UrutRisiko(Choice):
    """Orders of the register. Besaran goes before dampak, as the forum reads risks."""

    BESARAN = "besaran", "Besaran tertinggi"
    KODE = "kode", "Kode"


@dataclass(frozen=True)
class SaringanRisiko:
    """What map and register are narrowed to. Empty values do not narrow.

    `prioritas`, `di_atas_selera` and `sel` are about the `posisi`; the levels are numbers 1 to 5 of
    the bands in force. `ids` are those that something else has chosen, such as what moved.
    """

    posisi: Posisi = Posisi.SAAT_INI
    pokja_id: int | None = None
    kategori_id: int | None = None
    pd_id: int | None = None
    sumber_sebab: SumberSebab | None = None
    opsi: OpsiPenanganan | None = None
    tanpa_penanganan: bool = False
    level_inheren: int | None = None
    level_saat_ini: int | None = None
    level_target: int | None = None
    sel: tuple[int, int] | None = None
    prioritas: bool = False
    di_atas_selera: bool = False
    ids: tuple[int, ...] | None = None
    cari: str = ""
    urut: UrutRisiko = UrutRisiko.BESARAN


def kolom_risiko(angka: str, posisi: Posisi) -> Any:
    """Return the column of one figure (kemungkinan, dampak, besaran) for one posisi."""
    return getattr(t.Risiko, f"{angka}_{posisi.value}")


def where_risiko(saringan: SaringanRisiko, aturan: Aturan) -> list[ColumnElement[bool]]:
    """Return what holds of every risiko that the filter lets through."""
    r = t.Risiko
    equal = {
        r.pokja_id: saringan.pokja_id,
        r.kategori_id: saringan.kategori_id,
        r.pemilik_id: saringan.pd_id,
        r.sumber_sebab: saringan.sumber_sebab,
    }
    clauses: list[ColumnElement[bool]] = [col(r.ditarik_pada).is_(None)]
    clauses += [col(column) == value for column, value in equal.items() if value is not None]
    clauses += _posisi_clauses(saringan, aturan)
    if saringan.opsi is not None:
        clauses.append(_treated(saringan.opsi))
    if saringan.tanpa_penanganan:
        clauses.append(~_treated())
    if saringan.ids is not None:
        # As numbers in the statement: a database takes only so many parameters.
        ids = bindparam("ids", list(saringan.ids), Integer, expanding=True, literal_execute=True)
        clauses.append(col(r.id).in_(ids))
    if saringan.cari.strip():
        clauses.append(search_clause(saringan.cari, r.kode, r.judul, r.sebab, r.dampak))
    return clauses


def _posisi_clauses(saringan: SaringanRisiko, aturan: Aturan) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    besaran = kolom_risiko("besaran", saringan.posisi)
    if saringan.sel is not None:
        for angka, value in zip(("kemungkinan", "dampak"), saringan.sel, strict=True):
            clauses.append(kolom_risiko(angka, saringan.posisi) == value)
    if saringan.prioritas:
        clauses.append(besaran >= aturan.batas_prioritas)
    if saringan.di_atas_selera:
        clauses.append(_above_selera(besaran, aturan))
    for posisi in Posisi:
        level = getattr(saringan, f"level_{posisi.value}")
        if level is not None:
            clauses.append(_has_level(kolom_risiko("besaran", posisi), level, aturan))
    return clauses


def _has_level(besaran: Any, level: int, aturan: Aturan) -> ColumnElement[bool]:
    band = next((band for band in aturan.bands if band.level == level), None)
    if band is None:
        return false()
    within: ColumnElement[bool] = besaran.between(band.batas_bawah, band.batas_atas)
    return within


def _above_selera(besaran: Any, aturan: Aturan) -> ColumnElement[bool]:
    """Return that a besaran exceeds what its kategori accepts, each limit named once."""
    umum = selera(aturan)
    own = {k: batas for k, batas in aturan.selera.items() if batas != umum}
    kategori = col(t.Risiko.kategori_id)
    # All that can be above lies above the lowest limit, which an index serves.
    lowest = min([umum, *own.values()])
    rest = and_(kategori.not_in(own), besaran > umum)
    each = [and_(kategori == k, besaran > batas) for k, batas in own.items()]
    return and_(besaran > lowest, or_(rest, *each)) if own else besaran > umum


def _treated(opsi: OpsiPenanganan | None = None) -> ColumnElement[bool]:
    """Return that a risiko has a penanganan, with this opsi if one is given."""
    p = t.Penanganan
    own = [col(p.risiko_id) == col(t.Risiko.id), col(p.ditarik_pada).is_(None)]
    return exists().where(*own, *([col(p.opsi) == opsi] if opsi else []))
