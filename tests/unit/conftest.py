"""Rules, reads and writes are tested on both databases."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure, and a found example belongs into a test, not into a hidden folder.
settings.register_profile("forum", deadline=None, database=None)
settings.load_profile("forum")


HERE = Path(__file__).parent
# What is about the database itself is tried in full on both.
SEMUA_KASUS = {"test_db", "test_migrate", "test_pencarian", "test_cari_indeks", "test_serentak"}
SETIAP = 4


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave PostgreSQL each fourth case of a test: the cases differ in what our own code does."""
    seen: Counter[tuple[str, str]] = Counter()
    kept, left = [], []
    for item in items:
        place = kept
        callspec = getattr(item, "callspec", None)
        again = item.path.parent == HERE and item.path.stem not in SEMUA_KASUS and callspec
        if again and callspec.params.get("kind") == "postgresql":
            test = (item.path.stem, getattr(item, "originalname", item.name))
            place = left if seen[test] % SETIAP else kept
            seen[test] += 1
        place.append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kind(request: pytest.FixtureRequest) -> str:
    """Name the database under test. A test about one of them parametrises `kind` itself."""
    return str(request.param)
