"""The jejak audit: every filter finds what it should, a sheet at a time, and stays quick."""

import ast
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert
from sqlmodel import Session, col, select

from model import history
from model import tables as t
from model.choices import Peran, Tindakan
from model.clock import WIB, now
from model.commands.unduhan import record_unduhan
from model.config import ROOT
from model.db import engine, open_session, read_session
from model.history import DIRAHASIAKAN
from model.labels import ASAL, NAMA_TABEL
from model.queries import audit
from model.queries.audit import BarisAudit, get_ujung, list_audit, list_pelaku
from model.queries.audit_saringan import PROGRAM, SaringanAudit
from tests.orang import SISTEM, stored
from tests.stores import HARI
from tests.unit.perintah import AKSI, OPERATOR, create, perform

pytestmark = pytest.mark.usefixtures("contoh")


def every(saringan: SaringanAudit, sebanyak: int = 50) -> list[BarisAudit]:
    """Return all lines that fit, read sheet by sheet."""
    found: list[BarisAudit] = []
    sebelum: int | None = None
    while True:
        with read_session() as session:
            lembar = list_audit(session, saringan=saringan, sebelum=sebelum, sebanyak=sebanyak)
        found += lembar.baris
        if lembar.lanjut is None:
            return found
        assert sebelum is None or lembar.lanjut < sebelum
        sebelum = lembar.lanjut


def lines() -> list[t.Riwayat]:
    with read_session() as session:
        found = session.exec(select(t.Riwayat).order_by(col(t.Riwayat.id).desc())).all()
        session.expunge_all()
        return list(found)


def fits(line: t.Riwayat, s: SaringanAudit) -> bool:
    """Say in Python what the query says in SQL, the code of an object aside."""
    day = line.pada.astimezone(WIB).date()
    words = [(line.sebelum or "").lower(), (line.sesudah or "").lower()]
    return (
        (s.pelaku_id is None or (line.pelaku_id or PROGRAM) == s.pelaku_id)
        and (not s.tindakan or line.tindakan in s.tindakan)
        and (not s.tabel or line.tabel == s.tabel)
        and (not s.asal or line.asal == s.asal)
        and (s.dari is None or day >= s.dari)
        and (s.sampai is None or day <= s.sampai)
        and all(any(word in text for text in words) for word in s.cari.lower().split())
    )


def some_life() -> None:
    """Add changes and peristiwa of today by several people."""
    ketua = stored(Peran.KETUA, milik=1)
    for number in range(6):
        row = create(AKSI, judul=f"Aksi uji {number}")
        isian = AKSI.perubahan(judul=f"Judul baru {number}", keluaran="Naskah 100 % selesai_")
        perform(AKSI.update, pelaku=ketua, row_id=row.id, versi=1, isian=isian)
    with open_session(ketua, asal="unduhan") as session:
        record_unduhan(session, pelaku=ketua, apa="Rencana aksi (CSV)", saringan="terlambat")
    with open_session(SISTEM, asal="pintu masuk") as session:
        history.add_line(session, Tindakan.GAGAL_MASUK, sesudah="kata sandi tidak cocok")


def test_any_filter_finds_exactly_what_fits_newest_first() -> None:
    some_life()
    whole = lines()
    assert [b.nomor for b in every(SaringanAudit())] == [line.id for line in whole]
    rng = random.Random(7)
    with read_session() as session:
        people = [i for i, _ in list_pelaku(session)]
    hits = 0
    for _ in range(40):

        def maybe(value: Any, empty: Any) -> Any:
            return value if rng.random() < 0.3 else empty

        begin = HARI - timedelta(days=rng.randrange(340))
        saringan = SaringanAudit(
            cari=maybe(rng.choice(["judul", "uji 3", "100 %", "selesai_", "tidak ada ini"]), ""),
            pelaku_id=maybe(rng.choice([PROGRAM, *people]), None),
            tindakan=maybe(tuple(rng.sample(list(Tindakan), rng.randrange(1, 4))), ()),
            tabel=maybe(rng.choice(list(NAMA_TABEL)), ""),
            asal=maybe(rng.choice(ASAL), ""),
            dari=maybe(begin, None),
            sampai=maybe(begin + timedelta(days=rng.randrange(60)), None),
        )
        wanted = [line.id for line in whole if fits(line, saringan)]
        assert [b.nomor for b in every(saringan, 40)] == wanted, saringan
        hits += bool(wanted)
    assert hits > 10


