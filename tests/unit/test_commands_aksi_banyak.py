"""Pemutakhiran of many rows at once: each one saved or refused on its own."""

import threading
from typing import Any

import pytest
from sqlmodel import col, func, select

from model import tables as t
from model.choices import KeadaanVerifikasi, Peran, StatusAksi, Tindakan
from model.commands.aksi import update_status
from model.commands.aksi_banyak import (
    MAKS_BARIS,
    HasilBaris,
    JawabanBaris,
    UbahBaris,
    update_status_many,
)
from model.commands.umum import withdraw
from model.db import read_session
from model.errors import InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian import IsianPemutakhiran
from model.permissions import Pelaku
from tests.orang import BUKTI, orang, stored
from tests.unit.perintah import AKSI, ORANG_LAIN, POKJA_LAIN, by_id, create, perform, riwayat

pytestmark = pytest.mark.usefixtures("contoh")

TERSIMPAN, TETAP, DITOLAK = HasilBaris.TERSIMPAN, HasilBaris.TETAP, HasilBaris.DITOLAK
JALAN = {"status": StatusAksi.BERJALAN, "progres": 35, "kendala": "", "tindak_lanjut": ""}


def change(row: Any, **values: Any) -> UbahBaris:
    return UbahBaris(row.id, row.versi, JALAN | {"catatan": ""} | values)


def save(*daftar: UbahBaris, pelaku: Pelaku | None = None) -> list[JawabanBaris]:
    pelaku = pelaku or stored(Peran.KETUA)
    answers: list[JawabanBaris] = perform(update_status_many, pelaku=pelaku, daftar=daftar)
    assert [answer.id for answer in answers] == [baris.id for baris in daftar]
    return answers


def count(kind: type[Any], *where: Any) -> int:
    with read_session() as session:
        return session.exec(select(func.count()).select_from(kind).where(*where)).one()


def test_good_rows_are_saved_and_bad_ones_say_why() -> None:
    good, bad, done, other = (create(AKSI) for _ in range(4))
    answers = save(
        change(good, catatan="Naskah dibahas."),
        change(bad, status=StatusAksi.TERKENDALA),
        change(done, status=StatusAksi.SELESAI, progres=100),
        change(other, progres=None),
    )

    assert [answer.hasil for answer in answers] == [TERSIMPAN, DITOLAK, DITOLAK, DITOLAK]
    assert "membutuhkan uraian kendala" in str(answers[1].penolakan)
    assert "bukti dukung" in str(answers[2].penolakan)
    assert isinstance(answers[3].penolakan, InvalidIsian)
    assert (by_id(AKSI, good.id).status, by_id(AKSI, good.id).progres) == ("berjalan", 35)
    for row in (bad, done, other):
        after = by_id(AKSI, row.id)
        assert (after.status, after.versi) == (StatusAksi.BELUM_MULAI, row.versi)
        assert riwayat(row) == [("dibuat", "", None, None)]
    refused = col(t.Pemutakhiran.aksi_id).in_([bad.id, done.id, other.id])
    assert count(t.Pemutakhiran, refused) == 0


def test_a_saved_row_leaves_one_line_per_changed_field_and_one_pemutakhiran() -> None:
    ketua, row = stored(Peran.KETUA), create(AKSI)
    values = {"kendala": "Lahan sengketa", "tindak_lanjut": "Rapat", "catatan": "Catatan saja"}
    save(change(row, **values), pelaku=ketua)

    assert sorted(riwayat(row)[1:]) == [
        ("diubah", "kendala", None, "Lahan sengketa"),
        ("diubah", "progres", "0", "35"),
        ("diubah", "status", "belum_mulai", "berjalan"),
        ("diubah", "tindak_lanjut", None, "Rapat"),
    ]
    with read_session() as session:
        [p] = session.exec(select(t.Pemutakhiran).where(t.Pemutakhiran.aksi_id == row.id))
        assert (p.catatan, p.pelaku, p.pelaku_id) == ("Catatan saja", ketua.jejak, ketua.id)


def test_a_row_without_change_leaves_nothing() -> None:
    row = create(AKSI)
    same = {"status": row.status, "progres": 0, "kendala": "  ", "catatan": " \n"}
    [answer] = save(change(row, **same))

    assert (answer.hasil, answer.penolakan) == (TETAP, None)
    assert by_id(AKSI, row.id).versi == row.versi
    assert len(riwayat(row)) == 1
    assert count(t.Pemutakhiran, t.Pemutakhiran.aksi_id == row.id) == 0


def test_a_note_alone_is_a_pemutakhiran() -> None:
    row = create(AKSI)
    [answer] = save(change(row, status=row.status, progres=0, catatan="Masih disiapkan."))
    assert answer.hasil == TERSIMPAN
    assert count(t.Pemutakhiran, t.Pemutakhiran.aksi_id == row.id) == 1


def test_selesai_is_taken_when_its_bukti_is_there_already() -> None:
    row = create(AKSI)
    done = {"status": "selesai", "progres": 100}
    first = IsianPemutakhiran.check(JALAN)
    perform(update_status, row_id=row.id, versi=row.versi, isian=first, bukti=BUKTI)
    [answer] = save(change(by_id(AKSI, row.id), **done))

    assert answer.hasil == TERSIMPAN
    after = by_id(AKSI, row.id)
    assert (after.status, after.verifikasi) == (StatusAksi.SELESAI, KeadaanVerifikasi.MENUNGGU)


