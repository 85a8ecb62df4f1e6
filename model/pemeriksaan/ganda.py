"""The rule about likely duplicates: a question, for only people can tell."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from model import tables as t
from model.format import angka
from model.pemeriksaan.aksi import BUKA
from model.pemeriksaan.dasar import AturanPeriksa, Bentuk, Bobot, Perbaikan, Sisi, Temuan
from model.pemeriksaan.mirip import MAKS_JUDUL, MAKS_PASANGAN, find_mirip
from model.pemeriksaan.wajar import list_wajar
from model.queries.objek import huruf_of

KEMUNGKINAN_GANDA = AturanPeriksa(
    "kemungkinan_ganda",
    "Kemungkinan ganda",
    "Pekerjaan yang sama di dua tempat dihitung dua kali dan dikerjakan dua kali.",
    "Bila sama, buka salah satunya dan tarik dengan alasan yang menyebut kode yang lain; "
    "bila berbeda, pilih “Bukan ganda”.",
    Bobot.RINGAN,
)

# Done actions can no longer be put together.
JENIS: dict[str, tuple[type[t.Tercatat], str]] = {
    "P": (t.Permasalahan, "permasalahan"),
    "R": (t.Risiko, "risiko"),
    "A": (t.RencanaAksi, "rencana aksi"),
}


def _judul_query(huruf: str) -> Any:
    """Return a select of kode, judul and pokja of what may be a duplicate."""
    kind: Any = JENIS[huruf][0]
    query = select(kind.kode, kind.judul, kind.pokja_id).where(kind.ditarik_pada.is_(None))
    return query.where(kind.status.in_(BUKA)) if huruf == "A" else query


def _nama_pokja(session: Session) -> dict[int, str]:
    pokja: Any = t.Pokja
    return {row.id: row.nama for row in session.execute(select(pokja.id, pokja.nama))}


def get_ganda(session: Session, kode: str, lain: str) -> Temuan | None:
    """Return the question whether two objects are the same; None when they are not alike."""
    huruf = huruf_of(kode)
    if kode == lain or huruf not in JENIS or huruf_of(lain) != huruf:
        return None
    kind: Any = JENIS[huruf][0]
    both = session.execute(_judul_query(huruf).where(kind.kode.in_((kode, lain)))).all()
    pairs = find_mirip(tuple(row.judul for row in both))
    if not pairs:
        return None
    nama = _nama_pokja(session)
    satu, other = (_sisi(row, nama) for row in both)
    return temuan_of(satu, other, JENIS[huruf][1], pairs[0].nilai)


def _sisi(row: Any, nama: dict[int, str]) -> Sisi:
    return Sisi(row.kode, row.judul, row.pokja_id, nama[row.pokja_id])


def list_ganda(session: Session) -> tuple[list[Temuan], str]:
    """Return the likely duplicates, and a sentence when not everything could be compared."""
    done = list_wajar(session, KEMUNGKINAN_GANDA.kunci)
    nama = _nama_pokja(session)
    found: list[tuple[int, Temuan]] = []
    cut = []
    for huruf, (kind, jenis) in JENIS.items():
        newest = _judul_query(huruf).order_by(kind.id.desc()).limit(MAKS_JUDUL)  # type: ignore[attr-defined]
        rows = session.execute(newest).all()[::-1]
        pairs = find_mirip(tuple(row.judul for row in rows))
        if len(rows) == MAKS_JUDUL:
            cut.append(f"{angka(MAKS_JUDUL)} {jenis} terbaru dibandingkan")
        if len(pairs) == MAKS_PASANGAN:
            cut.append(f"{angka(MAKS_PASANGAN)} pasangan {jenis} yang paling mirip diperiksa")
        for pair in pairs:
            satu, lain = rows[pair.satu], rows[pair.lain]
            if pair_of(satu.kode, lain.kode) not in done:
                question = temuan_of(_sisi(satu, nama), _sisi(lain, nama), jenis, pair.nilai)
                found.append((pair.nilai, question))
    found.sort(key=lambda one: (-one[0], one[1].objek.kode))
    sentence = f"Kemungkinan ganda: hanya {', '.join(cut)}." if cut else ""
    return [temuan for _, temuan in found], sentence


def pair_of(kode: str, lain: str) -> tuple[str, str]:
    """Return two codes in the order in which they are kept."""
    return (kode, lain) if kode <= lain else (lain, kode)


def temuan_of(satu: Sisi, lain: Sisi, nama: str, nilai: int) -> Temuan:
    """Return the question whether two objects are the same."""
    if pair_of(satu.kode, lain.kode) != (satu.kode, lain.kode):
        satu, lain = lain, satu
    return Temuan(
        KEMUNGKINAN_GANDA,
        satu,
        f"Apakah ini {nama} yang sama? {nilai} % kata kuncinya sama.",
        Perbaikan("Bandingkan", Bentuk.BUKA, satu.kode),
        lain,
    )
