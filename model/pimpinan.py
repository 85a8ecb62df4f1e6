"""What the page for pimpinan says, now or at a past point in time, beside the rakor before it.

A potret of the past has no riwayat, in which moves of a tenggat are counted, and no list of rakor;
these are read from the live store up to that moment, the rest from the state of that moment.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlmodel import Session

from model.alasan_putusan import PerluPutusan
from model.queries.acuan import Aturan, get_aturan, get_aturan_id, get_matriks, list_pokja
from model.queries.calon_putusan import Geseran, SaringanPutusan
from model.queries.geseran import map_sering_geser
from model.queries.perlu_putusan import MAKS_PUTUSAN, count_perlu_putusan, list_perlu_putusan
from model.queries.ringkasan import list_ringkasan_pokja
from model.queries.risiko import BarisRisiko, SaringanRisiko, list_risiko
from model.queries.tren import frame_tren_prioritas, map_besaran
from model.queries.tutup import RakorBeku, list_rakor_beku
from model.titik import Titik, get_saat, label_rakor, open_titik

TERTINGGI = 10


@dataclass(frozen=True)
class Angka:
    """The numbers of one pokja, or of all together (`pokja_id` None)."""

    pokja_id: int | None
    nama: str
    risiko: int
    risiko_prioritas: int
    aksi: int
    terlambat: int
    berisiko: int
    selesai: int
    menunggu: int


@dataclass(frozen=True)
class Keadaan:
    """The numbers at a point in time and at the rakor closed last before it, if there is one.

    Each by the rules of its time; `aturan_beda`: these are not the same.
    """

    pokja: tuple[Angka, ...]
    sebelum: tuple[Angka, ...]
    rakor: RakorBeku | None
    aturan: Aturan
    aturan_beda: bool

    @property
    def kata_rakor(self) -> str:
        """Return what the rakor is called, empty without one."""
        return label_rakor(self.rakor.mulai, self.rakor.selesai) if self.rakor else ""

    def of(self, pokja_id: int | None) -> Angka:
        """Return the numbers of one pokja or of all."""
        return _sum(self.pokja, pokja_id)

    def sebelum_of(self, pokja_id: int | None) -> Angka | None:
        """Return the same at the rakor before, None without one."""
        return _sum(self.sebelum, pokja_id) if self.rakor else None


def _sum(daftar: tuple[Angka, ...], pokja_id: int | None) -> Angka:
    if pokja_id is not None:
        return next(angka for angka in daftar if angka.pokja_id == pokja_id)
    names = (
        "risiko", "risiko_prioritas", "aksi", "terlambat", "berisiko", "selesai", "menunggu",
    )  # fmt: skip
    return Angka(
        None, "Seluruh forum", *(sum(getattr(angka, name) for angka in daftar) for name in names)
    )


@dataclass(frozen=True)
class Tertinggi:
    """One of the highest risiko; `dulu` is its besaran at the rakor before, None: not there yet.

    Both are ranked by the rules of now, so that a new rule moves nothing.
    """

    baris: BarisRisiko
    dulu: int | None


@contextmanager
def _open(session: Session, titik: Titik) -> Iterator[tuple[Session, date, Geseran | None]]:
    """Give the state at a point in time, its day, and how often tenggat had moved by then."""
    past = None if titik.kini else map_sering_geser(session, sampai=get_saat(session, titik=titik))
    with open_titik(titik) as (state, hari):
        yield state, hari, past


def get_rakor_lalu(session: Session, *, titik: Titik) -> RakorBeku | None:
    """Return the rakor that was closed last before a point in time, None without one."""
    saat = get_saat(session, titik=titik)
    beku = list_rakor_beku(session)
    return next((rakor for rakor in beku if saat is None or rakor.pada < saat), None)


def read_keadaan(session: Session, *, titik: Titik) -> Keadaan:
    """Return the numbers of each pokja at a point in time; `session` is one of the live store."""
    rakor = get_rakor_lalu(session, titik=titik)
    before: tuple[Angka, ...] = ()
    with open_titik(titik) as (state, hari):
        aturan = get_aturan(state, hari=hari)
    aturan_lama = aturan.id
    if rakor:
        lalu = Titik(rakor_id=rakor.id)
        before = _list_angka(session, lalu)
        with open_titik(lalu) as (lama, hari):
            aturan_lama = get_aturan_id(lama, hari=hari)
    return Keadaan(
        _list_angka(session, titik), before, rakor, aturan, aturan_beda=aturan_lama != aturan.id
    )


def _list_angka(session: Session, titik: Titik) -> tuple[Angka, ...]:
    with _open(session, titik) as (state, hari, geseran):
        waiting = count_perlu_putusan(state, hari=hari, geseran=geseran)
        both = zip(list_pokja(state), list_ringkasan_pokja(state, hari=hari), strict=True)
        return tuple(
            Angka(
                pokja.id, pokja.nama, r.risiko, r.risiko_prioritas, r.aksi, r.terlambat,
                r.berisiko, r.selesai, waiting.get(pokja.id, 0),
            )
            for pokja, r in both
        )  # fmt: skip


def read_putusan(
    session: Session,
    *,
    titik: Titik,
    saringan: SaringanPutusan = SaringanPutusan(),
    mulai_dari: int = 0,
    sebanyak: int = MAKS_PUTUSAN,
) -> list[PerluPutusan]:
    """Return what needed a decision at a point in time; `session` is one of the live store."""
    with _open(session, titik) as (state, hari, geseran):
        return list_perlu_putusan(
            state, hari=hari, saringan=saringan, geseran=geseran, mulai_dari=mulai_dari,
            sebanyak=sebanyak,
        )  # fmt: skip


def count_putusan(
    session: Session, *, titik: Titik, saringan: SaringanPutusan = SaringanPutusan()
) -> int:
    """Return how many objects needed a decision; `session` is one of the live store."""
    with _open(session, titik) as (state, hari, geseran):
        found = count_perlu_putusan(state, hari=hari, saringan=saringan, geseran=geseran)
        return sum(found.values())


def read_tertinggi(
    session: Session, *, titik: Titik, pokja_id: int | None = None
) -> list[Tertinggi]:
    """Return the highest risiko, with their besaran at the rakor before; of the live store."""
    saringan = SaringanRisiko(pokja_id=pokja_id)
    with open_titik(titik) as (state, hari):
        daftar = list_risiko(state, hari=hari, saringan=saringan, sebanyak=TERTINGGI)
        matriks = get_matriks(state, hari=hari)
    dulu: dict[str, int] = {}
    if rakor := get_rakor_lalu(session, titik=titik):
        with open_titik(Titik(rakor_id=rakor.id)) as (lama, _):
            kode = [baris.kode for baris in daftar]
            dulu = map_besaran(lama, daftar_kode=kode, matriks=matriks)
    return [Tertinggi(baris, dulu.get(baris.kode)) for baris in daftar]


def read_tren(session: Session, *, titik: Titik, pokja_id: int | None = None) -> pd.DataFrame:
    """Return the trend of priority risiko up to a point in time; of the live store."""
    saat = get_saat(session, titik=titik)
    with open_titik(titik) as (_, hari):
        pass
    return frame_tren_prioritas(session, hari=hari, saat=saat, pokja_id=pokja_id)
