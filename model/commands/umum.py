"""What all commands share: taking a row for change, codes, withdrawing and restoring."""

from typing import TypeVar

from sqlmodel import Session, col, func, select

from model import tables as t
from model.clock import now
from model.errors import DomainError, InvalidIsian, Locked, NotFound, StaleVersion
from model.isian import clean_text
from model.permissions import Hak, Pelaku, require, require_somewhere
from model.queries.objek import JENIS
from model.queries.riwayat import list_perubahan
from model.verifikasi import TERKUNCI, is_locked

AnyTercatat = TypeVar("AnyTercatat", bound=t.Tercatat)

HURUF = {kind: huruf for huruf, kind in JENIS.items()}


class InUse(DomainError):
    """The row cannot be withdrawn while others stand on it."""


def fetch(session: Session, kind: type[AnyTercatat], row_id: int) -> AnyTercatat:
    """Return a row that is not withdrawn, nor will be meanwhile; raise NotFound otherwise."""
    row = session.get(kind, row_id, with_for_update={"read": True})
    if row is None or row.ditarik_pada is not None:
        raise NotFound("Data yang dirujuk tidak ada atau sudah ditarik. Muat ulang halaman.")
    return row


def take(
    session: Session,
    pelaku: Pelaku,
    hak: Hak,
    kind: type[AnyTercatat],
    row_id: int,
    versi: int | None,
    *,
    withdrawn: bool = False,
) -> AnyTercatat:
    """Return a row of the person's own reach, locked for change.

    A withdrawn one is given only when `withdrawn` is asked for; whatever its version when `versi`
    is None, for what is added to a row. Raises NotAllowed when `pelaku` has not the right `hak` for
    this very row, NotFound, or StaleVersion when it has been saved since version `versi` was read.
    """
    require_somewhere(pelaku, hak)
    row = session.get(kind, row_id, with_for_update=True)
    if row is None:
        raise NotFound("Data ini tidak ada. Muat ulang halaman.")
    require(pelaku, hak, pokja_id=row.pokja_id, pd_id=getattr(row, "pd_id", None))
    require_versi(session, row, versi)
    if row.ditarik_pada is not None and not withdrawn:
        raise NotFound("Data ini sudah ditarik. Pulihkan dahulu sebelum diubah.")
    return row


def require_versi(session: Session, row: t.Berjejak, versi: int | None) -> None:
    """Raise StaleVersion when a row, locked for change, was saved since `versi` of it was read."""
    if versi is not None and row.versi != versi:
        nama = str(row.__tablename__)
        since = list_perubahan(session, tabel=nama, baris_id=row.id, versi=versi)
        raise StaleVersion(since, row.versi)


def require_unlocked(aksi: t.RencanaAksi) -> None:
    """Raise Locked when a rencana aksi is verified: only a verifikator can open it again."""
    if is_locked(aksi.verifikasi):
        raise Locked(TERKUNCI)


def next_kode(session: Session, kind: type[t.Tercatat], pokja_id: int) -> str:
    """Return the next code of this kind in a pokja, such as `KEU-P17`; numbers are never reused.

    The pokja's row is locked meanwhile, so that two people cannot draw the same number.
    """
    pokja = session.get(t.Pokja, pokja_id, with_for_update=True)
    if pokja is None:
        raise NotFound("Pokja tidak dikenal. Pilih pokja dari daftar.")
    awalan = f"{pokja.kode}-{HURUF[kind]}"
    kode = col(kind.kode)
    longest_last = (func.length(kode).desc(), kode.desc())
    last = session.exec(
        select(kode).where(col(kind.pokja_id) == pokja_id).order_by(*longest_last).limit(1)
    ).first()
    nomor = int(last.removeprefix(awalan)) + 1 if last else 1
    return f"{awalan}{nomor:0{1 if kind is t.IsuStrategis else 2}d}"


def require_same_pokja(pokja_id: int, **rows: t.Tercatat) -> None:
    """Raise InvalidIsian when one of the rows referred to (by field name) is of another pokja."""
    for nama, row in rows.items():
        if row.pokja_id != pokja_id:
            raise InvalidIsian({nama: "Pilihan ini milik pokja lain. Pilih dari pokja yang sama."})


