"""The chain of the riwayat: the check finds whatever was done to it behind the program's back."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert, make_url, text, update
from sqlmodel import select

from model import append_only, history
from model import tables as t
from model.choices import Peran, Tindakan
from model.config import ROOT, settings
from model.db import engine, open_session, read_session, sqlite_driver
from model.history import AWAL_RANTAI, seal
from model.periksa_riwayat import HasilPeriksa, check_riwayat
from tests.orang import SISTEM, stored
from tests.unit.perintah import ISU, OPERATOR, POKJA, by_kode, perform

only_sqlite = pytest.mark.parametrize("kind", ["sqlite"])
only_postgresql = pytest.mark.parametrize(
    "kind", [pytest.param("postgresql", marks=pytest.mark.postgresql)]
)


@pytest.fixture
def riwayat(store: str) -> int:  # noqa: ARG001
    """Write a riwayat of all sorts, as the program does; give its number of lines."""
    ketua = stored(Peran.KETUA, milik=POKJA)
    for number in range(8):
        isian = ISU.isian(judul=f"Isu “{number}” <b>日本</b>", uraian="Uraian " * number)
        kode = perform(ISU.create, pelaku=ketua, pokja_id=POKJA, isian=isian)
        row = by_kode(ISU, kode)
        changed = ISU.perubahan(judul=f"Lain {number}", uraian="")
        perform(ISU.update, pelaku=OPERATOR, row_id=row.id, versi=1, isian=changed)
    with open_session(SISTEM, asal="API") as session:
        history.add_line(session, Tindakan.DITOLAK, sesudah="Anda tidak berwenang.")
        history.add_line(session, Tindakan.DIUNDUH, sesudah="Rencana aksi (CSV): terlambat")
    hasil = check_riwayat()
    assert hasil.utuh
    assert hasil.baris > 15
    return hasil.baris


@contextmanager
def behind_the_back() -> Iterator[Connection]:
    """Give a connection that is not held back by the triggers, nor by keys of other tables."""
    with engine().begin() as connection:
        append_only.unprotect(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        yield connection
        append_only.protect(connection)


def run(*statements: str, **values: object) -> HasilPeriksa:
    """Carry out statements behind the program's back and return what the check says."""
    with behind_the_back() as connection:
        for statement in statements:
            assert connection.execute(text(statement), values).rowcount
    return check_riwayat()


def test_an_empty_riwayat_is_whole(store: str) -> None:  # noqa: ARG001
    assert check_riwayat() == HasilPeriksa(0, AWAL_RANTAI, None, tuntas=True)


@pytest.mark.usefixtures("contoh")
def test_the_riwayat_of_the_example_is_whole_and_ends_where_its_head_says() -> None:
    hasil = check_riwayat()
    assert hasil.utuh
    with read_session() as session:
        head = session.exec(select(t.VersiData)).one()
        assert (hasil.baris, hasil.rantai) == (head.riwayat_id, head.rantai)
        assert hasil.baris > 800


def test_a_check_can_be_done_in_parts(riwayat: int) -> None:
    whole, part, steps = check_riwayat(), check_riwayat(paling_banyak=5), 1
    while not part.tuntas:
        part, steps = check_riwayat(part, paling_banyak=5), steps + 1
    assert part == whole
    assert steps >= riwayat / 5


REMOVED = "DELETE FROM riwayat WHERE id = :nomor"
SHIFTED = "UPDATE riwayat SET id = id - 1 WHERE id = :nomor + 1"
COLUMNS = (
    "pada, pelaku, pelaku_id, asal, tabel, baris_id, versi, tindakan, kolom, sebelum, sesudah, "
    "rantai"
)
COPIED = (
    f"INSERT INTO riwayat (id, {COLUMNS}) SELECT :baru, {COLUMNS} FROM riwayat WHERE id = :nomor"
)


@pytest.mark.parametrize("nomor", [1, 7])
def test_a_line_that_was_removed_is_missed(riwayat: int, nomor: int) -> None:
    hasil = run(REMOVED, nomor=nomor)
    assert (hasil.utuh, hasil.baris) == (False, nomor - 1)
    assert hasil.cacat == f"Baris {nomor} tidak ada; baris berikutnya bernomor {nomor + 1}."


