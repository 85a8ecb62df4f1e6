"""The movement view of the risk map: an arrow per risiko, or counts between levels."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from model.choices import Posisi
from model.peta import steps
from model.pindah import BELUM_TERCATAT
from model.queries.acuan import Aturan, get_aturan
from model.queries.pergerakan import ARUS, list_arus, map_letak
from model.queries.risiko import BarisRisiko, SaringanRisiko, list_risiko
from model.titik import Titik
from pages.charts.gerakan import Jalur, Langkah, lay_out
from pages.exports.risiko import KOLOM_ARUS
from pages.risiko.bagian_peta import mark, read_selera
from pages.risiko.banding import read_pindah
from pages.shared import data, html
from pages.shared.kalimat import awal_besar
from pages.shared.saringan_risiko import BELUM_ADA, PilihanRisiko
from pages.shared.tautan import PETA_RISIKO, url
from pages.shared.unduh import download_gambar, download_table

MAKS_PANAH = 12
JUDUL = "Pergerakan risiko"


def _langkah(nama: str, sel: tuple[int, int], aturan: Aturan) -> Langkah:
    return Langkah(nama, sel, aturan.besaran(*sel))


def _through_posisi(baris: BarisRisiko, aturan: Aturan) -> Jalur:
    """Return the way from inheren through saat ini to target."""
    places = [(posisi, getattr(baris, posisi.value)) for posisi in Posisi]
    steps = (_langkah(p.label, (di.kemungkinan, di.dampak), aturan) for p, di in places)
    return Jalur(baris.kode, baris.judul, tuple(steps), utama=1)


def _through_time(
    baris: BarisRisiko, banding: Titik, pilihan: PilihanRisiko, kini: str, aturan: Aturan
) -> Jalur:
    """Return the way from the other point in time to the page's own."""
    everything = SaringanRisiko(posisi=pilihan.posisi)
    places = data.read_at(banding, map_letak, saringan=everything).values()
    old = next((place for place in places if place.kode == baris.kode), None)
    di = getattr(baris, pilihan.posisi.value)
    steps = [_langkah(awal_besar(kini), (di.kemungkinan, di.dampak), aturan)]
    if old:
        nama = awal_besar(pilihan.kata_banding)
        steps.insert(0, _langkah(nama, (old.kemungkinan, old.dampak), aturan))
    return Jalur(baris.kode, baris.judul, tuple(steps), utama=len(steps) - 1)


def list_jalur(pilihan: PilihanRisiko, kini: str) -> list[Jalur]:
    """Return the ways of the risiko in the list, highest first."""
    aturan = data.read_today(get_aturan)
    rows = data.read_today(list_risiko, saringan=pilihan.daftar, sebanyak=MAKS_PANAH)
    if pilihan.banding:
        return [_through_time(baris, pilihan.banding, pilihan, kini, aturan) for baris in rows]
    return [_through_posisi(baris, aturan) for baris in rows]


def _isi_panah(pilihan: PilihanRisiko, kini: str) -> dict[str, Any]:
    jalur = list_jalur(pilihan, kini)
    return {
        "aturan": data.read_today(get_aturan),
        "selera": read_selera(data.titik(), pilihan),
        "jalur": jalur,
        "gambar": lay_out(jalur),
        "langkah": [awal_besar(pilihan.kata_banding), awal_besar(kini)]
        if pilihan.banding
        else [posisi.label for posisi in Posisi],
    }


def draw_panah(pilihan: PilihanRisiko, kini: str) -> None:
    html.show("risiko/panah.html", **_isi_panah(pilihan, kini))


def show_panah(pilihan: PilihanRisiko, jumlah: int, kini: str) -> None:
    """Show an arrow per risiko, each a link, and the same in words below."""
    if not jumlah:
        html.show("kosong.html", kalimat="Tidak ada risiko yang dapat digambar.")
        return
    data.draw(draw_panah, pilihan=pilihan, kini=kini)

    def make() -> str:
        isi = _isi_panah(pilihan, kini)
        return html.render(
            "risiko/panah.svg",
            **isi,
            judul=JUDUL,
            kalimat=pilihan.kalimat(jumlah, data.read_today(get_aturan)),
            garis=steps(isi["aturan"].matriks, isi["selera"].batas),
            contoh=mark(),
        )

    download_gambar("pergerakan-risiko", JUDUL, make)


