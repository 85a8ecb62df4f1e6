"""Tanggapan and usulan: who may write and withdraw, who is told, what is kept and shown."""

from threading import Thread
from typing import Any

import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import JenisPesan, Peran
from model.commands.tanggapan import create_tanggapan, withdraw_tanggapan
from model.commands.umum import withdraw
from model.db import read_session
from model.errors import InvalidIsian, NotAllowed, NotFound
from model.isian_tanggapan import IsianTanggapan
from model.permissions import Pelaku
from model.queries.tanggapan import Utas, get_utas, list_orang_tersebut
from tests.musuh import DASAR
from tests.orang import SISTEM, orang, stored
from tests.unit.perintah import AKSI, RISIKO_, create, perform, riwayat, versi_data

pytestmark = pytest.mark.usefixtures("contoh")


def write(pelaku: Pelaku, isi: str, *, aksi: Any = None, **values: Any) -> int:
    isian = IsianTanggapan.check({"isi": isi} | values)
    objek = aksi or AKSI_UJI
    number = perform(create_tanggapan, pelaku=pelaku, huruf="A", row_id=objek.id, isian=isian)
    assert isinstance(number, int)
    return number


@pytest.fixture(autouse=True)
def aksi_uji(contoh: str) -> None:
    """Make a rencana aksi of pokja 1 and PD 1 under which nobody has written."""
    global AKSI_UJI
    AKSI_UJI = create(AKSI)


AKSI_UJI: Any = None


def utas(**args: Any) -> Utas:
    with read_session() as session:
        return get_utas(session, tabel="rencana_aksi", baris_id=AKSI_UJI.id, **args)


def words(**args: Any) -> list[str]:
    return ["".join(piece.teks for piece in row.bagian) for row in utas(**args).daftar]


def told(number: int) -> dict[int, JenisPesan]:
    with read_session() as session:
        query = select(t.Pesan).where(t.Pesan.kunci == f"tanggapan:{number}")
        rows = session.exec(query).all()
    assert len({row.pengguna_id for row in rows}) == len(rows)
    assert {row.kode for row in rows} <= {AKSI_UJI.kode}
    return {row.pengguna_id: row.jenis for row in rows}


def test_a_tanggapan_is_kept_shown_and_leaves_riwayat_without_its_words() -> None:
    anggota, before = stored(Peran.ANGGOTA, milik=1), versi_data()
    number = write(anggota, "Mohon jadwal\nbaru", usulan=True)
    [row] = utas().daftar
    assert (row.id, row.nama, row.peran, row.usulan) == (
        number, anggota.nama, Peran.ANGGOTA, True,
    )  # fmt: skip
    assert words() == ["Mohon jadwal\nbaru"]
    assert versi_data() == before + 1
    with read_session() as session:
        kept = session.get_one(t.Tanggapan, number)
    assert kept.pelaku == anggota.jejak
    assert riwayat(kept) == [("dibuat", "", None, None)]


def test_owners_are_told_of_a_tanggapan_and_its_writer_is_not() -> None:
    ketua, anggota = stored(Peran.KETUA, milik=1), stored(Peran.ANGGOTA, milik=1)
    pic = stored(Peran.PIC, milik=1)
    number = write(anggota, "Halo")
    assert told(number) == {ketua.id: JenisPesan.KOMENTAR, pic.id: JenisPesan.KOMENTAR}


def test_mentioned_people_are_told_so_and_nobody_is_told_twice() -> None:
    ketua, verifikator = stored(Peran.KETUA, milik=1), stored(Peran.VERIFIKATOR)
    sekretariat = stored(Peran.SEKRETARIAT)
    write(verifikator, "Sudah saya lihat")
    number = write(sekretariat, "@ketua dan @ketua, @verifikator2: lihat. @ketua.kepegawaian juga.")
    found = told(number)
    assert found[ketua.id or 0] == JenisPesan.SEBUTAN
    assert found[verifikator.id or 0] == JenisPesan.KOMENTAR  # wrote here before
    assert sorted(found.values()).count(JenisPesan.SEBUTAN) == 2
    assert sekretariat.id not in found


