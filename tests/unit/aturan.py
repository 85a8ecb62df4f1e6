"""For the tests of risk rules: drafts, their parts, a risiko in each cell, an adoption."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Posisi
from model.clock import today
from model.commands.aturan import (
    choose_band,
    choose_matriks,
    create_rancangan,
    update_rancangan,
)
from model.commands.tetapkan import adopt_rancangan
from model.db import open_session, read_session
from model.isian_aturan import (
    FormMatriks,
    FormSkala,
    IsianBand,
    IsianMatriks,
    IsianPenetapan,
    IsianPilihBand,
    IsianPilihMatriks,
    IsianRancangan,
    IsianRancanganBaru,
    IsianSelera,
    IsianSkala,
    form_selera,
    kolom_sel,
    kolom_selera,
    kolom_skala,
)
from model.permissions import Pelaku
from model.queries.acuan import Aturan, get_aturan, get_aturan_of, list_kategori
from model.queries.aturan_banding import Banding, get_banding
from model.queries.varian import list_matriks, list_set_band
from model.rules import invalid_matriks_reason
from tests.orang import SISTEM
from tests.unit.perintah import perform

TENTANG = {"nama": "Uji", "sumber": "Rapat uji coba tim", "keyakinan": "pertimbangan"}
ALASAN = IsianPenetapan.check({"catatan": "Hasil rapat uji coba"})


def draft(dari_id: int = 1, nama: str = "Rancangan uji") -> int:
    """Begin a draft; return its id."""
    isian = IsianRancanganBaru.check({"nama": nama, "dari_id": dari_id})
    row_id: int = perform(create_rancangan, isian=isian)
    return row_id


def row(row_id: int) -> t.AturanRisiko:
    """Return the stored row, detached."""
    with read_session() as session:
        return session.get_one(t.AturanRisiko, row_id)


def change(command: Any, row_id: int, isian: Any, pelaku: Pelaku = SISTEM) -> None:
    """Run a command about a draft on top of its present version."""
    perform(command, pelaku=pelaku, row_id=row_id, versi=row(row_id).versi, isian=isian)


def id_of(session: Session, kind: type[t.Matriks] | type[t.SetBand], kode: str) -> int:
    """Return the id of a stored variant."""
    return session.exec(select(kind.id).where(kind.kode == kode)).one()


def use_matriks(row_id: int, kode: str) -> None:
    """Let a draft use a stored matriks."""
    with read_session() as session:
        matriks_id = id_of(session, t.Matriks, kode)
    change(choose_matriks, row_id, IsianPilihMatriks.check({"matriks_id": matriks_id}))


def use_band(row_id: int, kode: str) -> None:
    """Let a draft use a stored set of levels."""
    with read_session() as session:
        set_band_id = id_of(session, t.SetBand, kode)
    change(choose_band, row_id, IsianPilihBand.check({"set_band_id": set_band_id}))


def use_batas(row_id: int, batas: int) -> None:
    """Set from which besaran on a risiko has priority."""
    values = {"nama": "Rancangan uji", "batas_prioritas": batas}
    change(update_rancangan, row_id, IsianRancangan.check(values))


def isian_matriks(sel: Mapping[tuple[int, int], int], **more: Any) -> IsianMatriks:
    """Return the form of an own matriks."""
    cells = {kolom_sel(*cell): besaran for cell, besaran in sel.items()}
    return FormMatriks.check(TENTANG | cells | more)


def isian_selera(**changed: int) -> IsianSelera:
    """Return the appetite in force as a form, limits changed by the names of their fields."""
    with read_session() as session:
        kategori = list_kategori(session)
    values = {kolom_selera(k.id): berlaku().selera[k.id] for k in kategori}
    return form_selera(kategori).check(values | changed)


def isian_skala(**changed: str) -> IsianSkala:
    """Return the words in force as a form, some changed by the names of their fields."""
    values: dict[str, Any] = {
        kolom_skala(jenis, n, bagian): words
        for (jenis, n), both in berlaku().skala.items()
        for bagian, words in zip(("nama", "kriteria"), both, strict=True)
    }
    return FormSkala.check(values | {"keyakinan": "dibaca"} | changed)


def next_matriks() -> IsianMatriks:
    """Return the form of a matriks that nobody has stored yet: some of its numbers changed over."""
    with read_session() as session:
        stored = [varian.sel for varian in list_matriks(session)]
    for besaran in range(1, 25):
        swap = {besaran: besaran + 1, besaran + 1: besaran}
        sel = {cell: swap.get(n, n) for cell, n in stored[0].items()}
        if sel not in stored and invalid_matriks_reason(sel) is None:
            return isian_matriks(sel)
    raise LookupError("no matriks left")


def next_band() -> IsianBand:
    """Return the form of a set of levels that nobody has stored yet."""
    with read_session() as session:
        stored = [varian.batas[0][1] for varian in list_set_band(session)]
    first = next(n for n in (4, 3, 2, 1, 6, 7) if n not in stored)
    values = {"batas_1": first, "batas_2": 12, "batas_3": 15, "batas_4": 19}
    return IsianBand.check(TENTANG | values)


def aturan_of(row_id: int) -> Aturan:
    """Return a set of rules by its id."""
    with read_session() as session:
        found = get_aturan_of(session, aturan_id=row_id)
    assert found is not None
    return found


def berlaku() -> Aturan:
    """Return the rules in force."""
    with read_session() as session:
        return get_aturan(session, hari=today())


def banding(row_id: int) -> Banding:
    """Return the comparison of a draft with the rules in force."""
    with read_session() as session:
        found = get_banding(session, hari=today(), aturan_id=row_id)
    assert found is not None
    return found


def adopt_shown(session: Session, pelaku: Pelaku, row: Any) -> int:
    """Adopt a draft with the numbers that are true in this transaction."""
    shown = get_banding(session, hari=today(), aturan_id=row.id)
    assert shown is not None
    return adopt_rancangan(
        session, pelaku=pelaku, row_id=row.id, versi=row.versi, dari_id=shown.lama.id,
        angka=shown.angka, isian=ALASAN,
    )  # fmt: skip


def adopt(row_id: int, pelaku: Pelaku = SISTEM, **other: Any) -> int:
    """Adopt a draft as somebody does who has just looked at its comparison."""
    shown = banding(row_id)
    values: dict[str, Any] = {
        "row_id": row_id,
        "versi": row(row_id).versi,
        "dari_id": shown.lama.id,
        "angka": shown.angka,
        "isian": ALASAN,
    }
    moved: int = perform(adopt_rancangan, pelaku=pelaku, **values | other)
    return moved


def spread(aturan: Aturan) -> None:
    """Put the first 25 risiko into the 25 cells, all posisi alike, ranked by `aturan`."""
    with open_session(SISTEM) as session:
        daftar = session.exec(select(t.Risiko).order_by(col(t.Risiko.id)).limit(25)).all()
        for risiko, ((k, d), besaran) in zip(daftar, sorted(aturan.matriks.items()), strict=True):
            for posisi in Posisi:
                setattr(risiko, f"kemungkinan_{posisi.value}", k)
                setattr(risiko, f"dampak_{posisi.value}", d)
                setattr(risiko, f"besaran_{posisi.value}", besaran)


def positions() -> dict[int, tuple[int, ...]]:
    """Return kemungkinan, dampak and besaran of saat ini, inheren and target of each risiko."""
    kolom = [
        col(getattr(t.Risiko, f"{angka}_{posisi.value}"))
        for posisi in (Posisi.SAAT_INI, Posisi.INHEREN, Posisi.TARGET)
        for angka in ("kemungkinan", "dampak", "besaran")
    ]
    with read_session() as session:
        rows = session.execute(select(t.Risiko.id, *kolom))
        return {row[0]: tuple(row[1:]) for row in rows}
