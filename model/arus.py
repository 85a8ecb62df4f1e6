"""What can change between two points in time, and how rows come into a stock and leave it. Pure."""

from collections.abc import Collection
from enum import StrEnum
from typing import Protocol

from model.choices import Choice


class Alur(StrEnum):
    """A step of a row into what is open, out of it, or past it."""

    BARU = "baru"
    DIPULIHKAN = "dipulihkan"
    DIBUKA = "dibuka"
    SELESAI = "selesai"
    DIBATALKAN = "dibatalkan"
    DITARIK = "ditarik"
    # Past what is open: closed before and after, so these count nowhere.
    DITARIK_TERTUTUP = "ditarik_tertutup"
    DIPULIHKAN_TERTUTUP = "dipulihkan_tertutup"


MASUK = (Alur.BARU, Alur.DIPULIHKAN, Alur.DIBUKA)
KELUAR = (Alur.SELESAI, Alur.DIBATALKAN, Alur.DITARIK)


class Berstatus(Protocol):
    """A row that is open or closed by its status, and may be withdrawn."""

    @property
    def ditarik(self) -> bool:
        """Return whether it is withdrawn."""

    @property
    def status(self) -> Choice:
        """Return its status."""


def is_open(row: Berstatus | None, tertutup: Collection[Choice]) -> bool:
    """Return whether a row counts among the open ones; `tertutup` are the statuses that do not."""
    return row is not None and not row.ditarik and row.status not in tertutup


def alur(
    before: Berstatus | None, after: Berstatus, tertutup: Collection[Choice]
) -> tuple[Alur, ...]:
    """Return the steps of one row: at most one in and one out, in this order.

    Open before, plus in, minus out, is open after, whatever happened in between. What was made and
    finished since is new and finished.
    """
    if before is not None and before.ditarik and after.ditarik:
        return ()
    if before is not None and before.status == after.status and before.status in tertutup:
        if before.ditarik == after.ditarik:
            return ()
        return (Alur.DITARIK_TERTUTUP if after.ditarik else Alur.DIPULIHKAN_TERTUTUP,)
    steps = []
    if before is None:
        steps.append(Alur.BARU)
    elif before.ditarik:
        steps.append(Alur.DIPULIHKAN)
    elif before.status in tertutup:
        steps.append(Alur.DIBUKA)
    if after.ditarik:
        steps.append(Alur.DITARIK)
    elif after.status in tertutup:
        steps.append(Alur.DIBATALKAN if after.status == "dibatalkan" else Alur.SELESAI)
    return tuple(steps)


class JenisPerubahan(Choice):
    """The groups of changes, in the order in which they are shown."""

    AKSI_BARU = "aksi_baru", "Rencana aksi baru"
    AKSI_DIPULIHKAN = "aksi_dipulihkan", "Rencana aksi dipulihkan"
    AKSI_DIBUKA = "aksi_dibuka", "Rencana aksi dibuka kembali"
    AKSI_SELESAI = "aksi_selesai", "Rencana aksi selesai"
    AKSI_TERVERIFIKASI = "aksi_terverifikasi", "Rencana aksi terverifikasi"
    AKSI_DIBATALKAN = "aksi_dibatalkan", "Rencana aksi dibatalkan"
    AKSI_DITARIK = "aksi_ditarik", "Rencana aksi ditarik"
    AKSI_MUNDUR = "aksi_mundur", "Tenggat mundur"
    AKSI_MAJU = "aksi_maju", "Tenggat dimajukan"
    AKSI_TENGGAT = "aksi_tenggat", "Tenggat ditetapkan atau dihapus"
    AKSI_TERKENDALA = "aksi_terkendala", "Menjadi terkendala"
    AKSI_LEPAS = "aksi_lepas", "Lepas dari kendala"
    AKSI_PROGRES = "aksi_progres", "Progres berubah 20 poin atau lebih"
    AKSI_PD = "aksi_pd", "Penanggung jawab berganti"
    AKSI_DITARIK_TERTUTUP = "aksi_ditarik_tertutup", "Rencana aksi ditarik setelah ditutup"
    AKSI_DIPULIHKAN_TERTUTUP = (
        "aksi_dipulihkan_tertutup", "Rencana aksi tertutup yang dipulihkan",
    )  # fmt: skip
    RISIKO_BARU = "risiko_baru", "Risiko baru"
    RISIKO_DIPULIHKAN = "risiko_dipulihkan", "Risiko dipulihkan"
    RISIKO_NAIK = "risiko_naik", "Besaran risiko naik"
    RISIKO_TURUN = "risiko_turun", "Besaran risiko turun"
    RISIKO_MASUK = "risiko_masuk", "Masuk risiko prioritas"
    RISIKO_KELUAR = "risiko_keluar", "Keluar dari risiko prioritas"
    RISIKO_MASUK_ATURAN = "risiko_masuk_aturan", "Menjadi prioritas karena aturan baru"
    RISIKO_KELUAR_ATURAN = "risiko_keluar_aturan", "Tidak lagi prioritas karena aturan baru"
    RISIKO_PEMILIK = "risiko_pemilik", "Pemilik risiko berganti"
    RISIKO_DITARIK = "risiko_ditarik", "Risiko ditarik"
    KEPUTUSAN_BARU = "keputusan_baru", "Keputusan baru"
    KEPUTUSAN_DIPULIHKAN = "keputusan_dipulihkan", "Keputusan dipulihkan"
    KEPUTUSAN_DIBUKA = "keputusan_dibuka", "Keputusan dibuka kembali"
    KEPUTUSAN_SELESAI = "keputusan_selesai", "Keputusan selesai"
    KEPUTUSAN_DITARIK = "keputusan_ditarik", "Keputusan ditarik"
    KEPUTUSAN_DITARIK_TERTUTUP = "keputusan_ditarik_tertutup", "Keputusan selesai yang ditarik"
    KEPUTUSAN_DIPULIHKAN_TERTUTUP = (
        "keputusan_dipulihkan_tertutup", "Keputusan selesai yang dipulihkan",
    )  # fmt: skip
    PERMASALAHAN_BARU = "permasalahan_baru", "Permasalahan baru"
    PERMASALAHAN_DIPULIHKAN = "permasalahan_dipulihkan", "Permasalahan dipulihkan"
    PERMASALAHAN_DITARIK = "permasalahan_ditarik", "Permasalahan ditarik"
    SOLUSI_BARU = "solusi_baru", "Solusi baru"
    SOLUSI_DIPULIHKAN = "solusi_dipulihkan", "Solusi dipulihkan"
    SOLUSI_DITARIK = "solusi_ditarik", "Solusi ditarik"
