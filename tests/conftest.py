"""What most tests start from: a store of their own, a write session, a page."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from model.choices import Peran
from model.config import ROOT
from model.db import open_session
from pages.shared.akses import KUKI
from tests import postgres
from tests.orang import local_operator, signed_in
from tests.stores import HARI, PostgresTemplates, SqliteTemplates, configured


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow ones, the browser's: no worker is left alone with them at last."""
    items.sort(key=lambda item: "browser" not in item.path.parts)


@pytest.fixture
def hari() -> date:
    """Give the day on which the example data was loaded."""
    return HARI


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplates:
    """Give the SQLite files to copy."""
    return SqliteTemplates(tmp_path_factory)


@pytest.fixture(scope="session")
def postgres_templates() -> Iterator[PostgresTemplates]:
    """Give the databases to copy, on a server for this run. Without one the tests fail."""
    try:
        with postgres.server() as server:
            templates = PostgresTemplates(server)
            yield templates
            templates.drop()
    except LookupError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def kind() -> str:
    """Name the database under test; `tests/unit/conftest.py` asks for both."""
    return "sqlite"


@pytest.fixture
def store(request: pytest.FixtureRequest, kind: str) -> Iterator[str]:
    """Configure a store with reference data only (see `contoh` for more); give its address."""
    contoh = "contoh" in request.fixturenames
    folder = request.getfixturevalue("tmp_path")
    if kind == "sqlite":
        url = request.getfixturevalue("sqlite_templates").copy(folder, contoh=contoh)
        with configured(url, folder / "bukti"):
            yield url
        return
    templates: PostgresTemplates = request.getfixturevalue("postgres_templates")
    name = templates.copy(contoh=contoh)
    with configured(templates.server.url_of(name), folder / "bukti"):
        yield templates.server.url_of(name)
    templates.server.drop(name)


@pytest.fixture
def contoh(store: str) -> str:
    """Let the store of the test hold the example data too; give its address."""
    return store


@pytest.fixture
def session(store: str) -> Iterator[Session]:  # noqa: ARG001
    """Give the write session of the operator; what is done in it is committed at the end.

    On SQLite no other write session can be opened meanwhile.
    """
    with open_session(local_operator()) as session:
        yield session


@pytest.fixture(scope="session")
def app_test() -> Iterator[Any]:
    """Give Streamlit's AppTest, and remove the folder that its module makes on import."""
    from streamlit.testing.v1 import app_test

    yield app_test.AppTest
    app_test.TMP_DIR.cleanup()


@pytest.fixture(scope="session")
def komponen() -> Any:
    """Give Streamlit's register of components, which a server makes once and AppTest each time.

    It reads about every installed package: that took longer than most pages.
    """
    from streamlit.components.v2.component_manager import BidiComponentManager

    manager = BidiComponentManager()
    manager.discover_and_register_components(start_file_watching=False)
    return manager


@pytest.fixture
def open_page(
    app_test: Any, komponen: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Any]]:
    """Give `open_page(alamat, **query)`: the AppTest of an address after its first run.

    The person is signed in as an admin, as another `peran`, or with None not at all.
    """
    import streamlit as st
    from streamlit.runtime.context import ContextProxy
    from streamlit.util import calc_hash

    def open_page(alamat: str = "/", *, peran: Peran | None = Peran.ADMIN, **query: Any) -> Any:
        # AppTest has no cookies; in a browser they come with the websocket.
        cookies = {} if peran is None else {KUKI: signed_in(peran)}
        monkeypatch.setattr(ContextProxy, "cookies", property(lambda _self: cookies))
        app = app_test.from_file(ROOT / "dashboard.py", default_timeout=30)
        app._bidi_component_manager = komponen
        # As a browser opens a link. `switch_page` would need a run of the front page first.
        app._page_hash = calc_hash(alamat.strip("/")) if alamat != "/" else ""
        app.query_params = query
        app.run()
        assert not app.exception, [error.message for error in app.exception]
        assert app._finished_page_script_hash == app._page_hash or alamat == "/", "no such page"
        return app

    st.cache_data.clear()
    yield open_page
    st.cache_data.clear()
