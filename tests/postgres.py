"""A PostgreSQL server for the tests: the one of TEST_POSTGRES_URL, or a throw-away one."""

import os
import pwd
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from shutil import disk_usage, rmtree, which
from typing import Any

import psycopg
from sqlalchemy import make_url

PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Fedora, RHEL
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)

# Nothing has to outlive the tests. Autovacuum would now and then sit in a template database, and
# a far time zone shows at once where a moment is taken for local time.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "timezone": "Pacific/Auckland",
}

# The pipe to this shell ends with the tests, even when they are killed: then the server goes too.
GUARD = '"$@" & read -r _; kill -INT $!; wait; cd /; rm -rf "$0"'

NOT_FOUND = (
    "No PostgreSQL server for the tests: neither TEST_POSTGRES_URL is set nor are initdb and "
    "postgres installed. Run `make test` (it installs one), or `apt-get install postgresql` / "
    "`brew install postgresql`, or leave these tests out with `-m 'not postgresql'`."
)


class Server:
    """A running server, and the databases made on it by this process."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql")
        self._numbers = count(1)

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        address = self._url.render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def create(self, template: str = "template0") -> str:
        """Make a database as a copy of `template`; return its name."""
        name = f"uji_{os.getpid()}_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def url_of(self, name: str) -> str:
        """Return the address of a database, in the plain form that hosters hand out."""
        return self._url.set(database=name).render_as_string(hide_password=False)


def is_available() -> bool:
    """Return whether `server` will find one."""
    return bool(os.environ.get("TEST_POSTGRES_URL")) or _find_programs() is not None


@contextmanager
def server() -> Iterator[Server]:
    """Give a server for the length of the block; LookupError when there is none to be had."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield Server(given)
        return
    programs = _find_programs()
    if programs is None:
        raise LookupError(NOT_FOUND)
    home = Path(tempfile.mkdtemp(prefix="uji-pg-", dir=_place()))
    try:
        with _running(programs, home):
            yield Server(f"postgresql://postgres@/postgres?host={home}")
    finally:
        rmtree(home, ignore_errors=True)


def _place() -> Path:
    """Return where to put the cluster: in memory when there is room (twenty times as fast).

    Not below pytest's own folder: another user must get in, and socket paths have to be short.
    """
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and disk_usage(memory).free > 2**29
    return memory if roomy else Path("/tmp")


def _find_programs() -> Path | None:
    """Return the newest folder that holds both initdb and postgres."""
    places = [place for pattern in PLACES for place in Path("/").glob(pattern[1:])]
    places.sort(key=lambda place: [int(n) for n in re.findall(r"\d+", str(place))])
    if on_path := which("initdb"):
        places.append(Path(on_path).resolve().parent)
    complete = [p for p in places if (p / "initdb").exists() and (p / "postgres").exists()]
    return complete[-1] if complete else None


def _unprivileged(home: Path) -> dict[str, Any]:
    """Return how to start the programs: PostgreSQL refuses root, so root lends a lesser user."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(home, entry.pw_uid, entry.pw_gid)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def _running(programs: Path, home: Path) -> Iterator[None]:
    lesser = _unprivileged(home)
    data, log = home / "data", home / "log"
    common: dict[str, Any] = {"cwd": home, "stderr": subprocess.STDOUT, **lesser}
    with log.open("wb") as output:
        common["stdout"] = output
        made = subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync",
             "-E", "UTF8", "--locale=C"],
            check=False, **common,
        )  # fmt: skip
        if made.returncode:
            raise RuntimeError(f"initdb failed: {log.read_text()}")
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        process = subprocess.Popen(
            ["sh", "-c", GUARD, home,
             programs / "postgres", "-D", data, f"-cunix_socket_directories={home}", *options],
            stdin=subprocess.PIPE, start_new_session=True, **common,
        )  # fmt: skip
    with process:  # closes the pipe at the end, and waits
        _wait_until_ready(home, log)
        yield


def _wait_until_ready(home: Path, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(f"host={home} user=postgres dbname=postgres").close()
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL does not start: {log.read_text()}") from error
            time.sleep(0.05)
        else:
            return
