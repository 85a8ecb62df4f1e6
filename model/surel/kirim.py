"""Handing mail to the server of the settings, and knowing for certain what became of it."""

import ipaddress
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from enum import Enum, auto
from typing import Self

from model.config import Settings
from model.errors import SetupError

BATAS_DETIK = 30


class Nasib(Enum):
    """What became of one mail."""

    TERKIRIM = auto()
    GAGAL = auto()  # certainly not delivered: may be tried again
    TIDAK_PASTI = auto()  # the line broke after the text was handed over: never again


class ServerDown(Exception):
    """The mail server cannot be reached or does not let us in; nothing else can be sent now."""


@dataclass(frozen=True)
class Hasil:
    """What became of one mail, and why, without anything personal."""

    nasib: Nasib
    alasan: str = ""


def sender(settings: Settings) -> Address:
    """Return the sender of the settings; raise SetupError when it is no address."""
    probe = EmailMessage(policy=SMTP)
    with suppress(ValueError, IndexError, HeaderParseError):
        probe["From"] = settings.forum_surat_dari
        addresses = probe["From"].addresses
        if len(addresses) == 1 and addresses[0].domain and not probe["From"].defects:
            return addresses[0]  # type: ignore[no-any-return]
    raise SetupError(
        "FORUM_SURAT_DARI bukan alamat surel yang sah. "
        "Tulis seperti: Dasbor Rakor <rakor@kantor.go.id>"
    )


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


class PeladenSurel:
    """One connection to the mail server, opened when the first mail goes out."""

    def __init__(self, settings: Settings) -> None:
        host, _, port = settings.forum_smtp_alamat.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None
        plain = settings.forum_smtp_tls == "tidak"
        if plain and settings.forum_smtp_pengguna and not _is_loopback(self._host):
            raise SetupError(
                "FORUM_SMTP_TLS=tidak akan mengirim sandi surel tanpa enkripsi. "
                "Pakai starttls atau tls, atau kosongkan FORUM_SMTP_PENGGUNA."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def send(self, message: EmailMessage, dari: str, kepada: str) -> Hasil:
        """Hand over one mail. Raises ServerDown when there is no server to hand it to."""
        smtp = self._smtp or self._connect()
        try:
            smtp.ehlo_or_helo_if_needed()
            for code, _ in (smtp.mail(dari), smtp.rcpt(kepada)):
                if code >= 300:
                    with suppress(smtplib.SMTPException):
                        smtp.rset()
                    return Hasil(Nasib.GAGAL, f"ditolak peladen surel, kode {code}")
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            return Hasil(Nasib.GAGAL, f"sambungan terputus ({type(error).__name__})")
        return self._data(smtp, message.as_bytes())

    def _data(self, smtp: smtplib.SMTP, content: bytes) -> Hasil:
        try:
            code, _ = smtp.data(content)
        except smtplib.SMTPDataError as error:  # refused before anything was handed over
            self._close()
            return Hasil(Nasib.GAGAL, f"ditolak peladen surel, kode {error.smtp_code}")
        except (smtplib.SMTPException, OSError):
            self._close()
            return Hasil(Nasib.TIDAK_PASTI, "sambungan terputus saat isi diserahkan")
        if code != 250:
            with suppress(smtplib.SMTPException):
                smtp.rset()
            return Hasil(Nasib.GAGAL, f"ditolak peladen surel, kode {code}")
        return Hasil(Nasib.TERKIRIM)

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        context = ssl.create_default_context()
        smtp: smtplib.SMTP | None = None
        try:
            if settings.forum_smtp_tls == "tls":
                smtp = smtplib.SMTP_SSL(
                    self._host, self._port, timeout=BATAS_DETIK, context=context
                )
            else:
                smtp = smtplib.SMTP(self._host, self._port, timeout=BATAS_DETIK)
            if settings.forum_smtp_tls == "starttls":
                smtp.starttls(context=context)
            if settings.forum_smtp_pengguna:
                smtp.login(settings.forum_smtp_pengguna, settings.forum_smtp_sandi)
        except (smtplib.SMTPException, OSError) as error:
            if smtp is not None:
                smtp.close()
            raise ServerDown(_why(error)) from error
        self._smtp = smtp
        return smtp

    def _close(self) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp.close()
            self._smtp = None


def _why(error: Exception) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return "peladen surel menolak nama atau sandinya"
        case smtplib.SMTPNotSupportedError():
            return "peladen surel tidak mengenal STARTTLS; periksa FORUM_SMTP_TLS"
        case ssl.SSLError():
            return "sertifikat atau TLS peladen surel ditolak"
    return f"peladen surel tidak dapat dihubungi ({type(error).__name__})"
