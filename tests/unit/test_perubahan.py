"""What changed between two points in time: each change in its group, and counts that add up."""

from collections import Counter
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlmodel import select

from model import tables as t
from model.arus import KELUAR, MASUK, Alur, JenisPerubahan, alur, is_open
from model.beda import KEPUTUSAN_TERTUTUP
from model.buka_potret import open_potret
from model.choices import STATUS_TERTUTUP, Peran, StatusAksi
from model.clock import now, today
from model.commands.aksi import update_aksi, update_status
from model.commands.risiko import assess_risiko
from model.commands.umum import restore, withdraw
from model.commands.verifikasi import verify_aksi
from model.db import open_session, read_session, snapshot_session
from model.isian import IsianAksi, IsianPemutakhiran, IsianPenilaian
from model.isian_verifikasi import IsianVerifikasi
from model.mundur import rewind
from model.perubahan import BarisNeraca, Neraca, Perubahan, bandingkan, read_perubahan
from model.potret import Potret, take
from model.queries.acuan import list_pokja
from model.queries.banding import BandingAksi, Gambaran, get_gambaran, map_geseran
from model.queries.geseran import SERING, map_sering_geser
from model.queries.ringkasan import list_ringkasan_pokja
from model.rules import LOMPATAN_PROGRES
from model.titik import KINI, Titik
from tests.orang import BUKTI, SISTEM, orang
from tests.stores import HARI, one_each
from tests.unit.acak import Acak
from tests.unit.perintah import AKSI, POSISI, RISIKO_, SEMUA, by_id, create, perform

J = JenisPerubahan
VERIFIKATOR = orang(Peran.VERIFIKATOR)
SOLUSI_ID = 1


def gambaran(potret: Potret | None = None) -> Gambaran:
    if potret is None:
        with snapshot_session() as session:
            return get_gambaran(session, hari=today())
    with open_potret(f"{id(potret)} {potret.saat}", lambda: potret) as session:
        return get_gambaran(session, hari=potret.hari)


def compared(lama: Gambaran, baru: Gambaran) -> Perubahan:
    with read_session() as session:
        return bandingkan(lama, baru, list_pokja(session))


def kinds(perubahan: Perubahan, kode: str) -> dict[JenisPerubahan, tuple[str, str]]:
    """Return the groups in which an object stands, with from and to."""
    found = [b for b in perubahan.butir if b.kode == kode]
    assert len({b.jenis for b in found}) == len(found), "twice in one group"
    return {b.jenis: (b.dari, b.ke) for b in found}


def status(row: Any, **values: Any) -> Any:
    isian = IsianPemutakhiran.check(
        {"status": "berjalan", "progres": 10, "kendala": "", "tindak_lanjut": "", "catatan": ""}
        | values
    )
    perform(update_status, row_id=row.id, versi=row.versi, isian=isian, bukti=BUKTI)
    return by_id(AKSI, row.id)


def edit(row: Any, **values: Any) -> Any:
    same = {"solusi_id": row.solusi_id, "judul": row.judul, "pd_id": row.pd_id,
            "mulai": row.mulai, "tenggat": row.tenggat}  # fmt: skip
    isian = IsianAksi.check(same | values)
    perform(update_aksi, row_id=row.id, versi=row.versi, isian=isian)
    return by_id(AKSI, row.id)


def added_up(perubahan: Perubahan) -> None:
    for baris in perubahan.neraca:
        assert baris.awal + baris.jumlah_masuk - baris.jumlah_keluar == baris.akhir, baris
        for jenis, jumlah in (*baris.masuk.items(), *baris.keluar.items()):
            assert perubahan.count(jenis, baris.pokja_id) == jumlah
    for apa in Neraca:
        *rows, last = perubahan.list_neraca(apa)
        assert len(rows) == 9 and last.pokja_id is None
        assert sum(row.awal for row in rows) == last.awal
        assert sum(row.akhir for row in rows) == last.akhir
        for jenis in (*last.masuk, *last.keluar):
            parts = [(row.masuk | row.keluar)[jenis] for row in rows]  # type: ignore[operator]
            assert sum(parts) == (last.masuk | last.keluar)[jenis]  # type: ignore[operator]


