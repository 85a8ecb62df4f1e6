"""The big screen as one HTML page: all slides of a deck, one of them seen. No behaviour of its own.

The contract with aset/layar.js, which moves the slides, and with whoever embeds them:

* `page_html(deck, sumber="jaringan")` is the page of /layar: it links to /aset/layar.css, muat.js
  and layar.js. `sumber="berkas"` is the same page as one file that asks for nothing: style, scripts
  and fonts stand in it, and <body data-sumber="berkas"> tells layar.js that no server is there.
* `slide_html(slide, aktif=True)` is one <section>; `layar_html(slide, ...)` puts some into a
  <div class="layar"> of any size; `kelas="pratinjau"` is the small preview of Kendali, 16:9.

What stands in the page:

<body class="layar-halaman" data-sumber="jaringan|berkas">
<div class="layar" data-tema="terang|gelap" ...>   `tema` "" leaves the attribute out: the system's
    own theme. `data` of page_html ({"rakor": 3}) becomes data-rakor="3" here.
  <section class="slide [aktif]" data-kunci="peta.keuangan" data-agenda="12" data-menit="15"
           data-sidik="0123456789ab" data-kelompok="Keuangan" data-judul="Peta risiko"
           aria-label="Keuangan: Peta risiko">
    ... Slide.html ...
Only `.slide.aktif` is seen (CSS; give the others `inert` too). data-agenda and data-menit are left
out on slides of the whole forum. Digits 1 to 9 jump to the slide with data-kunci^="ringkasan." and
data-nomor="3": the pokja's number in the official order.

In a slide layar.js fills:
  <span data-hitung></span>  the countdown of its agenda item: "12.30"; class `lewat` and the text
                             "lewat 02.10" once the time is over; empty: nothing is seen
  <span data-per>            "Data per 21.14 WIB, 22 November 2026": Deck.per. It is no part of
                             `sidik`, so a change elsewhere does not change every slide: send
                             Deck.per along and set it in all slides.
A changed slide: replace section.innerHTML by Slide.html, set data-sidik, then call
`window.forumMuat(section)` (muat.js), which makes it fit. muat.js calls itself at the start, when
the fonts have come and on every resize; call it also when a slide becomes `aktif`.

The bar (appears when `.layar-halaman.bergerak` is set: on mouse move, touch or focus in it):
  <nav data-bilah> with <button data-aksi="awal|sebelum|jeda|lanjut|tema|penuh">; `jeda` carries
  aria-pressed (true: it stands still; CSS swaps the icon), <span data-posisi> "12/41",
  <span data-keadaan> "Otomatis, 20 detik" | "Dijeda" | "Dipandu".
  <p data-putus hidden>  shown while there is no connection.
  <p data-kabar>         aria-live: the name of the slide that came, for screen readers.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from pages.layar.kerangka import render
from pages.layar.slide import Deck, Slide

ASET = Path(__file__).parent.parent / "web" / "aset"
SKRIP = ("muat.js", "layar.js")


def slide_html(slide: Slide, *, aktif: bool = False) -> str:
    """Return a slide as its <section>."""
    return render("bagian.html", slide=slide, isi=Markup(slide.html), aktif=aktif)  # noqa: S704


def layar_html(slide: Sequence[Slide], *, kelas: str = "", tema: str = "") -> str:
    """Return a box with slides of which the first is seen; it takes the size of its place."""
    return _layar(slide, kelas, tema, {})


def page_html(
    deck: Deck,
    *,
    sumber: Literal["jaringan", "berkas"],
    versi_aset: str = "",
    tema: str = "",
    data: Mapping[str, object] | None = None,
) -> str:
    """Return the whole page: linked to our assets ("jaringan"), or one file that needs nothing."""
    berkas = sumber == "berkas"
    return render(
        "halaman.html",
        judul=deck.nama,
        sumber=sumber,
        versi=versi_aset,
        skrip=SKRIP,
        gaya_isi=Markup(_inline_style()) if berkas else None,  # noqa: S704
        skrip_isi=[Markup(_inline_script(nama)) for nama in SKRIP] if berkas else None,  # noqa: S704
        ikon=_inline_icon() if berkas else "/aset/ikon.svg",
        layar=Markup(_layar(deck.slide, "", tema, data or {})),  # noqa: S704
    )


def _layar(slide: Sequence[Slide], kelas: str, tema: str, data: Mapping[str, object]) -> str:
    sections = [
        Markup(slide_html(satu, aktif=nomor == 0))  # noqa: S704
        for nomor, satu in enumerate(slide)
    ]
    return render("layar.html", slide=sections, kelas=kelas, tema=tema, data=data)


def _base64(nama: str) -> str:
    return base64.b64encode((ASET / nama).read_bytes()).decode()


@lru_cache
def _inline_style() -> str:
    """Return the style with the fonts in it."""

    def data_url(found: re.Match[str]) -> str:
        return f'url("data:font/woff2;base64,{_base64(found[1])}")'

    return re.sub(
        r'url\("/aset/([\w-]+\.woff2)"\)', data_url, (ASET / "layar.css").read_text("utf-8")
    )


def _inline_script(nama: str) -> str:
    """Return a script of ours, which must not hold the end of its own element."""
    content = (ASET / nama).read_text("utf-8")
    if "</" in content:
        raise ValueError(f"{nama} would end its <script> too soon")
    return content


def _inline_icon() -> str:
    return f"data:image/svg+xml;base64,{_base64('ikon.svg')}"
