"""Who is there: by the sekretariat's press, by each person's own word, and counted once."""

from datetime import time
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlmodel import select

from model import tables as t
from model.choices import CaraHadir, Peran, Tindakan
from model.commands.akun import export_data_pribadi
from model.commands.kehadiran import (
    KodeHadirSalah,
    record_hadir,
    record_kehadiran,
    withdraw_hadir,
    withdraw_kehadiran,
)
from model.commands.pengguna import anonymise_pengguna
from model.commands.rakor import KeadaanRakorSalah, set_undangan
from model.db import open_session, read_session
from model.errors import InvalidIsian, NotAllowed, NotFound
from model.jadwal import make_jadwal
from model.permissions import Pelaku
from model.queries.kehadiran import (
    HadirSendiri,
    PdRakor,
    get_hadir_sendiri,
    get_pd_terakhir,
    is_kode_hadir,
    list_kehadiran,
)
from model.queries.rakor import BarisAgenda, BarisSesi
from pages.web.halaman import clean_next
from tests.orang import SISTEM, stored
from tests.stores import HARI
from tests.unit.rakor import closed, isian_hadir, one, perform, prepared, running

pytestmark = pytest.mark.usefixtures("store")


def kehadiran(rakor_id: int) -> dict[int, PdRakor]:
    with read_session() as session:
        return {pd.pd_id: pd for pd in list_kehadiran(session, rakor_id=rakor_id)}


def rows(rakor_id: int) -> list[t.Kehadiran]:
    with read_session() as session:
        query = select(t.Kehadiran).where(t.Kehadiran.rakor_id == rakor_id)
        return list(session.exec(query).all())


def own(rakor_id: int, pelaku: Pelaku) -> HadirSendiri | None:
    with read_session() as session:
        return get_hadir_sendiri(session, rakor_id=rakor_id, pengguna_id=pelaku.id or 0)


def come(rakor_id: int, pelaku: Pelaku, pd_id: int | None = None, kode: str | None = None) -> None:
    kode = one(rakor_id).kode_hadir if kode is None else kode
    perform(record_hadir, pelaku=pelaku, rakor_id=rakor_id, kode=kode, pd_id=pd_id)


def test_one_press_of_the_sekretariat_makes_a_perangkat_daerah_present() -> None:
    rakor_id, office = running(), stored(Peran.SEKRETARIAT)
    for _ in range(2):
        perform(record_kehadiran, pelaku=office, rakor_id=rakor_id, isian=isian_hadir(4))
    [row] = rows(rakor_id)
    assert (row.pd_id, row.cara, row.pengguna_id, row.versi) == (4, CaraHadir.SEKRETARIAT, None, 1)
    assert (one(rakor_id).hadir, one(rakor_id).diundang) == (1, 51)
    assert kehadiran(rakor_id)[4].hadir
    assert not kehadiran(rakor_id)[5].hadir


def test_pressed_by_mistake_it_is_taken_back_and_pressed_again_it_is_the_same_row() -> None:
    rakor_id = running()
    isian = isian_hadir(4, jabatan="Kepala Bidang")
    perform(record_kehadiran, rakor_id=rakor_id, isian=isian)
    for _ in range(2):
        perform(withdraw_kehadiran, rakor_id=rakor_id, pd_id=4)
    assert one(rakor_id).hadir == 0
    perform(record_kehadiran, rakor_id=rakor_id, isian=isian_hadir(4))
    [row] = rows(rakor_id)
    assert (row.ditarik_pada, row.jabatan) == (None, "")
    with read_session() as session:
        query = select(t.Riwayat.tindakan).where(t.Riwayat.tabel == "kehadiran")
        told = list(session.exec(query.order_by(t.Riwayat.id)))  # type: ignore[arg-type]
    assert told[:2] == [Tindakan.DIBUAT, Tindakan.DITARIK]
    assert set(told[2:]) == {Tindakan.DIPULIHKAN}


