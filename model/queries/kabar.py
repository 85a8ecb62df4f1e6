"""Reads for the mail: who gets it, and what there is to tell one person."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import and_, exists, func, select
from sqlmodel import Session, col

from model import tables as t
from model.choices import JenisPesan, Peran
from model.queries.menunggu import (
    BarisMenunggu,
    Kelompok,
    Milik,
    count_menunggu,
    list_menunggu,
)
from model.queries.pesan import BarisPesan
from model.queries.verifikasi import SaringanVerifikasi, count_klaim

# Messages that go out by mail one by one; the others are counted in the daily digest.
PENGINGAT = (
    JenisPesan.TENGGAT, JenisPesan.TERLAMBAT, JenisPesan.DIKEMBALIKAN, JenisPesan.DIMINTA,
)  # fmt: skip
UMUR_PENGINGAT = timedelta(days=7)  # older ones are no news when mail is switched on
LAMA_TERGANTUNG = timedelta(hours=1)
MAKS_PENGINGAT = 30
MAKS_BARIS = 5

KELOMPOK_SUREL = (Kelompok.DIKEMBALIKAN, Kelompok.TERLAMBAT, Kelompok.SEGERA)


@dataclass(frozen=True)
class PenerimaSurel:
    """An account that wants mail."""

    id: int
    nama: str
    surel: str
    peran: Peran
    pokja_id: int | None
    pd_id: int | None


@dataclass(frozen=True)
class KabarOrang:
    """What there is to tell one person on one day."""

    pengingat: dict[str, BarisPesan]  # by the key of their cause
    lain: int  # unread messages beside them
    jumlah: dict[Kelompok, int] = field(default_factory=dict)
    menunggu: dict[Kelompok, list[BarisMenunggu]] = field(default_factory=dict)
    klaim: int = 0  # waiting for a verifikator

    @property
    def perlu_ringkasan(self) -> bool:
        """Return whether anything waits, so that a digest says something."""
        return bool(self.pengingat or self.lain or self.klaim or any(self.jumlah.values()))

    def only(self, kunci: set[str]) -> "KabarOrang":
        """Return the same with those reminders only that are named in `kunci`."""
        kept = {key: pesan for key, pesan in self.pengingat.items() if key in kunci}
        return replace(self, pengingat=kept)


def list_penerima_surel(session: Session) -> list[PenerimaSurel]:
    """Return the active accounts with an address that have not switched mail off."""
    p = t.Pengguna
    query = (
        select(col(p.id), col(p.nama), col(p.surel), col(p.peran), col(p.pokja_id), col(p.pd_id))
        .where(col(p.aktif), col(p.surel_aktif), col(p.surel) != "", col(p.peran) != Peran.LAYAR)
        .order_by(col(p.id))
    )
    return [PenerimaSurel(*row) for row in session.execute(query)]


def get_kabar(
    session: Session, *, penerima: PenerimaSurel, hari: date, saat: datetime
) -> KabarOrang:
    """Return what there is to tell a person: reminders never mailed, and what waits."""
    unread = _count_unread(session, penerima.id)
    pengingat = _pengingat(session, penerima.id, saat)
    kabar = KabarOrang(pengingat=pengingat, lain=unread - len(pengingat))
    if penerima.peran == Peran.VERIFIKATOR:
        return replace(kabar, klaim=count_klaim(session, saringan=SaringanVerifikasi()))
    if penerima.pokja_id is None and penerima.pd_id is None:
        return kabar
    milik = Milik(pokja_id=penerima.pokja_id, pd_id=penerima.pd_id)
    counts = count_menunggu(session, hari=hari, milik=milik)
    return replace(
        kabar,
        jumlah={k: counts[k] for k in (*KELOMPOK_SUREL, Kelompok.KEPUTUSAN)},
        menunggu={
            kelompok: list_menunggu(
                session, hari=hari, kelompok=kelompok, milik=milik, sebanyak=MAKS_BARIS
            )
            for kelompok in KELOMPOK_SUREL
        },
    )


def _count_unread(session: Session, pengguna_id: int) -> int:
    p = t.Pesan
    query = select(func.count()).where(
        col(p.pengguna_id) == pengguna_id, col(p.dibaca_pada).is_(None)
    )
    return int(session.execute(query).scalar_one())


def _pengingat(session: Session, pengguna_id: int, saat: datetime) -> dict[str, BarisPesan]:
    """Return the unread reminders that no mail carries yet; one that failed may be tried again."""
    p, s = t.Pesan, t.Surel
    mailed = exists().where(
        col(s.pengguna_id) == col(p.pengguna_id), col(s.kunci) == col(p.kunci), col(s.gagal) == ""
    )
    query = (
        select(
            col(p.kunci), col(p.id), col(p.jenis), col(p.kode), col(p.kalimat), col(p.pada),
            col(p.dibaca_pada),
        )
        .where(
            col(p.pengguna_id) == pengguna_id,
            col(p.dibaca_pada).is_(None),
            col(p.jenis).in_(PENGINGAT),
            col(p.pada) > saat - UMUR_PENGINGAT,
            ~mailed,
        )
        .order_by(col(p.id).desc())
        .limit(MAKS_PENGINGAT)
    )  # fmt: skip
    return {kunci: BarisPesan(*rest) for kunci, *rest in session.execute(query)}


def count_tergantung(session: Session, *, saat: datetime) -> int:
    """Return how many mails of the last week were begun, and nobody knows whether they went out."""
    s = t.Surel
    query = select(func.count()).where(
        and_(
            col(s.dikirim_pada).is_(None),
            col(s.gagal) == "",
            col(s.dimulai_pada) < saat - LAMA_TERGANTUNG,
            col(s.dimulai_pada) > saat - UMUR_PENGINGAT,
        )
    )
    return int(session.execute(query).scalar_one())
