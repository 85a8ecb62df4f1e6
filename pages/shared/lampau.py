"""The point in time that a page shows: read from its address (`?per=`), and said in a strip."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import streamlit as st

from model import clock
from model.errors import DomainError
from model.titik import Titik, label_titik, open_titik, parse_titik
from pages.shared import data, tautan
from pages.shared.halaman import HALAMAN, Halaman

PER = "per"
MAKS_ALAMAT = 2000

TIDAK_DIKENAL = (
    "Titik waktu pada alamat tidak dikenal, jadi yang ditampilkan keadaan sekarang. "
    "Pilih tanggal lewat Per tanggal."
)
BELUM_LEWAT = "Tanggal pada alamat belum lewat, jadi yang ditampilkan keadaan sekarang."
SELALU_KINI = "Halaman ini selalu menampilkan keadaan sekarang."


@dataclass(frozen=True)
class Pandangan:
    """What the strip says: a sentence, and the addresses it leads to.

    `ada` is False when there is nothing to see, so that the page must not run.
    """

    kalimat: str
    titik: Titik | None = None
    kini: str = ""
    sebelumnya: str = ""
    berikutnya: str = ""
    ada: bool = True


def kata_titik(lain: str = "") -> str:
    """Return a sentence about a file with the point in time put before it, unless that is now."""
    if data.is_kini():
        return lain
    label = data.read_live(label_titik, titik=data.titik())
    words = f"keadaan {label}" if data.titik().hari else f"keadaan saat {label} ditutup"
    return f"{words} · {lain}" if lain else words


def halaman_of(url_path: str) -> Halaman | None:
    """Return the page at an address as Streamlit gives it, without the first stroke."""
    return next((h for h in HALAMAN if h.alamat.lstrip("/") == url_path), None)


def look(halaman: Halaman) -> Pandangan | None:
    """Let the run show what the address asks for; return what the strip says, None for nothing."""
    text = st.query_params.get(PER, "")
    if not text:
        return None
    now = here(halaman, per="")
    titik = parse_titik(text)
    if titik is None:
        return Pandangan(TIDAK_DIKENAL, kini=now)
    if titik.kini or (titik.hari is not None and titik.hari >= clock.today()):
        return Pandangan(BELUM_LEWAT, kini=now)
    if not halaman.lampau:
        tautan.keep_per(text)
        return Pandangan(SELALU_KINI) if halaman.alamat != tautan.PER_TANGGAL else None
    try:
        with open_titik(titik) as (_, hari):
            pass
    except DomainError as refusal:
        return Pandangan(str(refusal), kini=now, ada=False)
    data.look_at(titik, hari)
    return _pandangan(halaman, titik, now)


def _pandangan(halaman: Halaman, titik: Titik, now: str) -> Pandangan:
    label = data.read_live(label_titik, titik=titik)
    if titik.hari is None:
        return Pandangan(f"Keadaan saat {label} ditutup", titik, now)
    day = timedelta(days=1)
    before, after = titik.hari - day, titik.hari + day
    return Pandangan(
        f"Keadaan {label}, akhir hari",
        titik,
        now,
        here(halaman, per=before),
        here(halaman, per=after) if after < clock.today() else "",
    )


def here(halaman: Halaman, **changed: object) -> str:
    """Return the address of the page that is open, its filters kept but for those `changed`."""
    present: dict[str, Any] = {key: st.query_params.get_all(key) for key in st.query_params}
    return tautan.url(halaman.alamat, **(present | changed))


Tujuan = tuple[Halaman, dict[str, list[str]]]


def parse_tujuan(alamat: str) -> Tujuan | None:
    """Return the page and the filters of an address of ours, None for any other.

    The address comes from the address bar: whatever is none of our pages is not followed.
    """
    if len(alamat) > MAKS_ALAMAT:
        return None
    try:
        parts = urlsplit(alamat)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    halaman = next((h for h in HALAMAN if h.alamat == parts.path), None)
    if halaman is None:
        return None
    # Streamlit keeps these for itself, and refuses a page change that carries them.
    kept = {k: v for k, v in parse_qs(parts.query).items() if k not in ("embed", "embed_options")}
    return halaman, kept


def tujuan_per(halaman: Halaman, saringan: dict[str, list[str]], per: object) -> str:
    """Return the address of a page with its filters at another point in time."""
    return tautan.url(halaman.alamat, **({**saringan, PER: per}))


def as_text(halaman: Halaman) -> str:
    """Return the page that is open, with its filters, as one text for an address."""
    kept = {key: st.query_params.get_all(key) for key in st.query_params if key != PER}
    return f"{halaman.alamat}?{urlencode(kept, doseq=True)}" if kept else halaman.alamat
