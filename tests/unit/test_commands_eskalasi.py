"""Asking pimpinan for a decision, answering, taking back: who may, what is refused."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from model import tables as t
from model.choices import JenisPesan, Peran
from model.clock import now
from model.commands.eskalasi import answer_eskalasi, create_eskalasi, take_back_eskalasi
from model.commands.umum import InUse, withdraw
from model.db import open_session, read_session
from model.errors import InvalidIsian, NotAllowed, NotFound, StaleVersion
from model.isian_eskalasi import IsianEskalasi, IsianHasil, IsianTarikKembali
from model.permissions import Pelaku
from model.queries.eskalasi import get_permintaan
from tests.orang import SISTEM, stored
from tests.unit.perintah import AKSI, KEPUTUSAN, PERMASALAHAN, RISIKO_, create, perform, riwayat

pytestmark = pytest.mark.usefixtures("contoh")

ALASAN = "Perlu arahan pimpinan."


def ask(row: Any, *, pelaku: Pelaku = SISTEM, huruf: str = "R", alasan: str = ALASAN) -> int:
    isian = IsianEskalasi.check({"alasan": alasan})
    return int(perform(create_eskalasi, pelaku=pelaku, huruf=huruf, row_id=row.id, isian=isian))


def answer(row_id: int, *, pelaku: Pelaku = SISTEM, versi: int = 1, hasil: str = "Selesai") -> None:
    isian = IsianHasil.check({"hasil": hasil})
    perform(answer_eskalasi, pelaku=pelaku, row_id=row_id, versi=versi, isian=isian)


def take_back(row_id: int, *, pelaku: Pelaku = SISTEM, versi: int = 1) -> None:
    isian = IsianTarikKembali.check({"hasil": "Tidak perlu lagi"})
    perform(take_back_eskalasi, pelaku=pelaku, row_id=row_id, versi=versi, isian=isian)


def told(row_id: int) -> dict[int, t.Pesan]:
    """Return what was told of a request, by the account that got it."""
    return _pesan(f"eskalasi:{row_id}")


def told_result(row_id: int) -> dict[int, t.Pesan]:
    return _pesan(f"jawaban:{row_id}")


def _pesan(kunci: str) -> dict[int, t.Pesan]:
    with read_session() as session:
        rows = session.exec(select(t.Pesan).where(t.Pesan.kunci == kunci)).all()
    assert len({row.pengguna_id for row in rows}) == len(rows)
    return {row.pengguna_id: row for row in rows}


def deciders() -> set[int]:
    """Return every active account of pimpinan and sekretariat."""
    with read_session() as session:
        query = select(t.Pengguna.id).where(
            col(t.Pengguna.peran).in_((Peran.PIMPINAN, Peran.SEKRETARIAT)), t.Pengguna.aktif
        )
        return set(session.exec(query))


def add_account(peran: Peran, nama_masuk: str, *, aktif: bool = True) -> int:
    with open_session(SISTEM) as session:
        row = t.Pengguna(nama_masuk=nama_masuk, nama="Orang baru", peran=peran, aktif=aktif)
        session.add(row)
        session.flush()
        return row.id


def row_of(row_id: int) -> t.Eskalasi:
    with read_session() as session:
        return session.get_one(t.Eskalasi, row_id)


@pytest.mark.parametrize(
    ("jenis", "kolom"),
    [(PERMASALAHAN, "permasalahan_id"), (RISIKO_, "risiko_id"), (AKSI, "aksi_id")],
    ids=["permasalahan", "risiko", "aksi"],
)
def test_a_ketua_asks_about_each_kind_and_a_line_says_so(jenis: Any, kolom: str) -> None:
    ketua, objek = stored(Peran.KETUA), create(jenis)
    row = row_of(ask(objek, pelaku=ketua, huruf=jenis.huruf, alasan="  Perlu  arahan pimpinan. "))
    assert getattr(row, kolom) == objek.id and row.pokja_id == objek.pokja_id
    assert row.pelaku_id == ketua.id and row.ditutup_pada is None and row.hasil == ""
    assert [line[0] for line in riwayat(row)] == ["dibuat"]  # type: ignore[arg-type]
    with read_session() as session:
        isi = get_permintaan(session, huruf=jenis.huruf, baris_id=objek.id, kode=objek.kode)
    assert isi.terbuka is not None and isi.terbuka.id == row.id and isi.terdahulu == ()


@pytest.mark.parametrize("alasan", ["", "Pendek", " " * 40, "x" * 501, "Pendek   \n \n  ", None, 7])
def test_a_reason_has_ten_to_five_hundred_letters(alasan: Any) -> None:
    with pytest.raises(InvalidIsian):
        IsianEskalasi.check({"alasan": alasan})


@pytest.mark.parametrize("hasil", ["", "ya", " \n ", "x" * 501, None])
def test_a_result_has_three_to_five_hundred_letters(hasil: Any) -> None:
    for form in (IsianHasil, IsianTarikKembali):
        with pytest.raises(InvalidIsian):
            form.check({"hasil": hasil})


def test_what_people_write_stays_as_text() -> None:
    alasan = "<script>alert(1)</script> ![x](http://jahat.example)"
    assert row_of(ask(create(RISIKO_), alasan=alasan)).alasan == alasan
    assert len(IsianEskalasi.check({"alasan": "x" * 500}).alasan) == 500


def test_a_second_request_is_refused_until_the_first_is_closed() -> None:
    objek = create(RISIKO_)
    first = ask(objek)
    with pytest.raises(InUse, match=f"{objek.kode} sudah diminta"):
        ask(objek)
    answer(first)
    second = ask(objek)
    with read_session() as session:
        isi = get_permintaan(session, huruf="R", baris_id=objek.id, kode=objek.kode)
    assert isi.terbuka and isi.terbuka.id == second
    assert [p.id for p in isi.terdahulu] == [first]


def test_the_database_refuses_a_second_open_request_and_two_objects_in_one() -> None:
    objek = create(RISIKO_)
    ask(objek)
    common = {
        "pokja_id": objek.pokja_id, "risiko_id": objek.id, "alasan": ALASAN, "pelaku": "x",
        "pada": now(),
    }  # fmt: skip
    for more in ({}, {"aksi_id": 1}, {"ditutup_pada": now()}, {"alasan": "Pendek"}):
        with pytest.raises(IntegrityError), open_session(SISTEM) as session:
            session.add(t.Eskalasi(**(common | more)))


def test_a_withdrawn_object_and_one_that_is_not_there_are_refused() -> None:
    objek = create(RISIKO_)
    perform(withdraw, huruf="R", row_id=objek.id, versi=1, alasan="Ganda")
    with pytest.raises(NotFound, match="sudah ditarik"):
        ask(objek)
    isian = IsianEskalasi.check({"alasan": ALASAN})
    with pytest.raises(NotFound):
        perform(create_eskalasi, huruf="R", row_id=10**6, isian=isian)
    for huruf in ("K", "S", "X", ""):
        with pytest.raises(NotFound, match="hanya dapat diminta"):
            perform(create_eskalasi, huruf=huruf, row_id=1, isian=isian)


def test_a_ketua_asks_for_the_own_pokja_only_and_others_not_at_all() -> None:
    objek = create(RISIKO_)
    with pytest.raises(NotAllowed):
        ask(objek, pelaku=stored(Peran.KETUA, milik=2))
    for peran in (Peran.ANGGOTA, Peran.PIC, Peran.VERIFIKATOR, Peran.PIMPINAN, Peran.LAYAR):
        with pytest.raises(NotAllowed):
            ask(objek, pelaku=stored(peran))
    assert ask(objek, pelaku=stored(Peran.SEKRETARIAT))


def test_the_sekretariat_closes_a_request_with_what_came_of_it() -> None:
    row_id = ask(create(RISIKO_), pelaku=stored(Peran.KETUA))
    with pytest.raises(NotAllowed):
        answer(row_id, pelaku=stored(Peran.KETUA))
    answer(row_id, pelaku=stored(Peran.SEKRETARIAT), hasil="Diputuskan dalam KEU-K03")
    row = row_of(row_id)
    assert row.ditutup_pada and row.hasil == "Diputuskan dalam KEU-K03" and not row.ditarik_kembali
    lines = {line[1]: line[3] for line in riwayat(row)[1:]}  # type: ignore[arg-type]
    assert set(lines) == {"ditutup_pada", "hasil"}


def test_a_ketua_takes_back_what_the_own_pokja_asked() -> None:
    row_id = ask(create(RISIKO_), pelaku=stored(Peran.SEKRETARIAT))
    with pytest.raises(NotAllowed):
        take_back(row_id, pelaku=stored(Peran.KETUA, milik=2))
    take_back(row_id, pelaku=stored(Peran.KETUA))
    assert row_of(row_id).ditarik_kembali and row_of(row_id).hasil == "Tidak perlu lagi"


def test_a_closed_request_cannot_be_closed_again_nor_on_top_of_an_older_version() -> None:
    row_id = ask(create(RISIKO_))
    answer(row_id)
    with pytest.raises(StaleVersion) as refusal:
        take_back(row_id, versi=1)
    assert {p.kolom for p in refusal.value.perubahan} == {"Ditutup pada", "Hasil"}
    for close in (answer, take_back):
        with pytest.raises(NotFound, match="sudah ditutup"):
            close(row_id, versi=2)
        with pytest.raises(NotFound, match="tidak ada"):
            close(10**6)
    assert not row_of(row_id).ditarik_kembali


def test_a_request_about_a_withdrawn_object_can_still_be_closed() -> None:
    objek = create(RISIKO_)
    row_id = ask(objek)
    perform(withdraw, huruf="R", row_id=objek.id, versi=1, alasan="Ganda")
    answer(row_id)
    assert row_of(row_id).ditutup_pada


def test_the_newest_keputusan_about_the_object_stands_beside_the_request() -> None:
    objek, keputusan = create(RISIKO_), create(KEPUTUSAN)
    with open_session(SISTEM) as session:
        session.get_one(t.Keputusan, keputusan.id).tentang = objek.kode
    with read_session() as session:
        isi = get_permintaan(session, huruf="R", baris_id=objek.id, kode=objek.kode)
        assert isi.keputusan and isi.keputusan.kode == keputusan.kode
        assert isi.terbuka is None
        assert session.exec(select(t.Eskalasi).where(t.Eskalasi.risiko_id == objek.id)).all() == []


@pytest.mark.parametrize("jenis", [PERMASALAHAN, RISIKO_, AKSI], ids=["P", "R", "A"])
def test_pimpinan_and_sekretariat_are_told_once_each_what_is_asked(jenis: Any) -> None:
    others = {add_account(Peran.PIMPINAN, "wakil"), add_account(Peran.SEKRETARIAT, "staf")}
    gone = add_account(Peran.PIMPINAN, "dahulu", aktif=False)
    objek = create(jenis, judul="Aset ditempati pihak lain")
    found = told(ask(objek, pelaku=stored(Peran.KETUA), huruf=jenis.huruf, alasan=ALASAN))
    assert set(found) == deciders() and others < set(found) and gone not in found
    for pesan in found.values():
        assert pesan.jenis == JenisPesan.DIMINTA and pesan.dibaca_pada is None
        assert pesan.kode == objek.kode
        assert pesan.kalimat == f"Aset ditempati pihak lain. Alasan: {ALASAN}"


def test_nobody_is_told_of_the_own_request_or_answer() -> None:
    sekretariat, staf = stored(Peran.SEKRETARIAT), add_account(Peran.SEKRETARIAT, "staf")
    row_id = ask(create(RISIKO_), pelaku=sekretariat)
    assert set(told(row_id)) == deciders() - {sekretariat.id} and staf in told(row_id)
    answer(row_id, pelaku=sekretariat)
    assert told_result(row_id) == {}


def test_the_one_who_asked_and_nobody_else_is_told_the_result() -> None:
    ketua, objek = stored(Peran.KETUA), create(RISIKO_, judul="Kas daerah tertahan")
    row_id = ask(objek, pelaku=ketua)
    answer(row_id, pelaku=stored(Peran.SEKRETARIAT), hasil="Diputuskan dalam KEU-K03")
    [(told_id, pesan)] = told_result(row_id).items()
    assert (told_id, pesan.jenis, pesan.kode) == (ketua.id, JenisPesan.DIJAWAB, objek.kode)
    assert pesan.kalimat == "Kas daerah tertahan. Hasil: Diputuskan dalam KEU-K03"
    assert pesan.dibaca_pada is None


def test_taking_back_tells_nobody_and_leaves_what_was_told() -> None:
    row_id = ask(create(RISIKO_), pelaku=stored(Peran.SEKRETARIAT))
    before = set(told(row_id))
    take_back(row_id, pelaku=stored(Peran.KETUA))
    assert told_result(row_id) == {} and set(told(row_id)) == before


def test_a_request_that_a_program_or_a_leaver_made_is_answered_without_a_message() -> None:
    leaver = stored(Peran.KETUA, milik=1)
    for pelaku in (SISTEM, leaver):
        row_id = ask(create(RISIKO_), pelaku=pelaku)
        with open_session(SISTEM) as session:
            session.get_one(t.Pengguna, leaver.id).aktif = False
        answer(row_id, pelaku=stored(Peran.SEKRETARIAT))
        assert told_result(row_id) == {}
        with open_session(SISTEM) as session:
            session.get_one(t.Pengguna, leaver.id).aktif = True


def test_asking_again_after_an_answer_is_told_again() -> None:
    objek, ketua = create(AKSI), stored(Peran.KETUA)
    first = ask(objek, pelaku=ketua, huruf="A")
    answer(first, pelaku=stored(Peran.SEKRETARIAT))
    second = ask(objek, pelaku=ketua, huruf="A")
    assert set(told(second)) == set(told(first)) == deciders()


def test_what_is_not_kept_or_refused_is_told_to_nobody() -> None:
    objek, ketua = create(RISIKO_), stored(Peran.KETUA)
    isian = IsianEskalasi.check({"alasan": ALASAN})
    lost = 0
    with pytest.raises(ZeroDivisionError), open_session(ketua) as session:
        lost = create_eskalasi(session, pelaku=ketua, huruf="R", row_id=objek.id, isian=isian)
        raise ZeroDivisionError
    assert lost and told(lost) == {}
    row_id = ask(objek, pelaku=ketua)
    with read_session() as session:
        before = len(session.exec(select(t.Pesan)).all())
    with pytest.raises(InUse):
        ask(objek, pelaku=ketua)
    with pytest.raises(StaleVersion):
        answer(row_id, pelaku=stored(Peran.SEKRETARIAT), versi=7)
    with read_session() as session:
        assert len(session.exec(select(t.Pesan)).all()) == before


def test_the_longest_words_fit_and_the_title_stays_whole() -> None:
    objek = create(AKSI, judul="J" * 200)
    row_id = ask(objek, pelaku=stored(Peran.KETUA), huruf="A", alasan="A" * 500)
    answer(row_id, pelaku=stored(Peran.SEKRETARIAT), hasil="H" * 500)
    for found, words in ((told(row_id), "Alasan: AA"), (told_result(row_id), "Hasil: HH")):
        assert found
        for pesan in found.values():
            assert len(pesan.kalimat) == 400 and pesan.kalimat.endswith("…")
            assert pesan.kalimat.startswith(f"{'J' * 200}. {words}")
