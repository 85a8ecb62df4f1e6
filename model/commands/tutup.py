"""Writes: closing a rakor, which freezes the data as they are."""

from sqlmodel import Session

from model import tables as t
from model.choices import KeadaanRakor
from model.clock import now, wib_date
from model.commands.panduan import stop_waktu_rakor
from model.commands.rakor import take_rakor
from model.errors import DomainError
from model.permissions import Hak, Pelaku, require
from model.potret import Potret, pack, take
from model.queries.keputusan_rakor import KeputusanRakor
from model.queries.tutup import list_penghalang

MAKS_DISEBUT = 10


class BelumLengkap(DomainError):
    """Keputusan of the rakor lack a penanggung jawab or a tenggat, so it cannot be closed."""

    def __init__(self, penghalang: list[KeputusanRakor]) -> None:
        named = [f"{k.kode} (belum ada {' dan '.join(k.kurang)})" for k in penghalang]
        more = len(named) - MAKS_DISEBUT
        words = ", ".join(named[:MAKS_DISEBUT]) + (f", dan {more} lainnya" if more > 0 else "")
        super().__init__(
            f"Rakor belum dapat ditutup karena {len(named)} keputusan belum lengkap: {words}. "
            "Lengkapi atau tarik keputusan itu dahulu."
        )
        self.penghalang = penghalang


def close_rakor(session: Session, *, pelaku: Pelaku, row_id: int, versi: int) -> None:
    """Close a running rakor: stop its clocks, and freeze all rows as they are with it closed.

    Raises BelumLengkap while a keputusan of it lacks a penanggung jawab or a tenggat.
    """
    require(pelaku, Hak.KELOLA_RAKOR)
    rakor = take_rakor(session, row_id, versi, (KeadaanRakor.BERLANGSUNG,))
    if penghalang := list_penghalang(session, rakor_id=row_id):
        raise BelumLengkap(penghalang)
    saat = now()
    stop_waktu_rakor(session, row_id, saat)
    rakor.keadaan = KeadaanRakor.DITUTUP
    rakor.ditutup_pada = saat
    session.add(make_beku(row_id, take(session, saat=saat, hari=wib_date(saat))))


def make_beku(rakor_id: int, potret: Potret) -> t.PotretBeku:
    """Return the row that keeps a potret for ever as that of a closed rakor."""
    isi, sha256 = pack(potret)
    return t.PotretBeku(
        rakor_id=rakor_id, pada=potret.saat, hari=potret.hari, isi=isi, sha256=sha256
    )
