"""Passwords: how they are kept, which ones are refused and why, and one-time ones.

Two profiles, chosen by FORUM_SANDI. `asvs` (OWASP ASVS 5.0, NIST SP 800-63B): long, not easily
guessed, no rules of composition, no expiry. `bssn`: shorter, of four classes, changed by age.
"""

import secrets
import threading
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHash
from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from model.config import settings
from model.errors import InvalidIsian

# OWASP's least for argon2id; about 25 ms. Hashes in parallel are few (pages/web/antrean.py).
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

PALING_PANJANG = 128
PALING_PENDEK = {"asvs": 15, "bssn": 12}

# A password is judged by this much of it: the judge takes longer with every letter.
DINILAI = 40
# Ten to the power of this many guesses. A thousand million is what a tenth of a second costs
# somebody who has stolen a fast hash; ours is slow, and stealing it is not guessing at the door.
TEBAKAN_PALING_SEDIKIT = 9.0

# Words that everybody here would try first; the shipped lists are English.
KATA_DAERAH = (
    "jakarta", "dki", "pemprov", "pemda", "rakor", "dasbor", "forum", "pokja", "inspektorat",
    "sekretariat", "bappeda", "rahasia", "katasandi", "kata", "sandi", "negara", "indonesia",
    "merdeka", "bismillah", "sayang", "cinta", "admin", "ketua", "anggota", "pimpinan",
    "verifikator", "keuangan", "selamat", "pagi", "datang", "globalcity",
)  # fmt: skip

SERING = frozenset(FREQUENCY_LISTS["passwords"])

# Nothing that is mistaken for another when read aloud or copied from paper.
HURUF_SEKALI = "abcdefghjkmnpqrstuvwxyz23456789"

# zxcvbn keeps the words of its caller in a global.
_judging = threading.Lock()


def _plain(sandi: str) -> str:
    """Return the same letters however a keyboard puts them together."""
    return unicodedata.normalize("NFKC", sandi)


def hash_sandi(sandi: str) -> str:
    """Return what the store keeps of a password. Slow on purpose: never inside a transaction."""
    return _HASHER.hash(_plain(sandi))


@lru_cache
def dummy_hash() -> str:
    """Return the hash that stands for an account which is not there."""
    return _HASHER.hash(secrets.token_urlsafe(24))


def verify_sandi(kept: str, sandi: str) -> bool:
    """Return whether `sandi` is the password behind `kept`; empty: nobody's, in the same time."""
    too_long = len(sandi) > PALING_PANJANG
    try:
        right = _HASHER.verify(kept or dummy_hash(), _plain(sandi[:PALING_PANJANG]))
    except (Argon2Error, InvalidHash):
        return False
    return right and bool(kept) and not too_long


def needs_rehash(kept: str) -> bool:
    """Return whether a password was hashed with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def new_one_time() -> str:
    """Return a one-time password, such as `m4kq7-x2hnp-8wvct-rjd9e`: to be handed over and changed.

    It has 99 bits.
    """
    groups = ("".join(secrets.choice(HURUF_SEKALI) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def list_alasan(sandi: str, nama_masuk: str) -> list[str]:
    """Return why a new password is refused, one sentence each; empty when it is good."""
    sandi = _plain(sandi)
    least = PALING_PENDEK[settings().forum_sandi]
    reasons = []
    if len(sandi) < least:
        reasons.append(f"Kata sandi paling sedikit {least} karakter; ini baru {len(sandi)}.")
    if len(sandi) > PALING_PANJANG:
        return [f"Kata sandi paling banyak {PALING_PANJANG} karakter."]
    if settings().forum_sandi == "bssn" and (missing := _missing_classes(sandi)):
        reasons.append(f"Kata sandi harus memuat {', '.join(missing)}.")
    if len(nama_masuk) > 2 and nama_masuk.lower() in sandi.lower():
        reasons.append("Kata sandi tidak boleh memuat nama masuk Anda.")
    if not reasons and is_mudah(sandi, nama_masuk):
        reasons.append(
            "Kata sandi ini mudah ditebak: termasuk yang sering dipakai, berulang, atau berurutan. "
            "Pakailah beberapa kata yang tidak berkaitan."
        )
    return reasons


def require_kuat(sandi: str, nama_masuk: str) -> None:
    """Raise InvalidIsian unless `sandi` may become the password of this account."""
    if reasons := list_alasan(sandi, nama_masuk):
        raise InvalidIsian({"sandi_baru": " ".join(reasons)})


def is_mudah(sandi: str, nama_masuk: str = "") -> bool:
    """Return whether a password is among the common ones or guessed as quickly as these."""
    if sandi.lower() in SERING:
        return True
    words = [*KATA_DAERAH, *nama_masuk.lower().replace("-", ".").split(".")]
    with _judging:
        judged = zxcvbn(sandi[:DINILAI], user_inputs=words)
    return float(judged["guesses_log10"]) < TEBAKAN_PALING_SEDIKIT


def _missing_classes(sandi: str) -> list[str]:
    classes: dict[str, Callable[[str], bool]] = {
        "huruf besar": str.isupper,
        "huruf kecil": str.islower,
        "angka": str.isdigit,
        "tanda baca": lambda letter: not letter.isalnum(),
    }
    return [nama for nama, is_of in classes.items() if not any(is_of(letter) for letter in sandi)]
