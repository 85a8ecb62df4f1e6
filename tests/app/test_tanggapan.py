"""The thread under a risiko and a rencana aksi as people meet it."""

from typing import Any

import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import Peran
from model.commands.tanggapan import create_tanggapan
from model.db import read_session
from model.isian_tanggapan import IsianTanggapan
from tests.musuh import DASAR
from tests.orang import SISTEM, stored
from tests.unit.perintah import perform

pytestmark = pytest.mark.usefixtures("contoh")

AKSI, RISIKO = "/rincian-aksi", "/rincian-risiko"
KODE = "KEU-A05"  # nobody wrote there in the example


def shown(app: Any) -> str:
    return "\n".join(block.proto.body for block in app.get("html"))


def thread(app: Any) -> str:
    return next(b.proto.body for b in app.get("html") if 'id="tanggapan"' in b.proto.body)


def write(isi: str, **values: Any) -> None:
    with read_session() as session:
        row_id = session.exec(select(t.RencanaAksi.id).where(t.RencanaAksi.kode == KODE)).one()
    isian = IsianTanggapan.check({"isi": isi} | values)
    perform(create_tanggapan, pelaku=SISTEM, huruf="A", row_id=row_id, isian=isian)


def kept() -> list[t.Tanggapan]:
    with read_session() as session:
        query = select(t.Tanggapan).join(t.RencanaAksi).where(t.RencanaAksi.kode == KODE)
        return list(session.exec(query.order_by(col(t.Tanggapan.id))))


def fill(app: Any, isi: str) -> Any:
    next(a for a in app.text_area if a.label == "Tanggapan").set_value(isi)
    return next(b for b in app.button if b.label == "Kirim tanggapan")


def test_an_empty_thread_invites_and_a_sent_tanggapan_stands_in_it(open_page: Any) -> None:
    app = open_page(AKSI, kode=KODE, peran=Peran.VERIFIKATOR)
    assert "Belum ada tanggapan" in thread(app)
    fill(app, "Mohon lihat KEU-A01, @ketua").click().run()
    assert '<a href="/rincian-aksi?kode=KEU-A01">KEU-A01</a>' in thread(app)
    assert '<b class="sebutan">@ketua</b>' in thread(app)
    assert stored(Peran.VERIFIKATOR).nama in thread(app)
    assert [a.value for a in app.text_area if a.label == "Tanggapan"] == [""]
    assert len(kept()) == 1


def test_an_empty_tanggapan_is_refused_with_a_sentence_and_kept_nowhere(open_page: Any) -> None:
    app = open_page(AKSI, kode=KODE)
    fill(app, "   ").click().run()
    assert "Tanggapan terlalu pendek" in shown(app)
    assert kept() == []


def test_an_usulan_and_people_picked_beside_the_text(open_page: Any) -> None:
    app = open_page(AKSI, kode=KODE)
    send = fill(app, "Bagaimana bila bersama")
    next(c for c in app.checkbox if c.label == "Ini sebuah usulan").check()
    picker = next(m for m in app.multiselect if m.label.startswith("Beri tahu"))
    assert any("Ketua Pokja Keuangan (@ketua.keuangan)" in option for option in picker.options)
    picker.select(stored(Peran.KETUA, milik=2).id)
    send.click().run()
    assert "Usulan</span>" in thread(app)
    assert "@Ketua Pokja Keuangan" in thread(app)


@pytest.mark.parametrize("peran", [Peran.PIMPINAN, Peran.LAYAR])
def test_who_only_reads_sees_the_thread_and_no_form(open_page: Any, peran: Peran) -> None:
    write("Terbaca semua")
    app = open_page(AKSI, kode=KODE, peran=peran)
    assert "Terbaca semua" in thread(app)
    assert not [b for b in app.button if "anggapan" in b.label or b.label == "Tarik"]


def test_ones_own_is_withdrawn_and_another_s_is_not_offered(open_page: Any) -> None:
    write("Punya program")
    app = open_page(AKSI, kode=KODE, peran=Peran.PIC)
    assert not [s for s in app.selectbox if s.label == "Tanggapan yang ditarik"]
    fill(app, "Punya saya").click().run()
    [box] = [s for s in app.selectbox if s.label == "Tanggapan yang ditarik"]
    assert len(box.options) == 1 and box.options[0].endswith("Punya saya")
    next(b for b in app.button if b.key == f"tarik_tanggapan.kirim.{KODE}").click().run()
    assert "Punya saya" not in thread(app) and "Ditarik pada" in thread(app)
    assert "Punya program" in thread(app)


def test_older_tanggapan_are_a_click_away_and_back(open_page: Any) -> None:
    for number in range(1, 54):
        write(f"nomor {number}.")
    app = open_page(AKSI, kode=KODE)
    assert "nomor 53." in thread(app) and "nomor 3." not in thread(app)
    next(b for b in app.button if b.label == "Lebih lama").click().run()
    assert "nomor 3." in thread(app) and "nomor 53." not in thread(app)
    next(b for b in app.button if b.label == "Terbaru").click().run()
    assert "nomor 53." in thread(app)


def test_hostile_and_huge_words_stay_words(open_page: Any) -> None:
    for text in (*DASAR[:30], "W" * 2000):
        write(text)
    page = thread(open_page(AKSI, kode=KODE))
    assert "<script" not in page and "<img" not in page and "<svg" not in page
    assert 'href="http' not in page and 'href="javascript' not in page
    assert "W" * 2000 in page


def test_the_thread_of_a_risiko_stands_under_it(open_page: Any) -> None:
    app = open_page(RISIKO, kode="KEU-R01")
    assert "umur piutang per kelurahan" in thread(app)
    fill(app, "Sudah jelas").click().run()
    assert "Sudah jelas" in thread(app)


def test_a_withdrawn_object_keeps_its_thread_without_a_form(open_page: Any) -> None:
    from model.commands.umum import withdraw
    from tests.unit.perintah import AKSI as JENIS_AKSI
    from tests.unit.perintah import by_kode

    write("Sebelum ditarik")
    row = by_kode(JENIS_AKSI, KODE)
    perform(withdraw, huruf="A", row_id=row.id, versi=row.versi, alasan="Keliru")
    app = open_page(AKSI, kode=KODE)
    assert "Sebelum ditarik" in thread(app)
    assert not [b for b in app.button if b.label == "Kirim tanggapan"]
