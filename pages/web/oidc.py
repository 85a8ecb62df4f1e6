"""Signing in with an account of the office: OpenID Connect by Authlib, PKCE, state and nonce.

It ends in the same sesi as a password does: one table, one guard, one way to end it.
"""

import logging
from functools import lru_cache, partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from model import pintu
from model.config import settings
from pages.web import kuki
from pages.web.halaman import clean_next, go_to
from pages.web.masuk import asal_of, enter

log = logging.getLogger("forum")

PENEMUAN = "/.well-known/openid-configuration"
GAGAL = "/masuk?kabar=oidc"
TUJUAN = "forum_ke"  # in the signed cookie that also holds state and nonce


@lru_cache
def _client(alamat: str, nama: str, rahasia: str) -> Any:
    # Loaded only where an office uses it.
    from authlib.integrations.starlette_client import OAuth

    alamat = alamat.rstrip("/")
    return OAuth().register(
        "kantor",
        client_id=nama,
        client_secret=rahasia,
        server_metadata_url=alamat if alamat.endswith(PENEMUAN) else alamat + PENEMUAN,
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "timeout": 10,
        },
    )


def _configured() -> Any:
    s = settings()
    if not s.forum_oidc_alamat:
        return None
    return _client(s.forum_oidc_alamat, s.forum_oidc_id, s.forum_oidc_rahasia)


async def start(request: Request) -> Response:
    """Send the browser to the identity provider."""
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError

    if (client := _configured()) is None:
        return go_to("/masuk")
    request.session[TUJUAN] = clean_next(request.query_params.get("next", ""))
    own = settings().forum_alamat_publik or kuki.own_origin(request.scope)
    try:
        answer: Response = await client.authorize_redirect(request, f"{own}/masuk/oidc/kembali")
    except (AuthlibBaseError, HTTPError, ValueError) as failure:
        log.error("the identity provider does not answer", exc_info=failure)
        return go_to(GAGAL)
    return answer


async def come_back(request: Request) -> Response:
    """Let somebody in whom the identity provider vouches for."""
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError
    from joserfc.errors import JoseError

    if (client := _configured()) is None:
        return go_to("/masuk")
    ke = str(request.session.pop(TUJUAN, ""))
    try:
        token = await client.authorize_access_token(request)
    except (AuthlibBaseError, HTTPError, JoseError, ValueError, KeyError) as failure:
        log.warning("sign-in by the identity provider failed: %r", failure)
        return go_to(GAGAL)
    klaim = token.get("userinfo") or {}
    penerbit, subjek = klaim.get("iss"), klaim.get("sub")
    if not penerbit or not subjek:
        return go_to(GAGAL)
    nama_masuk = str(klaim.get(settings().forum_oidc_klaim) or "")
    vouched = partial(pintu.sign_in_oidc, str(penerbit), str(subjek), nama_masuk, asal_of(request))
    masuk = await to_thread.run_sync(vouched)
    if masuk is None:
        return go_to("/masuk?kabar=tidak-terdaftar")
    return await enter(request, masuk, ke)
