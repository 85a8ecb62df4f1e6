"""The guard: stands before everything that this server answers, pages and websockets alike.

Without a sesi there is nothing but the sign-in page and what it needs. What the guard has found out
about the person goes on inwards; pages and commands check again.
"""

import asyncio
import re
from collections.abc import Mapping
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from model.choices import Peran
from model.clock import now
from model.config import settings
from model.db import read_session
from model.errors import SetupError
from model.queries.sesi import SesiAktif, get_sesi, hash_token
from pages.web import pendengar
from pages.web.frame import LAYAR, PENGGUNA, add_security_headers
from pages.web.kuki import (
    host_of,
    is_https,
    is_loopback_host,
    own_origin,
    public_host,
    sesi_token,
)
from pages.web.sambungan import registered

SESI = "forum.sesi"  # in the scope of a request, for our own routes

TERBUKA = re.compile(
    r"/healthz|/_stcore/health|/keluar|/masuk(/contoh|/oidc|/oidc/kembali)?"
    r"|/layar/masuk/[A-Za-z0-9_-]{1,100}|/aset/[A-Za-z0-9._-]+"
)
SAAT_GANTI_SANDI = re.compile(r"/sandi|/keluar")
HANYA_ADMIN = re.compile(r"/_stcore/metrics/?")
DISIMPAN = ("/static/", "/aset/")  # the only answers that a browser may keep
AMAN = ("GET", "HEAD", "OPTIONS")

BERAKHIR = "Sesi Anda sudah berakhir. Muat ulang halaman ini untuk masuk lagi."
GANTI_DAHULU = "Ganti kata sandi Anda dahulu. Muat ulang halaman ini."
BUKAN_UNTUK_ANDA = "Halaman ini hanya untuk admin."
ASAL_LAIN = "Permintaan ini datang dari halaman lain, jadi ditolak."
HOST_LAIN = (
    "Alamat ini tidak dikenal. Buka dasbor lewat alamat resminya; admin mengaturnya dengan "
    "FORUM_ALAMAT_PUBLIK."
)
GANGGUAN = "Terjadi gangguan yang tidak terduga. Coba lagi sebentar lagi."

DITUTUP = 4401  # our own close code: the sesi is over


