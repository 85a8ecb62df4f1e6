"""Rules, reads and writes are tested on both databases."""

import pytest
from hypothesis import settings

# A slow machine is no failure, and a found example belongs into a test, not into a hidden folder.
settings.register_profile("forum", deadline=None, database=None)
settings.load_profile("forum")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kind(request: pytest.FixtureRequest) -> str:
    """Name the database under test. A test about one of them parametrises `kind` itself."""
    return str(request.param)
