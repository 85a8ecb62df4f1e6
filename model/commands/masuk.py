"""Writes of the door: a try is taken, then refused or let in; passwords; accounts of the office.

`model/pintu.py` puts them together: nothing here is slow, so no transaction waits for a hash.
"""

import secrets
from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from model import history
from model import tables as t
from model.choices import Tindakan
from model.clock import now
from model.commands.sesi import end_sesi
from model.errors import DomainError, NotFound
from model.history import QUIET
from model.percobaan import JENDELA, Hitungan
from model.queries.masuk import Calon, get_tunggu, list_akun_contoh
from model.queries.sesi import SesiAktif, hash_token

SALAH = "kata sandi atau nama tidak cocok"
TERKUNCI = "terkunci 15 menit"
TAK_TERDAFTAR = "akun kantor tidak terdaftar"


class TerlaluSering(DomainError):
    """Too many tries were refused; the next is looked at in `tunggu` seconds."""

    def __init__(self, tunggu: int) -> None:
        span = f"{tunggu} detik" if tunggu < 90 else f"{-(-tunggu // 60)} menit"
        super().__init__(
            f"Terlalu banyak percobaan. Tunggu {span}, lalu coba lagi. "
            "Lupa kata sandi? Hubungi admin forum."
        )
        self.tunggu = tunggu


def take_percobaan(session: Session, *, hitungan: Sequence[Hitungan]) -> None:
    """Take one try for all that it is counted by, before the password is looked at.

    Raises TerlaluSering when there is none left. Tries refused here do not count.
    """
    if session.get_bind().dialect.name == "postgresql":
        # On SQLite writers queue anyway.
        for h in sorted(hitungan, key=lambda h: h.kunci):
            lock = int(h.kunci[:15], 16)
            session.execute(select(func.pg_advisory_xact_lock(lock)))
    saat = now()
    if tunggu := get_tunggu(session, hitungan=hitungan, saat=saat):
        raise TerlaluSering(tunggu)
    p = t.PercobaanMasuk
    session.execute(delete(p).where(col(p.pada) <= saat - JENDELA).execution_options(**QUIET))
    rows = [{"kunci": h.kunci, "pada": saat, "gagal": False} for h in hitungan]
    session.execute(insert(p).execution_options(**QUIET), rows)


def give_back(session: Session, *, hitungan: Sequence[Hitungan]) -> None:
    """Give one try back: it turned out well."""
    for h in hitungan:
        session.execute(
            delete(t.PercobaanMasuk)
            .where(col(t.PercobaanMasuk.id) == _taken(h))
            .execution_options(**QUIET, synchronize_session=False)
        )


def note_gagal(
    session: Session, *, hitungan: Sequence[Hitungan], pengguna_id: int | None
) -> list[str]:
    """Count one try as refused; return what the riwayat was told of it.

    It hears of the first refusal and of the lock, not of every try in between.
    """
    told = []
    p = t.PercobaanMasuk
    for number, h in enumerate(hitungan):
        session.execute(
            update(p)
            .where(col(p.id) == _taken(h))
            .values(gagal=True, pada=now())
            .execution_options(**QUIET, synchronize_session=False)
        )
        query = select(func.count()).where(
            col(p.kunci) == h.kunci, col(p.gagal), col(p.pada) > now() - JENDELA
        )
        refused = session.execute(query).scalar_one()
        if refused == 1 and number == 0:
            told.append(SALAH)
        if refused == h.batas:
            told.append(TERKUNCI)
    for what in dict.fromkeys(told):
        _gagal(session, what, pengguna_id)
    return told


def _taken(h: Hitungan) -> object:
    p = t.PercobaanMasuk
    query = select(func.max(col(p.id))).where(col(p.kunci) == h.kunci, ~col(p.gagal))
    return query.scalar_subquery()


def _gagal(session: Session, what: str, pengguna_id: int | None) -> None:
    history.add_line(
        session,
        Tindakan.GAGAL_MASUK,
        tabel="pengguna",
        baris_id=pengguna_id or 0,
        kolom="cara",
        sesudah=what,
    )


def rehash_sandi(session: Session, *, calon: Calon, sandi: str) -> None:
    """Keep the same password under a newer hash; nothing that the riwayat has to tell."""
    session.execute(
        update(t.Pengguna)
        .where(col(t.Pengguna.id) == calon.pelaku.id, col(t.Pengguna.sandi) == calon.sandi)
        .values(sandi=sandi)
        .execution_options(**QUIET, synchronize_session=False)
    )


def set_sandi(session: Session, *, sesi: SesiAktif, lama: str, baru: str) -> str:
    """Give the person of this sesi a new password (both given as hashes); return a new token.

    All other sesi of the account end, and the token known until now is worth nothing.
    """
    pelaku = sesi.pelaku
    row = session.get(t.Pengguna, pelaku.id, with_for_update=True)
    own = session.get(t.Sesi, sesi.id, with_for_update=True)
    if row is None or own is None or own.diakhiri_pada is not None or row.sandi != lama:
        raise NotFound("Kata sandi ini baru saja diganti di tempat lain. Masuk lagi.")
    row.sandi, row.sandi_harus_ganti, row.sandi_diubah_pada = baru, False, now()
    end_sesi(session, pelaku=pelaku, pengguna_id=row.id, kecuali=sesi.id)
    token = secrets.token_urlsafe(32)
    own.token = hash_token(token)
    return token


def bind_oidc(session: Session, *, penerbit: str, subjek: str, nama_masuk: str) -> int | None:
    """Return the active account of somebody whom the identity provider vouches for, else None.

    The first time it is the one with this login name that nobody is bound to yet; from then on it
    is theirs, whatever they are called.
    """
    p = t.Pengguna
    query = select(p).where(col(p.oidc_penerbit) == penerbit, col(p.oidc_subjek) == subjek)
    row = session.execute(query.with_for_update()).scalar_one_or_none()
    if row is None and nama_masuk:
        query = select(p).where(col(p.nama_masuk) == nama_masuk, col(p.oidc_subjek).is_(None))
        row = session.execute(query.with_for_update()).scalar_one_or_none()
        if row is not None and row.aktif and not row.contoh:
            row.oidc_penerbit, row.oidc_subjek = penerbit, subjek
    if row is None or not row.aktif or row.contoh:
        _gagal(session, TAK_TERDAFTAR, row.id if row else None)
        return None
    return int(row.id)


def find_contoh(session: Session, *, pengguna_id: int) -> int:
    """Return the example person of this number; raise NotFound when there is none any more."""
    if pengguna_id not in {akun.id for akun in list_akun_contoh(session)}:
        raise NotFound("Akun contoh ini tidak ada. Muat ulang halaman.")
    return pengguna_id
