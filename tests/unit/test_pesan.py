"""The kotak masuk: messages come once, to those they are for, and make no screen old."""

from threading import Thread

import pytest
from sqlmodel import Session, col, select

from model import tables as t
from model.choices import JenisPesan, Peran
from model.clock import now
from model.commands.pesan import (
    penerima_aksi,
    penerima_peran,
    penerima_risiko,
    read_pesan,
    send_pesan,
)
from model.db import open_session, read_session
from model.permissions import Pelaku
from model.queries.pesan import count_pesan, count_unread, list_pesan
from tests.orang import SISTEM, stored
from tests.stores import counted_statements
from tests.unit.perintah import versi_data

pytestmark = pytest.mark.usefixtures("contoh")


def send(*penerima: int | None, kunci: str = "k1", kalimat: str = "Ada kabar.") -> int:
    with open_session(SISTEM) as session:
        return send_pesan(
            session, penerima=[i for i in penerima if i], jenis=JenisPesan.KEPUTUSAN,
            kunci=kunci, kode="KEU-A01", kalimat=kalimat,
        )  # fmt: skip


def read(pelaku: Pelaku, pesan_id: int | None = None) -> int:
    with open_session(pelaku) as session:
        return read_pesan(session, pelaku=pelaku, pesan_id=pesan_id)


def kotak(pelaku: Pelaku) -> list[tuple[str, bool]]:
    assert pelaku.id is not None
    with read_session() as session:
        rows = list_pesan(session, pengguna_id=pelaku.id, sebanyak=100)
    return [(row.kalimat, row.dibaca_pada is not None) for row in rows]


def unread(pelaku: Pelaku) -> int:
    assert pelaku.id is not None
    with read_session() as session:
        return count_unread(session, pengguna_id=pelaku.id)


@pytest.fixture
def ketua() -> Pelaku:
    pelaku = stored(Peran.KETUA, milik=2)
    with open_session(SISTEM) as session:  # the example has messages of its own
        for pesan in session.exec(select(t.Pesan)):
            session.delete(pesan)
    return pelaku


def test_the_same_cause_is_told_once_to_each(ketua: Pelaku) -> None:
    verifikator = stored(Peran.VERIFIKATOR)
    assert send(ketua.id, verifikator.id, ketua.id) == 2
    assert send(ketua.id, verifikator.id, stored(Peran.SEKRETARIAT).id) == 1
    assert send(ketua.id, kunci="k2") == 1
    assert kotak(ketua) == [("Ada kabar.", False)] * 2


def test_whoever_causes_a_message_a_leaver_and_a_screen_get_none(ketua: Pelaku) -> None:
    layar, pic = stored(Peran.LAYAR), stored(Peran.PIC)
    with open_session(SISTEM) as session:
        session.get_one(t.Pengguna, pic.id).aktif = False
    with open_session(ketua) as session:
        sent = send_pesan(
            session, penerima={ketua.id or 0, layar.id or 0, pic.id or 0, 999_999},
            jenis=JenisPesan.SEBUTAN, kunci="k", kode="", kalimat="Halo",
        )  # fmt: skip
    assert sent == 0
    assert (kotak(ketua), kotak(layar), kotak(pic)) == ([], [], [])


def test_a_long_sentence_is_cut_and_an_empty_one_says_its_kind(ketua: Pelaku) -> None:
    send(ketua.id, kunci="a", kalimat="W" * 900)
    send(ketua.id, kunci="b", kalimat="baris satu\n\u202ebaris dua")
    send(ketua.id, kunci="c", kalimat="\u200b")
    assert [words for words, _ in kotak(ketua)] == [
        "Keputusan untuk Anda", "baris satu baris dua", "W" * 399 + "…",
    ]  # fmt: skip


def test_messages_make_no_screen_old(ketua: Pelaku) -> None:
    before = versi_data()
    send(ketua.id)
    read(ketua)
    assert versi_data() == before