def test_a_post_can_be_written_down_later_and_a_plain_press_keeps_it() -> None:
    rakor_id = running()
    for jabatan in ("", "Sekretaris  Dinas ", ""):
        isian = isian_hadir(4, jabatan=jabatan)
        perform(record_kehadiran, rakor_id=rakor_id, isian=isian)
    assert [d.jabatan for d in kehadiran(rakor_id)[4].datang] == ["Sekretaris Dinas"]
    with pytest.raises(InvalidIsian):
        isian_hadir(4, jabatan="x" * 161)


def test_whoever_comes_uninvited_is_on_the_list_but_not_in_the_count() -> None:
    rakor_id = running()
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[1, 2])
    for pd_id in (1, 9):
        perform(record_kehadiran, rakor_id=rakor_id, isian=isian_hadir(pd_id))
    assert (one(rakor_id).hadir, one(rakor_id).diundang) == (1, 2)
    found = kehadiran(rakor_id)
    assert [(pd.pd_id, pd.diundang, pd.hadir) for pd in found.values()] == [
        (1, True, True),
        (2, True, False),
        (9, False, True),
    ]
    perform(withdraw_kehadiran, rakor_id=rakor_id, pd_id=9)
    assert 9 not in kehadiran(rakor_id)


def test_a_perangkat_daerah_with_several_people_counts_once() -> None:
    rakor_id = running()
    perform(record_kehadiran, rakor_id=rakor_id, isian=isian_hadir(2, jabatan="Kepala Badan"))
    come(rakor_id, stored(Peran.PIC, milik=2))
    come(rakor_id, stored(Peran.KETUA), pd_id=2)
    assert one(rakor_id).hadir == 1
    assert len(kehadiran(rakor_id)[2].datang) == 3
    perform(withdraw_kehadiran, rakor_id=rakor_id, pd_id=2)
    assert one(rakor_id).hadir == 0
    assert all(row.ditarik_pada for row in rows(rakor_id))


def test_a_pic_is_there_for_their_own_perangkat_daerah_whatever_is_sent() -> None:
    rakor_id, pic = running(), stored(Peran.PIC, milik=3)
    for pd_id in (None, 8):
        come(rakor_id, pic, pd_id=pd_id)
    [row] = rows(rakor_id)
    assert (row.pd_id, row.cara, row.pengguna_id) == (3, CaraHadir.SENDIRI, pic.id)


def test_others_choose_and_may_choose_again_without_the_code() -> None:
    rakor_id, ketua = running(), stored(Peran.KETUA)
    with pytest.raises(NotFound, match="Pilih dari daftar"):
        come(rakor_id, ketua, pd_id=None)
    with pytest.raises(NotFound):
        come(rakor_id, ketua, pd_id=999)
    come(rakor_id, ketua, pd_id=5)
    come(rakor_id, ketua, pd_id=6, kode="")
    found = own(rakor_id, ketua)
    assert found is not None
    assert found.pd_id == 6
    assert len(rows(rakor_id)) == 1
    assert one(rakor_id).hadir == 1


def test_one_may_withdraw_and_come_again_with_the_code() -> None:
    rakor_id, ketua = running(), stored(Peran.KETUA)
    perform(withdraw_hadir, pelaku=ketua, rakor_id=rakor_id)
    come(rakor_id, ketua, pd_id=5)
    for _ in range(2):
        perform(withdraw_hadir, pelaku=ketua, rakor_id=rakor_id)
    assert own(rakor_id, ketua) is None
    with pytest.raises(KodeHadirSalah):
        come(rakor_id, ketua, pd_id=5, kode="")
    come(rakor_id, ketua, pd_id=7)
    assert [row.pd_id for row in rows(rakor_id)] == [7]
    with read_session() as session:
        assert get_pd_terakhir(session, pengguna_id=ketua.id or 0) == 7


