"""Accounts: made, changed, disabled, anonymised and given out, by an admin only."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlmodel import col, select

from model import tables as t
from model.choices import CaraMasuk, JenisPesan, Peran, StatusAksi, Tindakan
from model.clock import now
from model.commands.akun import end_one_sesi, export_data_pribadi, set_surel_aktif
from model.commands.layar import create_layar
from model.commands.pengguna import (
    AkunTerkunci,
    anonymise_pengguna,
    create_pengguna,
    reset_sandi,
    set_aktif,
    update_pengguna,
)
from model.commands.sesi import open_sesi
from model.db import open_session, read_session
from model.errors import DomainError, InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian_pengguna import IsianLayar
from model.permissions import Hak, Pelaku
from model.queries.pengguna import (
    KeadaanAkun,
    SaringanPengguna,
    count_pengguna,
    get_pengguna,
    list_pengguna,
    list_sesi,
    map_keadaan,
)
from model.queries.sesi import get_sesi
from tests.orang import SISTEM, orang, stored
from tests.unit.akun import MUSUH, isian, make, of, require_whole_chain, row, without
from tests.unit.perintah import perform, riwayat

pytestmark = pytest.mark.usefixtures("store")


def sign_in(row_id: int, **asal: str) -> str:
    with open_session(SISTEM) as session:
        return open_sesi(session, pengguna_id=row_id, cara=CaraMasuk.SANDI, **asal)


def is_in(token: str) -> bool:
    with read_session() as session:
        return get_sesi(session, token=token, saat=now()) is not None


def last_line() -> t.Riwayat:
    with read_session() as session:
        return session.exec(select(t.Riwayat).order_by(col(t.Riwayat.id).desc()).limit(1)).one()


def test_a_new_account_has_a_password_for_one_time_that_nothing_keeps() -> None:
    made = make(nama_masuk="  Budi.Santoso ")
    account = row(made.pengguna_id)
    assert (account.nama_masuk, account.peran, account.aktif) == (
        "budi.santoso",
        Peran.VERIFIKATOR,
        True,
    )
    assert account.sandi_harus_ganti
    assert account.sandi_diubah_pada is not None
    assert made.sandi not in account.sandi
    assert PasswordHasher().verify(account.sandi, made.sandi)
    assert len(made.sandi) >= 15
    assert riwayat(account) == [("dibuat", "", None, None)]  # type: ignore[arg-type]


def test_two_accounts_never_get_the_same_password() -> None:
    assert make().sandi != make(nama_masuk="lain").sandi


@pytest.mark.parametrize("nama", MUSUH)
def test_any_name_is_kept_as_it_was_typed(nama: str) -> None:
    made = make(nama=nama, jabatan=nama)
    account = row(made.pengguna_id)
    assert (account.nama, account.jabatan) == (nama, nama)


@pytest.mark.parametrize(
    ("values", "kolom"),
    [
        ({"nama_masuk": "a"}, "nama_masuk"),
        ({"nama_masuk": "budi santoso"}, "nama_masuk"),
        ({"nama_masuk": "budi<b>"}, "nama_masuk"),
        ({"nama_masuk": "büdi"}, "nama_masuk"),
        ({"nama_masuk": "x" * 81}, "nama_masuk"),
        ({"nama": " . "}, "nama"),
        ({"nama": "N" * 121}, "nama"),
        ({"jabatan": "J" * 161}, "jabatan"),
        ({"surel": "bukan surel"}, "surel"),
        ({"surel": "a@b.id, c@d.id"}, "surel"),
        ({"surel": "a@b"}, "surel"),
        ({"peran": None}, "peran"),
        ({"peran": "layar"}, "peran"),
        ({"peran": "program"}, "peran"),
        ({"peran": "ketua"}, "pokja_id"),
        ({"peran": "anggota", "pd_id": 1}, "pokja_id"),
        ({"peran": "pic", "pokja_id": 1}, "pd_id"),
        ({"peran": "ketua", "pokja_id": 99}, "pokja_id"),
        ({"peran": "pic", "pd_id": 9999}, "pd_id"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(values: dict[str, Any], kolom: str) -> None:
    with pytest.raises(InvalidIsian) as refusal:
        make(**values)
    assert list(refusal.value.per_kolom) == [kolom]
    assert refusal.value.per_kolom[kolom].endswith(".")


def test_a_surel_cannot_carry_a_second_header() -> None:
    with pytest.raises(InvalidIsian):
        isian(surel="a@b.id\nBcc: c@d.id")


def test_what_the_peran_does_not_use_is_dropped() -> None:
    account = row(make(peran="pimpinan", pokja_id=1, pd_id=1).pengguna_id)
    assert (account.pokja_id, account.pd_id) == (None, None)


def test_a_sign_in_name_is_used_once() -> None:
    first = make()
    with pytest.raises(InvalidIsian, match="sudah dipakai"):
        make(nama_masuk="BUDI.SANTOSO")
    other = make(nama_masuk="lain")
    with pytest.raises(InvalidIsian, match="sudah dipakai"):
        perform(update_pengguna, pelaku=SISTEM, row_id=other.pengguna_id, versi=1, isian=isian())
    perform(update_pengguna, pelaku=SISTEM, row_id=first.pengguna_id, versi=1, isian=isian())


@pytest.mark.parametrize("values", [{"peran": "ketua", "pokja_id": 2}, {"peran": "pimpinan"}])
def test_another_right_ends_the_sesi_of_the_person(values: dict[str, Any]) -> None:
    made = make(peran="ketua", pokja_id=1)
    token = sign_in(made.pengguna_id)
    change(made.pengguna_id, peran="ketua", pokja_id=1, nama="Nama Baru")
    assert is_in(token)
    change(made.pengguna_id, **values)
    assert not is_in(token)


def change(row_id: int, **values: Any) -> None:
    versi = row(row_id).versi
    perform(update_pengguna, pelaku=SISTEM, row_id=row_id, versi=versi, isian=isian(**values))


def test_riwayat_tells_that_a_name_changed_but_no_name() -> None:
    made = make(surel="budi@kantor.go.id")
    change(made.pengguna_id, nama="Nama Baru", surel="baru@kantor.go.id", peran="pimpinan")
    lines = riwayat(row(made.pengguna_id))[1:]  # type: ignore[arg-type]
    assert ("diubah", "peran", "verifikator", "pimpinan") in lines
    assert ("diubah", "nama", "(tidak disimpan)", "(tidak disimpan)") in lines
    assert "Nama Baru" not in str(lines)
    assert "kantor.go.id" not in str(lines)


def test_a_new_password_ends_the_sesi_and_replaces_the_old_one() -> None:
    made = make()
    token = sign_in(made.pengguna_id)
    again = perform(reset_sandi, pelaku=SISTEM, row_id=made.pengguna_id, versi=1)
    account = row(made.pengguna_id)
    assert not is_in(token)
    assert again.sandi != made.sandi
    assert PasswordHasher().verify(account.sandi, again.sandi)
    assert account.sandi_harus_ganti


def test_a_disabled_person_is_out_at_once_and_may_come_back() -> None:
    made = make()
    token = sign_in(made.pengguna_id)
    perform(set_aktif, pelaku=SISTEM, row_id=made.pengguna_id, versi=1, aktif=False)
    assert not is_in(token)
    with pytest.raises(NotFound):
        sign_in(made.pengguna_id)
    perform(set_aktif, pelaku=SISTEM, row_id=made.pengguna_id, versi=2, aktif=True)
    assert not is_in(token)
    assert is_in(sign_in(made.pengguna_id))


PERUBAHAN: dict[str, Callable[[Pelaku, int, int], Any]] = {
    "disable": lambda p, i, v: perform(set_aktif, pelaku=p, row_id=i, versi=v, aktif=False),
    "demote": lambda p, i, v: perform(
        update_pengguna, pelaku=p, row_id=i, versi=v, isian=isian(nama_masuk="turun")
    ),
    "anonymise": lambda p, i, v: perform(anonymise_pengguna, pelaku=p, row_id=i, versi=v),
    "reset": lambda p, i, v: perform(reset_sandi, pelaku=p, row_id=i, versi=v),
}


@pytest.mark.parametrize("what", ["disable", "demote", "anonymise"])
def test_the_last_admin_stays(what: str) -> None:
    first = make(nama_masuk="admin.satu", peran="admin").pengguna_id
    with pytest.raises(AkunTerkunci, match="admin aktif terakhir"):
        PERUBAHAN[what](SISTEM, first, 1)
    assert row(first).versi == 1
    make(nama_masuk="admin.dua", peran="admin")
    PERUBAHAN[what](SISTEM, first, 1)
    assert row(first).versi == 2


@pytest.mark.parametrize("what", ["disable", "anonymise"])
def test_nobody_locks_themself_out(what: str) -> None:
    first = make(nama_masuk="admin.satu", peran="admin").pengguna_id
    make(nama_masuk="admin.dua", peran="admin")
    with pytest.raises(AkunTerkunci, match="Akun sendiri"):
        PERUBAHAN[what](of(row(first)), first, 1)
    assert row(first).aktif


def test_two_admins_who_disable_each_other_at_once_leave_one() -> None:
    admins = [of(row(make(nama_masuk=f"admin.{n}", peran="admin").pengguna_id)) for n in "ab"]
    together = Barrier(2)

    def disable(one: Pelaku, other: Pelaku) -> bool:
        together.wait()
        try:
            PERUBAHAN["disable"](one, other.id or 0, 1)
        except DomainError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(disable, admins, reversed(admins)))
    assert sorted(done) == [False, True]
    assert sorted(row(admin.id or 0).aktif for admin in admins) == [False, True]


@pytest.mark.parametrize("what", PERUBAHAN)
def test_the_second_of_two_admins_hears_of_the_first(what: str) -> None:
    made = make()
    change(made.pengguna_id, peran="pimpinan")
    with pytest.raises(StaleVersion) as refusal:
        PERUBAHAN[what](SISTEM, made.pengguna_id, 1)
    assert refusal.value.versi == 2
    assert [(p.kolom, p.sesudah) for p in refusal.value.perubahan] == [("Peran", "Pimpinan")]


@pytest.mark.parametrize("peran", without(Hak.KELOLA_PENGGUNA))
def test_nobody_but_an_admin_touches_an_account(peran: Peran) -> None:
    pelaku, made = stored(peran), make(nama_masuk="korban")
    tries: list[Callable[[], Any]] = [lambda: make(pelaku, nama_masuk="baru")]
    tries += [lambda c=c: c(pelaku, made.pengguna_id, 1) for c in PERUBAHAN.values()]  # type: ignore[misc]
    tries.append(lambda: perform(export_data_pribadi, pelaku=pelaku, pengguna_id=made.pengguna_id))
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()
        assert last_line().tindakan == Tindakan.DITOLAK
        assert last_line().pelaku_id == pelaku.id
    assert row(made.pengguna_id).versi == 1


def test_an_admin_who_is_disabled_meanwhile_can_do_nothing_more() -> None:
    first = of(row(make(nama_masuk="admin.satu", peran="admin").pengguna_id))
    second = of(row(make(nama_masuk="admin.dua", peran="admin").pengguna_id))
    made = make()
    PERUBAHAN["disable"](first, second.id or 0, 1)
    with pytest.raises(NotAllowed, match="bukan lagi admin"):
        PERUBAHAN["disable"](second, made.pengguna_id, 1)
    assert row(made.pengguna_id).aktif


def test_a_screen_is_no_person() -> None:
    layar = perform(create_layar, pelaku=SISTEM, isian=IsianLayar.check({"nama": "Ruang Pola"}))
    for what in PERUBAHAN.values():
        with pytest.raises(NotFound):
            what(SISTEM, layar.pengguna_id, row(layar.pengguna_id).versi)
    with read_session() as session:
        assert get_pengguna(session, pengguna_id=layar.pengguna_id) is None
        assert count_pengguna(session, saringan=SaringanPengguna()) == 0


@pytest.fixture
def pegiat(contoh: str) -> Pelaku:  # noqa: ARG001
    """Give a ketua of the example who did something, and is signed in."""
    pelaku = stored(Peran.KETUA)
    sign_in(pelaku.id or 0, alamat="10.1.2.3", peramban="Mozilla/5.0 Firefox/140.0")
    with open_session(pelaku) as session:
        account = session.get_one(t.Pengguna, pelaku.id)
        account.surel = "ketua@kantor.go.id"
        session.add(
            t.Tanggapan(
                aksi_id=1, pengguna_id=pelaku.id, pelaku=pelaku.jejak, isi="Usul saya", pada=now()
            )
        )
        session.add(
            t.Pemutakhiran(
                aksi_id=1, pada=now(), pelaku=pelaku.jejak, pelaku_id=pelaku.id,
                status_sebelum=StatusAksi.BERJALAN, status_sesudah=StatusAksi.BERJALAN,
                progres_sebelum=10, progres_sesudah=20, catatan="Catatan saya",
            )
        )  # fmt: skip
        session.add(
            t.Pesan(
                pengguna_id=pelaku.id,
                jenis=JenisPesan.SEBUTAN,
                kunci="k",
                kalimat="Untuk Anda",
                pada=now(),
            )
        )
        session.add(
            t.Surel(pengguna_id=pelaku.id, kunci="k", dimulai_pada=now(), gagal="ketua@kantor")
        )  # fmt: skip
    return pelaku


def test_who_leaves_is_gone_but_what_they_did_stays(pegiat: Pelaku) -> None:
    row_id = pegiat.id or 0
    before, lines = row(row_id), require_whole_chain()
    perform(anonymise_pengguna, pelaku=SISTEM, row_id=row_id, versi=before.versi)
    account = row(row_id)
    assert account.nama == f"Pengguna {row_id} (dianonimkan)"
    assert not account.aktif
    assert account.dianonimkan_pada is not None
    held = json.dumps(account.model_dump(), default=str)
    for personal in (before.nama, before.nama_masuk, before.jabatan, "ketua@kantor"):
        assert personal not in held
    assert (account.surel, account.sandi, account.oidc_subjek) == ("", "", None)
    with read_session() as session:
        own = [
            (sesi.alamat, sesi.peramban, sesi.diakhiri_pada is not None)
            for sesi in session.exec(select(t.Sesi).where(t.Sesi.pengguna_id == row_id))
        ]
        assert set(own) == {("", "", True)}
        assert session.exec(select(t.Pesan).where(t.Pesan.pengguna_id == row_id)).all() == []
        assert session.exec(select(t.Surel).where(t.Surel.pengguna_id == row_id)).all() == []
        said = session.exec(select(t.Tanggapan).where(t.Tanggapan.pengguna_id == row_id)).all()
        assert ("Usul saya", f"Pengguna {row_id}") in [(row.isi, row.pelaku) for row in said]
        told = [str(line.model_dump()) for line in session.exec(select(t.Riwayat))]
        assert not [line for line in told if before.nama in line or "kantor.go.id" in line]
    assert require_whole_chain() > lines


def test_who_was_anonymised_never_comes_back(pegiat: Pelaku) -> None:
    row_id = pegiat.id or 0
    perform(anonymise_pengguna, pelaku=SISTEM, row_id=row_id, versi=row(row_id).versi)
    for what in PERUBAHAN.values():
        with pytest.raises(AkunTerkunci, match="dianonimkan"):
            what(SISTEM, row_id, row(row_id).versi)
    with pytest.raises(AkunTerkunci):
        perform(set_aktif, pelaku=SISTEM, row_id=row_id, versi=row(row_id).versi, aktif=True)


def test_a_person_gets_all_that_is_known_about_them(pegiat: Pelaku) -> None:
    row_id = pegiat.id or 0
    found = perform(export_data_pribadi, pelaku=pegiat, pengguna_id=row_id)
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found
    assert found["akun"]["surel"] == "ketua@kantor.go.id"
    assert found["sesi"][-1]["alamat"] == "10.1.2.3"
    assert found["tanggapan"][-1]["isi"] == "Usul saya"
    assert found["pesan"][-1]["kalimat"] == "Untuk Anda"
    with read_session() as session:
        for name, kind in (("pemutakhiran", t.Pemutakhiran), ("riwayat", t.Riwayat)):
            own = session.exec(select(kind.id).where(kind.pelaku_id == row_id)).all()  # type: ignore[attr-defined]
            # The line that says that the data was given out came after it.
            got = [line["id"] for line in found[name]]
            assert got == [i for i in sorted(own) if i <= max(got, default=0)]
            assert got
    secret = row(row_id).sandi
    assert "token" not in str(found)
    assert not secret or secret not in str(found)
    line = last_line()
    assert (line.tindakan, line.pelaku_id, line.tabel, line.baris_id) == (
        Tindakan.DIUNDUH,
        row_id,
        "pengguna",
        row_id,
    )


def test_every_table_that_names_an_account_is_in_the_copy() -> None:
    with open_session(SISTEM) as session:
        found = export_data_pribadi(
            session, pelaku=SISTEM, pengguna_id=create_pengguna(
                session, pelaku=SISTEM, isian=isian()
            ).pengguna_id,
        )  # fmt: skip
    naming = {
        table.name
        for table in t.Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "pengguna" for key in column.foreign_keys)
    }
    assert naming - set(found) == set()


def test_a_person_ends_their_own_sesi_and_nobody_elses() -> None:
    made, other = make(), make(nama_masuk="lain")
    mine, theirs = sign_in(made.pengguna_id), sign_in(other.pengguna_id)
    pelaku = of(row(made.pengguna_id))
    with read_session() as session:
        ids = {sesi.pengguna_id: sesi.id for sesi in session.exec(select(t.Sesi))}
    with pytest.raises(NotAllowed):
        perform(end_one_sesi, pelaku=pelaku, sesi_id=ids[other.pengguna_id])
    with pytest.raises(NotAllowed):
        perform(end_one_sesi, pelaku=pelaku, sesi_id=9999)
    assert is_in(theirs)
    perform(end_one_sesi, pelaku=pelaku, sesi_id=ids[made.pengguna_id])
    assert not is_in(mine)
    with pytest.raises(NotFound):
        perform(end_one_sesi, pelaku=pelaku, sesi_id=ids[made.pengguna_id])


def test_a_person_turns_their_reminders_off() -> None:
    made = make(surel="budi@kantor.go.id")
    perform(set_surel_aktif, pelaku=of(row(made.pengguna_id)), aktif=False)
    assert not row(made.pengguna_id).surel_aktif
    with pytest.raises(NotFound):
        perform(set_surel_aktif, pelaku=orang(Peran.KETUA), aktif=False)


@pytest.mark.usefixtures("contoh")
def test_the_list_is_narrowed_and_searched_as_asked() -> None:
    def names(**values: Any) -> list[str]:
        with read_session() as session:
            saringan = SaringanPengguna(**values)
            rows = list_pengguna(session, saringan=saringan)
            assert len(rows) == count_pengguna(session, saringan=saringan)
            return [akun.nama_masuk for akun in rows]

    everybody = names()
    assert "admin" in everybody
    assert names(peran=Peran.VERIFIKATOR) == ["verifikator2", "verifikator"]
    assert len(names(pokja_id=1)) == 2
    assert names(cari="KETUA keuangan") == ["ketua.keuangan"]
    assert names(cari="100%") == []
    made = make(nama="<b>Tebal</b>")
    assert names(cari="<b>") == ["budi.santoso"]
    sign_in(made.pengguna_id)
    assert names(keadaan=KeadaanAkun.AKTIF) == ["budi.santoso"]
    perform(set_aktif, pelaku=SISTEM, row_id=made.pengguna_id, versi=1, aktif=False)
    assert names(keadaan=KeadaanAkun.NONAKTIF) == ["budi.santoso"]
    assert names()[-1] == "budi.santoso"
    with read_session() as session:
        keadaan = map_keadaan(session)
        akun = get_pengguna(session, pengguna_id=made.pengguna_id)
    assert keadaan[KeadaanAkun.NONAKTIF] == 1
    assert keadaan[KeadaanAkun.BELUM_MASUK] == len(everybody)
    assert akun is not None
    assert akun.baris.masuk_pada is not None


def test_the_sesi_of_a_person_are_those_in_force() -> None:
    made = make()
    sign_in(made.pengguna_id, alamat="10.0.0.1", peramban="X")
    sign_in(made.pengguna_id, alamat="10.0.0.2", peramban="Y")
    with read_session() as session:
        both = list_sesi(session, pengguna_id=made.pengguna_id, saat=now())
        later = list_sesi(session, pengguna_id=made.pengguna_id, saat=now() + timedelta(hours=2))
    assert [sesi.alamat for sesi in both] == ["10.0.0.2", "10.0.0.1"]
    assert later == []
