"""The errors a person may meet. Each carries one Indonesian sentence that says what to do."""

from dataclasses import dataclass
from datetime import datetime


class DomainError(Exception):
    """A refusal with a sentence for the person; anything else that is raised is a defect."""


class NotAllowed(DomainError):
    """The person may not do this."""


class NotFound(DomainError):
    """The thing asked for does not exist (any more)."""


class Locked(DomainError):
    """The thing stands still: others have to open it before it can be changed."""


class InvalidIsian(DomainError):
    """The form holds values that a rule refuses. `per_kolom` maps a field name to its sentence."""

    def __init__(self, per_kolom: dict[str, str]) -> None:
        super().__init__(" ".join(per_kolom.values()))
        self.per_kolom = per_kolom


class PenyimpananGagal(DomainError):
    """A file could not be written: the disk is full, or the folder may not be written to."""

    def __init__(self) -> None:
        super().__init__(
            "Berkas belum tersimpan karena tempat penyimpanannya penuh atau tidak dapat ditulis. "
            "Isian Anda masih ada di sini; hubungi admin, lalu simpan lagi."
        )


class BerkasRusak(DomainError):
    """A stored file is missing or was changed behind our back."""

    def __init__(self) -> None:
        super().__init__(
            "Berkas ini hilang atau berubah di tempat penyimpanan, jadi tidak dapat diberikan. "
            "Sampaikan kepada admin."
        )


class SetupError(DomainError):
    """The installation is not safe or not complete; the program refuses to start."""


@dataclass(frozen=True)
class PerubahanKolom:
    """One field that somebody else changed: labels and values as a person reads them."""

    kolom: str
    sebelum: str
    sesudah: str
    pelaku: str
    pada: datetime


class StaleVersion(DomainError):
    """Somebody saved the same row after this person opened it.

    `perubahan` lists what they changed, `versi` is the version to save on top of.
    """

    def __init__(self, perubahan: list[PerubahanKolom], versi: int) -> None:
        super().__init__(
            "Data ini baru saja diubah orang lain. Periksa perubahannya, lalu simpan lagi."
        )
        self.perubahan = perubahan
        self.versi = versi
