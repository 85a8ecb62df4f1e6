"""Who may do what. Commands ask here; pages ask the same functions to know what to draw."""

from dataclasses import dataclass
from enum import StrEnum

from model.config import settings
from model.errors import NotAllowed


class Peran(StrEnum):
    """Roles. Until there are accounts one local operator writes; a reader only reads."""

    OPERATOR = "operator"
    PEMBACA = "pembaca"


class Hak(StrEnum):
    """Things a person may be allowed to do."""

    UBAH_RANTAI = "mengubah permasalahan, risiko, solusi, dan rencana aksi"
    MUTAKHIRKAN = "memutakhirkan rencana aksi"


HAK_PERAN: dict[Peran, frozenset[Hak]] = {
    Peran.OPERATOR: frozenset(Hak),
    Peran.PEMBACA: frozenset(),
}


@dataclass(frozen=True)
class Pelaku:
    """The person (or program) on whose behalf something happens."""

    nama: str
    peran: Peran


def local_operator() -> Pelaku:
    """Return the operator who stands for everybody at this computer until there are accounts."""
    return Pelaku(settings().forum_operator, Peran.OPERATOR)


def may(pelaku: Pelaku, hak: Hak) -> bool:
    """Return whether `pelaku` has the right `hak`."""
    return hak in HAK_PERAN[pelaku.peran]


def require(pelaku: Pelaku, hak: Hak) -> None:
    """Raise NotAllowed unless `pelaku` has the right `hak`."""
    if not may(pelaku, hak):
        raise NotAllowed(f"Anda tidak berwenang {hak.value}. Hubungi sekretariat forum.")
