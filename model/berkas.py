"""Files of bukti dukung on disk: outside every served folder, under names of our own.

A file is staged first, outside any transaction: written, hashed and forced onto the disk. The
transaction that records it only renames it, so nobody waits for a disk while holding a lock.
`python -m model.berkas` compares the folder with the store.
"""

import hashlib
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from sqlalchemy import make_url
from sqlmodel import Session

from model.clock import now
from model.config import ROOT, settings
from model.errors import BerkasRusak, PenyimpananGagal

log = logging.getLogger("forum")

NAMA = re.compile(r"[0-9a-f]{32}")
SEMENTARA = "sementara-"
POTONGAN = 1 << 20
# What is younger than this may belong to a save that is still going on.
DETIK_TUNGGU = 3600


def folder() -> Path:
    """Return the folder of the files: FORUM_BERKAS, else `bukti` beside the SQLite file."""
    if settings().forum_berkas is not None:
        return ROOT / settings().forum_berkas  # type: ignore[operator]
    address = make_url(settings().database_url)
    if address.get_backend_name() == "sqlite" and address.database:
        return Path(address.database).resolve().parent / "bukti"
    return ROOT / "data" / "bukti"


@dataclass(frozen=True)
class Siap:
    """A file that lies staged in the folder: whole, hashed, and safe on the disk."""

    jalur: Path
    ukuran: int
    sha256: str


@contextmanager
def _calm() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        log.exception("cannot store a file of bukti dukung")
        raise PenyimpananGagal() from error


def stage(isi: BinaryIO) -> Siap:
    """Write a copy of `isi` into the folder. Raises PenyimpananGagal and leaves nothing then."""
    path = folder() / f"{SEMENTARA}{uuid4().hex}"
    digest, size = hashlib.sha256(), 0
    isi.seek(0)
    try:
        with _calm():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "wb") as file:
                while part := isi.read(POTONGAN):
                    digest.update(part)
                    size += file.write(part)
                file.flush()
                os.fsync(number)
    except PenyimpananGagal:
        remove(path)
        raise
    return Siap(path, size, digest.hexdigest())


def adopt(session: Session, siap: Siap) -> str:
    """Give a staged file its lasting name, for as long as the transaction of `session` stands."""
    nama = uuid4().hex
    path = folder() / nama
    with _calm():
        siap.jalur.rename(path)
        session.info.setdefault("berkas", []).append(path)
        _sync_folder()
    return nama


def put(session: Session, nama: str, isi: bytes) -> None:
    """Write a file whose loss at a power cut would be no harm: one of the example data."""
    path = folder() / nama
    with _calm():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        session.info.setdefault("berkas", []).append(path)
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(isi)


def _sync_folder() -> None:
    """Force the new name onto the disk too, before the store speaks of it."""
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    number = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def remove(path: Path) -> None:
    """Remove a file that nothing refers to; one that cannot be removed is found by the check."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        log.exception("cannot remove %s", path.name)


@contextmanager
def removed_on_failure(session: Session) -> Iterator[None]:
    """Remove the files that the block adopted when it ends with an error.

    The commit stays outside: when that fails nobody knows whether the rows stand, and a file too
    many is better than one too few.
    """
    try:
        yield
    except BaseException:
        for path in session.info.pop("berkas", []):
            remove(path)
        raise


def open_verified(nama_simpan: str, sha256: str) -> BinaryIO:
    """Open a file for reading; raise BerkasRusak when it is missing or not what was stored."""
    if not NAMA.fullmatch(nama_simpan):
        raise BerkasRusak()
    try:
        file = (folder() / nama_simpan).open("rb")
        same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError as error:
        log.error("file %s of bukti dukung cannot be read: %s", nama_simpan, error)
        raise BerkasRusak() from error
    if not same:
        file.close()
        log.error("file %s of bukti dukung is not what was stored", nama_simpan)
        raise BerkasRusak()
    file.seek(0)
    return file


def find_faults(stored: dict[str, str]) -> list[str]:
    """Return a sentence for each difference between the folder and `stored`, names to SHA-256."""
    faults = []
    for nama, sha256 in sorted(stored.items()):
        path = folder() / nama
        if not path.is_file():
            faults.append(f"{nama}: berkas hilang.")
            continue
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                faults.append(f"{nama}: isi berkas berbeda dari yang disimpan (SHA-256).")
    present = sorted(folder().iterdir()) if folder().is_dir() else []
    for path in present:
        old = now().timestamp() - path.stat().st_mtime > DETIK_TUNGGU
        if path.name not in stored and old:
            faults.append(f"{path.name}: berkas tanpa catatan di basis data.")
    return faults


def main() -> int:
    """Print what is wrong with the folder of the configured store. Return the exit code."""
    from model.db import read_session
    from model.queries.bukti import map_sha256

    with read_session() as session:
        stored = map_sha256(session)
    faults = find_faults(stored)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    verdict = f"{len(faults)} masalah" if faults else "tidak ada masalah"
    sys.stdout.write(f"{len(stored)} berkas bukti dukung di {folder()}: {verdict}.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
