"""The parts of the page for pimpinan, each drawn for all pokja or for one."""

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from model.pemeriksaan.dasar import Bobot
from model.peta import selera_of
from model.pimpinan import Keadaan, read_keadaan, read_putusan, read_tertinggi, read_tren
from model.prakiraan.hitung import perkirakan
from model.queries.acuan import Pilihan, get_aturan, list_kategori
from model.queries.calon_putusan import SaringanPutusan
from model.queries.hitung_temuan import SaringanTemuan, count_temuan
from model.queries.masa_aturan import GantiAturan, list_ganti_aturan
from model.queries.risiko import SaringanRisiko, count_peta
from model.titik import Titik
from pages.charts.pimpinan import chart_tren
from pages.shared import data, html
from pages.shared.chart import Bagan
from pages.shared.prakiraan import list_prakiraan
from pages.shared.pulang import Pulang
from pages.shared.saringan_prakiraan import PilihanPrakiraan
from pages.shared.tautan import PERLU_KEPUTUSAN, url

SEBANYAK = 8
MAKS_AKSI_TEMUAN = 5_000  # with more, counting the findings would take longer than all else here
KOSONG = (
    "Tidak ada yang perlu keputusan Anda. Di sini muncul yang diminta pokja, risiko prioritas "
    "tanpa penanganan, serta rencana aksi yang lama terlambat atau berkali-kali mundur."
)
TANPA_RAKOR = "Peta pembanding muncul setelah ada rakor yang ditutup."


def id_of(pokja: Pilihan | None) -> int | None:
    return pokja.id if pokja else None


def keadaan() -> Keadaan:
    return data.read_live(read_keadaan, titik=data.titik())


def draw_putusan(pokja: Pilihan | None, pulang: Pulang) -> None:
    saringan = SaringanPutusan(pokja_id=id_of(pokja))
    html.show(
        "pimpinan/putusan.html",
        jumlah=keadaan().of(id_of(pokja)).menunggu,
        daftar=data.read_live(
            read_putusan, titik=data.titik(), saringan=saringan, sebanyak=SEBANYAK
        ),
        kosong=KOSONG,
        pokja=pokja is None,
        hari=data.today(),
        semua=url(PERLU_KEPUTUSAN, pokja=pokja.nama if pokja else None, **pulang),
        pulang=pulang,
    )


def draw_angka(pokja: Pilihan | None, pulang: Pulang) -> None:
    now = keadaan()
    html.show(
        "pimpinan/angka.html",
        kini=now.of(id_of(pokja)),
        dulu=now.sebelum_of(id_of(pokja)),
        rakor=now.rakor,
        kata_rakor=now.kata_rakor,
        batas=now.aturan.batas_prioritas,
        aturan_beda=now.aturan_beda,
        pokja=pokja.nama if pokja else None,
        pulang=pulang,
    )


def draw_ke_depan(pokja: Pilihan | None, pulang: Pulang) -> None:
    pilihan, saringan = PilihanPrakiraan(pokja=pokja), SaringanTemuan(id_of(pokja))
    berat = replace(saringan, bobot=Bobot.BERAT)
    few = keadaan().of(None).aksi <= MAKS_AKSI_TEMUAN
    temuan = data.read_today(count_temuan) if few else None
    html.show(
        "pimpinan/ke_depan.html",
        perkiraan=perkirakan(
            b.prakiraan.peluang for b in list_prakiraan(pilihan.saringan(data.today()))
        ),
        jangka=pilihan.jangka.label,
        temuan=temuan and temuan.jumlah(saringan),
        berat=temuan.jumlah(berat) if temuan else 0,
        bobot=Bobot.BERAT.label,
        pokja=pokja.nama if pokja else None,
        pulang=pulang,
    )


def one_map(titik: Titik, kata: str, pokja: Pilihan | None, pulang: Pulang) -> dict[str, Any]:
    aturan = data.read_at(titik, get_aturan)
    saringan = SaringanRisiko(pokja_id=id_of(pokja))
    per = {} if titik == data.titik() else {"per": str(titik)}
    return {
        "aturan": aturan,
        "daftar": data.read_at(titik, count_peta, saringan=saringan),
        "alamat": {"pokja": pokja.nama if pokja else None, **per, **pulang},
        "keterangan": kata,
        "selera": selera_of(aturan, data.read(list_kategori), None),
    }


def draw_peta(pokja: Pilihan | None, pulang: Pulang) -> None:
    now = keadaan()
    # "Saat ini" is the posisi of a risiko, and so also what a map of the past shows.
    maps = [one_map(data.titik(), f"Posisi saat ini, {kata_waktu()}", pokja, pulang)]
    if now.rakor is not None:
        last = Titik(rakor_id=now.rakor.id)
        maps.append(one_map(last, f"Posisi saat ini, per {now.kata_rakor}", pokja, pulang))
    html.show(
        "pimpinan/peta.html",
        peta=maps,
        tanpa_rakor=TANPA_RAKOR,
    )


def kata_waktu() -> str:
    return "sekarang" if data.is_kini() else "pada waktu yang dipilih"


def draw_tertinggi(pokja: Pilihan | None, pulang: Pulang) -> None:
    now = keadaan()
    html.show(
        "pimpinan/tertinggi.html",
        daftar=data.read_live(read_tertinggi, titik=data.titik(), pokja_id=id_of(pokja)),
        rakor=now.rakor,
        kata_rakor=now.kata_rakor,
        aturan_beda=now.aturan_beda,
        pokja=pokja is None,
        nama_pokja=pokja.nama if pokja else None,
        pulang=pulang,
    )


def make_tren(pokja_id: int | None) -> Bagan | None:
    frame = data.read_live(read_tren, titik=data.titik(), pokja_id=pokja_id)
    return None if frame.empty else partial(chart_tren, frame, list_ganti(frame))


def list_ganti(frame: pd.DataFrame) -> list[GantiAturan]:
    """Return when the rules changed between the first day of the trend and the last."""
    return data.read_today(list_ganti_aturan, sejak=frame["tanggal"].iloc[0])


def draw_tren(pokja: Pilihan | None, pulang: Pulang) -> None:
    frame = data.read_live(read_tren, titik=data.titik(), pokja_id=id_of(pokja))
    if not frame.empty:
        html.show(
            "pimpinan/tren.html",
            daftar=frame.to_dict("records"),
            ganti=list_ganti(frame),
            pokja=pokja.nama if pokja else None,
            pulang=pulang,
        )


def draw_pokja(pokja: Pilihan | None, pulang: Pulang) -> None:
    now = keadaan()
    html.show(
        "pimpinan/pokja.html",
        daftar=[
            (angka, now.sebelum_of(angka.pokja_id))
            for angka in now.pokja
            if id_of(pokja) in (None, angka.pokja_id)
        ],
        rakor=now.rakor,
        kata_rakor=now.kata_rakor,
        pulang=pulang,
    )
