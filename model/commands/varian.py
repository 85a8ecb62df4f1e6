"""Writes: own variants of matriks and sets of levels, made for a draft."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlmodel import Session, col, func, select

from model import tables as t
from model.choices import Tindakan
from model.commands.umum_aturan import take_rancangan, touch
from model.errors import InvalidIsian
from model.history import add_line
from model.isian_aturan import IsianBand, IsianMatriks
from model.permissions import Hak, Pelaku, require
from model.queries.varian import SENDIRI, list_matriks, list_set_band
from model.rules import TINGKAT

AnyVarian = TypeVar("AnyVarian", t.Matriks, t.SetBand)


def write_matriks(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianMatriks
) -> None:
    """Let a draft use a matriks of its own.

    It gets a new code, unless the draft has one already that nobody else uses: then that one
    changes. Raises InvalidIsian when a stored matriks has the same cells.
    """
    require(pelaku, Hak.ATUR_RISIKO)
    row = take_rancangan(session, row_id, versi)
    sel, about = isian.sel(), isian.model_dump(include={"nama", "sumber", "keyakinan"})
    daftar = list_matriks(session)
    before = next(varian.sel for varian in daftar if varian.id == row.matriks_id)
    own = _own(session, row, t.Matriks, row.matriks_id)
    _require_new(
        [(v.id, v.nama) for v in daftar if v.sel == sel], own.id if own else None, "Matriks"
    )
    if own is None:
        own = t.Matriks(kode=_next_kode(session, t.Matriks), **about)
        session.add(own)
        session.flush()
    own.sqlmodel_update(about)
    cells = session.exec(select(t.SelMatriks).where(t.SelMatriks.matriks_id == own.id)).all()
    if {(c.kemungkinan, c.dampak): c.besaran for c in cells} != sel:
        # Each besaran stands in a matriks once, so all go before the first comes.
        for cell in cells:
            session.delete(cell)
        session.flush()
        session.add_all(
            t.SelMatriks(matriks_id=own.id, kemungkinan=k, dampak=d, besaran=besaran)
            for (k, d), besaran in sel.items()
        )
    row.matriks_id = own.id
    touch(session, row)
    line = {"sebelum": _rows(before), "sesudah": _rows(sel)}
    add_line(session, Tindakan.DIUBAH, row, kolom="sel_matriks", **line)


def write_band(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianBand
) -> None:
    """Let a draft use limits of levels of its own; names and colours stay those of its set.

    It gets a new code, unless the draft has one already that nobody else uses: then that one
    changes. Raises InvalidIsian when a stored set has the same limits.
    """
    require(pelaku, Hak.ATUR_RISIKO)
    row = take_rancangan(session, row_id, versi)
    batas, about = isian.batas(), isian.model_dump(include={"nama", "sumber", "keyakinan"})
    daftar = list_set_band(session)
    before = next(varian for varian in daftar if varian.id == row.set_band_id)
    own = _own(session, row, t.SetBand, row.set_band_id)
    same = [(v.id, v.nama) for v in daftar if v.batas == batas]
    _require_new(same, own.id if own else None, "Set batas level")
    if own is None:
        own = t.SetBand(kode=_next_kode(session, t.SetBand), **about)
        session.add(own)
        session.flush()
    own.sqlmodel_update(about)
    levels = session.exec(select(t.BandLevel).where(t.BandLevel.set_band_id == own.id)).all()
    there = {level.level: level for level in levels}
    for band, (bawah, atas) in zip(before.bands, batas, strict=True):
        level = there.get(band.level)
        if level is None:
            level = t.BandLevel(
                set_band_id=own.id, level=band.level, nama=band.nama, batas_bawah=bawah,
                batas_atas=atas, warna=band.warna, warna_teks=band.warna_teks,
            )  # fmt: skip
            session.add(level)
        level.batas_bawah, level.batas_atas = bawah, atas
    row.set_band_id = own.id
    touch(session, row)
    line = {"sebelum": _limits(before.batas), "sesudah": _limits(batas)}
    add_line(session, Tindakan.DIUBAH, row, kolom="batas_level", **line)


def _own(
    session: Session, row: t.AturanRisiko, kind: type[AnyVarian], varian_id: int
) -> AnyVarian | None:
    """Return the variant of a draft when it is its own and no other rules, nor draft, use it."""
    kolom = t.AturanRisiko.matriks_id if kind is t.Matriks else t.AturanRisiko.set_band_id
    varian = session.get_one(kind, varian_id, with_for_update=True)
    others = select(func.count()).where(col(kolom) == varian_id, t.AturanRisiko.id != row.id)
    return varian if SENDIRI.fullmatch(varian.kode) and not session.exec(others).one() else None


def _require_new(same: Sequence[tuple[int, str]], own_id: int | None, what: str) -> None:
    for varian_id, nama in same:
        if varian_id != own_id:
            sentence = f"{what} ini sama dengan “{nama}” yang sudah tersimpan. Pilih varian itu."
            raise InvalidIsian({"nama": sentence})


def _next_kode(session: Session, kind: type[t.Matriks] | type[t.SetBand]) -> str:
    # All are locked meanwhile, so that two drafts cannot draw the same number.
    session.exec(select(kind.id).order_by(col(kind.id)).with_for_update()).all()
    taken = (SENDIRI.fullmatch(kode) for kode in session.exec(select(kind.kode)))
    return f"S{max((int(found[1]) for found in taken if found), default=0) + 1}"


def _rows(sel: Mapping[tuple[int, int], int]) -> str:
    """Return a matriks as the riwayat tells it: `K5: 9 15 18 23 25; …`."""
    return "; ".join(
        f"K{k}: {' '.join(str(sel[k, d]) for d in TINGKAT)}" for k in reversed(TINGKAT)
    )


def _limits(batas: Sequence[tuple[int, int]]) -> str:
    return ", ".join(f"{bawah}–{atas}" for bawah, atas in batas)
