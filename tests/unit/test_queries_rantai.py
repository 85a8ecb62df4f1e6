"""Reads of the chain of a pokja: the outline, and its flat form for a file."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, func, select

from model import tables as t
from model.choices import KeadaanVerifikasi, StatusAksi
from model.clock import now
from model.commands.masalah import create_isu
from model.isian import IsianIsu
from model.queries.acuan import list_pokja
from model.queries.anak import MAKS_ANAK
from model.queries.rantai import AksiRantai, IsuRantai, count_isu, list_rantai
from model.queries.rantai_datar import list_rantai_datar
from pages.exports.rantai import KOLOM_RANTAI
from pages.exports.tabel import Tabel, to_csv
from tests.unit.rantai import ME, add_aksi, add_solusi, pokja_id, statements


def codes(session: Session, kind: type[t.Tercatat], pokja: int) -> set[str]:
    alive = (kind.pokja_id == pokja, col(kind.ditarik_pada).is_(None))
    return set(session.exec(select(kind.kode).where(*alive)))


def shown(rantai: list[IsuRantai]) -> dict[str, set[str]]:
    """Return all codes of an outline by their letter."""
    found: dict[str, set[str]] = {letter: set() for letter in "IPSRTA"}
    for isu in rantai:
        found["I"].add(isu.kode)
        found["R"] |= {r.kode for r in isu.semua_risiko}
        found["T"] |= {n.kode for r in isu.semua_risiko for n in r.penanganan}
        found["P"] |= {p.kode for p in isu.permasalahan}
        found["S"] |= {s.kode for p in isu.permasalahan for s in p.solusi}
        found["A"] |= {a.kode for a in isu.semua_aksi}
    return found


def under_solusi(rantai: list[IsuRantai], kode: str) -> tuple[AksiRantai, ...]:
    return next(s.aksi for i in rantai for p in i.permasalahan for s in p.solusi if s.kode == kode)


@pytest.mark.usefixtures("contoh")
def test_the_outline_of_a_pokja_holds_everything_it_has(session: Session, hari: date) -> None:
    kinds = {
        "I": t.IsuStrategis, "P": t.Permasalahan, "S": t.Solusi,
        "R": t.Risiko, "T": t.Penanganan, "A": t.RencanaAksi,
    }  # fmt: skip
    for pokja in list_pokja(session):
        found = shown(list_rantai(session, hari=hari, pokja_id=pokja.id))
        for letter, kind in kinds.items():
            assert found[letter] == codes(session, kind, pokja.id), (pokja.nama, letter)


@pytest.mark.usefixtures("contoh")
def test_isu_come_in_pages(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    for nomor in range(20):
        create_isu(session, pelaku=ME, pokja_id=pokja, isian=IsianIsu(judul=f"Isu uji {nomor}"))
        session.flush()
    everything = list_rantai(session, hari=hari, pokja_id=pokja, sebanyak=1000)
    assert len(everything) == count_isu(session, pokja_id=pokja) == 25
    pages = [
        list_rantai(session, hari=hari, pokja_id=pokja, mulai_dari=start) for start in (0, 10, 20)
    ]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert [isu for page in pages for isu in page] == everything


@pytest.mark.usefixtures("contoh")
def test_an_action_for_a_solusi_and_a_penanganan_stands_under_both(
    session: Session, hari: date
) -> None:
    both = session.exec(
        select(t.RencanaAksi, t.Solusi, t.Penanganan)
        .join(t.Solusi, col(t.Solusi.id) == col(t.RencanaAksi.solusi_id))
        .join(t.Penanganan, col(t.Penanganan.id) == col(t.RencanaAksi.penanganan_id))
    ).first()
    assert both is not None
    aksi, solusi, penanganan = both
    rantai = list_rantai(session, hari=hari, pokja_id=aksi.pokja_id)
    here = [a for a in under_solusi(rantai, solusi.kode) if a.aksi.kode == aksi.kode]
    there = [
        a
        for isu in rantai for r in isu.semua_risiko for n in r.penanganan
        if n.kode == penanganan.kode for a in n.aksi if a.aksi.kode == aksi.kode
    ]  # fmt: skip
    assert [a.juga for a in here] == [penanganan.kode]
    assert [a.juga for a in there] == [solusi.kode]
    owner = next(i for i in rantai if any(a.kode == aksi.kode for a in i.semua_aksi))
    assert [a.kode for a in owner.semua_aksi].count(aksi.kode) == 1


@pytest.mark.usefixtures("contoh")
def test_a_risiko_stands_under_its_permasalahan_else_under_its_isu(
    session: Session, hari: date
) -> None:
    pokja = pokja_id(session)
    rantai = list_rantai(session, hari=hari, pokja_id=pokja)
    risiko = {r.kode: r for r in session.exec(select(t.Risiko).where(t.Risiko.pokja_id == pokja))}
    alone = {r.kode for isu in rantai for r in isu.risiko}
    assert alone == {kode for kode, r in risiko.items() if r.permasalahan_id is None} != set()
    for p in (p for isu in rantai for p in isu.permasalahan if p.risiko):
        assert p.risiko is not None
        row = risiko[p.risiko.kode]
        assert session.get_one(t.Permasalahan, row.permasalahan_id).kode == p.kode
        assert (p.risiko.saat_ini.besaran, p.risiko.target.besaran) == (
            row.besaran_saat_ini,
            row.besaran_target,
        )
        assert p.risiko.prioritas == (row.besaran_saat_ini >= 16)


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("kind", [t.RencanaAksi, t.Penanganan, t.Risiko, t.Solusi, t.Permasalahan])
def test_what_is_withdrawn_leaves_outline_and_file(
    session: Session, hari: date, kind: type[t.Tercatat]
) -> None:
    row = session.exec(select(kind).where(kind.pokja_id == pokja_id(session))).first()
    assert row is not None
    row.ditarik_pada = now()
    session.flush()
    rantai = shown(list_rantai(session, hari=hari, pokja_id=row.pokja_id))
    assert not any(row.kode in kode for kode in rantai.values())
    flat = list_rantai_datar(session, hari=hari, pokja_id=row.pokja_id)
    used = {
        kode
        for b in flat
        for kode in (b.permasalahan_kode, b.risiko_kode, b.jawaban_kode, b.aksi_kode)
    }
    assert row.kode not in used and len(flat) > 10


@pytest.mark.usefixtures("contoh")
def test_no_more_than_thirty_actions_stand_under_a_solusi(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    solusi = add_solusi(session, pokja)
    add_aksi(session, pokja, solusi, MAKS_ANAK + 5)
    isu = list_rantai(session, hari=hari, pokja_id=pokja)[-1]
    found = isu.permasalahan[0].solusi[0]
    assert len(found.aksi) == MAKS_ANAK == 30
    assert found.lainnya == 5
    kode = [a.aksi.kode for a in found.aksi]
    assert kode == sorted(kode)


@pytest.mark.usefixtures("contoh")
def test_the_outline_takes_a_constant_number_of_queries(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    with statements() as one:
        list_rantai(session, hari=hari, pokja_id=pokja, sebanyak=1)
    for _ in range(3):
        add_aksi(session, pokja, add_solusi(session, pokja), 2)
    with statements() as many:
        list_rantai(session, hari=hari, pokja_id=pokja, sebanyak=100)
    assert len(one) == len(many) < 15
    with statements() as flat:
        list_rantai_datar(session, hari=hari, pokja_id=pokja)
    assert len(flat) < 10


@pytest.mark.usefixtures("contoh")
def test_an_isu_counts_what_is_done_and_late(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    add_aksi(session, pokja, add_solusi(session, pokja), 3)
    done, late, _ = session.exec(
        select(t.RencanaAksi).order_by(col(t.RencanaAksi.id).desc()).limit(3)
    ).all()
    done.status, done.progres, done.selesai_pada = StatusAksi.SELESAI, 100, hari
    done.verifikasi = KeadaanVerifikasi.MENUNGGU
    late.tenggat = hari - timedelta(days=1)
    session.flush()
    isu = list_rantai(session, hari=hari, pokja_id=pokja)[-1]
    assert (isu.selesai, isu.terlambat, len(isu.semua_aksi)) == (1, 1, 3)


@pytest.mark.usefixtures("contoh")
def test_the_flat_chain_holds_each_branch_in_order(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    rows = list_rantai_datar(session, hari=hari, pokja_id=pokja)
    for kolom, kind in {
        "isu_kode": t.IsuStrategis, "permasalahan_kode": t.Permasalahan,
        "risiko_kode": t.Risiko, "aksi_kode": t.RencanaAksi,
    }.items():  # fmt: skip
        found = {getattr(row, kolom) for row in rows} - {None}
        assert found == codes(session, kind, pokja), kolom
    isu = [row.isu_kode for row in rows]
    assert isu == sorted(isu)
    twice = [row.aksi_kode for row in rows if row.aksi_kode]
    both = session.exec(
        select(func.count()).where(
            t.RencanaAksi.pokja_id == pokja,
            col(t.RencanaAksi.solusi_id).is_not(None),
            col(t.RencanaAksi.penanganan_id).is_not(None),
        )
    ).one()
    assert len(twice) - len(set(twice)) == both > 0
    for row in rows:
        letters = {"Solusi": "S", "Penanganan": "T", None: ""}[row.jalur]
        assert (row.jawaban_kode or "-").partition("-")[2][:1] == letters
        assert (row.risiko_kode is None) == (row.level is None)


@pytest.mark.usefixtures("contoh")
def test_the_flat_chain_becomes_a_file(session: Session, hari: date) -> None:
    rows = list_rantai_datar(session, hari=hari, pokja_id=pokja_id(session))
    lines = to_csv(Tabel("Rantai", "", KOLOM_RANTAI, rows, contoh=True)).decode().splitlines()
    assert len(lines) == len(rows) + 1
    assert lines[0].endswith("Progres (%);Tenggat;Keterangan")
    assert "KEU-P01" in lines[1] and "Data contoh" in lines[1]


@pytest.mark.usefixtures("store")
def test_a_pokja_without_data_has_an_empty_chain(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    assert list_rantai(session, hari=hari, pokja_id=pokja) == []
    assert count_isu(session, pokja_id=pokja) == 0
    assert list_rantai_datar(session, hari=hari, pokja_id=pokja) == []
