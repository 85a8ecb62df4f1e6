"""Where this server listens, and which ways of running it are refused."""

import ipaddress
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from model.config import settings
from model.db import read_session
from model.errors import SetupError
from model.queries.masuk import is_contoh
from model.rahasia import PALING_PENDEK

INTERNET = (socket.AF_INET, socket.AF_INET6)


@contextmanager
def _listeners() -> Iterator[list[socket.socket]]:
    """Give the listening sockets of this process."""
    folder = next((f for f in (Path("/proc/self/fd"), Path("/dev/fd")) if f.is_dir()), None)
    # Neither Linux nor macOS: nothing is found, which counts as not known.
    numbers = [int(e.name) for e in folder.iterdir() if e.name.isdigit()] if folder else []
    with ExitStack() as opened:
        sockets = (_as_listener(number) for number in numbers)
        yield [opened.enter_context(one) for one in sockets if one is not None]


def _as_listener(number: int) -> socket.socket | None:
    """Return a second handle on a listening socket; None for anything else."""
    try:
        if not stat.S_ISSOCK(os.fstat(number).st_mode):
            return None
        one = socket.socket(fileno=os.dup(number))
    except OSError:  # closed meanwhile
        return None
    try:
        listening = one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    except OSError:
        listening = 0
    if not listening:
        one.close()
    return one if listening else None


def set_nodelay() -> None:
    """Set TCP_NODELAY on the listening sockets: Streamlit binds them so that asyncio does not.

    Accepted connections inherit it; without it every small rerun waits some 40 ms.
    """
    with _listeners() as listeners:
        for one in listeners:
            if one.family in INTERNET:
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def list_alamat() -> list[str]:
    """Return the addresses on which this process listens; other than network ones as `unix`."""
    with _listeners() as listeners:
        return sorted(
            {one.getsockname()[0] if one.family in INTERNET else "unix" for one in listeners}
        )


def is_loopback(alamat: str) -> bool:
    """Return whether only the computer itself can reach an address."""
    try:
        return ipaddress.ip_address(alamat.partition("%")[0]).is_loopback
    except ValueError:
        return False


def is_local_only(alamat: list[str]) -> bool:
    """Return whether it is certain that nobody but the computer itself is served."""
    everywhere = bool(settings().forum_alamat_publik)
    return bool(alamat) and all(map(is_loopback, alamat)) and not everywhere


def require_aman(alamat: list[str]) -> None:
    """Raise SetupError when the server would be open in a dangerous way.

    `alamat` is where it listens; empty when that is not known (yet).
    """
    s = settings()
    reach = next((a for a in alamat if not is_loopback(a)), "") or s.forum_alamat_publik
    if s.forum_rahasia and len(s.forum_rahasia) < PALING_PENDEK:
        raise SetupError(
            f"FORUM_RAHASIA terlalu pendek: paling sedikit {PALING_PENDEK} karakter acak. Buat "
            'dengan: python -c "import secrets; print(secrets.token_hex(32))"'
        )
    if (reach or s.forum_oidc_alamat) and not s.forum_rahasia:
        raise SetupError(
            f"FORUM_RAHASIA belum diisi, padahal server dibuka di {reach or 'OIDC'}. Buat dengan: "
            'python -c "import secrets; print(secrets.token_hex(32))" lalu tulis di .env'
        )
    if s.forum_oidc_alamat and not (s.forum_oidc_id and s.forum_oidc_rahasia):
        raise SetupError(
            "FORUM_OIDC_ALAMAT diisi, tetapi FORUM_OIDC_ID atau FORUM_OIDC_RAHASIA tidak."
        )
    if not reach:
        return
    with read_session() as session:
        contoh = is_contoh(session)
    if contoh:
        raise SetupError(
            f"Data contoh tidak boleh dibuka di {reach}: siapa pun dapat memakai akun contoh. "
            "Jalankan di 127.0.0.1 saja, atau kosongkan data contoh dahulu (lihat README)."
        )
