"""Passwords: which are refused and why, how they are kept, and one-time ones."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.config import settings
from model.errors import InvalidIsian
from model.sandi import (
    PALING_PANJANG,
    SERING,
    hash_sandi,
    is_mudah,
    list_alasan,
    needs_rehash,
    new_one_time,
    require_kuat,
    verify_sandi,
)


@pytest.fixture
def bssn(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FORUM_SANDI", "bssn")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(
    "sandi",
    [
        "pagi itu hujan turun",
        "kopi susu tetangga 9",
        "menuju jakarta kota global",
        "łąki i góry źle",
    ],
)
def test_words_of_ones_own_need_no_special_letters(sandi: str) -> None:
    assert list_alasan(sandi, "ketua.keuangan") == []


@pytest.mark.parametrize(
    ("sandi", "kata"),
    [
        ("pendek saja 14", "paling sedikit 15"),
        ("x" * 129, "paling banyak 128"),
        ("saya ketua.keuangan ya", "nama masuk"),
        ("saya KETUA.Keuangan ya", "nama masuk"),
        ("aaaaaaaaaaaaaaaa", "mudah ditebak"),
        ("1234567890123456", "mudah ditebak"),
        ("passwordpassword", "mudah ditebak"),
        ("katasandirahasia", "mudah ditebak"),
        ("qwertyuiopasdfghjkl", "mudah ditebak"),
        ("Jakarta2024Jakarta", "mudah ditebak"),
        ("Inspektorat#2026", "mudah ditebak"),
    ],
)
def test_a_refused_password_is_told_why(sandi: str, kata: str) -> None:
    assert any(kata in alasan for alasan in list_alasan(sandi, "ketua.keuangan"))
    with pytest.raises(InvalidIsian, match=kata):
        require_kuat(sandi, "ketua.keuangan")


def test_every_common_password_is_refused() -> None:
    long_ones = [sandi for sandi in sorted(SERING) if len(sandi) >= 15]
    assert len(long_ones) > 5
    assert all(list_alasan(sandi, "orang") for sandi in long_ones)
    assert all(is_mudah(sandi.upper()) for sandi in ("password", "iloveyou", "dragon"))


@pytest.mark.usefixtures("bssn")
@pytest.mark.parametrize(
    ("sandi", "kata"),
    [
        ("Kopi#9susu", "paling sedikit 12"),
        ("kopi#9tetangga", "huruf besar"),
        ("KOPI#9TETANGGA", "huruf kecil"),
        ("Kopi#Tetangga", "angka"),
        ("Kopi9Tetangga", "tanda baca"),
        ("Kopi#9Tetangga", ""),
    ],
)
def test_the_profile_of_bssn_wants_four_classes(sandi: str, kata: str) -> None:
    alasan = list_alasan(sandi, "orang")
    assert kata in " ".join(alasan) if kata else alasan == []


@pytest.mark.usefixtures("bssn")
def test_only_the_profile_of_bssn_knows_an_age() -> None:
    assert settings().sandi_berlaku_hari == 90
    assert type(settings())(forum_sandi="asvs").sandi_berlaku_hari is None


def test_a_hash_is_argon2id_with_the_documented_cost_and_opens_to_its_password_only() -> None:
    kept = hash_sandi("pagi itu hujan turun")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert verify_sandi(kept, "pagi itu hujan turun")
    assert not verify_sandi(kept, "pagi itu hujan turun ")
    assert not needs_rehash(kept)
    assert needs_rehash(kept.replace("t=2", "t=1"))


def test_letters_put_together_differently_are_the_same_password() -> None:
    assert verify_sandi(hash_sandi("caf\u00e9 di sudut jalan"), "cafe\u0301 di sudut jalan")


def test_nobody_has_an_empty_or_a_broken_hash() -> None:
    assert not verify_sandi("", "")
    assert not verify_sandi("", "apa saja")
    assert not verify_sandi("bukan hash", "apa saja")
    kept = hash_sandi("x" * PALING_PANJANG)
    assert not verify_sandi(kept, "x" * (PALING_PANJANG + 1))


def test_one_time_passwords_differ_and_can_be_read_aloud() -> None:
    made = {new_one_time() for _ in range(200)}
    assert len(made) == 200
    assert all(len(sandi) == 23 and not set(sandi) & set("ilo01") for sandi in made)


@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_is_judged_quickly_and_without_an_error(sandi: str, nama: str) -> None:
    begin = time.perf_counter()
    list_alasan(sandi, nama)
    assert time.perf_counter() - begin < 2
