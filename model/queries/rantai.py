"""Reads of the chain of one pokja: isu, permasalahan, risiko, solusi, penanganan, rencana aksi."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from model import tables as t
from model.choices import Ketepatan, OpsiPenanganan, Posisi, StatusAksi
from model.queries.acuan import Aturan, get_aturan
from model.queries.aksi import BarisAksi, baris_query
from model.queries.anak import Anak, load_anak
from model.queries.risiko import Letak, letak
from model.tables.risiko import POSISI_KOLOM


@dataclass(frozen=True)
class AksiRantai:
    """A rencana aksi at its place, with the code of the other thing it serves, if any."""

    aksi: BarisAksi
    juga: str | None


@dataclass(frozen=True)
class SolusiRantai:
    """A solusi with its first rencana aksi and how many more there are."""

    kode: str
    judul: str
    aksi: tuple[AksiRantai, ...]
    lainnya: int


@dataclass(frozen=True)
class PenangananRantai:
    """A penanganan with its first rencana aksi and how many more there are."""

    kode: str
    judul: str
    opsi: OpsiPenanganan
    alasan: str
    aksi: tuple[AksiRantai, ...]
    lainnya: int


@dataclass(frozen=True)
class RisikoRantai:
    """A risiko with its positions and treatments."""

    kode: str
    judul: str
    pemilik: str
    inheren: Letak
    saat_ini: Letak
    target: Letak
    prioritas: bool
    penanganan: tuple[PenangananRantai, ...]
    lainnya: int

    @property
    def beraksi(self) -> bool:
        """Return whether any rencana aksi treats it."""
        return any(p.aksi for p in self.penanganan)


@dataclass(frozen=True)
class PermasalahanRantai:
    """A permasalahan with its risiko (none or one) and its solusi."""

    kode: str
    judul: str
    akar_masalah: str
    pd: str
    risiko: RisikoRantai | None
    solusi: tuple[SolusiRantai, ...]
    lainnya: int


@dataclass(frozen=True)
class IsuRantai:
    """An isu with its permasalahan, and the risiko that belong to no permasalahan."""

    kode: str
    judul: str
    uraian: str
    permasalahan: tuple[PermasalahanRantai, ...]
    lainnya: int
    risiko: tuple[RisikoRantai, ...]
    risiko_lainnya: int

    @property
    def semua_risiko(self) -> list[RisikoRantai]:
        """Return all risiko shown under it."""
        return [*(p.risiko for p in self.permasalahan if p.risiko), *self.risiko]

    @property
    def semua_aksi(self) -> list[BarisAksi]:
        """Return all rencana aksi shown under it, each once."""
        semua = [a for p in self.permasalahan for s in p.solusi for a in s.aksi]
        semua += [a for r in self.semua_risiko for n in r.penanganan for a in n.aksi]
        return list({a.aksi.kode: a.aksi for a in semua}.values())

    @property
    def selesai(self) -> int:
        """Return how many of the rencana aksi shown are done."""
        return sum(a.status == StatusAksi.SELESAI for a in self.semua_aksi)

    @property
    def terlambat(self) -> int:
        """Return how many of the rencana aksi shown are late."""
        return sum(a.ketepatan == Ketepatan.TERLAMBAT for a in self.semua_aksi)


def count_isu(session: Session, *, pokja_id: int) -> int:
    """Return how many isu a pokja has."""
    isu: Any = t.IsuStrategis
    query = select(func.count()).where(isu.pokja_id == pokja_id, isu.ditarik_pada.is_(None))
    return session.scalar(query) or 0


def list_rantai(
    session: Session, *, hari: date, pokja_id: int, mulai_dari: int = 0, sebanyak: int = 10
) -> list[IsuRantai]:
    """Return `sebanyak` isu of a pokja, from number `mulai_dari` on, with everything under them."""
    isu: Any = t.IsuStrategis
    query = select(isu).where(isu.pokja_id == pokja_id, isu.ditarik_pada.is_(None))
    page = session.scalars(query.order_by(isu.id).offset(mulai_dari).limit(sebanyak)).all()
    perakit = _load(session, [i.id for i in page], hari)
    return [perakit.isu(i) for i in page]


def _load(session: Session, isu_ids: list[int], hari: date) -> "_Perakit":
    """Load what stands under these isu, one query per kind of link."""
    p: Any = t.Permasalahan
    r: Any = t.Risiko
    s: Any = t.Solusi
    n: Any = t.Penanganan
    a: Any = t.RencanaAksi
    pd: Any = t.PerangkatDaerah
    pemilik: Any = aliased(t.PerangkatDaerah)
    kolom = (
        r.id.label("risiko_id"),
        r.kode.label("risiko_kode"),
        r.judul.label("risiko"),
        pemilik.singkatan.label("pemilik"),
        *(getattr(r, nama) for nama in POSISI_KOLOM),
    )
    permasalahan = (
        select(p.id, p.kode, p.judul, p.akar_masalah, pd.singkatan.label("pd"), *kolom)
        .join(pd, pd.id == p.pd_id)
        .join(r, (r.permasalahan_id == p.id) & r.ditarik_pada.is_(None), isouter=True)
        .join(pemilik, pemilik.id == r.pemilik_id, isouter=True)
    )
    masalah = load_anak(session, permasalahan, p, p.isu_id, isu_ids)
    risiko = select(r.id, *kolom).join(pemilik, pemilik.id == r.pemilik_id)
    risiko = risiko.where(r.permasalahan_id.is_(None))
    lepas = load_anak(session, risiko, r, r.isu_id, isu_ids)
    risiko_ids = [*(row.risiko_id for row in masalah.all() if row.risiko_id), *lepas.ids()]
    solusi = select(s.id, s.kode, s.judul)
    langkah = load_anak(session, solusi, s, s.permasalahan_id, masalah.ids())
    penanganan = select(n.id, n.kode, n.judul, n.opsi, n.alasan)
    tangan = load_anak(session, penanganan, n, n.risiko_id, risiko_ids)
    aksi = (
        baris_query()
        .add_columns(a.id, s.kode.label("solusi"), n.kode.label("penanganan"))
        .join(s, s.id == a.solusi_id, isouter=True)
        .join(n, n.id == a.penanganan_id, isouter=True)
    )
    return _Perakit(
        hari=hari,
        aturan=get_aturan(session, hari=hari),
        masalah=masalah,
        lepas=lepas,
        langkah=langkah,
        tangan=tangan,
        aksi_solusi=load_anak(session, aksi, a, a.solusi_id, langkah.ids()),
        aksi_penanganan=load_anak(session, aksi, a, a.penanganan_id, tangan.ids()),
    )


@dataclass(frozen=True)
class _Perakit:
    """Puts the loaded rows together, from the isu down."""

    hari: date
    aturan: Aturan
    masalah: Anak
    lepas: Anak
    langkah: Anak
    tangan: Anak
    aksi_solusi: Anak
    aksi_penanganan: Anak

    def isu(self, isu: t.IsuStrategis) -> IsuRantai:
        return IsuRantai(
            kode=isu.kode,
            judul=isu.judul,
            uraian=isu.uraian,
            permasalahan=tuple(self.permasalahan(row) for row in self.masalah.of(isu.id)),
            lainnya=self.masalah.lainnya(isu.id),
            risiko=tuple(self.risiko(row) for row in self.lepas.of(isu.id)),
            risiko_lainnya=self.lepas.lainnya(isu.id),
        )

    def permasalahan(self, row: Any) -> PermasalahanRantai:
        return PermasalahanRantai(
            kode=row.kode,
            judul=row.judul,
            akar_masalah=row.akar_masalah,
            pd=row.pd,
            risiko=self.risiko(row) if row.risiko_id else None,
            solusi=tuple(self.solusi(s) for s in self.langkah.of(row.id)),
            lainnya=self.langkah.lainnya(row.id),
        )

    def risiko(self, row: Any) -> RisikoRantai:
        return RisikoRantai(
            kode=row.risiko_kode,
            judul=row.risiko,
            pemilik=row.pemilik,
            inheren=letak(row, Posisi.INHEREN, self.aturan),
            saat_ini=letak(row, Posisi.SAAT_INI, self.aturan),
            target=letak(row, Posisi.TARGET, self.aturan),
            prioritas=row.besaran_saat_ini >= self.aturan.batas_prioritas,
            penanganan=tuple(self.penanganan(n) for n in self.tangan.of(row.risiko_id)),
            lainnya=self.tangan.lainnya(row.risiko_id),
        )

    def solusi(self, row: Any) -> SolusiRantai:
        aksi = self.aksi(self.aksi_solusi.of(row.id), "penanganan")
        return SolusiRantai(row.kode, row.judul, aksi, self.aksi_solusi.lainnya(row.id))

    def penanganan(self, row: Any) -> PenangananRantai:
        aksi = self.aksi(self.aksi_penanganan.of(row.id), "solusi")
        lainnya = self.aksi_penanganan.lainnya(row.id)
        return PenangananRantai(row.kode, row.judul, row.opsi, row.alasan, aksi, lainnya)

    def aksi(self, rows: list[Any], juga: str) -> tuple[AksiRantai, ...]:
        """`juga` names the column with the code of the other thing an action serves."""
        return tuple(
            AksiRantai(BarisAksi(*row[:15], hari=self.hari), getattr(row, juga)) for row in rows
        )
