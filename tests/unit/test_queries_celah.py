"""Reads of the gaps of a pokja: each is worked out once more in Python over all rows."""

from datetime import date

import pytest
from sqlmodel import Session, col, func, select

from model import tables as t
from model.choices import KeadaanVerifikasi, OpsiPenanganan, StatusAksi
from model.commands.aksi import create_aksi
from model.commands.masalah import create_solusi
from model.commands.risiko import create_penanganan
from model.isian import IsianAksi, IsianPenanganan, IsianSolusi
from model.queries.acuan import list_pokja
from model.queries.celah import MAKS_CONTOH, JenisCelah, list_celah
from tests.unit.rantai import ME, add_aksi, add_solusi, pokja_id


def first(session: Session, kind: type[t.Tercatat], kode: str) -> t.Tercatat:
    return session.exec(select(kind).where(kind.kode == kode)).one()


def celah_of(session: Session, hari: date, pokja: int) -> dict[JenisCelah, tuple[int, list[str]]]:
    found = list_celah(session, hari=hari, pokja_id=pokja)
    assert [c.jenis for c in found] == list(JenisCelah)
    return {c.jenis: (c.jumlah, [kode for kode, _ in c.contoh]) for c in found}


@pytest.mark.usefixtures("store")
def test_a_pokja_without_data_has_no_gaps(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    assert all(found == (0, []) for found in celah_of(session, hari, pokja).values())


@pytest.mark.usefixtures("contoh")
def test_gaps_are_those_that_a_plain_count_finds(session: Session, hari: date) -> None:
    answered = set(session.exec(select(t.Solusi.permasalahan_id)))
    treated = set(
        session.exec(
            select(t.Penanganan.risiko_id).join(
                t.RencanaAksi, col(t.RencanaAksi.penanganan_id) == col(t.Penanganan.id)
            )
        )
    )
    masalah = session.exec(select(t.Permasalahan)).all()
    risiko = session.exec(select(t.Risiko).where(t.Risiko.besaran_saat_ini >= 16)).all()
    aksi = [
        a
        for a in session.exec(select(t.RencanaAksi))
        if a.status not in (StatusAksi.SELESAI, StatusAksi.DIBATALKAN)
    ]
    seen = 0
    for pokja in list_pokja(session):
        own = {
            JenisCelah.TANPA_SOLUSI: [p for p in masalah if p.id not in answered],
            JenisCelah.TANPA_AKSI: [r for r in risiko if r.id not in treated],
            JenisCelah.TANPA_PENANGGUNG: [a for a in aksi if a.pd_id is None],
            JenisCelah.TANPA_TENGGAT: [a for a in aksi if a.tenggat is None],
        }
        wanted = {
            jenis: sorted(row.kode for row in rows if row.pokja_id == pokja.id)
            for jenis, rows in own.items()
        }
        found = celah_of(session, hari, pokja.id)
        assert {jenis: sorted(kode) for jenis, (_, kode) in found.items()} == wanted
        assert all(jumlah == len(kode) for jumlah, kode in found.values())
        seen += sum(jumlah for jumlah, _ in found.values())
    assert seen > 20


@pytest.mark.usefixtures("contoh")
def test_a_gap_closes_when_the_chain_is_completed(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    before = celah_of(session, hari, pokja)
    masalah = first(session, t.Permasalahan, before[JenisCelah.TANPA_SOLUSI][1][0])
    risiko = first(session, t.Risiko, before[JenisCelah.TANPA_AKSI][1][0])
    solusi = IsianSolusi(permasalahan_id=masalah.id, judul="Solusi uji")
    create_solusi(session, pelaku=ME, pokja_id=pokja, isian=solusi)
    tangan = IsianPenanganan(
        risiko_id=risiko.id, opsi=OpsiPenanganan.KURANGI_DAMPAK, judul="Penanganan uji"
    )
    create_penanganan(session, pelaku=ME, pokja_id=pokja, isian=tangan)
    session.flush()
    middle = celah_of(session, hari, pokja)
    assert masalah.kode not in middle[JenisCelah.TANPA_SOLUSI][1]
    assert risiko.kode in middle[JenisCelah.TANPA_AKSI][1], "a penanganan alone is no action"
    penanganan = session.exec(select(func.max(t.Penanganan.id))).one()
    aksi = IsianAksi(penanganan_id=penanganan, judul="Menyusun rencana cadangan")
    create_aksi(session, pelaku=ME, pokja_id=pokja, isian=aksi)
    session.flush()
    after = celah_of(session, hari, pokja)
    assert risiko.kode not in after[JenisCelah.TANPA_AKSI][1]
    for jenis in (JenisCelah.TANPA_PENANGGUNG, JenisCelah.TANPA_TENGGAT):
        assert after[jenis][0] == before[jenis][0] + 1


@pytest.mark.usefixtures("contoh")
def test_a_finished_or_cancelled_action_lacks_nothing(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    before = celah_of(session, hari, pokja)
    add_aksi(session, pokja, add_solusi(session, pokja), 2)
    done, off = session.exec(
        select(t.RencanaAksi).order_by(col(t.RencanaAksi.id).desc()).limit(2)
    ).all()
    done.status, done.progres, done.selesai_pada = StatusAksi.SELESAI, 100, hari
    done.verifikasi = KeadaanVerifikasi.MENUNGGU
    off.status = StatusAksi.DIBATALKAN
    session.flush()
    assert celah_of(session, hari, pokja) == before


@pytest.mark.usefixtures("contoh")
def test_a_gap_shows_the_first_twenty_and_counts_all(session: Session, hari: date) -> None:
    pokja = pokja_id(session)
    add_aksi(session, pokja, add_solusi(session, pokja), 40)
    found = {c.jenis: c for c in list_celah(session, hari=hari, pokja_id=pokja)}
    gap = found[JenisCelah.TANPA_PENANGGUNG]
    assert len(gap.contoh) == MAKS_CONTOH == 20
    assert gap.jumlah == gap.lainnya + 20 >= 40
