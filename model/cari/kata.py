"""Words as the search knows them: folded, and without their Indonesian affixes.

A change here, or another version of the stemmer, makes every index old: run
`python -m model.cari --bangun`, or write a migration (`model.migrate.upgrade` builds it anew).
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock

from snowballstemmer import stemmer

MAKS_PANJANG = 64  # letters of a word that count

_ASCII = re.compile(r"[a-z0-9]+")
_BARE = re.compile(r"[^\W_]+")
# One word at a time goes through it: it keeps the word in itself.
_stemmer, _lock = stemmer("indonesian"), Lock()

# Words that bind others: asked for together with others they say nothing.
PENGHUBUNG = frozenset(
    {
        "dan", "atau", "yang", "di", "ke", "dari", "untuk", "bagi", "pada", "dalam", "dengan",
        "oleh", "serta", "agar", "karena", "sebagai",
    }
)  # fmt: skip


@cache
def _marks() -> str:
    """Return the marks of all alphabets (accents, vowel signs) for use in a character class."""
    marks = (chr(c) for c in range(0x300, 0x1F000) if unicodedata.category(chr(c))[0] == "M")
    return "".join(marks)


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(rf"[^\W_](?:[^\W_]|[{_marks()}])*")


@cache
def _mark_pattern() -> re.Pattern[str]:
    return re.compile(f"[{_marks()}]+")


def fold(text: str) -> str:
    """Return a text without differences of case, accents and width, in whatever alphabet."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _mark_pattern().sub("", text)


def words(text: str) -> list[str]:
    """Return the folded words of a text: letters and digits, everything else stands between."""
    pattern = _ASCII if text.isascii() else _BARE
    return [word[:MAKS_PANJANG] for word in pattern.findall(fold(text))]


def places(text: str) -> list[tuple[int, int]]:
    """Return from where to where each word stands in the text as it was written."""
    return [found.span() for found in _word_pattern().finditer(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded word without affixes: `perizinan` and `mengizinkan` are both `izin`."""
    with _lock:
        return str(_stemmer.stemWord(word))


def with_stems(text: str) -> str:
    """Return the words of a text as they go into an index: each followed by its stem."""
    found = []
    for word in words(text):
        found.append(word)
        if (bare := stem(word)) != word:
            found.append(bare)
    return " ".join(found)


def of_kode(kode: str) -> str:
    """Return a code as it goes into an index: `KEU-A07` is `keu`, `a07` and `keua07`."""
    parts = words(kode)
    return " ".join([*parts, "".join(parts)])
