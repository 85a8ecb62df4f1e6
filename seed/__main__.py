"""`python -m seed`: create or migrate the store, and fill it when it is empty."""

import argparse
import sys

from model.clock import today
from model.config import settings
from model.db import open_session, read_session
from model.errors import DomainError
from model.migrate import upgrade
from seed import load

ADMIN_PERTAMA = "Belum ada admin. Buat admin pertama dengan: python -m model.admin_pertama"


def main() -> int:
    """Prepare the configured store. Return the exit code; safe to run as often as you like."""
    parser = argparse.ArgumentParser(prog="python -m seed", description=__doc__)
    parser.add_argument("--tanpa-contoh", action="store_true", help="data acuan saja, tanpa contoh")
    parser.add_argument(
        "--besar", type=int, metavar="N", help="N rencana aksi contoh, untuk pengukuran kinerja"
    )
    args = parser.parse_args()
    upgrade()
    with read_session() as session:
        filled = not load.is_empty(session)
    if filled:
        _complete()
        return 0
    with open_session(load.SEEDER, asal="pemuatan awal") as session:
        load.load_acuan(session, today())
        if not args.tanpa_contoh:
            load.load_contoh(session, today(), aksi=args.besar or load.AKSI_CONTOH)
    _say(f"Basis data siap: {settings().database_url.rsplit('@')[-1]}")
    if args.tanpa_contoh:
        _say(ADMIN_PERTAMA)
    return 0


def _complete() -> None:
    """Give a store that was filled by an earlier version what signing in needs."""
    with open_session(load.SEEDER, asal="pemuatan awal") as session:
        added, alone = load.add_pengguna_contoh(session), load.lacks_admin(session)
    if added:
        _say("Akun contoh ditambahkan pada basis data dari versi sebelumnya.")
        return
    _say("Basis data sudah berisi; tidak ada yang diubah.")
    if alone:
        _say(ADMIN_PERTAMA)


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DomainError as refusal:
        sys.exit(str(refusal))
