"""The forms of a keputusan: what was decided, and what the perangkat daerah answers."""

from datetime import date

from pydantic import Field

from model.choices import StatusKeputusan
from model.isian import Id, Isian, Judul, Teks1000, Teks2000
from model.rules import refused_dates


class IsianKeputusan(Isian):
    """A keputusan. Who answers for it and when may still be open; the meeting closes them."""

    judul: Judul = Field(title="Keputusan", description="Satu keputusan; awali dengan kata kerja.")
    uraian: Teks2000 = Field(default="", title="Uraian")
    pd_id: Id | None = Field(default=None, title="Penanggung jawab")
    tenggat: date | None = Field(default=None, title="Tenggat")

    def refused(self) -> dict[str, str]:
        """Refuse a tenggat of another age."""
        return refused_dates(None, self.tenggat)


class IsianJawaban(Isian):
    """What was done about a keputusan."""

    status: StatusKeputusan = Field(title="Status")
    tanggapan_pd: Teks1000 = Field(
        default="", title="Tanggapan", description="Apa yang sudah dilakukan. Wajib bila selesai."
    )

    def refused(self) -> dict[str, str]:
        """Refuse to close a keputusan without a word on what was done."""
        if self.status == StatusKeputusan.SELESAI and len(self.tanggapan_pd) < 3:
            return {
                "tanggapan_pd": "Keputusan yang selesai membutuhkan tanggapan. Tuliskan hasilnya."
            }
        return {}