@pytest.mark.parametrize(
    ("kata", "peran", "banyak"),
    [("verifikator", Peran.VERIFIKATOR, 2), ("sekretariat", Peran.SEKRETARIAT, 1),
     ("ketua", Peran.KETUA, 1), ("pic", Peran.PIC, 1)],
)  # fmt: skip
def test_a_word_for_a_peran_tells_those_who_hold_it_for_this_object(
    kata: str, peran: Peran, banyak: int
) -> None:
    stored(Peran.PIC, milik=1)
    number = write(stored(Peran.ADMIN), f"Mohon @{kata} memeriksa")
    ids = [number for number, jenis in told(number).items() if jenis == JenisPesan.SEBUTAN]
    with read_session() as session:
        people = session.exec(select(t.Pengguna).where(col(t.Pengguna.id).in_(ids))).all()
    assert [p.peran for p in people] == [peran] * banyak
    assert all(p.pokja_id in (None, 1) and p.pd_id in (None, 1) for p in people)


def test_people_picked_beside_the_text_are_named_at_its_end_once() -> None:
    with read_session() as session:
        # The words for peran come first; an account may have the same name.
        by_kode = {p.kode: p.id for p in reversed(list_orang_tersebut(session))}
    ketua, verifikator = by_kode["ketua.keuangan"], by_kode["verifikator"]
    assert verifikator < 0 < ketua
    admin = stored(Peran.ADMIN)
    write(admin, "Lihat @pic", sebut_ids=[ketua, verifikator, by_kode["pic"]])
    write(admin, "Lihat @ketua.keuangan", sebut_ids=[ketua])
    assert words() == [
        "Lihat @pic\n\n@Ketua Pokja Keuangan @verifikator", "Lihat @Ketua Pokja Keuangan",
    ]  # fmt: skip
    with pytest.raises(InvalidIsian) as refused:
        write(admin, "x", sebut_ids=[99_999])
    assert set(refused.value.per_kolom) == {"sebut_ids"}


def test_a_name_that_goes_goes_from_every_text() -> None:
    write(stored(Peran.ADMIN), "Tanya @ketua.keuangan")
    with read_session() as session:
        kept = session.exec(select(t.Tanggapan.isi).order_by(col(t.Tanggapan.id).desc())).first()
    assert "keuangan" not in (kept or "").lower()


def test_those_without_the_right_write_nothing_and_learn_nothing() -> None:
    isian = IsianTanggapan.check({"isi": "Halo"})
    before = versi_data()
    for peran in (Peran.PIMPINAN, Peran.LAYAR):
        for row_id in (AKSI_UJI.id, 999_999):
            with pytest.raises(NotAllowed):
                perform(
                    create_tanggapan, pelaku=orang(peran), huruf="A", row_id=row_id, isian=isian
                )
    assert (utas().jumlah, versi_data()) == (0, before)


def test_what_is_withdrawn_missing_or_no_object_of_talk_takes_none() -> None:
    isian = IsianTanggapan.check({"isi": "Halo"})
    for huruf, row_id in (("A", 999_999), ("R", 999_999), ("P", 1), ("", 1)):
        with pytest.raises(NotFound):
            perform(create_tanggapan, huruf=huruf, row_id=row_id, isian=isian)
    perform(withdraw, huruf="A", row_id=AKSI_UJI.id, versi=1, alasan="Keliru")
    with pytest.raises(NotFound):
        write(SISTEM, "Halo")


@pytest.mark.parametrize("isi", ["", "  \n ", "\u200b\u202e", "x" * 2001, None, 7])
def test_too_short_too_long_or_no_text_is_refused(isi: Any) -> None:
    with pytest.raises(InvalidIsian) as refused:
        IsianTanggapan.check({"isi": isi})
    assert set(refused.value.per_kolom) == {"isi"}


def test_a_text_that_gets_too_long_by_its_mentions_is_refused_and_the_longest_is_kept() -> None:
    write(SISTEM, "x" * 2000)
    assert words() == ["x" * 2000]
    with pytest.raises(InvalidIsian):
        write(SISTEM, "x" * 1999, sebut_ids=[-1])
    assert IsianTanggapan.check({"isi": "a\n \n\n\n\nb"}).isi == "a\n\nb"


def test_one_withdraws_ones_own_and_its_words_are_gone_from_the_screen() -> None:
    pic = stored(Peran.PIC, milik=1)
    number = write(pic, "Salah tulis")
    perform(withdraw_tanggapan, pelaku=pic, tanggapan_id=number)
    [row] = utas().daftar
    assert row.bagian == () and row.ditarik_pada is not None
    with read_session() as session:
        kept = session.get_one(t.Tanggapan, number)
    assert [line[:2] for line in riwayat(kept)] == [("dibuat", ""), ("ditarik", "ditarik_pada")]
    with pytest.raises(NotFound, match="sudah ditarik"):
        perform(withdraw_tanggapan, pelaku=pic, tanggapan_id=number)


