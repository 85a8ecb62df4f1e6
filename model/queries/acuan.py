"""Reads of reference data: pokja, perangkat daerah, kategori, the rules in force, store marks."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select as sa_select
from sqlalchemy import text
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import JenisSkala, Keyakinan
from model.rules import Band, band_of


@dataclass(frozen=True)
class Pilihan:
    """Something one can choose in a form or filter: id, code, short and full name."""

    id: int
    kode: str
    singkat: str
    nama: str


@dataclass(frozen=True)
class Aturan:
    """A set of risk rules, with its sources and how sure we are of each.

    `keyakinan` is that of the matriks. `berlaku_sejak` of a draft is the last day there is.
    """

    id: int
    matriks: dict[tuple[int, int], int]
    bands: tuple[Band, ...]
    batas_prioritas: int
    nama: str
    sumber_matriks: str
    sumber_band: str
    keyakinan: str
    catatan: str
    berlaku_sejak: date
    skala: dict[tuple[JenisSkala, int], tuple[str, str]]
    selera: dict[int, int] = field(default_factory=dict)  # by id of the kategori
    judul: str = ""  # what its makers call it
    keyakinan_band: str = ""
    keyakinan_skala: str = ""

    @property
    def keyakinan_semua(self) -> str:
        """Return how sure we are of matriks, bands and words, each named when they differ."""
        kinds = {
            "matriks": self.keyakinan,
            "batas level": self.keyakinan_band,
            "teks skala": self.keyakinan_skala,
        }
        said = {name: words for name, words in kinds.items() if words}
        if len(set(said.values())) <= 1:
            return self.keyakinan
        return "; ".join(f"{name}: {words}" for name, words in said.items())

    def besaran(self, kemungkinan: int, dampak: int) -> int:
        """Return the rank of a cell."""
        return self.matriks[kemungkinan, dampak]

    def level(self, besaran: int) -> Band:
        """Return the band of a besaran."""
        return band_of(besaran, self.bands)


def list_pokja(session: Session) -> list[Pilihan]:
    """Return the pokja in the official order; `kode` is the slug, `singkat` the three letters."""
    query = select(t.Pokja).order_by(col(t.Pokja.urutan))
    return [Pilihan(p.id or 0, p.slug, p.kode, p.nama) for p in session.exec(query)]


def get_koordinator(session: Session, *, pokja_id: int) -> str:
    """Return the name of the perangkat daerah that coordinates a pokja."""
    pd, pokja = t.PerangkatDaerah, t.Pokja
    query = select(pd.nama).join(pokja, col(pokja.koordinator_id) == col(pd.id))
    return session.exec(query.where(pokja.id == pokja_id)).one()


def list_perangkat_daerah(session: Session) -> list[Pilihan]:
    """Return all perangkat daerah in the order of the official list."""
    query = select(t.PerangkatDaerah).order_by(col(t.PerangkatDaerah.urutan))
    return [Pilihan(p.id or 0, p.kode, p.singkatan, p.nama) for p in session.exec(query)]


def list_kategori(session: Session) -> list[Pilihan]:
    """Return the risk categories in their order."""
    query = select(t.KategoriRisiko).order_by(col(t.KategoriRisiko.urutan))
    return [Pilihan(k.id or 0, k.kode, k.nama, k.nama) for k in session.exec(query)]


def get_aturan(session: Session, *, hari: date) -> Aturan:
    """Return the rules in force on `hari`: the newest whose day has come."""
    return _aturan(session, *session.exec(_berlaku(hari, *HEADS)).one())


def get_aturan_id(session: Session, *, hari: date) -> int:
    """Return the id of the rules in force on `hari`."""
    return session.exec(_berlaku(hari, col(t.AturanRisiko.id))).one()  # type: ignore[no-any-return]


def get_matriks(session: Session, *, hari: date) -> dict[tuple[int, int], int]:
    """Return the rank of each cell by the rules in force on `hari`, and nothing else of them."""
    sel = t.SelMatriks
    own = _berlaku(hari, col(t.AturanRisiko.matriks_id)).scalar_subquery()
    kolom = (sel.kemungkinan, sel.dampak, sel.besaran)
    query = sa_select(*map(col, kolom)).where(col(sel.matriks_id) == own)
    return {(k, d): besaran for k, d, besaran in session.execute(query)}


def get_aturan_of(session: Session, *, aturan_id: int) -> Aturan | None:
    """Return the rules with this id, in force, of the past or a draft; None when there are none."""
    query = _joined(*HEADS).where(col(t.AturanRisiko.id) == aturan_id)
    found = session.exec(query).first()
    return _aturan(session, *found) if found else None


HEADS = (t.AturanRisiko, t.Matriks, t.SetBand)


def _joined(*what: Any) -> Any:
    return (
        select(*what)
        .select_from(t.AturanRisiko)
        .join(t.Matriks, col(t.Matriks.id) == col(t.AturanRisiko.matriks_id))
        .join(t.SetBand, col(t.SetBand.id) == col(t.AturanRisiko.set_band_id))
    )


def _berlaku(hari: date, *what: Any) -> Any:
    """Return the query of what was adopted last of all whose day has come."""
    aturan = t.AturanRisiko
    return (
        _joined(*what)
        .where(col(aturan.berlaku_sejak) <= hari)
        .order_by(
            col(aturan.berlaku_sejak).desc(),
            col(aturan.ditetapkan_pada).desc().nulls_last(),
            col(aturan.id).desc(),
        )
        .limit(1)
    )


def _aturan(
    session: Session, aturan: t.AturanRisiko, matriks: t.Matriks, set_band: t.SetBand
) -> Aturan:
    # Columns, not objects: this is read again after every save.
    sel, b, s, selera = t.SelMatriks, t.BandLevel, t.Skala, t.SeleraRisiko
    cells = session.execute(
        sa_select(col(sel.kemungkinan), col(sel.dampak), col(sel.besaran)).where(
            col(sel.matriks_id) == matriks.id
        )
    )
    kolom_band = (b.level, b.nama, b.batas_bawah, b.batas_atas, b.warna, b.warna_teks)
    bands = session.execute(
        sa_select(*map(col, kolom_band))
        .where(col(b.set_band_id) == set_band.id)
        .order_by(col(b.level))
    )
    kolom_skala = (s.jenis, s.tingkat, s.nama, s.kriteria, s.sumber)
    skala = session.execute(
        sa_select(*map(col, kolom_skala)).where(col(s.aturan_id) == aturan.id)
    ).all()
    batas = session.execute(
        sa_select(col(selera.kategori_id), col(selera.batas_besaran)).where(
            col(selera.aturan_id) == aturan.id
        )
    )
    return Aturan(
        id=aturan.id or 0,
        matriks={(k, d): besaran for k, d, besaran in cells},
        bands=tuple(Band(*row) for row in bands),
        batas_prioritas=aturan.batas_prioritas,
        nama=f"Matriks {matriks.nama} · {set_band.nama}",
        sumber_matriks=matriks.sumber,
        sumber_band=set_band.sumber,
        keyakinan=matriks.keyakinan.label,
        catatan=aturan.catatan,
        berlaku_sejak=aturan.berlaku_sejak or date.max,
        skala={(jenis, tingkat): (nama, kriteria) for jenis, tingkat, nama, kriteria, _ in skala},
        selera=dict(tuple(row) for row in batas),
        judul=aturan.nama,
        keyakinan_band=set_band.keyakinan.label,
        keyakinan_skala=_keyakinan_skala([row[-1] for row in skala]),
    )


def _keyakinan_skala(sumber: list[str]) -> str:
    """Return how sure we are of the words of the scales, counted when it is not one for all."""
    counts = Counter(
        next((k.label for k in Keyakinan if k.value == words), words) for words in sumber
    )
    if len(counts) <= 1:
        return next(iter(counts), "")
    return ", ".join(f"{words} ({count} teks)" for words, count in sorted(counts.items()))


KEADAAN_DATA = text(
    "SELECT nomor, EXISTS (SELECT 1 FROM pengaturan WHERE kunci = 'data_contoh') FROM versi_data"
)


def get_keadaan_data(session: Session) -> tuple[int, bool]:
    """Return the number of the newest committed change, and whether the data are examples.

    It runs at the start of every rerun, so it is one statement that nothing has to compile.
    """
    versi, contoh = session.execute(KEADAAN_DATA).one()
    return versi, bool(contoh)
