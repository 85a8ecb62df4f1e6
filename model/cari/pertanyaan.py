"""What somebody typed into the search, as words; and the same in the language of each database."""

import re
from dataclasses import dataclass

from model.cari.kata import PENGHUBUNG, fold, places, stem, words

MAKS_HURUF = 300
MAKS_KATA = 8
MIN_AWALAN = 2  # one letter begins too many words to look for them all

_KODE = re.compile(r"(?:([a-z]{2,4}))??[ \-./]*([isprtka])[ \-.]*([0-9]{1,6})")


@dataclass(frozen=True)
class Pertanyaan:
    """Words that all have to be found; the last one may be the beginning of a longer one."""

    kata: tuple[str, ...]
    kode: tuple[str, str, str] | None = None  # pokja or nothing, letter, number

    @property
    def kosong(self) -> bool:
        """Return whether there is nothing that could be looked for."""
        return not self.kata or (len(self.kata) == 1 and len(self.kata[0]) < MIN_AWALAN)

    def answers(self, folded: str) -> set[int]:
        """Return which of the words asked for a folded word answers, as an index would find it."""
        forms = (folded, stem(folded))
        last = len(self.kata) - 1
        found = set()
        for i, asked in enumerate(self.kata):
            goes_on = i == last and len(asked) >= MIN_AWALAN
            if (
                asked in forms
                or stem(asked) in forms
                or (goes_on and any(form.startswith(asked) for form in forms))
            ):
                found.add(i)
        return found

    def found_in(self, *texts: str) -> set[int]:
        """Return which of the words asked for stand in texts."""
        return {i for text in texts for word in set(words(text)) for i in self.answers(word)}


def ask(typed: str) -> Pertanyaan:
    """Read what somebody typed. Every character is data; what is no letter or digit parts words."""
    typed = typed[:MAKS_HURUF]
    asked = list(dict.fromkeys(words(typed)))
    telling = [word for word in asked if word not in PENGHUBUNG] or asked
    found = _KODE.fullmatch(fold(typed).strip())
    kode = (found[1] or "", found[2].upper(), found[3]) if found else None
    return Pertanyaan(tuple(telling[:MAKS_KATA]), kode)


def as_fts5(asked: Pertanyaan, *, huruf: str = "", in_judul: bool = False) -> str:
    """Return the question for FTS5: quoted words, so that nothing typed is an operator."""
    each = []
    for forms, prefix in _forms(asked):
        first, *others = (f'"{form}"' for form in forms)
        terms = [f"{first} *" if prefix else first, *others]
        each.append(f"({' OR '.join(terms)})")
    where = "{kode judul}" if in_judul else "{kode judul isi}"
    expression = f"{where} : ({' AND '.join(each)})"
    return f'jenis : "{huruf.lower()}" AND {expression}' if huruf else expression


def as_tsquery(asked: Pertanyaan, *, in_judul: bool = False) -> str:
    """Return the question for PostgreSQL: quoted lexemes; weights A and B are code and title."""
    weight = "AB" if in_judul else ""
    each = []
    for forms, prefix in _forms(asked):
        first, *others = (f"'{form}':{weight}" for form in forms)
        terms = [f"{first}*" if prefix else first, *others]
        each.append(f"({' | '.join(term.rstrip(':') for term in terms)})")
    return " & ".join(each)


def _forms(asked: Pertanyaan) -> list[tuple[list[str], bool]]:
    """Return for each word the forms that answer it, and whether the first may go on."""
    last = len(asked.kata) - 1
    return [
        (list(dict.fromkeys((word, stem(word)))), i == last and len(word) >= MIN_AWALAN)
        for i, word in enumerate(asked.kata)
    ]


@dataclass(frozen=True)
class Potongan:
    """A piece of a text, marked when it is a word that was asked for."""

    teks: str
    kena: bool = False


def mark(text: str, asked: Pertanyaan, *, longest: int = 0) -> tuple[Potongan, ...]:
    """Return a text in pieces, the words asked for marked; with `longest` a part around them."""
    hits = [(a, b) for a, b in places(text) if asked.found_in(text[a:b])]
    start, end = _window(text, hits, longest)
    pieces = [Potongan("… ")] if start else []
    at = start
    for a, b in hits:
        if a < at or b > end:
            continue
        if a > at:
            pieces.append(Potongan(text[at:a]))
        pieces.append(Potongan(text[a:b], kena=True))
        at = b
    if at < end:
        pieces.append(Potongan(text[at:end]))
    if end < len(text):
        pieces.append(Potongan(" …"))
    return tuple(pieces)


def _window(text: str, hits: list[tuple[int, int]], longest: int) -> tuple[int, int]:
    """Return from where to where to show a text: whole words around the first one found."""
    if not longest or len(text) <= longest:
        return 0, len(text)
    first = hits[0][0] if hits else 0
    start = max(0, min(first - longest // 3, len(text) - longest))
    end = min(len(text), start + longest)
    if start and (space := text.find(" ", start, first)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", first, end)) > first:
        end = space
    return start, end
