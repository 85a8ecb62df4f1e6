"""The one place for HTML: Jinja templates with autoescape, so a user's text is never markup."""

from functools import lru_cache
from pathlib import Path
from string import punctuation
from typing import Any

import streamlit as st
from jinja2 import Environment
from markupsafe import Markup

from model import format as id_format
from model.choices import Ketepatan, Peran, Posisi, StatusAksi
from model.peta import edges
from pages.shared import tautan
from pages.shared.jinja import make_environment

TEMPLATES = Path(__file__).parent / "templates"


@lru_cache
def _environment() -> Environment:
    environment = make_environment(TEMPLATES)
    for name in (
        "tanggal",
        "tanggal_pendek",
        "waktu",
        "rentang_tanggal",
        "jam",
        "angka",
        "bagian",
        "persen",
        "angka_isian",
        "menit_detik",
        "lama",
        "lama_menit",
        "ukuran",
        "perangkat",
    ):
        environment.filters[name] = getattr(id_format, name)
    environment.globals |= {
        "url": tautan.url,
        "rincian": tautan.rincian,
        "tautan": tautan,
        "StatusAksi": StatusAksi,
        "Ketepatan": Ketepatan,
        "Peran": Peran,
        "Posisi": Posisi,
        "tepi_selera": edges,
    }
    return environment


def trusted(rendered: str) -> Markup:
    """Return HTML that templates of ours (`pages.layar`) rendered, for use inside another one."""
    return Markup(rendered)  # noqa: S704


def render(template: str, **context: Any) -> str:
    """Return a template of `pages/shared/templates` filled in."""
    return _environment().get_template(template).render(**context)


def show(template: str, **context: Any) -> None:
    """Show a template on the page. Links to our own pages work without a reload (forum.js)."""
    st.html(f'<div class="forum">{render(template, **context)}</div>')


def show_around(template: str, **context: Any) -> None:
    """Show a template with slides in it: outside of `.forum`, whose look would reach into them."""
    st.html(render(template, **context))


def unmarked(text: str) -> str:
    """Return text for a label, which Streamlit reads as Markdown, so that it is shown as it is.

    A backslash keeps signs from being marks; an unseen letter keeps `:name:` and addresses apart.
    """
    escaped = "".join(f"\\{sign}" if sign in punctuation else sign for sign in text)
    return (
        escaped.replace("\\:", "\\:\u2060").replace("\\.", "\\.\u2060").replace("\\@", "\\@\u2060")
    )
