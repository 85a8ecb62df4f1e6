"""Preparing and opening a rakor, its sittings, its agenda, and whom it invites."""

from datetime import date, time, timedelta
from threading import Thread
from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import KeadaanRakor, ModeLayar, Peran
from model.clock import today
from model.commands.agenda import (
    create_agenda,
    create_sesi,
    fill_sesi,
    move_agenda,
    update_agenda,
    update_sesi,
    withdraw_agenda,
    withdraw_sesi,
)
from model.commands.panduan import run_waktu, set_mode, steer, stop_waktu
from model.commands.rakor import (
    KeadaanRakorSalah,
    create_rakor,
    open_rakor,
    set_undangan,
    update_rakor,
)
from model.db import read_session
from model.errors import DomainError, InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian_rakor import IsianAgenda, IsianRakor, IsianSesi
from model.permissions import HAK_PERAN, Hak
from model.queries.kehadiran import list_undangan
from model.queries.panduan import get_panduan, map_waktu
from model.queries.rakor import get_rakor_layar, list_rakor
from model.queries.riwayat_rakor import list_riwayat_rakor
from tests.orang import SISTEM, stored
from tests.unit.perintah import versi_data
from tests.unit.rakor import (
    add_sesi,
    agenda,
    closed,
    isian_rakor,
    isian_sesi,
    one,
    perform,
    prepared,
    running,
    sesi,
)

pytestmark = pytest.mark.usefixtures("store")

TIDAK_ADA = 2**31 - 1


def isian_agenda(**values: Any) -> IsianAgenda:
    return IsianAgenda.check({"judul": "Acara uji", "menit": 20} | values)


def diundang(rakor_id: int) -> list[int]:
    with read_session() as session:
        return [pd.id for pd in list_undangan(session, rakor_id=rakor_id)]


def titles(rakor_id: int) -> list[str]:
    return [a.judul for a in agenda(rakor_id)]


def test_a_new_rakor_has_the_nine_pokja_in_order_and_invites_everybody() -> None:
    rakor = one(prepared())
    items = agenda(rakor.id)
    with read_session() as session:
        pokja = session.exec(select(t.Pokja.nama).order_by(col(t.Pokja.urutan))).all()
    assert [a.pokja for a in items] == [None, *pokja, None]
    assert [a.urutan for a in items] == list(range(1, 12))
    assert (rakor.keadaan, rakor.diundang, rakor.hadir) == (KeadaanRakor.DISIAPKAN, 51, 0)
    assert one(prepared()).kode_hadir != rakor.kode_hadir
    assert len(rakor.kode_hadir) >= 16


@pytest.mark.parametrize(
    ("values", "kolom"),
    [
        ({"tema": " ab "}, "tema"),
        ({"tema": "x" * 201}, "tema"),
        ({"tempat": "x" * 201}, "tempat"),
        ({"catatan": "x" * 2001}, "catatan"),
        ({"selesai": None}, "selesai"),
        ({"mulai": date(1999, 1, 1), "selesai": date(1999, 1, 2)}, "mulai"),
        ({"selesai": today() - timedelta(days=1)}, "selesai"),
        ({"selesai": today() + timedelta(days=40)}, "selesai"),
        ({"kode_hadir": "saya"}, "kode_hadir"),
    ],
)
def test_a_rakor_that_cannot_be_is_refused_by_a_sentence(values: Any, kolom: str) -> None:
    with pytest.raises(InvalidIsian) as refused:
        isian_rakor(**values)
    assert list(refused.value.per_kolom) == [kolom]


@pytest.mark.parametrize(
    ("form", "values", "kolom"),
    [
        (IsianSesi, {"nama": "x"}, "nama"),
        (IsianSesi, {"jam_selesai": time(8)}, "jam_selesai"),
        (IsianSesi, {"jam_mulai": None}, "jam_mulai"),
        (IsianSesi, {"jam_mulai": "25:00"}, "jam_mulai"),
        (IsianAgenda, {"judul": ""}, "judul"),
        (IsianAgenda, {"menit": 0}, "menit"),
        (IsianAgenda, {"menit": 481}, "menit"),
        (IsianAgenda, {"menit": 7.5}, "menit"),
        (IsianAgenda, {"pokja_id": 0}, "pokja_id"),
    ],
)
def test_a_sitting_or_an_item_that_cannot_be_is_refused(form: Any, values: Any, kolom: str) -> None:
    good: Any = isian_sesi() if form is IsianSesi else isian_agenda()
    with pytest.raises(InvalidIsian) as refused:
        form.check(good.model_dump() | values)
    assert kolom in refused.value.per_kolom


