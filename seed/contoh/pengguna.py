"""The example people, one or more of each peran: posts, never persons. They have no password.

Only a store that is marked as example lets them in, and only at the computer itself.
"""

from typing import Any

from model.choices import Peran

Row = dict[str, Any]

UMUM = (
    ("admin", Peran.ADMIN, "Admin Aplikasi", "Pengelola aplikasi"),
    ("sekretariat", Peran.SEKRETARIAT, "Sekretariat Rakor", "Sekretariat rakor, Bappeda"),
    ("verifikator", Peran.VERIFIKATOR, "Verifikator Satu", "Inspektorat"),
    ("verifikator2", Peran.VERIFIKATOR, "Verifikator Dua", "Inspektorat"),
    ("pimpinan", Peran.PIMPINAN, "Pimpinan", "Pimpinan daerah"),
)
PIC_PD = ("BPKD", "Diskominfotik", "Dinkes", "Dinsos")


def pengguna_contoh(acuan: dict[tuple[str, str], int], pokja: list[tuple[str, str]]) -> list[Row]:
    """Return the rows of the example people; `pokja` gives slug and name in the official order."""
    rows = [_row(*orang) for orang in UMUM]
    for slug, nama in pokja:
        pokja_id = acuan["pokja", slug]
        for peran, kata in ((Peran.KETUA, "Ketua"), (Peran.ANGGOTA, "Anggota")):
            sebutan = f"{kata} Pokja {nama}"
            rows.append(_row(f"{peran}.{slug}", peran, sebutan, sebutan, pokja_id=pokja_id))
    for kode in PIC_PD:
        nama = f"PIC {kode}"
        jabatan = f"Penanggung jawab rencana aksi, {kode}"
        rows.append(_row(f"pic.{kode.lower()}", Peran.PIC, nama, jabatan, pd_id=acuan["pd", kode]))
    return rows


def _row(
    nama_masuk: str,
    peran: Peran,
    nama: str,
    jabatan: str,
    pokja_id: int | None = None,
    pd_id: int | None = None,
) -> Row:
    return {
        "nama_masuk": nama_masuk,
        "nama": nama,
        "jabatan": jabatan,
        "peran": peran,
        "pokja_id": pokja_id,
        "pd_id": pd_id,
        "contoh": True,
    }
