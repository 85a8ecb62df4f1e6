"""Closing a rakor: what is in its way, what is frozen, what is open then."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import KeadaanRakor, Peran, StatusAksi
from model.clock import now, wib_date
from model.commands.panduan import run_waktu
from model.commands.rakor import KeadaanRakorSalah, create_rakor, open_rakor
from model.commands.tutup import BelumLengkap, close_rakor
from model.commands.umum import withdraw
from model.db import open_session, read_session
from model.errors import NotAllowed, StaleVersion
from model.periksa_riwayat import check_riwayat
from model.potret import unpack
from model.queries.ringkasan import list_ringkasan_pokja
from model.queries.slide_forum import get_rakor_sebelum
from model.queries.tutup import get_penutupan, list_rakor_beku
from model.titik import Titik, open_titik
from tests.orang import SISTEM, orang
from tests.stores import HARI
from tests.unit.acak import ISIAN_RAKOR, Acak
from tests.unit.perintah import KEPUTUSAN, OPERATOR, by_id, create, perform

SEKRETARIAT = orang(Peran.SEKRETARIAT)


def running() -> int:
    """Return a rakor that runs."""
    rakor_id: int = perform(create_rakor, isian=ISIAN_RAKOR)
    perform(open_rakor, row_id=rakor_id, versi=1)
    return rakor_id


def decided(rakor_id: int, pd_id: int | None, tenggat: date | None) -> t.Keputusan:
    row: t.Keputusan = create(KEPUTUSAN, pd_id=pd_id, tenggat=tenggat)
    with open_session(OPERATOR) as session:
        session.get_one(t.Keputusan, row.id).rakor_id = rakor_id
    found: t.Keputusan = by_id(KEPUTUSAN, row.id)
    return found


def close(rakor_id: int, versi: int = 2, **args: Any) -> None:
    perform(close_rakor, row_id=rakor_id, versi=versi, **args)


@pytest.mark.usefixtures("contoh")
def test_closing_freezes_all_rows_with_the_rakor_closed() -> None:
    rakor_id = running()
    decided(rakor_id, 1, HARI)
    with read_session() as session:
        live = list_ringkasan_pokja(session, hari=HARI)
    close(rakor_id, pelaku=SEKRETARIAT)
    with read_session() as session:
        rakor = session.get_one(t.Rakor, rakor_id)
        beku = session.exec(select(t.PotretBeku).where(t.PotretBeku.rakor_id == rakor_id)).one()
        assert rakor.keadaan == KeadaanRakor.DITUTUP
        assert rakor.ditutup_pada == beku.pada <= now()
        assert beku.hari == wib_date(beku.pada)
        frozen = {row["id"]: row for row in unpack(beku.isi, beku.sha256).tabel["rakor"].as_dicts()}
        assert frozen[rakor_id]["keadaan"] == "ditutup"
        assert frozen[rakor_id]["versi"] == rakor.versi == 3
    assert check_riwayat().cacat is None
    acak = Acak(5)
    for _ in range(12):
        acak.step()
    with open_titik(Titik(rakor_id=rakor_id)) as (past, hari):
        assert list_ringkasan_pokja(past, hari=hari) == live


@pytest.mark.usefixtures("contoh")
def test_keputusan_without_owner_or_tenggat_keep_it_open_and_are_all_named() -> None:
    rakor_id = running()
    rows = [
        decided(rakor_id, None, HARI),
        decided(rakor_id, 1, None),
        decided(rakor_id, None, None),
    ]
    fine = decided(rakor_id, 1, HARI)
    with pytest.raises(BelumLengkap) as refusal:
        close(rakor_id)
    words = str(refusal.value)
    assert "3 keputusan belum lengkap" in words and fine.kode not in words
    assert f"{rows[0].kode} (belum ada penanggung jawab)" in words
    assert f"{rows[1].kode} (belum ada tenggat)" in words
    assert f"{rows[2].kode} (belum ada penanggung jawab dan tenggat)" in words
    with read_session() as session:
        assert session.get_one(t.Rakor, rakor_id).keadaan == KeadaanRakor.BERLANGSUNG
        assert {row.rakor_id for row in session.exec(select(t.PotretBeku))} == {1}
    for row in rows:
        perform(withdraw, huruf="K", row_id=row.id, versi=row.versi, alasan="Salah catat")
    close(rakor_id)


@pytest.mark.usefixtures("contoh")
def test_a_long_list_of_what_is_missing_is_cut_and_counted() -> None:
    rakor_id = running()
    for _ in range(12):
        decided(rakor_id, None, None)
    with pytest.raises(BelumLengkap, match="12 keputusan belum lengkap.*dan 2 lainnya"):
        close(rakor_id)


@pytest.mark.usefixtures("store")
def test_only_a_running_rakor_is_closed_by_whoever_may_and_once() -> None:
    rakor_id: int = perform(create_rakor, isian=ISIAN_RAKOR)
    with pytest.raises(KeadaanRakorSalah):
        close(rakor_id, versi=1)
    perform(open_rakor, row_id=rakor_id, versi=1)
    for peran in set(Peran) - {Peran.SEKRETARIAT, Peran.ADMIN, Peran.PROGRAM}:
        with pytest.raises(NotAllowed):
            close(rakor_id, pelaku=orang(peran))
    with pytest.raises(StaleVersion):
        close(rakor_id, versi=1)
    close(rakor_id)
    with pytest.raises(KeadaanRakorSalah):
        close(rakor_id, versi=3)


@pytest.mark.usefixtures("store")
def test_clocks_that_run_are_stopped_and_count() -> None:
    rakor_id = running()
    with read_session() as session:
        query = select(t.Agenda.id).where(t.Agenda.rakor_id == rakor_id)
        agenda_id = session.exec(query).first()
    perform(run_waktu, agenda_id=agenda_id)
    with open_session(SISTEM) as session:
        waktu = session.get_one(t.WaktuAgenda, agenda_id)
        waktu.berjalan_sejak = now() - timedelta(seconds=90)
    close(rakor_id)
    with read_session() as session:
        waktu = session.get_one(t.WaktuAgenda, agenda_id)
        assert waktu.berjalan_sejak is None and 90 <= waktu.terpakai < 120


@pytest.mark.usefixtures("contoh")
def test_what_is_open_at_closing_is_counted(session: Session) -> None:
    rakor_id = create_rakor(session, pelaku=SISTEM, isian=ISIAN_RAKOR)
    session.add(t.Keputusan(kode="KEU-K99", pokja_id=2, judul="Uji", rakor_id=rakor_id, pd_id=1))
    session.flush()
    found = get_penutupan(session, rakor_id=rakor_id, hari=HARI)
    assert [k.kode for k in found.penghalang] == ["KEU-K99"] and not found.dapat_ditutup
    assert len(found.tidak_hadir) == 51
    assert sum(p.terkendala for p in found.pokja) == len(
        session.exec(
            select(t.RencanaAksi.id).where(t.RencanaAksi.status == StatusAksi.TERKENDALA)
        ).all()
    )
    assert sum(p.terlambat for p in found.pokja) > 10
    terbuka = session.exec(select(t.Keputusan.kode).where(col(t.Keputusan.status) == "terbuka"))
    assert {k.kode for k in found.terbuka} == set(terbuka)
    closed = get_penutupan(session, rakor_id=1, hari=HARI)
    assert closed.dapat_ditutup and 0 < len(closed.tidak_hadir) < 45


@pytest.mark.usefixtures("contoh")
def test_the_rakor_before_is_the_one_closed_last_before_it() -> None:
    with read_session() as session:
        assert [rakor.id for rakor in list_rakor_beku(session)] == [1]
        assert get_rakor_sebelum(session, rakor_id=1) is None
    rakor_id = running()
    close(rakor_id)
    with read_session() as session:
        assert [rakor.id for rakor in list_rakor_beku(session)] == [rakor_id, 1]
        for asked, expected in ((None, rakor_id), (rakor_id, 1), (2, rakor_id)):
            found = get_rakor_sebelum(session, rakor_id=asked)
            assert found is not None and found.id == expected
