"""`python -m model.cari [--bangun]`: compare the index of the search with the rows."""

import argparse
import sys

from model.cari import indeks
from model.db import open_session, read_session
from model.errors import DomainError
from model.format import angka
from model.migrate import require_current
from model.permissions import program

PEMBANGUNAN = program("Pembangunan indeks pencarian")
DISEBUT = 5


def main() -> int:
    """Check the index, or build it anew. Return the exit code: 1 when it differs from the rows."""
    parser = argparse.ArgumentParser(prog="python -m model.cari", description=__doc__)
    parser.add_argument("--bangun", action="store_true", help="bangun ulang indeks pencarian")
    args = parser.parse_args()
    require_current()
    if args.bangun:
        with open_session(PEMBANGUNAN, asal="perintah") as session:
            many = indeks.rebuild(session.connection())
            session.info["changed"] = True  # answers that are kept on pages are old now
        _say(f"Indeks pencarian dibangun ulang: {angka(many)} objek.")
        return 0
    with read_session() as session:
        wrong = indeks.differences(session.connection())
    if not wrong:
        _say("Indeks pencarian sesuai dengan data.")
        return 0
    _say(f"Indeks pencarian berbeda pada {angka(len(wrong))} objek: {', '.join(wrong[:DISEBUT])}.")
    _say("Bangun ulang dengan: python -m model.cari --bangun")
    return 1


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DomainError as refusal:
        sys.exit(str(refusal))