@pytest.mark.parametrize("kode", ["", "salah", "é" * 16, "\ud800", "x" * 5_000])
def test_without_the_right_code_nobody_records_themselves(kode: str) -> None:
    rakor_id, ketua = running(), stored(Peran.KETUA)
    with pytest.raises(KodeHadirSalah, match="Pindai lagi kode QR"):
        come(rakor_id, ketua, pd_id=5, kode=kode)
    assert rows(rakor_id) == []
    with read_session() as session:
        assert not is_kode_hadir(session, rakor_id=rakor_id, kode=kode)


def test_the_code_of_another_rakor_is_no_good() -> None:
    rakor_id, other, ketua = running(), prepared(), stored(Peran.KETUA)
    with pytest.raises(KodeHadirSalah):
        come(rakor_id, ketua, pd_id=5, kode=one(other).kode_hadir)
    with read_session() as session:
        assert is_kode_hadir(session, rakor_id=other, kode=one(other).kode_hadir)
        assert not is_kode_hadir(session, rakor_id=9_999, kode=one(other).kode_hadir)


def test_before_the_opening_only_the_sekretariat_records() -> None:
    rakor_id, ketua = prepared(), stored(Peran.KETUA)
    with pytest.raises(KeadaanRakorSalah, match="belum dibuka"):
        come(rakor_id, ketua, pd_id=5)
    with pytest.raises(KeadaanRakorSalah, match="belum dibuka"):
        perform(withdraw_hadir, pelaku=ketua, rakor_id=rakor_id)
    perform(record_kehadiran, rakor_id=rakor_id, isian=isian_hadir(5))
    assert one(rakor_id).hadir == 1


def test_of_a_closed_rakor_nothing_changes_any_more() -> None:
    rakor_id, ketua = closed(), stored(Peran.KETUA)
    tries: tuple[tuple[Any, Pelaku, dict[str, Any]], ...] = (
        (record_kehadiran, SISTEM, {"isian": isian_hadir(5)}),
        (withdraw_kehadiran, SISTEM, {"pd_id": 5}),
        (record_hadir, ketua, {"kode": one(rakor_id).kode_hadir, "pd_id": 5}),
        (withdraw_hadir, ketua, {}),
    )
    for command, pelaku, arguments in tries:
        with pytest.raises(KeadaanRakorSalah, match="sudah ditutup"):
            perform(command, pelaku=pelaku, rakor_id=rakor_id, **arguments)
    assert rows(rakor_id) == []


def test_what_does_not_exist_is_said_so() -> None:
    rakor_id = running()
    with pytest.raises(NotFound):
        perform(record_kehadiran, rakor_id=rakor_id, isian=isian_hadir(999))
    with pytest.raises(NotFound):
        perform(record_kehadiran, rakor_id=9_999, isian=isian_hadir())
    with pytest.raises(NotFound, match="akun"):
        perform(record_hadir, rakor_id=rakor_id, kode=one(rakor_id).kode_hadir, pd_id=1)
    perform(withdraw_kehadiran, rakor_id=rakor_id, pd_id=999)


@pytest.mark.parametrize("peran", [Peran.PIMPINAN, Peran.LAYAR])
def test_pimpinan_and_screens_record_nothing(peran: Peran) -> None:
    rakor_id, pelaku = running(), stored(peran)
    with pytest.raises(NotAllowed):
        come(rakor_id, pelaku, pd_id=1)
    with pytest.raises(NotAllowed):
        perform(withdraw_hadir, pelaku=pelaku, rakor_id=rakor_id)


