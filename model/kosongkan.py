"""`python -m model.kosongkan`: empty a store of its example data, for real use.

Asks for the first admin and prints the one-time password of that account, once.
"""

import argparse
import sys

from model.admin_pertama import add_arguments, ask_admin, say, show_sandi
from model.commands.kosongkan import PENGOSONGAN, empty_store, remove_berkas
from model.db import open_session, read_session
from model.errors import DomainError, SetupError
from model.migrate import require_current
from model.queries.acuan import get_keadaan_data

KATA = "KOSONGKAN"


def main() -> int:
    """Empty the configured store. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m model.kosongkan", description=__doc__)
    add_arguments(parser)
    parser.add_argument("--ya", action="store_true", help="jangan minta ketikan konfirmasi")
    args = parser.parse_args()
    require_current()
    with read_session() as session:
        if not get_keadaan_data(session)[1]:
            raise SetupError("Basis data ini tidak berisi data contoh; tidak ada yang dikosongkan.")
    isian = ask_admin(args)
    if not args.ya:
        _confirm()
    with open_session(PENGOSONGAN, asal="perintah") as session:
        kosong = empty_store(session, pelaku=PENGOSONGAN, isian=isian)
    remove_berkas(kosong)
    say("Data contoh, akun contoh, dan riwayatnya sudah dihapus. Data acuan tetap ada.")
    show_sandi(kosong.admin)
    return 0


def _confirm() -> None:
    say("Semua permasalahan, risiko, rencana aksi, bukti, rakor, akun, dan riwayat akan dihapus.")
    if not sys.stdin.isatty():
        raise SetupError("Tidak ada yang dapat mengetik konfirmasi. Tambahkan --ya.")
    if input(f"Ketik {KATA} untuk melanjutkan: ").strip() != KATA:
        raise SetupError("Dibatalkan; tidak ada yang diubah.")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DomainError as refusal:
        sys.exit(str(refusal))
