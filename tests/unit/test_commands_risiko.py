"""Commands on risiko and penanganan, beyond what all commands share."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import Posisi
from model.clock import today
from model.commands.risiko import assess_risiko
from model.commands.umum import InUse, restore, withdraw
from model.db import open_session, read_session
from model.errors import InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian import IsianPenilaian
from tests.unit.perintah import (
    OPERATOR,
    PEMBACA,
    PERMASALAHAN,
    POKJA,
    POSISI,
    RISIKO_,
    by_id,
    create,
    perform,
    riwayat,
    versi_data,
)
from tests.unit.test_commands_umum import at_once

pytestmark = pytest.mark.usefixtures("contoh")


def nilai_of(risiko_id: int) -> list[tuple[Posisi, int, int, int, str]]:
    with read_session() as session:
        query = select(t.PenilaianRisiko).where(t.PenilaianRisiko.risiko_id == risiko_id)
        return [
            (n.posisi, n.kemungkinan, n.dampak, n.besaran, n.alasan)
            for n in session.exec(query.order_by(col(t.PenilaianRisiko.id)))
        ]


def assess(row: Any, *, versi: int = 1, **values: Any) -> None:
    isian = IsianPenilaian.check(POSISI | values)
    perform(assess_risiko, row_id=row.id, versi=versi, isian=isian)


def test_a_new_risiko_has_its_besaran_from_the_matriks_and_its_first_assessments() -> None:
    row = create(RISIKO_, alasan="Penilaian awal")
    assert (row.besaran_inheren, row.besaran_saat_ini, row.besaran_target) == (25, 19, 7)
    assert nilai_of(row.id) == [
        (Posisi.INHEREN, 5, 5, 25, "Penilaian awal"),
        (Posisi.SAAT_INI, 4, 4, 19, "Penilaian awal"),
        (Posisi.TARGET, 2, 2, 7, "Penilaian awal"),
    ]
    with read_session() as session:
        query = select(t.PenilaianRisiko).where(t.PenilaianRisiko.risiko_id == row.id)
        for nilai in session.exec(query):
            assert (nilai.tanggal, nilai.pelaku) == (today(), OPERATOR.nama)


@pytest.mark.parametrize(
    ("wrong", "kolom"),
    [
        # K1·D5 = 20 outranks K4·D4 = 19, although 1 × 5 is less than 4 × 4.
        ({"kemungkinan_inheren": 4, "dampak_inheren": 4, "kemungkinan_saat_ini": 1,
          "dampak_saat_ini": 5}, "kemungkinan_saat_ini"),
        ({"kemungkinan_target": 1, "dampak_target": 5}, "kemungkinan_target"),
    ],
)  # fmt: skip
def test_positions_in_the_wrong_order_of_besaran_are_refused(
    wrong: dict[str, int], kolom: str
) -> None:
    row, before = create(RISIKO_), versi_data()
    with pytest.raises(InvalidIsian) as refused:
        create(RISIKO_, **wrong)
    assert set(refused.value.per_kolom) == {kolom}
    with pytest.raises(InvalidIsian) as refused:
        assess(row, alasan="Dinilai ulang", **wrong)
    assert set(refused.value.per_kolom) == {kolom}
    assert len(nilai_of(row.id)) == 3
    assert versi_data() == before


def test_equal_positions_are_in_order() -> None:
    same = {
        f"{angka}_{posisi.value}": 3 for posisi in Posisi for angka in ("kemungkinan", "dampak")
    }
    assert create(RISIKO_, **same).besaran_target == 14


def test_a_new_assessment_is_kept_for_each_position_that_moved() -> None:
    row = create(RISIKO_)
    assess(row, alasan="Audit triwulan", kemungkinan_saat_ini=3, dampak_target=1)
    moved = by_id(RISIKO_, row.id)
    assert (moved.besaran_inheren, moved.besaran_saat_ini, moved.besaran_target) == (25, 17, 2)
    assert nilai_of(row.id)[3:] == [
        (Posisi.SAAT_INI, 3, 4, 17, "Audit triwulan"),
        (Posisi.TARGET, 2, 1, 2, "Audit triwulan"),
    ]
    assert moved.versi == 2
    assert {kolom for _, kolom, _, _ in riwayat(row)[1:]} == {
        "kemungkinan_saat_ini", "besaran_saat_ini", "dampak_target", "besaran_target",
    }  # fmt: skip


def test_an_assessment_that_moves_only_the_target_is_one_of_saat_ini_too() -> None:
    row = create(RISIKO_)
    assess(row, alasan="Target diturunkan", dampak_target=1)
    assert nilai_of(row.id)[3:] == [
        (Posisi.SAAT_INI, 4, 4, 19, "Target diturunkan"),
        (Posisi.TARGET, 2, 1, 2, "Target diturunkan"),
    ]


def test_a_movement_needs_a_reason_and_a_confirmation_does_not() -> None:
    row = create(RISIKO_)
    with pytest.raises(InvalidIsian) as refused:
        assess(row, kemungkinan_saat_ini=3, alasan=" \n")
    assert set(refused.value.per_kolom) == {"alasan"}
    assess(row)
    assert nilai_of(row.id)[3:] == [(Posisi.SAAT_INI, 4, 4, 19, "")]
    assert by_id(RISIKO_, row.id).versi == 1


def test_an_assessment_of_an_older_version_is_refused_with_the_new_numbers() -> None:
    row = create(RISIKO_)
    assess(row, alasan="Satu", kemungkinan_saat_ini=3)
    with pytest.raises(StaleVersion) as refused:
        assess(row, alasan="Dua", kemungkinan_saat_ini=5)
    assert {(p.kolom, p.sebelum, p.sesudah) for p in refused.value.perubahan} == {
        ("Kemungkinan saat ini", "4", "3"),
        ("Besaran saat ini", "19", "17"),
    }


def test_a_reader_may_not_assess() -> None:
    row = create(RISIKO_)
    with pytest.raises(NotAllowed):
        perform(
            assess_risiko, pelaku=PEMBACA, row_id=row.id, versi=1,
            isian=IsianPenilaian.check(POSISI),
        )  # fmt: skip


@pytest.mark.parametrize(("sejak", "besaran"), [(0, 8), (1, 10)])
def test_the_rules_in_force_today_are_used_and_kept_with_the_assessment(
    sejak: int, besaran: int
) -> None:
    with open_session(OPERATOR) as session:
        matriks = session.exec(select(t.Matriks).where(t.Matriks.kode == "B")).one()
        aturan = t.AturanRisiko(
            matriks_id=matriks.id, set_band_id=1, batas_prioritas=16, catatan="Uji",
            berlaku_sejak=today() + timedelta(days=sejak),
        )  # fmt: skip
        session.add(aturan)
        session.flush()
        newest = aturan.id
    row = create(RISIKO_, kemungkinan_saat_ini=3, dampak_saat_ini=2)
    assert row.besaran_saat_ini == besaran
    with read_session() as session:
        query = select(t.PenilaianRisiko.aturan_id).where(t.PenilaianRisiko.risiko_id == row.id)
        assert {aturan_id == newest for aturan_id in session.exec(query)} == {sejak == 0}


def test_a_permasalahan_takes_one_risiko_and_says_which() -> None:
    masalah = create(PERMASALAHAN).id
    first, second = create(RISIKO_, permasalahan_id=masalah), create(RISIKO_)
    with pytest.raises(InvalidIsian, match=first.kode) as refused:
        create(RISIKO_, permasalahan_id=masalah)
    assert set(refused.value.per_kolom) == {"permasalahan_id"}
    isian = RISIKO_.perubahan(permasalahan_id=masalah)
    with pytest.raises(InvalidIsian, match=first.kode):
        perform(RISIKO_.update, row_id=second.id, versi=1, isian=isian)
    perform(RISIKO_.update, row_id=first.id, versi=1, isian=isian)
    perform(withdraw, huruf="R", row_id=first.id, versi=1, alasan="Keliru")
    perform(RISIKO_.update, row_id=second.id, versi=1, isian=isian)
    with pytest.raises(InvalidIsian, match=second.kode):
        perform(restore, huruf="R", row_id=first.id, versi=2)


def test_a_permasalahan_with_a_risiko_cannot_be_withdrawn() -> None:
    masalah = create(PERMASALAHAN)
    create(RISIKO_, permasalahan_id=masalah.id)
    with pytest.raises(InUse, match="1 risiko"):
        perform(withdraw, huruf="P", row_id=masalah.id, versi=1, alasan="Keliru")


def test_of_two_risiko_for_one_permasalahan_at_once_one_is_refused_in_words() -> None:
    for _ in range(4):
        isian = RISIKO_.isian(permasalahan_id=create(PERMASALAHAN).id)
        results = at_once(
            *[lambda isian=isian: perform(RISIKO_.create, pokja_id=POKJA, isian=isian)] * 2
        )
        assert {type(result) for result in results} == {str, InvalidIsian}


@pytest.mark.parametrize("wrong", [{"kategori_id": 999}, {"pemilik_id": 999}])
def test_an_unknown_kategori_or_pemilik_is_refused(wrong: dict[str, int]) -> None:
    row = create(RISIKO_)
    with pytest.raises(NotFound):
        create(RISIKO_, **wrong)
    with pytest.raises(NotFound):
        perform(RISIKO_.update, row_id=row.id, versi=1, isian=RISIKO_.perubahan(**wrong))


def test_changing_the_words_of_a_risiko_leaves_its_positions_alone() -> None:
    row = create(RISIKO_)
    isian = RISIKO_.perubahan(judul="Data pegawai bocor", terkendali=False, efektivitas="TE")
    perform(RISIKO_.update, row_id=row.id, versi=1, isian=isian)
    changed = by_id(RISIKO_, row.id)
    assert all(getattr(changed, kolom) == getattr(row, kolom) for kolom in t.risiko.POSISI_KOLOM)
    assert len(nilai_of(row.id)) == 3
    assert ("diubah", "terkendali", "True", "False") in riwayat(row)
    assert ("diubah", "efektivitas", "KE", "TE") in riwayat(row)
