"""Declaring findings in order, and taking that back."""

import threading
from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import Peran, Tindakan
from model.commands.pengabaian import TemuanWajib, create_pengabaian, revoke_pengabaian
from model.commands.umum import InUse
from model.db import open_session, read_session
from model.errors import InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian_pengabaian import IsianPengabaian
from model.pemeriksaan.daftar import SEMUA
from model.queries.hitung_temuan import FORUM, SaringanTemuan, count_temuan
from model.queries.pemeriksaan import list_temuan
from tests.orang import SISTEM, stored
from tests.stores import HARI
from tests.unit.perintah import OPERATOR, ORANG_LAIN, perform

pytestmark = pytest.mark.usefixtures("contoh")
ISIAN = IsianPengabaian.check({"alasan": "Sudah tercakup dalam solusi lain."})
KEU = 2


def found(aturan: str, pokja_id: int | None = None) -> list[tuple[str, str]]:
    """Return the objects of the findings of a rule, each with the other one or an empty text."""
    with read_session() as session:
        saringan = SaringanTemuan(pokja_id, aturan)
        daftar = list_temuan(session, hari=HARI, saringan=saringan, sebanyak=1000)
        return [(x.objek.kode, x.lain.kode if x.lain else "") for x in daftar]


def declare(aturan: str, objek: str, lain: str = "", **more: Any) -> int:
    return perform(  # type: ignore[no-any-return]
        create_pengabaian, aturan=aturan, objek=objek, objek_lain=lain, isian=ISIAN, **more
    )


def row_of(row_id: int) -> t.Pengabaian:
    with read_session() as session:
        return session.get_one(t.Pengabaian, row_id)


def test_a_declared_finding_leaves_the_counts_and_leaves_a_line() -> None:
    (kode, _), *rest = found("tanpa_solusi", KEU)
    row_id = declare("tanpa_solusi", kode)
    assert found("tanpa_solusi", KEU) == rest
    row = row_of(row_id)
    assert (row.aturan, row.objek, row.objek_lain, row.alasan) == (
        "tanpa_solusi", kode, "", ISIAN.alasan,
    )  # fmt: skip
    with read_session() as session:
        lines = session.exec(
            select(t.Riwayat).where(t.Riwayat.tabel == "pengabaian", t.Riwayat.baris_id == row_id)
        ).all()
    assert [line.tindakan for line in lines] == [Tindakan.DIBUAT]


def test_taking_it_back_brings_the_finding_back() -> None:
    before = found("tanpa_solusi", KEU)
    row_id = declare("tanpa_solusi", before[0][0])
    perform(revoke_pengabaian, row_id=row_id, versi=1)
    assert found("tanpa_solusi", KEU) == before
    assert row_of(row_id).dicabut_pada is not None
    again = declare("tanpa_solusi", before[0][0])
    assert again != row_id, "what was said before stays in the store"


def test_the_pair_of_a_duplicate_is_kept_in_one_order() -> None:
    ((satu, lain),) = found("kemungkinan_ganda")
    row_id = declare("kemungkinan_ganda", lain, satu)
    assert (row_of(row_id).objek, row_of(row_id).objek_lain) == (satu, lain)
    assert found("kemungkinan_ganda") == []
    with pytest.raises(InUse):
        declare("kemungkinan_ganda", satu, lain)


@pytest.mark.parametrize(
    ("aturan", "objek", "lain"),
    [
        ("tak_dikenal", "KEU-P07", ""),
        ("tanpa_solusi", "KEU-P99", ""),
        ("tanpa_solusi", "<b>x</b>", ""),
        ("tanpa_solusi", "", ""),
        ("tanpa_solusi", "KEU-R01", ""),
        ("beban_pd", "XXX", ""),
        ("kemungkinan_ganda", "KEU-P01", "KEU-P01"),
        ("kemungkinan_ganda", "KEU-P01", "KEU-R01"),
        ("kemungkinan_ganda", "KEU-P01", ""),
        ("kemungkinan_ganda", "KEU-P01", "AST-P01"),
    ],
)
def test_what_is_no_finding_is_refused(aturan: str, objek: str, lain: str) -> None:
    with pytest.raises(NotFound):
        declare(aturan, objek, lain)


@pytest.mark.parametrize(("aturan", "lain"), [("tanpa_solusi", "KEU-P01"), ("beban_pd", "ZZZ")])
def test_a_finding_with_another_object_beside_it_is_none(aturan: str, lain: str) -> None:
    (kode, _), *_ = found(aturan)
    with pytest.raises(NotFound):
        declare(aturan, kode, lain)


