"""Commands on keputusan beyond what all commands share, and its reads."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import JenisPesan, Peran, StatusKeputusan
from model.clock import today
from model.commands.keputusan import answer_keputusan, create_keputusan
from model.commands.umum import restore, withdraw
from model.db import read_session
from model.errors import InvalidIsian, NotAllowed, NotFound
from model.isian_keputusan import IsianJawaban, IsianKeputusan
from model.permissions import Pelaku
from model.queries.keputusan import (
    BarisKeputusan,
    SaringanKeputusan,
    count_keputusan,
    get_rincian_keputusan,
    list_keputusan,
)
from model.queries.riwayat import list_riwayat
from tests.orang import stored
from tests.unit.perintah import KEPUTUSAN, by_id, create, perform

pytestmark = pytest.mark.usefixtures("contoh")


def answer(pelaku: Pelaku, row_id: int, status: str, tanggapan: str = "Sudah dikirim") -> None:
    isian = IsianJawaban.check({"status": status, "tanggapan_pd": tanggapan})
    versi = by_id(KEPUTUSAN, row_id).versi
    perform(answer_keputusan, pelaku=pelaku, row_id=row_id, versi=versi, isian=isian)


def baris(hari: date = today(), **saringan: Any) -> list[BarisKeputusan]:
    with read_session() as session:
        return list_keputusan(session, hari=hari, saringan=SaringanKeputusan(**saringan))


def penerima(kode: str) -> set[int]:
    with read_session() as session:
        query = select(t.Pesan.pengguna_id).where(
            t.Pesan.jenis == JenisPesan.KEPUTUSAN, t.Pesan.kode == kode
        )
        return set(session.exec(query))


def test_a_keputusan_may_wait_for_its_owner_and_its_tenggat() -> None:
    isian = IsianKeputusan.check({"judul": "Ditetapkan kemudian"})
    assert (isian.pd_id, isian.tenggat) == (None, None)
    with pytest.raises(InvalidIsian, match="Tanggal tenggat harus antara tahun"):
        IsianKeputusan.check({"judul": "Tahun keliru", "tenggat": date(202, 1, 1)})


def test_an_unknown_perangkat_daerah_is_refused() -> None:
    with pytest.raises(NotFound, match="Perangkat daerah tidak dikenal"):
        create(KEPUTUSAN, pd_id=999)


@pytest.mark.parametrize("peran", [Peran.KETUA, Peran.ANGGOTA, Peran.PIC, Peran.VERIFIKATOR])
def test_only_the_forum_s_office_records_withdraws_and_restores(peran: Peran) -> None:
    pelaku, row = stored(peran), create(KEPUTUSAN)
    with pytest.raises(NotAllowed):
        perform(create_keputusan, pelaku=pelaku, pokja_id=1, isian=KEPUTUSAN.isian())
    row_of = {"huruf": "K", "row_id": row.id, "versi": row.versi}
    with pytest.raises(NotAllowed):
        perform(withdraw, pelaku=pelaku, alasan="Keliru", **row_of)
    office = stored(Peran.SEKRETARIAT)
    perform(withdraw, pelaku=office, alasan="Keliru", **row_of)
    with pytest.raises(NotAllowed):
        perform(restore, pelaku=pelaku, **row_of | {"versi": row.versi + 1})
    assert row.kode not in {k.kode for k in baris()}
    perform(restore, pelaku=office, **row_of | {"versi": row.versi + 1})
    assert row.kode in {k.kode for k in baris()}


def test_done_takes_today_and_a_word_on_what_was_done_and_opened_again_forgets_it() -> None:
    ketua, row = stored(Peran.KETUA), create(KEPUTUSAN)
    with pytest.raises(InvalidIsian, match="membutuhkan tanggapan"):
        answer(ketua, row.id, "selesai", "  ")
    answer(ketua, row.id, "selesai", "Surat terkirim")
    done = by_id(KEPUTUSAN, row.id)
    assert (done.status, done.selesai_pada) == (StatusKeputusan.SELESAI, today())
    answer(ketua, row.id, "selesai", "Surat terkirim dua kali")
    assert by_id(KEPUTUSAN, row.id).selesai_pada == today()
    answer(ketua, row.id, "terbuka", "")
    reopened = by_id(KEPUTUSAN, row.id)
    assert (reopened.status, reopened.selesai_pada) == (StatusKeputusan.TERBUKA, None)
    with read_session() as session:
        lines = list_riwayat(session, tabel="keputusan", baris_id=row.id)
    assert ("Status", "Terbuka", "Selesai") in {(r.kolom, r.sebelum, r.sesudah) for r in lines}


@pytest.mark.parametrize(
    ("peran", "milik", "boleh"),
    [
        (Peran.KETUA, 1, True),
        (Peran.ANGGOTA, 1, True),
        (Peran.PIC, 3, True),
        (Peran.SEKRETARIAT, 1, True),
        (Peran.KETUA, 2, False),
        (Peran.PIC, 1, False),
        (Peran.PIMPINAN, 1, False),
        (Peran.VERIFIKATOR, 1, False),
    ],
)
def test_the_pokja_and_the_perangkat_daerah_answer_for_what_is_theirs(
    peran: Peran, milik: int, boleh: bool
) -> None:
    pelaku, row = stored(peran, milik=milik), create(KEPUTUSAN, pd_id=3)
    if boleh:
        answer(pelaku, row.id, "selesai")
        return
    with pytest.raises(NotAllowed):
        answer(pelaku, row.id, "selesai")
    assert by_id(KEPUTUSAN, row.id).versi == row.versi


def test_those_it_is_given_to_are_told_once_and_a_new_owner_later() -> None:
    ketua, anggota = stored(Peran.KETUA), stored(Peran.ANGGOTA)
    first, second = stored(Peran.PIC, milik=1), stored(Peran.PIC, milik=2)
    row = create(KEPUTUSAN)
    assert penerima(row.kode) == {ketua.id, anggota.id, first.id}
    isian = KEPUTUSAN.perubahan(pd_id=2)
    perform(KEPUTUSAN.update, row_id=row.id, versi=1, isian=isian)
    assert penerima(row.kode) == {ketua.id, anggota.id, first.id, second.id}


def test_late_counts_from_the_day_after_tenggat_and_only_while_open() -> None:
    hari = today()
    row = create(KEPUTUSAN, tenggat=hari - timedelta(days=3), judul="Yang terlambat")
    due = create(KEPUTUSAN, tenggat=hari, judul="Yang jatuh tempo")
    late = {k.kode: k.hari_terlambat for k in baris(terlambat=True)}
    assert late[row.kode] == 3
    assert due.kode not in late
    answer(stored(Peran.KETUA), row.id, "selesai")
    assert row.kode not in {k.kode for k in baris(terlambat=True)}
    [done] = baris(cari=row.kode)
    assert done.hari_terlambat == 0


def test_the_list_begins_with_the_nearest_tenggat_and_ends_with_what_is_done() -> None:
    rows = baris()
    terbuka = [k for k in rows if k.status == StatusKeputusan.TERBUKA]
    assert rows[: len(terbuka)] == terbuka
    days = [k.tenggat or date.max for k in terbuka]
    assert days == sorted(days)
    assert len(rows) > len(terbuka)


def test_the_filters_narrow_the_list_and_the_count_alike() -> None:
    for saringan in (
        SaringanKeputusan(),
        SaringanKeputusan(pokja_id=2),
        SaringanKeputusan(pd_id=4),
        SaringanKeputusan(status=(StatusKeputusan.SELESAI,)),
        SaringanKeputusan(terlambat=True),
        SaringanKeputusan(cari="piutang"),
    ):
        with read_session() as session:
            rows = list_keputusan(session, hari=today(), saringan=saringan)
            assert rows, saringan
            assert len(rows) == count_keputusan(session, hari=today(), saringan=saringan)
            assert rows[1:2] == list_keputusan(
                session, hari=today(), saringan=saringan, mulai_dari=1, sebanyak=1
            )


def test_the_rincian_tells_who_has_to_do_it_and_the_rencana_aksi_it_became() -> None:
    row = create(KEPUTUSAN, uraian="Lengkapnya")
    with read_session() as session:
        isi = get_rincian_keputusan(session, kode=row.kode, hari=today())
        nama = session.exec(select(t.PerangkatDaerah.nama).where(t.PerangkatDaerah.id == 1)).one()
    assert (isi.uraian, isi.pd_nama, isi.aksi_kode) == ("Lengkapnya", nama, None)
    with read_session() as session:
        aksi = session.exec(select(t.RencanaAksi).order_by(col(t.RencanaAksi.id)).limit(1)).one()
        session.get_one(t.Keputusan, row.id).aksi_id = aksi.id
        session.flush()
        isi = get_rincian_keputusan(session, kode=row.kode, hari=today())
        assert (isi.aksi_kode, isi.aksi_judul) == (aksi.kode, aksi.judul)
