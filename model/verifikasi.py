"""The state machine of a claim that a rencana aksi is done. Pure: no store, no clock.

BELUM ── ajukan ──> MENUNGGU ── terima ──> DITERIMA
                      │  ^                    │
            kembalikan│  │ajukan              │kembalikan (dibuka kembali)
                      v  │                    v
                     DIKEMBALIKAN <───────────┘

A pemutakhiran to another status takes a waiting claim back. What is accepted stands still until a
verifikator returns it.
"""

from enum import StrEnum

from model.choices import HasilVerifikasi, KeadaanVerifikasi, StatusAksi

TERKUNCI = (
    "Rencana aksi ini sudah terverifikasi, jadi tidak dapat diubah. "
    "Minta verifikator mengembalikannya lebih dahulu."
)


class LangkahKlaim(StrEnum):
    """What can happen to a claim."""

    AJUKAN = "ajukan"  # a pemutakhiran to Selesai
    MUTAKHIRKAN = "mutakhirkan"  # a pemutakhiran to any other status
    TERIMA = "terima"
    KEMBALIKAN = "kembalikan"


K, L = KeadaanVerifikasi, LangkahKlaim

# The whole machine: what is not written cannot happen.
MESIN: dict[tuple[KeadaanVerifikasi, LangkahKlaim], KeadaanVerifikasi] = {
    (K.BELUM, L.MUTAKHIRKAN): K.BELUM,
    (K.BELUM, L.AJUKAN): K.MENUNGGU,
    (K.MENUNGGU, L.MUTAKHIRKAN): K.BELUM,
    (K.MENUNGGU, L.AJUKAN): K.MENUNGGU,
    (K.MENUNGGU, L.TERIMA): K.DITERIMA,
    (K.MENUNGGU, L.KEMBALIKAN): K.DIKEMBALIKAN,
    # Marked as returned until it is claimed again, however far the work goes meanwhile.
    (K.DIKEMBALIKAN, L.MUTAKHIRKAN): K.DIKEMBALIKAN,
    (K.DIKEMBALIKAN, L.AJUKAN): K.MENUNGGU,
    (K.DITERIMA, L.KEMBALIKAN): K.DIKEMBALIKAN,
}

HASIL = {HasilVerifikasi.DITERIMA: L.TERIMA, HasilVerifikasi.DIKEMBALIKAN: L.KEMBALIKAN}


def langkah_status(status: StatusAksi) -> LangkahKlaim:
    """Return what a pemutakhiran to `status` means for the claim."""
    return LangkahKlaim.AJUKAN if status == StatusAksi.SELESAI else LangkahKlaim.MUTAKHIRKAN


def next_keadaan(now: KeadaanVerifikasi, langkah: LangkahKlaim) -> KeadaanVerifikasi | None:
    """Return how the claim stands afterwards, None when this cannot happen now."""
    return MESIN.get((now, langkah))


def is_locked(now: KeadaanVerifikasi) -> bool:
    """Return whether nobody may change the rencana aksi, short of a verifikator returning it."""
    return now == KeadaanVerifikasi.DITERIMA


def restored(status: StatusAksi, progres: int, kendala: str) -> tuple[StatusAksi, int]:
    """Return the state to go back to when a claim is returned, given the one before the claim.

    What the rules would refuse today, a blocked action without a word why, becomes Berjalan.
    """
    if status == StatusAksi.SELESAI or (status == StatusAksi.TERKENDALA and not kendala.strip()):
        return StatusAksi.BERJALAN, min(progres, BERJALAN_PALING_JAUH)
    return status, progres


# Where an action goes back to when nothing is known from before its claim.
BERJALAN_PALING_JAUH = 90
