"""The four slides of a pokja: its numbers, its risks, what is late, what it asks for."""

from collections.abc import Iterable

from model.queries.rakor import BarisAgenda
from model.queries.slide_diminta import ButirDiminta, Diminta
from model.tayangan import IsiDeck, IsiPokja
from pages.layar import gerakan
from pages.layar.bingkai import POKJA, Bingkai
from pages.layar.slide import Slide
from pages.shared import tautan

BARIS = 8  # of a list; the slide's own script hides what still does not fit
SETIAP = 2  # of each kind that is asked for, before one kind fills the slide


def make_pokja(
    bingkai: Bingkai, isi: IsiDeck, pokja: IsiPokja, agenda: BarisAgenda | None
) -> list[Slide]:
    """Return the slides of one pokja in their order."""
    nama = pokja.nama
    kode = {
        "ringkasan": bingkai.kode(tautan.POKJA, pokja=nama),
        "peta": bingkai.kode(tautan.PETA_RISIKO, pokja=nama),
        "aksi": bingkai.kode(tautan.RENCANA_AKSI, pokja=nama, perhatian="Ya"),
        "keputusan": bingkai.kode(tautan.POKJA, pokja=nama),
    }
    judul = {
        "ringkasan": "Ringkasan",
        "peta": "Peta risiko",
        "aksi": "Rencana aksi terlambat atau terkendala",
        "keputusan": "Keputusan yang diminta",
    }
    return [
        bingkai.slide(
            f"{jenis}.{pokja.slug}",
            jenis,
            kelompok=nama,
            judul=judul[jenis],
            kaki=f"Pokja {pokja.nomor}/{POKJA}",
            agenda=agenda,
            nomor=pokja.nomor,
            kode=kode[jenis],
            pokja=pokja,
            aturan=isi.aturan,
            sejak=gerakan.judul(isi.sejak),
            aturan_beda=gerakan.catatan_aturan(isi.sejak),
            figur=gerakan.figur(isi.sejak, pokja.id),
            aksi=pokja.perhatian.baris[:BARIS],
            diminta=choose(pokja.diminta.baris, BARIS),
        )
        for jenis in judul
    ]


def choose(diminta: Iterable[ButirDiminta], sebanyak: int) -> list[ButirDiminta]:
    """Return some of what is asked: of each kind the first few, then the first of all."""
    semua = list(diminta)
    chosen = [
        satu
        for jenis in Diminta
        for satu in [p for p in semua if p.jenis == jenis][:SETIAP]
    ]  # fmt: skip
    chosen += [satu for satu in semua if satu not in chosen][: max(0, sebanyak - len(chosen))]
    return sorted(chosen[:sebanyak], key=semua.index)
