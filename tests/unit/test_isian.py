"""Bad input of all kinds: a sentence that says what to change, never a traceback."""

import unicodedata
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.choices import OpsiPenanganan, StatusAksi
from model.errors import InvalidIsian
from model.isian import (
    Isian,
    IsianAksi,
    IsianIsu,
    IsianPemutakhiran,
    IsianPenanganan,
    IsianPenilaian,
    IsianPermasalahan,
    IsianRisikoBaru,
    IsianSolusi,
    clean_line,
    clean_text,
)

FORMS: tuple[type[Isian], ...] = (
    IsianIsu,
    IsianPermasalahan,
    IsianSolusi,
    IsianRisikoBaru,
    IsianPenilaian,
    IsianPenanganan,
    IsianAksi,
    IsianPemutakhiran,
)

any_text = st.text(st.characters(exclude_categories=()), max_size=60)
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    any_text,
    st.binary(max_size=10),
    st.dates(),
    st.datetimes(),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.sampled_from(StatusAksi),
)


def refusal(form: type[Isian], **values: Any) -> dict[str, str]:
    with pytest.raises(InvalidIsian) as caught:
        form.check(values)
    return caught.value.per_kolom


def aksi(**values: Any) -> IsianAksi:
    return IsianAksi.check({"judul": "Menata arsip", "solusi_id": 1} | values)


@pytest.mark.parametrize(
    ("judul", "sentence"),
    [
        ("", "Isu strategis terlalu pendek. Isi paling sedikit 3 huruf."),
        ("  ab \n", "Isu strategis terlalu pendek. Isi paling sedikit 3 huruf."),
        (None, "Isu strategis terlalu pendek. Isi paling sedikit 3 huruf."),
        ("\u200b" * 9, "Isu strategis terlalu pendek. Isi paling sedikit 3 huruf."),
        ("\u3164\u3164\u3164", "Isu strategis terlalu pendek. Isi paling sedikit 3 huruf."),
        ("-----", "Isu strategis terlalu pendek. Isi paling sedikit 3 huruf."),
        ("a" * 201, "Isu strategis terlalu panjang. Ringkas menjadi paling banyak 200 huruf."),
        ("a" * 10**6, "Isu strategis terlalu panjang. Ringkas menjadi paling banyak 200 huruf."),
        (7, "Isu strategis tidak sah. Periksa kembali isinya."),
        (b"Judul", "Isu strategis tidak sah. Periksa kembali isinya."),
        (["Judul"], "Isu strategis tidak sah. Periksa kembali isinya."),
        ({"Judul": 1}, "Isu strategis tidak sah. Periksa kembali isinya."),
        (object(), "Isu strategis tidak sah. Periksa kembali isinya."),
    ],
)
def test_a_bad_judul_is_refused_with_a_sentence(judul: object, sentence: str) -> None:
    assert refusal(IsianIsu, judul=judul) == {"judul": sentence}


@pytest.mark.parametrize("length", [3, 200])
def test_a_judul_of_3_to_200_letters_is_taken(length: int) -> None:
    assert len(IsianIsu.check({"judul": "x" * length}).judul) == length