def test_a_stale_change_is_refused_and_told() -> None:
    rakor_id = prepared()
    perform(update_rakor, row_id=rakor_id, versi=1, isian=isian_rakor(tema="Tema pertama"))
    with pytest.raises(StaleVersion) as refused:
        perform(update_rakor, row_id=rakor_id, versi=1, isian=isian_rakor(tema="Tema kedua"))
    [change] = refused.value.perubahan
    assert (change.kolom, change.sesudah, refused.value.versi) == ("Tema", "Tema pertama", 2)
    assert one(rakor_id).tema == "Tema pertama"
    with pytest.raises(StaleVersion):
        perform(open_rakor, row_id=rakor_id, versi=1)


@pytest.mark.parametrize(
    "peran", [p for p in Peran if Hak.KELOLA_RAKOR not in HAK_PERAN[p]], ids=str
)
def test_only_who_may_opens_a_rakor(peran: Peran) -> None:
    rakor_id = prepared()
    with pytest.raises(NotAllowed):
        perform(open_rakor, pelaku=stored(peran), row_id=rakor_id, versi=1)
    assert one(rakor_id).keadaan == KeadaanRakor.DISIAPKAN


def test_only_one_rakor_runs_at_a_time() -> None:
    first, second = running(tema="Yang pertama"), prepared()
    with pytest.raises(KeadaanRakorSalah, match="“Yang pertama” masih berlangsung"):
        perform(open_rakor, row_id=second, versi=1)
    with pytest.raises(KeadaanRakorSalah, match="sudah dibuka"):
        perform(open_rakor, row_id=first, versi=2)
    assert one(first).dibuka_pada is not None
    assert one(second).keadaan == KeadaanRakor.DISIAPKAN


def test_of_two_opened_at_once_one_is_told_why_not() -> None:
    refused: list[DomainError] = []
    rakor = [prepared(), prepared()]

    def try_to(row_id: int) -> None:
        try:
            perform(open_rakor, row_id=row_id, versi=1)
        except DomainError as refusal:
            refused.append(refusal)

    threads = [Thread(target=try_to, args=(row_id,)) for row_id in rakor]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(refusal) for refusal in refused] == [KeadaanRakorSalah]
    states = {one(row_id).keadaan for row_id in rakor}
    assert states == {KeadaanRakor.BERLANGSUNG, KeadaanRakor.DISIAPKAN}


def test_a_closed_rakor_changes_no_more() -> None:
    rakor_id = closed()
    versi, item = one(rakor_id).versi, agenda(rakor_id)[0]
    row: dict[str, Any] = {"row_id": item.id, "versi": item.versi}
    for command, arguments in (
        (update_rakor, {"row_id": rakor_id, "versi": versi, "isian": isian_rakor()}),
        (open_rakor, {"row_id": rakor_id, "versi": versi}),
        (create_sesi, {"rakor_id": rakor_id, "isian": isian_sesi()}),
        (create_agenda, {"rakor_id": rakor_id, "isian": isian_agenda()}),
        (update_agenda, row | {"isian": isian_agenda()}),
        (move_agenda, row | {"langkah": 1}),
        (withdraw_agenda, row),
        (set_undangan, {"rakor_id": rakor_id, "pd_ids": [1]}),
        (steer, {"rakor_id": rakor_id, "slide": "judul"}),
        (set_mode, {"rakor_id": rakor_id, "mode": ModeLayar.DIPANDU, "detik": 20}),
        (run_waktu, {"agenda_id": item.id}),
        (stop_waktu, {"agenda_id": item.id}),
    ):
        with pytest.raises(KeadaanRakorSalah, match="sudah ditutup"):
            perform(command, **arguments)
    assert one(rakor_id).versi == versi
    assert titles(rakor_id) == titles(prepared())


