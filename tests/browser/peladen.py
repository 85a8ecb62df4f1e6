"""The server under test: `streamlit run dashboard.py` as a person starts it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from model.choices import Peran
from model.config import ROOT
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
        store = shutil.copy(basis_data, folder / "forum.db")
        if (files := basis_data.parent / "bukti").is_dir():
            shutil.copytree(files, folder / "bukti")
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