def test_renumbering_does_not_hide_a_removed_line(riwayat: int) -> None:
    hasil = run(REMOVED, SHIFTED, nomor=7)
    assert hasil.cacat == "Baris 7 tidak cocok dengan segelnya."


def test_an_end_that_was_cut_off_is_missed(riwayat: int) -> None:
    hasil = run("DELETE FROM riwayat WHERE id > :nomor", nomor=riwayat - 3)
    assert hasil.baris == riwayat - 3
    assert "terpotong" in str(hasil.cacat)


def test_an_end_cut_off_together_with_the_head_leaves_another_seal(riwayat: int) -> None:
    """This the check alone cannot know: the seal noted elsewhere does."""
    noted = check_riwayat()
    hasil = run(
        "DELETE FROM riwayat WHERE id > :nomor",
        "UPDATE versi_data SET riwayat_id = :nomor,"
        " rantai = (SELECT rantai FROM riwayat WHERE id = :nomor)",
        nomor=riwayat - 3,
    )
    assert hasil.utuh
    assert (hasil.baris, hasil.rantai) != (noted.baris, noted.rantai)


def test_lines_in_another_order_are_found(riwayat: int) -> None:
    swap = "UPDATE riwayat SET id = :baru WHERE id = :nomor"
    with behind_the_back() as connection:
        for before, after in ((5, 1000), (6, 5), (1000, 6)):
            connection.execute(text(swap), {"nomor": before, "baru": after})
    assert check_riwayat().cacat == "Baris 5 tidak cocok dengan segelnya."


def test_a_line_with_another_number_is_found(riwayat: int) -> None:
    hasil = run("UPDATE riwayat SET id = id + 1000 WHERE id = :nomor", nomor=9)
    assert (hasil.utuh, hasil.baris) == (False, 8)


@pytest.mark.parametrize("baru", [0, -3])
def test_a_line_put_before_all_others_is_found(riwayat: int, baru: int) -> None:
    hasil = run(COPIED, nomor=4, baru=baru)
    assert (hasil.utuh, hasil.baris) == (False, 0)


def test_a_line_put_in_between_is_found(riwayat: int) -> None:
    move = "UPDATE riwayat SET id = -id WHERE id >= :baru"
    back = "UPDATE riwayat SET id = 1 - id WHERE id < 0"
    hasil = run(move, back, COPIED, nomor=3, baru=5)
    assert hasil.cacat == "Baris 5 tidak cocok dengan segelnya."


def test_a_line_added_past_the_head_is_found(riwayat: int) -> None:
    with engine().begin() as connection:
        last = connection.execute(
            select(*(getattr(t.Riwayat, n) for n in ("pada", *history.TERSEGEL, "rantai")))
            .where(t.Riwayat.id == riwayat)
        ).mappings().one()  # fmt: skip
        line = dict(last) | {"id": riwayat + 1, "sesudah": "Ditambah"}
        line["rantai"] = seal(last["rantai"], line)
        connection.execute(insert(t.Riwayat).values(**line))
    assert "Kepala rantai tidak cocok" in str(check_riwayat().cacat)


@pytest.mark.parametrize(
    "change", ["riwayat_id = riwayat_id - 1", "riwayat_id = riwayat_id + 1", "rantai = ''"]
)
def test_a_changed_head_is_found(riwayat: int, change: str) -> None:
    assert not run(f"UPDATE versi_data SET {change}").utuh


def test_a_missing_head_is_found(riwayat: int) -> None:
    assert run("DELETE FROM versi_data").cacat == "Kepala rantai tidak ada atau tidak terbaca."


def test_lines_written_while_the_check_walks_are_no_fault(riwayat: int) -> None:
    """On PostgreSQL each statement of a reader sees what has been committed until then."""
    hasil = check_riwayat(paling_banyak=3)
    perform(ISU.create, pokja_id=POKJA, isian=ISU.isian())
    hasil = check_riwayat(hasil)
    assert (hasil.utuh, hasil.baris) == (True, riwayat + 1)


