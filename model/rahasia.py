"""The secret of this installation, and what is signed with it."""

import hashlib
import hmac
import secrets
from functools import lru_cache

from model.config import settings

PALING_PENDEK = 32


@lru_cache
def _of_this_process() -> str:
    return secrets.token_hex(32)


def rahasia() -> str:
    """Return the configured secret, else one that lives as long as this process."""
    return settings().forum_rahasia or _of_this_process()


def sign(untuk: str, *parts: str) -> str:
    """Return the signature of some texts that nobody without the secret can make.

    `untuk` says what for, so that a signature is worth nothing anywhere else.
    """
    message = "\x00".join((untuk, *parts)).encode()
    return hmac.new(rahasia().encode(), message, hashlib.sha256).hexdigest()
