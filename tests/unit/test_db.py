"""The store itself: set-up, locking, and what the database refuses without asking our code."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, func, insert, text, update
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlmodel import Session, select

from model import append_only, db, history
from model import tables as t
from model.choices import Keyakinan
from model.commands.masalah import create_isu
from model.config import ROOT, Settings, settings
from model.db import (
    create_file,
    engine,
    engine_for,
    is_wal_safe,
    open_session,
    read_session,
    sqlite_driver,
)
from model.errors import SetupError
from model.isian import IsianIsu
from model.queries.acuan import get_keadaan_data
from tests.orang import local_operator

only_sqlite = pytest.mark.parametrize("kind", ["sqlite"])


def pragma(name: str) -> object:
    with engine().connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 3), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_used_only_where_the_reset_bug_is_fixed(
    version: tuple[int, int, int], safe: bool
) -> None:
    assert is_wal_safe(version) is safe


@only_sqlite
@pytest.mark.usefixtures("store")
def test_a_connection_is_durable_and_strict() -> None:
    safe = is_wal_safe(sqlite_driver().sqlite_version_info)
    assert pragma("journal_mode") == ("wal" if safe else "delete")
    assert pragma("synchronous") == (2 if safe else 3)
    assert pragma("foreign_keys") == 1
    assert pragma("busy_timeout") == settings().sqlite_busy_seconds * 1000 > 0


@only_sqlite
@pytest.mark.usefixtures("store")
def test_an_affected_library_falls_back_to_the_rollback_journal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(db, "WAL_SAFE_FROM", (99, 0, 0))
    monkeypatch.setattr(db, "WAL_SAFE_BACKPORTS", {})
    assert pragma("journal_mode") == "delete"
    assert pragma("synchronous") == 3


def test_a_place_that_refuses_a_setting_stops_the_start() -> None:
    connection = sqlite_driver().connect(
        ":memory:"
    )  # keeps its journal in memory, whatever one asks
    try:
        with pytest.raises(SetupError, match="journal_mode"):
            db._set_up_sqlite(connection, None)
    finally:
        connection.close()


def test_a_missing_file_is_an_error_and_not_a_new_empty_store(tmp_path: Path) -> None:
    missing = engine_for(f"sqlite:///{tmp_path / 'hilang.db'}")
    with pytest.raises(OperationalError, match="unable to open"):
        missing.connect()
    assert not list(tmp_path.iterdir())


def test_a_new_file_is_private_and_an_old_one_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "baru" / "forum.db"
    create_file(f"sqlite:///{file}")
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_bytes(b"isi")
    create_file(f"sqlite:///{file}")
    assert file.read_bytes() == b"isi"


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("postgresql://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("postgresql+psycopg://u:p@h/db", "postgresql+psycopg://u:p@h/db"),
        ("sqlite:////tmp/a.db", "sqlite:////tmp/a.db"),
    ],
)
def test_the_address_forms_of_hosters_are_understood(given: str, used: str) -> None:
    assert Settings(database_url=given).database_url == used


@pytest.mark.usefixtures("store")
def test_nothing_is_kept_when_a_command_fails() -> None:
    with read_session() as session:
        before = get_keadaan_data(session)[0]
    with pytest.raises(ZeroDivisionError), open_session(local_operator()) as session:
        create_isu(session, pelaku=local_operator(), pokja_id=1, isian=IsianIsu(judul="Gagal"))
        session.flush()
        raise ZeroDivisionError
    with read_session() as session:
        assert session.exec(select(t.IsuStrategis)).all() == []
        assert get_keadaan_data(session)[0] == before


@pytest.mark.usefixtures("store")
def test_nothing_done_in_a_read_session_is_kept() -> None:
    with read_session() as session:
        session.execute(update(t.Pokja).values(ikon="diubah"))
    with read_session() as session:
        assert "diubah" not in session.exec(select(t.Pokja.ikon)).all()


@pytest.mark.usefixtures("store")
def test_a_reader_is_not_held_up_by_an_unfinished_write() -> None:
    with open_session(local_operator()) as session:
        create_isu(session, pelaku=local_operator(), pokja_id=1, isian=IsianIsu(judul="Sedang"))
        session.flush()
        with read_session() as reader:
            assert reader.exec(select(func.count()).select_from(t.IsuStrategis)).one() == 0


@pytest.mark.usefixtures("store")
def test_20_people_can_write_at_once_and_draw_20_different_codes() -> None:
    def add(number: int) -> str:
        with open_session(local_operator()) as session:
            isian = IsianIsu(judul=f"Isu {number}")
            return create_isu(session, pelaku=local_operator(), pokja_id=1, isian=isian)

    with read_session() as session:
        before = get_keadaan_data(session)[0]
    with ThreadPoolExecutor(20) as pool:
        codes = list(pool.map(add, range(60)))
    assert sorted(codes) == sorted(f"KEP-I{n}" for n in range(1, 61))
    with read_session() as session:
        assert get_keadaan_data(session)[0] == before + 60


READ_AND_COMMIT_100_TIMES = """
from model.db import open_session
from tests.orang import local_operator
from model.queries.acuan import get_keadaan_data
print("siap", flush=True)
for _ in range(100):
    with open_session(local_operator()) as session:
        get_keadaan_data(session)[0]
