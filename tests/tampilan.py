"""Every screen of the app with an address at which it has something to show."""

from model.choices import Peran
from pages.shared.halaman import HALAMAN, Halaman, script_path
from pages.shared.tautan import (
    CARI,
    HADIR,
    INDIKATOR_RISIKO,
    KEJADIAN_RISIKO,
    NOTULEN,
    PEMUTAKHIRAN,
    PENGGUNA,
    PETA_RISIKO,
    POKJA,
    RAKOR,
    RINCIAN,
    RINCIAN_RAKOR,
    VERIFIKASI,
    url,
)

HURUF = {alamat: huruf for huruf, alamat in RINCIAN.items()}


def list_halaman() -> list[Halaman]:
    """Return every page of the app that is there."""
    return [halaman for halaman in HALAMAN if script_path(halaman).exists()]


def alamat_isi(halaman: Halaman) -> str:
    """Return an address at which the page has something to show in the example data."""
    if halaman.alamat in HURUF:
        return url(halaman.alamat, kode=contoh_kode(HURUF[halaman.alamat]))
    if halaman.alamat == PEMUTAKHIRAN:
        return url(halaman.alamat, kode=contoh_kode("A"))
    if halaman.alamat in (RINCIAN_RAKOR, HADIR, NOTULEN):
        return url(halaman.alamat, rakor=1)
    if halaman.alamat == CARI:
        return url(halaman.alamat, cari="perizinan")
    if halaman.alamat == POKJA:
        return url(halaman.alamat, pokja="Keuangan")
    return halaman.alamat


def peran_of(alamat: str) -> Peran:
    """Return who is to look at this address: the admin, or the one whom the page is for."""
    return Peran.VERIFIKATOR if alamat.startswith(VERIFIKASI) else Peran.ADMIN


def contoh_kode(huruf: str) -> str:
    """Return the code of an object of that kind in the example data."""
    return "KEU-I1" if huruf == "I" else f"KEU-{huruf}01"


FORMULIR = ("rincian-risiko: ubah", "rincian-aksi: baru", "pengguna: baru")


def list_layar() -> dict[str, str]:
    """Return the screens with a few of the many forms, which are made alike."""
    return {
        nama: alamat
        for nama, alamat in list_tampilan().items()
        if not nama.endswith((": ubah", ": baru")) or nama in FORMULIR
    }


def list_tampilan() -> dict[str, str]:
    """Return each screen by name with its address: the pages, and the forms that live in them."""
    tampilan = {"pemutakhiran: pilih": PEMUTAKHIRAN}
    for halaman in list_halaman():
        nama = halaman.alamat.strip("/") or "ringkasan"
        tampilan[nama] = alamat_isi(halaman)
        if huruf := HURUF.get(halaman.alamat):
            tampilan[f"{nama}: ubah"] = url(halaman.alamat, kode=contoh_kode(huruf), ubah=1)
            tampilan[f"{nama}: baru"] = url(halaman.alamat, baru=1, pokja="Keuangan")
    tampilan["pengguna: baru"] = url(PENGGUNA, baru=1)
    tampilan["pengguna: satu"] = url(PENGGUNA, akun=1)
    tampilan["rakor: baru"] = url(RAKOR, baru=1)
    tampilan["rincian-rakor: ubah"] = url(RINCIAN_RAKOR, rakor=2, ubah=1)
    tampilan["rincian-rakor: agenda"] = url(RINCIAN_RAKOR, rakor=2)
    for bagian in ("Undangan", "Kehadiran"):
        nama = f"rincian-rakor: {bagian.lower()}"
        tampilan[nama] = url(RINCIAN_RAKOR, rakor=2, bagian=bagian)
    tampilan["verifikasi: periksa"] = url(VERIFIKASI, kode="KEU-A10")
    tampilan["indikator-risiko: satu"] = url(INDIKATOR_RISIKO, kode=contoh_kode("R"))
    tampilan["indikator-risiko: baru"] = url(INDIKATOR_RISIKO, kode=contoh_kode("R"), baru=1)
    tampilan["indikator-risiko: ubah"] = url(
        INDIKATOR_RISIKO, kode=contoh_kode("R"), indikator=1, ubah=1
    )
    tampilan["kejadian-risiko: satu"] = url(KEJADIAN_RISIKO, kejadian=1)
    tampilan["kejadian-risiko: baru"] = url(KEJADIAN_RISIKO, kode=contoh_kode("R"), baru=1)
    tampilan["kejadian-risiko: ubah"] = url(KEJADIAN_RISIKO, kejadian=1, ubah=1)
    tampilan["rincian-risiko: nilai"] = url(RINCIAN["R"], kode=contoh_kode("R"), nilai=1)
    tampilan["peta-risiko: panah"] = url(PETA_RISIKO, tampilan="Pergerakan", pokja="Keuangan")
    tampilan["peta-risiko: arus"] = url(PETA_RISIKO, tampilan="Pergerakan")
    tampilan["peta-risiko: banding"] = url(PETA_RISIKO, banding="rakor-1")
    return tampilan
