"""One slide and the whole deck, as what embeds them needs them."""

import hashlib
import re
from dataclasses import dataclass, field

PER = re.compile(r"(<span data-per>)[^<]*")


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
    menit: int | None = None  # of its item of the agenda
    nomor: int | None = None  # of its pokja in the official order
    sidik: str = field(init=False)

    def __post_init__(self) -> None:
        # When the data were last changed is said beside: it would make every slide another one.
        said = PER.sub(r"\1", self.html)
        object.__setattr__(self, "sidik", hashlib.sha256(said.encode()).hexdigest()[:12])


@dataclass(frozen=True)
class Deck:
    """All slides of a rakor (None: of the forum, when there is no rakor) in their order."""

    rakor_id: int | None
    nama: str
    slide: tuple[Slide, ...]
    per: str = ""  # "Data per 21.14 WIB, 22 November 2026": the newest change of the data shown

    def find(self, kunci: str) -> Slide | None:
        """Return the slide of this name, None when the deck has none."""
        return next((slide for slide in self.slide if slide.kunci == kunci), None)
