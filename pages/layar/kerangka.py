"""The templates of the slides: autoescape, so that a person's text is never markup."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from model import format as id_format
from model.choices import Ketepatan, Posisi, StatusAksi, StatusKeputusan
from pages.layar import kata
from pages.shared.jinja import make_environment

TEMPLATES = Path(__file__).parent / "templates"
FILTERS = (
    "tanggal", "tanggal_pendek", "rentang_tanggal", "waktu", "angka", "bagian", "lama",
    "lama_menit",
)  # fmt: skip
KATA = ("pendek", "putuskan", "sebab", "ukuran_huruf")


@lru_cache
def _environment() -> Environment:
    environment = make_environment(TEMPLATES)
    environment.filters |= {name: getattr(id_format, name) for name in FILTERS}
    environment.filters |= {name: getattr(kata, name) for name in KATA}
    environment.globals |= {
        "ukuran_angka": kata.ukuran_angka,
        "StatusAksi": StatusAksi,
        "StatusKeputusan": StatusKeputusan,
        "Ketepatan": Ketepatan,
        "Posisi": Posisi,
    }
    return environment


def render(template: str, **context: Any) -> str:
    """Return a template of `pages/layar/templates` filled in."""
    return _environment().get_template(template).render(**context)
