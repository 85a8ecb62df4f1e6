"""The files of bukti dukung on disk: whole, private, gone with a failed save, and checked."""

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from model import berkas
from model.bukti import Unggahan, prepare
from model.commands.bukti import add_bukti, withdraw_bukti
from model.config import ROOT, settings
from model.db import open_session, read_session
from model.errors import BerkasRusak, PenyimpananGagal
from model.queries.bukti import list_bukti, map_sha256
from tests.isi_berkas import PDF, PNG
from tests.orang import SISTEM
from tests.stores import configured

pytestmark = pytest.mark.usefixtures("contoh")


def files() -> set[str]:
    return {path.name for path in berkas.folder().iterdir()} if berkas.folder().is_dir() else set()


def add(isi: bytes = PDF, aksi_id: int = 1, nama: str = "a.pdf") -> None:
    with prepare([Unggahan(nama, io.BytesIO(isi))]) as bukti, open_session(SISTEM) as session:
        add_bukti(session, pelaku=SISTEM, aksi_id=aksi_id, bukti=bukti)


def age(path: Path) -> None:
    """Make a file old enough not to belong to a save that is still going on."""
    old = path.stat().st_mtime - 2 * berkas.DETIK_TUNGGU
    os.utime(path, (old, old))


def of_example() -> dict[str, str]:
    with read_session() as session:
        return map_sha256(session)


def test_the_folder_lies_beside_the_store_unless_another_is_named(tmp_path: Path) -> None:
    assert berkas.folder() == tmp_path / "bukti"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("FORUM_BERKAS")
        for url, folder in (
            (f"sqlite:///{tmp_path}/lain/forum.db", tmp_path / "lain" / "bukti"),
            ("postgresql://localhost/forum", ROOT / "data" / "bukti"),
        ):
            patch.setenv("DATABASE_URL", url)
            settings.cache_clear()
            assert berkas.folder() == folder
    settings.cache_clear()
    assert not berkas.folder().is_relative_to(ROOT / "pages")


def test_a_file_is_kept_under_a_name_of_ours_for_our_eyes_only() -> None:
    before = files()
    add(nama="../../etc/Laporan Budi.pdf")
    [new] = files() - before
    path = berkas.folder() / new
    assert berkas.NAMA.fullmatch(new)
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_two_files_alike_are_kept_apart() -> None:
    add()
    add()
    assert len(files()) == 2


def test_a_save_that_fails_leaves_no_file() -> None:
    with pytest.raises(ZeroDivisionError), prepare([Unggahan("a", io.BytesIO(PDF))]) as bukti:  # noqa: SIM117
        with open_session(SISTEM) as session:
            add_bukti(session, pelaku=SISTEM, aksi_id=1, bukti=bukti)
            session.flush()
            assert len(files()) == 1
            raise ZeroDivisionError
    assert files() == set()


def test_what_no_command_takes_is_removed_again() -> None:
    with prepare([Unggahan("a", io.BytesIO(PDF)), Unggahan("b", io.BytesIO(PNG))]):
        assert len(files()) == 2
    assert files() == set()


def test_what_was_stored_is_given_back_and_a_changed_byte_is_noticed() -> None:
    add()
    [(nama, sha256)] = [(n, s) for n, s in of_example().items() if n in files()]
    with berkas.open_verified(nama, sha256) as file:
        assert file.read() == PDF
    path = berkas.folder() / nama
    path.write_bytes(PDF.replace(b"1 0 obj", b"1 0 obk"))
    with pytest.raises(BerkasRusak, match="Sampaikan kepada admin"):
        berkas.open_verified(nama, sha256)
    path.unlink()
    with pytest.raises(BerkasRusak):
        berkas.open_verified(nama, sha256)


@pytest.mark.parametrize("nama", ["../forum.db", "/etc/passwd", "", "A" * 32])
def test_a_name_that_is_not_ours_is_never_opened(nama: str) -> None:
    with pytest.raises(BerkasRusak):
        berkas.open_verified(nama, "0" * 64)


def test_a_folder_that_cannot_be_made_is_a_calm_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "berkas").write_text("a file where the folder should be")
    monkeypatch.setenv("FORUM_BERKAS", str(tmp_path / "berkas" / "bukti"))
    settings.cache_clear()
    with pytest.raises(PenyimpananGagal, match="Isian Anda masih ada"):
        add()


def test_a_full_disk_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(PenyimpananGagal):
        add()
    assert files() == set()
    with read_session() as session:
        assert list_bukti(session, aksi_id=1) == []


def test_a_disk_that_fails_in_the_midst_of_a_save_undoes_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(berkas, "_sync_folder", fail)
    with pytest.raises(PenyimpananGagal):
        add()
    assert files() == set()
    with read_session() as session:
        assert list_bukti(session, aksi_id=1) == []


def test_the_check_finds_what_is_missing_changed_or_too_much() -> None:
    add()
    add(PNG, nama="b.png")
    stored = {n: s for n, s in of_example().items() if n in files()}
    assert berkas.find_faults(stored) == []
    first, second = (berkas.folder() / nama for nama in sorted(stored))
    first.unlink()
    second.write_bytes(b"x")
    stray = berkas.folder() / "sementara-1"
    stray.write_bytes(b"")
    assert len(berkas.find_faults(stored)) == 2, "a young stray may belong to a save"
    age(stray)
    assert [fault.partition(": ")[2] for fault in berkas.find_faults(stored)] == [
        "berkas hilang.",
        "isi berkas berbeda dari yang disimpan (SHA-256).",
        "berkas tanpa catatan di basis data.",
    ]


def test_a_withdrawn_file_is_kept() -> None:
    add()
    with open_session(SISTEM) as session:
        [bukti] = list_bukti(session, aksi_id=1)
        withdraw_bukti(session, pelaku=SISTEM, bukti_id=bukti.id)
    assert len(files() & set(of_example())) == 1


@pytest.mark.parametrize("kind", ["sqlite"])
def test_the_command_says_what_is_wrong_and_ends_with_one(contoh: str, kind: str) -> None:
    command = [sys.executable, "-m", "model.berkas"]
    missing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert missing.returncode == 1
    assert "berkas hilang" in missing.stdout


@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_loaded_example_has_all_its_files(tmp_path: Path) -> None:
    env = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/baru.db"}
    env.pop("FORUM_BERKAS")
    for module in ("seed", "model.berkas"):
        result = subprocess.run(
            [sys.executable, "-m", module], cwd=ROOT, env=env, capture_output=True, text=True
        )
        assert (result.returncode, result.stderr) == (0, "")
    assert "tidak ada masalah" in result.stdout
    with configured(f"sqlite:///{tmp_path}/baru.db", tmp_path / "bukti"):
        assert len(of_example()) > 50
