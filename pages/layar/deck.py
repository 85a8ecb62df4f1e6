"""The slides of a rakor, in order, as HTML."""

import hashlib
from dataclasses import dataclass, field

from model.tayangan import IsiDeck


@dataclass(frozen=True)
class Slide:
    """One slide as HTML. `kunci` names it, such as `peta.keuangan`; `sidik` tells two states apart.

    `kelompok` and `judul` are what the moderator reads in the list of slides.
    """

    kunci: str
    kelompok: str
    judul: str
    agenda_id: int | None
    html: str
    sidik: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sidik", hashlib.sha256(self.html.encode()).hexdigest()[:12])


@dataclass(frozen=True)
class Deck:
    """All slides of a rakor (None: of the forum, when there is no rakor) in their order."""

    rakor_id: int | None
    nama: str
    slide: tuple[Slide, ...]

    def find(self, kunci: str) -> Slide | None:
        """Return the slide of this name, None when the deck has none."""
        return next((slide for slide in self.slide if slide.kunci == kunci), None)


def make_deck(isi: IsiDeck, alamat: str) -> Deck:
    """Return the slides; `alamat` is the address of the dashboard that QR codes lead to."""
    rakor = isi.rakor
    nama = rakor.tema if rakor else "Forum koordinasi perangkat daerah"
    judul = Slide("judul", "Pembukaan", "Judul", None, f"<h1>Rakor</h1><p>{alamat}</p>")
    return Deck(rakor.id if rakor else None, nama, (judul,))
