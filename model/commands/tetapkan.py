"""Write: adopting a draft of the risk rules, which ranks all risiko anew."""

from sqlmodel import Session, col, select

from model import tables as t
from model.beda_aturan import is_same
from model.choices import JenisSkala, Posisi
from model.clock import now, today
from model.commands.umum_aturan import hold_aturan, take_rancangan
from model.errors import DomainError, InvalidIsian
from model.isian_aturan import IsianPenetapan
from model.permissions import Hak, Pelaku, require
from model.queries.acuan import Aturan, get_aturan_of
from model.queries.aturan_banding import AngkaBanding, count_banding, differs_clause
from model.rules import TINGKAT, invalid_band_reason, invalid_matriks_reason

SEPOTONG = 500  # rows of risiko that are held at once
ASAL = "penetapan aturan"


class BandingBasi(DomainError):
    """What the comparison showed is not true any more."""


def adopt_rancangan(
    session: Session,
    *,
    pelaku: Pelaku,
    row_id: int,
    versi: int,
    dari_id: int,
    angka: AngkaBanding,
    isian: IsianPenetapan,
) -> int:
    """Put a draft in force from today on; return how many risiko rank differently by it.

    `dari_id` names the rules in force and `angka` the numbers that the person was shown; raises
    BandingBasi when either is not so any more, InvalidIsian when the draft is not sound. Withdrawn
    risiko are ranked anew too; penilaian stay as they were made.
    """
    require(pelaku, Hak.ATUR_RISIKO)
    lama = hold_aturan(session, for_change=True)
    row = take_rancangan(session, row_id, versi)
    if lama.id != dari_id:
        raise BandingBasi(
            "Aturan yang berlaku baru saja diganti, jadi perbandingan tadi tidak berlaku lagi. "
            "Periksa perbandingan yang baru, lalu tetapkan lagi."
        )
    baru = get_aturan_of(session, aturan_id=row_id)
    if baru is None:  # it is locked, so it cannot be gone
        raise LookupError(f"no aturan {row_id}")
    _require_sound(session, lama, baru)
    if count_banding(session, aturan=lama, rancangan=baru) != angka:
        raise BandingBasi(
            "Posisi risiko baru saja berubah, jadi angka tadi tidak berlaku lagi. "
            "Periksa angka yang baru, lalu tetapkan lagi."
        )
    # The lines of many risiko then say what moved them.
    session.info["common"] |= {"asal": ASAL}
    row.sqlmodel_update(
        {"berlaku_sejak": today(), "ditetapkan_pada": now(), "catatan": isian.catatan}
    )
    session.flush()
    return _rank_anew(session, baru)


def _rank_anew(session: Session, aturan: Aturan) -> int:
    """Give each risiko the besaran of its cells; only rows that change are read, part by part."""
    r, last, count = t.Risiko, 0, 0
    query = select(r).where(differs_clause(aturan)).order_by(col(r.id)).limit(SEPOTONG)
    while rows := session.exec(query.where(col(r.id) > last).with_for_update()).all():
        for risiko in rows:
            for posisi in Posisi:
                cell = (getattr(risiko, f"{a}_{posisi.value}") for a in ("kemungkinan", "dampak"))
                setattr(risiko, f"besaran_{posisi.value}", aturan.besaran(*cell))
        session.flush()
        last = rows[-1].id
        count += len(rows)
        for risiko in rows:
            session.expunge(risiko)
    return count


def _require_sound(session: Session, lama: Aturan, baru: Aturan) -> None:
    """Raise InvalidIsian when a draft cannot be adopted: unsound, incomplete, or nothing new."""
    refused = {}
    if reason := invalid_matriks_reason(baru.matriks):
        refused["matriks"] = reason
    limits = [(band.batas_bawah, band.batas_atas) for band in baru.bands]
    if reason := invalid_band_reason(limits):
        refused["batas"] = reason
    if set(baru.skala) != {(jenis, n) for jenis in JenisSkala for n in TINGKAT}:
        refused["skala"] = "Teks skala rancangan ini belum lengkap. Lengkapi kesepuluh tingkatnya."
    if set(baru.selera) != set(session.exec(select(t.KategoriRisiko.id)).all()):
        refused["selera"] = "Selera rancangan ini belum lengkap. Isi selera setiap kategori."
    if not refused and is_same(lama, baru):
        refused["sama"] = (
            "Isi rancangan ini sama dengan aturan yang berlaku, jadi tidak ada yang ditetapkan. "
            "Ubah rancangannya dahulu."
        )
    if refused:
        raise InvalidIsian(refused)
