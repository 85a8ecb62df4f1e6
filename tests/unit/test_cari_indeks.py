"""The index of the search holds what the rows say, whatever is done to them and taken back."""

import sys

import pytest
from sqlalchemy import inspect, text
from sqlmodel import Session, col, select

from model import tables as t
from model.cari import __main__ as program
from model.cari import indeks
from model.commands.kosongkan import PENGOSONGAN, empty_store
from model.commands.umum import restore, withdraw
from model.db import engine, open_session, read_session
from model.isian_pengguna import IsianAdminPertama
from model.migrate import downgrade, upgrade
from model.queries.objek import JENIS
from model.queries.pencarian import search
from tests.orang import SISTEM
from tests.unit.acak import Acak

pytestmark = pytest.mark.usefixtures("contoh")


def wrong() -> list[str]:
    with read_session() as session:
        return indeks.differences(session.connection())


def many() -> int:
    with engine().connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM cari")) or 0)


def found(cari: str) -> set[tuple[str, int]]:
    with read_session() as session:
        return {indeks.objek_of(entri) for entri in search(session, cari=cari).entri}


def rename(session: Session, judul: str, baris_id: int = 1) -> None:
    session.get_one(t.RencanaAksi, baris_id).judul = judul


def test_a_store_that_was_filled_holds_every_row() -> None:
    with read_session() as session:
        alive = sum(
            len(session.exec(select(kind.id).where(col(kind.ditarik_pada).is_(None))).all())
            for kind in JENIS.values()
        )
    assert wrong() == []
    assert alive > 800
    assert many() == alive


def test_no_two_objects_share_a_row_of_the_index() -> None:
    numbers = [indeks.entri_id(huruf, i) for huruf in indeks.HURUF for i in range(1, 500)]
    assert len(set(numbers)) == len(numbers)
    assert indeks.objek_of(indeks.entri_id("K", 77)) == ("K", 77)


def test_a_saved_change_is_found_at_once_and_what_was_is_not() -> None:
    with open_session(SISTEM) as session:
        rename(session, "Menertibkan zebrakuda")
    assert found("zebrakuda") == {("A", 1)}
    with open_session(SISTEM) as session:
        rename(session, "Menertibkan gajahmina")
    assert found("zebrakuda") == set()
    assert found("gajahmina") == {("A", 1)}
    assert wrong() == []


@pytest.mark.parametrize("seed", range(3))
def test_the_index_equals_the_rows_after_anything_people_do(seed: int) -> None:
    people = Acak(seed)
    for _ in range(40):
        people.step()
    assert people.done > 20
    assert wrong() == []


def test_what_is_refused_leaves_nothing_in_the_index() -> None:
    with pytest.raises(RuntimeError), open_session(SISTEM) as session:
        rename(session, "Menertibkan zebrakuda")
        session.flush()
        raise RuntimeError
    assert found("zebrakuda") == set()
    assert wrong() == []


def test_a_savepoint_taken_back_leaves_nothing_in_the_index() -> None:
    with open_session(SISTEM) as session:
        rename(session, "Menertibkan gajahmina", 1)
        with session.begin_nested() as savepoint:
            rename(session, "Menertibkan zebrakuda", 1)
            rename(session, "Menertibkan zebrakuda", 2)
            session.flush()
            savepoint.rollback()
        with session.begin_nested():
            rename(session, "Menertibkan kancilputih", 3)
    assert (found("zebrakuda"), found("gajahmina")) == (set(), {("A", 1)})
    assert found("kancilputih") == {("A", 3)}
    assert wrong() == []


def test_what_is_withdrawn_goes_and_what_is_restored_comes_back() -> None:
    with open_session(SISTEM) as session:
        row = session.get_one(t.RencanaAksi, 1)
        row.judul = "Menertibkan zebrakuda"
        session.flush()
        withdraw(
            session, pelaku=SISTEM, huruf="A", row_id=1, versi=row.versi, alasan="Ganda dengan lain"
        )
    assert found("zebrakuda") == set()
    assert wrong() == []
    with open_session(SISTEM) as session:
        versi = session.get_one(t.RencanaAksi, 1).versi
        restore(session, pelaku=SISTEM, huruf="A", row_id=1, versi=versi)
    assert found("zebrakuda") == {("A", 1)}
    assert wrong() == []


def test_only_what_is_searched_in_costs_a_write(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[list[int]] = []
    monkeypatch.setattr(indeks, "_remove", lambda _connection, ids: written.append(ids))
    with open_session(SISTEM) as session:
        session.get_one(t.RencanaAksi, 1).tenggat = None
    assert written == []


def test_an_emptied_store_has_an_empty_index() -> None:
    isian = IsianAdminPertama.check({"nama_masuk": "admin.baru", "nama": "Admin Baru"})
    with open_session(PENGOSONGAN, asal="perintah") as session:
        empty_store(session, pelaku=PENGOSONGAN, isian=isian, sandi="rahasia sekali pakai 1")
    assert many() == 0
    assert wrong() == []


def test_an_older_store_gets_its_index_when_it_is_upgraded() -> None:
    before = many()
    downgrade("0004")
    with engine().connect() as connection:
        assert not [n for n in inspect(connection).get_table_names() if indeks.is_index(n)]
    assert upgrade()
    assert many() == before
    assert wrong() == []


def test_the_check_names_what_differs_and_building_anew_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["cari", *words])
        return program.main(), capsys.readouterr().out

    assert run() == (0, "Indeks pencarian sesuai dengan data.\n")
    with engine().begin() as connection:
        connection.execute(text("UPDATE risiko SET judul = 'Diubah di luar' WHERE id = 3"))
        connection.execute(text("UPDATE solusi SET ditarik_pada = dibuat_pada WHERE id = 2"))
        kolom = "rowid" if connection.dialect.name == "sqlite" else "id"
        connection.execute(
            text(f"DELETE FROM cari WHERE {kolom} = :id"), {"id": indeks.entri_id("A", 5)}
        )
    code, said = run()
    assert code == 1
    assert "berbeda pada 3 objek" in said
    assert all(name in said for name in ("risiko 3", "solusi 2", "rencana_aksi 5"))
    code, said = run("--bangun")
    assert code == 0
    assert "dibangun ulang" in said
    assert run()[0] == 0


def test_building_anew_makes_pages_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def nomor() -> int:
        with read_session() as session:
            return session.exec(select(t.VersiData.nomor)).one()

    before = nomor()
    monkeypatch.setattr(sys, "argv", ["cari", "--bangun"])
    assert program.main() == 0
    assert nomor() == before + 1