def test_a_stale_row_says_what_others_changed_and_stays_as_they_left_it() -> None:
    mine, fresh = create(AKSI), create(AKSI)
    isian = IsianPemutakhiran.check({"status": "berjalan", "progres": 80})
    perform(update_status, pelaku=ORANG_LAIN, row_id=mine.id, versi=mine.versi, isian=isian)

    stale, saved = save(change(mine, progres=20), change(fresh))

    assert saved.hasil == TERSIMPAN
    assert isinstance(stale.penolakan, StaleVersion)
    assert stale.penolakan.versi == mine.versi + 1
    assert ("Progres (%)", "0", "80") in [
        (p.kolom, p.sebelum, p.sesudah) for p in stale.penolakan.perubahan
    ]
    assert by_id(AKSI, mine.id).progres == 80


def test_rows_of_others_are_refused_each_with_an_event_and_own_rows_saved() -> None:
    own = create(AKSI)
    with read_session() as session:
        query = select(t.RencanaAksi).where(t.RencanaAksi.pokja_id == POKJA_LAIN).limit(2)
        foreign = list(session.exec(query))
    answers = save(change(foreign[0]), change(own), change(foreign[1]))

    assert [answer.hasil for answer in answers] == [DITOLAK, TERSIMPAN, DITOLAK]
    assert isinstance(answers[0].penolakan, NotAllowed)
    assert [by_id(AKSI, row.id).versi for row in foreign] == [row.versi for row in foreign]
    assert count(t.Riwayat, t.Riwayat.tindakan == Tindakan.DITOLAK) == 2


def test_a_pic_updates_the_actions_of_their_pd_only() -> None:
    mine, other = create(AKSI, pd_id=1), create(AKSI, pd_id=2)
    answers = save(change(mine), change(other), pelaku=stored(Peran.PIC, milik=1))
    assert [answer.hasil for answer in answers] == [TERSIMPAN, DITOLAK]


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PIMPINAN, Peran.LAYAR])
def test_who_may_update_nothing_is_refused_as_a_whole(peran: Peran) -> None:
    row = create(AKSI)
    with pytest.raises(NotAllowed):
        save(change(row), pelaku=orang(peran))
    assert count(t.Riwayat, t.Riwayat.tindakan == Tindakan.DITOLAK) == 1
    assert by_id(AKSI, row.id).versi == row.versi


def test_missing_withdrawn_and_twice_given_rows_are_refused_alone() -> None:
    gone, row = create(AKSI), create(AKSI)
    perform(withdraw, huruf="A", row_id=gone.id, versi=gone.versi, alasan="Ganda")
    gone = by_id(AKSI, gone.id)
    answers = save(UbahBaris(10**9, 1, JALAN), change(gone), change(row), change(row, progres=70))

    assert [answer.hasil for answer in answers] == [DITOLAK, DITOLAK, TERSIMPAN, DITOLAK]
    assert isinstance(answers[0].penolakan, NotFound)
    assert isinstance(answers[1].penolakan, NotFound)
    assert isinstance(answers[3].penolakan, StaleVersion)
    assert by_id(AKSI, row.id).progres == 35


def test_fifty_rows_go_at_once_and_no_more() -> None:
    rows = [create(AKSI) for _ in range(MAKS_BARIS + 1)]
    answers = save(*(change(row, progres=n) for n, row in enumerate(rows[:MAKS_BARIS], 1)))
    assert {answer.hasil for answer in answers} == {TERSIMPAN}
    assert [by_id(AKSI, row.id).progres for row in rows[:3]] == [1, 2, 3]

    with pytest.raises(InvalidIsian, match="Paling banyak 50 baris"):
        save(*(change(row, progres=90) for row in rows))
    assert by_id(AKSI, rows[0].id).progres == 1


@pytest.mark.parametrize("teks", ['=HYPERLINK("http://a")', "<script>alert(1)</script>"])
def test_formulas_and_markup_are_kept_as_text(teks: str) -> None:
    row = create(AKSI)
    [answer] = save(change(row, kendala=teks, tindak_lanjut=teks, catatan=teks))
    assert answer.hasil == TERSIMPAN
    assert by_id(AKSI, row.id).kendala == teks


def test_wrong_kinds_of_values_are_refused_in_words() -> None:
    row = create(AKSI)
    for values in (
        {"status": None},
        {"status": "terbang"},
        {"progres": "banyak"},
        {"progres": 101},
        {"progres": float("nan")},
        {"kendala": 5},
        {"kendala": "x" * 1001},
        {"verifikasi": "diterima"},
    ):
        [answer] = save(change(row, **values))
        assert isinstance(answer.penolakan, InvalidIsian), values
        assert all(str(answer.penolakan)), values
    assert by_id(AKSI, row.id).versi == row.versi


def test_two_people_with_the_same_rows_in_opposite_order_lose_no_update() -> None:
    rows = [create(AKSI) for _ in range(10)]
    answers: dict[str, list[JawabanBaris]] = {}
    people = {"satu": stored(Peran.KETUA), "dua": stored(Peran.ANGGOTA)}
    changes = {
        "satu": [change(row, progres=11) for row in rows],
        "dua": [change(row, progres=22) for row in reversed(rows)],
    }

    def work(nama: str) -> None:
        answers[nama] = save(*changes[nama], pelaku=people[nama])

    threads = [threading.Thread(target=work, args=(nama,)) for nama in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    saved = {(a.id, n) for n, given in answers.items() for a in given if a.hasil == TERSIMPAN}
    stale = [a for given in answers.values() for a in given if a.hasil == DITOLAK]
    assert len(saved) == len(stale) == len(rows)
    assert all(isinstance(a.penolakan, StaleVersion) for a in stale)
    progres = {"satu": 11, "dua": 22}
    assert {(i, progres[n]) for i, n in saved} == {
        (row.id, by_id(AKSI, row.id).progres) for row in rows
    }
