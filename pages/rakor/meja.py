"""What the moderator's desk knows: the slides, which one the room sees, the agenda, the clocks."""

from dataclasses import dataclass
from datetime import datetime

from model.clock import now
from model.config import settings
from model.permissions import Pelaku
from model.queries.objek import Objek, get_objek
from model.queries.panduan import PanduanLayar, Waktu, get_panduan, map_waktu
from model.queries.rakor import BarisAgenda, RakorSingkat, list_agenda
from model.tayangan import read_isi, read_objek
from pages.layar.deck import Deck, Slide, make_deck, make_objek
from pages.shared import data

OBJEK = "objek."
# The slides of a pokja after which an object of it is usually spoken about.
DIBAHAS_PADA = {"R": "peta", "A": "aksi"}


@dataclass(frozen=True)
class Jam:
    """A clock as it stands at this moment."""

    menit: int
    detik: int
    berjalan: bool

    @property
    def sisa(self) -> int:
        """Return how many seconds are left; below zero the time is over."""
        return self.menit * 60 - self.detik


@dataclass(frozen=True)
class Meja:
    """The desk of one running rakor at the moment of a run."""

    pelaku: Pelaku
    rakor: RakorSingkat
    deck: Deck
    panduan: PanduanLayar
    agenda: list[BarisAgenda]
    waktu: dict[int, Waktu]
    saat: datetime

    @property
    def kode(self) -> str:
        """Return the code of the object on the screen, empty when there is none."""
        kunci = self.panduan.slide
        return kunci.removeprefix(OBJEK) if kunci.startswith(OBJEK) else ""

    @property
    def objek(self) -> Objek | None:
        """Return the object on the screen."""
        return data.read(get_objek, kode=self.kode) if self.kode else None

    @property
    def sekarang(self) -> Slide | None:
        """Return the slide on the screen, None when there is none of that name any more."""
        if self.kode:
            return data.make(_slide, rakor_id=self.rakor.id, kode=self.kode, alamat=_alamat())
        return self.deck.find(self.panduan.slide)

    @property
    def nomor(self) -> int:
        """Return the place in the deck of what is on the screen; of an object, where it belongs."""
        kunci = self.panduan.slide
        if objek := self.objek:
            slug = next((a.slug for a in self.agenda if a.pokja_id == objek.pokja_id), None)
            kunci = f"{DIBAHAS_PADA.get(objek.huruf, 'ringkasan')}.{slug}"
        names = [slide.kunci for slide in self.deck.slide]
        return names.index(kunci) if kunci in names else 0

    @property
    def sebelum(self) -> Slide | None:
        """Return the slide before; from an object one goes back to where it belongs."""
        nomor = self.nomor if self.kode else self.nomor - 1
        return self.deck.slide[nomor] if nomor >= 0 else None

    @property
    def berikut(self) -> Slide | None:
        """Return the slide that comes next, None at the end."""
        nomor = self.nomor + 1
        return self.deck.slide[nomor] if nomor < len(self.deck.slide) else None

    @property
    def acara(self) -> BarisAgenda | None:
        """Return the item of the agenda whose clock runs, else the one on the screen."""
        running = [a for a in self.agenda if self.waktu[a.id].berjalan_sejak]
        pokja_id = self.objek.pokja_id if self.objek else None
        shown = self.deck.find(self.panduan.slide)
        on_screen = [
            a
            for a in self.agenda
            if (shown and a.id == shown.agenda_id) or (pokja_id and a.pokja_id == pokja_id)
        ]
        return next(iter(running or on_screen), None)

    @property
    def pokja_id(self) -> int | None:
        """Return the pokja that the screen is about, None for the whole forum."""
        if self.objek:
            return self.objek.pokja_id
        shown = self.deck.find(self.panduan.slide)
        agenda_id = shown.agenda_id if shown else None
        return next((a.pokja_id for a in self.agenda if a.id == agenda_id), None)

    def jam(self, agenda_id: int) -> Jam:
        """Return the clock of an item of the agenda."""
        waktu = self.waktu[agenda_id]
        sejak = waktu.berjalan_sejak
        run = int((self.saat - sejak).total_seconds()) if sejak else 0
        return Jam(waktu.menit, waktu.terpakai + max(0, run), berjalan=sejak is not None)


def _alamat() -> str:
    return settings().forum_alamat_publik


def _slide(rakor_id: int, kode: str, alamat: str) -> Slide | None:
    isi = read_objek(rakor_id, kode)
    return make_objek(isi, alamat) if isi else None


def _deck(rakor_id: int, alamat: str) -> Deck:
    return make_deck(read_isi(rakor_id), alamat)


def read_deck(rakor_id: int) -> Deck:
    """Return the slides of a rakor, made anew only when the data have changed."""
    return data.make(_deck, rakor_id=rakor_id, alamat=_alamat())


def read_meja(pelaku: Pelaku, rakor: RakorSingkat) -> Meja:
    """Return the desk of a rakor; what the moderator does is read anew each time."""
    return Meja(
        pelaku=pelaku,
        rakor=rakor,
        deck=read_deck(rakor.id),
        panduan=data.read_now(get_panduan, rakor_id=rakor.id),
        agenda=data.read(list_agenda, rakor_id=rakor.id),
        waktu=data.read_now(map_waktu, rakor_id=rakor.id),
        saat=now(),
    )
