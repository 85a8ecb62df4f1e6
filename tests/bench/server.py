"""A server of its own for measuring, on a free port, over a given store."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from model.choices import Peran
from tests.orang import signed_in
from tests.stores import configured

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """A running server: port, cookie of a signed-in person, process, how long until it answered."""

    port: int
    token: str
    process: psutil.Process
    seconds_to_answer: float

    def memory_mib(self) -> float:
        """Return the resident memory now."""
        return float(self.process.memory_info().rss) / 2**20


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(database_url: str, script: str = "dashboard.py") -> Iterator[Server]:
    """Run `script` over a store until the block ends."""
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(ROOT / script), "--server.port", str(port),
    ]  # fmt: skip
    environment = os.environ | {"DATABASE_URL": database_url, "PYTHONPATH": str(ROOT)}
    with configured(database_url):
        token = signed_in(Peran.ADMIN)
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_until_it_answers(port, process)
        yield Server(port, token, psutil.Process(process.pid), time.perf_counter() - begin)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_it_answers(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the server ended at once")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError("the server did not answer")
