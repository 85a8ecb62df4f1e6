"""The tracker's filter as a sentence, and the address without it."""

from datetime import date
from typing import Any

import pytest

from model.choices import Ketepatan, StatusAksi
from model.queries.acuan import Pilihan
from model.queries.aksi import SaringanAksi, UrutAksi
from pages.shared.saringan_aksi import PilihanAksi, TampilanAksi

KEUANGAN = Pilihan(2, "keuangan", "KEU", "Keuangan")
BPKD = Pilihan(4, "BPKD", "BPKD", "Badan Pengelolaan Keuangan Daerah")


@pytest.mark.parametrize(
    ("chosen", "jumlah", "kalimat"),
    [
        ({}, 314, "314 rencana aksi"),
        ({}, 200_018, "200.018 rencana aksi"),
        ({}, 0, "Tidak ada rencana aksi"),
        (
            {"ketepatan": (Ketepatan.TERLAMBAT,), "pokja": KEUANGAN},
            46,
            "46 rencana aksi terlambat · Pokja Keuangan",
        ),
        (
            {"ketepatan": (Ketepatan.TERLAMBAT, Ketepatan.BERISIKO)},
            81,
            "81 rencana aksi terlambat atau berisiko terlambat",
        ),
        (
            {"status": (StatusAksi.BERJALAN, StatusAksi.TERKENDALA, StatusAksi.BELUM_MULAI)},
            9,
            "9 rencana aksi · status Berjalan, Terkendala, atau Belum Mulai",
        ),
        (
            {"pd": BPKD, "dari": date(2026, 11, 1), "sampai": date(2026, 11, 30), "cari": "pajak"},
            1,
            "1 rencana aksi · penanggung jawab BPKD · tenggat 1 Nov 2026 sampai 30 Nov 2026"
            " · memuat “pajak”",
        ),
        ({"dari": date(2026, 11, 1)}, 1, "1 rencana aksi · tenggat mulai 1 Nov 2026"),
        ({"sampai": date(2026, 11, 30)}, 1, "1 rencana aksi · tenggat sampai 30 Nov 2026"),
        (
            {"ketepatan": (Ketepatan.TANPA_TENGGAT,), "status": (StatusAksi.SELESAI,)},
            0,
            "Tidak ada rencana aksi tanpa tenggat · status Selesai",
        ),
        (
            {"perhatian": True, "pokja": KEUANGAN},
            4,
            "4 rencana aksi · terlambat atau terkendala · Pokja Keuangan",
        ),
    ],
)
def test_the_filter_is_said_in_words(chosen: dict[str, Any], jumlah: int, kalimat: str) -> None:
    assert PilihanAksi(**chosen).kalimat(jumlah) == kalimat


def test_order_is_no_filter() -> None:
    assert not PilihanAksi(urut=UrutAksi.KODE).menyaring
    assert PilihanAksi(urut=UrutAksi.KODE).saringan == SaringanAksi(urut=UrutAksi.KODE)


@pytest.mark.parametrize(
    "chosen",
    [
        {"pokja": KEUANGAN},
        {"pd": BPKD},
        {"status": (StatusAksi.SELESAI,)},
        {"ketepatan": (Ketepatan.TUNTAS,)},
        {"dari": date(2026, 1, 1)},
        {"sampai": date(2026, 1, 1)},
        {"cari": "a"},
        {"perhatian": True},
    ],
)
def test_anything_else_is_a_filter(chosen: dict[str, Any]) -> None:
    assert PilihanAksi(**chosen).menyaring
    assert PilihanAksi(**chosen).saringan != SaringanAksi()


def test_taking_the_filter_away_keeps_order_and_view() -> None:
    pilihan = PilihanAksi(pokja=KEUANGAN, urut=UrutAksi.KODE)
    assert pilihan.alamat_bersih(TampilanAksi.LINIMASA) == {"urut": "Kode", "tampilan": "Linimasa"}
    assert set(PilihanAksi(pokja=KEUANGAN).alamat_bersih(TampilanAksi.TABEL).values()) == {None}
