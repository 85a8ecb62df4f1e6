"""The columns of the tracker as a file."""

from dataclasses import dataclass

from model.queries.aksi import BarisAksi
from pages.exports.tabel import Kolom


@dataclass(frozen=True)
class BarisUnduhan:
    """A rencana aksi with the perangkat daerah that support it."""

    aksi: BarisAksi
    pendukung: list[str]

    @property
    def rencana(self) -> float | None:
        """Return where the progress should be today, in percent."""
        return None if self.aksi.rencana is None else round(self.aksi.rencana, 1)


KOLOM_AKSI = [
    Kolom("Kode", lambda b: b.aksi.kode, 11),
    Kolom("Rencana aksi", lambda b: b.aksi.judul, 60),
    Kolom("Pokja", lambda b: b.aksi.pokja, 26),
    Kolom("Penanggung jawab", lambda b: b.aksi.pd, 18),
    Kolom("Pendukung", lambda b: ", ".join(b.pendukung), 20),
    Kolom("Mulai", lambda b: b.aksi.mulai, 13),
    Kolom("Tenggat", lambda b: b.aksi.tenggat, 13),
    Kolom("Status", lambda b: b.aksi.status, 13),
    Kolom("Verifikasi", lambda b: b.aksi.verifikasi, 18),
    Kolom("Progres (%)", lambda b: b.aksi.progres, 11),
    Kolom("Menurut rencana (%)", lambda b: b.rencana, 12),
    Kolom("Ketepatan", lambda b: b.aksi.ketepatan, 18),
    Kolom("Terlambat (hari)", lambda b: b.aksi.hari_terlambat or None, 11),
    Kolom("Kendala", lambda b: b.aksi.kendala, 50),
    Kolom("Kabar terakhir", lambda b: b.aksi.diperbarui_pada, 20),
    Kolom("Keluaran", lambda b: b.aksi.keluaran, 50),
]
