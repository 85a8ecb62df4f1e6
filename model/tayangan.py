"""What the slides of a rakor say, read in one go: plain data that `pages.layar` turns into HTML."""

from dataclasses import dataclass
from datetime import date

from model.clock import today
from model.db import read_session
from model.queries.rakor import RakorSingkat, get_rakor


@dataclass(frozen=True)
class IsiDeck:
    """The content of all slides. `rakor` is None when there is none: the slides of the forum."""

    rakor: RakorSingkat | None
    hari: date


def read_isi(rakor_id: int | None, hari: date | None = None) -> IsiDeck:
    """Return the content of the slides of a rakor.

    Of a closed one from its frozen rows, as it was; otherwise as the data stand on `hari` (today).
    """
    with read_session() as session:
        rakor = get_rakor(session, rakor_id=rakor_id) if rakor_id else None
        return IsiDeck(rakor, hari or today())
