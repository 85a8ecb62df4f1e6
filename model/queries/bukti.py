"""Reads of bukti dukung."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy
from sqlalchemy import func
from sqlmodel import Session, col

from model import tables as t
from model.bukti import MAKS_BUKTI
from model.choices import JenisBukti
from model.isian_bukti import host_of
from model.jenis_berkas import MENURUT_MIME


@dataclass(frozen=True)
class BarisBukti:
    """One bukti as a person reads it."""

    id: int
    pemutakhiran_id: int | None
    penilaian_id: int | None
    jenis: JenisBukti
    nama: str
    tautan: str
    tipe: str
    ukuran: int
    pelaku: str
    pada: datetime

    @property
    def macam(self) -> str:
        """Return what kind of file it is, or the host that a link leads to."""
        if self.jenis == JenisBukti.TAUTAN:
            return host_of(self.tautan)
        kind = MENURUT_MIME.get(self.tipe)
        return kind.nama if kind else "Berkas"

    @property
    def akhiran(self) -> str:
        """Return the short sign of the kind: PDF, JPG, a link's is empty."""
        kind = MENURUT_MIME.get(self.tipe)
        return kind.akhiran.upper() if kind else ""

    @property
    def terlihat(self) -> bool:
        """Return whether a browser can show it by itself."""
        kind = MENURUT_MIME.get(self.tipe)
        return kind is not None and kind.terlihat


@dataclass(frozen=True)
class BerkasBukti:
    """What a download needs to know of a file in force."""

    nama: str
    tipe: str
    ukuran: int
    sha256: str
    nama_simpan: str
    pokja_id: int
    pd_id: int | None


def list_bukti(
    session: Session,
    *,
    aksi_id: int | None = None,
    risiko_id: int | None = None,
    ditarik: bool = False,
    sebanyak: int = MAKS_BUKTI,
) -> list[BarisBukti]:
    """Return the bukti of one rencana aksi, or of one risiko, that are in force, oldest first.

    With `ditarik` those that were withdrawn instead, the newest first.
    """
    b, p = t.Bukti, t.Pengguna
    milik = col(b.aksi_id) == aksi_id if risiko_id is None else col(b.risiko_id) == risiko_id
    gone = col(b.ditarik_pada)
    query = (
        sqlalchemy.select(
            col(b.id),
            col(b.pemutakhiran_id),
            col(b.penilaian_id),
            col(b.jenis),
            col(b.nama),
            col(b.tautan),
            col(b.tipe),
            col(b.ukuran),
            func.coalesce(col(p.nama), col(b.pelaku)),
            col(b.pada),
        )
        .join_from(b, p, col(p.id) == col(b.pelaku_id), isouter=True)
        .where(milik, gone.is_not(None) if ditarik else gone.is_(None))
        .order_by(col(b.id).desc() if ditarik else col(b.id))
        .limit(sebanyak)
    )
    return [BarisBukti(*row) for row in session.execute(query)]


def get_berkas(session: Session, *, bukti_id: int) -> BerkasBukti | None:
    """Return a file that is in force; None when there is none, was withdrawn, or is a link."""
    b, a, r = t.Bukti, t.RencanaAksi, t.Risiko
    query = (
        sqlalchemy.select(
            col(b.nama),
            col(b.tipe),
            col(b.ukuran),
            col(b.sha256),
            col(b.nama_simpan),
            func.coalesce(col(a.pokja_id), col(r.pokja_id)),
            col(a.pd_id),
        )
        .join(a, col(a.id) == col(b.aksi_id), isouter=True)
        .join(r, col(r.id) == col(b.risiko_id), isouter=True)
        .where(
            col(b.id) == bukti_id,
            col(b.jenis) == JenisBukti.BERKAS,
            col(b.ditarik_pada).is_(None),
        )
    )
    row = session.execute(query).first()
    return None if row is None else BerkasBukti(*row)


def map_sha256(session: Session) -> dict[str, str]:
    """Return the SHA-256 of every stored file, withdrawn ones too, by its name on the disk."""
    b = t.Bukti
    query = sqlalchemy.select(col(b.nama_simpan), col(b.sha256)).where(
        col(b.nama_simpan).is_not(None)
    )
    return {row.nama_simpan: row.sha256 for row in session.execute(query)}
