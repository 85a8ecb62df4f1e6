"""A small identity provider (OpenID Connect) for the tests: one person, already signed in there."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

NAMA_KLIEN = "dasbor"
RAHASIA_KLIEN = "rahasia-klien-uji"


@dataclass
class Penerbit:
    """What the provider knows and has been asked; the tests change it to make it lie."""

    alamat: str = ""
    klaim: dict[str, Any] = field(default_factory=lambda: {"sub": "s-1"})
    rusak: str = ""  # "nonce", "aud", "tanda tangan", "state", "kedaluwarsa"
    kode: dict[str, dict[str, str]] = field(default_factory=dict)
    diminta: list[dict[str, str]] = field(default_factory=list)
    kunci: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "satu"}))

    def id_token(self, asked: dict[str, str]) -> str:
        """Return the signed claims about the person."""
        now = int(time.time())
        late = -3600 if self.rusak == "kedaluwarsa" else 300
        claims = {
            "iss": self.alamat, "aud": NAMA_KLIEN, "iat": now, "exp": now + late,
            "nonce": asked["nonce"], **self.klaim,
        }  # fmt: skip
        if self.rusak in ("nonce", "aud"):
            claims[self.rusak] = "lain"
        other = RSAKey.generate_key(2048, {"kid": "satu"})
        key = other if self.rusak == "tanda tangan" else self.kunci
        return jwt.encode({"alg": "RS256", "kid": "satu"}, claims, key)


class _Handler(BaseHTTPRequestHandler):
    penerbit: Penerbit

    def do_GET(self) -> None:
        split, p = urlsplit(self.path), self.penerbit
        asked = {name: values[0] for name, values in parse_qs(split.query).items()}
        match split.path:
            case "/.well-known/openid-configuration":
                self._json(
                    {
                        "issuer": p.alamat,
                        "authorization_endpoint": f"{p.alamat}/authorize",
                        "token_endpoint": f"{p.alamat}/token",
                        "jwks_uri": f"{p.alamat}/jwks",
                        "response_types_supported": ["code"],
                        "subject_types_supported": ["public"],
                        "id_token_signing_alg_values_supported": ["RS256"],
                        "code_challenge_methods_supported": ["S256"],
                    }
                )
            case "/jwks":
                self._json({"keys": [p.kunci.as_dict(private=False)]})
            case "/authorize":
                p.diminta.append(asked)
                code = secrets.token_urlsafe(8)
                p.kode[code] = asked
                state = "lain" if p.rusak == "state" else asked["state"]
                answer = urlencode({"code": code, "state": state, "iss": p.alamat})
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{answer}")
                self.end_headers()
            case _:
                self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.penerbit.kode.pop(given.get("code", ""), None)
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        basic = base64.b64encode(f"{NAMA_KLIEN}:{RAHASIA_KLIEN}".encode()).decode()
        right = (
            asked is not None
            and asked.get("code_challenge") == challenge
            and asked.get("code_challenge_method") == "S256"
            and self.headers.get("Authorization") == f"Basic {basic}"
        )
        if not right or asked is None:
            self._json({"error": "invalid_grant"}, 400)
            return
        token = self.penerbit.id_token(asked)
        self._json(
            {"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": token}
        )

    def _json(self, content: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def penerbit() -> Iterator[Penerbit]:
    """Run a provider on a free port until the block ends."""
    known = Penerbit()
    handler = type("Handler", (_Handler,), {"penerbit": known})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        known.alamat = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield known
        server.shutdown()
        thread.join()
