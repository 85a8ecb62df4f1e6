"""All rules of the pemeriksaan: the heaviest first, then along the chain."""

from model.pemeriksaan.aksi import (
    LAMA_TANPA_KABAR,
    TANPA_PENANGGUNG,
    TANPA_TENGGAT,
    TANPA_UKURAN,
    TENGGAT_LEWAT_TAHUN,
)
from model.pemeriksaan.beban import BEBAN_PD
from model.pemeriksaan.dasar import AturanBaris, AturanPeriksa
from model.pemeriksaan.ganda import KEMUNGKINAN_GANDA
from model.pemeriksaan.masalah import TANPA_RISIKO, TANPA_SOLUSI
from model.pemeriksaan.penanganan import SELESAI_BELUM_DINILAI, TERIMA_TANPA_ALASAN
from model.pemeriksaan.risiko import (
    PRIORITAS_TANPA_AKSI,
    SAAT_INI_DI_ATAS_INHEREN,
    TARGET_DI_ATAS_SAAT_INI,
)

SEMUA: tuple[AturanPeriksa, ...] = (
    TANPA_SOLUSI,
    PRIORITAS_TANPA_AKSI,
    TERIMA_TANPA_ALASAN,
    TANPA_PENANGGUNG,
    TANPA_TENGGAT,
    SAAT_INI_DI_ATAS_INHEREN,
    TARGET_DI_ATAS_SAAT_INI,
    SELESAI_BELUM_DINILAI,
    TANPA_UKURAN,
    LAMA_TANPA_KABAR,
    BEBAN_PD,
    TANPA_RISIKO,
    TENGGAT_LEWAT_TAHUN,
    KEMUNGKINAN_GANDA,
)
BARIS: tuple[AturanBaris, ...] = tuple(a for a in SEMUA if isinstance(a, AturanBaris))
URUTAN = {aturan.kunci: nomor for nomor, aturan in enumerate(SEMUA)}


def aturan_of(kunci: str) -> AturanPeriksa | None:
    """Return the rule with this key, None when there is none."""
    return SEMUA[URUTAN[kunci]] if kunci in URUTAN else None
