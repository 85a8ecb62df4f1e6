"""What a person may type for a link as bukti dukung."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field

from model.isian import Isian, clean_line, clean_text

# What browsers read otherwise than Python: blanks, backslashes, quotes and angle brackets.
BUKAN_TAUTAN = re.compile(r"[\s\x00-\x20\x7f-\x9f\\<>\"'`{}|^]")
HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+", re.IGNORECASE)
MAKS_NAMA = 200


def host_of(tautan: str) -> str:
    """Return the host of a link as it is looked up, letters that look alike told apart.

    Empty when there is none.
    """
    try:
        parts = urlsplit(tautan)
        parts.port  # noqa: B018  raises ValueError when it is no number
        host = (parts.hostname or "").rstrip(".")
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError too
        return ""
    return host if HOST.fullmatch(host) else ""


class IsianTautan(Isian):
    """A link that proves something."""

    tautan: Annotated[str, Field(max_length=1000, strict=True), BeforeValidator(clean_text)] = (
        Field(default="", title="Tautan bukti", description="Alamat lengkap, diawali https://")
    )
    nama: Annotated[
        str, Field(max_length=MAKS_NAMA, strict=True), BeforeValidator(clean_line)
    ] = Field(default="", title="Nama tautan", description="Boleh kosong.")  # fmt: skip

    @property
    def shown_name(self) -> str:
        """Return what the link is called: by the person, else by its own address."""
        return self.nama or self.tautan.partition("://")[2][:MAKS_NAMA]

    def refused(self) -> dict[str, str]:
        """Refuse what is no plain address of a page."""
        if not self.tautan:
            return {"tautan": "Tautan bukti belum diisi. Isi alamatnya atau kosongkan namanya."}
        scheme = self.tautan.partition(":")[0].lower()
        if scheme not in ("http", "https"):
            return {"tautan": "Tautan bukti harus diawali https:// atau http://."}
        if BUKAN_TAUTAN.search(self.tautan) or "://" not in self.tautan:
            return {"tautan": "Tautan bukti tidak sah. Salin alamatnya dari peramban."}
        if not host_of(self.tautan):
            return {"tautan": "Tautan bukti tidak memuat nama situs. Periksa kembali alamatnya."}
        if "@" in urlsplit(self.tautan).netloc:
            return {"tautan": "Tautan bukti tidak boleh memuat nama masuk atau kata sandi."}
        return {}