def at_once(*tries: Any) -> list[BaseException]:
    """Run them in threads that start together; return what went wrong."""
    gate, wrong = Barrier(len(tries)), list[BaseException]()

    def run(attempt: Any) -> None:
        gate.wait()
        try:
            attempt()
        except Exception as error:
            wrong.append(error)
            raise

    threads = [Thread(target=run, args=(attempt,)) for attempt in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_two_presses_at_once_are_one_row_each() -> None:
    rakor_id, ketua = running(), stored(Peran.KETUA)
    kode = one(rakor_id).kode_hadir

    def press() -> None:
        perform(record_kehadiran, rakor_id=rakor_id, isian=isian_hadir(2))

    def scan() -> None:
        come(rakor_id, ketua, pd_id=2, kode=kode)

    assert at_once(press, press, scan, scan) == []
    assert sorted(row.cara for row in rows(rakor_id)) == ["sekretariat", "sendiri"]
    assert one(rakor_id).hadir == 1


def test_a_person_gets_a_copy_of_their_attendance_and_anonymised_only_the_number_stays() -> None:
    rakor_id, admin, ketua = running(), stored(Peran.ADMIN), stored(Peran.KETUA)
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, ketua.id).jabatan = "Ketua yang dikenal"
    come(rakor_id, ketua, pd_id=5)
    assert kehadiran(rakor_id)[5].datang[0].jabatan == "Ketua yang dikenal"
    copy = perform(export_data_pribadi, pelaku=admin, pengguna_id=ketua.id)
    assert [(row["rakor_id"], row["pd_id"]) for row in copy["kehadiran"]] == [(rakor_id, 5)]
    with read_session() as session:
        versi = session.get_one(t.Pengguna, ketua.id).versi
    perform(anonymise_pengguna, pelaku=admin, row_id=ketua.id, versi=versi)
    assert one(rakor_id).hadir == 1
    assert kehadiran(rakor_id)[5].datang[0].jabatan == ""


def test_the_address_of_the_qr_code_is_gone_on_to_after_signing_in() -> None:
    alamat = f"/hadir?rakor=3&kode={one(running()).kode_hadir}"
    assert clean_next(alamat) == alamat


# The agenda by the clock


def item(number: int, menit: int, sesi_id: int | None = 1) -> BarisAgenda:
    return BarisAgenda(number, 1, number, f"Acara {number}", menit, sesi_id, None, None, None)


def sitting(mulai: time, selesai: time, row_id: int = 1) -> BarisSesi:
    return BarisSesi(row_id, 1, "Pagi", HARI, mulai, selesai)


def test_the_items_of_a_sitting_follow_each_other_by_the_clock() -> None:
    [pagi] = make_jadwal([sitting(time(8, 30), time(10))], [item(1, 15), item(2, 60)])
    assert [(a.mulai, a.selesai, a.lewat) for a in pagi.acara] == [
        (time(8, 30), time(8, 45), False),
        (time(8, 45), time(9, 45), False),
    ]
    assert (pagi.menit, pagi.sisa) == (75, 15)
    assert pagi.kalimat == "2 acara, 1 jam 15 menit; sisa 15 menit"


def test_a_sitting_that_takes_longer_than_it_lasts_says_by_how_much() -> None:
    [pagi] = make_jadwal([sitting(time(22), time(23))], [item(1, 60), item(2, 130)])
    assert [a.lewat for a in pagi.acara] == [False, True]
    assert pagi.acara[1].selesai == time(1, 10)
    assert pagi.kalimat == "2 acara, 3 jam 10 menit; melebihi jam sesi 2 jam 10 menit"


def test_items_without_a_sitting_come_last_and_without_hours() -> None:
    sittings = [sitting(time(8), time(9)), sitting(time(10), time(11), row_id=2)]
    jadwal = make_jadwal(sittings, [item(1, 10, None), item(2, 60), item(3, 20, 99)])
    assert [[a.nomor for a in j.acara] for j in jadwal] == [[2], [], [1, 3]]
    assert [j.kalimat for j in jadwal] == [
        "1 acara, 1 jam; tepat waktu",
        "belum ada acara; tersedia 1 jam",
        "2 acara, 30 menit",
    ]
    assert [a.mulai for a in jadwal[2].acara] == [None, None]
    assert make_jadwal([], []) == []
