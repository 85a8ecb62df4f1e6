"""How changes and their balances are laid out: headings, and the columns that hold anything."""

from dataclasses import dataclass

from model.arus import JenisPerubahan
from model.perubahan import BarisNeraca, Neraca

# What the groups stand under.
BAGIAN: tuple[tuple[str, tuple[JenisPerubahan, ...]], ...] = tuple(
    (judul, tuple(jenis for jenis in JenisPerubahan if jenis.startswith(awalan)))
    for judul, awalan in (
        ("Rencana aksi", ("aksi_",)),
        ("Risiko", ("risiko_",)),
        ("Keputusan", ("keputusan_",)),
        ("Permasalahan dan solusi", ("permasalahan_", "solusi_")),
    )
)


@dataclass(frozen=True)
class TabelNeraca:
    """A balance as a table: the kinds that came in and went out at all, in words of one column."""

    apa: Neraca
    baris: list[BarisNeraca]
    akhir: BarisNeraca
    masuk: list[JenisPerubahan]
    keluar: list[JenisPerubahan]
    kata: dict[JenisPerubahan, str]

    @classmethod
    def of(cls, daftar: list[BarisNeraca]) -> "TabelNeraca":
        """Return the table of the balances of each pokja and the forum, or of one pokja."""
        last = daftar[-1]
        masuk, keluar = (
            [jenis for place, jenis in enumerate(flow) if not place or flow[jenis]]
            for flow in (last.masuk, last.keluar)
        )
        # "Rencana aksi dibuka kembali" stands in a table about rencana aksi.
        kata = {
            jenis: jenis.label.removeprefix("Rencana aksi ").removeprefix("Keputusan ").capitalize()
            for jenis in (*masuk, *keluar)
        }
        rows = daftar[:-1] if len(daftar) > 1 else daftar
        return cls(last.apa, rows, last, masuk, keluar, kata)
