"""Commands on isu strategis, permasalahan and solusi, beyond what all commands share."""

import pytest
from sqlmodel import select

from model import history
from model import tables as t
from model.db import open_session, read_session
from model.queries.riwayat import list_riwayat
from tests.unit.perintah import (
    ISU,
    OPERATOR,
    PERMASALAHAN,
    POKJA,
    SOLUSI,
    Jenis,
    by_id,
    create,
    perform,
    riwayat,
)

pytestmark = pytest.mark.usefixtures("contoh")

NASTY = "<b>=1+1</b> & \"kutip\" 'satu' %s {0} \\ 日本 🏗️"


@pytest.mark.parametrize("jenis", [ISU, PERMASALAHAN, SOLUSI], ids=lambda jenis: jenis.huruf)
def test_text_is_stored_letter_by_letter_up_to_its_limit(jenis: Jenis) -> None:
    judul, uraian = "𠮷" * 200, f"{NASTY}\nbaris kedua " + "🏗" * 1900
    row = create(jenis, judul=judul, uraian=uraian)
    assert row.judul == judul
    assert row.uraian == uraian


def test_a_permasalahan_can_move_to_another_isu_of_its_pokja() -> None:
    row, isu = create(PERMASALAHAN), create(ISU)
    isian = PERMASALAHAN.perubahan(isu_id=isu.id)
    perform(PERMASALAHAN.update, row_id=row.id, versi=1, isian=isian)
    assert by_id(PERMASALAHAN, row.id).isu_id == isu.id
    assert riwayat(row)[1:] == [("diubah", "isu_id", "1", str(isu.id))]
    with read_session() as session:
        newest = list_riwayat(session, tabel="permasalahan", baris_id=row.id)[0]
    assert (newest.kolom, newest.sebelum, newest.sesudah) == (
        "Isu strategis", "KEP-I1", isu.kode,
    )  # fmt: skip


def test_each_changed_field_has_a_line_of_its_own_in_one_version() -> None:
    row = create(PERMASALAHAN)
    isian = PERMASALAHAN.perubahan(judul="Lain", akar_masalah="Akar", dampak="Dampak", pd_id=2)
    perform(PERMASALAHAN.update, row_id=row.id, versi=1, isian=isian)
    assert sorted(kolom for _, kolom, _, _ in riwayat(row)[1:]) == [
        "akar_masalah", "dampak", "judul", "pd_id",
    ]  # fmt: skip
    with read_session() as session:
        query = select(t.Riwayat.versi).where(
            t.Riwayat.tabel == "permasalahan", t.Riwayat.baris_id == row.id
        )
        assert sorted(session.exec(query)) == [1, 2, 2, 2, 2]


def test_riwayat_and_change_are_kept_or_lost_together() -> None:
    row = create(SOLUSI)
    with pytest.raises(ZeroDivisionError), open_session(OPERATOR) as session:
        SOLUSI.update(
            session, pelaku=OPERATOR, row_id=row.id, versi=1, isian=SOLUSI.perubahan(judul="Lain")
        )
        history.close(session)  # as at the end of the block, short of the commit
        written = select(t.Riwayat).where(t.Riwayat.tabel == "solusi", t.Riwayat.baris_id == row.id)
        assert len(session.exec(written).all()) == 2
        raise ZeroDivisionError
    assert len(riwayat(row)) == 1
    assert by_id(SOLUSI, row.id).judul == row.judul


def test_several_rows_can_be_added_in_one_transaction() -> None:
    with open_session(OPERATOR) as session:
        codes = [
            ISU.create(session, pelaku=OPERATOR, pokja_id=POKJA, isian=ISU.isian())
            for _ in range(3)
        ]
    numbers = [int(kode.removeprefix("KEP-I")) for kode in codes]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
