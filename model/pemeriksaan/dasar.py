"""What a rule of the pemeriksaan is, and what it finds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, null

from model import tables as t
from model.choices import Choice
from model.clock import wib_date
from model.permissions import Hak
from model.tables.base import UtcDateTime

UTC_TEXT = UtcDateTime()


class Bobot(Choice):
    """How much a finding weighs; the heaviest come first."""

    BERAT = "berat", "Berat"
    SEDANG = "sedang", "Sedang"
    RINGAN = "ringan", "Ringan"


class Bentuk(Choice):
    """Where a finding is put right."""

    BARU = "baru", "form for a new child"
    UBAH = "ubah", "form of the object"
    NILAI = "nilai", "assessment of the risiko"
    MUTAKHIR = "mutakhir", "pemutakhiran of the rencana aksi"
    BEBAN = "beban", "open rencana aksi of a perangkat daerah"
    BUKA = "buka", "page of the object"


@dataclass(frozen=True)
class Konteks:
    """What rules go by besides the rows: the day, and the besaran from which on is priority."""

    hari: date
    batas_prioritas: int


@dataclass(frozen=True)
class Perbaikan:
    """What puts a finding right: the words of its link, and where it leads.

    `kolom` is the field of the form; `huruf` and `induk` say what kind of child a new one is, and
    of which objects. Who may do it has the right `hak` in the pokja of the finding.
    """

    kata: str
    bentuk: Bentuk
    kode: str
    kolom: str = ""
    huruf: str = ""
    induk: tuple[tuple[str, str], ...] = ()
    hak: Hak = Hak.UBAH_RANTAI


@dataclass(frozen=True, eq=False, repr=False)
class AturanPeriksa:
    """One rule: its key in the store, its name, why it matters and how a finding is put right.

    `wajib` is why a finding cannot be declared in order; empty: it can, with a reason. There is
    one of each, also after a cache has copied what it was found in.
    """

    kunci: str
    nama: str
    alasan: str
    cara: str
    bobot: Bobot
    wajib: str = ""

    def __post_init__(self) -> None:
        _semua[self.kunci] = self

    def __repr__(self) -> str:
        return f"AturanPeriksa({self.kunci})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _semua_of, (self.kunci,)


_semua: dict[str, AturanPeriksa] = {}


def _semua_of(kunci: str) -> AturanPeriksa:
    return _semua[kunci]


Where = Callable[[Konteks], list[ColumnElement[bool]]]


@dataclass(frozen=True, eq=False, repr=False)
class AturanBaris(AturanPeriksa):
    """A rule about each row of one table by itself.

    `where` says which rows that are not withdrawn break it. `kolom` are up to three columns as
    text, which `kalimat` and `perbaikan` get as `row.a`, `row.b`, `row.c`.
    """

    kind: type[t.Tercatat] = field(kw_only=True)
    where: Where = field(kw_only=True)
    kolom: Callable[[], tuple[Any, ...]] = field(default=lambda: (), kw_only=True)
    kalimat: Callable[[Any, Konteks], str] = field(kw_only=True)
    perbaikan: Callable[[Any], Perbaikan] = field(kw_only=True)

    def texts(self) -> tuple[ColumnElement[str], ...]:
        """Return the three columns, NULL for those that the rule does not need."""
        given = [cast(kolom, String) for kolom in self.kolom()]
        rest = [cast(null(), String)] * (3 - len(given))
        return tuple(kolom.label(nama) for kolom, nama in zip([*given, *rest], "abc", strict=True))


@dataclass(frozen=True)
class Sisi:
    """An object that a finding is about."""

    kode: str
    judul: str
    pokja_id: int | None = None
    pokja: str = ""


@dataclass(frozen=True)
class Temuan:
    """One finding: the rule, the object (of a likely duplicate the other one too), what is missing.

    One that belongs to no pokja has no `objek.pokja_id`.
    """

    aturan: AturanPeriksa
    objek: Sisi
    kalimat: str
    perbaikan: Perbaikan
    lain: Sisi | None = None

    @property
    def pokja_ids(self) -> tuple[int, ...]:
        """Return the pokja that the finding touches."""
        sides = (self.objek, self.lain) if self.lain else (self.objek,)
        return tuple(dict.fromkeys(s.pokja_id for s in sides if s.pokja_id is not None))


def day_of(text: str | None) -> date | None:
    """Return the day in Jakarta of a day or moment that a column gives as text."""
    if not text:
        return None
    if len(text) == len("2026-10-01"):
        return date.fromisoformat(text)
    moment = UTC_TEXT.process_result_value(datetime.fromisoformat(text), None)  # type: ignore[arg-type]
    return wib_date(moment) if moment else None
