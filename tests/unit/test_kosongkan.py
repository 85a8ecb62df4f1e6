"""Emptying a store of its example data, and the first admin."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, func, select, text

from model import berkas
from model import tables as t
from model.choices import CaraMasuk, Peran, Tindakan
from model.clock import now
from model.commands.kosongkan import (
    ACUAN,
    BukanContoh,
    SudahAdaAdmin,
    create_first_admin,
    empty_store,
    remove_berkas,
)
from model.commands.masalah import create_isu
from model.commands.sesi import open_sesi
from model.config import ROOT
from model.db import open_session, read_session
from model.errors import InvalidIsian, NotAllowed
from model.isian_pengguna import IsianAdminPertama
from model.permissions import Hak
from model.queries.acuan import get_keadaan_data
from model.queries.sesi import get_sesi
from tests.orang import SISTEM, stored
from tests.unit.akun import require_whole_chain, row, without
from tests.unit.perintah import ISU, POKJA, perform, versi_data

ADMIN = IsianAdminPertama.check({"nama_masuk": "Siti.Admin", "nama": "Siti <b>Admin</b>"})


def counts() -> dict[str, int]:
    with read_session() as session:
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in t.Base.metadata.sorted_tables
        }


@pytest.mark.usefixtures("contoh")
def test_nothing_of_the_example_is_left_and_the_reference_data_stays() -> None:
    admin = stored(Peran.ADMIN)
    with open_session(SISTEM) as session:
        token = open_sesi(session, pengguna_id=admin.id or 0, cara=CaraMasuk.CONTOH)
    before, versi = counts(), versi_data()
    kosong = perform(empty_store, pelaku=admin, isian=ADMIN)
    after = counts()
    assert {name for name, count in after.items() if count} == {
        name for name, count in before.items() if name in ACUAN and count
    } - {"pengaturan"} | ({"pengaturan"} if before["pengaturan"] > 1 else set()) | {
        "pengguna",
        "riwayat",
    }
    assert all(after[name] == before[name] for name in ACUAN - {"pengaturan"})
    assert after["pengaturan"] == before["pengaturan"] - 1
    assert after["pengguna"] == 1
    with read_session() as session:
        assert get_keadaan_data(session) == (versi + 1, False)
        assert get_sesi(session, token=token, saat=now()) is None
    account = row(kosong.admin.pengguna_id)
    assert (account.nama_masuk, account.nama) == ("siti.admin", "Siti <b>Admin</b>")
    assert (account.peran, account.contoh, account.sandi_harus_ganti) == (Peran.ADMIN, False, True)
    assert PasswordHasher().verify(account.sandi, kosong.admin.sandi)


@pytest.mark.usefixtures("contoh")
def test_a_new_riwayat_begins_that_says_so_in_nobodys_name() -> None:
    perform(empty_store, pelaku=stored(Peran.ADMIN), isian=ADMIN)
    assert require_whole_chain() == 2
    with read_session() as session:
        lines = session.exec(select(t.Riwayat).order_by(col(t.Riwayat.id))).all()
    assert [line.tindakan for line in lines] == [Tindakan.DIKOSONGKAN, Tindakan.DIBUAT]
    assert {(line.pelaku, line.pelaku_id) for line in lines} == {("Pengosongan data contoh", None)}
    assert "Siti" not in str([line.model_dump() for line in lines])


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM riwayat", "UPDATE riwayat SET pelaku = 'x'", "DELETE FROM verifikasi"],
)
def test_the_database_refuses_changes_of_the_new_riwayat_again(statement: str) -> None:
    perform(empty_store, pelaku=SISTEM, isian=ADMIN)
    with open_session(SISTEM) as session:
        session.add(t.Pengguna(nama_masuk="lain", nama="Lain", peran=Peran.PIMPINAN))
    if "verifikasi" in statement:
        return
    with pytest.raises(DBAPIError, match="hanya dapat ditambah"), open_session(SISTEM) as session:
        session.execute(text(statement))


@pytest.mark.usefixtures("contoh")
def test_work_goes_on_in_the_emptied_store() -> None:
    perform(empty_store, pelaku=SISTEM, isian=ADMIN)
    kode = perform(create_isu, pokja_id=POKJA, isian=ISU.isian())
    assert kode == "KEP-I1"
    require_whole_chain()


@pytest.mark.usefixtures("contoh")
def test_the_files_of_the_evidence_go_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas, "folder", lambda: tmp_path / "bukti")
    (tmp_path / "bukti").mkdir()
    with open_session(SISTEM) as session:
        names = [name for name in session.exec(select(t.Bukti.nama_simpan)) if name]
        if not names:
            session.add(bukti("a" * 32))
            names = ["a" * 32]
    for name in names:
        (tmp_path / "bukti" / name).write_bytes(b"isi")
    kosong = perform(empty_store, pelaku=SISTEM, isian=ADMIN)
    assert sorted(kosong.berkas) == sorted(names)
    assert len(list((tmp_path / "bukti").iterdir())) == len(names), "kept until the commit"
    remove_berkas(kosong)
    assert list((tmp_path / "bukti").iterdir()) == []


def bukti(nama_simpan: str) -> t.Bukti:
    return t.Bukti(
        aksi_id=1, jenis="berkas", nama="a.pdf", sha256="0" * 64, nama_simpan=nama_simpan,
        pelaku="Uji", pada=now() - timedelta(days=1),
    )  # fmt: skip


@pytest.mark.usefixtures("contoh")
def test_a_password_may_be_shown_before_it_is_given() -> None:
    kosong = perform(empty_store, pelaku=SISTEM, isian=ADMIN, sandi="aaaaa-bbbbb-ccccc-ddddd")
    assert PasswordHasher().verify(row(kosong.admin.pengguna_id).sandi, "aaaaa-bbbbb-ccccc-ddddd")


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("peran", without(Hak.KOSONGKAN))
def test_nobody_but_an_admin_empties(peran: Peran) -> None:
    before = counts()
    pelaku = stored(peran)
    with pytest.raises(NotAllowed):
        perform(empty_store, pelaku=pelaku, isian=ADMIN)
    after = counts()
    assert after["riwayat"] >= before["riwayat"] + 1
    assert after["rencana_aksi"] == before["rencana_aksi"]


@pytest.mark.usefixtures("store")
def test_a_store_without_example_data_is_never_emptied() -> None:
    perform(create_isu, pokja_id=POKJA, isian=ISU.isian())
    before = counts()
    with pytest.raises(BukanContoh):
        perform(empty_store, pelaku=SISTEM, isian=ADMIN)
    assert counts() == before


@pytest.mark.usefixtures("contoh")
def test_a_failure_on_the_way_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts()

    def fail(*_args: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("model.commands.kosongkan.create_first_admin", fail)
    with pytest.raises(RuntimeError):
        perform(empty_store, pelaku=SISTEM, isian=ADMIN)
    assert counts() == before
    with pytest.raises(DBAPIError, match="hanya dapat ditambah"), open_session(SISTEM) as session:
        session.execute(text("DELETE FROM riwayat"))
    require_whole_chain()


@pytest.mark.usefixtures("store")
def test_there_is_one_first_admin() -> None:
    with open_session(SISTEM) as session:
        made = create_first_admin(session, isian=ADMIN)
    assert row(made.pengguna_id).peran == Peran.ADMIN
    with pytest.raises(SudahAdaAdmin), open_session(SISTEM) as session:
        create_first_admin(session, isian=ADMIN)


@pytest.mark.parametrize(
    "values", [{"nama_masuk": "x", "nama": "Siti"}, {"nama_masuk": "siti admin", "nama": "S A"}]
)
def test_the_first_admin_needs_a_name_that_can_be_typed(values: dict[str, str]) -> None:
    with pytest.raises(InvalidIsian):
        IsianAdminPertama.check(values)


def run(url: str, module: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def sandi_of(output: str) -> str:
    line = next(line for line in output.splitlines() if line.startswith("Sandi sekali pakai"))
    return line.partition(": ")[2]


SIAPA = ("--nama-masuk", "siti.admin", "--nama", "Siti Admin")


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_command_empties_and_prints_the_password_once(contoh: str) -> None:
    refused = run(contoh, "model.kosongkan", *SIAPA)
    assert refused.returncode == 1
    assert "--ya" in refused.stderr
    assert "--nama-masuk" in run(contoh, "model.kosongkan", "--ya").stderr
    assert counts()["rencana_aksi"] == 314
    done = run(contoh, "model.kosongkan", *SIAPA, "--ya")
    assert done.returncode == 0, done.stderr
    with read_session() as session:
        account = session.exec(select(t.Pengguna)).one()
    assert PasswordHasher().verify(account.sandi, sandi_of(done.stdout))
    again = run(contoh, "model.kosongkan", *SIAPA, "--ya")
    assert again.returncode == 1
    assert "tidak berisi data contoh" in again.stderr


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_command_makes_the_first_admin_and_helps_one_who_is_locked_out(store: str) -> None:
    first = run(store, "model.admin_pertama", *SIAPA)
    assert first.returncode == 0, first.stderr
    assert "sudah mempunyai admin" in run(store, "model.admin_pertama", *SIAPA).stderr
    again = run(store, "model.admin_pertama", "--pulihkan", "Siti.Admin")
    assert sandi_of(again.stdout) != sandi_of(first.stdout)
    with read_session() as session:
        account = session.exec(select(t.Pengguna)).one()
    assert PasswordHasher().verify(account.sandi, sandi_of(again.stdout))
    assert "Tidak ada admin" in run(store, "model.admin_pertama", "--pulihkan", "x").stderr