@pytest.mark.parametrize(
    ("peran", "milik", "boleh"),
    [(Peran.KETUA, 1, True), (Peran.KETUA, 2, False), (Peran.ANGGOTA, 1, False),
     (Peran.PIC, 1, False), (Peran.VERIFIKATOR, 1, False), (Peran.PIMPINAN, 1, False),
     (Peran.LAYAR, 1, False), (Peran.SEKRETARIAT, 1, True), (Peran.ADMIN, 1, True)],
)  # fmt: skip
def test_who_withdraws_what_somebody_else_wrote(peran: Peran, milik: int, boleh: bool) -> None:
    number, other = write(SISTEM, "Perlu dilihat"), stored(peran, milik=milik)
    if boleh:
        perform(withdraw_tanggapan, pelaku=other, tanggapan_id=number)
    else:
        with pytest.raises(NotAllowed):
            perform(withdraw_tanggapan, pelaku=other, tanggapan_id=number)
    assert (utas().daftar[0].ditarik_pada is not None) == boleh


def test_a_missing_tanggapan_is_not_found() -> None:
    with pytest.raises(NotFound):
        perform(withdraw_tanggapan, tanggapan_id=999_999)


def test_the_thread_shows_the_newest_fifty_and_the_older_on_asking() -> None:
    first = write(SISTEM, "nomor 1")
    for number in range(2, 54):
        write(SISTEM, f"nomor {number}")
    newest = utas()
    assert (newest.jumlah, newest.ada_lama, len(newest.daftar)) == (53, True, 50)
    assert words()[0] == "nomor 4" and words()[-1] == "nomor 53"
    older = utas(sebelum=newest.daftar[0].id)
    assert (older.jumlah, older.ada_lama) == (53, False)
    assert words(sebelum=newest.daftar[0].id) == ["nomor 1", "nomor 2", "nomor 3"]
    assert older.daftar[0].id == first


def test_a_risiko_has_a_thread_of_its_own() -> None:
    risiko, ketua = create(RISIKO_), stored(Peran.KETUA, milik=1)
    isian = IsianTanggapan.check({"isi": f"Lihat {AKSI_UJI.kode}"})
    admin = stored(Peran.ADMIN)
    number = perform(create_tanggapan, pelaku=admin, huruf="R", row_id=risiko.id, isian=isian)
    with read_session() as session:
        thread = get_utas(session, tabel="risiko", baris_id=risiko.id)
        pesan = session.exec(select(t.Pesan).where(t.Pesan.kunci == f"tanggapan:{number}")).all()
    assert [piece.jenis for piece in thread.daftar[0].bagian] == ["teks", "kode"]
    assert ketua.id in {one.pengguna_id for one in pesan}
    assert {one.kode for one in pesan} == {risiko.kode}
    assert utas().jumlah == 0


def test_hostile_texts_are_kept_as_text_and_read_back_whole() -> None:
    for text in DASAR:
        try:
            isian = IsianTanggapan.check({"isi": text})
        except InvalidIsian:
            continue
        perform(create_tanggapan, huruf="A", row_id=AKSI_UJI.id, isian=isian)
        assert words()[-1] == isian.isi


def test_two_people_at_once_both_stand() -> None:
    people = [stored(peran) for peran in (Peran.ADMIN, Peran.SEKRETARIAT, Peran.VERIFIKATOR)]
    threads = [Thread(target=write, args=(person, f"@ketua {n}")) for n, person in
               enumerate(people * 3)]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(words()) == [f"@ketua {n}" for n in range(9)]


def test_the_list_of_people_names_no_leaver_and_no_screen(session: Session) -> None:
    layar = stored_in(session, Peran.LAYAR)
    gone = session.exec(select(t.Pengguna).where(t.Pengguna.nama_masuk == "pic.dinsos")).one()
    gone.aktif = False
    session.flush()
    names = {one.kode for one in list_orang_tersebut(session)}
    assert {"verifikator", "ketua.keuangan"} <= names
    assert not {"pic.dinsos", layar.nama_masuk} & names


def stored_in(session: Session, peran: Peran) -> t.Pengguna:
    from tests.orang import account

    return account(session, peran)
