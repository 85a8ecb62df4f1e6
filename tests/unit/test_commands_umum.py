"""What every command on every kind of row must do; tried on all seven kinds and both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, func, select

from model import tables as t
from model.commands.umum import InUse, restore, withdraw
from model.db import open_session, read_session
from model.errors import InvalidIsian, NotAllowed, NotFound, StaleVersion
from tests.unit.perintah import (
    AKSI,
    ISU,
    OPERATOR,
    ORANG_LAIN,
    PEMBACA,
    PENANGANAN,
    PERMASALAHAN,
    POKJA,
    POKJA_LAIN,
    RISIKO_,
    SEMUA,
    SOLUSI,
    Jenis,
    by_id,
    by_kode,
    create,
    first_of,
    perform,
    riwayat,
    versi_data,
)

pytestmark = pytest.mark.usefixtures("contoh")

on_all = pytest.mark.parametrize("jenis", SEMUA, ids=lambda jenis: jenis.form.__name__)
with_induk = pytest.mark.parametrize(
    "jenis", [jenis for jenis in SEMUA if jenis.induk], ids=lambda jenis: jenis.form.__name__
)


def parent_of(jenis: Jenis) -> Jenis:
    letters = {"isu_id": ISU, "permasalahan_id": PERMASALAHAN, "solusi_id": SOLUSI}
    return (letters | {"risiko_id": RISIKO_})[jenis.induk]


@on_all
def test_a_new_row_takes_the_next_code_and_leaves_one_line_of_riwayat(jenis: Jenis) -> None:
    with read_session() as session:
        count = select(func.count()).where(col(jenis.tabel.pokja_id) == POKJA)
        nomor = session.exec(count).one() + 1
    before = versi_data()
    row = create(jenis)
    assert row.kode == f"KEP-{jenis.huruf}{nomor:0{1 if jenis is ISU else 2}d}"
    assert row.judul == jenis.values["judul"]
    assert (row.pokja_id, row.versi, row.ditarik_pada) == (POKJA, 1, None)
    assert row.dibuat_pada == row.diubah_pada is not None
    assert riwayat(row) == [("dibuat", "", None, None)]
    assert versi_data() == before + 1


@on_all
def test_a_change_leaves_before_and_after_of_each_field_that_changed(jenis: Jenis) -> None:
    row, before = create(jenis), versi_data()
    isian = jenis.perubahan(judul="Judul lain")
    perform(jenis.update, pelaku=ORANG_LAIN, row_id=row.id, versi=1, isian=isian)
    changed = by_id(jenis, row.id)
    assert (changed.judul, changed.versi, changed.kode) == ("Judul lain", 2, row.kode)
    assert changed.diubah_pada > row.diubah_pada
    assert riwayat(row)[1:] == [("diubah", "judul", row.judul, "Judul lain")]
    assert versi_data() == before + 1
    with read_session() as session:
        line = session.exec(select(t.Riwayat).order_by(col(t.Riwayat.id).desc()).limit(1)).one()
    assert (line.pelaku, line.asal, line.versi) == (ORANG_LAIN.nama, "halaman", 2)
    assert line.pada == changed.diubah_pada


@on_all
def test_saving_without_a_change_raises_no_version_and_leaves_no_riwayat(jenis: Jenis) -> None:
    row = create(jenis)
    perform(jenis.update, row_id=row.id, versi=1, isian=jenis.perubahan())
    assert by_id(jenis, row.id).versi == 1
    assert len(riwayat(row)) == 1


@on_all
def test_saving_over_a_newer_version_is_refused_and_tells_what_changed(jenis: Jenis) -> None:
    row = create(jenis)
    perform(
        jenis.update, pelaku=ORANG_LAIN, row_id=row.id, versi=1,
        isian=jenis.perubahan(judul="Dari orang lain"),
    )  # fmt: skip
    before = versi_data()
    with pytest.raises(StaleVersion) as refused:
        perform(jenis.update, row_id=row.id, versi=1, isian=jenis.perubahan(judul="Punya saya"))
    [perubahan] = refused.value.perubahan
    assert (perubahan.kolom, perubahan.sebelum, perubahan.sesudah, perubahan.pelaku) == (
        "Judul", row.judul, "Dari orang lain", ORANG_LAIN.nama,
    )  # fmt: skip
    assert refused.value.versi == 2
    assert by_id(jenis, row.id).judul == "Dari orang lain"
    assert versi_data() == before


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Run the tasks at the same moment; return what each gives or raises."""
    start = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        start.wait(10)
        try:
            return task()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


@on_all
def test_of_two_people_who_save_at_once_exactly_one_is_refused(jenis: Jenis) -> None:
    row = create(jenis)

    def save(judul: str) -> Callable[[], Any]:
        isian = jenis.perubahan(judul=judul)
        return lambda: perform(jenis.update, row_id=row.id, versi=1, isian=isian)

    results = at_once(save("Dari satu orang"), save("Dari yang lain"))
    assert {type(result) for result in results} == {type(None), StaleVersion}
    assert by_id(jenis, row.id).versi == 2
    assert len(riwayat(row)) == 2