SEALED = ("id", "pada", *history.TERSEGEL[1:], "rantai")
TRIES = 1_000


@only_sqlite
@pytest.mark.usefixtures("riwayat")
def test_any_of_a_thousand_tampered_bytes_is_found() -> None:
    """One random byte of a random field of a random line, or of the head, as the file holds it."""
    rng = random.Random(20260317)
    path = make_url(settings().database_url).database
    with behind_the_back():
        pass
    with closing(sqlite_driver().connect(path, isolation_level=None)) as file:
        for table in append_only.TABEL:
            for action in ("update", "delete", "timpa"):
                file.execute(f"DROP TRIGGER {table}_tolak_{action}")
        file.execute("PRAGMA ignore_check_constraints = 1")
        numbers = [row[0] for row in file.execute("SELECT id FROM riwayat")]
        for attempt in range(TRIES):
            table, column, key = "riwayat", rng.choice(SEALED), rng.choice(numbers)
            if attempt % 50 == 0:
                table, column, key = "versi_data", rng.choice(("riwayat_id", "rantai")), 1
            place = f"{table} WHERE {'id' if column != 'id' else 'rantai'} = ?"
            if column == "id":
                query = "SELECT rantai FROM riwayat WHERE id = ?"
                key = file.execute(query, (key,)).fetchone()[0]
            old = file.execute(f"SELECT {column} FROM {place}", (key,)).fetchone()[0]
            new, form = other_byte(rng, old)
            if column == "id" and new in numbers:
                new = new + 256
            table, condition = place.split(" ", 1)
            change = f"UPDATE {table} SET {column} = {{}} {condition}"
            file.execute(change.format(form), (new, key))
            hasil = check_riwayat()
            assert not hasil.utuh, (attempt, table, column, key, old, new)
            file.execute(change.format("?"), (old, key))
        assert check_riwayat().utuh


def other_byte(rng: random.Random, old: Any) -> tuple[Any, str]:
    """Return a value that differs in one byte, and how it is written into a statement."""
    if isinstance(old, int):
        return old ^ (rng.randrange(1, 256) << 8 * rng.randrange(7)), "?"
    if old is None:
        return bytes([rng.randrange(256)]), "CAST(? AS TEXT)"
    stored = bytearray(old.encode())
    if not stored:
        return bytes([rng.randrange(256)]), "CAST(? AS TEXT)"
    stored[rng.randrange(len(stored))] ^= rng.randrange(1, 256)
    return bytes(stored), "CAST(? AS TEXT)"


@only_postgresql
@pytest.mark.usefixtures("riwayat")
def test_any_of_two_hundred_tampered_values_is_found_on_postgresql() -> None:
    rng = random.Random(20260317)
    r = t.Riwayat
    with behind_the_back() as connection:
        numbers = list(connection.execute(select(r.id)).scalars())
        for name in ("tindakan", "rantai_panjang"):
            connection.execute(text(f"ALTER TABLE riwayat DROP CONSTRAINT ck_riwayat_{name}"))
    with engine().connect() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        append_only.unprotect(connection)
        connection.commit()
        for attempt in range(200):
            column, number = rng.choice(SEALED[1:]), rng.choice(numbers)
            place = {"nomor": number}
            kind = "text" if column in ("pada", "tindakan") else ""
            cast = f"{column}::{kind}" if kind else column
            query = text(f"SELECT {cast} FROM riwayat WHERE id = :nomor")
            old = connection.execute(query, place).scalar_one()
            new: Any = other_value(rng, column, old)
            target = "CAST(:isi AS timestamptz)" if column == "pada" else ":isi"
            change = text(f"UPDATE riwayat SET {column} = {target} WHERE id = :nomor")
            connection.execute(change, place | {"isi": new})
            connection.commit()
            assert not check_riwayat().utuh, (attempt, column, number, old, new)
            connection.execute(change, place | {"isi": old})
            connection.commit()
    assert check_riwayat().utuh


