"""The search: codes and words over all kinds of the chain, the best answers first.

What an answer costs is bounded: of a word that stands nearly everywhere only the newest objects
are weighed, and nobody turns more than so many pages.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from model import tables as t
from model.cari.indeks import TEKS, entri_id, objek_of
from model.cari.kata import of_kode
from model.cari.pertanyaan import Pertanyaan, Potongan, as_fts5, as_tsquery, ask, mark
from model.choices import Choice, KeadaanVerifikasi, Ketepatan, Posisi, StatusAksi
from model.labels import NAMA_KOLOM
from model.queries.acuan import get_aturan
from model.queries.objek import JENIS
from model.queries.risiko import Letak, letak
from model.rules import days_late, ketepatan

MAKS_HASIL = 200  # what is shown; above that it is said that there are more
MAKS_TIMBANG = 1_000  # the newest so many that match are put in order
CUPLIKAN = 180  # letters of the text around a word


class JenisCari(Choice):
    """Kinds that a search can be narrowed to; the key is the letter in their codes."""

    SEMUA = "", "Semua"
    PERMASALAHAN = "P", "Permasalahan"
    RISIKO = "R", "Risiko"
    SOLUSI = "S", "Solusi"
    PENANGANAN = "T", "Penanganan"
    RENCANA_AKSI = "A", "Rencana aksi"
    KEPUTUSAN = "K", "Keputusan"
    ISU = "I", "Isu strategis"


@dataclass(frozen=True)
class KeadaanAksi:
    """How a rencana aksi stands, in the names that the templates of lists use."""

    status: StatusAksi
    verifikasi: KeadaanVerifikasi
    tenggat: date | None
    ketepatan: Ketepatan
    hari_terlambat: int


@dataclass(frozen=True)
class BarisCari:
    """One answer: title and found text in pieces, and how the object stands."""

    kode: str
    jenis: JenisCari
    judul: tuple[Potongan, ...]
    pokja: str
    kolom: str = ""  # where `cuplikan` stands
    cuplikan: tuple[Potongan, ...] = ()
    ditarik: bool = False
    aksi: KeadaanAksi | None = None
    saat_ini: Letak | None = None
    status: str = ""


@dataclass(frozen=True)
class HasilCari:
    """What was asked for and which rows of the index answer; `lebih`: there are more yet."""

    kata: tuple[str, ...]
    terlalu_pendek: bool = False
    entri: tuple[int, ...] = ()
    lebih: bool = False

    @property
    def jumlah(self) -> int:
        """Return how many answers can be shown."""
        return len(self.entri)


def search(session: Session, *, cari: str, jenis: JenisCari = JenisCari.SEMUA) -> HasilCari:
    """Return what answers all words of `cari`: an exact code, then titles, then other texts."""
    asked = ask(cari)
    if asked.kosong:
        return HasilCari(asked.kata, terlalu_pendek=True)
    found = _find(session, asked, jenis)
    return HasilCari(asked.kata, False, tuple(found[:MAKS_HASIL]), len(found) > MAKS_HASIL)


def _find(session: Session, asked: Pertanyaan, jenis: JenisCari) -> list[int]:
    """Return the rows of the index that answer, best first; at most one more than are shown."""
    found = dict.fromkeys(_by_kode(session, asked, jenis))
    for in_judul in (True, False):
        if len(found) <= MAKS_HASIL:
            found |= dict.fromkeys(_by_kata(session, asked, jenis, in_judul=in_judul))
    return list(found)[: MAKS_HASIL + 1]


def _by_kode(session: Session, asked: Pertanyaan, jenis: JenisCari) -> list[int]:
    """Return the objects with exactly this code, withdrawn ones too; without a pokja, of each."""
    if asked.kode is None:
        return []
    pokja, huruf, nomor = asked.kode
    if jenis.value not in ("", huruf):
        return []
    kind = JENIS[huruf]
    singkat = [pokja.upper()] if pokja else session.exec(select(t.Pokja.kode)).all()
    kode = {f"{s}-{huruf}{n}" for s in singkat for n in (nomor, nomor.zfill(2))}
    query = select(kind.id).where(col(kind.kode).in_(kode)).order_by(col(kind.id))
    return [entri_id(huruf, baris_id) for baris_id in session.exec(query)]


# The newest that match are weighed: FTS5 and the primary key both give them in that order.
_SQLITE = """
SELECT rowid, bm25(cari, 0.0, 20.0, 10.0, 1.0) FROM cari WHERE cari MATCH :q
ORDER BY rowid DESC LIMIT :n
"""
_POSTGRESQL = """
SELECT id, -ts_rank('{0.05, 0.1, 0.6, 1.0}', vektor, CAST(:q AS tsquery)) FROM (
    SELECT id, vektor FROM cari
    WHERE vektor @@ CAST(:q AS tsquery) AND (:jenis = '' OR jenis = :jenis)
    ORDER BY id DESC LIMIT :n
) AS baru
"""


def _by_kata(session: Session, asked: Pertanyaan, jenis: JenisCari, *, in_judul: bool) -> list[int]:
    if session.get_bind().dialect.name == "sqlite":
        q = as_fts5(asked, huruf=jenis.value, in_judul=in_judul)
        rows = session.execute(text(_SQLITE), {"q": q, "n": MAKS_TIMBANG})
    else:
        q = as_tsquery(asked, in_judul=in_judul)
        args = {"q": q, "jenis": jenis.value.lower(), "n": MAKS_TIMBANG}
        rows = session.execute(text(_POSTGRESQL), args)
    if asked.kode:  # what begins like a code: in the order of the codes
        return sorted(entri for entri, _ in rows)
    return [entri for entri, _ in sorted(rows, key=lambda row: (row[1], -row[0]))]


def list_hasil_cari(
    session: Session, *, hari: date, cari: str, entri: tuple[int, ...]
) -> list[BarisCari]:
    """Return the objects behind a page of rows of the index, in their order; a read per kind."""
    asked = ask(cari)
    wanted: dict[str, list[int]] = {}
    for each in entri:
        huruf, baris_id = objek_of(each)
        wanted.setdefault(huruf, []).append(baris_id)
    aturan = get_aturan(session, hari=hari) if "R" in wanted else None
    made: dict[int, BarisCari] = {}
    for huruf, ids in wanted.items():
        kind = JENIS[huruf]
        query = select(kind, t.Pokja.nama).join(t.Pokja, col(t.Pokja.id) == col(kind.pokja_id))
        for row, pokja in session.exec(query.where(col(kind.id).in_(ids))):
            keadaan = _keadaan(row, hari)
            if aturan and isinstance(row, t.Risiko):
                keadaan = {"saat_ini": letak(row, Posisi.SAAT_INI, aturan)}
            made[entri_id(huruf, row.id)] = BarisCari(
                kode=row.kode,
                jenis=JenisCari(huruf),
                judul=mark(row.judul, asked),  # type: ignore[attr-defined]
                pokja=pokja,
                ditarik=row.ditarik_pada is not None,
                **_cuplikan(row, huruf, asked),
                **keadaan,
            )
    return [made[each] for each in entri if each in made]


def _keadaan(row: t.Tercatat, hari: date) -> dict[str, Any]:
    if isinstance(row, t.RencanaAksi):
        late = ketepatan(row.mulai, row.tenggat, row.status, row.progres, hari)
        days = days_late(row.tenggat, hari) if row.tenggat and late == Ketepatan.TERLAMBAT else 0
        return {"aksi": KeadaanAksi(row.status, row.verifikasi, row.tenggat, late, days)}
    if isinstance(row, t.Keputusan):
        return {"status": row.status.label}
    if isinstance(row, t.Penanganan):
        return {"status": row.opsi.label}
    return {}


def _cuplikan(row: t.Tercatat, huruf: str, asked: Pertanyaan) -> dict[str, Any]:
    """Return the text in which most of the words stand that code and title do not have."""
    seen = asked.found_in(row.judul, of_kode(row.kode))  # type: ignore[attr-defined]
    rest = {name: asked.found_in(getattr(row, name)) - seen for name in TEKS[huruf]}
    best = max(rest, key=lambda name: len(rest[name]))
    if not rest[best]:
        return {}
    pieces = mark(getattr(row, best).replace("\n", " "), asked, longest=CUPLIKAN)
    return {"kolom": NAMA_KOLOM[best], "cuplikan": pieces}
