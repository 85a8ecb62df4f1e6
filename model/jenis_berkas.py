"""What kind of file bukti dukung is: decided by its content, never by its name.

Few kinds are taken, and each is checked as far as is possible without unpacking anything.
"""

import io
import warnings
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from model.errors import InvalidIsian
from model.jenis_kantor import detect_kantor

MAKS_TITIK = 100_000_000  # of an image: more would stall the computer of whoever opens it
KEPALA = 1024  # readers look for the mark of a PDF in so many bytes
EKOR = 4096


@dataclass(frozen=True)
class JenisBerkas:
    """One kind of file that is taken: its name on the screen, its ending and its media type.

    `terlihat` tells whether a browser shows it by itself, shut in so that it can do nothing.
    """

    nama: str
    akhiran: str
    mime: str
    terlihat: bool = False


KANTOR = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
JENIS = (
    JenisBerkas("PDF", "pdf", "application/pdf", terlihat=True),
    JenisBerkas("Gambar JPEG", "jpg", "image/jpeg", terlihat=True),
    JenisBerkas("Gambar PNG", "png", "image/png", terlihat=True),
    JenisBerkas("Gambar WebP", "webp", "image/webp", terlihat=True),
    JenisBerkas("Dokumen Word", "docx", f"{KANTOR}wordprocessingml.document"),
    JenisBerkas("Lembar Excel", "xlsx", f"{KANTOR}spreadsheetml.sheet"),
    JenisBerkas("Paparan PowerPoint", "pptx", f"{KANTOR}presentationml.presentation"),
    JenisBerkas("Dokumen ODT", "odt", f"{ODF}text"),
    JenisBerkas("Lembar ODS", "ods", f"{ODF}spreadsheet"),
    JenisBerkas("Paparan ODP", "odp", f"{ODF}presentation"),
)
MENURUT_AKHIRAN = {jenis.akhiran: jenis for jenis in JENIS}
MENURUT_MIME = {jenis.mime: jenis for jenis in JENIS}

DITERIMA = "PDF, foto (JPG, PNG, WebP), Word, Excel, PowerPoint, atau OpenDocument"
TIDAK_DIKENAL = f"Jenis berkas ini tidak diterima. Unggah {DITERIMA}."
LAMA = (
    "Berkas Office lama (DOC, XLS, PPT) atau yang berkata sandi tidak diterima. "
    "Simpan sebagai DOCX, XLSX, PPTX, atau PDF tanpa kata sandi, lalu unggah lagi."
)
RUSAK = "Berkas ini rusak atau tidak lengkap. Simpan ulang berkasnya, lalu unggah lagi."
BERCAMPUR = "Berkas ini berisi dua jenis sekaligus. Simpan ulang berkasnya, lalu unggah lagi."

GAMBAR = ((b"\xff\xd8\xff", "JPEG", "jpg"), (b"\x89PNG\r\n\x1a\n", "PNG", "png"))


def detect(isi: BinaryIO) -> JenisBerkas:
    """Return the kind of a file; raise InvalidIsian with a sentence when it is not taken."""
    isi.seek(0)
    head = isi.read(KEPALA)
    if not head:
        raise refused("Berkas ini kosong (0 bita). Periksa berkasnya, lalu unggah lagi.")
    if head.startswith(b"%PDF-"):
        return _pdf(isi)
    for mark, form, akhiran in GAMBAR:
        if head.startswith(mark):
            return _image(isi, head, form, akhiran)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _image(isi, head, "WEBP", "webp")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise refused(LAMA)
    if head.startswith(b"PK\x03\x04"):
        if b"%PDF-" in head:
            raise refused(BERCAMPUR)
        return MENURUT_AKHIRAN[detect_kantor(isi, TIDAK_DIKENAL)]
    raise refused(TIDAK_DIKENAL)


def refused(sentence: str) -> InvalidIsian:
    """Return the refusal of a file."""
    return InvalidIsian({"berkas": sentence})


def _pdf(isi: BinaryIO) -> JenisBerkas:
    isi.seek(max(0, isi.seek(0, io.SEEK_END) - EKOR))
    if b"%%EOF" not in isi.read():
        raise refused(RUSAK)
    _refuse_archive(isi)
    return MENURUT_AKHIRAN["pdf"]


def _image(isi: BinaryIO, head: bytes, form: str, akhiran: str) -> JenisBerkas:
    """Look at the head of an image, without decoding it."""
    low = head.lower()
    if any(mark in low for mark in (b"%pdf-", b"<html", b"<script", b"<!doctype", b"<svg")):
        raise refused(BERCAMPUR)
    _refuse_archive(isi)
    isi.seek(0)
    try:
        with warnings.catch_warnings():
            # Pillow warns of large images; the limit is ours.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(isi, formats=(form,))
        width, height = image.size
        image.verify()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise refused(RUSAK) from None
    if width * height > MAKS_TITIK:
        raise refused("Gambar ini terlalu besar. Perkecil menjadi di bawah 100 megapiksel.")
    return MENURUT_AKHIRAN[akhiran]


def _refuse_archive(isi: BinaryIO) -> None:
    """Refuse what a program for archives would open as well."""
    if zipfile.is_zipfile(isi):
        raise refused(BERCAMPUR)