def other_value(rng: random.Random, column: str, old: Any) -> Any:
    if isinstance(old, int) or column in ("pelaku_id", "baris_id", "versi"):
        return (old or 0) ^ (1 << rng.randrange(30))
    if column == "pada":
        digits = [i for i in range(20, len(old)) if old[i].isdigit() and old[i - 1] != "+"][:1]
        at = digits[0]
        return old[:at] + str((int(old[at]) + 1) % 10) + old[at + 1 :]
    at = rng.randrange(len(old) + 1) if old else 0
    return f"{(old or '')[:at]}{rng.choice('xé日')}{(old or '')[at + 1 :]}"


@pytest.mark.parametrize("table", append_only.TABEL)
@pytest.mark.usefixtures("contoh")
def test_the_database_itself_refuses_to_change_or_delete(table: str, kind: str) -> None:
    changed = "rakor_id = 2" if table == "potret_beku" else "pelaku = 'Orang lain'"
    statements = [
        f"UPDATE {table} SET {changed}",
        f"UPDATE {table} SET id = id + 1000000",
        f"DELETE FROM {table}",
        f"DELETE FROM {table} WHERE id = 1",
    ]
    if kind == "sqlite":
        statements += [f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = 1"]
        statements += [f"REPLACE INTO {table} SELECT * FROM {table} WHERE id = 1"]
    else:
        statements += [f"TRUNCATE {table} CASCADE"]
        statements += [
            f"INSERT INTO {table} SELECT * FROM {table} WHERE id = 1"
            f" ON CONFLICT (id) DO UPDATE SET {changed}"
        ]
    with engine().connect() as connection:
        before = connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).all()
        assert before
        for statement in statements:
            with pytest.raises(Exception, match=f"tabel {table} hanya dapat ditambah"):
                connection.execute(text(statement))
            connection.rollback()
        assert connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).all() == before


def triggers() -> list[tuple[Any, ...]]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    if engine().dialect.name == "postgresql":
        query = (
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
            " ORDER BY tgname"
        )
    with engine().connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


@pytest.mark.usefixtures("store")
def test_protection_that_was_lifted_comes_back_as_the_migration_made_it() -> None:
    before = triggers()
    assert len(before) == 3 * len(append_only.TABEL)
    with behind_the_back():
        pass
    assert triggers() == before


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "model.periksa_riwayat", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@only_sqlite
def test_the_command_tells_what_to_note_down_and_fails_on_a_broken_chain(riwayat: int) -> None:
    whole = check()
    assert (whole.returncode, whole.stderr) == (0, "")
    assert f"Baris utuh   {riwayat}" in whole.stdout
    assert check_riwayat().rantai in whole.stdout
    run("UPDATE riwayat SET sesudah = 'Lain' WHERE id = :nomor", nomor=6)
    broken = check()
    assert broken.returncode == 1
    assert "RANTAI RUSAK. Baris 6 tidak cocok dengan segelnya." in broken.stdout


def test_the_command_says_so_when_there_is_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'hilang.db'}")
    missing = check()
    assert missing.returncode == 2
    assert "Basis data tidak dapat dibuka" in missing.stderr


@pytest.mark.usefixtures("contoh")
def test_whoever_owns_the_file_can_rebuild_the_chain_but_not_the_seal_noted_elsewhere() -> None:
    noted = check_riwayat()
    columns = ("pada", *history.TERSEGEL)
    with behind_the_back() as connection:
        connection.execute(update(t.Riwayat).where(t.Riwayat.id == 3).values(pelaku="Orang lain"))
        query = select(*(getattr(t.Riwayat, name) for name in columns)).order_by(t.Riwayat.id)
        rantai = AWAL_RANTAI
        for row in connection.execute(query).mappings().all():
            rantai = seal(rantai, row)
            change = update(t.Riwayat).where(t.Riwayat.id == row["id"])
            connection.execute(change.values(rantai=rantai))
        connection.execute(update(t.VersiData).values(rantai=rantai))
    rebuilt = check_riwayat()
    assert rebuilt.utuh
    assert rebuilt.rantai != noted.rantai