@on_all
def test_a_row_or_pokja_that_does_not_exist_is_refused(jenis: Jenis) -> None:
    before = versi_data()
    with pytest.raises(NotFound):
        perform(jenis.update, row_id=999_999, versi=1, isian=jenis.perubahan())
    with pytest.raises(InvalidIsian if jenis.induk else NotFound):
        perform(jenis.create, pokja_id=99, isian=jenis.isian())
    with pytest.raises(NotFound):
        perform(withdraw, huruf=jenis.huruf, row_id=999_999, versi=1, alasan="Salah")
    with pytest.raises(NotFound):
        perform(restore, huruf=jenis.huruf, row_id=999_999, versi=1)
    assert versi_data() == before


@with_induk
def test_a_row_cannot_stand_on_something_that_does_not_exist(jenis: Jenis) -> None:
    row, wrong = create(jenis), {jenis.induk: 999_999}
    with pytest.raises(NotFound):
        perform(jenis.create, pokja_id=POKJA, isian=jenis.isian(**wrong))
    with pytest.raises(NotFound):
        perform(jenis.update, row_id=row.id, versi=1, isian=jenis.perubahan(**wrong))


@with_induk
def test_a_row_cannot_stand_on_something_of_another_pokja(jenis: Jenis) -> None:
    row, before = create(jenis), versi_data()
    with read_session() as session:
        wrong = {jenis.induk: first_of(session, parent_of(jenis), POKJA_LAIN).id}
    for command, args in (
        (jenis.create, {"pokja_id": POKJA, "isian": jenis.isian(**wrong)}),
        (jenis.update, {"row_id": row.id, "versi": 1, "isian": jenis.perubahan(**wrong)}),
    ):
        with pytest.raises(InvalidIsian) as refused:
            perform(command, **args)
        assert set(refused.value.per_kolom) == {jenis.induk}
    assert by_id(jenis, row.id).versi == 1
    assert versi_data() == before


@with_induk
def test_a_row_cannot_stand_on_something_withdrawn(jenis: Jenis) -> None:
    parent = create(parent_of(jenis))
    perform(withdraw, huruf=parent_of(jenis).huruf, row_id=parent.id, versi=1, alasan="Keliru")
    with pytest.raises(NotFound):
        perform(jenis.create, pokja_id=POKJA, isian=jenis.isian(**{jenis.induk: parent.id}))


@on_all
def test_a_reader_may_change_nothing(jenis: Jenis) -> None:
    row, before = create(jenis), versi_data()
    change = {"row_id": row.id, "versi": 1}
    for command, args in (
        (jenis.create, {"pokja_id": POKJA, "isian": jenis.isian()}),
        (jenis.update, change | {"isian": jenis.perubahan(judul="Diam-diam")}),
        (withdraw, change | {"huruf": jenis.huruf, "alasan": "Diam-diam"}),
        (restore, change | {"huruf": jenis.huruf}),
    ):
        with pytest.raises(NotAllowed, match="tidak berwenang"):
            perform(command, pelaku=PEMBACA, **args)
    assert versi_data() == before
    assert len(riwayat(row)) == 1


@on_all
def test_a_withdrawn_row_keeps_its_reason_and_can_be_restored(jenis: Jenis) -> None:
    row, before = create(jenis), versi_data()
    perform(withdraw, huruf=jenis.huruf, row_id=row.id, versi=1, alasan="  Tercatat dua kali\n")
    withdrawn = by_id(jenis, row.id)
    assert withdrawn.ditarik_pada is not None
    assert (withdrawn.alasan_ditarik, withdrawn.versi) == ("Tercatat dua kali", 2)
    perform(restore, huruf=jenis.huruf, row_id=row.id, versi=2)
    restored = by_id(jenis, row.id)
    assert (restored.ditarik_pada, restored.alasan_ditarik, restored.versi) == (None, "", 3)
    moment = withdrawn.ditarik_pada.isoformat()
    assert sorted(riwayat(row)[1:]) == sorted([
        ("ditarik", "ditarik_pada", None, moment),
        ("ditarik", "alasan_ditarik", None, "Tercatat dua kali"),
        ("dipulihkan", "ditarik_pada", moment, None),
        ("dipulihkan", "alasan_ditarik", "Tercatat dua kali", None),
    ], key=str)  # fmt: skip
    assert versi_data() == before + 2


@on_all
def test_withdrawing_or_restoring_an_older_version_is_refused(jenis: Jenis) -> None:
    row = create(jenis)
    perform(jenis.update, row_id=row.id, versi=1, isian=jenis.perubahan(judul="Judul lain"))
    with pytest.raises(StaleVersion):
        perform(withdraw, huruf=jenis.huruf, row_id=row.id, versi=1, alasan="Keliru")
    perform(withdraw, huruf=jenis.huruf, row_id=row.id, versi=2, alasan="Keliru")
    with pytest.raises(StaleVersion):
        perform(restore, huruf=jenis.huruf, row_id=row.id, versi=2)
    with pytest.raises(NotFound, match="sudah ditarik"):
        perform(withdraw, huruf=jenis.huruf, row_id=row.id, versi=3, alasan="Keliru")


