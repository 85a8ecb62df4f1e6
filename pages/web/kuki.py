"""Cookies and addresses as the browser sees them: https or not, our own origin, known devices."""

import re
import secrets
from hmac import compare_digest
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import Scope

from model.config import settings
from model.rahasia import sign
from pages.shared.akses import KUKI, KUKI_AMAN, token_of

KUKI_PERANGKAT = "forum_perangkat"
SETAHUN = 365 * 24 * 3600
ORANG_PER_PERANGKAT = 5
_PERANGKAT = re.compile(r"[A-Za-z0-9_-]{16,32}(\.[0-9a-f]{64}){1,5}")

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def host_of(scope: Scope) -> str:
    """Return the Host that the browser asked for, with its port."""
    return Headers(scope=scope).get("host", "").lower()


def is_loopback_host(host: str) -> bool:
    """Return whether a Host, with or without port, names the computer itself."""
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False


def public_host() -> str:
    """Return the Host of the configured public address, empty without one."""
    return urlsplit(settings().forum_alamat_publik).netloc


def is_https(scope: Scope) -> bool:
    """Return whether the browser talks https to us, or to the proxy before us."""
    publik = settings().forum_alamat_publik
    return scope["scheme"] in ("https", "wss") or (
        publik.startswith("https:") and host_of(scope) == public_host()
    )


def own_origin(scope: Scope) -> str:
    """Return the Origin that pages of ours have, as seen by this browser."""
    return f"{'https' if is_https(scope) else 'http'}://{host_of(scope)}"


def own_address(scope: Scope) -> str:
    """Return the address of the dashboard for people elsewhere: the public one, when it has one."""
    return settings().forum_alamat_publik or own_origin(scope)


def cookies_of(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request."""
    return cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))


def sesi_token(scope: Scope) -> str:
    """Return the token that the browser sends along; over https only from the guarded cookie."""
    cookies = cookies_of(scope)
    return cookies.get(KUKI_AMAN, "") if is_https(scope) else token_of(cookies)


def set_sesi(response: Response, scope: Scope, token: str) -> None:
    """Let the browser keep a token, until it is closed, out of reach of any script."""
    https = is_https(scope)
    name = KUKI_AMAN if https else KUKI
    response.set_cookie(name, token, path="/", secure=https, httponly=True, samesite="lax")


def drop_sesi(response: Response, scope: Scope) -> None:
    """Let the browser forget its token."""
    https = is_https(scope)
    for name in (KUKI_AMAN, KUKI) if https else (KUKI,):
        response.delete_cookie(name, path="/", secure=https, httponly=True, samesite="lax")


def known_device(scope: Scope, nama_masuk: str) -> str:
    """Return the name of the device when this person signed in from it before, else empty."""
    device, marks = _device(scope)
    right = sign("perangkat", device, nama_masuk)
    return device if any(compare_digest(right, mark) for mark in marks) else ""


def remember_device(response: Response, scope: Scope, nama_masuk: str) -> None:
    """Let the browser keep that this person signed in from it."""
    device, marks = _device(scope)
    device = device or secrets.token_urlsafe(16)
    own = sign("perangkat", device, nama_masuk)
    marks = [own, *(mark for mark in marks if mark != own)][:ORANG_PER_PERANGKAT]
    response.set_cookie(
        KUKI_PERANGKAT,
        ".".join((device, *marks)),
        max_age=SETAHUN,
        path="/",
        secure=is_https(scope),
        httponly=True,
        samesite="lax",
    )


def _device(scope: Scope) -> tuple[str, list[str]]:
    kept = cookies_of(scope).get(KUKI_PERANGKAT, "")
    if not _PERANGKAT.fullmatch(kept):
        return "", []
    device, *marks = kept.split(".")
    return device, marks
