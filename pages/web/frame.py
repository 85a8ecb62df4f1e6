"""What a page gets on its way to the browser: Indonesian shell, our assets; security headers."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASET = Path(__file__).parent / "aset"

# Set by the guard, and by nobody else; see also server.trustedUserHeaders in .streamlit/config.toml
PENGGUNA = "x-forum-pengguna"
LAYAR = "x-forum-layar"  # set for screens, which nobody signs in on

JUDUL_STREAMLIT = "<title>Streamlit</title>"
INDEX_HTML = Path(streamlit.__file__).parent / "static" / "index.html"


@lru_cache
def aset_version() -> str:
    """Return a short hash of our assets: browsers may keep them until they change."""
    content = b"".join(path.read_bytes() for path in sorted(ASET.iterdir()) if path.is_file())
    return hashlib.sha256(content).hexdigest()[:12]


@lru_cache
def content_security_policy() -> str:
    """Return the strictest policy that Streamlit works with: nothing from any other host.

    The inline scripts of Streamlit's own shell are allowed by their hash.
    """
    inline = re.findall(r"<script>(.*?)</script>", INDEX_HTML.read_text("utf-8"), re.DOTALL)
    digests = (hashlib.sha256(code.encode()).digest() for code in inline)
    hashes = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests)
    return (
        f"default-src 'self'; script-src 'self' blob: {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; "
        "object-src 'none'"
    )


def rewrite_shell(html: str, pengguna: str = "", *, layar: bool = False) -> str:
    """Return Streamlit's index.html in Indonesian, with our style and script.

    `pengguna` is the number of the person it is for: sesi.js notices when it becomes another, and
    asks nobody to sign in on a screen (`layar`).
    Pages of our own are returned as they are.
    """
    if JUDUL_STREAMLIT not in html:
        return html
    version = aset_version()
    ours = (
        f'<meta name="forum-pengguna" content="{int(pengguna or 0)}"'
        f"{' data-layar' if layar else ''}>"
        f'<link rel="stylesheet" href="/aset/forum.css?v={version}">'
        f'<script src="/aset/istilah.js?v={version}" defer></script>'
        f'<script src="/aset/forum.js?v={version}" defer></script>'
        f'<script src="/aset/sesi.js?v={version}" defer></script>'
        f'<script src="/aset/langsung.js?v={version}" defer></script>'
        f'<script src="/aset/cari.js?v={version}" defer></script>'
        f'<link rel="stylesheet" href="/aset/layar.css?v={version}">'
        f'<script src="/aset/muat.js?v={version}" defer></script>'
        f'<script src="/aset/kendali.js?v={version}" defer></script>'
    )
    html = html.replace('<html lang="en">', '<html lang="id">')
    html = html.replace(JUDUL_STREAMLIT, "<title>Dasbor Rakor</title>")
    html = html.replace("You need to enable JavaScript to run this app.", "Aktifkan JavaScript.")
    html = re.sub(r'<link rel="service-desc"[^>]*>', "", html)
    html = re.sub(
        r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="/aset/ikon.svg">', html
    )
    return html.replace("</head>", ours + "</head>")


class Frame:
    """ASGI middleware around the whole app, inside the guard: rewrites Streamlit's HTML page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # The shell is rewritten, so it must come whole: neither compressed nor "not modified".
        unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since")
        if "text/html" in Headers(scope=scope).get("accept", ""):
            headers = [(k, v) for k, v in scope["headers"] if k not in unwanted]
            scope = {**scope, "headers": headers}
        said = Headers(scope=scope)
        answer = _Answer(self.app, send, said.get(PENGGUNA, ""), layar=LAYAR in said)
        await answer.run(scope, receive)


class _Answer:
    """One answer on its way out; holds an HTML page back until it is complete."""

    def __init__(self, app: ASGIApp, send: Send, pengguna: str, *, layar: bool) -> None:
        self.app, self.send, self.pengguna, self.layar = app, send, pengguna, layar
        self.start: Message | None = None
        self.body = bytearray()

    async def run(self, scope: Scope, receive: Receive) -> None:
        await self.app(scope, receive, self.pass_on)

    async def pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            # Who asks for an icon that is not there gets the shell too, compressed; nobody sees it.
            is_page = headers.get("content-type", "").startswith("text/html")
            if is_page and "content-encoding" not in headers:
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self.finish()
            return
        await self.send(message)

    async def finish(self) -> None:
        assert self.start is not None
        body = rewrite_shell(self.body.decode("utf-8"), self.pengguna, layar=self.layar).encode(
            "utf-8"
        )
        headers = MutableHeaders(raw=self.start["headers"])
        headers["content-length"] = str(len(body))
        for stale in ("etag", "last-modified"):
            if stale in headers:
                del headers[stale]
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})


def add_security_headers(headers: MutableHeaders) -> None:
    """Set the security headers, keeping any that an inner layer has set more strictly."""
    for name, value in {
        "content-security-policy": content_security_policy(),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
    }.items():
        headers.setdefault(name, value)
