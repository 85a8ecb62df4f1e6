"""Kotak Masuk as its person meets it, and the number of unread messages on every page."""

from itertools import cycle
from typing import Any

import pytest
from sqlmodel import select

from model import tables as t
from model.choices import JenisPesan, Peran
from model.commands.pesan import send_pesan
from model.db import open_session, read_session
from pages.shared.tautan import KOTAK_MASUK, RENCANA_AKSI
from tests.musuh import DASAR
from tests.orang import SISTEM, stored


def send(peran: Peran, *kalimat: str, kode: str = "KEU-A01") -> None:
    ids = [stored(peran).id or 0]
    with open_session(SISTEM) as session:
        for nomor, words in enumerate(kalimat):
            send_pesan(
                session, penerima=ids, jenis=JenisPesan.KEPUTUSAN,
                kunci=f"uji:{kode}:{nomor}", kode=kode, kalimat=words,
            )  # fmt: skip


def unread(peran: Peran) -> int:
    pengguna_id = stored(peran).id
    with read_session() as session:
        rows = session.exec(select(t.Pesan).where(t.Pesan.pengguna_id == pengguna_id)).all()
    return len([row for row in rows if row.dibaca_pada is None])


def shown(app: Any) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


@pytest.mark.usefixtures("store")
def test_an_empty_kotak_says_what_will_come(open_page: Any) -> None:
    app = open_page(KOTAK_MASUK)
    assert "Belum ada pesan" in shown(app)
    assert "pesan baru" not in shown(app)


@pytest.mark.usefixtures("store")
def test_unread_messages_are_counted_on_every_page_at_once(open_page: Any) -> None:
    send(Peran.ADMIN, "Satu", "Dua", "Tiga")
    app = open_page(RENCANA_AKSI)
    assert "3 pesan baru" in shown(app)
    send(Peran.ADMIN, "Empat", kode="KEU-A02")  # raises no data version
    app.run()
    assert "4 pesan baru" in shown(app)
    assert "pesan baru" not in shown(open_page(RENCANA_AKSI, peran=Peran.SEKRETARIAT))


@pytest.mark.usefixtures("store")
def test_every_kind_of_message_says_what_it_is_and_leads_to_its_object(open_page: Any) -> None:
    ids = [stored(Peran.ADMIN).id or 0]
    with open_session(SISTEM) as session:
        for jenis, kode in zip(JenisPesan, cycle(("KEU-A01", "KEU-P02", "KEU-R03")), strict=False):
            send_pesan(
                session, penerima=ids, jenis=jenis, kunci=jenis.value, kode=kode, kalimat="Halo",
            )  # fmt: skip
    page = shown(open_page(KOTAK_MASUK))
    assert all(jenis.label in page for jenis in JenisPesan)
    assert all(f"Buka {kode}" in page for kode in ("KEU-A01", "KEU-P02", "KEU-R03"))


@pytest.mark.usefixtures("store")
def test_one_message_then_all_are_marked_read(open_page: Any) -> None:
    send(Peran.ADMIN, "Satu", "Dua", "Tiga")
    app = open_page(KOTAK_MASUK)
    assert shown(app).count("Belum dibaca") == 3
    next(b for b in app.button if b.label == "Tandai dibaca").click().run()
    assert unread(Peran.ADMIN) == 2
    assert shown(app).count("Belum dibaca") == 2
    assert "dari 3 pesan belum dibaca" in shown(app)
    app.button(key="baca.semua").click().run()
    assert unread(Peran.ADMIN) == 0
    assert "Semua 3 pesan sudah dibaca" in shown(app)
    assert "ikut ditandai dibaca" not in shown(app)
    assert not [b for b in app.button if b.label.startswith("Tandai")]


@pytest.mark.usefixtures("contoh")
def test_opening_the_object_from_a_message_marks_it_read(open_page: Any) -> None:
    send(Peran.ADMIN, "Lihat ini", "Dan ini")
    with read_session() as session:
        own = session.exec(select(t.Pesan).where(t.Pesan.kalimat == "Lihat ini")).one().id
    page = shown(open_page(KOTAK_MASUK))
    assert f"/rincian-aksi?kode=KEU-A01&amp;pesan={own}" in page
    app = open_page("/rincian-aksi", kode="KEU-A01", pesan=str(own))
    assert unread(Peran.ADMIN) == 1
    assert "1 pesan baru" in shown(app)
    assert "pesan" not in app.query_params


@pytest.mark.usefixtures("contoh")
@pytest.mark.parametrize("nomor", ["", "x", "-1", "9" * 30, "٣", "1; DROP", "0"])
def test_a_wrong_number_in_the_address_does_nothing(open_page: Any, nomor: str) -> None:
    send(Peran.ADMIN, "Satu")
    open_page("/rincian-aksi", kode="KEU-A01", pesan=nomor)
    assert unread(Peran.ADMIN) == 1


@pytest.mark.usefixtures("contoh")
def test_a_message_of_somebody_else_cannot_be_read_by_its_number(open_page: Any) -> None:
    send(Peran.SEKRETARIAT, "Rahasia")
    before = unread(Peran.SEKRETARIAT)
    with read_session() as session:
        other = session.exec(select(t.Pesan).where(t.Pesan.kalimat == "Rahasia")).one().id
    open_page("/rincian-aksi", kode="KEU-A01", pesan=str(other))
    assert unread(Peran.SEKRETARIAT) == before
    assert "Rahasia" not in shown(open_page(KOTAK_MASUK))


@pytest.mark.usefixtures("store")
def test_many_messages_are_paged(open_page: Any) -> None:
    send(Peran.ADMIN, *(f"Pesan nomor {n}." for n in range(130)))
    app = open_page(KOTAK_MASUK)
    assert "99+ pesan baru" in shown(app)
    assert "Pesan nomor 129." in shown(app) and "Pesan nomor 104." not in shown(app)
    app = open_page(KOTAK_MASUK, halaman="6")
    assert "Pesan nomor 0." in shown(app) and "Pesan nomor 129." not in shown(app)


@pytest.mark.usefixtures("store")
def test_hostile_words_and_unknown_codes_are_shown_as_they_are(open_page: Any) -> None:
    send(Peran.ADMIN, *DASAR[:24], kode='?kode="><script>')
    page = shown(open_page(KOTAK_MASUK))
    assert "<script" not in page and "<img" not in page and "onerror=" not in page.split(">")
    assert "&lt;script&gt;window.jebol=1&lt;/script&gt;" in page


@pytest.mark.usefixtures("store")
def test_a_screen_has_no_kotak_masuk(open_page: Any) -> None:
    app = open_page(KOTAK_MASUK, peran=Peran.LAYAR)
    assert "Halaman ini tidak untuk peran Anda" in app.info[0].value
