"""What changed in each pokja since the rakor before: the figures that the slides show."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from sqlmodel import Session

from model.arus import JenisPerubahan
from model.config import settings
from model.perubahan import BarisNeraca, Neraca, Perubahan, bandingkan
from model.queries.acuan import Pilihan
from model.queries.banding import Gambaran, get_gambaran
from model.queries.masa_aturan import list_ganti_aturan
from model.queries.pergerakan_forum import LAMA, Pergerakan, map_pergerakan
from model.queries.slide_forum import RakorSebelum, get_rakor_sebelum
from model.titik import Titik, TitikTidakAda, label_rakor, open_titik

MAKS_BANDING = 20_000  # rencana aksi; comparing reads every row, so beyond it is days as well


@dataclass(frozen=True)
class ArusAksi:
    """One pokja, or the forum: open rencana aksi at the opening, in, out, and now; and changes."""

    awal: int
    masuk: int
    keluar: int
    akhir: int
    banyak: Mapping[JenisPerubahan, int]


@dataclass(frozen=True)
class Sejak:
    """What changed since the rakor `nama`; without one before, what happened in `LAMA` days.

    One of `arus` and `gerak` is filled, by the id of the pokja; None is the whole forum.
    """

    nama: str
    dari: str  # as the page of changes takes it in its address
    arus: Mapping[int | None, ArusAksi] = field(default_factory=dict)
    gerak: Mapping[int | None, Pergerakan] = field(default_factory=dict)
    aturan_beda: bool = False  # other risk rules are in force than then


def read_sejak(
    session: Session, hari: date, rakor_id: int | None, pokja: list[Pilihan], banyak_aksi: int
) -> Sejak:
    """Return the changes up to what `session` sees since the last rakor closed before this one."""
    before = get_rakor_sebelum(session, rakor_id=rakor_id)
    if before is not None and banyak_aksi <= MAKS_BANDING:
        with suppress(TitikTidakAda):
            earlier = _frozen(settings().database_url, before)
            changes = bandingkan(earlier, get_gambaran(session, hari=hari), pokja)
            nama, dari = label_rakor(before.mulai, before.selesai), str(Titik(before.id))
            return Sejak(nama, dari, _per_pokja(changes), aturan_beda=changes.aturan_beda)
    gerak = map_pergerakan(session, hari=hari)
    sejak = hari - timedelta(days=LAMA)
    beda = bool(list_ganti_aturan(session, sejak=sejak, hari=hari))
    return Sejak("", sejak.isoformat(), gerak=gerak, aturan_beda=beda)


@lru_cache(maxsize=2)
def _frozen(_store: str, rakor: RakorSebelum) -> Gambaran:
    """Return the state in which a rakor was closed: it never changes, so it is read once."""
    with open_titik(Titik(rakor_id=rakor.id)) as (session, hari):
        return get_gambaran(session, hari=hari)


def _per_pokja(changes: Perubahan) -> dict[int | None, ArusAksi]:
    banyak: dict[int | None, dict[JenisPerubahan, int]] = {}
    for butir in changes.butir:
        for place in (butir.pokja_id, None):
            own = banyak.setdefault(place, {})
            own[butir.jenis] = own.get(butir.jenis, 0) + 1
    return {
        baris.pokja_id: _arus(baris, banyak.get(baris.pokja_id, {}))
        for baris in changes.list_neraca(Neraca.AKSI)
    }


def _arus(baris: BarisNeraca, banyak: Mapping[JenisPerubahan, int]) -> ArusAksi:
    return ArusAksi(baris.awal, baris.jumlah_masuk, baris.jumlah_keluar, baris.akhir, banyak)
