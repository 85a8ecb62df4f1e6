"""Pages of our own beside Streamlit: templates with autoescape, small forms, addresses to go to."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from model.choices import Peran
from pages.shared import tautan
from pages.shared.jinja import make_environment
from pages.web.frame import aset_version

TEMPLATES = Path(__file__).parent / "templates"

PALING_BESAR = 16 * 1024  # bytes of a form

# The only shape that addresses of ours have. No dots, no percent signs, no second slash: nothing
# that one browser or another could read as the name of a host.
ALAMAT = re.compile(r"/([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?(\?[!$&-;=?-Z_a-z%~]*)?")
BUKAN_TUJUAN = ("/masuk", "/keluar", "/sandi", "/sesi", "/layar/", "/aset", "/_stcore", "/media")

MENULIS = (Peran.KETUA, Peran.ANGGOTA, Peran.PIC, Peran.SEKRETARIAT, Peran.ADMIN)


@lru_cache
def _environment() -> Environment:
    environment = make_environment(TEMPLATES)
    environment.globals |= {"versi_aset": aset_version(), "tautan": tautan}
    return environment


def page(template: str, status: int = 200, tunggu: int = 0, **context: Any) -> HTMLResponse:
    """Return a template of `pages/web/templates` as an answer; `tunggu`: seconds to stay away."""
    html = _environment().get_template(template).render(**context)
    return HTMLResponse(html, status, retry_after(tunggu))


def retry_after(tunggu: int) -> dict[str, str]:
    """Return the header that tells a program when to come back."""
    return {"retry-after": str(tunggu)} if tunggu else {}


def go_to(alamat: str) -> RedirectResponse:
    """Return an answer that opens another page."""
    return RedirectResponse(alamat, 303)


def wants_json(request: Request) -> bool:
    """Return whether a script of ours asks, and not a person's form."""
    return "application/json" in request.headers.get("accept", "")


def json(status: int, content: dict[str, Any], tunggu: int = 0) -> Response:
    """Return an answer for a script of ours."""
    return JSONResponse(content, status, retry_after(tunggu))


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a small form; empty when it is too large to be one of ours."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > PALING_BESAR:
            return {}
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), True, max_num_fields=20)
    except ValueError:
        return {}
    return dict(pairs)


def clean_next(alamat: str) -> str:
    """Return an address to go on to, empty unless it is one of our own pages."""
    if len(alamat) > 2000 or not alamat.isascii() or not ALAMAT.fullmatch(alamat):
        return ""
    return "" if alamat.startswith(BUKAN_TUJUAN) else alamat


def home_of(peran: Peran) -> str:
    """Return the page that somebody of this peran begins with."""
    if peran in MENULIS:
        return tautan.MENUNGGU
    if peran == Peran.LAYAR:
        return tautan.LAYAR
    if peran == Peran.PIMPINAN:
        return tautan.PIMPINAN
    return tautan.VERIFIKASI if peran == Peran.VERIFIKATOR else tautan.RINGKASAN
