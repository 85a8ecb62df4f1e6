"""Addresses inside the app. Filters stand in them as a person reads them."""

import threading
from urllib.parse import urlencode

RINGKASAN = "/"
MENUNGGU = "/menunggu"
BORONGAN = "/mutakhirkan-banyak"
POKJA = "/pokja"
PETA_RISIKO = "/peta-risiko"
PIMPINAN = "/pimpinan"
ESKALASI = "/eskalasi"
PERLU_KEPUTUSAN = "/perlu-keputusan"
PRAKIRAAN = "/prakiraan"
PEMERIKSAAN = "/pemeriksaan"
ATURAN_RISIKO = "/aturan-risiko"
RANCANGAN_ATURAN = "/rancangan-aturan"
INDIKATOR_RISIKO = "/indikator-risiko"
KEJADIAN_RISIKO = "/kejadian-risiko"
CARI = "/cari"
RENCANA_AKSI = "/rencana-aksi"
PERMASALAHAN = "/permasalahan"
PEMUTAKHIRAN = "/pemutakhiran"
VERIFIKASI = "/verifikasi"
KEPUTUSAN = "/keputusan"
RAKOR = "/rakor"
RINCIAN_RAKOR = "/rincian-rakor"
KENDALI = "/kendali"
SEJAK = "/sejak-rakor"
HADIR = "/hadir"
NOTULEN = "/notulen"
TUTUP_RAKOR = "/tutup-rakor"
AKUN = "/akun"
KOTAK_MASUK = "/kotak-masuk"
PENGGUNA = "/pengguna"
LAYAR_RAPAT = "/layar-rapat"
KOSONGKAN = "/kosongkan"
AUDIT = "/audit"
PER_TANGGAL = "/per-tanggal"

# Ours beside Streamlit: a link with `data-muat` loads them, past forum.js.
MASUK = "/masuk"
SANDI = "/sandi"
KELUAR = "/keluar"
UNDUH_AUDIT = "/unduh/audit"
LAYAR = "/layar"  # the big screen
LAYAR_UNDUH = "/layar/unduh"  # the same as one file, for a meeting without network
LAYAR_MASUK = "/layar/masuk"  # with the token of a screen behind it

RINCIAN = {
    "I": "/rincian-isu",
    "P": "/rincian-permasalahan",
    "S": "/rincian-solusi",
    "R": "/rincian-risiko",
    "T": "/rincian-penanganan",
    "A": "/rincian-aksi",
    "K": "/rincian-keputusan",
}


# The point in time that a run shows; runs that go on at the same time have threads of their own.
_run = threading.local()


def keep_per(per: str) -> None:
    """Let every address of the run that starts lead to this point in time, empty: to now."""
    _run.per = per


def per() -> str:
    """Return the point in time to which every address of this run leads, empty for now."""
    return str(getattr(_run, "per", ""))


def url(path: str, /, **params: object) -> str:
    """Return `path` with those parameters that have a value; a list repeats its name.

    The point in time that is looked at (`per`) goes along, unless it is given.
    """
    params = {**params, "per": params.get("per", per())}
    kept = {name: value for name, value in params.items() if value not in (None, "", [], ())}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def bukti(bukti_id: int, /, **params: object) -> str:
    """Return the address of a file of bukti dukung, which is no page."""
    return url(f"/bukti/{bukti_id}", **params)


def rincian(kode: str, /, **params: object) -> str:
    """Return the address of the object with this code: `KEU-A07` leads to the rencana aksi."""
    return url(RINCIAN[kode.partition("-")[2][:1]], kode=kode, **params)


def has_rincian(kode: str) -> bool:
    """Return whether objects with such a code have a page."""
    return kode.partition("-")[2][:1] in RINCIAN
