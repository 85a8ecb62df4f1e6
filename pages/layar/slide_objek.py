"""The slide of one risiko or one rencana aksi, shown when the moderator calls it up."""

from model.tayangan import IsiObjek
from pages.layar.bingkai import POKJA, Bingkai
from pages.layar.slide import Slide
from pages.shared import tautan


def make_objek(bingkai: Bingkai, isi: IsiObjek) -> Slide:
    """Return the slide `objek.<KODE>`."""
    return bingkai.slide(
        f"objek.{isi.kode}",
        "risiko" if isi.risiko else "rencana_aksi",
        kelompok=isi.pokja,
        judul=f"Risiko {isi.kode}" if isi.risiko else f"Rencana aksi {isi.kode}",
        kaki=f"Pokja {isi.nomor}/{POKJA}",
        agenda=isi.agenda,
        nomor=isi.nomor,
        kode=bingkai.kode(tautan.rincian(isi.kode)),
        isi=isi.risiko or isi.aksi,
        aturan=isi.aturan,
    )
