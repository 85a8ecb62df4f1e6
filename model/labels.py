"""What tables and columns are called on screen, and how stored history values are read."""

from model import choices
from model.choices import Choice

NAMA_TABEL = {
    "isu_strategis": "Isu strategis",
    "permasalahan": "Permasalahan",
    "solusi": "Solusi",
    "risiko": "Risiko",
    "penanganan": "Penanganan",
    "rencana_aksi": "Rencana aksi",
}

NAMA_KOLOM = {
    "judul": "Judul",
    "uraian": "Uraian",
    "akar_masalah": "Akar masalah",
    "dampak": "Dampak",
    "isu_id": "Isu strategis",
    "permasalahan_id": "Permasalahan",
    "solusi_id": "Solusi",
    "penanganan_id": "Penanganan",
    "risiko_id": "Risiko",
    "pd_id": "Perangkat daerah",
    "pemilik_id": "Pemilik risiko",
    "kategori_id": "Kategori",
    "tingkat": "Tingkat risiko",
    "sebab": "Sebab",
    "sumber_sebab": "Sumber sebab",
    "terkendali": "Dapat dikendalikan",
    "pihak_terkena": "Pihak yang terkena",
    "pengendalian": "Pengendalian yang ada",
    "efektivitas": "Efektivitas pengendalian",
    "celah": "Celah pengendalian",
    "opsi": "Opsi penanganan",
    "alasan": "Alasan",
    "keluaran": "Keluaran",
    "ukuran": "Ukuran keberhasilan",
    "mulai": "Mulai",
    "tenggat": "Tenggat",
    "status": "Status",
    "progres": "Progres (%)",
    "kendala": "Kendala",
    "tindak_lanjut": "Tindak lanjut",
    "selesai_pada": "Selesai pada",
    "pendukung": "Perangkat daerah pendukung",
    "ditarik_pada": "Ditarik pada",
    "alasan_ditarik": "Alasan penarikan",
} | {
    f"{angka}_{posisi.value}": f"{angka.capitalize()} {posisi.label.lower()}"
    for posisi in choices.Posisi
    for angka in ("kemungkinan", "dampak", "besaran")
}

PILIHAN_KOLOM: dict[str, type[Choice]] = {
    "status": choices.StatusAksi,
    "tingkat": choices.TingkatRisiko,
    "sumber_sebab": choices.SumberSebab,
    "efektivitas": choices.Efektivitas,
    "opsi": choices.OpsiPenanganan,
}
