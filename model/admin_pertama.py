"""`python -m model.admin_pertama`: make the first admin, who then makes all other accounts.

With `--pulihkan NAMA_MASUK` it gives an admin who cannot sign in any more a new password.
"""

import argparse
import sys

from sqlmodel import select

from model import tables as t
from model.choices import Peran
from model.commands.kosongkan import create_first_admin
from model.commands.pengguna import SandiSekali, reset_sandi, set_aktif
from model.db import open_session
from model.errors import DomainError, NotFound, SetupError
from model.isian_pengguna import IsianAdminPertama
from model.migrate import require_current
from model.permissions import program

PERINTAH = program("Perintah admin pertama")


def main() -> int:
    """Make the first admin of the configured store. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m model.admin_pertama", description=__doc__)
    add_arguments(parser)
    parser.add_argument(
        "--pulihkan", metavar="NAMA_MASUK", help="beri sandi baru kepada admin yang sudah ada"
    )
    args = parser.parse_args()
    require_current()
    if args.pulihkan:
        show_sandi(_restore(args.pulihkan))
        return 0
    isian = ask_admin(args)
    with open_session(PERINTAH, asal="perintah") as session:
        made = create_first_admin(session, isian=isian)
    show_sandi(made)
    return 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let the first admin be named on the command line; what is missing is asked for."""
    parser.add_argument("--nama-masuk", help="nama masuk admin pertama, misalnya budi.santoso")
    parser.add_argument("--nama", help="nama admin pertama")


def ask_admin(args: argparse.Namespace) -> IsianAdminPertama:
    """Return the first admin as given or typed; raise InvalidIsian when that cannot be."""
    values = {"nama_masuk": args.nama_masuk, "nama": args.nama}
    for name, value in values.items():
        if value is not None:
            continue
        if not sys.stdin.isatty():
            raise SetupError(f"Sebutkan --{name.replace('_', '-')} admin pertama.")
        label = IsianAdminPertama.model_fields[name].title
        values[name] = input(f"{label} admin pertama: ")
    return IsianAdminPertama.check(values)


def show_sandi(made: SandiSekali) -> None:
    """Print a one-time password; nothing keeps it."""
    say(f"Nama masuk           : {made.nama_masuk}")
    say(f"Sandi sekali pakai   : {made.sandi}")
    say("Catat sekarang: sandi ini tidak ditampilkan lagi dan harus diganti saat pertama masuk.")


def say(sentence: str) -> None:
    """Print one line."""
    sys.stdout.write(sentence + "\n")


def _restore(nama_masuk: str) -> SandiSekali:
    with open_session(PERINTAH, asal="perintah") as session:
        row = session.exec(
            select(t.Pengguna).where(
                t.Pengguna.nama_masuk == nama_masuk.lower(), t.Pengguna.peran == Peran.ADMIN
            )
        ).first()
        if row is None:
            raise NotFound(f"Tidak ada admin dengan nama masuk {nama_masuk!r}.")
        if not row.aktif:
            set_aktif(session, pelaku=PERINTAH, row_id=row.id, versi=row.versi, aktif=True)
            session.flush()
        return reset_sandi(session, pelaku=PERINTAH, row_id=row.id, versi=row.versi)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DomainError as refusal:
        sys.exit(str(refusal))
