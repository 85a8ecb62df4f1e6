"""The slides as screens get them: built once per state of the data, each put into words once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import count
from typing import Any

from model.choices import KeadaanRakor, ModeLayar
from model.db import read_session
from model.errors import NotFound
from model.queries.panduan import get_panduan, map_waktu
from model.queries.rakor import get_rakor
from model.tayangan import read_isi, read_objek
from pages.layar.deck import Deck, Slide, make_deck, make_objek
from pages.layar.halaman import page_html, slide_html
from pages.web.frame import aset_version

RAKOR_TIDAK_ADA = "Rakor ini tidak ada. Buka layar dari halaman Rakor."
OBJEK = "objek."

# How screens go that nobody steers.
SENDIRI: dict[str, Any] = {
    "rakor": None,
    "mode": ModeLayar.OTOMATIS.value,
    "slide": "judul",
    "detik": 20,
    "nomor": 0,
    "waktu": {},
    "objek": None,
}

_terbitan = count(1)


@dataclass(frozen=True, eq=False)
class Dek:
    """A deck as it stood at data version `versi` on `hari`.

    `beku`: of a closed rakor, which nothing changes any more. `terbitan` tells two of them apart.
    """

    deck: Deck
    versi: int
    hari: date
    beku: bool
    terbitan: int = field(default_factory=lambda: next(_terbitan))

    @property
    def rakor_id(self) -> int | None:
        """Return the rakor whose slides these are."""
        return self.deck.rakor_id

    def is_stale(self, versi: int, hari: date) -> bool:
        """Return whether the data may have changed since."""
        return not self.beku and (self.versi, self.hari) != (versi, hari)

    @cached_property
    def sidik(self) -> dict[str, str]:
        """Return the state of each slide by its name."""
        return {slide.kunci: slide.sidik for slide in self.deck.slide}

    @cached_property
    def _in_words(self) -> dict[str, str]:
        return {slide.kunci: json.dumps(in_parts(slide)) for slide in self.deck.slide}

    @cached_property
    def _head(self) -> str:
        head = {
            "jenis": "isi",
            "rakor": self.rakor_id,
            "nama": self.deck.nama,
            "versi": self.versi,
            "per": self.deck.per,
            "aset": aset_version(),
            "urutan": [slide.kunci for slide in self.deck.slide],
        }
        return json.dumps(head)[:-1]

    def message(self, punya: Mapping[str, str]) -> str:
        """Return what a screen needs that has the slides `punya` in these states."""
        changed = [
            words
            for kunci, words in self._in_words.items()
            if punya.get(kunci) != self.sidik[kunci]
        ]
        return f'{self._head}, "slide": [{", ".join(changed)}]}}'

    @cached_property
    def page(self) -> str:
        """Return the page of the big screen."""
        data = {"rakor": self.rakor_id or "", "beku": "1" if self.beku else ""}
        return page_html(
            self.deck,
            sumber="jaringan",
            versi_aset=aset_version(),
            data={name: value for name, value in data.items() if value},
        )


def in_parts(slide: Slide) -> dict[str, str]:
    """Return a slide as a screen takes it in."""
    return {"kunci": slide.kunci, "sidik": slide.sidik, "html": slide_html(slide)}


def build_dek(rakor_id: int | None, alamat: str, versi: int, hari: date) -> Dek:
    """Return the slides of a rakor; `versi` was read before, so they are at least that new."""
    isi = read_isi(rakor_id)
    dek = Dek(make_deck(isi, alamat), versi, hari, isi.kepala.beku)
    _ = dek._in_words  # here, in a thread, and not when the first screen waits for it
    return dek


def build_objek(rakor_id: int | None, alamat: str, kunci: str) -> Slide | None:
    """Return the slide `objek.KEU-R03`, None when there is no such object."""
    isi = read_objek(rakor_id, kunci.removeprefix(OBJEK))
    return make_objek(isi, alamat) if isi else None


def read_keadaan(rakor_id: int | None, alamat: str) -> dict[str, Any]:
    """Return how the screens of a rakor are steered, and its clocks; a closed one goes by itself.

    Moments are milliseconds, as browsers count them.
    """
    if rakor_id is None:
        return {**SENDIRI}
    with read_session() as session:
        rakor = get_rakor(session, rakor_id=rakor_id)
        panduan = get_panduan(session, rakor_id=rakor_id)
        waktu = map_waktu(session, rakor_id=rakor_id)
    if rakor is None or rakor.keadaan == KeadaanRakor.DITUTUP:
        return {**SENDIRI, "rakor": rakor_id}
    objek = None
    if panduan.mode == ModeLayar.DIPANDU and panduan.slide.startswith(OBJEK):
        objek = build_objek(rakor_id, alamat, panduan.slide)
    return {
        "rakor": rakor_id,
        "mode": panduan.mode.value,
        "slide": panduan.slide,
        "detik": panduan.detik,
        "nomor": panduan.nomor,
        "waktu": {
            str(w.agenda_id): {
                "menit": w.menit,
                "terpakai": w.terpakai,
                "sejak": in_ms(w.berjalan_sejak) if w.berjalan_sejak else None,
            }
            for w in waktu.values()
        },
        "objek": in_parts(objek) if objek else None,
    }


def in_ms(moment: datetime) -> int:
    """Return a moment as browsers count it."""
    return int(moment.timestamp() * 1000)


def find_rakor(written: str) -> int | None:
    """Return the rakor that an address names, None when it names none; raise NotFound."""
    if not written:
        return None
    if not (written.isascii() and written.isdecimal() and len(written) <= 9):
        raise NotFound(RAKOR_TIDAK_ADA)
    with read_session() as session:
        rakor = get_rakor(session, rakor_id=int(written))
    if rakor is None:
        raise NotFound(RAKOR_TIDAK_ADA)
    return rakor.id
