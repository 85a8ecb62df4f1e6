"""Words of the slides: what is asked of the forum, and texts made short at a word."""

from datetime import date, datetime

from model.clock import WIB
from model.format import angka, tanggal, tanggal_pendek
from model.queries.slide_diminta import ButirDiminta, Diminta

KATA_TERPANJANG = 40  # letters; Indonesian has none as long

PUTUSKAN = {
    Diminta.RISIKO: "Tetapkan penanganan",
    Diminta.TERKENDALA: "Putuskan jalan keluar",
    Diminta.TERLAMBAT: "Perpanjang atau hentikan",
    Diminta.KEPUTUSAN: "Pastikan selesai",
}


def pendek(teks: str, paling_banyak: int) -> str:
    """Return a text in one line, cut at a word with an ellipsis when it is longer than that."""
    satu_baris = " ".join(teks.split())
    if len(satu_baris) <= paling_banyak:
        return satu_baris
    kept = satu_baris[: paling_banyak - 1]
    word, _, rest = kept.rpartition(" ")
    # A single endless word is cut where it must be.
    return (word if word and len(rest) < paling_banyak // 2 else kept).rstrip(" ,.;:") + "…"


def putuskan(diminta: ButirDiminta) -> str:
    """Return what the forum is asked to decide."""
    return PUTUSKAN[diminta.jenis]


def sebab(diminta: ButirDiminta) -> str:
    """Return why something is asked, in a few words."""
    lama = angka(diminta.lama)
    match diminta.jenis:
        case Diminta.RISIKO:
            return f"besaran {diminta.besaran}, tanpa penanganan"
        case Diminta.TERKENDALA:
            return f"terkendala {lama} hari"
        case Diminta.TERLAMBAT:
            return f"terlambat {lama} hari, tanpa kabar"
        case _ if diminta.lama:
            return f"keputusan terlambat {lama} hari"
        case _ if diminta.tenggat:
            return f"keputusan, tenggat {tanggal_pendek(diminta.tenggat)}"
        case _:
            return "keputusan tanpa tenggat"


def per_saat(saat: datetime | None, hari: date) -> str:
    """Return `Data per 21.14 WIB, 22 November 2026`; only the day when no moment is known."""
    if saat is None:
        return f"Data per {tanggal(hari)}"
    local = saat.astimezone(WIB)
    return f"Data per {local:%H.%M} WIB, {tanggal(local.date())}"


def ukuran_huruf(teks: str) -> str:
    """Return the CSS class for how much place a title takes; an endless word takes the most."""
    if max(map(len, teks.split()), default=0) > KATA_TERPANJANG:
        return "rapat"
    if len(teks) > 130:
        return "sangat-panjang"
    return "panjang" if len(teks) > 60 else "ringkas"


def ukuran_angka(*angka_besar: int) -> str:
    """Return the CSS class for figures side by side, by the longest of them."""
    longest = max(len(angka(satu)) for satu in angka_besar)
    return "ringkas" if longest <= 2 else "panjang" if longest == 3 else "sangat-panjang"
