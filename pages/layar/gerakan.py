"""What changed, as the slides show it: figures with their words, columns of a table."""

from model.arus import JenisPerubahan
from model.queries.pergerakan_forum import LAMA, Pergerakan
from model.sejak import ArusAksi, Sejak

J = JenisPerubahan

# Of a rakor before: what a room asks first.
ANGKA = (
    (J.AKSI_SELESAI, "rencana aksi selesai"),
    (J.AKSI_TERVERIFIKASI, "terverifikasi"),
    (J.AKSI_MUNDUR, "tenggat mundur"),
    (J.AKSI_TERKENDALA, "menjadi terkendala"),
    (J.RISIKO_NAIK, "risiko naik"),
    (J.RISIKO_TURUN, "risiko turun"),
)
PANAH = {"risiko naik": "↑", "risiko turun": "↓"}

# Of the balance: opening, in, out, closing; then changes that move nothing in or out.
KOLOM_ARUS = (
    "Terbuka saat itu", "+\u00a0masuk", "−\u00a0keluar", "= terbuka kini",
    "Terveri\u00adfikasi", "Tenggat mundur", "Risiko naik\u00a0↑", "Risiko turun\u00a0↓",
)  # fmt: skip
KOLOM_GERAK = ("Pemuta\u00adkhiran", "Aksi selesai", "Risiko naik\u00a0↑", "Risiko turun\u00a0↓")

ATURAN_BEDA = "Aturan risiko berbeda: gerak risiko dihitung dengan aturan yang baru untuk keduanya."


def judul(sejak: Sejak) -> str:
    """Return since when: `Sejak Rakor 18–19 Oktober 2026`, or `30 hari terakhir`."""
    return f"Sejak {sejak.nama}" if sejak.nama else f"{LAMA} hari terakhir"


def catatan_aturan(sejak: Sejak) -> str:
    """Return what is to be known where other risk rules are in force than then, or nothing."""
    return ATURAN_BEDA if sejak.aturan_beda else ""


def figur(sejak: Sejak, pokja_id: int) -> list[tuple[str, int, str]]:
    """Return sign, number and words of what changed in a pokja."""
    if sejak.arus:
        banyak = sejak.arus[pokja_id].banyak
        return [(PANAH.get(kata, ""), banyak.get(jenis, 0), kata) for jenis, kata in ANGKA]
    gerak = sejak.gerak.get(pokja_id, Pergerakan())
    return [
        ("", gerak.selesai, "rencana aksi selesai"),
        ("", gerak.pemutakhiran, "pemutakhiran"),
        ("↑", gerak.risiko_naik, "risiko naik"),
        ("↓", gerak.risiko_turun, "risiko turun"),
    ]


def kolom(sejak: Sejak) -> tuple[str, ...]:
    """Return the headings of the table of all pokja."""
    return KOLOM_ARUS if sejak.arus else KOLOM_GERAK


def baris(sejak: Sejak, pokja_id: int | None) -> tuple[int, ...]:
    """Return the numbers under these headings for one pokja; None is the whole forum."""
    if sejak.arus:
        return _of_arus(sejak.arus[pokja_id])
    gerak = sejak.gerak.get(pokja_id, Pergerakan())
    return (gerak.pemutakhiran, gerak.selesai, gerak.risiko_naik, gerak.risiko_turun)


def _of_arus(arus: ArusAksi) -> tuple[int, ...]:
    kinds = (J.AKSI_TERVERIFIKASI, J.AKSI_MUNDUR, J.RISIKO_NAIK, J.RISIKO_TURUN)
    changes = (arus.banyak.get(jenis, 0) for jenis in kinds)
    return (arus.awal, arus.masuk, arus.keluar, arus.akhir, *changes)
