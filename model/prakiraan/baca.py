"""Forecasts of a point in time: rows as they were, moves of tenggat from the riwayat so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from model.db import read_session
from model.prakiraan.hitung import Ciri, Perkiraan, Prakiraan, TingkatPeluang, hitung, perkirakan
from model.prakiraan.laju import HARI_LALU, Janji, Laju, LajuForum, bulat, is_terlewat, laju_of
from model.queries.acuan import Pilihan
from model.queries.akhir_aksi import Akhir
from model.queries.banding import MAKS_GESERAN, map_geseran
from model.queries.prakiraan import (
    MAKS_CALON,
    AksiLalu,
    Calon,
    SaringanCalon,
    list_calon,
    list_lalu,
    map_tenggat_pertama,
)
from model.titik import Titik, get_saat, open_titik


@dataclass(frozen=True)
class BarisPrakiraan:
    """An action and its forecast."""

    aksi: Calon
    prakiraan: Prakiraan


@dataclass(frozen=True)
class RekapPokja:
    """What is expected of one pokja, and how its own past went."""

    pokja: str
    perkiraan: Perkiraan
    tinggi: int
    laju: Laju


@dataclass(frozen=True)
class Kejadian:
    """What became of forecasts: how many tenggat came, were missed, and were expected to be.

    `gugur` were cancelled or withdrawn by then.
    """

    tiba: int
    terlewat: int
    diperkirakan: int
    gugur: int


def read_laju(*, titik: Titik) -> LajuForum:
    """Return the pace of all pokja as it was known at a point in time."""
    with open_titik(titik) as (session, hari):
        lalu = list_lalu(session, hari=hari)
    with read_session() as live:
        saat = get_saat(live, titik=titik)
        first = map_tenggat_pertama(
            live, aksi_ids=[a.id for a in lalu], sejak=hari - timedelta(days=HARI_LALU), sampai=saat
        )
    return laju_of(list_janji(lalu, first, hari))


def list_janji(lalu: Sequence[AksiLalu], first: dict[int, date], hari: date) -> list[Janji]:
    """Return the promises among these actions whose day has come before `hari`.

    `first` are earlier tenggat, which stay promised when they are moved or taken away.
    """
    janji = []
    for aksi in lalu:
        promises = [day for day in (first.get(aksi.id), aksi.tenggat) if day]
        if not promises or (promised := min(promises)) >= hari:
            continue
        days = None
        if aksi.selesai_pada and aksi.mulai:
            days = max(1, (aksi.selesai_pada - aksi.mulai).days)
        janji.append(Janji(aksi.pokja_id, is_terlewat(promised, aksi.selesai_pada), days))
    return janji


def read_prakiraan(
    *,
    titik: Titik,
    laju: LajuForum,
    saringan: SaringanCalon = SaringanCalon(),
    batas: int | None = MAKS_CALON,
) -> list[BarisPrakiraan]:
    """Return the forecasts of the `batas` actions due first, the highest chance at the top.

    `count_calon` tells how many there are without the limit.
    """
    with open_titik(titik) as (session, hari):
        calon = list_calon(session, hari=hari, saringan=saringan, sebanyak=batas)
    with read_session() as live:
        saat = get_saat(live, titik=titik)
        geseran: dict[int, int] = {}
        ids = [c.id for c in calon]  # more than one part only without a limit
        for part in (ids[n : n + MAKS_GESERAN] for n in range(0, len(ids), MAKS_GESERAN)):
            geseran |= map_geseran(live, aksi_ids=part, sampai=saat)
    baris = [BarisPrakiraan(c, hitung(ciri_of(c, geseran.get(c.id, 0), laju, hari))) for c in calon]
    return sorted(baris, key=lambda b: -b.prakiraan.peluang)


def ciri_of(calon: Calon, geseran: int, laju: LajuForum, hari: date) -> Ciri:
    """Return what the rules want to know of an action."""
    return Ciri(
        hari=hari,
        mulai=calon.mulai,
        tenggat=calon.tenggat,
        status=calon.status,
        progres=calon.progres,
        geseran=geseran,
        kabar=calon.kabar,
        pokja=calon.pokja,
        laju=laju.of(calon.pokja_id),
        forum=laju.forum,
    )


def kejadian_of(
    baris: Sequence[BarisPrakiraan], akhir: Mapping[int, Akhir], *, kini: date
) -> Kejadian:
    """Return what became of forecasts of the past whose tenggat came before `kini`."""
    tiba = terlewat = gugur = 0
    chances = 0.0
    for b in baris:
        end = akhir.get(b.aksi.id)
        if end is None or (end.gugur is not None and end.gugur <= b.aksi.tenggat):
            gugur += 1
        elif b.aksi.tenggat < kini:
            tiba += 1
            chances += b.prakiraan.peluang / 100
            terlewat += is_terlewat(b.aksi.tenggat, end.selesai_pada)
    return Kejadian(tiba, terlewat, bulat(chances), gugur)


def rekap_pokja(
    baris: Sequence[BarisPrakiraan], laju: LajuForum, pokja: Sequence[Pilihan]
) -> list[RekapPokja]:
    """Return what is expected of each pokja, in the official order: never a ranking."""
    found = []
    for satu in pokja:
        own = [b.prakiraan for b in baris if b.aksi.pokja_id == satu.id]
        high = sum(p.tingkat == TingkatPeluang.TINGGI for p in own)
        expected = perkirakan(p.peluang for p in own)
        found.append(RekapPokja(satu.nama, expected, high, laju.of(satu.id)))
    return found
