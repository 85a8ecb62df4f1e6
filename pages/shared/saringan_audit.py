"""What the jejak audit is narrowed to: its widgets, its addresses, its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from model.choices import Tindakan
from model.format import tanggal_pendek
from model.labels import ASAL, NAMA_TABEL
from model.queries.audit import list_pelaku
from model.queries.audit_saringan import PROGRAM, SaringanAudit
from pages.shared import data, filters
from pages.shared.kalimat import kata_cari

TANPA_AKUN = "Program atau tanpa akun"


@dataclass(frozen=True)
class PilihanAudit:
    """The filters as chosen, and how the person chosen is called."""

    saringan: SaringanAudit
    orang: str = ""

    @property
    def menyaring(self) -> bool:
        """Return whether anything is left out."""
        return self.saringan != SaringanAudit()

    @property
    def alamat(self) -> dict[str, Any]:
        """Return the filters as they stand in the address of the page."""
        s = self.saringan
        return {
            "cari": s.cari,
            "kode": s.kode,
            "orang": self.orang,
            "tindakan": [tindakan.label for tindakan in s.tindakan],
            "jenis": NAMA_TABEL.get(s.tabel, ""),
            "asal": s.asal,
            "dari": s.dari,
            "sampai": s.sampai,
        }

    @property
    def alamat_unduhan(self) -> dict[str, Any]:
        """Return the filters as `read_saringan` takes them."""
        s = self.saringan
        return {
            "cari": s.cari,
            "kode": s.kode,
            "pelaku": None if s.pelaku_id is None else str(s.pelaku_id),
            "tindakan": [tindakan.value for tindakan in s.tindakan],
            "tabel": s.tabel,
            "asal": s.asal,
            "dari": s.dari,
            "sampai": s.sampai,
        }


def kalimat_audit(saringan: SaringanAudit, orang: str = "") -> str:
    """Return the filter in words, nothing when everything is meant."""
    s = saringan
    if s.pelaku_id is not None and not orang:
        orang = TANPA_AKUN if s.pelaku_id == PROGRAM else f"akun {s.pelaku_id}"
    parts = [
        f"oleh {orang}" if orang else "",
        f"tindakan {', '.join(t.label.lower() for t in s.tindakan)}" if s.tindakan else "",
        f"tentang {NAMA_TABEL[s.tabel].lower()}" if s.tabel else "",
        f"kode {s.kode}" if s.kode else "",
        f"lewat {s.asal}" if s.asal else "",
        f"dari {tanggal_pendek(s.dari)}" if s.dari else "",
        f"sampai {tanggal_pendek(s.sampai)}" if s.sampai else "",
        kata_cari(s.cari),
    ]
    return " · ".join(part for part in parts if part)


def choose_audit() -> PilihanAudit:
    """Draw the filters, and return what they say."""
    people = [(PROGRAM, TANPA_AKUN)]
    people += [(i, f"{nama} (akun {i})") for i, nama in data.read(list_pelaku)]
    with st.container(key="saringan-audit"):
        filters.place_notices()
        search, code, who, what = st.columns([5, 3, 5, 6], gap="small")
        with search:
            cari = filters.input_search(petunjuk="kata di isi perubahan")
        with code:
            kode = filters.input_search("Kode", key="kode", petunjuk="KEU-A07")
        with who:
            orang = filters.select_one("Oleh", people, key="orang", label_of=lambda p: p[1])
        with what:
            tindakan = filters.select_many("Tindakan", Tindakan, key="tindakan")
        about, source, first, last = st.columns([5, 4, 4, 4], gap="small")
        with about:
            tabel = filters.select_one(
                "Jenis data", list(NAMA_TABEL), key="jenis", label_of=lambda t: NAMA_TABEL[t]
            )
        with source:
            asal = filters.select_one("Lewat", ASAL, key="asal", label_of=str)
        with first:
            dari = filters.input_date("Dari tanggal", key="dari")
        with last:
            sampai = filters.input_date("Sampai tanggal", key="sampai")
    saringan = SaringanAudit(
        cari=cari,
        kode=kode.upper(),
        pelaku_id=orang[0] if orang else None,
        tindakan=tindakan,
        tabel=tabel or "",
        asal=asal or "",
        dari=dari,
        sampai=sampai,
    )
    return PilihanAudit(saringan, orang[1] if orang else "")


def read_saringan(params: Mapping[str, str], tindakan: list[str]) -> SaringanAudit:
    """Return the filter that the address of a download carries; raise ValueError when it is bad."""
    tabel, asal = params.get("tabel", ""), params.get("asal", "")
    if (tabel and tabel not in NAMA_TABEL) or (asal and asal not in ASAL):
        raise ValueError(tabel or asal)
    pelaku = params.get("pelaku")
    return SaringanAudit(
        cari=params.get("cari", "")[: filters.MAKS_CARI].replace("\x00", " "),
        kode=params.get("kode", "")[:40].replace("\x00", " "),
        pelaku_id=None if pelaku is None else _id(pelaku),
        tindakan=tuple(Tindakan(value) for value in dict.fromkeys(tindakan)),
        tabel=tabel,
        asal=asal,
        dari=_day(params.get("dari")),
        sampai=_day(params.get("sampai")),
    )


def _id(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) <= 9):
        raise ValueError(written)
    return int(written)


def _day(written: str | None) -> date | None:
    if not written:
        return None
    day = date.fromisoformat(written)
    if not filters.TANGGAL_AWAL <= day <= filters.TANGGAL_AKHIR:
        raise ValueError(written)
    return day
