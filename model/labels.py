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
    "keputusan": "Keputusan",
    "bukti": "Bukti dukung",
    "tanggapan": "Tanggapan",
    "pengguna": "Akun",
    "rakor": "Rakor",
    "sesi_rakor": "Sesi rakor",
    "agenda": "Acara rakor",
    "undangan": "Undangan rakor",
    "kehadiran": "Kehadiran",
    "aturan_risiko": "Aturan risiko",
    "indikator_risiko": "Indikator risiko",
    "kejadian_risiko": "Kejadian risiko",
    "eskalasi": "Permintaan keputusan",
    "pengabaian": "Temuan yang dinyatakan wajar",
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
    "penanganan": "Penanganan yang dilakukan",
    "tindak_lanjut": "Tindak lanjut",
    "selesai_pada": "Selesai pada",
    "verifikasi": "Verifikasi",
    "tanggapan_pd": "Tanggapan perangkat daerah",
    "aksi_id": "Rencana aksi",
    "pendukung": "Perangkat daerah pendukung",
    "bukti": "Bukti dukung",
    "ditarik_pada": "Ditarik pada",
    "alasan_ditarik": "Alasan penarikan",
    "pemutakhiran_id": "Pemutakhiran",
    "jenis": "Jenis",
    "nama": "Nama",
    "tautan": "Tautan",
    "tipe": "Tipe berkas",
    "sha256": "SHA-256",
    "nama_simpan": "Nama simpan",
    "pelaku": "Pelaku",
    "pelaku_id": "Pelaku",
    "pada": "Waktu",
    "pengguna_id": "Akun",
    "usulan": "Usulan",
    "isi": "Isi",
    "nama_masuk": "Nama masuk",
    "jabatan": "Jabatan",
    "surel": "Surel",
    "surel_aktif": "Kirim surel",
    "peran": "Peran",
    "pokja_id": "Pokja",
    "aktif": "Aktif",
    "contoh": "Akun contoh",
    "sandi": "Kata sandi",
    "sandi_harus_ganti": "Harus ganti kata sandi",
    "sandi_diubah_pada": "Kata sandi diganti pada",
    "oidc_penerbit": "Penerbit akun kantor",
    "oidc_subjek": "Akun kantor",
    "dianonimkan_pada": "Dianonimkan pada",
    "cara": "Cara",
    "tema": "Tema",
    "tempat": "Tempat",
    "selesai": "Selesai",
    "catatan": "Catatan",
    "keadaan": "Keadaan",
    "dibuka_pada": "Dibuka pada",
    "aturan": "Aturan",
    "objek": "Objek",
    "objek_lain": "Objek lain",
    "dicabut_pada": "Dibatalkan pada",
    "ditutup_pada": "Ditutup pada",
    "ditarik_kembali": "Ditarik kembali",
    "hasil": "Hasil",
    "kode_hadir": "Kode kehadiran",
    "rakor_id": "Rakor",
    "sesi_id": "Sesi",
    "tanggal": "Tanggal",
    "jam_mulai": "Mulai pukul",
    "jam_selesai": "Selesai pukul",
    "urutan": "Urutan",
    "menit": "Waktu (menit)",
    "tentang": "Tentang",
    "penilaian_id": "Penilaian",
    "kerugian": "Kerugian (rupiah)",
    "nilai": "Nilai",
    "sumber": "Sumber data",
    "batas_bahaya": "Batas bahaya",
    "batas_waspada": "Batas waspada",
    "arah": "Arah",
    "satuan": "Satuan",
    "matriks_id": "Matriks",
    "set_band_id": "Set batas level",
    "sel_matriks": "Isi matriks",
    "batas_level": "Batas level",
    "batas_prioritas": "Batas prioritas",
    "selera": "Selera risiko",
    "skala": "Teks skala",
    "berlaku_sejak": "Berlaku sejak",
    "ditetapkan_pada": "Ditetapkan pada",
    "dibuang_pada": "Dibuang pada",
} | {
    f"{angka}_{posisi.value}": f"{angka.capitalize()} {posisi.label.lower()}"
    for posisi in choices.Posisi
    for angka in ("kemungkinan", "dampak", "besaran")
}

# Columns of one table that mean something else than their namesakes.
NAMA_KOLOM_KHUSUS = {
    ("bukti", "ukuran"): "Ukuran berkas (bita)",
    ("rakor", "mulai"): "Hari pertama",
    ("rakor", "selesai"): "Hari terakhir",
    ("agenda", "judul"): "Acara",
    ("kehadiran", "cara"): "Cara dicatat",
    ("indikator_risiko", "nama"): "Indikator",
}


# Where changes and peristiwa come from, as it is stored and shown.
ASAL = (
    "halaman",
    "pintu masuk",
    "unduhan",
    "penetapan aturan",
    "kabar",
    "perintah",
    "impor",
    "API",
    "pemuatan awal",
    "data contoh",
)


def nama_kolom(tabel: str, kolom: str) -> str:
    """Return what a column is called on the screen."""
    return NAMA_KOLOM_KHUSUS.get((tabel, kolom)) or NAMA_KOLOM.get(kolom, kolom)


# What the keys in a column may be of; a key that two kinds share has the same label in both.
PILIHAN_KOLOM: dict[str, tuple[type[Choice], ...]] = {
    "status": (choices.StatusAksi, choices.StatusKeputusan),
    "verifikasi": (choices.KeadaanVerifikasi,),
    "tingkat": (choices.TingkatRisiko,),
    "sumber_sebab": (choices.SumberSebab,),
    "efektivitas": (choices.Efektivitas,),
    "opsi": (choices.OpsiPenanganan,),
    "jenis": (choices.JenisBukti,),
    "peran": (choices.Peran,),
    "cara": (choices.CaraMasuk, choices.CaraHadir),
    "keadaan": (choices.KeadaanRakor,),
    "arah": (choices.ArahIndikator,),
}


def label_of(kolom: str, key: str) -> str:
    """Return the label of a stored key, the key itself when it is none (any more)."""
    members = (member for kind in PILIHAN_KOLOM[kolom] for member in kind)
    return next((member.label for member in members if member == key), key)
