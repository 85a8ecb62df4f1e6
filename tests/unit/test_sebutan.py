"""Mentions: who is meant by an @, and how a text is kept and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.sebutan import Bagian, KataPeran, find_names, mentioned, split_text, with_numbers
from tests.musuh import DASAR

AKUN = {"ketua.keuangan": 7, "budi": 8, "a@b.id": 9, "ketua": 10}
NAMA = {7: "Ketua Pokja Keuangan", 8: "Budi"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("@budi", "@{8}"),
        ("@BUDI tolong", "@{8} tolong"),
        ("Mohon @ketua.keuangan.", "Mohon @{7}."),
        ("(@budi)", "(@{8})"),
        ("@budi, @budi; @budi!", "@{8}, @{8}; @{8}!"),
        ("@a@b.id dan @budi-", "@{9} dan @{8}-"),
        ("baris\n@budi\nbaris", "baris\n@{8}\nbaris"),
        # Not mentions: an address, a path, part of a word, an unknown name, a bare mark.
        ("surat ke x@budi", "surat ke x@budi"),
        ("https://host/@budi", "https://host/@budi"),
        ("@budiman @@budi @ budi", "@budiman @@budi @ budi"),
        # A word for a peran comes before an account of that name.
        ("@ketua", "@ketua"),
    ],
)
def test_a_known_name_is_kept_as_the_number_of_its_account(typed: str, kept: str) -> None:
    assert with_numbers(typed, AKUN) == kept
    assert with_numbers(kept, AKUN) == kept


def test_words_for_peran_mention_everybody_who_holds_it() -> None:
    found = mentioned("@Verifikator dan @pic. Juga @ketua, bukan @ketuanya atau a@sekretariat")
    assert found.peran == {KataPeran.VERIFIKATOR, KataPeran.PIC, KataPeran.KETUA}
    assert found.ids == frozenset()


def test_at_most_twenty_people_are_mentioned_and_the_first_count() -> None:
    text = " ".join(f"@{{{number}}}" for number in range(1, 200))
    assert mentioned(text).ids == set(range(1, 21))
    assert len(find_names(" ".join(f"@nama{number}." for number in range(500)))) <= 42


def test_a_text_is_shown_with_the_names_of_today_and_codes_apart() -> None:
    pieces = split_text("Lihat KEU-A07, @{7}: @verifikator. @{99} XXKEU-A07 KEU-X1", NAMA)
    assert pieces == [
        Bagian("teks", "Lihat "),
        Bagian("kode", "KEU-A07"),
        Bagian("teks", ", "),
        Bagian("sebutan", "@Ketua Pokja Keuangan"),
        Bagian("teks", ": "),
        Bagian("sebutan", "@verifikator"),
        Bagian("teks", ". @{99} XXKEU-A07 KEU-X1"),
    ]


def test_a_name_that_looks_like_a_mention_or_a_code_stays_a_name() -> None:
    [piece] = split_text("@{7}", {7: "@{8} KEU-A01 <b>"})
    assert piece == Bagian("sebutan", "@@{8} KEU-A01 <b>")


@given(st.one_of(st.sampled_from(DASAR), st.text("@{}a7.KEU-A0 \n", max_size=60), st.text()))
def test_no_text_loses_a_letter_and_keeping_it_twice_changes_nothing(text: str) -> None:
    assert "".join(piece.teks for piece in split_text(text, {})) == text
    kept = with_numbers(text, AKUN)
    assert with_numbers(kept, AKUN) == kept
    mentioned(kept)


def test_a_huge_text_is_read_at_once() -> None:
    text = "@" * 2000 + " @a." * 700 + "A-" * 2000
    assert "".join(piece.teks for piece in split_text(text, {})) == text
    assert find_names(text)
