"""How often somebody may try to sign in: what is counted, and how long to wait. Pure rules.

Counted are refused passwords, of the last quarter of an hour, by name and address together and by
address alone. On a device from which the person has signed in before they are counted by name and
device instead, so that nobody else can keep the owner of an account out.
"""

import hashlib
import ipaddress
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

JENDELA = timedelta(minutes=15)
BATAS_AKUN = 10

# With ten tries allowed the third refusal costs 2 seconds, then 4, 8 …; with more, in proportion.
LANGKAH = 10
LANGKAH_BEBAS = 3


@dataclass(frozen=True)
class Hitungan:
    """One thing that refused tries are counted by: its hash, and how many are allowed."""

    kunci: str
    batas: int


@dataclass(frozen=True)
class Asal:
    """Where a try comes from: network address, browser, and the device if it is a known one."""

    alamat: str = ""
    peramban: str = ""
    perangkat: str = ""


def clean_nama_masuk(text: str) -> str:
    """Return a login name as it stands in the store."""
    return unicodedata.normalize("NFKC", text).strip().lower()[:80]


def network_of(alamat: str) -> str:
    """Return what counts as one address: of IPv6 the network that one household or office has."""
    try:
        address = ipaddress.ip_address(alamat.partition("%")[0])
    except ValueError:
        return alamat
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def list_hitungan(nama_masuk: str, asal: Asal, batas_alamat: int) -> tuple[Hitungan, ...]:
    """Return what a try for this name from there is counted by; the first is about the account."""
    if asal.perangkat:
        return (Hitungan(_hash("perangkat", nama_masuk, asal.perangkat), BATAS_AKUN),)
    network = network_of(asal.alamat)
    return (
        Hitungan(_hash("akun", nama_masuk, network), BATAS_AKUN),
        Hitungan(_hash("alamat", network), batas_alamat),
    )


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def wait_of(
    gagal: Sequence[datetime], sedang: Sequence[datetime], batas: int, saat: datetime
) -> int:
    """Return for how many seconds no try is looked at; 0 when the next one is.

    `gagal` are the moments of the refused tries and `sedang` of those under way, oldest first.
    """
    taken = sorted((*gagal, *sedang))
    if len(taken) >= batas:
        free = taken[len(taken) - batas] + JENDELA
        # Those under way may turn out well in a moment.
        return _seconds(free - saat) if len(gagal) >= batas else 1
    langkah = len(gagal) * LANGKAH // batas
    if langkah < LANGKAH_BEBAS:
        return 0
    return _seconds(gagal[-1] + timedelta(seconds=2 ** (langkah - LANGKAH_BEBAS + 1)) - saat)


def _seconds(left: timedelta) -> int:
    return max(0, math.ceil(left.total_seconds()))
