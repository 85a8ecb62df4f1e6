"""Addresses inside the app. Filters stand in them as a person reads them."""

from urllib.parse import urlencode

RINGKASAN = "/"
POKJA = "/pokja"
PETA_RISIKO = "/peta-risiko"
RENCANA_AKSI = "/rencana-aksi"
PERMASALAHAN = "/permasalahan"
PEMUTAKHIRAN = "/pemutakhiran"

RINCIAN = {
    "I": "/rincian-isu",
    "P": "/rincian-permasalahan",
    "S": "/rincian-solusi",
    "R": "/rincian-risiko",
    "T": "/rincian-penanganan",
    "A": "/rincian-aksi",
}


def url(path: str, **params: object) -> str:
    """Return `path` with those parameters that have a value; a list repeats its name."""
    kept = {name: value for name, value in params.items() if value not in (None, "", [], ())}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def rincian(kode: str) -> str:
    """Return the address of the object with this code: `KEU-A07` leads to the rencana aksi."""
    return url(RINCIAN[kode.partition("-")[2][:1]], kode=kode)
