"""The tables. Importing this package registers all of them on `Base.metadata`."""

from model.tables.aksi import Pemutakhiran, PendukungAksi, RencanaAksi
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
from model.tables.base import Base, Tercatat
from model.tables.catatan import Pengaturan, Riwayat, VersiData
from model.tables.masalah import IsuStrategis, Permasalahan, Solusi
from model.tables.organisasi import PerangkatDaerah, Pokja
from model.tables.risiko import Penanganan, PenilaianRisiko, Risiko

__all__ = [
    "AturanRisiko",
    "BandLevel",
    "Base",
    "IsuStrategis",
    "KategoriRisiko",
    "Matriks",
    "Pemutakhiran",
    "Penanganan",
    "PendukungAksi",
    "Pengaturan",
    "PenilaianRisiko",
    "PerangkatDaerah",
    "Permasalahan",
    "Pokja",
    "RencanaAksi",
    "Risiko",
    "Riwayat",
    "SelMatriks",
    "SeleraRisiko",
    "SetBand",
    "Skala",
    "Solusi",
    "Tercatat",
    "VersiData",
]
