"""What the slides of a rakor say, read in one go: plain data that `pages.layar` turns into HTML."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from model.choices import KeadaanRakor
from model.clock import today
from model.db import read_session
from model.queries.acuan import Aturan, Pilihan, get_aturan, get_keadaan_data, list_pokja
from model.queries.keputusan_rakor import KeputusanRakor, list_keputusan_rakor
from model.queries.objek import get_objek
from model.queries.rakor import (
    BarisAgenda,
    BarisSesi,
    RakorSingkat,
    get_rakor,
    list_agenda,
    list_sesi_rakor,
)
from model.queries.rincian import RincianAksi, get_rincian_aksi
from model.queries.rincian_risiko import RincianRisiko, get_rincian_risiko
from model.queries.ringkasan import RingkasanPokja, list_ringkasan_pokja
from model.queries.risiko import BarisRisiko, SelPeta
from model.queries.slide_diminta import DimintaPokja, map_diminta
from model.queries.slide_forum import get_perubahan_terakhir
from model.queries.slide_pokja import (
    AksiPerhatian,
    map_aksi_perhatian,
    map_peta,
    map_risiko_teratas,
)
from model.sejak import Sejak, read_sejak
from model.titik import Titik, open_titik

MAKS_BARIS = 10  # of a list on a slide
MAKS_RISIKO = 6


@dataclass(frozen=True)
class Kepala:
    """What every slide says of where its data come from.

    `per` is the newest change of the data; `beku` says that they are those of a closed rakor.
    """

    rakor: RakorSingkat | None
    hari: date
    per: datetime | None
    contoh: bool
    beku: bool


@dataclass(frozen=True)
class IsiPokja:
    """What the slides of one pokja say; `nomor` is its place in the official order."""

    id: int
    nomor: int
    slug: str
    nama: str
    ringkasan: RingkasanPokja
    peta: tuple[SelPeta, ...]
    teratas: tuple[BarisRisiko, ...]
    perhatian: AksiPerhatian
    diminta: DimintaPokja


@dataclass(frozen=True)
class IsiDeck:
    """The content of all slides. Its rakor is None when there is none: the slides of the forum."""

    kepala: Kepala
    agenda: tuple[BarisAgenda, ...]
    sesi: tuple[BarisSesi, ...]
    pokja: tuple[IsiPokja, ...]
    aturan: Aturan
    putusan: tuple[KeputusanRakor, ...]
    sejak: Sejak

    @property
    def rakor(self) -> RakorSingkat | None:
        """Return the rakor that the slides are about."""
        return self.kepala.rakor

    @property
    def hari(self) -> date:
        """Return the day for which everything is worked out."""
        return self.kepala.hari


@dataclass(frozen=True)
class IsiObjek:
    """The content of the slide of one risiko or one rencana aksi."""

    kepala: Kepala
    kode: str
    pokja: str
    slug: str
    nomor: int
    agenda: BarisAgenda | None
    aturan: Aturan
    risiko: RincianRisiko | None
    aksi: RincianAksi | None


def read_isi(rakor_id: int | None, hari: date | None = None) -> IsiDeck:
    """Return the content of the slides of a rakor.

    Of a closed one from its frozen rows, as it was; otherwise as the data stand on `hari` (today).
    """
    with _open(rakor_id, hari) as (session, kepala):
        return _read(session, kepala)


def read_objek(rakor_id: int | None, kode: str, hari: date | None = None) -> IsiObjek | None:
    """Return the content of the slide of a risiko or rencana aksi; None when there is none such.

    What has been withdrawn is shown too, as withdrawn.
    """
    with _open(rakor_id, hari) as (session, kepala):
        objek = get_objek(session, kode=kode)
        if objek is None or objek.huruf not in "RA":
            return None
        pokja = {p.id: (nomor, p) for nomor, p in enumerate(list_pokja(session), start=1)}
        nomor, own = pokja[objek.pokja_id]
        is_risiko = objek.huruf == "R"
        risiko = get_rincian_risiko(session, hari=kepala.hari, kode=kode) if is_risiko else None
        aksi = None if is_risiko else get_rincian_aksi(session, hari=kepala.hari, kode=kode)
        agenda = next((a for a in _agenda(session, kepala) if a.pokja_id == own.id), None)
        aturan = get_aturan(session, hari=kepala.hari)
        return IsiObjek(kepala, kode, own.nama, own.kode, nomor, agenda, aturan, risiko, aksi)


@contextmanager
def _open(rakor_id: int | None, hari: date | None) -> Iterator[tuple[Session, Kepala]]:
    """Give a session on the rows that the slides show, and what they say of themselves."""
    with read_session() as session:
        rakor = get_rakor(session, rakor_id=rakor_id) if rakor_id else None
        if rakor is None or rakor.keadaan != KeadaanRakor.DITUTUP:
            contoh = get_keadaan_data(session)[1]
            per = get_perubahan_terakhir(session)
            yield session, Kepala(rakor, hari or today(), per, contoh, beku=False)
            return
    with open_titik(Titik(rakor_id=rakor.id)) as (session, hari_potret):
        # The frozen row is of the rakor as closed, and knows who was there.
        rakor = get_rakor(session, rakor_id=rakor.id) or rakor
        contoh = get_keadaan_data(session)[1]
        yield session, Kepala(rakor, hari_potret, rakor.ditutup_pada, contoh, beku=True)


def _agenda(session: Session, kepala: Kepala) -> list[BarisAgenda]:
    return list_agenda(session, rakor_id=kepala.rakor.id) if kepala.rakor else []


def _read(session: Session, kepala: Kepala) -> IsiDeck:
    rakor_id = kepala.rakor.id if kepala.rakor else None
    aturan = get_aturan(session, hari=kepala.hari)
    pokja = list_pokja(session)
    isi = _read_pokja(session, kepala.hari, aturan, pokja)
    banyak = sum(satu.ringkasan.aksi for satu in isi)
    return IsiDeck(
        kepala=kepala,
        agenda=tuple(_agenda(session, kepala)),
        sesi=tuple(list_sesi_rakor(session, rakor_id=rakor_id)) if rakor_id else (),
        pokja=isi,
        aturan=aturan,
        putusan=tuple(list_keputusan_rakor(session, rakor_id=rakor_id)) if rakor_id else (),
        sejak=read_sejak(session, kepala.hari, rakor_id, pokja, banyak),
    )


def _read_pokja(
    session: Session, hari: date, aturan: Aturan, pokja: list[Pilihan]
) -> tuple[IsiPokja, ...]:
    batas = aturan.batas_prioritas
    ringkasan = {r.nama: r for r in list_ringkasan_pokja(session, hari=hari, batas=batas)}
    peta = map_peta(session, aturan=aturan)
    teratas = map_risiko_teratas(session, aturan=aturan, sebanyak=MAKS_RISIKO)
    perhatian = map_aksi_perhatian(session, hari=hari, sebanyak=MAKS_BARIS)
    diminta = map_diminta(session, hari=hari, batas=batas, sebanyak=MAKS_BARIS)
    return tuple(
        IsiPokja(
            id=p.id,
            nomor=nomor,
            slug=p.kode,
            nama=p.nama,
            ringkasan=ringkasan[p.nama],
            peta=peta.get(p.id, ()),
            teratas=teratas.get(p.id, ()),
            perhatian=perhatian.get(p.id, AksiPerhatian()),
            diminta=diminta.get(p.id, DimintaPokja({}, ())),
        )
        for nomor, p in enumerate(pokja, start=1)
    )
