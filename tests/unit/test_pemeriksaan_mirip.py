"""Which titles are alike: paraphrases are, titles that share common words only are not."""

import random
from itertools import combinations

import pytest

from model.pemeriksaan.mirip import MAKS_PASANGAN, Pasangan, find_mirip
from model.pemeriksaan.teks import kemiripan, teks_of

KATA = "aset tanah pajak kas bumd sekolah guru izin bangunan data lurah bank"
SAMA = [
    (
        "Membandingkan standar harga satuan dengan transaksi e-Katalog tiap semester",
        "Perbandingan standar harga satuan terhadap transaksi e-Katalog setiap semester",
    ),
    (
        "Memvalidasi piutang PBB-P2 per kelurahan bersama lurah dan pengurus RW",
        "Validasi piutang PBB P2 tiap kelurahan bersama para lurah serta pengurus RW",
    ),
    (
        "Pegawai yang memenuhi syarat enggan melamar jabatan pimpinan tertentu",
        "Jabatan pimpinan tertentu enggan dilamar oleh pegawai yang memenuhi syarat",
    ),
    (
        "Menetapkan batas saldo kas minimal dan urutan pembayaran saat kas ketat",
        "MENETAPKAN SALDO KAS MINIMUM SERTA URUTAN PEMBAYARAN KETIKA KAS KETAT",
    ),
    ("Menyusun laporan", "Penyusunan laporan"),
    ("<b>Piutang pajak belum tertagih</b>", "<b>Belum tertagihnya piutang pajak</b>"),
    ("Задолженность по налогам не взыскана", "Задолженность по налогам не взыскана!"),
    ("資產清冊尚未更新", "資產清冊尚未更新"),
]
BEDA = [
    (
        "Menyusun pedoman teknis pengelolaan aset daerah",
        "Menyusun pedoman teknis pengelolaan data daerah",
    ),
    (
        "Menyusun laporan pelaksanaan program pelatihan pegawai",
        "Menyusun laporan pelaksanaan program penagihan pajak",
    ),
    (
        "Meningkatkan koordinasi perangkat daerah dalam penyusunan anggaran",
        "Meningkatkan koordinasi perangkat daerah dalam penertiban bangunan",
    ),
    ("Pelatihan bendahara tahap 1", "Pelatihan bendahara tahap 2"),
    ("Rekonsiliasi aset triwulan I tahun 2026", "Rekonsiliasi aset triwulan II tahun 2026"),
    (
        "Surat perintah bongkar dibatalkan pengadilan tata usaha negara",
        "Pengadilan tata usaha negara membatalkan penetapan pemenang pada paket strategis",
    ),
    ("<b>Piutang pajak</b>", "<b>Sertifikat tanah</b>"),
    ("Задолженность по налогам", "資產清冊尚未更新"),
    ("W" * 200, "V" * 200),
]


@pytest.mark.parametrize(("satu", "lain"), SAMA)
def test_a_paraphrase_is_alike(satu: str, lain: str) -> None:
    assert [(p.satu, p.lain) for p in find_mirip((satu, lain))] == [(0, 1)]


@pytest.mark.parametrize(("satu", "lain"), BEDA)
def test_titles_that_share_common_words_or_differ_in_a_number_are_not(satu: str, lain: str) -> None:
    assert find_mirip((satu, lain)) == ()


def test_titles_without_words_are_like_nothing() -> None:
    assert find_mirip(()) == ()
    assert find_mirip(("", " ", "–", "!!!", "\x00")) == ()


def test_very_long_titles_are_compared_too() -> None:
    assert find_mirip(("W" * 200, "w" * 200)) == (Pasangan(100, 0, 1),)
    long = " ".join(["pemutakhiran"] * 15)
    assert len(find_mirip((long, long + "!"))) == 1


def test_the_blocks_find_what_comparing_each_with_each_finds() -> None:
    rng = random.Random(5)
    words = KATA.split()
    judul = tuple(" ".join(rng.sample(words, rng.randint(3, 6))) for _ in range(900))
    found = {(p.satu, p.lain): p.nilai for p in find_mirip(judul)}
    assert len(found) == MAKS_PASANGAN, "so many that the best are kept"
    least = min(found.values())
    texts = [teks_of(one) for one in judul]
    first: dict[str, int] = {}
    for place, teks in enumerate(texts):
        first.setdefault(teks.urut, place)
    better = {
        (a, b)
        for a, b in combinations(sorted(first.values()), 2)
        if kemiripan(texts[a], texts[b]) > least
    }
    assert better <= found.keys()


def test_of_many_equal_titles_each_is_paired_with_the_first() -> None:
    found = find_mirip(("Menata arsip tanah",) * 5)
    assert sorted((p.satu, p.lain) for p in found) == [(0, 1), (0, 2), (0, 3), (0, 4)]
