"""Writes: drafts of the risk rules. What is in force, or was, never changes."""

from sqlmodel import Session, col, select

from model import tables as t
from model.choices import Tindakan
from model.clock import now
from model.commands.umum_aturan import take_rancangan, touch
from model.errors import InvalidIsian, NotFound
from model.history import add_line
from model.isian_aturan import (
    IsianPilihBand,
    IsianPilihMatriks,
    IsianRancangan,
    IsianRancanganBaru,
    IsianSelera,
    IsianSkala,
)
from model.permissions import Hak, Pelaku, require


def create_rancangan(session: Session, *, pelaku: Pelaku, isian: IsianRancanganBaru) -> int:
    """Begin a draft as a copy of rules that are in force or once were; return its id.

    Raises NotFound when there are no such rules, or they are a draft themselves.
    """
    require(pelaku, Hak.ATUR_RISIKO)
    asal = session.get(t.AturanRisiko, isian.dari_id)
    if asal is None or asal.berlaku_sejak is None:
        raise NotFound("Aturan yang disalin tidak dikenal. Pilih dari daftar.")
    row = t.AturanRisiko(
        nama=isian.nama,
        matriks_id=asal.matriks_id,
        set_band_id=asal.set_band_id,
        batas_prioritas=asal.batas_prioritas,
        catatan="",
    )
    session.add(row)
    session.flush()
    for kind in (t.Skala, t.SeleraRisiko):
        for old in session.exec(select(kind).where(kind.aturan_id == asal.id)):
            session.add(kind(**old.model_dump() | {"aturan_id": row.id}))
    return row.id


def update_rancangan(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianRancangan
) -> None:
    """Change what a draft is called, its note, and from where on a risiko has priority."""
    require(pelaku, Hak.ATUR_RISIKO)
    take_rancangan(session, row_id, versi).sqlmodel_update(isian.model_dump())


def choose_matriks(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianPilihMatriks
) -> None:
    """Let a draft use one of the stored matriks."""
    require(pelaku, Hak.ATUR_RISIKO)
    row = take_rancangan(session, row_id, versi)
    if session.get(t.Matriks, isian.matriks_id) is None:
        raise NotFound("Varian matriks tidak dikenal. Pilih dari daftar.")
    row.matriks_id = isian.matriks_id


def choose_band(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianPilihBand
) -> None:
    """Let a draft use one of the stored sets of levels."""
    require(pelaku, Hak.ATUR_RISIKO)
    row = take_rancangan(session, row_id, versi)
    if session.get(t.SetBand, isian.set_band_id) is None:
        raise NotFound("Set batas level tidak dikenal. Pilih dari daftar.")
    row.set_band_id = isian.set_band_id


def set_selera(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianSelera
) -> None:
    """Set the appetite of a draft. Raises InvalidIsian unless each kategori has its limit."""
    require(pelaku, Hak.ATUR_RISIKO)
    row = take_rancangan(session, row_id, versi)
    kategori = t.KategoriRisiko
    names = dict(
        session.exec(select(kategori.id, kategori.nama).order_by(col(kategori.urutan))).all()
    )
    batas = isian.batas()
    if set(batas) != set(names):
        raise InvalidIsian({"selera": "Isi selera untuk setiap kategori. Muat ulang halaman."})
    limits = select(t.SeleraRisiko).where(t.SeleraRisiko.aturan_id == row_id)
    rows = {old.kategori_id: old for old in session.exec(limits)}
    before, after = [], []
    for kategori_id, nama in names.items():
        old = rows.get(kategori_id)
        if old is not None and old.batas_besaran == batas[kategori_id]:
            continue
        before.append(f"{nama} {old.batas_besaran if old else '–'}")
        after.append(f"{nama} {batas[kategori_id]}")
        if old is None:
            old = t.SeleraRisiko(aturan_id=row_id, kategori_id=kategori_id, batas_besaran=1)
            session.add(old)
        old.batas_besaran = batas[kategori_id]
    if after:
        touch(session, row)
        line = {"kolom": "selera", "sebelum": ", ".join(before), "sesudah": ", ".join(after)}
        add_line(session, Tindakan.DIUBAH, row, **line)


def set_skala(
    session: Session, *, pelaku: Pelaku, row_id: int, versi: int, isian: IsianSkala
) -> None:
    """Set the words of the ten levels of a draft; `keyakinan` is of those that are new."""
    require(pelaku, Hak.ATUR_RISIKO)
    row = take_rancangan(session, row_id, versi)
    query = select(t.Skala).where(t.Skala.aturan_id == row_id)
    rows = {(old.jenis, old.tingkat): old for old in session.exec(query)}
    changed = []
    for (jenis, tingkat), (nama, kriteria) in isian.teks().items():
        old = rows.get((jenis, tingkat))
        if old is not None and (old.nama, old.kriteria) == (nama, kriteria):
            continue
        changed.append(f"{jenis.label} {tingkat}")
        words = {"nama": nama, "kriteria": kriteria, "sumber": isian.keyakinan.value}
        if old is None:
            session.add(t.Skala(aturan_id=row_id, jenis=jenis, tingkat=tingkat, **words))
        else:
            old.sqlmodel_update(words)
    if changed:
        touch(session, row)
        add_line(session, Tindakan.DIUBAH, row, kolom="skala", sesudah=", ".join(changed))


def discard_rancangan(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Throw a draft away: it can still be read, never be adopted."""
    require(pelaku, Hak.ATUR_RISIKO)
    take_rancangan(session, row_id, versi).dibuang_pada = now()
