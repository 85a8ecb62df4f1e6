"""Migrations: the store they make is the one the tables describe, on both databases."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    CheckConstraint,
    Connection,
    Enum,
    Inspector,
    delete,
    inspect,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from model import tables as t
from model.cari.indeks import is_index
from model.choices import KeadaanVerifikasi, StatusAksi
from model.config import ROOT
from model.db import engine, open_session, read_session
from model.errors import SetupError
from model.migrate import downgrade, require_current, upgrade
from model.periksa_riwayat import check_riwayat
from model.permissions import program
from model.queries.acuan import get_keadaan_data
from seed import load
from tests.stores import configured
from tests.unit import aturan
from tests.unit.perintah import RISIKO_, create


@pytest.fixture
def empty(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> Iterator[None]:
    """Configure an address where nothing is yet."""
    if kind == "sqlite":
        with configured(f"sqlite:///{tmp_path / 'data' / 'forum.db'}"):
            yield
        return
    server = request.getfixturevalue("postgres_templates").server
    name = server.create()
    with configured(server.url_of(name)):
        yield
    server.drop(name)


def differences(connection: Connection) -> list[object]:
    # The index of the search is no table of the model: tests/unit/test_cari_indeks.py.
    options = {
        "compare_type": True,
        "compare_server_default": True,
        "include_name": lambda name, kind, _: kind != "table" or not is_index(name),
    }
    context = MigrationContext.configure(connection, opts=options)
    return compare_metadata(context, t.Base.metadata)


def checks(inspector: Inspector) -> dict[str, set[str]]:
    return {
        table: {str(check["name"]) for check in inspector.get_check_constraints(table)}
        for table in t.Base.metadata.tables
    }


@pytest.mark.usefixtures("empty")
def test_migrating_an_empty_database_makes_what_the_tables_describe() -> None:
    assert upgrade()
    with engine().connect() as connection:
        assert differences(connection) == []
        # Alembic compares no CHECKs, nor where an index is partial.
        inspector = inspect(connection)
        assert checks(inspector) == {
            name: {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
            for name, table in t.Base.metadata.tables.items()
        }
        indexes = {index["name"]: index for index in inspector.get_indexes("risiko")}
        partial = indexes["uq_risiko_permasalahan_id"]
        assert partial["unique"]
        where = partial["dialect_options"][f"{connection.dialect.name}_where"]
        assert "ditarik_pada IS NULL" in str(where)


@pytest.mark.usefixtures("empty")
def test_the_database_takes_the_choices_of_the_tables_and_no_others() -> None:
    upgrade()
    with engine().connect() as connection:
        inspector = inspect(connection)
        for table in t.Base.metadata.sorted_tables:
            found = {c["name"]: c["sqltext"] for c in inspector.get_check_constraints(table.name)}
            for column in table.columns:
                if isinstance(kind := column.type, Enum):
                    keys = re.findall("'([^']+)'", found[f"ck_{table.name}_{kind.name}"])
                    assert set(keys) == set(kind.enums), f"{table.name}.{column.name}"


@pytest.mark.usefixtures("empty")
def test_a_second_upgrade_does_nothing() -> None:
    assert upgrade()
    with engine().connect() as connection:
        before = inspect(connection).get_table_names()
    assert not upgrade()
    with engine().connect() as connection:
        assert inspect(connection).get_table_names() == before


@pytest.mark.usefixtures("empty")
def test_one_can_go_down_to_nothing_and_up_again() -> None:
    upgrade()
    downgrade("base")
    with engine().connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert upgrade()
    with engine().connect() as connection:
        assert differences(connection) == []


@pytest.mark.usefixtures("contoh")
def test_an_upgrade_of_a_filled_store_keeps_what_is_in_it() -> None:
    assert not upgrade()
    with read_session() as session:
        assert not load.is_empty(session)
        assert get_keadaan_data(session)[0] == 1


RAKOR = (
    "rakor", "sesi_rakor", "agenda", "undangan", "kehadiran", "keadaan_layar", "waktu_agenda",
    "potret_beku",
)  # fmt: skip
PEMANTAUAN = (
    "indikator_risiko", "nilai_indikator", "kejadian_risiko", "eskalasi", "pengabaian",
)  # fmt: skip


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the tables of the first release, without the columns that came later."""
    later = {
        "rencana_aksi": {"verifikasi"},
        "pemutakhiran": {"pelaku_id"},
        "penilaian_risiko": {"pelaku_id"},
        "riwayat": {"pelaku_id", "rantai"},
        "versi_data": {"riwayat_id", "rantai"},
        "aturan_risiko": {
            "versi", "dibuat_pada", "diubah_pada", "nama", "ditetapkan_pada", "dibuang_pada",
        },
        "skala": {"aturan_id"},
    }  # fmt: skip
    new = {
        "pengguna", "sesi", "percobaan_masuk", "tautan_layar", "bukti", "verifikasi", "tanggapan",
        "pesan", "surel", "keputusan", *RAKOR, *PEMANTAUAN,
    }  # fmt: skip
    found = {}
    with engine().connect() as connection:
        for table in t.Base.metadata.sorted_tables:
            if table.name in new:
                continue
            columns = [c for c in table.columns if c.name not in later.get(table.name, ())]
            query = select(*columns).order_by(*table.primary_key)
            found[table.name] = [tuple(row) for row in connection.execute(query)]
    return found


def riwayat_of_old() -> list[tuple[object, ...]]:
    """Make the riwayat one of the first release: with gaps in its numbers, by one person."""
    with engine().begin() as connection:
        r = t.Riwayat
        connection.execute(delete(r).where(col(r.id) % 3 == 0))
        connection.execute(update(r).values(pelaku="Operator lokal").where(col(r.id) % 2 == 0))
        query = text("SELECT pelaku, asal, tabel, baris_id, sebelum, sesudah FROM riwayat")
        return [tuple(row) for row in connection.execute(query)]


