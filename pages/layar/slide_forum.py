"""Slides of the whole forum: the title, free items of the agenda, the nine pokja, the keputusan."""

from model.choices import KeadaanRakor
from model.queries.rakor import BarisAgenda
from model.queries.ringkasan import total
from model.tayangan import IsiDeck
from model.titik import KINI, Titik
from pages.layar import gerakan
from pages.layar.bingkai import Bingkai
from pages.layar.kata import pendek
from pages.layar.slide import Slide
from pages.shared import tautan

BARIS = 8


def make_judul(bingkai: Bingkai, isi: IsiDeck) -> Slide:
    """Return the title slide; while the rakor runs its QR code leads to the attendance."""
    rakor = isi.rakor
    kode = None
    if rakor and rakor.keadaan == KeadaanRakor.BERLANGSUNG:
        kode = bingkai.kode(tautan.HADIR, rakor=rakor.id, kode=rakor.kode_hadir)
    return bingkai.slide(
        "judul",
        "judul",
        kelompok="Pembukaan",
        judul="Judul",
        kaki="Pembukaan",
        kode=kode,
        rakor=rakor,
        tema=bingkai.nama,
        agenda=None,
        acara=isi.agenda,
        sesi=isi.sesi,
    )


def make_acara(bingkai: Bingkai, agenda: BarisAgenda, nomor: int) -> Slide:
    """Return the slide of a free item of the agenda."""
    return bingkai.slide(
        f"acara.{agenda.id}",
        "acara",
        kelompok="Acara",
        judul=pendek(agenda.judul, 60),
        kaki=f"Acara {nomor}",
        agenda=agenda,
        acara=agenda,
    )


def make_forum(bingkai: Bingkai, isi: IsiDeck) -> list[Slide]:
    """Return the slides of the forum at the end of the deck."""
    forum = bingkai.slide(
        "forum",
        "forum",
        kelompok="Forum",
        judul="Sembilan pokja",
        kaki="Forum",
        kode=bingkai.kode(tautan.RINGKASAN),
        daftar=isi.pokja,
        semua=total(pokja.ringkasan for pokja in isi.pokja),
    )
    sejak = bingkai.slide(
        "sejak",
        "sejak",
        kelompok="Forum",
        judul="Sejak rakor terakhir",
        kaki="Forum",
        kode=bingkai.kode(tautan.SEJAK, dari=isi.sejak.dari, sampai=_until(isi)),
        sejak=gerakan.judul(isi.sejak),
        aturan_beda=gerakan.catatan_aturan(isi.sejak),
        dari_rakor=bool(isi.sejak.arus),
        kolom=gerakan.kolom(isi.sejak),
        daftar=[(pokja, gerakan.baris(isi.sejak, pokja.id)) for pokja in isi.pokja],
        semua=gerakan.baris(isi.sejak, None),
    )
    putusan = bingkai.slide(
        "putusan",
        "putusan",
        kelompok="Forum",
        judul="Keputusan rakor ini",
        kaki="Forum",
        kode=bingkai.kode(tautan.NOTULEN, rakor=isi.rakor.id)
        if isi.rakor
        else bingkai.kode(tautan.KEPUTUSAN),
        putusan=isi.putusan[::-1][:BARIS],  # what has just been decided comes first
        banyak=len(isi.putusan),
        kurang=sum(1 for satu in isi.putusan if satu.kurang),
        rakor=isi.rakor,
    )
    return [forum, sejak, putusan]


def _until(isi: IsiDeck) -> str:
    """Return up to when changes are shown, as the page of changes takes it in its address."""
    return str(Titik(isi.rakor.id) if isi.rakor and isi.kepala.beku else KINI)