@dataclass(frozen=True)
class Aliran:
    """One number of the table of flows; 0 opens nothing. `arah`: naik, turun, tetap or empty."""

    jumlah: int
    alamat: str
    arah: str = ""


@dataclass(frozen=True)
class TabelArus:
    """The counts from level to level: the levels then, for each the counts by level now."""

    dari: str
    ke: str
    baris: tuple[tuple[str, tuple[Aliran, ...]], ...]


def _list_arus(pilihan: PilihanRisiko, dari: str, ke: str) -> dict[tuple[int, int], int]:
    if pilihan.banding:
        pindah = read_pindah(pilihan.banding, data.titik(), pilihan.dasar)
        ids = data.read_today(map_letak, saringan=pilihan.daftar)
        return Counter(pindah.level[risiko_id] for risiko_id in ids)
    posisi = {p.label: p for p in Posisi}
    found = data.read_today(list_arus, saringan=pilihan.daftar, dari=posisi[dari], ke=posisi[ke])
    return {(arus.dari, arus.ke): arus.jumlah for arus in found}


def _tabel(pilihan: PilihanRisiko, dari: str, ke: str) -> TabelArus:
    bands = data.read_today(get_aturan).bands
    nama = {band.level: band.nama for band in bands}
    kunci = {posisi.label: f"level_{posisi.value}" for posisi in Posisi}
    first, last = kunci.get(dari, "asal"), kunci.get(ke, f"level_{pilihan.posisi.value}")
    counts = _list_arus(pilihan, dari, ke)
    asal = dict(reversed(nama.items())) | ({BELUM_TERCATAT: BELUM_ADA} if pilihan.banding else {})
    alamat = {**pilihan.alamat, **_sel_address(pilihan)}

    def flow(before: int, after: int) -> Aliran:
        jumlah = counts.get((before, after), 0)
        arah = "tetap" if before == after else "naik" if before < after else "turun"
        to = url(PETA_RISIKO, **(alamat | {first: asal[before], last: nama[after]}))
        return Aliran(jumlah, to if jumlah else "", arah if before else "")

    return TabelArus(
        awal_besar(dari),
        awal_besar(ke),
        tuple(
            (kata, tuple(flow(before, after) for after in nama)) for before, kata in asal.items()
        ),
    )


def _sel_address(pilihan: PilihanRisiko) -> dict[str, int]:
    return dict(zip("kd", pilihan.sel, strict=True)) if pilihan.sel else {}


def list_tabel(pilihan: PilihanRisiko, kini: str) -> list[TabelArus]:
    """Return a table of flows for each step that is looked at."""
    if pilihan.banding:
        return [_tabel(pilihan, pilihan.kata_banding, kini)]
    return [_tabel(pilihan, dari.label, ke.label) for dari, ke in ARUS]


def draw_arus(pilihan: PilihanRisiko, jumlah: int, kini: str) -> None:
    html.show(
        "risiko/arus.html",
        daftar=list_tabel(pilihan, kini),
        bands=data.read_today(get_aturan).bands,
        jumlah=jumlah,
        maks=MAKS_PANAH,
    )


def show_arus(pilihan: PilihanRisiko, jumlah: int, kini: str) -> None:
    """Show how many risiko go from which level to which; each number opens exactly these."""
    data.draw(draw_arus, pilihan=pilihan, jumlah=jumlah, kini=kini)
    bands = [band.nama for band in data.read_today(get_aturan).bands]
    download_table(
        "arus-level-risiko",
        "Arus antarlevel risiko",
        KOLOM_ARUS,
        lambda: [
            (tabel.dari, dari, tabel.ke, ke, aliran.jumlah)
            for tabel in list_tabel(pilihan, kini)
            for dari, flows in tabel.baris
            for ke, aliran in zip(bands, flows, strict=True)
        ],
        saringan=pilihan.kalimat(jumlah, data.read_today(get_aturan)),
        label="Unduh arus",
    )