def closing(perubahan: Perubahan, apa: Neraca) -> list[int]:
    return [baris.akhir for baris in perubahan.list_neraca(apa)]


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize(("kind", "seed"), one_each(11, 12))
def test_opening_plus_in_minus_out_is_closing_whatever_was_done(seed: int) -> None:
    acak = Acak(seed)
    stages = [gambaran()]
    moments = [now()]
    for _ in range(4):
        for _ in range(18):
            acak.step()
        stages.append(gambaran())
        moments.append(now())
    for first, last in ((0, 1), (0, 4), (1, 3), (2, 2), (3, 4)):
        perubahan = compared(stages[first], stages[last])
        added_up(perubahan)
        if first == last:
            assert perubahan.butir == ()
    # The closing counts are those of the store itself, and the opening those of the past one.
    with snapshot_session() as session:
        past = rewind(session, moments[1])
        pokja = list_ringkasan_pokja(session, hari=today())
    assert gambaran(past) == stages[1]
    tertutup = [sum(p.per_status.get(s, 0) for s in STATUS_TERTUTUP) for p in pokja]
    open_now = [p.aksi - done for p, done in zip(pokja, tertutup, strict=True)]
    whole = compared(stages[0], stages[4])
    assert closing(whole, Neraca.AKSI) == [*open_now, sum(open_now)]
    prioritas = [p.risiko_prioritas for p in pokja]
    assert closing(whole, Neraca.PRIORITAS) == [*prioritas, sum(prioritas)]


BARIS = some.builds(
    BandingAksi,
    kode=some.just("KEU-A01"), judul=some.just("Uji"), pokja_id=some.just(1),
    ditarik=some.booleans(), status=some.sampled_from(StatusAksi), progres=some.just(0),
    tenggat=some.none(), pd=some.none(), verifikasi=some.just("belum"), kendala=some.just(""),
)  # fmt: skip


@given(some.none() | BARIS, BARIS)
def test_the_steps_of_one_row_lead_from_what_it_was_to_what_it_is(
    before: BandingAksi | None, after: BandingAksi
) -> None:
    steps = alur(before, after, STATUS_TERTUTUP)
    come = sum(step in MASUK for step in steps)
    gone = sum(step in KELUAR for step in steps)
    assert is_open(before, STATUS_TERTUTUP) + come - gone == is_open(after, STATUS_TERTUTUP)
    assert come <= 1 and gone <= 1
    if before == after:
        assert steps == ()
    if before is None:
        assert steps[0] == Alur.BARU


def test_every_step_of_every_kind_has_a_group() -> None:
    for kind, step in product(("AKSI", "KEPUTUSAN"), Alur):
        if (kind, step) != ("KEPUTUSAN", Alur.DIBATALKAN):
            assert J[f"{kind}_{step.name}"].label
    assert len({jenis.label for jenis in J}) == len(J)
    assert set(KEPUTUSAN_TERTUTUP) == {"selesai"}


@pytest.mark.usefixtures("contoh")
def test_what_happens_to_a_rencana_aksi_stands_in_its_group() -> None:
    mulai, tenggat = HARI - timedelta(days=9), HARI + timedelta(days=30)
    row = create(AKSI, mulai=mulai, tenggat=tenggat, pd_id=1)
    done, gone, back = create(AKSI), create(AKSI), create(AKSI)
    perform(withdraw, huruf="A", row_id=back.id, versi=1, alasan="Ganda")
    lama = gambaran()
    row = status(row, progres=10 + LOMPATAN_PROGRES)
    row = edit(row, tenggat=tenggat + timedelta(days=20), pd_id=2)
    done = status(status(done, progres=50), status="selesai", progres=100)
    isian = IsianVerifikasi.check({"hasil": "diterima", "alasan": ""})
    perform(verify_aksi, pelaku=VERIFIKATOR, row_id=done.id, versi=done.versi, isian=isian)
    perform(withdraw, huruf="A", row_id=gone.id, versi=1, alasan="Ganda")
    perform(restore, huruf="A", row_id=back.id, versi=2)
    new = create(AKSI)
    perubahan = compared(lama, gambaran())
    assert set(kinds(perubahan, row.kode)) == {J.AKSI_PROGRES, J.AKSI_MUNDUR, J.AKSI_PD}
    assert kinds(perubahan, row.kode)[J.AKSI_PROGRES] == ("0 %", "30 %")
    assert set(kinds(perubahan, done.kode)) == {J.AKSI_SELESAI, J.AKSI_TERVERIFIKASI}
    assert kinds(perubahan, gone.kode) == {J.AKSI_DITARIK: ("Belum Mulai", "Belum Mulai (ditarik)")}
    assert set(kinds(perubahan, back.kode)) == {J.AKSI_DIPULIHKAN}
    assert set(kinds(perubahan, new.kode)) == {J.AKSI_BARU}
    added_up(perubahan)
    assert len(perubahan.butir) == 8


