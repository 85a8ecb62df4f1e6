"""The server under test: `streamlit run dashboard.py` as a person starts it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from model.choices import Peran
from model.config import ROOT
from model.db import sqlite_driver
from tests.orang import signed_in
from tests.stores import configured

LAMA = 60  # seconds to wait for a start on a busy machine


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Peladen:
    """A server on a copy of a store, kept in `folder`; starts again on the same port and store."""

    def __init__(self, basis_data: Path, folder: Path, **lingkungan: str) -> None:
        self.port = free_port()
        self.alamat = f"http://127.0.0.1:{self.port}"
        # A file, not a pipe: nobody reads while it runs, and a full pipe would stop the server.
        self.catatan = folder / "peladen.log"
        self._asal, self._folder = basis_data, folder
        store = shutil.copy(basis_data, folder / "forum.db")
        self._copy_berkas()
        self.basis_data = f"sqlite:///{store}"
        own = {"DATABASE_URL": self.basis_data, "PYTHONUNBUFFERED": "1"}
        self._env = {**os.environ, **own, **lingkungan}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
        with self.catatan.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--server.port", str(self.port)],
                cwd=ROOT, env=self._env, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        deadline = time.monotonic() + LAMA
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server does not start:\n{self.catatan.read_text()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop, as Ctrl+C does."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def renew(self, putaran: int) -> None:
        """Put the store back to what it was copied from, and see that the server runs.

        The data version goes on to one that was never before, as what the server has kept is good
        for the version it was read at; `putaran` counts the times.
        """
        connect = sqlite_driver().connect
        store = self._folder / "forum.db"
        with closing(connect(self._asal)) as before, closing(connect(store)) as now:
            before.backup(now)
            now.execute("UPDATE versi_data SET nomor = nomor + ?", (putaran * 1_000_000,))
            now.commit()
        shutil.rmtree(self._folder / "bukti", ignore_errors=True)
        self._copy_berkas()
        if self._process is None or self._process.poll() is not None:
            self.start()

    def _copy_berkas(self) -> None:
        if (files := self._asal.parent / "bukti").is_dir():
            shutil.copytree(files, self._folder / "bukti")

    def sign_in(self, peran: Peran = Peran.ADMIN, milik: int = 1) -> str:
        """Return the token of a new sesi, for the cookie of a browser."""
        with configured(self.basis_data):
            return signed_in(peran, milik=milik)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.alamat}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
