"""The tables. Importing this package registers all of them on `Base.metadata`."""

from model.tables.aksi import Bukti, Pemutakhiran, PendukungAksi, RencanaAksi, Verifikasi
from model.tables.aturan import (
    AturanRisiko,
    BandLevel,
    KategoriRisiko,
    Matriks,
    SeleraRisiko,
    SelMatriks,
    SetBand,
    Skala,
)
from model.tables.base import Base, Berjejak, Tercatat
from model.tables.catatan import Pengaturan, Riwayat, VersiData
from model.tables.masalah import IsuStrategis, Permasalahan, Solusi
from model.tables.organisasi import PerangkatDaerah, Pokja
from model.tables.pemantauan import (
    Eskalasi,
    IndikatorRisiko,
    KejadianRisiko,
    NilaiIndikator,
    Pengabaian,
)
from model.tables.pengguna import Pengguna, PercobaanMasuk, Sesi, TautanLayar
from model.tables.percakapan import Pesan, Surel, Tanggapan
from model.tables.rakor import (
    Agenda,
    KeadaanLayar,
    Kehadiran,
    Keputusan,
    PotretBeku,
    Rakor,
    SesiRakor,
    Undangan,
    WaktuAgenda,
)
from model.tables.risiko import Penanganan, PenilaianRisiko, Risiko

# The tables whose every change leaves riwayat.
BERJEJAK: tuple[type[Berjejak], ...] = (
    IsuStrategis,
    Permasalahan,
    Solusi,
    Risiko,
    Penanganan,
    RencanaAksi,
    Keputusan,
    Bukti,
    Tanggapan,
    Pengguna,
    Rakor,
    SesiRakor,
    Agenda,
    Undangan,
    Kehadiran,
    AturanRisiko,
    IndikatorRisiko,
    KejadianRisiko,
    Eskalasi,
    Pengabaian,
)

__all__ = [
    "Agenda",
    "AturanRisiko",
    "BandLevel",
    "Base",
    "Berjejak",
    "Bukti",
    "Eskalasi",
    "IndikatorRisiko",
    "IsuStrategis",
    "KategoriRisiko",
    "KeadaanLayar",
    "KejadianRisiko",
    "Kehadiran",
    "Keputusan",
    "Matriks",
    "NilaiIndikator",
    "Pemutakhiran",
    "Penanganan",
    "PendukungAksi",
    "Pengabaian",
    "Pengaturan",
    "Pengguna",
    "PenilaianRisiko",
    "PerangkatDaerah",
    "PercobaanMasuk",
    "Permasalahan",
    "Pesan",
    "Pokja",
    "PotretBeku",
    "Rakor",
    "RencanaAksi",
    "Risiko",
    "Riwayat",
    "SelMatriks",
    "SeleraRisiko",
    "Sesi",
    "SesiRakor",
    "SetBand",
    "Skala",
    "Solusi",
    "Surel",
    "Tanggapan",
    "TautanLayar",
    "Tercatat",
    "Undangan",
    "Verifikasi",
    "VersiData",
    "WaktuAgenda",
]
