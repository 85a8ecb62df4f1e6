"""Reads of what a rakor leaves open when it is closed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from model import tables as t
from model.choices import StatusKeputusan
from model.queries.kehadiran import PdRakor, list_kehadiran
from model.queries.keputusan import BarisKeputusan, SaringanKeputusan, list_keputusan
from model.queries.keputusan_rakor import KeputusanRakor, list_keputusan_rakor
from model.queries.ringkasan import RingkasanPokja, list_ringkasan_pokja

MAKS_KEPUTUSAN = 200


@dataclass(frozen=True)
class Penutupan:
    """What is open when a rakor is closed: what blocks closing, and what it will leave behind.

    `penghalang` are keputusan of this rakor without penanggung jawab or tenggat, `keputusan` all of
    this rakor, `terbuka` the open ones of the whole forum (at most 200).
    """

    penghalang: list[KeputusanRakor]
    keputusan: list[KeputusanRakor]
    terbuka: list[BarisKeputusan]
    pokja: list[RingkasanPokja]
    tidak_hadir: list[PdRakor]

    @property
    def dapat_ditutup(self) -> bool:
        """Return whether nothing is in the way."""
        return not self.penghalang


def list_penghalang(session: Session, *, rakor_id: int) -> list[KeputusanRakor]:
    """Return the keputusan of a rakor that lack a penanggung jawab or a tenggat."""
    return [k for k in list_keputusan_rakor(session, rakor_id=rakor_id) if k.kurang]


def get_penutupan(session: Session, *, rakor_id: int, hari: date) -> Penutupan:
    """Return what is open in a rakor and in the forum: late and blocked actions, keputusan, PD."""
    keputusan = list_keputusan_rakor(session, rakor_id=rakor_id)
    terbuka = SaringanKeputusan(status=(StatusKeputusan.TERBUKA,))
    invited = list_kehadiran(session, rakor_id=rakor_id)
    return Penutupan(
        penghalang=[k for k in keputusan if k.kurang],
        keputusan=keputusan,
        terbuka=list_keputusan(session, hari=hari, saringan=terbuka, sebanyak=MAKS_KEPUTUSAN),
        pokja=list_ringkasan_pokja(session, hari=hari),
        tidak_hadir=[pd for pd in invited if pd.diundang and not pd.hadir],
    )


@dataclass(frozen=True)
class RakorBeku:
    """A closed rakor whose rows were frozen, at the moment `pada`."""

    id: int
    tema: str
    mulai: date
    selesai: date
    pada: datetime


def list_rakor_beku(session: Session, *, sebanyak: int = 100) -> list[RakorBeku]:
    """Return the closed rakor that can be looked back at, the last one first."""
    r, beku = t.Rakor, t.PotretBeku
    query = (
        select(col(r.id), col(r.tema), col(r.mulai), col(r.selesai), col(beku.pada))
        .join(beku, col(beku.rakor_id) == col(r.id))
        .order_by(col(beku.pada).desc(), col(r.id).desc())
        .limit(sebanyak)
    )
    return [RakorBeku(*row) for row in session.execute(query)]
