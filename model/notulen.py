"""What a rakor leaves behind, read in one go: of a closed one from its frozen rows, as it was."""

from dataclasses import dataclass
from datetime import date, datetime

from model.choices import KeadaanRakor, Ketepatan, StatusAksi
from model.clock import now
from model.db import read_session
from model.queries.aksi import BarisAksi, SaringanAksi, count_aksi, list_aksi
from model.queries.kehadiran import PdRakor, list_kehadiran
from model.queries.panduan import Waktu, map_waktu
from model.queries.rakor import (
    BarisAgenda,
    BarisSesi,
    RakorSingkat,
    get_rakor,
    list_agenda,
    list_sesi_rakor,
)
from model.queries.ringkasan import RingkasanPokja, total
from model.queries.tutup import Penutupan, get_penutupan
from model.titik import KINI, Titik, open_titik

MAKS_AKSI = 20  # of each kind that are named; all are counted


@dataclass(frozen=True)
class BarisAcara:
    """An item of the agenda with the minutes granted and the seconds used."""

    acara: BarisAgenda
    menit: int
    detik: int


@dataclass(frozen=True)
class SisaAksi:
    """Rencana aksi that stay open for one reason: how many, and the first of them."""

    jumlah: int
    daftar: list[BarisAksi]


@dataclass(frozen=True)
class Notulen:
    """A rakor on paper. `beku`: from the frozen rows; else a draft of how it stands at `saat`."""

    rakor: RakorSingkat
    beku: bool
    hari: date
    saat: datetime
    sesi: list[BarisSesi]
    acara: list[BarisAcara]
    kehadiran: list[PdRakor]
    penutupan: Penutupan
    terlambat: SisaAksi
    terkendala: SisaAksi

    @property
    def forum(self) -> RingkasanPokja:
        """Return the figures of all pokja together."""
        return total(self.penutupan.pokja)

    @property
    def hadir(self) -> list[PdRakor]:
        """Return the perangkat daerah that came, uninvited ones too."""
        return [pd for pd in self.kehadiran if pd.hadir]


def read_notulen(rakor_id: int) -> Notulen | None:
    """Return what a rakor leaves behind; None while it is being prepared, or when there is none."""
    with read_session() as session:
        rakor = get_rakor(session, rakor_id=rakor_id)
    if rakor is None or rakor.keadaan == KeadaanRakor.DISIAPKAN:
        return None
    beku = rakor.keadaan == KeadaanRakor.DITUTUP
    saat = rakor.ditutup_pada or now()
    with open_titik(Titik(rakor_id=rakor_id) if beku else KINI) as (session, hari):
        waktu = map_waktu(session, rakor_id=rakor_id)

        def remaining(saringan: SaringanAksi) -> SisaAksi:
            return SisaAksi(
                count_aksi(session, hari=hari, saringan=saringan),
                list_aksi(session, hari=hari, saringan=saringan, sebanyak=MAKS_AKSI),
            )

        return Notulen(
            rakor=get_rakor(session, rakor_id=rakor_id) or rakor,
            beku=beku,
            hari=hari,
            saat=saat,
            sesi=list_sesi_rakor(session, rakor_id=rakor_id),
            acara=[
                BarisAcara(a, a.menit, _used(waktu[a.id], saat))
                for a in list_agenda(session, rakor_id=rakor_id)
            ],
            kehadiran=list_kehadiran(session, rakor_id=rakor_id),
            penutupan=get_penutupan(session, rakor_id=rakor_id, hari=hari),
            terlambat=remaining(SaringanAksi(ketepatan=(Ketepatan.TERLAMBAT,))),
            terkendala=remaining(SaringanAksi(status=(StatusAksi.TERKENDALA,))),
        )


def _used(waktu: Waktu, saat: datetime) -> int:
    sejak = waktu.berjalan_sejak
    return waktu.terpakai + (max(0, int((saat - sejak).total_seconds())) if sejak else 0)
