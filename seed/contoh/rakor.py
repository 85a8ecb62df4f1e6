"""The example rakor: one that was closed some five weeks ago, one being prepared.

Rows of the tables of rakor alone; their numbers begin at 1. When and what: `rencana_rakor`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from model.choices import CaraHadir, KeadaanRakor, ModeLayar
from seed.contoh.rencana_rakor import (
    SESI_SIAP,
    SESI_TUTUP,
    SIAP,
    TEMPAT,
    TUTUP,
    RencanaSesi,
    hari_siap,
    hari_tutup,
)
from seed.contoh.riwayat import line_changed, line_made
from seed.contoh.waktu import at

Row = dict[str, Any]

TIDAK_DIUNDANG = (
    "Setwan", "Biro-KDH", "Biro-Umum", "Biro-KSD", "Biro-Dikmental", "Biro-Kesos",
)  # fmt: skip
TIDAK_HADIR = (
    "BPBD", "Kesbangpol", "Dispora", "Disbud", "Disparekraf", "Dispusip", "Kab-Kepseribu",
)  # fmt: skip
TAMU = "Biro-KSD"  # came without having been invited
KEPALA = {
    "Biro": "Kepala Biro",
    "Kota": "Wali Kota",
    "Inspektorat": "Inspektur",
    "Satpol": "Kepala",
}
WAKIL = ("Sekretaris", "Kepala Bidang", "Kepala Bagian")


@dataclass(frozen=True)
class Tempat:
    """Where the rows go: ids of the reference data, slugs of the pokja in order, accounts."""

    acuan: Mapping[tuple[str, str], int]
    pokja: Sequence[tuple[str, str]]
    pengguna: Mapping[str, int]
    today: date


def add_rakor(baris: dict[str, list[Row]], tempat: Tempat) -> None:
    """Add the rows of both rakor and their riwayat to the rows by table `baris`."""
    perakit = PerakitRakor(tempat)
    perakit.add_tutup()
    perakit.add_siap()
    for tabel, rows in perakit.baris.items():
        baris[tabel] += rows


class PerakitRakor:
    """Turns the plans above into rows."""

    def __init__(self, tempat: Tempat) -> None:
        self.t = tempat
        self.baris: dict[str, list[Row]] = defaultdict(list)
        office = tempat.pengguna["sekretariat"]
        self.office: Row = {"pelaku": f"Pengguna {office}", "pelaku_id": office}

    def add_tutup(self) -> None:
        """Add the closed one, with who was there and how long each item took."""
        mulai = hari_tutup(self.t.today)
        opened = at(mulai, time(8, 26))
        closed = at(mulai + timedelta(days=1), time(11, 41))
        row = self._rakor(
            TUTUP, "Menuju Jakarta Global City: menuntaskan rencana aksi yang tertahan", mulai,
            at(mulai - timedelta(days=24), time(10, 5)), SESI_TUTUP,
            catatan="Setiap pokja membawa rencana aksi yang terlambat atau terkendala.",
        )  # fmt: skip
        row |= {
            "keadaan": KeadaanRakor.DITUTUP, "dibuka_pada": opened, "ditutup_pada": closed,
            "versi": 3, "diubah_pada": closed,
        }  # fmt: skip
        states = [keadaan.value for keadaan in KeadaanRakor]
        self._changed(2, opened, keadaan=(states[0], states[1]), dibuka_pada=(None, _iso(opened)))
        self._changed(3, closed, keadaan=(states[1], states[2]), ditutup_pada=(None, _iso(closed)))
        self._kehadiran(mulai)
        self.baris["keadaan_layar"].append(
            {
                "rakor_id": TUTUP,
                "mode": ModeLayar.DIPANDU,
                "slide": "putusan",
                "detik": 20,
                "nomor": 58,
            }
        )
        rng = Random("waktu rakor")
        self.baris["waktu_agenda"] += [
            {
                "agenda_id": acara["id"],
                "terpakai": 60 * acara["menit"] + rng.randint(-420, 540),
                "berjalan_sejak": None,
            }
            for acara in self.baris["agenda"]
        ]

    def add_siap(self) -> None:
        """Add the coming one, prepared a few days ago."""
        self._rakor(
            SIAP, "Menuju Jakarta Global City: menutup celah risiko prioritas",
            hari_siap(self.t.today), at(self.t.today - timedelta(days=9), time(10, 5)), SESI_SIAP,
        )  # fmt: skip
        self.baris["keadaan_layar"].append(
            {
                "rakor_id": SIAP,
                "mode": ModeLayar.OTOMATIS,
                "slide": "judul",
                "detik": 20,
                "nomor": 0,
            }
        )

    def _rakor(
        self,
        rakor_id: int,
        tema: str,
        mulai: date,
        dibuat: datetime,
        sesi: Sequence[RencanaSesi],
        catatan: str = "",
    ) -> Row:
        """Add a rakor with its sittings, agenda and invitations; return its row."""
        row_id = self._add(
            "rakor", dibuat,
            tema=tema, tempat=TEMPAT, mulai=mulai, selesai=mulai + timedelta(days=1),
            catatan=catatan, keadaan=KeadaanRakor.DISIAPKAN, dibuka_pada=None, ditutup_pada=None,
            kode_hadir=hashlib.sha256(f"rakor contoh {rakor_id}".encode()).hexdigest()[:16],
        )  # fmt: skip
        if row_id != rakor_id:
            raise LookupError(row_id)
        urutan = 0
        for hari, nama, dari, sampai, acara in sesi:
            sesi_id = self._add(
                "sesi_rakor", dibuat, rakor_id=rakor_id, nama=nama, ditarik_pada=None,
                tanggal=mulai + timedelta(days=hari), jam_mulai=dari, jam_selesai=sampai,
            )  # fmt: skip
            for apa, menit in acara:
                urutan += 1
                slug, judul = ("", apa) if isinstance(apa, str) else self.t.pokja[apa - 1]
                self._add(
                    "agenda", dibuat,
                    rakor_id=rakor_id, sesi_id=sesi_id, urutan=urutan, menit=menit,
                    judul=f"Pokja {judul}" if slug else judul, ditarik_pada=None,
                    pokja_id=self.t.acuan["pokja", slug] if slug else None,
                )  # fmt: skip
        for kode, pd_id in self._pd():
            if kode not in TIDAK_DIUNDANG:
                self._add("undangan", dibuat, rakor_id=rakor_id, pd_id=pd_id, ditarik_pada=None)
        return self.baris["rakor"][-1]

    def _kehadiran(self, mulai: date) -> None:
        """Add who was there: the PIC by their own phone, the others by the sekretariat."""
        pic = {
            nama.removeprefix("pic."): row_id
            for nama, row_id in self.t.pengguna.items()
            if nama.startswith("pic.")
        }
        come = [
            (kode, pd_id)
            for kode, pd_id in self._pd()
            if kode == TAMU or kode not in (*TIDAK_DIUNDANG, *TIDAK_HADIR)
        ]
        Random("kehadiran").shuffle(come)
        for nomor, (kode, pd_id) in enumerate(come):
            pada = at(mulai, time(8, 2)) + timedelta(seconds=47 * nomor)
            own = pic.get(kode.lower())
            if own is not None:  # by the code on the screen, once it was there
                pada = at(mulai, time(8, 31)) + timedelta(seconds=20 * nomor)
            jabatan = _kepala(kode) if nomor % 4 else WAKIL[nomor // 4 % len(WAKIL)]
            self._add(
                "kehadiran", pada, {"pelaku": f"Pengguna {own}", "pelaku_id": own} if own else None,
                rakor_id=TUTUP, pd_id=pd_id, pengguna_id=own, pada=pada, ditarik_pada=None,
                jabatan="" if own else jabatan,
                cara=CaraHadir.SENDIRI if own else CaraHadir.SEKRETARIAT,
            )  # fmt: skip

    def _pd(self) -> list[tuple[str, int]]:
        found = [(kode, pd_id) for (jenis, kode), pd_id in self.t.acuan.items() if jenis == "pd"]
        return sorted(found, key=lambda pd: pd[1])

    def _add(self, tabel: str, dibuat: datetime, by: Row | None = None, /, **row: Any) -> int:
        """Add a row and the line that it was made; return its number."""
        row_id = len(self.baris[tabel]) + 1
        marks = {"id": row_id, "versi": 1, "dibuat_pada": dibuat, "diubah_pada": dibuat}
        self.baris[tabel].append(marks | row)
        self.baris["riwayat"].append(line_made(tabel, row_id, dibuat, by or self.office))
        return row_id

    def _changed(self, versi: int, pada: datetime, **kolom: tuple[str | None, str]) -> None:
        """Add the lines of one change of the closed rakor."""
        row = {"id": TUTUP, "versi": versi, "diubah_pada": pada}
        self.baris["riwayat"] += [
            line_changed("rakor", row, self.office, nama, *values) for nama, values in kolom.items()
        ]


def _kepala(kode: str) -> str:
    """Return the post of whoever leads a perangkat daerah."""
    usual = "Kepala Badan" if kode.startswith("B") else "Kepala Dinas"
    return KEPALA.get(kode.partition("-")[0], usual)


def _iso(moment: datetime) -> str:
    """Return a moment as the riwayat keeps it."""
    return moment.astimezone(UTC).isoformat()
