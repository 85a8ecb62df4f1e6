"""What a mail says: plain text and HTML from templates, headers that no name can add to."""

import hashlib
from datetime import date, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from model import format as id_format
from model.clock import WIB
from model.isian import clean_line
from model.queries.kabar import KELOMPOK_SUREL, KabarOrang, PenerimaSurel
from model.queries.menunggu import Kelompok

TEMPLATES = Path(__file__).parent / "templates"

# Base64 and quoted-printable only: not every server takes eight bits.
POLICY = SMTP.clone(cte_type="7bit")

# Where the objects of messages have their page; a test keeps it equal to the addresses of pages.
RINCIAN = {
    "P": "/rincian-permasalahan",
    "R": "/rincian-risiko",
    "A": "/rincian-aksi",
    "K": "/rincian-keputusan",
}

# The word in a subject for what waits.
KATA = {
    Kelompok.DIKEMBALIKAN: "dikembalikan",
    Kelompok.TERLAMBAT: "terlambat",
    Kelompok.SEGERA: "segera jatuh tempo",
    Kelompok.KEPUTUSAN: "keputusan terbuka",
}


class NoAddress(ValueError):
    """What an account has for an address cannot be mailed to."""


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("tanggal", "tanggal_pendek", "angka", "lama"):
        environment.filters[name] = getattr(id_format, name)
    environment.globals |= {"Kelompok": Kelompok, "KELOMPOK": KELOMPOK_SUREL}
    return environment


def subject(kabar: KabarOrang, *, ringkasan: bool, contoh: bool) -> str:
    """Return a short subject in our own words only."""
    baru = len(kabar.pengingat)
    parts = [f"{baru} hal baru"] if baru else []
    if ringkasan:
        parts += [f"{jumlah} {KATA[k]}" for k, jumlah in kabar.jumlah.items() if jumlah]
        parts += [f"{kabar.klaim} menunggu verifikasi"] if kabar.klaim else []
        parts += [f"{kabar.lain} pesan belum dibaca"] if kabar.lain and len(parts) < 3 else []
    return f"{'[Data contoh] ' if contoh else ''}Rakor: {', '.join(parts[:3])}"


def recipient(penerima: PenerimaSurel) -> Address:
    """Return the address of a person; raise NoAddress when there is none to mail to."""
    surel = penerima.surel.strip()
    try:
        if not surel.isascii() or any(letter in surel for letter in "\r\n, ;<>"):
            raise NoAddress(surel)
        address = Address(display_name=clean_line(penerima.nama), addr_spec=surel)
    except (ValueError, IndexError, HeaderParseError) as error:
        raise NoAddress("alamat surel tidak sah") from error
    if not (address.username and address.domain):
        raise NoAddress("alamat surel tidak sah")
    return address


def compose(
    penerima: PenerimaSurel,
    kabar: KabarOrang,
    *,
    ringkasan: bool,
    kunci: set[str],
    dari: Address,
    alamat: str,
    contoh: bool,
    hari: date,
    saat: datetime,
) -> EmailMessage:
    """Return the mail for one person: a digest, or only the reminders that have come up.

    `alamat` is the public address of the dashboard, empty for a mail without links.
    """
    message = EmailMessage(policy=POLICY)
    message["From"] = dari
    message["To"] = recipient(penerima)
    message["Subject"] = subject(kabar, ringkasan=ringkasan, contoh=contoh)
    message["Date"] = format_datetime(saat.astimezone(WIB))
    # The same things always have the same number, so that a server can tell a copy.
    cause = "\n".join((str(penerima.id), *sorted(kunci)))
    message["Message-ID"] = f"<{hashlib.sha256(cause.encode()).hexdigest()[:32]}@{dari.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if alamat:
        message["List-Unsubscribe"] = f"<{alamat}/akun>"
    context = {
        "nama": clean_line(penerima.nama), "kabar": kabar, "ringkasan": ringkasan, "contoh": contoh,
        "hari": hari, "alamat": alamat, "subjek": message["Subject"],
        "tautan": lambda kode, pesan=None: link(alamat, kode, pesan),
    }  # fmt: skip
    environment = _environment()
    message.set_content(environment.get_template("kabar.txt").render(context))
    message.add_alternative(environment.get_template("kabar.html").render(context), subtype="html")
    return message


def link(alamat: str, kode: str, pesan: int | None) -> str:
    """Return where a code leads from a mail, empty when nowhere."""
    page = RINCIAN.get(kode.partition("-")[2][:1])
    if not alamat or page is None:
        return ""
    return f"{alamat}{page}?{urlencode({'kode': kode} | ({'pesan': pesan} if pesan else {}))}"