@on_all
def test_a_withdrawn_row_is_not_changed_until_it_is_restored(jenis: Jenis) -> None:
    row = create(jenis)
    perform(withdraw, huruf=jenis.huruf, row_id=row.id, versi=1, alasan="Keliru")
    isian = jenis.perubahan(judul="Judul lain")
    with pytest.raises(NotFound, match="Pulihkan dahulu"):
        perform(jenis.update, row_id=row.id, versi=2, isian=isian)
    perform(restore, huruf=jenis.huruf, row_id=row.id, versi=2)
    perform(jenis.update, row_id=row.id, versi=3, isian=isian)


@pytest.mark.parametrize("alasan", ["", "  ", "ya", None, "\u200b\u200b\u200b", "x" * 501])
def test_a_withdrawal_needs_a_reason_of_3_to_500_letters(alasan: str | None) -> None:
    row = create(ISU)
    with pytest.raises(InvalidIsian) as refused:
        perform(withdraw, huruf="I", row_id=row.id, versi=1, alasan=alasan)
    assert set(refused.value.per_kolom) == {"alasan"}


@pytest.mark.parametrize(
    ("parent", "child", "nama"),
    [
        (ISU, PERMASALAHAN, "permasalahan"),
        (ISU, RISIKO_, "risiko"),
        (PERMASALAHAN, SOLUSI, "solusi"),
        (SOLUSI, AKSI, "rencana aksi"),
        (RISIKO_, PENANGANAN, "penanganan"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.huruf,
)
def test_what_others_stand_on_is_withdrawn_after_and_restored_before_them(
    parent: Jenis, child: Jenis, nama: str
) -> None:
    below = create(parent)
    above = create(child, **{child.induk: below.id})
    with pytest.raises(InUse, match=f"1 {nama} di bawahnya"):
        perform(withdraw, huruf=parent.huruf, row_id=below.id, versi=1, alasan="Keliru")
    perform(withdraw, huruf=child.huruf, row_id=above.id, versi=1, alasan="Keliru")
    perform(withdraw, huruf=parent.huruf, row_id=below.id, versi=1, alasan="Keliru")
    with pytest.raises(NotFound):
        perform(restore, huruf=child.huruf, row_id=above.id, versi=2)
    perform(restore, huruf=parent.huruf, row_id=below.id, versi=2)
    perform(restore, huruf=child.huruf, row_id=above.id, versi=2)
    assert by_id(child, above.id).ditarik_pada is None


def test_nothing_can_be_added_to_what_somebody_withdraws_at_the_same_moment() -> None:
    for _ in range(4):
        below = create(PERMASALAHAN)
        isian = SOLUSI.isian(permasalahan_id=below.id)
        gone = {"huruf": "P", "row_id": below.id, "versi": 1, "alasan": "Keliru"}
        added, withdrawn = at_once(
            lambda isian=isian: perform(SOLUSI.create, pokja_id=POKJA, isian=isian),
            lambda gone=gone: perform(withdraw, **gone),
        )
        if isinstance(added, str):
            assert isinstance(withdrawn, InUse)
        else:
            assert isinstance(added, NotFound)
            assert withdrawn is None


@on_all
def test_the_code_of_a_withdrawn_row_is_never_given_again(jenis: Jenis) -> None:
    row = create(jenis)
    perform(withdraw, huruf=jenis.huruf, row_id=row.id, versi=1, alasan="Keliru")
    following = create(jenis)
    assert following.kode != row.kode
    assert int(following.kode.partition(f"-{jenis.huruf}")[2]) == (
        int(row.kode.partition(f"-{jenis.huruf}")[2]) + 1
    )


def test_codes_go_on_after_99_and_do_not_mix_pokja() -> None:
    with open_session(OPERATOR) as session:
        last = session.exec(select(func.max(t.Solusi.id)).where(t.Solusi.pokja_id == POKJA)).one()
        session.execute(update(t.Solusi).where(col(t.Solusi.id) == last).values(kode="KEP-S99"))
    assert [create(SOLUSI).kode for _ in range(2)] == ["KEP-S100", "KEP-S101"]
    with read_session() as session:
        masalah = first_of(session, PERMASALAHAN, POKJA_LAIN).id
        count = select(func.count()).where(col(t.Solusi.pokja_id) == POKJA_LAIN)
        nomor = session.exec(count).one() + 1
    isian = SOLUSI.isian(permasalahan_id=masalah)
    kode = perform(SOLUSI.create, pokja_id=POKJA_LAIN, isian=isian)
    assert kode == f"INV-S{nomor:02d}"
    assert by_kode(SOLUSI, kode).pokja_id == POKJA_LAIN


def test_a_commit_counts_once_whatever_is_done_in_it() -> None:
    before = versi_data()
    with open_session(OPERATOR) as session:
        for jenis in SEMUA:
            isian = jenis.isian()
            jenis.create(session, pelaku=OPERATOR, pokja_id=POKJA, isian=isian)
            session.flush()
    assert versi_data() == before + 1