def test_the_same_is_not_declared_twice() -> None:
    (kode, _), *_ = found("tanpa_risiko", KEU)
    declare("tanpa_risiko", kode)
    with pytest.raises(InUse, match="sudah dinyatakan wajar"):
        declare("tanpa_risiko", kode)


def test_two_people_at_once_declare_it_once() -> None:
    (kode, _), *_ = found("tanpa_risiko", KEU)
    start, answers = threading.Barrier(2), list[Any]()

    def run() -> None:
        start.wait()
        try:
            answers.append(declare("tanpa_risiko", kode))
        except InUse as refusal:
            answers.append(refusal)

    people = [threading.Thread(target=run) for _ in range(2)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(isinstance(answer, InUse) for answer in answers) == [False, True]


@pytest.mark.parametrize("aturan", [a.kunci for a in SEMUA if a.wajib])
def test_a_rule_that_allows_no_exception_says_why(aturan: str) -> None:
    kode = {"terima_tanpa_alasan": "KEU-T01", "saat_ini_di_atas_inheren": "KEU-R01"}
    with pytest.raises(TemuanWajib, match="tidak dapat dinyatakan wajar"):
        declare(aturan, kode.get(aturan, "KEU-A01"))


@pytest.mark.parametrize("alasan", ["", "ab", "  \n ", "\u200b\u200b\u200b"])
def test_a_reason_is_needed(alasan: str) -> None:
    with pytest.raises(InvalidIsian, match="Alasan"):
        IsianPengabaian.check({"alasan": alasan})


def test_of_ones_own_pokja_only_and_of_a_pair_either() -> None:
    ketua, other = stored(Peran.KETUA, milik=KEU), stored(Peran.KETUA, milik=1)
    (kode, _), *_ = found("tanpa_risiko", KEU)
    with pytest.raises(NotAllowed):
        declare("tanpa_risiko", kode, pelaku=other)
    row_id = declare("tanpa_risiko", kode, pelaku=ketua)
    with pytest.raises(NotAllowed):
        perform(revoke_pengabaian, pelaku=other, row_id=row_id, versi=1)
    perform(revoke_pengabaian, pelaku=ketua, row_id=row_id, versi=1)

    ((satu, lain),) = found("kemungkinan_ganda")
    assert satu.startswith("KEU") and lain.startswith("PBJ")
    with pytest.raises(NotAllowed):
        declare("kemungkinan_ganda", satu, lain, pelaku=other)
    for milik in (2, 4):
        row_id = declare("kemungkinan_ganda", satu, lain, pelaku=stored(Peran.KETUA, milik=milik))
        perform(revoke_pengabaian, row_id=row_id, versi=1)


def test_a_perangkat_daerah_is_the_matter_of_whoever_may_change_all_pokja() -> None:
    (kode, _), *rest = found("beban_pd", FORUM)
    with pytest.raises(NotAllowed):
        declare("beban_pd", kode, pelaku=stored(Peran.KETUA, milik=KEU))
    declare("beban_pd", kode, pelaku=stored(Peran.SEKRETARIAT))
    assert found("beban_pd", FORUM) == rest


def test_whoever_was_late_sees_what_the_other_did() -> None:
    (kode, _), *_ = found("tanpa_risiko", KEU)
    row_id = declare("tanpa_risiko", kode, pelaku=OPERATOR)
    perform(revoke_pengabaian, pelaku=ORANG_LAIN, row_id=row_id, versi=1)
    with pytest.raises(StaleVersion) as late:
        perform(revoke_pengabaian, pelaku=OPERATOR, row_id=row_id, versi=1)
    (change,) = late.value.perubahan
    assert (change.kolom, change.pelaku) == ("Dibatalkan pada", "Orang lain")
    with pytest.raises(NotFound, match="sudah dibatalkan"):
        perform(revoke_pengabaian, row_id=row_id, versi=2)
    with pytest.raises(NotFound):
        perform(revoke_pengabaian, row_id=10**6, versi=1)


def test_what_was_declared_of_a_withdrawn_object_can_be_taken_back() -> None:
    (kode, _), *_ = found("tanpa_solusi", KEU)
    row_id = declare("tanpa_solusi", kode)
    with open_session(SISTEM) as session:
        row = session.exec(select(t.Permasalahan).where(t.Permasalahan.kode == kode)).one()
        row.ditarik_pada, row.alasan_ditarik = row.dibuat_pada, "Salah catat"
    perform(revoke_pengabaian, row_id=row_id, versi=1)
    with read_session() as session:
        open_ones = select(t.Pengabaian).where(col(t.Pengabaian.dicabut_pada).is_(None))
        assert kode not in {row.objek for row in session.exec(open_ones)}
        assert count_temuan(session, hari=HARI).jumlah() > 0