def test_reading_marks_one_then_all_and_counts_only_what_was_unread(ketua: Pelaku) -> None:
    for kunci in "abc":
        send(ketua.id, kunci=kunci, kalimat=f"Kabar {kunci}")
    assert unread(ketua) == 3
    with read_session() as session:
        first = list_pesan(session, pengguna_id=ketua.id or 0)[0].id
    assert [read(ketua, first), read(ketua, first), unread(ketua)] == [1, 0, 2]
    assert kotak(ketua) == [("Kabar b", False), ("Kabar a", False), ("Kabar c", True)]
    assert [read(ketua), read(ketua), unread(ketua)] == [2, 0, 0]
    with read_session() as session:
        assert count_pesan(session, pengguna_id=ketua.id or 0) == 3


def test_nobody_reads_a_message_of_somebody_else(ketua: Pelaku) -> None:
    send(ketua.id)
    with read_session() as session:
        pesan_id = list_pesan(session, pengguna_id=ketua.id or 0)[0].id
    for other in (stored(Peran.ADMIN), stored(Peran.KETUA, milik=3), SISTEM):
        assert read(other, pesan_id) == 0
        assert read(other) == 0
    assert unread(ketua) == 1


def test_the_number_on_every_page_is_one_cheap_statement_and_stops_at_100(ketua: Pelaku) -> None:
    with open_session(SISTEM) as session:
        for nomor in range(120):
            session.add(
                t.Pesan(
                    pengguna_id=ketua.id or 0, jenis=JenisPesan.KOMENTAR, kunci=f"n{nomor}",
                    kalimat="x", pada=now(),
                )
            )  # fmt: skip
    with counted_statements() as statements:
        assert unread(ketua) == 100
    assert len([s for s in statements if s.lstrip().startswith("SELECT")]) == 1


def test_what_belongs_to_a_pokja_is_told_to_its_people_and_the_pic(session: Session) -> None:
    query = select(t.RencanaAksi).where(t.RencanaAksi.pokja_id == 2, col(t.RencanaAksi.pd_id) > 0)
    aksi = session.exec(query.limit(1)).one()
    risiko = session.exec(select(t.Risiko).where(t.Risiko.pokja_id == 2).limit(1)).one()
    for row, pd_id, told in (
        (aksi, aksi.pd_id, penerima_aksi(session, aksi)),
        (risiko, risiko.pemilik_id, penerima_risiko(session, risiko)),
    ):
        people = session.exec(select(t.Pengguna).where(col(t.Pengguna.id).in_(told))).all()
        assert {p.peran for p in people} <= {Peran.KETUA, Peran.ANGGOTA, Peran.PIC}
        assert len([p for p in people if p.pokja_id == row.pokja_id]) == 2
        assert all(p.pd_id == pd_id for p in people if p.peran == Peran.PIC)
    aksi.pd_id = None
    assert len(penerima_aksi(session, aksi)) == 2


def test_a_peran_is_told_by_its_accounts_that_still_come_in(session: Session) -> None:
    p = t.Pengguna
    verifikator = session.exec(select(p).where(p.peran == Peran.VERIFIKATOR)).all()
    both = penerima_peran(session, Peran.VERIFIKATOR, Peran.PIMPINAN)
    pimpinan = {row.id for row in session.exec(select(p).where(p.peran == Peran.PIMPINAN))}
    assert both == pimpinan | {row.id for row in verifikator} and len(verifikator) > 1
    verifikator[0].aktif = False
    assert penerima_peran(session, Peran.VERIFIKATOR) == {row.id for row in verifikator[1:]}
    assert penerima_peran(session) == set()


def test_two_at_once_tell_it_once(ketua: Pelaku) -> None:
    sent: list[int] = []
    threads = [Thread(target=lambda: sent.append(send(ketua.id))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == [0, 0, 0, 0, 0, 1]
