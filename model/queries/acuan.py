"""Reads of reference data: pokja, perangkat daerah, kategori, the rules in force, store marks."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select as sa_select
from sqlalchemy import text
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import JenisSkala
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
    """The risk rules in force, with their source and how sure we are of it."""

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
    aturan, matriks, set_band = session.exec(
        select(t.AturanRisiko, t.Matriks, t.SetBand)
        .join(t.Matriks, col(t.Matriks.id) == col(t.AturanRisiko.matriks_id))
        .join(t.SetBand, col(t.SetBand.id) == col(t.AturanRisiko.set_band_id))
        .where(col(t.AturanRisiko.berlaku_sejak) <= hari)
        .order_by(
            col(t.AturanRisiko.berlaku_sejak).desc(),
            col(t.AturanRisiko.ditetapkan_pada).desc().nulls_last(),
        )
        .limit(1)
    ).one()
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
    skala = session.execute(
        sa_select(col(s.jenis), col(s.tingkat), col(s.nama), col(s.kriteria)).where(
            col(s.aturan_id) == aturan.id
        )
    )
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
        berlaku_sejak=aturan.berlaku_sejak or hari,
        skala={(jenis, tingkat): (nama, kriteria) for jenis, tingkat, nama, kriteria in skala},
        selera=dict(tuple(row) for row in batas),
    )


KEADAAN_DATA = text(
    "SELECT nomor, EXISTS (SELECT 1 FROM pengaturan WHERE kunci = 'data_contoh') FROM versi_data"
)


def get_keadaan_data(session: Session) -> tuple[int, bool]:
    """Return the number of the newest committed change, and whether the data are examples.

    It runs at the start of every rerun, so it is one statement that nothing has to compile.
    """
    versi, contoh = session.execute(KEADAAN_DATA).one()
    return versi, bool(contoh)