@pytest.mark.usefixtures("contoh")
def test_blocked_freed_reopened_cancelled_and_brought_forward_are_told_apart() -> None:
    tenggat = HARI + timedelta(days=30)
    blocked, freed, cancelled, forward, dated = (create(AKSI, tenggat=tenggat) for _ in range(5))
    freed = status(freed, status="terkendala", progres=30, kendala="Lahan")
    reopened = status(create(AKSI), status="dibatalkan", progres=0, catatan="Dihentikan")
    closed = status(create(AKSI), status="dibatalkan", progres=0, catatan="Dihentikan")
    lama = gambaran()
    status(blocked, status="terkendala", progres=19, kendala="Lahan")
    status(freed, progres=30)
    status(cancelled, status="dibatalkan", progres=0, catatan="Dihentikan")
    edit(forward, tenggat=HARI)
    edit(dated, tenggat=None)
    status(reopened, progres=40)
    perform(withdraw, huruf="A", row_id=closed.id, versi=closed.versi, alasan="Ganda")
    perubahan = compared(lama, gambaran())
    for row, expected in (
        (blocked, J.AKSI_TERKENDALA), (freed, J.AKSI_LEPAS), (cancelled, J.AKSI_DIBATALKAN),
        (forward, J.AKSI_MAJU), (dated, J.AKSI_TENGGAT), (reopened, J.AKSI_DIBUKA),
        (closed, J.AKSI_DITARIK_TERTUTUP),
    ):  # fmt: skip
        assert set(kinds(perubahan, row.kode)) == {expected}, expected
    assert kinds(perubahan, dated.kode)[J.AKSI_TENGGAT][1] == "tanpa tenggat"
    added_up(perubahan)


@pytest.mark.usefixtures("contoh")
def test_one_made_and_finished_since_is_new_and_finished() -> None:
    lama = gambaran()
    row = status(status(create(AKSI), progres=50), status="selesai", progres=100)
    perubahan = compared(lama, gambaran())
    assert set(kinds(perubahan, row.kode)) == {J.AKSI_BARU, J.AKSI_SELESAI}
    added_up(perubahan)


@pytest.mark.usefixtures("contoh")
def test_a_risiko_goes_up_and_into_the_priorities_or_down_and_out_of_them() -> None:
    def assess(row: Any, kemungkinan: int, dampak: int) -> Any:
        saat_ini = {"kemungkinan_saat_ini": kemungkinan, "dampak_saat_ini": dampak}
        isian = IsianPenilaian.check(POSISI | saat_ini | {"alasan": "Dinilai ulang"})
        perform(assess_risiko, row_id=row.id, versi=row.versi, isian=isian)
        return by_id(RISIKO_, row.id)

    down, up = create(RISIKO_), assess(create(RISIKO_), 2, 3)
    lama = gambaran()
    down, up = assess(down, 2, 3), assess(up, 5, 4)
    gone = create(RISIKO_)
    perubahan = compared(lama, gambaran())
    assert set(kinds(perubahan, down.kode)) == {J.RISIKO_TURUN, J.RISIKO_KELUAR}
    assert set(kinds(perubahan, up.kode)) == {J.RISIKO_NAIK, J.RISIKO_MASUK}
    assert set(kinds(perubahan, gone.kode)) == {J.RISIKO_BARU, J.RISIKO_MASUK}
    words = kinds(perubahan, up.kode)[J.RISIKO_NAIK]
    assert words[0].startswith(str(lama.risiko[up.id].besaran))
    assert words[1].startswith(str(up.besaran_saat_ini)) and words[1].endswith("Tinggi")
    added_up(perubahan)
    middle = gambaran()
    perform(withdraw, huruf="R", row_id=gone.id, versi=gone.versi, alasan="Ganda")
    perubahan = compared(middle, gambaran())
    assert set(kinds(perubahan, gone.kode)) == {J.RISIKO_DITARIK, J.RISIKO_KELUAR}
    added_up(perubahan)


@pytest.mark.usefixtures("contoh")
def test_new_rows_of_every_kind_are_seen() -> None:
    lama = gambaran()
    rows = {jenis.huruf: create(jenis) for jenis in SEMUA}
    found = compared(lama, gambaran())
    for huruf, kind in (
        ("P", J.PERMASALAHAN_BARU), ("S", J.SOLUSI_BARU), ("K", J.KEPUTUSAN_BARU),
        ("A", J.AKSI_BARU), ("R", J.RISIKO_BARU),
    ):  # fmt: skip
        assert kind in kinds(found, rows[huruf].kode)
    added_up(found)


