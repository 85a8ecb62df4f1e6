"""The door from end to end: short transactions around the one slow step, looking at a password.

Whoever signs in gets a sesi and its token; whoever does not gets the same answer in the same time,
whether the name is unknown, the password wrong, the account disabled or without a password.
"""

from dataclasses import dataclass

from sqlmodel import Session

from model.choices import CaraMasuk
from model.clock import now
from model.commands import masuk
from model.commands.layar import use_tautan
from model.commands.sesi import open_sesi
from model.config import settings
from model.db import open_session, read_session
from model.errors import DomainError, InvalidIsian
from model.percobaan import Asal, Hitungan, clean_nama_masuk, list_hitungan
from model.permissions import program
from model.queries.masuk import Calon, get_calon, get_calon_of, get_tunggu
from model.queries.sesi import SesiAktif, get_sesi
from model.sandi import hash_sandi, needs_rehash, require_kuat, verify_sandi

PINTU = program("Pintu masuk")
ASAL = "pintu masuk"


class TidakCocok(DomainError):
    """Name and password do not go together; it is not said which."""

    def __init__(self) -> None:
        super().__init__(
            "Nama masuk atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."
        )


@dataclass(frozen=True)
class Masuk:
    """Somebody has come in: the token for their browser, and who they are."""

    token: str
    sesi: SesiAktif
    nama_masuk: str


def hitungan_of(nama_masuk: str, asal: Asal) -> tuple[Hitungan, ...]:
    """Return what a try for this name from there is counted by."""
    return list_hitungan(clean_nama_masuk(nama_masuk), asal, settings().forum_percobaan_alamat)


def require_giliran(nama_masuk: str, asal: Asal) -> None:
    """Raise TerlaluSering when a try would not be looked at: cheap, so asked before queueing."""
    with read_session() as session:
        wait = get_tunggu(session, hitungan=hitungan_of(nama_masuk, asal), saat=now())
    if wait:
        raise masuk.TerlaluSering(wait)


def sign_in(nama_masuk: str, sandi: str, asal: Asal) -> Masuk:
    """Let the owner of an account in by name and password.

    Raises TerlaluSering or TidakCocok; both leave what the riwayat needs.
    """
    hitungan = hitungan_of(nama_masuk, asal)
    calon = _tested(clean_nama_masuk(nama_masuk), sandi, hitungan)
    newer = hash_sandi(sandi) if needs_rehash(calon.sandi) else ""
    with open_session(calon.pelaku, asal=ASAL) as session:
        masuk.give_back(session, hitungan=hitungan)
        if newer:
            masuk.rehash_sandi(session, calon=calon, sandi=newer)
        return _opened(session, calon, CaraMasuk.SANDI, asal)


def _tested(nama_masuk: str, sandi: str, hitungan: tuple[Hitungan, ...]) -> Calon:
    """Return the account whose password this is, with a try taken that has to be given back."""
    with open_session(PINTU, asal=ASAL) as session:
        masuk.take_percobaan(session, hitungan=hitungan)
        calon = get_calon(session, nama_masuk=nama_masuk)
    kept = calon.usable_sandi(now()) if calon else ""
    if verify_sandi(kept, sandi) and calon:
        return calon
    with open_session(PINTU, asal=ASAL) as session:
        pengguna_id = calon.pelaku.id if calon else None
        masuk.note_gagal(session, hitungan=hitungan, pengguna_id=pengguna_id)
    raise TidakCocok


def _opened(session: Session, calon: Calon, cara: CaraMasuk, asal: Asal) -> Masuk:
    assert calon.pelaku.id is not None  # noqa: S101
    token = open_sesi(
        session,
        pengguna_id=calon.pelaku.id,
        cara=cara,
        alamat=asal.alamat,
        peramban=asal.peramban,
    )
    session.flush()
    sesi = get_sesi(session, token=token, saat=now())
    assert sesi is not None  # noqa: S101
    return Masuk(token, sesi, calon.nama_masuk)


def change_sandi(sesi: SesiAktif, lama: str, baru: str) -> str:
    """Give the person of a sesi a new password; return the new token of that sesi.

    Raises InvalidIsian by field, or TerlaluSering: the old password is guarded like the door.
    """
    with read_session() as session:
        calon = get_calon_of(session, pengguna_id=sesi.pelaku.id or 0)
    if calon is None or sesi.cara != CaraMasuk.SANDI:
        raise InvalidIsian({"sandi_lama": "Akun ini tidak memakai kata sandi."})
    require_kuat(baru, calon.nama_masuk)
    hitungan = hitungan_of(calon.nama_masuk, Asal(perangkat=f"sesi {sesi.id}"))
    try:
        _tested(calon.nama_masuk, lama, hitungan)
    except TidakCocok:
        raise InvalidIsian({"sandi_lama": "Kata sandi lama tidak cocok."}) from None
    if verify_sandi(calon.sandi, baru):
        with open_session(PINTU, asal=ASAL) as session:
            masuk.give_back(session, hitungan=hitungan)
        raise InvalidIsian({"sandi_baru": "Kata sandi baru sama dengan yang lama. Pilih lain."})
    hashed = hash_sandi(baru)
    with open_session(sesi.pelaku) as session:
        masuk.give_back(session, hitungan=hitungan)
        return masuk.set_sandi(session, sesi=sesi, lama=calon.sandi, baru=hashed)


def sign_in_contoh(pengguna_id: int, asal: Asal) -> Masuk:
    """Let an example person in by one click; the caller has made sure from where."""
    with read_session() as session:
        calon = get_calon_of(session, pengguna_id=pengguna_id)
    pelaku = calon.pelaku if calon else PINTU
    with open_session(pelaku, asal=ASAL) as session:
        masuk.find_contoh(session, pengguna_id=pengguna_id)
        assert calon is not None  # noqa: S101
        return _opened(session, calon, CaraMasuk.CONTOH, asal)


def sign_in_oidc(penerbit: str, subjek: str, nama_masuk: str, asal: Asal) -> Masuk | None:
    """Let somebody in whom the identity provider vouches for; None when no account is theirs."""
    nama_masuk = clean_nama_masuk(nama_masuk)
    with open_session(PINTU, asal=ASAL) as session:
        found = masuk.bind_oidc(session, penerbit=penerbit, subjek=subjek, nama_masuk=nama_masuk)
    return _entered(found, CaraMasuk.OIDC, asal) if found else None


def sign_in_layar(token: str, asal: Asal) -> Masuk:
    """Let a screen in by its link, which is used up by it. Raises NotFound."""
    with open_session(PINTU, asal=ASAL) as session:
        found = use_tautan(session, token=token)
    return _entered(found, CaraMasuk.LAYAR, asal)


def _entered(pengguna_id: int, cara: CaraMasuk, asal: Asal) -> Masuk:
    with read_session() as session:
        calon = get_calon_of(session, pengguna_id=pengguna_id)
    assert calon is not None  # noqa: S101
    with open_session(calon.pelaku, asal=ASAL) as session:
        return _opened(session, calon, cara, asal)
