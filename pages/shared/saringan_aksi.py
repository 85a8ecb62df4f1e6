"""What the tracker is narrowed to: its widgets, its address, its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from model.choices import Choice, KeadaanVerifikasi, Ketepatan, StatusAksi
from model.format import tanggal_pendek
from model.queries.acuan import Pilihan
from model.queries.aksi import SaringanAksi, UrutAksi
from pages.shared import filters
from pages.shared.kalimat import kalimat_daftar, kata_cari, kata_pd, kata_pokja


class TampilanAksi(Choice):
    """The two ways to look at the tracker."""

    TABEL = "tabel", "Tabel"
    LINIMASA = "linimasa", "Linimasa"


@dataclass(frozen=True)
class PilihanAksi:
    """The filters as chosen, and the order of the list."""

    pokja: Pilihan | None = None
    pd: Pilihan | None = None
    status: tuple[StatusAksi, ...] = ()
    ketepatan: tuple[Ketepatan, ...] = ()
    verifikasi: tuple[KeadaanVerifikasi, ...] = ()
    dari: date | None = None
    sampai: date | None = None
    cari: str = ""
    urut: UrutAksi = UrutAksi.TENGGAT
    perhatian: bool = False

    @property
    def saringan(self) -> SaringanAksi:
        """Return what the queries take."""
        return SaringanAksi(
            pokja_id=self.pokja.id if self.pokja else None,
            pd_id=self.pd.id if self.pd else None,
            status=self.status,
            ketepatan=self.ketepatan,
            verifikasi=self.verifikasi,
            tenggat_dari=self.dari,
            tenggat_sampai=self.sampai,
            cari=self.cari,
            urut=self.urut,
            perhatian=self.perhatian,
        )

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out of the list."""
        return replace(self.saringan, urut=UrutAksi.TENGGAT) != SaringanAksi()

    def alamat_bersih(self, tampilan: TampilanAksi) -> dict[str, Any]:
        """Return the address without filters; how the list is sorted and shown stays."""
        return {
            "urut": self.urut.label if self.urut != UrutAksi.TENGGAT else None,
            "tampilan": tampilan.label if tampilan != TampilanAksi.TABEL else None,
        }

    def kalimat(self, jumlah: int) -> str:
        """Return in words what the list of `jumlah` rencana aksi holds."""
        what = " ".join(["rencana aksi", _any_of(k.label.lower() for k in self.ketepatan)]).strip()
        return kalimat_daftar(
            jumlah,
            what,
            "terlambat atau terkendala" if self.perhatian else "",
            f"status {_any_of(s.label for s in self.status)}" if self.status else "",
            f"verifikasi {_any_of(v.label.lower() for v in self.verifikasi)}"
            if self.verifikasi
            else "",
            kata_pokja(self.pokja),
            kata_pd(self.pd),
            self._tenggat(),
            kata_cari(self.cari),
        )

    def _tenggat(self) -> str:
        if self.dari and self.sampai:
            return f"tenggat {tanggal_pendek(self.dari)} sampai {tanggal_pendek(self.sampai)}"
        if self.dari:
            return f"tenggat mulai {tanggal_pendek(self.dari)}"
        return f"tenggat sampai {tanggal_pendek(self.sampai)}" if self.sampai else ""


def _any_of(words: Iterable[str]) -> str:
    """Return `a`, `a atau b`, `a, b, atau c`."""
    *first, last = [*words] or [""]
    if len(first) < 2:
        return " atau ".join([*first, last])
    return f"{', '.join(first)}, atau {last}"


def choose_aksi() -> PilihanAksi:
    """Draw the filters of the tracker, the everyday ones in one row, and return what they say."""
    with st.container(key="saringan-aksi"):
        filters.place_notices()
        search, pokja_box, status_box, ketepatan_box, more = st.columns(
            [5, 5, 5, 5, 3], gap="small", vertical_alignment="bottom"
        )
        with search:
            cari = filters.input_search()
        with pokja_box:
            pokja = filters.select_pokja()
        with status_box:
            status = filters.select_many("Status", StatusAksi, key="status")
        with ketepatan_box:
            ketepatan = filters.select_many("Ketepatan", Ketepatan, key="ketepatan")
        with more, st.popover("Lainnya", icon=":material/tune:", width="stretch"):
            pd = filters.select_perangkat_daerah("Penanggung jawab")
            perhatian = filters.select_yes("Terlambat atau terkendala", key="perhatian")
            verifikasi = filters.select_many("Verifikasi", KeadaanVerifikasi, key="verifikasi")
            dari = filters.input_date("Tenggat dari", key="dari")
            sampai = filters.input_date("Tenggat sampai", key="sampai")
            urut = filters.select_order("Urutan", UrutAksi)
    return PilihanAksi(
        pokja, pd, status, ketepatan, verifikasi, dari, sampai, cari, urut, perhatian
    )