@pytest.mark.usefixtures("contoh")
def test_a_filled_store_of_the_first_release_is_kept_and_its_riwayat_sealed() -> None:
    downgrade("0001")
    old = riwayat_of_old()
    assert upgrade()
    with engine().connect() as connection:
        assert differences(connection) == []
    hasil = check_riwayat()
    assert (hasil.utuh, hasil.baris) == (True, len(old))
    with read_session() as session:
        lines = session.exec(select(t.Riwayat).order_by(col(t.Riwayat.id))).all()
        assert [line.id for line in lines] == list(range(1, len(old) + 1))
        assert sorted(map(str, old)) == sorted(
            str((r.pelaku, r.asal, r.tabel, r.baris_id, r.sebelum, r.sesudah)) for r in lines
        )
        # What was done before there was verification waits for it.
        for aksi in session.exec(select(t.RencanaAksi)):
            done = aksi.status == StatusAksi.SELESAI
            assert aksi.verifikasi == (
                KeadaanVerifikasi.MENUNGGU if done else KeadaanVerifikasi.BELUM
            )
    with open_session(program("Sesudah pemutakhiran")) as session:
        session.get_one(t.Solusi, 1).judul = "Sesudah"
    hasil = check_riwayat()
    assert (hasil.utuh, hasil.baris) == (True, len(old) + 1)


@pytest.mark.usefixtures("contoh")
def test_going_down_to_the_first_release_and_up_again_loses_only_what_is_newer() -> None:
    before = everything()
    downgrade("0001")
    with engine().connect() as connection:
        assert "pengguna" not in inspect(connection).get_table_names()
    upgrade()
    assert everything() == before


@pytest.mark.usefixtures("contoh")
def test_of_rules_adopted_on_one_day_an_older_release_keeps_the_last() -> None:
    def adopt(batas: int) -> int:
        rancangan = aturan.draft(dari_id=aturan.berlaku().id)
        aturan.use_batas(rancangan, batas)
        aturan.adopt(rancangan)
        return rancangan

    before = adopt(11)
    made = create(RISIKO_)
    last = adopt(12)
    of_made = text(f"SELECT DISTINCT aturan_id FROM penilaian_risiko WHERE risiko_id = {made.id}")
    adopted = text("SELECT id, batas_prioritas FROM aturan_risiko ORDER BY id")
    with engine().connect() as connection:
        assert connection.execute(of_made).scalars().all() == [before]
        count = len(connection.execute(adopted).all())
    downgrade("0003")
    with engine().connect() as connection:
        rows = connection.execute(adopted).all()
        assert (len(rows), rows[-1]) == (count - 1, (last, 12))
        assert connection.execute(of_made).scalars().all() == [last]
    with engine().connect() as connection, pytest.raises(DBAPIError, match="hanya dapat ditambah"):
        connection.execute(text("UPDATE penilaian_risiko SET besaran = 1"))
    upgrade()
    with engine().connect() as connection:
        assert differences(connection) == []
    assert aturan.berlaku().id == last


@pytest.mark.usefixtures("contoh")
def test_keputusan_outlive_a_release_without_rakor() -> None:
    query = text("SELECT kode, judul, pd_id, tenggat, status FROM keputusan ORDER BY id")
    with engine().connect() as connection:
        before = connection.execute(query).all()
    assert before
    downgrade("0002")
    with engine().connect() as connection:
        assert not set(RAKOR) & set(inspect(connection).get_table_names())
        assert connection.execute(query).all() == before
    upgrade()
    with engine().connect() as connection:
        assert connection.execute(query).all() == before
        assert differences(connection) == []


@pytest.mark.usefixtures("contoh")
def test_messages_of_kinds_that_an_older_release_has_not_go_when_one_goes_back_to_it() -> None:
    query = text("SELECT * FROM pesan WHERE jenis NOT IN ('diminta', 'dijawab') ORDER BY id")
    everything = text("SELECT count(*) FROM pesan")
    with engine().connect() as connection:
        before = connection.execute(query).all()
        assert before and len(before) < connection.execute(everything).scalar_one()
    downgrade("0005")
    with engine().connect() as connection:
        assert connection.execute(query).all() == before
        assert connection.execute(everything).scalar_one() == len(before)
    upgrade()
    with engine().connect() as connection:
        assert connection.execute(query).all() == before
        assert differences(connection) == []


@pytest.mark.usefixtures("empty")
def test_a_new_store_counts_its_data_versions_from_the_start() -> None:
    upgrade()
    with engine().connect() as connection:
        assert connection.execute(text("SELECT id, nomor FROM versi_data")).all() == [(1, 0)]


@pytest.mark.usefixtures("empty")
def test_the_server_refuses_to_start_on_a_store_that_is_missing_or_older() -> None:
    with pytest.raises(SetupError, match="Jalankan: python -m seed|lalu jalankan: python -m seed"):
        require_current()
    upgrade()
    require_current()


def test_there_is_one_line_of_migrations() -> None:
    script = ScriptDirectory(str(ROOT / "model" / "migrations"))
    assert len(script.get_heads()) == len(script.get_bases()) == 1


def test_a_migration_depends_on_nothing_of_the_model() -> None:
    for file in (ROOT / "model" / "migrations" / "versions").glob("*.py"):
        assert not re.search(r"^\s*(from|import) (model|sqlmodel)", file.read_text(), re.MULTILINE)


def test_every_constraint_of_a_table_has_a_name_of_its_own() -> None:
    for table in t.Base.metadata.sorted_tables:
        names = [str(constraint.name) for constraint in table.constraints]
        assert len(names) == len(set(names)), table.name
