"""Parts of the risk map: the map itself at a point in time, its levels, the rules it follows."""

from dataclasses import replace
from functools import partial
from typing import Any

from model.choices import JenisSkala
from model.peta import Selera, contoh_peringkat, selera, selera_of, steps
from model.queries.acuan import Aturan, get_aturan, list_kategori
from model.queries.risiko import SaringanRisiko, SelPeta, count_peta
from model.rules import Band
from model.titik import KINI, Titik
from pages.exports.tabel import MARK_SENTENCE
from pages.shared import data, html
from pages.shared.saringan_risiko import PilihanRisiko, nama_sel
from pages.shared.tautan import PETA_RISIKO, url
from pages.shared.unduh import download_gambar


def read_aturan(titik: Titik) -> Aturan:
    """Return the rules in force at a point in time."""
    return data.read_at(titik, get_aturan)


def read_sel(titik: Titik, saringan: SaringanRisiko) -> list[SelPeta]:
    """Return the cells of the map at a point in time."""
    return data.read_at(titik, count_peta, saringan=saringan)


def read_selera(titik: Titik, pilihan: PilihanRisiko) -> Selera:
    """Return the appetite that the map at a point in time draws."""
    return selera_of(read_aturan(titik), data.read(list_kategori), pilihan.kategori)


def address_at(titik: Titik, pilihan: PilihanRisiko) -> dict[str, Any]:
    """Return the filters in the address of the map at a point in time."""
    if titik == data.titik():
        return pilihan.alamat
    if pilihan.ids is not None:
        return pilihan.alamat | {"asal": None}
    # The other map of a comparison opens alone, as it was then.
    compared = ("tampilan", "banding", "banding_tanggal", "gerak", "asal")
    kept = {key: value for key, value in pilihan.alamat.items() if key not in compared}
    return {**kept, "per": "" if titik == KINI else str(titik)}


def address_of_asal(alamat: dict[str, Any], kemungkinan: int, dampak: int) -> str:
    """Return where a cell of the other map leads: to those chosen that stood there then."""
    return url(PETA_RISIKO, **(alamat | {"asal": nama_sel(kemungkinan, dampak)}))


def address_of_level(titik: Titik, pilihan: PilihanRisiko, band: Band) -> str:
    """Return where the number of a level leads, empty when no list holds just these."""
    kept, level = address_at(titik, pilihan), f"level_{pilihan.posisi.value}"
    if titik == data.titik() or pilihan.ids is None:
        return url(PETA_RISIKO, **(kept | {level: band.nama}))
    # A level that something came from is one of the rules of now.
    same = read_aturan(titik).id == read_aturan(data.titik()).id
    if isinstance(pilihan.asal, tuple) or not same:
        return ""
    return url(PETA_RISIKO, **(kept | {"asal": band.nama}))


def saringan_at(titik: Titik, pilihan: PilihanRisiko) -> SaringanRisiko:
    """Return what the map at a point in time counts."""
    if titik == data.titik() or pilihan.ids is None:
        return pilihan.peta
    # Those that the comparison chose, wherever they stood then.
    return SaringanRisiko(posisi=pilihan.posisi, ids=pilihan.ids)


def draw_peta(titik: Titik, pilihan: PilihanRisiko, judul: str, nama: str) -> None:
    """Draw the map at a point in time; `judul` is empty when it stands alone."""
    own = titik == data.titik()
    alamat, asal = address_at(titik, pilihan), pilihan.asal
    html.show(
        "risiko/peta.html",
        aturan=read_aturan(titik),
        daftar=read_sel(titik, saringan_at(titik, pilihan)),
        posisi=pilihan.posisi,
        sel=pilihan.sel if own else asal if isinstance(asal, tuple) else None,
        alamat=alamat,
        ke=None if own or pilihan.ids is None else partial(address_of_asal, alamat),
        selera=read_selera(titik, pilihan),
        judul=judul,
        sanding=bool(judul),
        id=nama,
        JenisSkala=JenisSkala,
    )


def draw_legenda(titik: Titik, pilihan: PilihanRisiko) -> None:
    """Draw the levels with how many risiko stand in each; a number opens their list."""
    aturan, cells = read_aturan(titik), read_sel(titik, saringan_at(titik, pilihan))
    html.show(
        "risiko/legenda.html",
        posisi=pilihan.posisi,
        daftar=[
            (
                band,
                sum(sel.jumlah for sel in cells if sel.band == band),
                address_of_level(titik, pilihan, band),
            )
            for band in reversed(aturan.bands)
        ],
    )


def draw_aturan(titik: Titik) -> None:
    """Draw which rules are in force, with their source and how sure we are; details open."""
    aturan = read_aturan(titik)
    html.show(
        "risiko/aturan.html",
        aturan=aturan,
        selera_kategori=[(k.nama, selera(aturan, k.id)) for k in data.read(list_kategori)],
        contoh=contoh_peringkat(aturan.matriks),
        JenisSkala=JenisSkala,
    )


def mark() -> str:
    """Return the sentence that a picture of example data carries, else nothing."""
    return MARK_SENTENCE if data.is_contoh() else ""


def download_peta(pilihan: PilihanRisiko) -> None:
    """Offer the map of the page's own point in time as a picture."""
    judul = "Peta risiko"

    def make() -> str:
        aturan, cells = read_aturan(data.titik()), read_sel(data.titik(), pilihan.peta)
        selera = read_selera(data.titik(), pilihan)
        return html.render(
            "risiko/peta.svg",
            judul=judul,
            kalimat=replace(pilihan, sel=None).kalimat(sum(s.jumlah for s in cells), aturan),
            aturan=aturan,
            daftar=cells,
            selera=selera,
            garis=steps(aturan.matriks, selera.batas),
            contoh=mark(),
        )

    download_gambar("peta-risiko", judul, make)
