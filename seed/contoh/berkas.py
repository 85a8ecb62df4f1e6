"""The example bukti dukung, with small real files: the same bytes on the same day."""

import hashlib
import io
from collections.abc import Iterator
from datetime import date, datetime
from textwrap import wrap
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw, ImageFont

from model.choices import JenisBukti
from model.format import tanggal

JUDUL = "Contoh bukti dukung"
CATATAN = "Data contoh untuk mencoba aplikasi. Bukan dokumen resmi."


def bukti_contoh(
    aksi_id: int, kode: str, judul: str, pada: datetime, *, files: bool
) -> Iterator[tuple[dict[str, Any], bytes | None]]:
    """Yield rows that prove one action, with their files: a report, some with a photo or a link.

    Without `files`, as copies of the example are made, there is a link alone.
    """
    if files:
        yield _berkas(f"Laporan hasil {kode}.pdf", "application/pdf", make_pdf(kode, judul, pada))
    if files and aksi_id % 5 == 0:
        yield _berkas(f"Foto kegiatan {kode}.png", "image/png", make_png(kode))
    if not files or aksi_id % 4 == 0:
        row = {"tipe": "", "ukuran": 0, "sha256": None, "nama_simpan": None}
        alamat = f"https://contoh.invalid/dokumentasi/{kode}"
        nama = "Folder dokumentasi kegiatan"
        yield row | {"jenis": JenisBukti.TAUTAN, "nama": nama, "tautan": alamat}, None


def _berkas(nama: str, tipe: str, isi: bytes) -> tuple[dict[str, Any], bytes]:
    row = {
        "jenis": JenisBukti.BERKAS,
        "nama": nama,
        "tautan": "",
        "tipe": tipe,
        "ukuran": len(isi),
        "sha256": hashlib.sha256(isi).hexdigest(),
        "nama_simpan": uuid5(NAMESPACE_URL, nama).hex,
    }
    return row, isi


def make_pdf(kode: str, judul: str, hari: date) -> bytes:
    """Return one page that says what it pretends to prove."""
    lines = [(18, f"{JUDUL} – {kode}"), *((12, line) for line in wrap(judul, 76))]
    lines += [(12, f"Tanggal: {tanggal(hari)}"), (10, CATATAN)]
    words = "".join(
        f"/F1 {size} Tf ({_escaped(line)}) Tj 0 -{size + 10} Td\n" for size, line in lines
    )
    content = f"BT 56 770 Td\n{words}ET".encode("cp1252", "replace")
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (id) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%b) >>" % _escaped(f"{JUDUL} {kode}").encode("cp1252", "replace"),
    )
    file, places = io.BytesIO(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    file.seek(0, io.SEEK_END)
    for number, body in enumerate(bodies, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    file.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n" % (len(places) + 1))
    file.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return file.getvalue()


def make_png(kode: str) -> bytes:
    """Return a picture in place of a photograph."""
    image = Image.new("RGB", (640, 400), "#DCE6EE")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 250, 640, 400), fill="#7FA3BC")
    draw.polygon(((60, 250), (220, 90), (380, 250)), fill="#0F5C8C")
    draw.polygon(((260, 250), (430, 130), (600, 250)), fill="#4FB286")
    font = ImageFont.load_default(26)
    draw.text((24, 330), f"{JUDUL}: {kode}", fill="#10181F", font=font)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=False)
    return file.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
