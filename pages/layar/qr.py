"""QR codes as pictures in an address of their own: dark modules on white, whatever the theme."""

from dataclasses import dataclass

import segno

TEPI = 4  # modules of white around a code, as the standard asks


@dataclass(frozen=True)
class Kode:
    """A QR code: `sisi` modules wide with its white edge, `gambar` a data address for an image.

    An image, because Streamlit lets no SVG into a page, and slides are shown there small.
    `tulisan` is the short address that stands beneath: without https:// and parameters.
    """

    alamat: str
    tulisan: str
    sisi: int
    gambar: str


def make_kode(alamat: str) -> Kode:
    """Return the QR code of an address, with as large modules as its length allows."""
    code = segno.make(alamat, error="l", micro=False, boost_error=True)
    tulisan = alamat.split("://", 1)[-1].split("?", 1)[0]
    sisi, _ = code.symbol_size(border=TEPI)
    gambar = code.svg_data_uri(border=TEPI, dark="#000", light="#fff", omitsize=True)
    return Kode(alamat, tulisan, int(sisi), gambar)