"""


@pytest.mark.usefixtures("store")
def test_two_processes_can_read_and_write_at_once() -> None:
    with read_session() as session:
        before = get_keadaan_data(session)[0]
    other = [sys.executable, "-W", "error", "-c", READ_AND_COMMIT_100_TIMES]
    with subprocess.Popen(other, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(100):
            with open_session(local_operator()) as session:
                get_keadaan_data(session)[0]
    assert process.returncode == 0
    with read_session() as session:
        assert get_keadaan_data(session)[0] == before + 200


def refusal(session: Session, statement: str, **values: object) -> str:
    """Return what the database says against a statement, nothing when it carries it out."""
    try:
        with session.begin_nested():
            assert session.execute(text(statement), values).rowcount  # type: ignore[attr-defined]
    except IntegrityError as error:
        return str(error.orig)
    return ""


def fill_every_table(session: Session) -> None:
    """Add a row to each table that the example leaves empty, and let all of them be changed."""
    moment = datetime(2026, 3, 17, 17, 30, tzinfo=UTC)
    known: dict[str, object] = {"aksi_id": 1, "pengguna_id": 1, "pada": moment, "kunci": "kunci"}
    session.add_all(
        [
            t.Bukti(jenis="tautan", nama="Nota", tautan="https://a.id", pelaku="x", **known),
            t.Keputusan(kode="UJI-K99", pokja_id=1, judul="Keputusan"),
            t.PercobaanMasuk(**known),
            t.Pesan(jenis="tenggat", kalimat="Kalimat", **known),
            t.Sesi(
                token="0" * 64, cara="sandi", mulai_pada=moment, dipakai_pada=moment,
                berakhir_pada=moment, **known,
            ),
            t.Surel(dimulai_pada=moment, **known),
            t.Tanggapan(pelaku="x", isi="Isi", **known),
            t.TautanLayar(
                token="0" * 64, dibuat_pada=moment, berlaku_sampai=moment, **known
            ),
        ]
    )  # fmt: skip
    history.close(session)
    append_only.unprotect(session.connection())
    for table in t.Base.metadata.sorted_tables:
        assert session.execute(table.select().limit(1)).first(), table.name


# Of these rows only the limit itself can be broken, no rule between columns.
ONLY = {
    "rencana_aksi": " WHERE status = 'berjalan'",
    "bukti": " WHERE jenis = 'tautan'",
}


@pytest.mark.usefixtures("contoh")
def test_every_limit_on_length_and_range_is_kept_by_the_database(session: Session) -> None:
    limit = re.compile(r"(length\()?(\w+)\)? BETWEEN (\d+) AND (\d+)")
    fill_every_table(session)
    held = []
    for table in t.Base.metadata.sorted_tables:
        where = ONLY.get(table.name, "")
        for check in table.constraints:
            found = isinstance(check, CheckConstraint) and limit.fullmatch(str(check.sqltext))
            if not found:
                continue
            length, column, least, most = found.groups()
            for wrong in (int(least) - 1, int(most) + 1):
                if length and wrong < 0:
                    continue
                statement = f"UPDATE {table.name} SET {column} = :value{where}"
                value = "x" * wrong if length else wrong
                because = refusal(session, statement, value=value)
                # A lower end above 25 is also above any upper end.
                assert str(check.name) in because or "batas_urut" in because
            held.append(f"{table.name}.{column}")
    assert {"rencana_aksi.progres", "risiko.besaran_target", "penanganan.alasan"} <= set(held)
    assert len(held) > 70


@pytest.mark.usefixtures("contoh")
def test_every_column_of_choices_refuses_other_keys(session: Session) -> None:
    fill_every_table(session)
    tried = 0
    for table in t.Base.metadata.sorted_tables:
        for column in table.columns:
            if hasattr(column.type, "enums"):
                statement = f"UPDATE {table.name} SET {column.name} = 'lainnya'"
                assert f"ck_{table.name}_" in refusal(session, statement)
                tried += 1
    assert tried >= 20


SELESAI = "status = 'selesai', verifikasi = 'menunggu'"
BELUM = "progres = 50, verifikasi = 'belum'"


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(
    ("change", "because"),
    [
        ("solusi_id = NULL, penanganan_id = NULL", "melayani"),
        ("mulai = '2026-03-17', tenggat = '2026-03-16'", "tenggat_urut"),
        (f"{SELESAI}, progres = 99, selesai_pada = '2026-03-17'", "selesai_penuh"),
        (f"{SELESAI}, progres = 100, selesai_pada = NULL", "selesai_bertanggal"),
        (f"{BELUM}, status = 'berjalan', selesai_pada = '2026-03-17'", "selesai_bertanggal"),
        (f"{BELUM}, status = 'belum_mulai', selesai_pada = NULL", "belum_mulai_nol"),
        (
            f"{BELUM}, status = 'terkendala', kendala = '', selesai_pada = NULL",
            "terkendala_beralasan",
        ),
        (
            "status = 'selesai', progres = 100, selesai_pada = '2026-03-17', verifikasi = 'belum'",
            "selesai_diajukan",
        ),
        (
            "status = 'berjalan', progres = 50, selesai_pada = NULL, verifikasi = 'diterima'",
            "selesai_diajukan",
        ),
    ],
)
def test_an_action_that_contradicts_itself_is_refused(
    session: Session, change: str, because: str
) -> None:
    assert because in refusal(session, f"UPDATE rencana_aksi SET {change} WHERE id = 1")


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE penanganan SET opsi = 'terima', alasan = '' WHERE id = 1",
        "UPDATE band_level SET batas_bawah = 7, batas_atas = 6",
        "UPDATE sel_matriks SET besaran = 1",
        "UPDATE rencana_aksi SET kode = (SELECT kode FROM rencana_aksi WHERE id = 2) WHERE id = 1",
        "UPDATE pokja SET nama = 'Sama'",
        "UPDATE aturan_risiko SET dibuang_pada = '2026-01-01'",
        "UPDATE risiko SET judul = NULL",
        "INSERT INTO versi_data (id, nomor) VALUES (2, 1)",
        "UPDATE rencana_aksi SET solusi_id = 999999",
        "UPDATE rencana_aksi SET pd_id = 999999",
        "UPDATE permasalahan SET isu_id = 999999",
        "UPDATE risiko SET kategori_id = 999999",
        "INSERT INTO pemutakhiran (aksi_id, pada, pelaku, status_sebelum, status_sesudah,"
        " progres_sebelum, progres_sesudah, kendala, tindak_lanjut, catatan)"
        " SELECT 999999, pada, pelaku, status_sebelum, status_sesudah,"
        " progres_sebelum, progres_sesudah, '', '', '' FROM pemutakhiran LIMIT 1",
        "DELETE FROM permasalahan",
        "DELETE FROM pokja",
        "DELETE FROM perangkat_daerah",
    ],
)
def test_the_database_refuses_what_would_break_the_chain(session: Session, statement: str) -> None:
    assert refusal(session, statement)


@pytest.mark.usefixtures("contoh")
def test_one_permasalahan_has_one_risiko_not_counting_withdrawn_ones(session: Session) -> None:
    one, other = session.execute(
        text("SELECT id FROM risiko WHERE permasalahan_id IS NOT NULL LIMIT 2")
    ).scalars()
    share = (
        "UPDATE risiko SET permasalahan_id = (SELECT permasalahan_id FROM risiko WHERE id = :one)"
        " WHERE id = :other"
    )
    assert refusal(session, share, one=one, other=other)
    session.execute(
        text("UPDATE risiko SET ditarik_pada = dibuat_pada WHERE id = :one"), {"one": one}
    )
    assert not refusal(session, share, one=one, other=other)


@pytest.mark.usefixtures("store")
def test_a_moment_comes_back_as_the_same_moment_in_utc(session: Session) -> None:
    moment = datetime(2026, 3, 18, 0, 30, tzinfo=timezone(timedelta(hours=7)))
    values = {"pelaku": "x", "asal": "x", "tabel": "x", "baris_id": 1, "versi": 1, "kolom": ""}
    values["rantai"] = "0" * 64
    session.execute(insert(t.Riwayat).values(pada=moment, tindakan="dibuat", **values))
    pada = session.exec(select(t.Riwayat.pada)).one()
    assert pada == moment
    assert pada.tzinfo == UTC
    assert session.exec(select(t.Riwayat.id).where(t.Riwayat.pada == moment)).one()


@pytest.mark.usefixtures("store")
def test_a_naive_moment_cannot_be_stored(session: Session) -> None:
    with pytest.raises(StatementError, match="naive"):
        session.execute(update(t.Riwayat).values(pada=datetime(2026, 3, 17)))


@pytest.mark.usefixtures("store")
def test_choices_are_stored_by_key_and_come_back_as_members(session: Session) -> None:
    assert session.execute(text("SELECT keyakinan FROM matriks")).scalars().first() == "sekunder"
    assert session.exec(select(t.Matriks.keyakinan)).first() is Keyakinan.SEKUNDER
    assert session.exec(select(t.AturanRisiko.berlaku_sejak)).one() < date.today()
