"""What the search answers, in which order, and that nothing typed breaks it."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.cari import indeks
from model.clock import now
from model.db import open_session, read_session
from model.queries.pencarian import (
    MAKS_HASIL,
    BarisCari,
    HasilCari,
    JenisCari,
    list_hasil_cari,
    search,
)
from tests.musuh import hostile
from tests.orang import SISTEM
from tests.stores import HARI, counted_statements

pytestmark = pytest.mark.usefixtures("contoh")


def find(cari: str, jenis: JenisCari = JenisCari.SEMUA) -> HasilCari:
    with read_session() as session:
        return search(session, cari=cari, jenis=jenis)


def temuan(cari: str, jenis: JenisCari = JenisCari.SEMUA) -> list[BarisCari]:
    with read_session() as session:
        entri = search(session, cari=cari, jenis=jenis).entri
        return list_hasil_cari(session, hari=HARI, cari=cari, entri=entri)


def kode(cari: str, jenis: JenisCari = JenisCari.SEMUA) -> list[str]:
    return [found.kode for found in temuan(cari, jenis)]


def set_texts(kode_aksi: str, **texts: str) -> None:
    with open_session(SISTEM) as session:
        row = session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == kode_aksi)).one()
        for name, value in texts.items():
            setattr(row, name, value)


@pytest.mark.parametrize("typed", ["KEU-A07", "keu-a07", "keu a07", "keua07", "KEU A7", " keu.a7 "])
def test_an_exact_code_is_the_first_answer(typed: str) -> None:
    assert kode(typed)[0] == "KEU-A07"


def test_a_number_without_pokja_gives_that_of_each() -> None:
    first = kode("A07")[:9]
    assert len(set(first)) == 9
    assert all(found.endswith("-A07") for found in first)


def test_the_beginning_of_a_code_gives_those_that_go_on_in_their_order() -> None:
    assert kode("KEU-A0") == [f"KEU-A0{n}" for n in range(1, 10)]


def test_a_code_in_a_text_is_found_after_the_object_itself() -> None:
    set_texts("KEU-A01", kendala="Menunggu KEU-A07 selesai")
    assert kode("KEU-A07") == ["KEU-A07", "KEU-A01"]


def test_titles_come_before_texts() -> None:
    set_texts("KEU-A01", kendala="zebrakuda " * 20)
    set_texts("KEU-A02", judul="Menertibkan zebrakuda")
    set_texts("KEU-A03", keluaran="zebrakuda")
    assert kode("zebrakuda")[0] == "KEU-A02"
    assert set(kode("zebrakuda")) == {"KEU-A01", "KEU-A02", "KEU-A03"}


def test_among_equals_the_newest_comes_first() -> None:
    for which in ("KEU-A01", "KEU-A02", "KEU-A03"):
        set_texts(which, judul="Menertibkan zebrakuda", keluaran="", ukuran="", kendala="-",
                  tindak_lanjut="")  # fmt: skip
    assert kode("zebrakuda") == ["KEU-A03", "KEU-A02", "KEU-A01"]


def test_all_words_have_to_be_there_wherever_they_stand() -> None:
    set_texts("KEU-A01", judul="Menertibkan zebrakuda", kendala="Menunggu gajahmina")
    set_texts("KEU-A02", judul="Menertibkan zebrakuda", kendala="-")
    assert kode("gajahmina zebrakuda") == ["KEU-A01"]
    assert kode("zebrakuda beruangmadu") == []


@pytest.mark.parametrize(
    ("judul", "typed"),
    [
        ("Pengizinan zebrakuda", "mengizinkan zebrakuda"),
        ("Merevisi PERDA Şehir", "sehir"),
        ("Évaluasi ΑΘΗΝΑ", "αθήνα evaluasi"),
        ("План МОСКВЫ", "москвы"),
        ("日本語の文字列", "日本"),
        ("مرحبا بالعالم", "بالعالم"),
        ("Biaya 5.000.000 rupiah", "5 000 000"),
        ("Rapat <b>zebra</b> & kuda", "zebra kuda"),
        ("x" * 200, "x" * 150),
    ],
)
def test_alphabets_cases_and_accents(judul: str, typed: str) -> None:
    set_texts("KEU-A01", judul=judul)
    assert "KEU-A01" in kode(typed)


def test_what_was_found_is_marked_and_where_it_stands_is_said() -> None:
    set_texts("KEU-A01", judul="Menata zebrakuda", kendala="Perizinan belum terbit\nsampai kini")
    (found,) = temuan("izin zebrakuda")
    assert [p.teks for p in found.judul if p.kena] == ["zebrakuda"]
    assert found.kolom == "Kendala"
    assert [p.teks for p in found.cuplikan if p.kena] == ["Perizinan"]


def test_a_title_that_says_it_all_needs_no_text() -> None:
    set_texts("KEU-A01", judul="Menata zebrakuda", kendala="zebrakuda")
    (found,) = temuan("zebrakuda")
    assert (found.kolom, found.cuplikan) == ("", ())


def test_a_kind_narrows_words_and_codes() -> None:
    for jenis in JenisCari:
        if jenis != JenisCari.SEMUA:
            answers = kode("data", jenis)
            assert all(found.partition("-")[2][0] == jenis.value for found in answers)
    assert kode("KEU-A07", JenisCari.RISIKO) == []
    assert kode("KEU-A07", JenisCari.RENCANA_AKSI) == ["KEU-A07"]


def test_every_kind_can_be_found_by_its_code_with_its_state() -> None:
    for huruf in indeks.HURUF:
        code = "KEU-I1" if huruf == "I" else f"KEU-{huruf}01"
        found = temuan(code)[0]
        assert (found.kode, found.jenis.value, found.pokja) == (code, huruf, "Keuangan")
        assert (found.aksi is not None) == (huruf == "A")
        assert (found.saat_ini is not None) == (huruf == "R")
        assert bool(found.status) == (huruf in "TK")


def test_what_is_withdrawn_is_found_by_its_whole_code_only() -> None:
    with open_session(SISTEM) as session:
        row = session.exec(select(t.Keputusan).where(t.Keputusan.kode == "KEU-K01")).one()
        row.judul, row.ditarik_pada, row.alasan_ditarik = "Menata zebrakuda", now(), "Ganda"
    assert kode("zebrakuda") == []
    (found,) = temuan("KEU-K01")
    assert found.ditarik


@pytest.mark.parametrize("typed", ["", "  ", "x", "é", "🙂🙂", "***", '"', "\x00", "-- ;"])
def test_too_little_is_said_not_looked_for(typed: str) -> None:
    with read_session() as session, counted_statements() as sent:
        assert search(session, cari=typed).terlalu_pendek
    assert sent == []


@pytest.mark.parametrize(
    "typed",
    [
        'a" OR judul:"b', "NEAR(data aset, 2)", "data*", "^data", "judul : data", "-data", "data +",
        "data AND", "OR", "NOT data", "data' | 'x", "data:*", "!data", "data <-> aset", "(((", "\\",
        "'; DROP TABLE cari; --", "{judul} : data", "data\x00aset", "%_", "👩‍👩‍👧 data",
        "a" * 10_000,
        "data " * 3_000, "\ud83d data",
    ],
)  # fmt: skip
def test_signs_of_the_query_languages_are_data(typed: str) -> None:
    for jenis in (JenisCari.SEMUA, JenisCari.RISIKO):
        assert find(typed, jenis).jumlah >= 0


def test_a_thousand_hostile_texts_break_nothing() -> None:
    with read_session() as session:
        for typed in hostile(1000):
            search(session, cari=typed)


def test_what_hostile_texts_say_can_be_found() -> None:
    for number, judul in enumerate(hostile(30)):
        plain = judul.replace("\x00", "").encode("utf-8", "ignore").decode()
        set_texts("KEU-A01", judul=plain + f" zebrakuda{number}")
        (found,) = temuan(f"zebrakuda{number}")
        assert "".join(piece.teks for piece in found.judul).endswith(f"zebrakuda{number}")


def test_a_common_word_says_that_there_is_more_and_weighs_the_newest_only() -> None:
    with open_session(SISTEM) as session:
        for row in session.exec(select(t.RencanaAksi).order_by(col(t.RencanaAksi.id))):
            row.judul = "Menertibkan zebrakuda"
    found = find("zebra")
    assert (found.jumlah, found.lebih) == (MAKS_HASIL, True)
    few = find("a07")
    assert not few.lebih


def test_what_is_shown_needs_a_read_per_kind(hari: date, session: Session) -> None:
    entri = search(session, cari="data").entri
    kinds = {indeks.objek_of(each)[0] for each in entri}
    with counted_statements() as sent:
        list_hasil_cari(session, hari=hari, cari="data", entri=entri)
    assert len(sent) <= len(kinds) + 8
