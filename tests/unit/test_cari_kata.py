"""Words of the search: folding, stems, what is asked for, what is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.cari.kata import fold, of_kode, places, stem, with_stems, words
from model.cari.pertanyaan import MAKS_KATA, as_fts5, as_tsquery, ask, mark
from tests.musuh import DASAR


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("PERIZINAN", "perizinan"),
        ("Café", "cafe"),
        ("Cafe\u0301", "café"),
        ("STRASSE", "straße"),
        ("ÉVALUASI", "evaluasi"),
        ("İzin", "izin"),
        ("ΑΘΗΝΑ", "αθήνα"),
        ("МОСКВА", "москва"),
        ("ＡＰＢＤ", "apbd"),
        ("ﬁnal", "final"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_case_accents_and_width_make_no_difference(left: str, right: str) -> None:
    assert words(left) == words(right) == [fold(right)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pengadaan", "mengadakan"),
        ("mengadakan", "diadakan"),
        ("perizinan", "mengizinkan"),
        ("izin", "Perizinan"),
        ("pembangunan", "dibangun"),
        ("bangun", "bangunan"),
        ("pelayanan", "melayani"),
        ("serapan", "penyerapan"),
        ("menyerap", "Penyerapan"),
        ("anggaran", "penganggaran"),
        ("tanah", "pertanahan"),
        ("lahan", "lahannya"),
        ("pembebasan", "membebaskan"),
        ("berjalan", "perjalanan"),
        # The beginning of a word, as somebody types it.
        ("pengada", "pengadaan"),
        ("terlamb", "keterlambatan"),
    ],
)
def test_affixes_make_no_difference(asked: str, found: str) -> None:
    assert ask(asked).found_in(found) == {0}


def test_affixes_the_stemmer_does_not_see_through_stay() -> None:
    # It takes two layers off one and one off the other; pinned, so that a new version is noticed.
    assert (stem("kepegawaian"), stem("pegawai")) == ("gawai", "gawa")
    assert not ask("pegawai").found_in("kepegawaian")


def test_only_the_last_word_may_go_on() -> None:
    assert ask("lahan pem").found_in("pembebasan lahan") == {0, 1}
    assert ask("pem lahan").found_in("pembebasan lahan") == {1}


def test_words_that_only_bind_others_are_not_asked_for() -> None:
    assert ask("izin untuk dan di lahan").kata == ("izin", "lahan")
    assert ask("dan").kata == ("dan",)


@pytest.mark.parametrize(
    ("typed", "kode"),
    [
        ("KEU-A07", ("keu", "A", "07")),
        ("keu a07", ("keu", "A", "07")),
        ("keua07", ("keu", "A", "07")),
        ("Keu/A 7", ("keu", "A", "7")),
        ("A07", ("", "A", "07")),
        (" a7 ", ("", "A", "7")),
        ("ＫＥＵ－Ａ07", ("keu", "A", "07")),
        ("KEU-X07", None),
        ("covid19", None),
        ("rapat a07", None),
        ("keu-a", None),
    ],
)
def test_a_code_is_seen_however_it_is_typed(typed: str, kode: tuple[str, ...] | None) -> None:
    assert ask(typed).kode == kode


def test_an_index_holds_words_with_their_stems() -> None:
    assert with_stems("Perizinan lahan, dipercepat!") == "perizinan izin lahan dipercepat percepat"
    assert of_kode("KEU-A07") == "keu a07 keua07"


@pytest.mark.parametrize("typed", ["", " ", "x", "é", "🙂", '"*()', "\x00", "— …", "_"])
def test_too_little_is_nothing_to_look_for(typed: str) -> None:
    assert ask(typed).kosong


def test_what_is_asked_for_is_bounded() -> None:
    asked = ask(" ".join(f"kata{n}" for n in range(5000)))
    assert len(asked.kata) == MAKS_KATA
    assert len(ask("a" * 10_000).kata[0]) == 64


@pytest.mark.parametrize("typed", DASAR)
def test_nothing_typed_is_an_operator(typed: str) -> None:
    asked = ask(typed)
    if asked.kosong:
        return
    for word in asked.kata:
        assert word.replace("\u200c", "").isalnum()
    assert as_fts5(asked).count('"') == 2 * (as_fts5(asked).count(" OR ") + len(asked.kata))
    assert as_tsquery(asked).count("'") == 2 * (as_tsquery(asked).count(" | ") + len(asked.kata))


@given(st.text(max_size=80), st.text(max_size=20))
def test_marking_keeps_every_letter(text: str, typed: str) -> None:
    assert "".join(piece.teks for piece in mark(text, ask(typed))) == text


@given(st.text(max_size=80))
def test_every_word_of_a_text_stands_somewhere_in_it(text: str) -> None:
    """What the index finds can be marked."""
    marked = [word for a, b in places(text) for word in words(text[a:b])]
    assert marked == words(text)


def test_a_mark_stands_on_the_words_as_they_are_written() -> None:
    pieces = mark("Proses PERIZINAN (izin) <b>izin</b>", ask("izin"))
    assert [piece.teks for piece in pieces if piece.kena] == ["PERIZINAN", "izin", "izin"]


def test_a_long_text_is_shown_around_the_word() -> None:
    text = "kata " * 100 + "perizinan" + " lain" * 100
    pieces = mark(text, ask("izin"), longest=100)
    assert pieces[0].teks == "… "
    assert pieces[-1].teks == " …"
    assert [piece.teks for piece in pieces if piece.kena] == ["perizinan"]
    assert sum(len(piece.teks) for piece in pieces) <= 110


def test_a_long_text_without_spaces_is_cut_too() -> None:
    pieces = mark("W" * 2000, ask("apa saja"), longest=100)
    assert sum(len(piece.teks) for piece in pieces) <= 110