def test_what_does_not_exist_is_said_so() -> None:
    for command, arguments in (
        (update_rakor, {"row_id": TIDAK_ADA, "versi": 1, "isian": isian_rakor()}),
        (open_rakor, {"row_id": TIDAK_ADA, "versi": 1}),
        (create_sesi, {"rakor_id": TIDAK_ADA, "isian": isian_sesi()}),
        (update_sesi, {"row_id": TIDAK_ADA, "versi": 1, "isian": isian_sesi()}),
        (withdraw_sesi, {"row_id": TIDAK_ADA, "versi": 1}),
        (fill_sesi, {"row_id": TIDAK_ADA, "versi": 1, "agenda_ids": []}),
        (create_agenda, {"rakor_id": TIDAK_ADA, "isian": isian_agenda()}),
        (withdraw_agenda, {"row_id": TIDAK_ADA, "versi": 1}),
        (move_agenda, {"row_id": TIDAK_ADA, "versi": 1, "langkah": 1}),
        (set_undangan, {"rakor_id": TIDAK_ADA, "pd_ids": []}),
        (steer, {"rakor_id": TIDAK_ADA, "slide": "judul"}),
        (run_waktu, {"agenda_id": TIDAK_ADA}),
    ):
        with pytest.raises(NotFound):
            perform(command, **arguments)


def test_a_sitting_lies_on_a_day_of_its_rakor() -> None:
    rakor_id = prepared()
    outside = isian_sesi(tanggal=today() + timedelta(days=2))
    with pytest.raises(InvalidIsian, match="di antara hari-hari rakor"):
        perform(create_sesi, rakor_id=rakor_id, isian=outside)
    sitting = add_sesi(rakor_id, tanggal=today() + timedelta(days=1))
    with pytest.raises(InvalidIsian, match="“Sesi uji” di luar hari-hari ini"):
        perform(update_rakor, row_id=rakor_id, versi=1, isian=isian_rakor(selesai=today()))
    perform(withdraw_sesi, row_id=sitting.id, versi=1)
    perform(update_rakor, row_id=rakor_id, versi=1, isian=isian_rakor(selesai=today()))


def test_the_sittings_stand_in_the_order_of_time_and_leave_their_items_when_withdrawn() -> None:
    rakor_id = prepared()
    late = add_sesi(rakor_id, nama="Siang", jam_mulai=time(13), jam_selesai=time(15))
    early = add_sesi(rakor_id, nama="Pagi")
    assert [s.nama for s in sesi(rakor_id)] == ["Pagi", "Siang"]
    ids = [a.id for a in agenda(rakor_id)]
    perform(fill_sesi, row_id=late.id, versi=1, agenda_ids=ids[:3])
    perform(fill_sesi, row_id=early.id, versi=1, agenda_ids=ids[2:4])
    assert [a.sesi_id for a in agenda(rakor_id)][:5] == [late.id, late.id, early.id, early.id, None]
    perform(fill_sesi, row_id=early.id, versi=1, agenda_ids=ids[3:4])
    assert [a.sesi_id for a in agenda(rakor_id)][:4] == [late.id, late.id, None, early.id]
    perform(withdraw_sesi, row_id=late.id, versi=1)
    assert [s.nama for s in sesi(rakor_id)] == ["Pagi"]
    assert [a.sesi_id for a in agenda(rakor_id)][:4] == [None, None, None, early.id]
    with pytest.raises(NotFound):
        perform(update_sesi, row_id=late.id, versi=2, isian=isian_sesi())


def test_items_and_sittings_of_another_rakor_are_refused() -> None:
    mine, other = prepared(), prepared()
    foreign = add_sesi(other)
    with pytest.raises(InvalidIsian, match="bukan bagian rakor ini"):
        perform(create_agenda, rakor_id=mine, isian=isian_agenda(sesi_id=foreign.id))
    item = agenda(mine)[0]
    with pytest.raises(InvalidIsian, match="bukan bagian rakor ini"):
        isian = isian_agenda(sesi_id=TIDAK_ADA)
        perform(update_agenda, row_id=item.id, versi=1, isian=isian)
    with pytest.raises(NotFound, match="bukan bagian rakor ini"):
        perform(fill_sesi, row_id=foreign.id, versi=1, agenda_ids=[item.id])


