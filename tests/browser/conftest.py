"""A server on the example data and a browser, for the tests that drive one."""

import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from model.choices import Peran
from model.config import ROOT
from tests.browser.peladen import Peladen
from tests.browser.peramban import LAPTOP, new_context, open_halaman, peramban
from tests.stores import made_once
from tests.tampilan import list_tampilan, peran_of

HERE = Path(__file__).parent

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function,
    call: pytest.CallInfo[None],  # noqa: ARG001 - pytest calls by this name
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a failed test what the server had to say."""
    report = yield
    if report.failed:
        for value in getattr(item, "funcargs", {}).values():
            if isinstance(value, Peladen):
                log = value.catatan.read_text("utf-8", "replace")[-4000:]
                report.sections.append(("Output of the server", log))
    return report


# The browser brings an event loop of its own that other tests would stumble over, so it goes when
# these tests are done, and not only at the end of the run.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with peramban() as running:
        yield running


@pytest.fixture(scope="package")
def basis_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a SQLite file with the example data, to be copied."""

    def make(folder: Path) -> None:
        env = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'contoh.db'}"}
        subprocess.run([sys.executable, "-m", "seed"], cwd=ROOT, env=env, check=True)

    return made_once(tmp_path_factory, "basis", make) / "contoh.db"


@pytest.fixture(scope="package")
def peladen(basis_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peladen]:
    """Give a running server with the example data, for tests that change nothing."""
    with Peladen(basis_data, tmp_path_factory.mktemp("peladen")) as running:
        yield running


@pytest.fixture
def peladen_baru(basis_data: Path, tmp_path: Path) -> Iterator[Peladen]:
    """Give a server that has just started and was asked for nothing yet."""
    with Peladen(basis_data, tmp_path) as running:
        yield running


@pytest.fixture(scope="package")
def _peladen_berulang(
    basis_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Peladen, Iterator[int]]]:
    with Peladen(basis_data, tmp_path_factory.mktemp("peladen")) as running:
        yield running, count(1)


@pytest.fixture
def peladen_sendiri(_peladen_berulang: tuple[Peladen, Iterator[int]]) -> Peladen:
    """Give a running server with the example data for one test alone to change.

    One process serves them all, one after the other: to start takes longer than most of them.
    """
    server, putaran = _peladen_berulang
    server.renew(next(putaran))
    return server


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give `new_page(peladen, ukuran, **options)`: a window of its own, closed after the test.

    The person is signed in as an admin, as another `peran` of pokja or PD number `milik`, or with
    None not at all.
    """
    contexts = []

    def make(
        server: Peladen,
        ukuran: tuple[int, int] = LAPTOP,
        *,
        peran: Peran | None = Peran.ADMIN,
        milik: int = 1,
        **options: Any,
    ) -> Page:
        token = server.sign_in(peran, milik) if peran else ""
        contexts.append(new_context(browser, server.alamat, ukuran, token=token, **options))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, new_page: NewPage, peladen: Peladen) -> Page:
    """Give a laptop's window on the shared server, of whom the `tampilan` of the test is for."""
    return new_page(peladen, peran=peran_of(_alamat(request)))


def _alamat(request: pytest.FixtureRequest) -> str:
    callspec = getattr(request.node, "callspec", None)
    tampilan = callspec.params.get("tampilan") if callspec else None
    return list_tampilan()[tampilan] if tampilan else "/"


@pytest.fixture(scope="package")
def jendela(browser: Browser) -> Iterator[dict[Peran, Page]]:
    """Give the windows that stay open from test to test, by who is signed in."""
    windows: dict[Peran, Page] = {}
    yield windows
    for page in windows.values():
        page.context.close()


@pytest.fixture
def tab(
    request: pytest.FixtureRequest, browser: Browser, peladen: Peladen, jendela: dict[Peran, Page]
) -> Page:
    """Give the window of whom the `tampilan` of the test is for, which has seen other pages."""
    peran = peran_of(_alamat(request))
    if peran not in jendela:
        token = peladen.sign_in(peran)
        jendela[peran] = open_halaman(new_context(browser, peladen.alamat, token=token).new_page())
    return jendela[peran]
