"""The pages that the benchmark opens: one address each, of objects that every store has."""

HALAMAN = {
    "Pimpinan": "/pimpinan",
    "Ringkasan": "/",
    "Pokja": "/pokja?pokja=Keuangan",
    "Peta Risiko": "/peta-risiko",
    "Prakiraan": "/prakiraan",
    "Pemeriksaan": "/pemeriksaan",
    "Cari": "/cari?cari=pengadaan",
    "Rencana Aksi": "/rencana-aksi",
    "Rencana Aksi (saringan)": "/rencana-aksi?pokja=Keuangan&ketepatan=Terlambat",
    "Permasalahan": "/permasalahan",
    "Pemutakhiran (daftar)": "/pemutakhiran",
    "Pemutakhiran (isian)": "/pemutakhiran?kode=KEU-A05",
    "Menunggu Saya": "/menunggu",
    "Mutakhirkan Banyak": "/mutakhirkan-banyak",
    "Jejak Audit": "/audit",
    "Kotak Masuk": "/kotak-masuk",
    "Rincian rencana aksi": "/rincian-aksi?kode=KEU-A05",
    "Rincian risiko": "/rincian-risiko?kode=KEU-R01",
    "Rincian permasalahan": "/rincian-permasalahan?kode=KEU-P02",
}