def test_a_search_stops_after_a_stretch_and_goes_on_from_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some_life()
    monkeypatch.setattr(audit, "RENTANG", 100)
    with read_session() as session:
        first = list_audit(session, saringan=SaringanAudit(cari="kata yang tidak ada"))
        assert (first.baris, first.lanjut) == ([], get_ujung(session).baris - 99)
        assert first.sampai is not None
    wanted = [line.id for line in lines() if fits(line, SaringanAudit(tabel="solusi"))]
    assert [b.nomor for b in every(SaringanAudit(tabel="solusi"), 7)] == wanted


def test_the_code_of_an_object_finds_its_lines_and_those_of_what_hangs_on_it() -> None:
    row = create(AKSI)
    with open_session(OPERATOR) as session:
        session.add(
            t.Bukti(aksi_id=row.id, jenis="tautan", nama="Nota", tautan="https://a.id",
                    pelaku="x", pada=now())
        )  # fmt: skip
        session.add(t.Tanggapan(aksi_id=row.id, pelaku="x", isi="Rahasia?", pada=now()))
    create(AKSI)
    found = every(SaringanAudit(kode=row.kode))
    assert {(b.jenis, b.kode) for b in found} == {
        (NAMA_TABEL[tabel], row.kode) for tabel in ("rencana_aksi", "bukti", "tanggapan")
    }
    assert every(SaringanAudit(kode="KEU-A9999")) == []
    assert every(SaringanAudit(kode="bukan kode")) == []


def test_a_line_is_told_in_words_with_names_and_codes() -> None:
    ketua = stored(Peran.KETUA, milik=1)
    row = create(AKSI)
    isian = AKSI.perubahan(pd_id=3, tenggat=date(2027, 3, 1))
    perform(AKSI.update, pelaku=ketua, row_id=row.id, versi=1, isian=isian)
    found = {b.kolom: b for b in every(SaringanAudit(kode=row.kode))}
    assert found["Tenggat"].sesudah == "1 Maret 2027"
    with read_session() as session:
        assert found["Perangkat daerah"].sesudah == session.get_one(t.PerangkatDaerah, 3).singkatan
    assert {b.pelaku for b in found.values()} == {ketua.nama, OPERATOR.nama}
    assert all(
        (b.kode, b.jenis, b.akun_id) == (row.kode, "Rencana aksi", None) for b in found.values()
    )


def test_the_present_name_is_shown_and_what_was_private_never() -> None:
    ketua = stored(Peran.KETUA, milik=1)
    row = create(AKSI)
    perform(AKSI.update, pelaku=ketua, row_id=row.id, versi=1, isian=AKSI.perubahan(judul="Lain"))
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, ketua.id).nama = "Nama yang baru"
    found = every(SaringanAudit(pelaku_id=ketua.id, kode=row.kode))
    assert {b.pelaku for b in found} == {"Nama yang baru"}
    (line,) = every(SaringanAudit(tabel="pengguna", tindakan=(Tindakan.DIUBAH,)))
    assert (line.kolom, line.sebelum, line.sesudah) == ("Nama", DIRAHASIAKAN, DIRAHASIAKAN)
    assert line.akun_id == ketua.id


