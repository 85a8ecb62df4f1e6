"""The fixed choices of the domain: the key is stored, the Indonesian label is shown."""

from enum import StrEnum


class Choice(StrEnum):
    """A stored key with the words a person reads: `StatusAksi.BERJALAN.label == "Berjalan"`."""

    label: str

    def __new__(cls, key: str, label: str = "") -> "Choice":
        """Make one member of its pair; with the key alone, Python's Enum finds the member."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.label = label
        return member


class StatusAksi(Choice):
    """Work state of a rencana aksi. Terlambat is none of them: it is derived (`rules.is_late`)."""

    BELUM_MULAI = "belum_mulai", "Belum Mulai"
    BERJALAN = "berjalan", "Berjalan"
    TERKENDALA = "terkendala", "Terkendala"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Peran(Choice):
    """Roles of accounts (../docs/panduan.md says who they are). PROGRAM is our own commands."""

    ADMIN = "admin", "Admin"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    KETUA = "ketua", "Ketua pokja"
    ANGGOTA = "anggota", "Anggota pokja"
    PIC = "pic", "PIC perangkat daerah"
    VERIFIKATOR = "verifikator", "Verifikator"
    PIMPINAN = "pimpinan", "Pimpinan"
    LAYAR = "layar", "Layar"
    PROGRAM = "program", "Program"


class KeadaanVerifikasi(Choice):
    """How far the claim that a rencana aksi is done has come; moves by `model.verifikasi`."""

    BELUM = "belum", "Belum diajukan"
    MENUNGGU = "menunggu", "Menunggu verifikasi"
    DITERIMA = "diterima", "Terverifikasi"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"


class HasilVerifikasi(Choice):
    """What a verifikator decides."""

    DITERIMA = "diterima", "Diterima"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"


class JenisBukti(Choice):
    """Kinds of bukti dukung."""

    BERKAS = "berkas", "Berkas"
    TAUTAN = "tautan", "Tautan"


class CaraMasuk(Choice):
    """How a sesi began."""

    SANDI = "sandi", "Kata sandi"
    OIDC = "oidc", "Akun kantor"
    CONTOH = "contoh", "Akun contoh"
    LAYAR = "layar", "Tautan layar"


class JenisPesan(Choice):
    """What a message in the kotak masuk is about; e-mail goes by it too."""

    DIKEMBALIKAN = "dikembalikan", "Dikembalikan verifikator"
    DITERIMA = "diterima", "Diterima verifikator"
    DIAJUKAN = "diajukan", "Menunggu verifikasi"
    SEBUTAN = "sebutan", "Anda disebut"
    KOMENTAR = "komentar", "Tanggapan baru"
    KEPUTUSAN = "keputusan", "Keputusan untuk Anda"
    TENGGAT = "tenggat", "Tenggat mendekat"
    TERLAMBAT = "terlambat", "Tenggat terlewat"
    DIMINTA = "diminta", "Keputusan diminta"
    DIJAWAB = "dijawab", "Permintaan keputusan dijawab"


class StatusKeputusan(Choice):
    """State of a keputusan."""

    TERBUKA = "terbuka", "Terbuka"
    SELESAI = "selesai", "Selesai"


class KeadaanRakor(Choice):
    """State of a rakor; it only ever moves on to the next."""

    DISIAPKAN = "disiapkan", "Disiapkan"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    DITUTUP = "ditutup", "Ditutup"


class ModeLayar(Choice):
    """Who decides what the screens of a rakor show: each for itself by time, or the moderator."""

    OTOMATIS = "otomatis", "Otomatis"
    DIPANDU = "dipandu", "Dipandu"


class CaraHadir(Choice):
    """How an attendance was recorded."""

    SEKRETARIAT = "sekretariat", "Dicatat sekretariat"
    SENDIRI = "sendiri", "Dicatat sendiri"


class BagianRakor(Choice):
    """Parts of the page about one rakor."""

    AGENDA = "agenda", "Agenda"
    UNDANGAN = "undangan", "Undangan"
    KEHADIRAN = "kehadiran", "Kehadiran"


STATUS_TERTUTUP = (StatusAksi.SELESAI, StatusAksi.DIBATALKAN)


class Ketepatan(Choice):
    """How a rencana aksi stands against its tenggat; derived every time (`rules.ketepatan`)."""

    TERLAMBAT = "terlambat", "Terlambat"
    BERISIKO = "berisiko", "Berisiko terlambat"
    TEPAT = "tepat", "Sesuai jadwal"
    TANPA_TENGGAT = "tanpa_tenggat", "Tanpa tenggat"
    TUNTAS = "tuntas", "Sudah ditutup"


class Posisi(Choice):
    """The states of a risiko that are kept apart (Perdep PPKD BPKP 4/2019 for sisa risiko)."""

    INHEREN = "inheren", "Inheren"
    SAAT_INI = "saat_ini", "Saat ini"
    TARGET = "target", "Target"


class SumberSebab(Choice):
    """Where the cause of a risiko lies (Perdep form 3, column h)."""

    INTERNAL = "internal", "Internal"
    EKSTERNAL = "eksternal", "Eksternal"
    KEDUANYA = "keduanya", "Internal dan eksternal"


class Efektivitas(Choice):
    """Judgement of the existing control (Perdep form 7)."""

    EFEKTIF = "E", "Efektif"
    KURANG_EFEKTIF = "KE", "Kurang Efektif"
    TIDAK_EFEKTIF = "TE", "Tidak Efektif"


class TingkatRisiko(Choice):
    """Tier of a risiko (Perdep PPKD BPKP 4/2019)."""

    RSP = "RSP", "Risiko Strategis Pemda"
    RSO = "RSO", "Risiko Strategis Perangkat Daerah"


class OpsiPenanganan(Choice):
    """Treatment options (Perdep PPKD BPKP 4/2019). Terima is the last resort and needs a reason."""

    HINDARI = "hindari", "Hindari"
    KURANGI_KEMUNGKINAN = "kurangi_kemungkinan", "Kurangi Kemungkinan"
    KURANGI_DAMPAK = "kurangi_dampak", "Kurangi Dampak"
    BAGI = "bagi", "Bagi/Alihkan"
    TERIMA = "terima", "Terima"


class JenisPerangkatDaerah(Choice):
    """Kinds of perangkat daerah (Perda DKI 5/2016 jo. 2/2019)."""

    BADAN = "badan", "Badan"
    DINAS = "dinas", "Dinas"
    SEKRETARIAT = "sekretariat", "Sekretariat"
    BIRO = "biro", "Biro Sekretariat Daerah"
    LEMBAGA = "lembaga", "Lembaga lain"
    WILAYAH = "wilayah", "Kota/Kabupaten Administrasi"


class JenisSkala(Choice):
    """The two scales of the 5x5 matrix."""

    KEMUNGKINAN = "kemungkinan", "Kemungkinan"
    DAMPAK = "dampak", "Dampak"


class ArahIndikator(Choice):
    """Which way a value of an indikator risiko utama (IRU) is bad."""

    NAIK = "naik", "Makin tinggi makin buruk"
    TURUN = "turun", "Makin rendah makin buruk"


class KeadaanIndikator(Choice):
    """What the newest value of an indikator says; derived (`rules_risiko`)."""

    AMAN = "aman", "Aman"
    WASPADA = "waspada", "Waspada"
    BAHAYA = "bahaya", "Bahaya"
    BELUM = "belum", "Belum ada nilai"


class Keyakinan(Choice):
    """How sure we are of a rule's source; printed beside the rule."""

    DIBACA = "dibaca", "dibaca langsung dari sumbernya"
    SEKUNDER = "sekunder", "sumber sekunder"
    PERTIMBANGAN = "pertimbangan", "pertimbangan penyusun"


class Tindakan(Choice):
    """What a line of riwayat says was done."""

    DIBUAT = "dibuat", "Dibuat"
    DIUBAH = "diubah", "Diubah"
    DITARIK = "ditarik", "Ditarik"
    DIPULIHKAN = "dipulihkan", "Dipulihkan"
    MASUK = "masuk", "Masuk"
    GAGAL_MASUK = "gagal_masuk", "Gagal masuk"
    KELUAR = "keluar", "Keluar"
    SESI_DIAKHIRI = "sesi_diakhiri", "Sesi diakhiri"
    DITOLAK = "ditolak", "Ditolak"
    DIUNDUH = "diunduh", "Diunduh"
    DIKIRIM = "dikirim", "Surel dikirim"
    DIKOSONGKAN = "dikosongkan", "Dikosongkan"