def test_a_pokja_has_one_turn_and_a_withdrawn_one_can_be_given_again() -> None:
    rakor_id = prepared()
    turn = next(a for a in agenda(rakor_id) if a.pokja_id == 2)
    with pytest.raises(InvalidIsian, match="sudah mempunyai giliran"):
        perform(create_agenda, rakor_id=rakor_id, isian=isian_agenda(pokja_id=2))
    with pytest.raises(InvalidIsian, match="Pokja tidak dikenal"):
        perform(create_agenda, rakor_id=rakor_id, isian=isian_agenda(pokja_id=99))
    perform(update_agenda, row_id=turn.id, versi=1, isian=isian_agenda(pokja_id=2, menit=60))
    perform(withdraw_agenda, row_id=turn.id, versi=2)
    perform(create_agenda, rakor_id=rakor_id, isian=isian_agenda(pokja_id=2))
    assert [a.pokja_id for a in agenda(rakor_id)][-1] == 2
    with pytest.raises(NotFound):
        perform(move_agenda, row_id=turn.id, versi=3, langkah=1)


def test_moving_an_item_keeps_the_others_in_order_and_ends_stay_ends() -> None:
    rakor_id = prepared()
    before = titles(rakor_id)
    first, second = agenda(rakor_id)[:2]
    perform(move_agenda, row_id=second.id, versi=second.versi, langkah=-1)
    assert titles(rakor_id) == [before[1], before[0], *before[2:]]
    with pytest.raises(StaleVersion):
        perform(move_agenda, row_id=first.id, versi=first.versi, langkah=1)
    perform(move_agenda, row_id=second.id, versi=agenda(rakor_id)[0].versi, langkah=-5)
    assert titles(rakor_id)[0] == before[1]
    perform(move_agenda, row_id=second.id, versi=agenda(rakor_id)[0].versi, langkah=99)
    assert titles(rakor_id) == [before[0], *before[2:], before[1]]
    assert [a.urutan for a in agenda(rakor_id)] == list(range(1, 12))


def test_an_item_that_was_only_moved_meanwhile_can_still_be_changed() -> None:
    rakor_id = prepared()
    item = agenda(rakor_id)[3]
    perform(move_agenda, row_id=item.id, versi=1, langkah=2)
    isian = isian_agenda(judul="Diubah", pokja_id=item.pokja_id)
    perform(update_agenda, row_id=item.id, versi=1, isian=isian)
    assert titles(rakor_id)[5] == "Diubah"
    with pytest.raises(StaleVersion):
        perform(update_agenda, row_id=item.id, versi=1, isian=isian)
    with pytest.raises(StaleVersion):
        perform(withdraw_agenda, row_id=item.id, versi=2)


def test_two_who_move_at_once_do_not_wait_for_each_other() -> None:
    rakor_id = prepared()
    rows, done = agenda(rakor_id), []

    def move(row_id: int, langkah: int) -> None:
        try:
            perform(move_agenda, row_id=row_id, versi=1, langkah=langkah)
        except StaleVersion:
            done.append("stale")
        else:
            done.append("moved")

    threads = [
        Thread(target=move, args=(rows[0].id, 10)),
        Thread(target=move, args=(rows[10].id, -10)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["moved", "stale"]
    assert sorted(a.urutan for a in agenda(rakor_id)) == list(range(1, 12))


def test_invitations_are_set_as_a_whole_or_as_a_difference() -> None:
    rakor_id = prepared()
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[3, 1, 1, 2])
    assert diundang(rakor_id) == [1, 2, 3]
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[2, 4])
    assert diundang(rakor_id) == [2, 4]
    # Somebody else began from 2 and 3, took 3 out and put 5 in; 4 was invited meanwhile.
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[2, 5], semula=[2, 3])
    assert diundang(rakor_id) == [2, 4, 5]
    with pytest.raises(NotFound):
        perform(set_undangan, rakor_id=rakor_id, pd_ids=[TIDAK_ADA])
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[])
    assert diundang(rakor_id) == []
    assert one(rakor_id).diundang == 0