def test_an_undone_row_of_a_list_leaves_no_line(store: str) -> None:  # noqa: ARG001
    """A savepoint that is rolled back takes its lines along, and only its own."""
    before = len(lines())
    with open_session(OPERATOR) as session:
        with session.begin_nested():
            AKSI.create(session, pelaku=OPERATOR, pokja_id=1, isian=AKSI.isian(judul="Jadi satu"))
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            AKSI.create(session, pelaku=OPERATOR, pokja_id=1, isian=AKSI.isian(judul="Batal"))
            session.flush()
            raise ZeroDivisionError
        with session.begin_nested():
            AKSI.create(session, pelaku=OPERATOR, pokja_id=1, isian=AKSI.isian(judul="Jadi dua"))
    added = lines()[: len(lines()) - before]
    with read_session() as session:
        titles = session.exec(
            select(t.RencanaAksi.judul).where(
                col(t.RencanaAksi.id).in_([line.baris_id for line in added])
            )
        ).all()
    assert sorted(titles) == ["Jadi dua", "Jadi satu"]
    assert len(added) == 2


def plan(session: Session, saringan: SaringanAudit) -> str:
    """Return how the database goes about the one query that reads the lines."""
    sent: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, parameters: Any, *_rest: object) -> None:
        if "ORDER BY riwayat.id DESC" in statement:
            sent.append((statement, parameters))

    event.listen(engine(), "before_cursor_execute", note)
    try:
        list_audit(session, saringan=saringan)
    finally:
        event.remove(engine(), "before_cursor_execute", note)
    ((statement, parameters),) = sent
    sqlite = engine().dialect.name == "sqlite"
    if not sqlite:
        session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")
        session.connection().exec_driver_sql("SET LOCAL enable_bitmapscan = off")
    explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
    rows = session.connection().exec_driver_sql(f"{explain} {statement}", parameters)
    return "\n".join(str(row[-1]) for row in rows)


QUICK = {
    "semua": SaringanAudit(),
    "orang": SaringanAudit(pelaku_id=3),
    "program": SaringanAudit(pelaku_id=PROGRAM),
    "satu tindakan": SaringanAudit(tindakan=(Tindakan.DITOLAK,)),
    "dua tindakan": SaringanAudit(tindakan=(Tindakan.MASUK, Tindakan.KELUAR)),
    "jenis data": SaringanAudit(tabel="solusi"),
    "asal": SaringanAudit(asal="halaman"),
    "waktu": SaringanAudit(dari=HARI - timedelta(days=90), sampai=HARI),
    "kata": SaringanAudit(cari="tidak ada"),
}


@pytest.mark.parametrize("nama", QUICK)
def test_no_filter_sorts_or_reads_the_whole_riwayat(session: Session, nama: str) -> None:
    some = {
        "pada": datetime(2026, 1, 1, tzinfo=WIB), "pelaku": "x", "asal": "x", "tabel": "x",
        "versi": 1, "kolom": "", "tindakan": "diubah", "rantai": "0" * 64,
    }  # fmt: skip
    with session.begin_nested() as savepoint:
        session.execute(
            insert(t.Riwayat),
            [
                some | {"id": 100_000 + n, "baris_id": n, "pelaku_id": n % 9 + 1}
                for n in range(4_000)
            ],
        )
        session.execute(t.VersiData.__table__.update().values(riwayat_id=104_000))
        words = plan(session, QUICK[nama])
        savepoint.rollback()
    found = words.splitlines()
    assert not [line for line in found if "TEMP B-TREE" in line or "Sort" in line], words
    assert not [line for line in found if line.startswith(("SCAN riwayat", "Seq Scan"))], words


def sources() -> Iterator[str]:
    """Yield every source of changes that the code names."""
    for folder in ("model", "pages", "seed"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                words: list[ast.expr] = []
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ASAL":
                    words = [node.value]
                elif isinstance(node, ast.Call) and ast.unparse(node.func) == "open_session":
                    words = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "asal")]
                yield from (str(w.value) for w in words if isinstance(w, ast.Constant))


def test_every_source_of_changes_can_be_chosen() -> None:
    assert {"unduhan", "pintu masuk"} <= set(sources()) <= set(ASAL)
