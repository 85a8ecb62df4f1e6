"""Where a finding of the pemeriksaan is put right."""

from model.pemeriksaan.dasar import Bentuk, Perbaikan
from pages.shared.pulang import Pulang
from pages.shared.tautan import PEMUTAKHIRAN, RENCANA_AKSI, RINCIAN, rincian, url

TERBUKA = ("Belum Mulai", "Berjalan", "Terkendala")


def url_of(perbaikan: Perbaikan, pulang: Pulang | None = None) -> str:
    """Return the address at which a finding is put right, the field of the form named in it.

    `pulang` is where the form leads back to.
    """
    kode, back = perbaikan.kode, pulang or {}
    match perbaikan.bentuk:
        case Bentuk.BARU:
            return url(RINCIAN[perbaikan.huruf], baru=1, **dict(perbaikan.induk), **back)
        case Bentuk.UBAH:
            return rincian(kode, ubah=1, kolom=perbaikan.kolom, **back)
        case Bentuk.NILAI:
            return rincian(kode, nilai=1, **back)
        case Bentuk.MUTAKHIR:
            return url(PEMUTAKHIRAN, kode=kode, **back)
        case Bentuk.BEBAN:
            return url(RENCANA_AKSI, pd=kode, status=TERBUKA)
        case Bentuk.BUKA:
            return rincian(kode)
