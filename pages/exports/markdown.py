"""Text for a Markdown file that stays text: nothing a person typed becomes markup, HTML or a link.

Readers of Markdown differ in what they take for markup, so this covers CommonMark, the tables, bare
addresses and mentions of GitHub, and what others add (emoji names, highlights, formulas).
"""

import re

# What is markup wherever it stands. A colon only before a letter: `:smile:`, `javascript:`.
MARKUP = re.compile(r"([\\`*_{}\[\]|~^$#!]|==|\+\+|--|:(?=\S))")
# What is markup at the start of a line or cell: lists, headings, quotes, rules.
AWAL = re.compile(r"([-+=>]|\d{1,9}(?=[.)]))")
ENTITAS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Readers that link bare addresses (`https://…`, `nama.id`, `a@b`) undo all of the above first, so
# an unseen mark of width zero is left in between, which no address holds.
ALAMAT = re.compile(r"(:(?=//)|@(?=\S)|(?<=[^\W\d_])\.(?=[^\W\d_]))")
PEMISAH = "\u2060"
TERPADU = "\u200c\u200d"  # join letters and emoji, and show nothing themselves


def plain(text: str | None) -> str:
    """Return what a person typed as one line of a Markdown file, read there as it was typed."""
    shown = "".join(c if c.isprintable() or c in TERPADU else " " for c in text or "")
    line = " ".join(shown.split())
    line = ALAMAT.sub(rf"\1{PEMISAH}", line)
    line = "".join(ENTITAS.get(c, c) for c in line)
    line = MARKUP.sub(lambda found: "".join(f"\\{c}" for c in found[0]), line)
    return AWAL.sub(_first, line, count=1) if AWAL.match(line) else line


def _first(found: re.Match[str]) -> str:
    """Return a risky start made harmless; of a number it is what follows that counts."""
    return f"{found[0]}\\" if found[0].isdecimal() else f"\\{found[0]}"


def table(judul: list[str], baris: list[list[str]], kanan: int = 0) -> list[str]:
    """Return the lines of a table, its last `kanan` columns to the right; cells are ready text."""
    rule = ["---"] * (len(judul) - kanan) + ["--:"] * kanan
    return ["", *(f"| {' | '.join(row)} |" for row in (judul, rule, *baris)), ""]
