"""Office documents are archives: what may be in them, told from the directory of the archive.

Nothing is unpacked before the directory has passed, and then only small named parts.
"""

import io
import re
import struct
import zipfile
import zlib
from typing import BinaryIO

from model.errors import InvalidIsian

MAKS_ISI = 2000
MAKS_TERURAI = 200 * 1024 * 1024
MAKS_NISBAH = 100
BEBAS_NISBAH = 1024 * 1024  # so much unpacked harms nobody, however well it was packed
MAKS_BAGIAN = 1024 * 1024  # of a part that is read

DAFTAR = "[Content_Types].xml"
UTAMA = {
    b"wordprocessingml.document.main+xml": ("docx", "word/"),
    b"spreadsheetml.sheet.main+xml": ("xlsx", "xl/"),
    b"presentationml.presentation.main+xml": ("pptx", "ppt/"),
}
ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
# Parts that run: macros, ActiveX, scripts of OpenDocument.
MAKRO = re.compile(r"vbaproject|vbadata|(^|/)activex/|^basic/|^scripts/|(^|/)macrosheets/", re.I)
# Documents in a document are common; other archives and programs in one are not.
TERLARANG = re.compile(
    r"\.(zip|7z|rar|gz|bz2|xz|tar|jar|cab|iso|img|exe|dll|scr|com|msi|bat|cmd|ps1|vbs|vbe|js|jse"
    r"|wsf|hta|lnk|sh|py|html?|svgz)$",
    re.I,
)
SEMATAN = re.compile(r"\.(docx|xlsx|pptx|odt|ods|odp)$", re.I)
TERLARANG_SEMATAN = re.compile(r"\.(docm|xlsm|pptm|xlsb|dotm|xltm|potm)$", re.I)
MAKS_LAPIS = 2
# All that zipfile is known to raise over an archive that somebody has tampered with.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
MAKS_SEMATAN = 16 * 1024 * 1024

BOM = "Isi berkas ini mengembang terlalu besar saat dibuka. Simpan ulang sebagai PDF."
MAKRO_DITOLAK = (
    "Dokumen ini berisi makro atau program. Simpan tanpa makro atau sebagai PDF, lalu unggah lagi."
)
RUSAK = "Dokumen ini rusak atau tidak lengkap. Simpan ulang dokumennya, lalu unggah lagi."
SANDI = "Dokumen ini berkata sandi. Simpan tanpa kata sandi, lalu unggah lagi."


def detect_kantor(isi: BinaryIO, unknown: str) -> str:
    """Return the ending of the office document `isi`; raise InvalidIsian when it is none.

    `unknown` is the sentence for an archive that is no office document.
    """
    return _detect(isi, unknown, lapis=1)[0]


def _detect(
    isi: BinaryIO, unknown: str, *, lapis: int, budget: int = MAKS_TERURAI
) -> tuple[str, int]:
    """Return the ending, and what may still be unpacked in documents beside this one."""
    try:
        with zipfile.ZipFile(isi) as archive:
            entries = archive.infolist()
            budget -= _check_directory(entries, budget)
            ending = _kind(archive, entries, unknown)
            for entry in entries:
                if not SEMATAN.search(entry.filename):
                    continue
                if lapis == MAKS_LAPIS or entry.file_size > MAKS_SEMATAN:
                    raise _refused(BOM)
                inner = io.BytesIO(archive.read(entry))
                budget = _detect(inner, unknown, lapis=lapis + 1, budget=budget)[1]
            return ending, budget
    except UNREADABLE:
        raise _refused(RUSAK) from None


def _check_directory(entries: list[zipfile.ZipInfo], budget: int) -> int:
    """Refuse an archive for what its directory says; return how much it would unpack to."""
    if not entries or min(entry.header_offset for entry in entries) != 0:
        raise _refused(RUSAK)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAKS_ISI or unpacked > budget:
        raise _refused(BOM)
    if unpacked > BEBAS_NISBAH and unpacked > MAKS_NISBAH * packed:
        raise _refused(BOM)
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names) or any(map(_is_trick, entries)):
        raise _refused(RUSAK)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _refused(SANDI)
    if any(
        entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries
    ):  # noqa: E501
        raise _refused(RUSAK)
    for forbidden in (MAKRO, TERLARANG, TERLARANG_SEMATAN):
        if any(forbidden.search(name) for name in names):
            raise _refused(MAKRO_DITOLAK)
    return unpacked


def _is_trick(entry: zipfile.ZipInfo) -> bool:
    """Return whether a name would lead out of the folder that it is unpacked into."""
    name = entry.orig_filename
    parts = name.split("/")
    is_link = entry.external_attr >> 16 & 0o170000 == 0o120000
    return (
        is_link
        or name.startswith("/")
        or ".." in parts
        or any(mark in name for mark in "\\:")
        or any(ord(letter) < 32 for letter in name)
    )


def _kind(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], unknown: str) -> str:
    names = {entry.filename: entry for entry in entries}
    if entries[0].filename == "mimetype" and "content.xml" in names:
        said = _read(archive, entries[0])
        if said not in ODF:
            raise _refused(unknown)
        return ODF[said]
    if DAFTAR not in names:
        raise _refused(unknown)
    types = _read(archive, names[DAFTAR])
    if re.search(rb"macroEnabled|vbaProject", types):
        raise _refused(MAKRO_DITOLAK)
    found = [
        ending
        for mark, (ending, place) in UTAMA.items()
        if mark in types and any(name.startswith(place) for name in names)
    ]
    if len(found) != 1:
        raise _refused(unknown)
    return found[0]


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > MAKS_BAGIAN:
        raise _refused(RUSAK)
    return archive.read(entry)


def _refused(sentence: str) -> InvalidIsian:
    return InvalidIsian({"berkas": sentence})