def require_free(session: Session, permasalahan_id: int, own_id: int | None = None) -> None:
    """Raise InvalidIsian when a permasalahan has a risiko other than `own_id` already."""
    # Its row is locked first (call this before `fetch`, which locks less), so that two people
    # cannot both find it free.
    session.get(t.Permasalahan, permasalahan_id, with_for_update=True)
    query = select(t.Risiko.id, t.Risiko.kode).where(
        t.Risiko.permasalahan_id == permasalahan_id, col(t.Risiko.ditarik_pada).is_(None)
    )
    for row_id, kode in session.exec(query):
        if row_id != own_id:
            sentence = f"Permasalahan ini sudah terkait risiko {kode}. Pilih permasalahan lain."
            raise InvalidIsian({"permasalahan_id": sentence})


# What stands on a row and must be withdrawn before it.
ANAK: dict[type[t.Tercatat], tuple[tuple[type[t.Tercatat], str, str], ...]] = {
    t.IsuStrategis: (
        (t.Permasalahan, "isu_id", "permasalahan"),
        (t.Risiko, "isu_id", "risiko"),
    ),
    t.Permasalahan: (
        (t.Solusi, "permasalahan_id", "solusi"),
        (t.Risiko, "permasalahan_id", "risiko"),
    ),
    t.Solusi: ((t.RencanaAksi, "solusi_id", "rencana aksi"),),
    t.Risiko: ((t.Penanganan, "risiko_id", "penanganan"),),
    t.Penanganan: ((t.RencanaAksi, "penanganan_id", "rencana aksi"),),
    t.RencanaAksi: (),
    t.Keputusan: (),
}

INDUK: dict[type[t.Tercatat], tuple[tuple[str, type[t.Tercatat]], ...]] = {
    t.IsuStrategis: (),
    t.Permasalahan: (("isu_id", t.IsuStrategis),),
    t.Solusi: (("permasalahan_id", t.Permasalahan),),
    t.Risiko: (("isu_id", t.IsuStrategis), ("permasalahan_id", t.Permasalahan)),
    t.Penanganan: (("risiko_id", t.Risiko),),
    t.RencanaAksi: (("solusi_id", t.Solusi), ("penanganan_id", t.Penanganan)),
    t.Keputusan: (),
}

# Who may withdraw and restore; a keputusan is the forum's, not the pokja's.
HAK_TARIK: dict[type[t.Tercatat], Hak] = dict.fromkeys(ANAK, Hak.TARIK) | {
    t.Keputusan: Hak.PUTUSKAN
}


def withdraw(
    session: Session,
    *,
    pelaku: Pelaku,
    huruf: str,
    row_id: int,
    versi: int,
    alasan: str,
) -> None:
    """Withdraw a row: it leaves every list and count, stays readable, and can be restored.

    Raises InvalidIsian without a reason, InUse while something still stands on the row, Locked
    when it is a verified rencana aksi.
    """
    kind = JENIS[huruf]
    row = take(session, pelaku, HAK_TARIK[kind], kind, row_id, versi)
    if isinstance(row, t.RencanaAksi):
        require_unlocked(row)
    alasan = clean_text(alasan)
    if not 3 <= len(alasan) <= 500:
        raise InvalidIsian({"alasan": "Penarikan membutuhkan alasan, 3 sampai 500 huruf."})
    for child, kolom, nama in ANAK[kind]:
        count = select(func.count()).where(
            col(getattr(child, kolom)) == row_id, col(child.ditarik_pada).is_(None)
        )
        if jumlah := session.exec(count).one():
            raise InUse(f"Masih ada {jumlah} {nama} di bawahnya. Tarik atau pindahkan dahulu.")
    row.ditarik_pada = now()
    row.alasan_ditarik = alasan


def restore(session: Session, *, pelaku: Pelaku, huruf: str, row_id: int, versi: int) -> None:
    """Bring a withdrawn row back; raise NotFound while what it stands on is withdrawn itself."""
    kind = JENIS[huruf]
    row = take(session, pelaku, HAK_TARIK[kind], kind, row_id, versi, withdrawn=True)
    if isinstance(row, t.Risiko) and row.permasalahan_id is not None:
        require_free(session, row.permasalahan_id, own_id=row.id)
    for kolom, parent in INDUK[kind]:
        if getattr(row, kolom) is not None:
            fetch(session, parent, getattr(row, kolom))
    row.ditarik_pada = None
    row.alasan_ditarik = ""
