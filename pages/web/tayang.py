"""The big screen beside Streamlit: its page, its file, and showing something on it."""

import base64
import hashlib
import logging
import re
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from model.choices import Peran
from model.clock import today
from model.commands.panduan import steer
from model.commands.unduhan import record_unduhan
from model.db import open_session, read_session
from model.errors import DomainError, NotAllowed, NotFound
from model.permissions import Hak, Pelaku, may_somewhere, require
from model.queries.objek import get_objek
from model.queries.panduan import get_denyut
from model.queries.rakor import get_rakor_layar
from model.queries.sesi import SesiAktif
from model.tayangan import read_isi
from pages.layar.deck import make_deck
from pages.layar.halaman import page_html
from pages.web.bukti import ASAL, TERKURUNG, disposition
from pages.web.dek import OBJEK, find_rakor
from pages.web.halaman import json as json_answer
from pages.web.halaman import read_form
from pages.web.kuki import own_address
from pages.web.langsung import pusat
from pages.web.penjaga import SESI

log = logging.getLogger("forum")

TIDAK_BERLANGSUNG = "Belum ada rakor yang berlangsung. Buka dahulu rakornya di halaman Rakor."
OBJEK_TIDAK_ADA = "Tidak ada risiko atau rencana aksi dengan kode ini."
BUKAN_UNTUK_ANDA = "Layar ini tidak untuk peran Anda."


async def show_layar(request: Request) -> Response:
    """Answer with the page of the big screen."""
    pelaku: Pelaku = request.scope[SESI].pelaku
    if not may_somewhere(pelaku, Hak.BACA):
        return PlainTextResponse(BUKAN_UNTUK_ANDA, 403)
    try:
        rakor_id = await to_thread.run_sync(find_rakor, request.query_params.get("rakor", ""))
    except NotFound as refusal:
        return PlainTextResponse(str(refusal), 404)
    panggung = await pusat().stage(rakor_id, own_address(request.scope))
    assert panggung.dek is not None
    html = panggung.dek.page
    if pelaku.peran == Peran.LAYAR:  # nobody signs in on a screen
        html = html.replace("<body ", "<body data-layar ", 1)
    return HTMLResponse(html)


async def post_tampil(request: Request) -> Response:
    """Show the object `kode`, or the slide `slide`, on the screens of the rakor that runs."""
    isian = await read_form(request)
    sesi: SesiAktif = request.scope[SESI]
    show = partial(_steer, sesi.pelaku, isian.get("slide", ""), isian.get("kode", ""))
    try:
        await to_thread.run_sync(show)
    except DomainError as refusal:
        status = {NotAllowed: 403, NotFound: 404}.get(type(refusal), 422)
        return json_answer(status, {"pesan": str(refusal)})
    pusat().knock()
    return json_answer(200, {"pesan": "Ditampilkan di layar."})


def _steer(pelaku: Pelaku, slide: str, kode: str) -> None:
    with open_session(pelaku) as session:
        require(pelaku, Hak.KELOLA_RAKOR)
        rakor_id = get_denyut(session).rakor_id
        if rakor_id is None:
            raise NotFound(TIDAK_BERLANGSUNG)
        if kode:
            objek = get_objek(session, kode=kode)
            if objek is None or objek.huruf not in "RA":
                raise NotFound(OBJEK_TIDAK_ADA)
            slide = OBJEK + kode
        steer(session, pelaku=pelaku, rakor_id=rakor_id, slide=slide)


def give_berkas(request: Request) -> Response:
    """Answer with all slides as one file that needs no network; note who was given it."""
    sesi: SesiAktif = request.scope[SESI]
    try:
        with open_session(sesi.pelaku, ASAL):
            require(sesi.pelaku, Hak.KELOLA_RAKOR)
        rakor_id = find_rakor(request.query_params.get("rakor", "")) or _next_rakor()
        isi = read_isi(rakor_id)
        html = with_policy(page_html(make_deck(isi, own_address(request.scope)), sumber="berkas"))
        tema = isi.rakor.tema if isi.rakor else "tanpa rakor"
        with open_session(sesi.pelaku, ASAL) as session:
            record_unduhan(session, pelaku=sesi.pelaku, apa="Slide rakor (HTML)", saringan=tema)
    except NotAllowed as refusal:
        return PlainTextResponse(str(refusal), 403)
    except NotFound as refusal:
        return PlainTextResponse(str(refusal), 404)
    hari = isi.rakor.mulai if isi.rakor else today()
    name = f"rakor{'-data-contoh' if isi.kepala.contoh else ''}-{hari:%Y-%m-%d}.html"
    headers = {
        "content-disposition": disposition(name),
        "content-security-policy": TERKURUNG,
        "cross-origin-resource-policy": "same-origin",
    }
    return HTMLResponse(html, headers=headers)


def _next_rakor() -> int | None:
    with read_session() as session:
        return get_rakor_layar(session)


def with_policy(html: str) -> str:
    """Return a page that stands alone with its policy: nothing from anywhere, our scripts only."""
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = (hashlib.sha256(code.encode()).digest() for code in scripts)
    hashes = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    begin = '<meta charset="utf-8">'
    meta = f'{begin}<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace(begin, meta, 1)
