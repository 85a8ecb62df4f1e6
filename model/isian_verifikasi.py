"""The form of a verifikator's decision."""

from pydantic import Field

from model.choices import HasilVerifikasi
from model.isian import Isian, Teks1000


class IsianVerifikasi(Isian):
    """Accept a claim, or return it with a reason."""

    hasil: HasilVerifikasi = Field(title="Hasil")
    alasan: Teks1000 = Field(default="", title="Alasan", description="Wajib bila dikembalikan.")

    def refused(self) -> dict[str, str]:
        """Refuse to return a claim without a reason: the owner must know what is missing."""
        if self.hasil == HasilVerifikasi.DIKEMBALIKAN and len(self.alasan) < 3:
            return {"alasan": "Pengembalian membutuhkan alasan. Tuliskan apa yang masih kurang."}
        return {}