def test_the_riwayat_of_a_rakor_names_the_part_that_changed() -> None:
    rakor_id = prepared()
    sitting = add_sesi(rakor_id, nama="Pagi")
    perform(
        update_sesi, row_id=sitting.id, versi=1, isian=isian_sesi(nama="Pagi", jam_mulai=time(7))
    )
    item = agenda(rakor_id)[1]
    perform(fill_sesi, row_id=sitting.id, versi=2, agenda_ids=[item.id])
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[1])
    perform(open_rakor, row_id=rakor_id, versi=1)
    with read_session() as session:
        lines = list_riwayat_rakor(session, rakor_id=rakor_id, sebanyak=500)
    told = {(line.kolom, line.sebelum, line.sesudah) for line in lines}
    assert ("Keadaan", "Disiapkan", "Berlangsung") in told
    assert ("Sesi rakor “Pagi” · Mulai pukul", "08.00", "07.00") in told
    assert (f"Acara rakor “{item.judul}” · Sesi", "–", "Pagi") in told
    assert sum(kolom.startswith("Undangan rakor") for kolom, _, _ in told) == 50
    assert all(
        "BKD" in line.kolom for line in lines if line.kolom.startswith("Undangan rakor “BKD")
    )
    assert lines[-1].kolom == ""
    assert len(told) < 80, "that everybody was invited at the start is not told"


def test_the_screen_shows_the_running_rakor_else_the_next_else_the_last() -> None:
    def shown() -> int | None:
        with read_session() as session:
            return get_rakor_layar(session)

    assert shown() is None
    last = closed()
    assert shown() == last
    later = prepared(mulai=today() + timedelta(days=9), selesai=today() + timedelta(days=9))
    soon = prepared(mulai=today() + timedelta(days=2), selesai=today() + timedelta(days=2))
    assert shown() == soon
    perform(open_rakor, row_id=later, versi=1)
    assert shown() == later
    with read_session() as session:
        assert next(iter(list_rakor(session))).id == later


def test_steering_counts_runs_the_clock_and_makes_no_page_old() -> None:
    rakor_id = running()
    turns = {a.slug: a.id for a in agenda(rakor_id)}
    before = versi_data()
    perform(steer, rakor_id=rakor_id, slide="peta.keuangan")
    perform(steer, rakor_id=rakor_id, slide="objek.AST-R01")
    with read_session() as session:
        panduan = get_panduan(session, rakor_id=rakor_id)
        clocks = map_waktu(session, rakor_id=rakor_id)
    assert (panduan.slide, panduan.nomor) == ("objek.AST-R01", 2)
    assert [a for a, w in clocks.items() if w.berjalan_sejak] == [turns["aset"]]
    perform(stop_waktu, agenda_id=turns["aset"], nol=True)
    with read_session() as session:
        clocks = map_waktu(session, rakor_id=rakor_id)
    assert (clocks[turns["aset"]].terpakai, clocks[turns["aset"]].berjalan_sejak) == (0, None)
    assert versi_data() == before


@pytest.mark.parametrize(
    "slide", ["", "JUDUL", "peta..x", "peta.<b>", "a" * 21, f"objek.{'x' * 41}"]
)
def test_what_is_no_name_of_a_slide_is_refused(slide: str) -> None:
    rakor_id = running()
    with pytest.raises(InvalidIsian):
        perform(steer, rakor_id=rakor_id, slide=slide)


@pytest.mark.parametrize("detik", [4, 601])
def test_the_time_of_a_slide_has_limits(detik: int) -> None:
    with pytest.raises(InvalidIsian, match="antara 5 dan 600"):
        perform(set_mode, rakor_id=running(), mode=ModeLayar.OTOMATIS, detik=detik)


def test_a_rakor_being_prepared_is_steered_without_a_clock() -> None:
    rakor_id = prepared()
    perform(steer, rakor_id=rakor_id, slide="peta.keuangan")
    with read_session() as session:
        assert get_panduan(session, rakor_id=rakor_id).slide == "peta.keuangan"
        assert not any(w.berjalan_sejak for w in map_waktu(session, rakor_id=rakor_id).values())
    with pytest.raises(KeadaanRakorSalah, match="belum dibuka"):
        perform(run_waktu, agenda_id=agenda(rakor_id)[0].id)


def test_the_texts_of_a_rakor_are_cleaned_like_all_others() -> None:
    isian = IsianRakor.check(isian_rakor().model_dump() | {"tema": "  Tema\u200b \n uji\x00 "})
    assert isian.tema == "Tema uji"
    assert perform(create_rakor, isian=isian, pelaku=SISTEM)
