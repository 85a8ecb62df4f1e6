"""Mentions in a text: "@ketua.keuangan" is a person, "@verifikator" everybody of a peran.

A person is kept as "@{7}", the number of the account: a name may have to go one day, and then it
goes from every text at once.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from model.choices import Choice

MAKS_SEBUTAN = 20  # people in one text; a peran counts as one word


class KataPeran(Choice):
    """Words that mention whoever holds a peran; they come before any account of that name."""

    VERIFIKATOR = "verifikator", "Semua verifikator"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    KETUA = "ketua", "Ketua pokja ini"
    PIC = "pic", "PIC perangkat daerahnya"


# An address such as budi@dinas.go.id or https://host/@budi mentions nobody.
POLA = re.compile(r"(?<![\w@.+/}-])@(?:\{(\d{1,9})\}|(\w[\w.@+-]{0,79}))")
POLA_KODE = re.compile(r"(?<![\w-])[A-Z]{2,4}-[IPSRTAK]\d{1,6}(?![\w-])")


@dataclass(frozen=True)
class Sebutan:
    """Whom a text mentions."""

    ids: frozenset[int] = frozenset()
    peran: frozenset[KataPeran] = frozenset()


@dataclass(frozen=True)
class Bagian:
    """A piece of a text: plain words, the code of an object, or a mention with its name."""

    jenis: str  # teks, kode, sebutan
    teks: str


def find_names(text: str) -> list[str]:
    """Return the names after an @ that may be those of accounts, in lower case, at most 40."""
    names: dict[str, None] = {}
    for match in POLA.finditer(text):
        for name in _readings(match[2] or ""):
            if name not in set(KataPeran):
                names[name] = None
        if len(names) >= 2 * MAKS_SEBUTAN:
            break
    return list(names)


def _readings(word: str) -> Iterable[str]:
    """Yield how a word after an @ may be meant: whole, or without the mark that ends a sentence."""
    yield from dict.fromkeys(name for name in (word.lower(), word.lower().rstrip(".@+-")) if name)


def with_numbers(text: str, accounts: Mapping[str, int]) -> str:
    """Return the text with "@name" of each known account replaced by "@{number}"."""

    def number(match: re.Match[str]) -> str:
        word = match[2] or ""
        for name in _readings(word):
            if name in accounts and name not in set(KataPeran):
                return f"@{{{accounts[name]}}}{word[len(name) :]}"
        return match[0]

    return POLA.sub(number, text)


def mentioned(text: str) -> Sebutan:
    """Return whom a kept text mentions: the first 20 people, and every peran."""
    ids: dict[int, None] = {}
    peran = set()
    for match in POLA.finditer(text):
        if match[1]:
            ids[int(match[1])] = None
        else:
            peran |= {KataPeran(name) for name in _readings(match[2]) if name in set(KataPeran)}
    return Sebutan(frozenset(list(ids)[:MAKS_SEBUTAN]), frozenset(peran))


def split_text(text: str, names: Mapping[int, str]) -> list[Bagian]:
    """Return a kept text in pieces, each mention with the name of today; nothing is markup."""
    pieces: list[Bagian] = []
    end = 0
    for match in sorted((*POLA.finditer(text), *POLA_KODE.finditer(text)), key=re.Match.start):
        if match.start() < end:
            continue
        shown, stop = _shown(match, names)
        if shown is None:
            continue
        pieces.append(Bagian("teks", text[end : match.start()]))
        pieces.append(shown)
        end = stop
    pieces.append(Bagian("teks", text[end:]))
    return [piece for piece in pieces if piece.teks]


def _shown(match: re.Match[str], names: Mapping[int, str]) -> tuple[Bagian | None, int]:
    """Return the piece that a match is drawn as and where it ends; None for plain words."""
    if match.re is POLA_KODE:
        return Bagian("kode", match[0]), match.end()
    if match[1]:
        name = names.get(int(match[1]))
        return (Bagian("sebutan", f"@{name}") if name else None), match.end()
    for word in _readings(match[2]):
        if word in set(KataPeran):
            return Bagian("sebutan", f"@{word}"), match.start() + 1 + len(word)
    return None, match.end()
