"""Who may do what. Commands ask here; pages ask the same functions to know what to draw."""

from dataclasses import dataclass, replace
from enum import StrEnum

from model.choices import Peran
from model.errors import NotAllowed


class Hak(StrEnum):
    """Things a person may be allowed to do."""

    BACA = "membaca data forum"
    UNDUH = "mengunduh data forum"
    UBAH_RANTAI = "mengubah permasalahan, risiko, solusi, dan rencana aksi"
    TARIK = "menarik atau memulihkan data"
    MUTAKHIRKAN = "memutakhirkan rencana aksi dan bukti dukungnya"
    VERIFIKASI = "memverifikasi rencana aksi"
    TANGGAPI = "menulis tanggapan"
    ESKALASI = "meminta keputusan pimpinan"
    PUTUSKAN = "mencatat keputusan"
    KELOLA_RAKOR = "menyiapkan, memandu, dan menutup rakor"
    HADIR = "mencatat kehadiran sendiri dalam rakor"
    ATUR_RISIKO = "mengatur aturan risiko"
    KELOLA_LAYAR = "mengelola layar rapat"
    KELOLA_PENGGUNA = "mengelola pengguna"
    LIHAT_AUDIT = "membaca jejak audit"
    KOSONGKAN = "mengosongkan data contoh"


class Lingkup(StrEnum):
    """How far a right reaches."""

    SEMUA = "semua"
    POKJA = "pokja sendiri"
    PD = "rencana aksi perangkat daerah sendiri"
    TIDAK = "tidak"


BACA = {Hak.BACA: Lingkup.SEMUA, Hak.UNDUH: Lingkup.SEMUA}
MENULIS = (Hak.UBAH_RANTAI, Hak.TARIK, Hak.MUTAKHIRKAN)
# What whoever takes part in a rakor may do for all to see.
IKUT = dict.fromkeys((Hak.TANGGAPI, Hak.HADIR), Lingkup.SEMUA)

# The one table of rights: role × right → reach; what is not written is not allowed.
# docs/arsitektur.md prints it, and a test keeps the two alike.
HAK_PERAN: dict[Peran, dict[Hak, Lingkup]] = {
    # Nobody but a verifikator verifies, not even the admin: two pairs of eyes.
    Peran.ADMIN: dict.fromkeys(set(Hak) - {Hak.VERIFIKASI}, Lingkup.SEMUA),
    Peran.SEKRETARIAT: BACA
    | IKUT
    | dict.fromkeys(
        (*MENULIS, Hak.ESKALASI, Hak.PUTUSKAN, Hak.KELOLA_RAKOR, Hak.KELOLA_LAYAR), Lingkup.SEMUA
    ),
    Peran.KETUA: BACA | IKUT | dict.fromkeys((*MENULIS, Hak.ESKALASI), Lingkup.POKJA),
    Peran.ANGGOTA: BACA | IKUT | dict.fromkeys((Hak.UBAH_RANTAI, Hak.MUTAKHIRKAN), Lingkup.POKJA),
    Peran.PIC: BACA | IKUT | {Hak.MUTAKHIRKAN: Lingkup.PD},
    Peran.VERIFIKATOR: BACA | IKUT | {Hak.VERIFIKASI: Lingkup.SEMUA},
    Peran.PIMPINAN: BACA,
    Peran.LAYAR: {Hak.BACA: Lingkup.SEMUA},
    Peran.PROGRAM: dict.fromkeys(Hak, Lingkup.SEMUA),
}


@dataclass(frozen=True)
class Pelaku:
    """The person (or program) on whose behalf something happens.

    `id` is the account's; a program has none. `pokja_id` and `pd_id` say what is their own.
    """

    nama: str
    peran: Peran
    id: int | None = None
    pokja_id: int | None = None
    pd_id: int | None = None

    @property
    def jejak(self) -> str:
        """Return what the riwayat keeps for ever: never a person's name, which may have to go."""
        return self.nama if self.id is None else f"Pengguna {self.id}"


def program(nama: str) -> Pelaku:
    """Return the pelaku of one of our own commands, such as the first load; it may do all."""
    return Pelaku(nama, Peran.PROGRAM)


def reader(pelaku: Pelaku) -> Pelaku:
    """Return the same account with no right but to read: whoever looks at the past changes nothing.

    A screen, which may do even less, stays what it is.
    """
    return pelaku if pelaku.peran == Peran.LAYAR else replace(pelaku, peran=Peran.PIMPINAN)


def lingkup(pelaku: Pelaku, hak: Hak) -> Lingkup:
    """Return how far the right `hak` of `pelaku` reaches."""
    return HAK_PERAN[pelaku.peran].get(hak, Lingkup.TIDAK)


def may_somewhere(pelaku: Pelaku, hak: Hak) -> bool:
    """Return whether `pelaku` has the right `hak` for anything at all."""
    return lingkup(pelaku, hak) != Lingkup.TIDAK


@dataclass(frozen=True)
class Jangkauan:
    """What a right reaches, without the person: what is drawn by it can be kept for all alike."""

    lingkup: Lingkup
    milik: int | None = None

    def holds(self, pokja_id: int | None, pd_id: int | None) -> bool:
        """Return whether something of this pokja and this perangkat daerah is within reach."""
        match self.lingkup:
            case Lingkup.SEMUA:
                return True
            case Lingkup.POKJA:
                return pokja_id is not None and pokja_id == self.milik
            case Lingkup.PD:
                return pd_id is not None and pd_id == self.milik
        return False


def jangkauan(pelaku: Pelaku, hak: Hak) -> Jangkauan:
    """Return what the right `hak` of `pelaku` reaches."""
    batas = lingkup(pelaku, hak)
    own = {Lingkup.POKJA: pelaku.pokja_id, Lingkup.PD: pelaku.pd_id}
    return Jangkauan(batas, own.get(batas))


def may(pelaku: Pelaku, hak: Hak, *, pokja_id: int | None = None, pd_id: int | None = None) -> bool:
    """Return whether `pelaku` has the right `hak` for something of this pokja and this PD."""
    return jangkauan(pelaku, hak).holds(pokja_id, pd_id)


def require_somewhere(pelaku: Pelaku, hak: Hak) -> None:
    """Raise NotAllowed when `pelaku` has the right `hak` for nothing at all.

    Asked before a row is looked up: such a person learns nothing about it, not even that it is
    missing.
    """
    if not may_somewhere(pelaku, hak):
        raise NotAllowed(f"Anda tidak berwenang {hak.value}. Hubungi sekretariat forum.")


def require(
    pelaku: Pelaku, hak: Hak, *, pokja_id: int | None = None, pd_id: int | None = None
) -> None:
    """Raise NotAllowed unless `pelaku` has the right `hak` for something of this pokja and PD."""
    require_somewhere(pelaku, hak)
    if not may(pelaku, hak, pokja_id=pokja_id, pd_id=pd_id):
        batas = lingkup(pelaku, hak).value
        raise NotAllowed(f"Anda hanya berwenang {hak.value} di {batas}. Hubungi pemilik datanya.")


def rights_table() -> str:
    """Return HAK_PERAN as a Markdown table: what docs/hak.md prints."""
    roles = [peran for peran in Peran if peran != Peran.PROGRAM]
    rows = [
        ["Tindakan", *(peran.label for peran in roles)],
        ["---"] * (len(roles) + 1),
        *(
            [hak.value, *(HAK_PERAN[peran].get(hak, Lingkup.TIDAK).value for peran in roles)]
            for hak in Hak
        ),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
