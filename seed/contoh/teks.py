"""The texts of the example, one TOML file per pokja beside this module."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def read_texts(pokja: list[tuple[str, str]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (slug, kode, texts) of each pokja, in the order given."""
    for slug, kode in pokja:
        yield slug, kode, tomllib.loads((HERE / f"{slug}.toml").read_text(encoding="utf-8"))