@pytest.mark.parametrize(
    "judul",
    [
        "Penataan kawasan 日本橋",
        "Обзор рисков",
        "مراجعة المخاطر",
        "ทบทวนความเสี่ยง",
        "<script>alert(1)</script>",
        "**tebal** [tautan](javascript:x)",
        "=HYPERLINK(A1)",
        "+62 21 382-2255",
        "@SUM(A1)",
        "Robert'); DROP TABLE risiko;--",
        "{{ 7 * 7 }} %s {0}",
    ],
)
def test_text_of_any_alphabet_and_markup_is_kept_letter_by_letter(judul: str) -> None:
    assert IsianIsu.check({"judul": judul}).judul == judul


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  dua   kata\n", "dua kata"),
        ("nul\x00bell\x07esc\x1b[31m", "nulbellesc[31m"),
        ("\u202egnp.exe\u2066 aman", "gnp.exe aman"),
        ("ta\u00adnah\ufeff\u200b", "tanah"),
        ("surat \ud83d\udcc4 rusak", "surat rusak"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("baris\u2028lain\x85nya", "baris lain nya"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_of_a_judul(typed: str, kept: str) -> None:
    assert IsianIsu.check({"judul": typed}).judul == kept


def test_lines_of_a_longer_text_stay_lines_whatever_the_system_they_come_from() -> None:
    isian = IsianIsu.check({"judul": "Aset", "uraian": " satu\r\ndua\rtiga\u2029empat\n\n"})
    assert isian.uraian == "satu\ndua\ntiga\nempat"


def test_the_limit_counts_what_is_left_after_cleaning() -> None:
    assert refusal(IsianIsu, judul="Aset", uraian="x" * 2001)["uraian"].endswith("2000 huruf.")
    assert len(IsianIsu.check({"judul": "Aset", "uraian": "x\x00" * 2000 + " "}).uraian) == 2000


@given(any_text)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    for clean in (clean_text, clean_line):
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert once.encode("utf-8").decode("utf-8") == once
        assert not {c for c in once if unicodedata.category(c) == "Cc"} - {"\n", "\t"}
    assert "\n" not in clean_line(text)


# Four letters of Hangul that show nothing are the exception.
@given(
    st.text(st.characters(categories=["L", "Nd"], exclude_characters="\u115f\u1160\u3164\uffa0"))
)
def test_letters_and_digits_of_any_alphabet_survive(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("value", [None, "", [], {}])
def test_a_choice_that_was_not_made_is_asked_for(value: object) -> None:
    sentences = refusal(IsianSolusi, judul="Menata arsip", permasalahan_id=value)
    assert set(sentences) == {"permasalahan_id"}
    assert sentences["permasalahan_id"].startswith("Permasalahan ")


def test_a_missing_choice_has_its_own_words() -> None:
    expected = {"permasalahan_id": "Permasalahan belum dipilih. Pilih salah satu."}
    assert refusal(IsianSolusi, judul="Menata arsip") == expected
    assert refusal(IsianSolusi, judul="Menata arsip", permasalahan_id=None) == expected


@pytest.mark.parametrize("value", [0, -1, 2**31, 10**40, "9" * 5000, 1.5, float("nan"), "abc"])
def test_an_id_that_no_row_can_have_is_refused(value: object) -> None:
    assert set(refusal(IsianSolusi, judul="Menata arsip", permasalahan_id=value)) == {
        "permasalahan_id"
    }


@pytest.mark.parametrize(
    ("progres", "sentence"),
    [
        (101, "Progres (%) di luar batas. Isi paling besar 100."),
        (-1, "Progres (%) di luar batas. Isi paling kecil 0."),
        (99.5, "Progres (%) harus bilangan bulat. Periksa kembali angkanya."),
        ("banyak", "Progres (%) harus bilangan bulat. Periksa kembali angkanya."),
        ("9" * 5000, "Progres (%) harus bilangan bulat. Periksa kembali angkanya."),
        (None, "Progres (%) belum dipilih. Pilih salah satu."),
    ],
)
def test_a_progres_that_is_no_percentage_is_refused(progres: object, sentence: str) -> None:
    assert refusal(IsianPemutakhiran, status="berjalan", progres=progres) == {"progres": sentence}


@pytest.mark.parametrize("status", [None, "", "Selesai", "terlambat", 3, ["selesai"]])
def test_a_status_that_does_not_exist_is_refused(status: object) -> None:
    assert set(refusal(IsianPemutakhiran, status=status, progres=10)) == {"status"}


@pytest.mark.parametrize("kolom", ["mulai", "tenggat"])
@pytest.mark.parametrize(
    "value", ["kapan", "2026-02-30", "31/01/2026", 1e20, float("inf"), datetime(2026, 1, 1, 8)]
)
def test_a_date_that_does_not_exist_is_refused(kolom: str, value: object) -> None:
    values = {"judul": "Menata arsip", "solusi_id": 1, kolom: value}
    assert set(refusal(IsianAksi, **values)) == {kolom}


@pytest.mark.parametrize("day", [date.min, date(202, 6, 1), date(1999, 12, 31), date.max])
def test_a_date_in_a_far_century_is_refused_as_a_slip(day: date) -> None:
    values = {"judul": "Menata arsip", "solusi_id": 1, "tenggat": day}
    assert "tahun 2000 dan 2099" in refusal(IsianAksi, **values)["tenggat"]


def test_a_tenggat_before_mulai_is_refused_and_one_on_the_same_day_is_not() -> None:
    day = date(2026, 3, 17)
    assert aksi(mulai=day, tenggat=day).tenggat == day
    values = {"judul": "Menata arsip", "solusi_id": 1, "mulai": day, "tenggat": date(2026, 3, 16)}
    assert set(refusal(IsianAksi, **values)) == {"tenggat"}


def test_an_action_that_serves_nothing_is_refused() -> None:
    assert set(refusal(IsianAksi, judul="Menata arsip")) == {"solusi_id"}
    assert IsianAksi.check({"judul": "Menata arsip", "penanganan_id": 2}).solusi_id is None


def test_more_than_20_helpers_are_refused() -> None:
    values = {"judul": "Menata arsip", "solusi_id": 1}
    assert (
        "paling banyak 20"
        in refusal(IsianAksi, **values, pendukung_ids=[*range(1, 22)])["pendukung_ids"]
    )
    assert set(refusal(IsianAksi, **values, pendukung_ids=[1, 0])) == {"pendukung_ids"}


def test_accepting_a_risk_needs_a_reason() -> None:
    values = {"risiko_id": 1, "judul": "Diterima", "opsi": OpsiPenanganan.TERIMA}
    assert set(refusal(IsianPenanganan, **values, alasan=" \u200b\n")) == {"alasan"}
    assert IsianPenanganan.check(values | {"alasan": "Biaya melebihi manfaat"}).alasan


def test_the_rules_of_status_are_part_of_the_form() -> None:
    assert set(refusal(IsianPemutakhiran, status="selesai", progres=90)) == {"progres"}
    assert set(refusal(IsianPemutakhiran, status="terkendala", progres=90)) == {"kendala"}
    assert set(refusal(IsianPemutakhiran, status="dibatalkan", progres=90)) == {"catatan"}


@pytest.mark.parametrize("tingkat", [0, 6, 2.5, "tinggi"])
def test_a_level_outside_1_to_5_is_refused(tingkat: object) -> None:
    values = {
        f"{angka}_{posisi}": 3
        for angka in ("kemungkinan", "dampak")
        for posisi in ("inheren", "saat_ini", "target")
    }
    IsianPenilaian.check(values)
    assert set(refusal(IsianPenilaian, **values | {"dampak_target": tingkat})) == {"dampak_target"}


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_form_names_every_field_that_must_be_filled(form: type[Isian]) -> None:
    required = {name for name, field in form.model_fields.items() if field.is_required()}
    sentences = refusal(form)
    assert required <= set(sentences)
    assert all(text.endswith(".") and not text.startswith("_") for text in sentences.values())


@pytest.mark.parametrize("form", FORMS)
def test_an_unknown_field_is_refused(form: type[Isian]) -> None:
    assert "versi" in refusal(form, versi=1)


@pytest.mark.parametrize("form", FORMS)
def test_every_field_has_a_label(form: type[Isian]) -> None:
    assert all(field.title for field in form.model_fields.values())


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_whatever_is_put_into_a_form_it_is_filled_or_refused_in_words(
    form: type[Isian], data: st.DataObject
) -> None:
    values = {name: data.draw(anything, label=name) for name in form.model_fields}
    try:
        isian = form.check(values)
    except InvalidIsian as refused:
        assert refused.per_kolom
        assert set(refused.per_kolom) <= set(form.model_fields)
    else:
        assert form.check(isian.model_dump()) == isian
