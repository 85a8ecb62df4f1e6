"""Potret: the rows as they are, kept, opened as a store, and worked out for a past moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from model import buka_potret
from model import tables as t
from model.buka_potret import open_potret
from model.clock import now, today
from model.commands.aksi import update_status
from model.commands.rakor import create_rakor
from model.commands.umum import withdraw
from model.db import open_session, read_session, snapshot_session
from model.isian import IsianPemutakhiran
from model.mundur import PERUBAHAN, catatan_of, rewind, undo
from model.potret import Potret, PotretRusak, pack, take, unpack
from model.queries.acuan import list_perangkat_daerah, list_pokja
from model.queries.aksi import list_aksi
from model.queries.keputusan import list_keputusan
from model.queries.pergerakan_forum import get_pergerakan, map_pergerakan
from model.queries.rakor import list_agenda, list_rakor
from model.queries.ringkasan import frame_kemajuan, list_ringkasan_pokja
from model.queries.risiko import list_risiko
from model.queries.verifikasi import SaringanVerifikasi, list_klaim
from tests.orang import SISTEM
from tests.stores import HARI, one_each
from tests.unit.acak import ISIAN_RAKOR, Acak
from tests.unit.perintah import AKSI, create, perform, riwayat


def taken() -> Potret:
    with snapshot_session() as session:
        return take(session, saat=now(), hari=today())


def opened(potret: Potret, read: Callable[[Session], Any]) -> Any:
    packed, sha256 = pack(potret)
    with open_potret(sha256, lambda: unpack(packed, sha256)) as session:
        return read(session)


def reads(session: Session, hari: date) -> dict[str, Any]:
    """Return what a set of reads of all parts of the product gives."""
    return {
        "ringkasan": list_ringkasan_pokja(session, hari=hari),
        "gerak": (get_pergerakan(session, hari=hari), map_pergerakan(session, hari=hari)),
        "kemajuan": frame_kemajuan(session, hari=hari).to_csv(),
        "aksi": list_aksi(session, hari=hari),
        "risiko": list_risiko(session, hari=hari),
        "keputusan": list_keputusan(session, hari=hari),
        "rakor": list_rakor(session),
        "agenda": list_agenda(session, rakor_id=1),
        "antrean": list_klaim(session, saringan=SaringanVerifikasi()),
        "acuan": (list_pokja(session), list_perangkat_daerah(session)),
    }


def differences(found: Potret, expected: Potret) -> list[Any]:
    """Return every row and column in which two potret differ, the marks of the store aside.

    When a save changes nothing that leaves a line, the moment of the row itself is known to a
    part of a second only.
    """
    assert found.tabel.keys() == expected.tabel.keys()
    wrong: list[Any] = []
    for nama in found.tabel.keys() - {"versi_data"}:
        rows, wanted = list(found.tabel[nama].as_dicts()), list(expected.tabel[nama].as_dicts())
        if len(rows) != len(wanted):
            wrong.append((nama, len(rows), len(wanted)))
        for row, other in zip(rows, wanted, strict=False):
            for kolom, value in row.items():
                same = value == other[kolom]
                if kolom == "diubah_pada" and value and other[kolom]:
                    gap = datetime.fromisoformat(value) - datetime.fromisoformat(other[kolom])
                    same = abs(gap) < timedelta(seconds=1)
                if not same:
                    wrong.append((nama, row.get("id"), kolom, value, other[kolom]))
    return wrong


@pytest.mark.usefixtures("contoh")
def test_reads_answer_from_a_potret_as_they_did_before_later_edits() -> None:
    with open_session(SISTEM) as session:
        create_rakor(session, pelaku=SISTEM, isian=ISIAN_RAKOR)
    with snapshot_session() as session:
        live = reads(session, HARI)
    before = taken()
    acak = Acak(1)
    for _ in range(25):
        acak.step()
    assert acak.done >= 10
    with read_session() as session:
        assert reads(session, HARI) != live
    assert opened(before, lambda session: reads(session, HARI)) == live


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(("kind", "seed"), one_each(1, 2))
def test_rewinding_gives_the_rows_of_every_moment_column_by_column(seed: int) -> None:
    with open_session(SISTEM) as session:
        create_rakor(session, pelaku=SISTEM, isian=ISIAN_RAKOR)
    acak = Acak(seed)
    stages = [taken()]
    for step in range(1, 71):
        acak.step()
        if step % 6 == 0:
            stages.append(taken())
    assert acak.done >= 40
    for stage in stages:
        with snapshot_session() as session:
            found = rewind(session, stage.saat)
        assert (found.saat, found.hari) == (stage.saat, stage.hari)
        assert differences(found, stage) == []


@pytest.mark.usefixtures("contoh")
def test_a_save_that_repeats_what_is_known_counts_as_a_save_in_the_past_too() -> None:
    row = create(AKSI)
    isian = IsianPemutakhiran.check(
        {"status": "berjalan", "progres": 40, "kendala": "", "tindak_lanjut": "", "catatan": ""}
    )
    stages = [taken()]
    for versi in (1, 2, 3):  # the second and the third leave no line
        perform(update_status, row_id=row.id, versi=versi, isian=isian)
        stages.append(taken())
    perform(withdraw, huruf="A", row_id=row.id, versi=4, alasan="Ganda")
    assert [kolom for _, kolom, _, _ in riwayat(row)].count("progres") == 1
    for stage in stages:
        with snapshot_session() as session:
            assert differences(rewind(session, stage.saat), stage) == []


@pytest.mark.usefixtures("contoh")
def test_lines_that_wait_to_be_written_take_back_as_those_in_the_store_do() -> None:
    acak = Acak(3)
    for _ in range(10):
        acak.step()
    saat = now()
    for _ in range(15):
        acak.step()
    with snapshot_session() as session:
        lines = [
            line.model_dump()
            for line in session.exec(select(t.Riwayat).order_by(col(t.Riwayat.id)))
        ]
        present, past = taken(), rewind(session, saat)
    assert {line["tindakan"] for line in lines} >= set(PERUBAHAN[:2])
    found = undo(present, catatan_of(lines, saat), saat)
    assert differences(found, past) == []


@pytest.mark.usefixtures("contoh")
def test_nothing_is_there_before_the_first_change_but_the_reference_data() -> None:
    with snapshot_session() as session:
        past = rewind(session, now() - timedelta(days=4000))
    assert {nama for nama, isi in past.tabel.items() if isi.baris} == {
        "pokja", "perangkat_daerah", "matriks", "sel_matriks", "set_band", "band_level", "skala",
        "kategori_risiko", "aturan_risiko", "selera_risiko", "pengaturan", "versi_data",
    }  # fmt: skip


@pytest.mark.usefixtures("contoh")
def test_a_potret_is_packed_and_unpacked_whole_and_holds_no_person() -> None:
    potret = taken()
    packed, sha256 = pack(potret)
    assert unpack(packed, sha256) == potret
    assert pack(unpack(packed, sha256)) == (packed, sha256)
    assert set(potret.tabel) & {
        "pengguna", "sesi", "riwayat", "pesan", "tanggapan", "surel", "tautan_layar",
        "percobaan_masuk",
    } == set()  # fmt: skip
    assert all(isi.baris or nama.startswith(("rakor", "sesi", "agenda", "undangan", "kehadiran"))
               for nama, isi in potret.tabel.items())  # fmt: skip


@pytest.mark.usefixtures("store")
def test_a_damaged_potret_is_refused_with_a_sentence() -> None:
    packed, sha256 = pack(taken())
    for broken in (packed[:-1], packed + b"x", bytes([packed[0] ^ 1]) + packed[1:]):
        with pytest.raises(PotretRusak, match="rusak atau telah diubah"):
            unpack(broken, sha256)


@pytest.mark.usefixtures("contoh")
def test_nothing_can_be_written_into_an_opened_potret() -> None:
    def write(session: Session) -> None:
        session.add(t.Pengaturan(kunci="x", nilai="y"))
        with pytest.raises(OperationalError, match="readonly"):
            session.flush()

    opened(taken(), write)


@pytest.mark.usefixtures("contoh")
def test_a_potret_of_an_older_schema_has_the_defaults_of_newer_columns() -> None:
    potret = taken()
    isi = potret.tabel["keputusan"]
    place = isi.kolom.index("tentang")
    older = replace(
        isi,
        kolom=(*isi.kolom[:place], *isi.kolom[place + 1 :], "kolom_lama"),
        baris=[[*row[:place], *row[place + 1 :], "x"] for row in isi.baris],
    )
    old = replace(potret, tabel=potret.tabel | {"keputusan": older})
    rows = opened(old, lambda session: session.exec(select(t.Keputusan)).all())
    assert rows and {row.tentang for row in rows} == {""}


@pytest.mark.usefixtures("contoh")
def test_many_threads_read_many_potret_at_once() -> None:
    whole = taken()
    keys = [f"{today()} {number} {id(whole)}" for number in range(buka_potret.MAKS_TERBUKA + 3)]

    def count(key: str) -> int:
        with open_potret(key, lambda: whole) as session:
            return len(list_aksi(session, hari=HARI))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(count, keys * 4)) == {314}
    assert len(buka_potret._terbuka) <= buka_potret.MAKS_TERBUKA
