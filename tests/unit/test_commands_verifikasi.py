"""Commands of verification, one by one; test_verifikasi_mesin tries them in any order."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import HasilVerifikasi, JenisPesan, KeadaanVerifikasi, Peran, StatusAksi
from model.clock import today
from model.commands.aksi import update_status
from model.commands.bukti import add_bukti, withdraw_bukti
from model.commands.umum import restore, withdraw
from model.commands.verifikasi import NotWaiting, verify_aksi
from model.db import open_session, read_session
from model.errors import InvalidIsian, Locked, NotAllowed, NotFound, StaleVersion
from model.isian import IsianPemutakhiran
from model.isian_verifikasi import IsianVerifikasi
from model.permissions import Pelaku
from model.queries.rincian import get_rincian_aksi
from model.queries.verifikasi import (
    SaringanVerifikasi,
    count_klaim,
    count_putusan,
    get_berikut,
    list_klaim,
    list_putusan,
    list_verifikasi,
)
from tests.orang import BUKTI, stored
from tests.unit.perintah import AKSI, by_id, create, perform, riwayat

pytestmark = pytest.mark.usefixtures("contoh")

LAMA = {"kendala": "Lahan", "tindak_lanjut": "Ukur ulang"}


def report(pelaku: Pelaku, row_id: int, status: str, progres: int, **values: Any) -> None:
    isian = IsianPemutakhiran.check({"status": status, "progres": progres} | values)
    bukti = BUKTI if status == "selesai" else ()
    perform(
        update_status, pelaku=pelaku, row_id=row_id, versi=by_id(AKSI, row_id).versi, isian=isian,
        bukti=bukti,
    )  # fmt: skip


def decide(pelaku: Pelaku, row_id: int, hasil: str, alasan: str = "Kurang lengkap") -> None:
    isian = IsianVerifikasi.check({"hasil": hasil, "alasan": alasan})
    versi = by_id(AKSI, row_id).versi
    perform(verify_aksi, pelaku=pelaku, row_id=row_id, versi=versi, isian=isian)


def claimed(pelaku: Pelaku | None = None, **values: Any) -> Any:
    """Return an action that was blocked at 40 % and is now claimed to be done."""
    ketua = pelaku or stored(Peran.KETUA)
    row = create(AKSI, **values)
    report(ketua, row.id, "terkendala", 40, **LAMA)
    report(ketua, row.id, "selesai", 100, catatan="Sudah jadi")
    return by_id(AKSI, row.id)


def decisions(aksi_id: int) -> list[t.Verifikasi]:
    with read_session() as session:
        query = select(t.Verifikasi).where(t.Verifikasi.aksi_id == aksi_id)
        return list(session.exec(query.order_by(col(t.Verifikasi.id))))


def pemutakhiran_of(aksi_id: int) -> list[t.Pemutakhiran]:
    with read_session() as session:
        query = select(t.Pemutakhiran).where(t.Pemutakhiran.aksi_id == aksi_id)
        return list(session.exec(query.order_by(col(t.Pemutakhiran.id))))


def pesan(jenis: JenisPesan, kode: str) -> list[t.Pesan]:
    with read_session() as session:
        query = select(t.Pesan).where(t.Pesan.jenis == jenis, t.Pesan.kode == kode)
        return list(session.exec(query))


def test_accepting_locks_the_action_and_is_written_down() -> None:
    row, verifikator = claimed(), stored(Peran.VERIFIKATOR)
    decide(verifikator, row.id, "diterima", "Sesuai.")
    after = by_id(AKSI, row.id)
    assert (after.verifikasi, after.status) == (KeadaanVerifikasi.DITERIMA, StatusAksi.SELESAI)
    assert (after.selesai_pada, after.versi) == (today(), row.versi + 1)
    [decision] = decisions(row.id)
    assert (decision.hasil, decision.alasan) == (HasilVerifikasi.DITERIMA, "Sesuai.")
    assert (decision.pelaku, decision.pelaku_id) == (verifikator.jejak, verifikator.id)
    assert decision.pemutakhiran_id == pemutakhiran_of(row.id)[-1].id
    assert riwayat(row)[-1] == ("diubah", "verifikasi", "menunggu", "diterima")


def test_returning_restores_the_state_before_the_claim_and_says_so_in_the_timeline() -> None:
    row, verifikator = claimed(), stored(Peran.VERIFIKATOR)
    decide(verifikator, row.id, "dikembalikan", "Berita acara belum ada.")
    after = by_id(AKSI, row.id)
    assert after.verifikasi == KeadaanVerifikasi.DIKEMBALIKAN
    assert (after.status, after.progres) == (StatusAksi.TERKENDALA, 40)
    assert (after.kendala, after.tindak_lanjut) == ("Lahan", "Ukur ulang")
    assert after.selesai_pada is None
    last = pemutakhiran_of(row.id)[-1]
    assert last.catatan == "Dikembalikan verifikator: Berita acara belum ada."
    assert (last.status_sebelum, last.status_sesudah) == (StatusAksi.SELESAI, StatusAksi.TERKENDALA)
    assert (last.progres_sebelum, last.progres_sesudah) == (100, 40)
    assert last.pelaku_id == verifikator.id
    assert after.diperbarui_pada == last.pada == decisions(row.id)[0].pada


def test_a_claim_repeated_before_the_decision_still_goes_back_to_before_the_first() -> None:
    row = claimed()
    report(stored(Peran.KETUA), row.id, "selesai", 100, catatan="Ditambah foto")
    decide(stored(Peran.VERIFIKATOR), row.id, "dikembalikan")
    after = by_id(AKSI, row.id)
    assert (after.status, after.progres) == (StatusAksi.TERKENDALA, 40)


def test_an_action_done_before_there_was_verification_goes_back_to_berjalan() -> None:
    row = create(AKSI)
    with open_session(stored(Peran.ADMIN)) as session:
        aksi = session.get_one(t.RencanaAksi, row.id)
        aksi.status, aksi.progres, aksi.selesai_pada = StatusAksi.SELESAI, 100, today()
        aksi.verifikasi = KeadaanVerifikasi.DITERIMA
    decide(stored(Peran.VERIFIKATOR), row.id, "dikembalikan")
    after = by_id(AKSI, row.id)
    assert (after.status, after.progres) == (StatusAksi.BERJALAN, 90)
    assert decisions(row.id)[0].pemutakhiran_id is None


def test_returning_needs_a_reason_accepting_does_not() -> None:
    with pytest.raises(InvalidIsian, match="membutuhkan alasan"):
        IsianVerifikasi.check({"hasil": "dikembalikan", "alasan": " \u200b "})
    assert IsianVerifikasi.check({"hasil": "diterima"}).alasan == ""


def test_nothing_is_decided_twice_or_unasked() -> None:
    verifikator = stored(Peran.VERIFIKATOR)
    unclaimed = create(AKSI)
    for hasil in HasilVerifikasi:
        with pytest.raises(NotWaiting):
            decide(verifikator, unclaimed.id, hasil)
    row = claimed()
    decide(verifikator, row.id, "diterima")
    with pytest.raises(NotWaiting, match="Terverifikasi"):
        decide(verifikator, row.id, "diterima")
    decide(verifikator, row.id, "dikembalikan")
    with pytest.raises(NotWaiting, match="Dikembalikan"):
        decide(verifikator, row.id, "dikembalikan")
    assert len(decisions(row.id)) == 2


def test_a_withdrawn_action_is_not_decided() -> None:
    row = claimed()
    perform(withdraw, huruf="A", row_id=row.id, versi=row.versi, alasan="Ganda")
    with pytest.raises(NotFound, match="sudah ditarik"):
        decide(stored(Peran.VERIFIKATOR), row.id, "diterima")
    with read_session() as session:
        klaim = list_klaim(session, saringan=SaringanVerifikasi(), sebanyak=999)
    assert row.kode not in {k.kode for k in klaim}
    perform(restore, huruf="A", row_id=row.id, versi=row.versi + 1)
    decide(stored(Peran.VERIFIKATOR), row.id, "diterima")


def test_two_verifikator_at_once_the_second_learns_what_the_first_decided() -> None:
    row, verifikator = claimed(), stored(Peran.VERIFIKATOR)
    decide(verifikator, row.id, "dikembalikan")
    isian = IsianVerifikasi.check({"hasil": "diterima"})
    with pytest.raises(StaleVersion) as refused:
        perform(verify_aksi, pelaku=verifikator, row_id=row.id, versi=row.versi, isian=isian)
    changes = {(p.kolom, p.sesudah) for p in refused.value.perubahan}
    assert ("Verifikasi", "Dikembalikan") in changes
    assert len(decisions(row.id)) == 1


def test_new_bukti_must_be_looked_at_before_deciding() -> None:
    row = claimed()
    perform(add_bukti, pelaku=stored(Peran.KETUA), aksi_id=row.id, bukti=BUKTI)
    isian = IsianVerifikasi.check({"hasil": "diterima"})
    with pytest.raises(StaleVersion):
        perform(
            verify_aksi, pelaku=stored(Peran.VERIFIKATOR), row_id=row.id, versi=row.versi,
            isian=isian,
        )  # fmt: skip


@pytest.mark.parametrize("peran", [p for p in Peran if p not in (Peran.VERIFIKATOR, Peran.PROGRAM)])
def test_nobody_but_a_verifikator_decides(peran: Peran) -> None:
    row = claimed()
    with pytest.raises(NotAllowed):
        decide(stored(peran), row.id, "diterima")
    assert decisions(row.id) == []


def as_verifikator(pelaku: Pelaku) -> Pelaku:
    """Return the same account after its peran was changed."""
    return replace(pelaku, peran=Peran.VERIFIKATOR, pokja_id=None, pd_id=None)


def test_whoever_made_the_claim_or_an_update_before_it_does_not_verify_it() -> None:
    anggota, ketua = stored(Peran.ANGGOTA), stored(Peran.KETUA)
    row = create(AKSI)
    report(anggota, row.id, "berjalan", 40)
    report(ketua, row.id, "selesai", 100)
    for own in (anggota, ketua):
        for hasil in HasilVerifikasi:
            with pytest.raises(NotAllowed, match="verifikator lain"):
                decide(as_verifikator(own), row.id, hasil)
    assert by_id(AKSI, row.id).verifikasi == KeadaanVerifikasi.MENUNGGU
    decide(stored(Peran.VERIFIKATOR), row.id, "diterima")


def test_whoever_gave_bukti_does_not_verify_it_even_after_withdrawing_that() -> None:
    row, pic = claimed(pd_id=1), stored(Peran.PIC)
    perform(add_bukti, pelaku=pic, aksi_id=row.id, bukti=BUKTI)
    with read_session() as session:
        mine = session.exec(
            select(t.Bukti.id).where(t.Bukti.aksi_id == row.id, t.Bukti.pelaku_id == pic.id)
        ).one()
    for _ in range(2):
        with pytest.raises(NotAllowed, match="verifikator lain"):
            decide(as_verifikator(pic), row.id, "diterima")
        if by_bukti(mine).ditarik_pada is None:
            perform(withdraw_bukti, pelaku=pic, bukti_id=mine)


def by_bukti(bukti_id: int) -> t.Bukti:
    with read_session() as session:
        return session.get_one(t.Bukti, bukti_id)


def test_what_was_before_the_last_decision_bars_nobody_unless_their_bukti_still_stands() -> None:
    anggota, ketua = stored(Peran.ANGGOTA), stored(Peran.KETUA)
    row = create(AKSI)
    report(anggota, row.id, "berjalan", 40)
    report(ketua, row.id, "selesai", 100)
    decide(stored(Peran.VERIFIKATOR), row.id, "dikembalikan")
    report(stored(Peran.SEKRETARIAT), row.id, "selesai", 100)
    with pytest.raises(NotAllowed):
        decide(as_verifikator(ketua), row.id, "diterima")
    decide(as_verifikator(anggota), row.id, "diterima")


def test_who_returned_a_claim_may_verify_the_next_one() -> None:
    row, verifikator = claimed(), stored(Peran.VERIFIKATOR)
    decide(verifikator, row.id, "dikembalikan")
    report(stored(Peran.KETUA), row.id, "selesai", 100)
    decide(verifikator, row.id, "diterima")
    assert [d.hasil.value for d in decisions(row.id)] == ["dikembalikan", "diterima"]


def test_a_refusal_leaves_its_event_and_nothing_else() -> None:
    row, ketua = claimed(), stored(Peran.KETUA)
    before = riwayat(row)
    with pytest.raises(NotAllowed):
        decide(as_verifikator(ketua), row.id, "diterima")
    assert (riwayat(row), decisions(row.id)) == (before, [])
    with read_session() as session:
        last = session.exec(select(t.Riwayat).order_by(col(t.Riwayat.id).desc()).limit(1)).one()
    assert (last.tindakan.value, last.pelaku_id) == ("ditolak", ketua.id)


def test_a_verified_action_stands_still_for_everybody_who_writes() -> None:
    row = claimed()
    decide(stored(Peran.VERIFIKATOR), row.id, "diterima")
    versi = by_id(AKSI, row.id).versi
    ketua, admin = stored(Peran.KETUA), stored(Peran.ADMIN)
    with read_session() as session:
        bukti = session.exec(select(t.Bukti.id).where(t.Bukti.aksi_id == row.id)).first()
    before = by_id(AKSI, row.id)
    for pelaku in (ketua, admin):
        tries: list[tuple[Any, dict[str, Any]]] = [
            (
                AKSI.update,
                {"row_id": row.id, "versi": versi, "isian": AKSI.perubahan(judul="Lain")},
            ),
            (withdraw, {"huruf": "A", "row_id": row.id, "versi": versi, "alasan": "Ganda"}),
            (add_bukti, {"aksi_id": row.id, "bukti": BUKTI}),
            (withdraw_bukti, {"bukti_id": bukti}),
        ]
        for command, arguments in tries:
            with pytest.raises(Locked, match="Minta verifikator mengembalikannya"):
                perform(command, pelaku=pelaku, **arguments)
        for status, progres in (("berjalan", 50), ("selesai", 100)):
            with pytest.raises(Locked):
                report(pelaku, row.id, status, progres)
    assert by_id(AKSI, row.id) == before
    decide(stored(Peran.VERIFIKATOR), row.id, "dikembalikan")
    report(ketua, row.id, "berjalan", 50)


def test_the_owner_takes_a_claim_back_before_the_decision() -> None:
    row = claimed()
    report(stored(Peran.KETUA), row.id, "berjalan", 80)
    after = by_id(AKSI, row.id)
    assert (after.verifikasi, after.selesai_pada) == (KeadaanVerifikasi.BELUM, None)


def test_verifikator_are_told_of_a_claim_once_and_the_owners_of_the_decision() -> None:
    verifikator, ketua, pic = map(stored, (Peran.VERIFIKATOR, Peran.KETUA, Peran.PIC))
    row = claimed(pd_id=1)
    report(ketua, row.id, "selesai", 100)
    told = pesan(JenisPesan.DIAJUKAN, row.kode)
    with read_session() as session:
        query = select(t.Pengguna.id).where(t.Pengguna.peran == Peran.VERIFIKATOR)
        assert sorted(p.pengguna_id for p in told) == sorted(session.exec(query))
    assert all(row.judul in p.kalimat for p in told)
    decide(verifikator, row.id, "dikembalikan", "Foto <b>buram</b>")
    told = pesan(JenisPesan.DIKEMBALIKAN, row.kode)
    assert {ketua.id, stored(Peran.ANGGOTA).id, pic.id} == {p.pengguna_id for p in told}
    assert all("Foto <b>buram</b>" in p.kalimat for p in told)
    report(ketua, row.id, "selesai", 100)
    assert len(pesan(JenisPesan.DIAJUKAN, row.kode)) == 4
    decide(verifikator, row.id, "diterima")
    assert len(pesan(JenisPesan.DITERIMA, row.kode)) == 3


def test_the_longest_reason_and_title_fit_into_every_place() -> None:
    row = claimed(judul="J" * 200)
    decide(stored(Peran.VERIFIKATOR), row.id, "dikembalikan", "A" * 1000)
    assert decisions(row.id)[0].alasan == "A" * 1000
    assert pemutakhiran_of(row.id)[-1].catatan.endswith("A" * 1000)
    assert all(len(p.kalimat) <= 400 for p in pesan(JenisPesan.DIKEMBALIKAN, row.kode))


def test_the_queue_runs_from_the_oldest_round_to_the_start_and_skips_one_s_own() -> None:
    saringan = SaringanVerifikasi()
    with read_session() as session:
        kodes = [k.kode for k in list_klaim(session, saringan=saringan)]
        assert len(kodes) == count_klaim(session, saringan=saringan) > 3
        jejak = stored(Peran.VERIFIKATOR).jejak
        following = [
            get_berikut(session, kode=kode, saringan=saringan, jejak=jejak) for kode in kodes
        ]
        assert following == [*kodes[1:], kodes[0]]
        own = session.exec(
            select(t.Pemutakhiran.pelaku_id)
            .join(t.RencanaAksi, col(t.RencanaAksi.id) == col(t.Pemutakhiran.aksi_id))
            .where(t.RencanaAksi.kode == kodes[1])
        ).first()
        skipped = get_berikut(session, kode=kodes[0], saringan=saringan, jejak=f"Pengguna {own}")
        assert skipped != kodes[1]


def test_the_decisions_are_read_with_the_names_of_who_decided() -> None:
    row = claimed()
    decide(stored(Peran.VERIFIKATOR), row.id, "dikembalikan", "Belum ada")
    with read_session() as session:
        [line] = list_verifikasi(session, aksi_id=row.id)
        assert (line.pelaku, line.alasan) == ("Verifikator Satu", "Belum ada")
        assert list_putusan(session, saringan=SaringanVerifikasi(), sebanyak=1)[0].kode == row.kode
        of_pokja = SaringanVerifikasi(pokja_id=1, cari=row.kode)
        assert count_putusan(session, saringan=of_pokja) == 1
        assert count_putusan(session, saringan=replace(of_pokja, pokja_id=2)) == 0
        assert get_rincian_aksi(session, kode=row.kode, hari=today()).verifikasi == [line]