class Penjaga:
    """ASGI middleware: lets in, sends to the sign-in page, or refuses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._alamat: list[str] = []
        self._unsafe: str | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send)
        try:
            await self._guard(scope, receive, answer)
        except Exception:
            if not answer.started:
                await answer.refuse(500, GANGGUAN)
            raise

    async def _guard(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        path = scope["path"]
        scope = {**scope, "headers": [h for h in scope["headers"] if not _is_ours(h[0])]}
        if path == "/healthz":
            await self.app(scope, receive, answer.send)
        elif unsafe := self._unsafe_reason():
            await answer.refuse(503, unsafe)
        elif not self._is_known_host(scope):
            await answer.refuse(400, HOST_LAIN)
        elif not _is_from_ourselves(scope):
            await answer.refuse(403, ASAL_LAIN)
        elif scope["type"] == "http" and TERBUKA.fullmatch(path):
            await self.app(scope, receive, answer.send)
        else:
            await self._let_in(scope, receive, answer)

    async def _let_in(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        path, token = scope["path"], sesi_token(scope)
        sesi = await to_thread.run_sync(_find, token) if token else None
        if sesi is None:
            await answer.send_to("/masuk", 401, BERAKHIR)
        elif sesi.harus_ganti and not SAAT_GANTI_SANDI.fullmatch(path):
            await answer.send_to("/sandi", 403, GANTI_DAHULU)
        elif HANYA_ADMIN.fullmatch(path) and sesi.pelaku.peran != Peran.ADMIN:
            await answer.refuse(403, BUKAN_UNTUK_ANDA)
        else:
            known = [(PENGGUNA.encode(), str(sesi.pelaku.id).encode())]
            if sesi.pelaku.peran == Peran.LAYAR:
                known.append((LAYAR.encode(), b"1"))
            scope = {**scope, "headers": [*scope["headers"], *known], SESI: sesi}
            if scope["type"] == "http":
                await self.app(scope, receive, answer.send)
            else:
                await self._watched(scope, receive, answer, token, sesi)

    async def _watched(
        self, scope: Scope, receive: Receive, answer: "_Answer", token: str, sesi: SesiAktif
    ) -> None:
        """Run a websocket until its browser or its sesi ends."""
        with registered(hash_token(token), sesi.pelaku.id or 0) as sambungan:
            ended = asyncio.create_task(sambungan.ended.wait())

            async def receive_or_end() -> Message:
                if not answer.started:
                    return await receive()
                incoming = asyncio.ensure_future(receive())
                try:
                    await asyncio.wait({incoming, ended}, return_when=asyncio.FIRST_COMPLETED)
                    if not ended.done():
                        return incoming.result()
                finally:
                    incoming.cancel()
                await answer.close(DITUTUP)
                return {"type": "websocket.disconnect", "code": DITUTUP}

            try:
                await self.app(scope, receive_or_end, answer.send)
            finally:
                ended.cancel()

    def _is_known_host(self, scope: Scope) -> bool:
        host = host_of(scope)
        if settings().forum_alamat_publik:
            return host == public_host() or is_loopback_host(host)
        return is_loopback_host(host) or not pendengar.is_local_only(self._alamat)

    def _unsafe_reason(self) -> str | None:
        """Return why nobody may be served; looked at again for servers that bind after the start.

        Most bind before, and then the start itself is refused (see `lifespan`).
        """
        if not self._alamat and (alamat := pendengar.list_alamat()):
            self._alamat = alamat
            try:
                pendengar.require_aman(alamat)
            except SetupError as refusal:
                self._unsafe = str(refusal)
        return self._unsafe


def _is_ours(name: bytes) -> bool:
    """Return whether a header is one that only the guard may set."""
    return name.lower().replace(b"_", b"-").startswith(b"x-forum-")


def _is_from_ourselves(scope: Scope) -> bool:
    """Return whether a request that could change something was made by one of our own pages.

    Every browser says so with a websocket and with every unsafe method.
    """
    if scope["type"] == "http" and scope["method"] in AMAN:
        return True
    return Headers(scope=scope).getlist("origin") == [own_origin(scope)]


def _find(token: str) -> SesiAktif | None:
    with read_session() as session:
        return get_sesi(session, token=token, saat=now())


class _Answer:
    """What goes back to the browser: one thing inwards may say, or a refusal of the guard."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self.started = self.closed = False

    async def send(self, message: Message) -> None:
        """Pass a message on, with the headers that every answer has."""
        if self.closed:
            return
        self.started = True
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            add_headers(self._scope, headers, message["status"])
        elif message["type"] == "websocket.close":
            self.closed = True
        await self._send(message)

    async def close(self, code: int) -> None:
        """Close an open websocket; what the app still has to say goes nowhere."""
        if not self.closed:
            await self.send({"type": "websocket.close", "code": code, "reason": "sesi berakhir"})

    async def send_to(self, path: str, status: int, sentence: str) -> None:
        """Send a person who opens a page to another one; refuse anything else."""
        headers = Headers(scope=self._scope)
        opens = self._scope["type"] == "http" and self._scope["method"] in ("GET", "HEAD")
        if opens and "text/html" in headers.get("accept", ""):
            here = quote(self._scope["path"], safe="/-._~")
            if query := self._scope["query_string"]:
                here += "?" + query.decode("latin-1")
            # Who asks for nothing in particular begins where their peran does.
            wish = "" if here == "/" else f"?next={quote(here, safe='/')}"
            await self._reply(303, "", {"location": path + wish})
        else:
            await self.refuse(status, sentence)

    async def refuse(self, status: int, sentence: str) -> None:
        """Answer with a sentence and nothing else."""
        await self._reply(status, sentence, {"content-type": "text/plain; charset=utf-8"})

    async def _reply(self, status: int, text: str, headers: Mapping[str, str]) -> None:
        body = text.encode()
        kind = "http.response"
        if self._scope["type"] == "websocket":
            kind = "websocket.http.response"
            if kind not in self._scope.get("extensions", {}):
                await self.send({"type": "websocket.close", "code": 1008})
                return
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        raw.append((b"content-length", str(len(body)).encode()))
        await self.send({"type": f"{kind}.start", "status": status, "headers": raw})
        if self._scope.get("method") == "HEAD":
            body = b""
        await self.send({"type": f"{kind}.body", "body": body})


def add_headers(scope: Scope, headers: MutableHeaders, status: int) -> None:
    """Set what every answer has: security headers, and that nobody keeps it."""
    add_security_headers(headers)
    if status >= 300 and status != 304 or not scope["path"].startswith(DISIMPAN):
        headers["cache-control"] = "no-store"
    if not is_https(scope):
        return
    headers["strict-transport-security"] = "max-age=31536000"
    # Streamlit does not know of a proxy that talks https for it.
    for number, (name, value) in enumerate(headers.raw):
        if name == b"set-cookie" and b"secure" not in value.lower():
            headers.raw[number] = (name, value + b"; Secure")
