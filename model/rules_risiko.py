"""Pure rules about positions, indicators and events of a risiko; like `model.rules`."""

import math
from collections.abc import Mapping
from datetime import date

from model.choices import ArahIndikator, KeadaanIndikator, Posisi

HARI_USANG = 90  # so long a value of an indikator counts as news
HARI_KEJADIAN_BARU = 365  # so long an event speaks against "Hampir Tidak Terjadi"
TANGGAL_PERTAMA = date(2000, 1, 1)
MAKS_NILAI = 10**12  # of a value or limit of an indikator, either side of 0
MAKS_RUPIAH = 10**15


def keadaan_indikator(
    arah: ArahIndikator, waspada: float, bahaya: float, nilai: float | None
) -> KeadaanIndikator:
    """Return what a value says; on a limit it has reached the worse state already.

    Raises ValueError for NaN, of which neither side can be told.
    """
    if nilai is None:
        return KeadaanIndikator.BELUM
    if math.isnan(nilai):
        raise ValueError("a value of an indikator must be a number")
    naik = arah == ArahIndikator.NAIK
    if nilai >= bahaya if naik else nilai <= bahaya:
        return KeadaanIndikator.BAHAYA
    if nilai >= waspada if naik else nilai <= waspada:
        return KeadaanIndikator.WASPADA
    return KeadaanIndikator.AMAN


def refused_batas(arah: ArahIndikator, waspada: float, bahaya: float) -> dict[str, str]:
    """Return the sentence that refuses limits in the wrong order, by field."""
    if arah == ArahIndikator.NAIK and bahaya <= waspada:
        sentence = "Makin tinggi makin buruk: batas bahaya harus di atas batas waspada."
    elif arah == ArahIndikator.TURUN and bahaya >= waspada:
        sentence = "Makin rendah makin buruk: batas bahaya harus di bawah batas waspada."
    else:
        return {}
    return {"batas_bahaya": sentence}


def is_usang(tanggal: date | None, hari: date) -> bool:
    """Return whether the newest value of an indikator is too old to say how things are."""
    return tanggal is not None and (hari - tanggal).days > HARI_USANG


def refused_tanggal(tanggal: date, hari: date) -> dict[str, str]:
    """Return the sentence that refuses the day of something measured or happened."""
    if tanggal > hari:
        return {"tanggal": "Tanggal belum terjadi. Pilih hari ini atau hari sebelumnya."}
    if tanggal < TANGGAL_PERTAMA:
        return {"tanggal": "Tanggal sebelum tahun 2000. Periksa tahunnya."}
    return {}


def refused_posisi(besaran: Mapping[Posisi, int]) -> dict[str, str]:
    """Return the sentence that refuses three besaran in the wrong order, by field."""
    if besaran[Posisi.SAAT_INI] > besaran[Posisi.INHEREN]:
        return {
            "kemungkinan_saat_ini": "Besaran saat ini melebihi besaran inheren. Naikkan inheren."
        }
    if besaran[Posisi.TARGET] > besaran[Posisi.SAAT_INI]:
        return {"kemungkinan_target": "Besaran target melebihi besaran saat ini. Turunkan target."}
    return {}


def asks_penilaian(
    kemungkinan: int, kejadian: date | None, dinilai: date | None, hari: date
) -> bool:
    """Return whether to ask for a new assessment: it came true lately, yet is said never to.

    `kejadian` is the day of the newest event, `dinilai` that of the newest assessment. Whoever has
    assessed since the event has answered.
    """
    if kemungkinan > 1 or kejadian is None or (hari - kejadian).days > HARI_KEJADIAN_BARU:
        return False
    return dinilai is None or dinilai < kejadian