@pytest.mark.usefixtures("contoh")
def test_the_moves_of_a_tenggat_are_counted_over_its_whole_life() -> None:
    tenggat = HARI + timedelta(days=30)
    row = create(AKSI, tenggat=tenggat)
    for days in (10, 5, 20):  # later, earlier, later
        row = edit(row, tenggat=tenggat + timedelta(days=days))
    with open_session(SISTEM) as session:
        row_ = session.get_one(t.RencanaAksi, 1)
        row_.mulai, row_.tenggat = None, HARI + timedelta(days=400)
    with read_session() as session:
        perubahan = read_perubahan(session, dari=Titik(rakor_id=1), sampai=KINI)
        lines = session.exec(
            select(t.Riwayat).where(t.Riwayat.kolom == "tenggat", t.Riwayat.baris_id == 1)
        ).all()
        assert map_geseran(session, aksi_ids=(row.id,)) == {row.id: 2}
        before = session.exec(select(t.PotretBeku.pada)).one()
        assert map_geseran(session, aksi_ids=(row.id,), sampai=before) == {}
    moved = [b for b in perubahan.butir if b.jenis == J.AKSI_MUNDUR]
    assert len(moved) > 5
    assert next(b.kali for b in moved if b.id == 1) == sum(
        (line.sesudah or "") > (line.sebelum or "9") for line in lines
    )
    assert all(b.kali >= 1 for b in moved)
    assert Counter(b.kali for b in moved)[3] >= 1  # the example has some that moved three times
    assert kinds(perubahan, row.kode).keys() == {J.AKSI_BARU}


@pytest.mark.usefixtures("contoh")
def test_a_tenggat_that_is_emptied_and_set_again_moved_once() -> None:
    tenggat = HARI + timedelta(days=30)
    row = create(AKSI, tenggat=None)

    def moves(*days: int | None) -> int:
        nonlocal row
        for day in days:
            row = edit(row, tenggat=None if day is None else tenggat + timedelta(days=day))
        with read_session() as session:
            kali = map_geseran(session, aksi_ids=(row.id,)).get(row.id, 0)
            often = map_sering_geser(session)
        assert often.get(row.id, 0) == (kali if kali >= SERING else 0)
        return kali

    assert moves(0) == 0, "set for the first time"
    assert moves(None) == 1, "given up"
    assert moves(20) == 1, "and set to a later day: still the same move"
    assert moves(None, 20) == 2, "to the day it had"
    assert moves(None, 5) == 3, "to an earlier day"
    assert moves(25, 10) == 4, "moved to later and brought forward"


@pytest.mark.usefixtures("contoh")
def test_between_the_closed_rakor_a_day_and_now_the_changes_add_up_too() -> None:
    points = (
        (Titik(rakor_id=1), KINI),
        (Titik(hari=HARI - timedelta(days=200)), Titik(rakor_id=1)),
        (Titik(hari=HARI - timedelta(days=90)), Titik(hari=HARI - timedelta(days=2))),
    )
    for dari, sampai in points:
        with read_session() as session:
            perubahan = read_perubahan(session, dari=dari, sampai=sampai)
        added_up(perubahan)
        assert len(perubahan.list_kelompok()) >= 6
        for pokja_id in range(1, 10):
            part = perubahan.list_kelompok(pokja_id)
            assert {b.pokja_id for group in part for b in group.butir} <= {pokja_id}


@pytest.mark.usefixtures("contoh")
def test_since_the_closed_rakor_the_example_has_something_of_almost_every_kind() -> None:
    with read_session() as session:
        perubahan = read_perubahan(session, dari=Titik(rakor_id=1), sampai=KINI)
    found = {group.jenis for group in perubahan.list_kelompok()}
    assert found >= {
        J.AKSI_BARU, J.AKSI_SELESAI, J.AKSI_TERVERIFIKASI, J.AKSI_DIBATALKAN, J.AKSI_MUNDUR,
        J.AKSI_TERKENDALA, J.AKSI_PROGRES, J.AKSI_PD, J.RISIKO_BARU, J.RISIKO_NAIK,
        J.RISIKO_TURUN, J.RISIKO_MASUK, J.RISIKO_KELUAR, J.PERMASALAHAN_BARU, J.KEPUTUSAN_BARU,
    }  # fmt: skip
    balance: BarisNeraca = perubahan.list_neraca(Neraca.AKSI)[-1]
    assert balance.pokja == "Seluruh forum" and balance.awal != balance.akhir


@pytest.mark.usefixtures("contoh")
def test_a_state_compares_the_same_from_its_potret() -> None:
    with snapshot_session() as session:
        potret = take(session, saat=now(), hari=today())
    live = gambaran()
    assert gambaran(potret) == live
    assert compared(gambaran(potret), live).butir == ()
