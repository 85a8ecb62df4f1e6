"""Reads of permasalahan: each figure is worked out once more in Python over all rows."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import StatusAksi
from model.clock import now
from model.queries.masalah import BarisMasalah, SaringanMasalah, count_masalah, list_masalah
from pages.exports.masalah import KOLOM_MASALAH
from pages.exports.tabel import Tabel, to_csv
from tests.unit.rantai import add_aksi, add_solusi, pokja_id, statements

pytestmark = pytest.mark.usefixtures("contoh")


def kode_of(session: Session, hari: date, saringan: SaringanMasalah) -> list[str]:
    rows = list_masalah(session, hari=hari, saringan=saringan)
    assert count_masalah(session, saringan=saringan) == len(rows)
    return [row.kode for row in rows]


def by_kode(session: Session, hari: date, kode: str) -> BarisMasalah:
    rows = list_masalah(session, hari=hari, saringan=SaringanMasalah(cari=kode))
    return next(row for row in rows if row.kode == kode)


def test_all_permasalahan_come_pokja_by_pokja(session: Session, hari: date) -> None:
    rows = session.exec(select(t.Permasalahan)).all()
    found = kode_of(session, hari, SaringanMasalah())
    assert len(found) == 145
    assert found == [r.kode for r in sorted(rows, key=lambda r: (r.pokja_id, r.id))]


def test_each_line_says_where_it_belongs_and_counts_what_answers_it(
    session: Session, hari: date
) -> None:
    solusi = session.exec(select(t.Solusi)).all()
    aksi = session.exec(select(t.RencanaAksi)).all()
    risiko = {r.permasalahan_id: r for r in session.exec(select(t.Risiko))}
    lines = {row.kode: row for row in list_masalah(session, hari=hari)}
    for masalah in session.exec(select(t.Permasalahan)):
        line = lines[masalah.kode]
        own = [s.id for s in solusi if s.permasalahan_id == masalah.id]
        actions = [a for a in aksi if a.solusi_id in own]
        done = [a for a in actions if a.status == StatusAksi.SELESAI]
        assert (line.solusi, line.aksi, line.selesai) == (len(own), len(actions), len(done))
        assert line.isu_kode == session.get_one(t.IsuStrategis, masalah.isu_id).kode
        assert line.pd == session.get_one(t.PerangkatDaerah, masalah.pd_id).singkatan
        found = risiko.get(masalah.id)
        assert line.risiko_kode == (found.kode if found else None)
        if found and line.saat_ini:
            assert line.saat_ini.besaran == found.besaran_saat_ini
        assert (line.saat_ini is None) == (found is None)


def test_pages_follow_each_other_without_gap(session: Session, hari: date) -> None:
    pages = [
        list_masalah(session, hari=hari, mulai_dari=start, sebanyak=50) for start in (0, 50, 100)
    ]
    assert [len(page) for page in pages] == [50, 50, 45]
    assert [row for page in pages for row in page] == list_masalah(session, hari=hari)
    assert list_masalah(session, hari=hari, mulai_dari=500, sebanyak=50) == []


def test_the_list_is_narrowed_to_pokja_and_perangkat_daerah(session: Session, hari: date) -> None:
    rows = session.exec(select(t.Permasalahan)).all()
    pokja, pd = rows[40].pokja_id, rows[40].pd_id
    wanted = {r.kode for r in rows if r.pokja_id == pokja}
    assert set(kode_of(session, hari, SaringanMasalah(pokja_id=pokja))) == wanted
    wanted = {r.kode for r in rows if r.pd_id == pd}
    assert set(kode_of(session, hari, SaringanMasalah(pd_id=pd))) == wanted
    both = SaringanMasalah(pokja_id=pokja, pd_id=pd)
    wanted = {r.kode for r in rows if (r.pokja_id, r.pd_id) == (pokja, pd)}
    assert set(kode_of(session, hari, both)) == wanted


def test_tanpa_solusi_counts_a_withdrawn_solusi_as_none(session: Session, hari: date) -> None:
    answered = set(session.exec(select(t.Solusi.permasalahan_id)))
    rows = session.exec(select(t.Permasalahan)).all()
    wanted = {r.kode for r in rows if r.id not in answered}
    saringan = SaringanMasalah(tanpa_solusi=True)
    assert set(kode_of(session, hari, saringan)) == wanted != set()
    pokja = pokja_id(session)
    solusi = session.get_one(t.Solusi, add_solusi(session, pokja))
    kode = session.get_one(t.Permasalahan, solusi.permasalahan_id).kode
    assert kode not in kode_of(session, hari, saringan)
    solusi.ditarik_pada = now()
    session.flush()
    assert kode in kode_of(session, hari, saringan)
    assert by_kode(session, hari, kode).solusi == 0


def test_withdrawn_rows_are_neither_listed_nor_counted(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    solusi = add_solusi(session, pokja)
    add_aksi(session, pokja, solusi, 2)
    masalah = session.get_one(
        t.Permasalahan, session.get_one(t.Solusi, solusi).permasalahan_id
    )  # fmt: skip
    assert by_kode(session, hari, masalah.kode).aksi == 2
    aksi = session.exec(select(t.RencanaAksi).where(t.RencanaAksi.solusi_id == solusi)).first()
    assert aksi is not None
    aksi.ditarik_pada = now()
    session.flush()
    assert by_kode(session, hari, masalah.kode).aksi == 1
    masalah.ditarik_pada = now()
    session.flush()
    assert masalah.kode not in kode_of(session, hari, SaringanMasalah())


@pytest.mark.parametrize(
    ("cari", "count"), [("keu-p01", 1), ("KEU-P", 16), ("piutang", None), ("%", None), ("_", 0)]
)
def test_a_search_finds_every_word_wherever_it_stands(
    session: Session, hari: date, cari: str, count: int | None
) -> None:
    found = kode_of(session, hari, SaringanMasalah(cari=cari))
    wanted = [
        r.kode
        for r in session.exec(select(t.Permasalahan).order_by(col(t.Permasalahan.id)))
        if any(cari.lower() in text.lower() for text in (r.kode, r.judul, r.akar_masalah, r.uraian))
    ]
    assert sorted(found) == sorted(wanted)
    assert count is None or len(found) == count


def test_the_number_of_queries_does_not_grow_with_rows(session: Session, hari: date) -> None:
    with statements() as few:
        list_masalah(session, hari=hari, sebanyak=1)
    with statements() as many:
        list_masalah(session, hari=hari, sebanyak=100)
    assert len(few) == len(many) < 10


def test_the_list_becomes_a_file(session: Session, hari: date) -> None:
    rows = list_masalah(session, hari=hari)
    lines = to_csv(Tabel("Permasalahan", "", KOLOM_MASALAH, rows, contoh=True)).decode().split("\n")
    assert len([line for line in lines if line]) == 146
    assert "KEP-P01" in lines[1]
