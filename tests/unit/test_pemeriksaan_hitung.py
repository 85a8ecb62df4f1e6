"""Counts of the pemeriksaan equal its lists, cell by cell, whatever is declared in order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from model import tables as t
from model.buka_potret import open_potret
from model.clock import now
from model.commands.masalah import create_solusi
from model.db import read_session, snapshot_session
from model.isian import IsianSolusi
from model.pemeriksaan.beban import BEBAN_PD
from model.pemeriksaan.daftar import BARIS, SEMUA
from model.pemeriksaan.dasar import Bobot, Temuan
from model.potret import take
from model.queries.acuan import list_pokja
from model.queries.hitung_temuan import FORUM, SaringanTemuan, count_temuan
from model.queries.pemeriksaan import MAKS_CONTOH, get_temuan, list_celah, list_temuan
from model.queries.pengabaian import count_pengabaian, list_pengabaian
from model.titik import Titik, open_titik
from seed import load
from tests.stores import HARI
from tests.unit.gubahan import Gubahan
from tests.unit.rantai import ME, pokja_id, statements

ALL = 100_000


def listed(session: Session, saringan: SaringanTemuan) -> list[Temuan]:
    return list_temuan(session, hari=HARI, saringan=saringan, sebanyak=ALL)


def sides(temuan: Temuan) -> tuple[str, str, str]:
    return temuan.aturan.kunci, temuan.objek.kode, temuan.lain.kode if temuan.lain else ""


def assert_every_cell_is_its_list(session: Session) -> int:
    """Compare the number in each cell with the list that it opens; return the sum of all rules."""
    hitungan = count_temuan(session, hari=HARI)
    pokja = [p.id for p in list_pokja(session)]
    for aturan in SEMUA:
        each = {
            milik: listed(session, SaringanTemuan(milik, aturan.kunci))
            for milik in (None, FORUM, *pokja)
        }
        for milik, found in each.items():
            assert len(found) == hitungan.of(aturan.kunci, milik), (aturan.kunci, milik)
            assert all(temuan.aturan is aturan for temuan in found)
            assert milik is None or all(milik in (t.pokja_ids or (FORUM,)) for t in found)
        everywhere = {sides(temuan) for temuan in each[None]}
        assert len(everywhere) == len(each[None]), "nothing stands twice in a list"
        parts = {sides(x) for milik, found in each.items() if milik is not None for x in found}
        assert parts == everywhere
    for milik in (None, FORUM, *pokja):
        for bobot in (None, *Bobot):
            saringan = SaringanTemuan(milik, bobot=bobot)
            assert len(listed(session, saringan)) == hitungan.jumlah(saringan)
    return hitungan.jumlah()


@pytest.mark.usefixtures("contoh")
def test_each_number_is_the_length_of_the_list_it_opens(session: Session) -> None:
    before = assert_every_cell_is_its_list(session)
    g = Gubahan(session)
    gone = 0
    for aturan in SEMUA:
        found = listed(session, SaringanTemuan(aturan=aturan.kunci))
        for temuan in found[:2]:
            g.wajar(*sides(temuan))
            gone += 1
    assert gone > 10
    assert assert_every_cell_is_its_list(session) == before - gone
    for row in session.exec(select(t.Pengabaian)):
        row.dicabut_pada = row.dicabut_pada or now()
    session.flush()
    assert assert_every_cell_is_its_list(session) > before, "the example declares some itself"


@pytest.mark.usefixtures("contoh")
def test_the_example_breaks_most_rules_and_declares_some_findings_in_order(
    session: Session,
) -> None:
    hitungan = count_temuan(session, hari=HARI)
    assert sum(hitungan.of(aturan.kunci) > 0 for aturan in SEMUA) >= 10
    assert count_pengabaian(session) == 2
    assert hitungan.diperiksa() == sum(hitungan.butir.values()) > 600
    assert all(hitungan.diperiksa(p.id) > 50 for p in list_pokja(session))
    assert hitungan.batas == ""


@pytest.mark.usefixtures("contoh")
def test_pages_follow_each_other_through_all_rules(session: Session) -> None:
    whole = [sides(temuan) for temuan in listed(session, SaringanTemuan())]
    pages = [
        sides(temuan)
        for start in range(0, len(whole) + 30, 30)
        for temuan in list_temuan(session, hari=HARI, mulai_dari=start, sebanyak=30)
    ]
    assert pages == whole
    order = {aturan.kunci: nomor for nomor, aturan in enumerate(SEMUA)}
    assert [order[one[0]] for one in whole] == sorted(order[one[0]] for one in whole)
    hitungan = count_temuan(session, hari=HARI)
    with_counts = list_temuan(session, hari=HARI, mulai_dari=30, sebanyak=30, hitungan=hitungan)
    assert [sides(temuan) for temuan in with_counts] == whole[30:60]


@pytest.mark.usefixtures("contoh")
def test_each_finding_can_be_asked_for_by_itself(session: Session) -> None:
    for aturan in SEMUA:
        for temuan in listed(session, SaringanTemuan(aturan=aturan.kunci))[:3]:
            kunci, objek, lain = sides(temuan)
            same = get_temuan(session, hari=HARI, kunci=kunci, objek=objek, objek_lain=lain)
            assert same == temuan
    for kunci, objek in (("tanpa_solusi", "KEU-P99"), ("tak_ada", "KEU-P01"), ("beban_pd", "X")):
        assert get_temuan(session, hari=HARI, kunci=kunci, objek=objek) is None


@pytest.mark.usefixtures("contoh")
def test_the_gaps_of_a_pokja_are_those_of_the_pemeriksaan(session: Session) -> None:
    hitungan = count_temuan(session, hari=HARI)
    for pokja in list_pokja(session):
        gaps = list_celah(session, hari=HARI, pokja_id=pokja.id)
        assert [c.aturan for c in gaps] == [a for a in SEMUA if a is not BEBAN_PD]
        for celah in gaps:
            assert celah.jumlah == hitungan.of(celah.aturan.kunci, pokja.id)
            whole = listed(session, SaringanTemuan(pokja.id, celah.aturan.kunci))
            assert list(celah.contoh) == whole[:MAKS_CONTOH]
            assert celah.lainnya == max(0, celah.jumlah - MAKS_CONTOH)


@pytest.mark.usefixtures("contoh")
def test_a_gap_closes_when_the_chain_is_completed(session: Session) -> None:
    pokja = pokja_id(session)
    (first, *rest) = listed(session, SaringanTemuan(pokja, "tanpa_solusi"))
    masalah = session.exec(select(t.Permasalahan).where(t.Permasalahan.kode == first.objek.kode))
    solusi = IsianSolusi(permasalahan_id=masalah.one().id, judul="Solusi uji")
    create_solusi(session, pelaku=ME, pokja_id=pokja, isian=solusi)
    session.flush()
    assert listed(session, SaringanTemuan(pokja, "tanpa_solusi")) == rest


@pytest.mark.usefixtures("contoh")
def test_what_is_declared_in_order_is_listed_with_who_and_why(session: Session) -> None:
    newest, oldest = list_pengabaian(session)
    assert newest.pada > oldest.pada
    assert newest.aturan.kunci == "kemungkinan_ganda" and newest.lain is not None
    assert newest.objek.judul and newest.lain.judul and newest.alasan
    assert newest.pelaku == "Ketua Pokja Bantuan Sosial", "a post, and the account's present name"
    for milik in newest.pokja_ids:
        found = list_pengabaian(session, saringan=SaringanTemuan(milik))
        assert newest.id in [baris.id for baris in found]
    assert count_pengabaian(session, saringan=SaringanTemuan(FORUM)) == 0
    Gubahan(session).wajar(BEBAN_PD.kunci, "Biro-Pemerintahan")
    (forum,) = list_pengabaian(session, saringan=SaringanTemuan(FORUM))
    assert forum.pokja_ids == () and forum.objek.judul
    assert count_pengabaian(session, saringan=SaringanTemuan(bobot=Bobot.SEDANG)) == 1


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("lalu", [20, 90])
def test_a_day_of_the_past_has_its_own_findings(lalu: int) -> None:
    with read_session() as session:
        present = count_temuan(session, hari=HARI)
    with open_titik(Titik(hari=HARI - timedelta(days=lalu))) as (session, hari):
        past = count_temuan(session, hari=hari)
        found = list_temuan(session, hari=hari, sebanyak=ALL)
        assert count_pengabaian(session) == 0
        assert list_celah(session, hari=hari, pokja_id=2)
    assert len(found) == past.jumlah() > 50
    assert past.semua != present.semua


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("kind", ["sqlite"])
def test_a_rule_that_today_nothing_can_break_is_still_checked_in_the_past() -> None:
    # A potret holds what a CHECK of today refuses: an acceptance without any reason.
    with snapshot_session() as session:
        potret = take(session, saat=now(), hari=HARI)
    isi = potret.tabel["penanganan"]
    kode, opsi, alasan = (isi.kolom.index(name) for name in ("kode", "opsi", "alasan"))
    rows = [list(row) for row in isi.baris]
    row = next(row for row in rows if row[kode] == "KEU-T01")
    row[opsi], row[alasan] = "terima", ""
    past = replace(potret, tabel=potret.tabel | {"penanganan": replace(isi, baris=rows)})
    with open_potret("uji terima tanpa alasan", lambda: past) as session:
        found = listed(session, SaringanTemuan(aturan="terima_tanpa_alasan"))
    assert [temuan.objek.kode for temuan in found] == ["KEU-T01"]


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.usefixtures("store")
def test_as_many_statements_for_much_data_as_for_little(session: Session) -> None:
    def sent(aksi: int) -> list[int]:
        counts = []
        with session.begin_nested() as savepoint:
            load.load_contoh(session, HARI, aksi=aksi)
            for read in (count_temuan, list_temuan):
                with statements() as found:
                    read(session, hari=HARI)
                counts.append(len(found))
            with statements() as found:
                list_celah(session, hari=HARI, pokja_id=2)
            savepoint.rollback()
        return [*counts, len(found)]

    assert sent(314) == sent(942)


# The tables that grow, and what may answer for them: an index, never the whole table.
@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("kind", ["sqlite"])
def test_no_rule_walks_the_rows_of_the_rencana_aksi(session: Session) -> None:
    session.execute(text("ANALYZE"))
    with statements() as sent:
        count_temuan(session, hari=HARI)
    counting = [sql for sql in sent if "GROUP BY" in sql]
    assert counting and len(BARIS) == 12
    with statements() as sent:
        list_celah(session, hari=HARI, pokja_id=2)
    for sql in [*counting, *[s for s in sent if "UNION ALL" in s]]:
        marks = sql.count("?")
        plan = session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {sql}", tuple("x" for _ in range(marks))
        )
        steps = [row[3] for row in plan]
        walked = [s for s in steps if s.startswith("SCAN rencana_aksi") and "INDEX" not in s]
        assert walked == [], steps
