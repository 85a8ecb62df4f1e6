"""The slides of a rakor, in order, as HTML."""

from model.queries.rakor import BarisAgenda
from model.tayangan import IsiDeck, IsiObjek
from pages.layar import slide_forum, slide_objek, slide_pokja
from pages.layar.bingkai import Bingkai
from pages.layar.slide import Deck, Slide

__all__ = ["Deck", "Slide", "make_deck", "make_objek"]


def make_deck(isi: IsiDeck, alamat: str) -> Deck:
    """Return the slides; `alamat` is the address of the dashboard that QR codes lead to."""
    bingkai = Bingkai(isi.kepala, alamat)
    slide = [slide_forum.make_judul(bingkai, isi)]
    per_pokja = {pokja.id: pokja for pokja in isi.pokja}
    shown: set[int] = set()
    # Without a rakor there is no agenda: then the nine pokja in the official order.
    for satu in isi.agenda or [_turn_of(pokja.id) for pokja in isi.pokja]:
        if satu.pokja_id is None:
            slide.append(slide_forum.make_acara(bingkai, satu, isi.agenda.index(satu) + 1))
        elif satu.pokja_id not in shown:  # its names are taken; a second turn shows the same
            shown.add(satu.pokja_id)
            agenda = satu if isi.agenda else None
            slide += slide_pokja.make_pokja(bingkai, isi, per_pokja[satu.pokja_id], agenda)
    slide += slide_forum.make_forum(bingkai, isi)
    rakor = isi.rakor
    return Deck(rakor.id if rakor else None, bingkai.nama, tuple(slide), bingkai.per)


def _turn_of(pokja_id: int) -> BarisAgenda:
    return BarisAgenda(0, 0, 0, "", 0, None, pokja_id, None, None)


def make_objek(isi: IsiObjek, alamat: str) -> Slide:
    """Return the slide of one risiko or one rencana aksi."""
    return slide_objek.make_objek(Bingkai(isi.kepala, alamat), isi)
