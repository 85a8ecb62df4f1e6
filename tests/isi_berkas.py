"""Small files to upload: sound ones of every kind that is taken, and bad ones."""

import io
import zipfile
from datetime import date

from PIL import Image

from seed.contoh.berkas import make_pdf

PDF = make_pdf("UJI-A01", "Berkas uji", date(2026, 3, 17))

KANTOR = "application/vnd.openxmlformats-officedocument."
UTAMA = {
    "docx": ("wordprocessingml.document", "word/document.xml"),
    "xlsx": ("spreadsheetml.sheet", "xl/workbook.xml"),
    "pptx": ("presentationml.presentation", "ppt/presentation.xml"),
}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def image(form: str, size: tuple[int, int] = (12, 8)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#0F5C8C").save(file, form)
    return file.getvalue()


JPEG, PNG, WEBP = image("JPEG"), image("PNG"), image("WEBP")


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def kantor(ending: str = "docx", more: dict[str, bytes] | None = None) -> bytes:
    """Return an office document with these parts more."""
    kind, main = UTAMA[ending]
    types = f'<Types><Override PartName="/{main}" ContentType="{KANTOR}{kind}.main+xml"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), main: b"<x/>"} | (more or {}))


def odf(ending: str = "odt", more: dict[str, bytes] | None = None) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{ODF[ending]}"
    return archive({"mimetype": mime.encode(), "content.xml": b"<x/>"} | (more or {}))


BAIK = {
    "pdf": PDF,
    "jpg": JPEG,
    "png": PNG,
    "webp": WEBP,
    **{ending: kantor(ending) for ending in UTAMA},
    **{ending: odf(ending) for ending in ODF},
}
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(500)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>window.jebol=1</script>"
