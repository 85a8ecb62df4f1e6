from sqlmodel import select

from model.commands.aksi import update_status
from model.db import open_session, read_session
from model.isian import IsianPemutakhiran
from model.queries.ringkasan import list_ringkasan_pokja, total
from model.tables import Pokja, RencanaAksi
from tests.app.layar import markup, text
from tests.orang import BUKTI, local_operator


def test_ringkasan_shows_the_published_totals_and_nine_pokja_in_order(contoh, open_page):
    app = open_page("/")

    words = text(app)
    assert "dari 314 rencana aksi" in words
    with read_session() as session:
        names = list(session.exec(select(Pokja.nama).order_by(Pokja.urutan)))
    places = [words.index(f"{number}. {nama}") for number, nama in enumerate(names, start=1)]
    assert places == sorted(places)
    assert len(places) == 9


def test_ringkasan_says_what_needs_attention_before_how_many(contoh, open_page, hari):
    app = open_page("/")

    with read_session() as session:
        forum = total(list_ringkasan_pokja(session, hari=hari))
    words = text(app)
    assert words.index(f"{forum.terlambat} rencana aksi terlambat") < words.index("1. Kepegawaian")
    assert f"{forum.selesai} dari 314" in words


def test_ringkasan_marks_example_data(contoh, open_page):
    assert "Data contoh" in text(open_page("/"))


def test_ringkasan_says_so_when_the_store_is_empty(store, open_page):
    app = open_page("/")

    words = text(app)
    assert "belum ada data" in words
    assert "0 %" not in words
    assert "Belum ada data untuk bagan ini." in words
    assert "Data contoh" not in words


def test_ringkasan_moves_when_a_pokja_saves(contoh, open_page, hari):
    app = open_page("/")
    with read_session() as session:
        before = total(list_ringkasan_pokja(session, hari=hari))
        late = session.exec(
            select(RencanaAksi).where(RencanaAksi.tenggat < hari, RencanaAksi.status == "berjalan")
        ).first()
        assert late is not None
        row_id, versi = late.id, late.versi
    me = local_operator()
    with open_session(me) as session:
        isian = IsianPemutakhiran(status="selesai", progres=100, catatan="Selesai.")
        update_status(session, pelaku=me, row_id=row_id, versi=versi, isian=isian, bukti=BUKTI)

    app.run()

    assert f"{before.terlambat - 1} rencana aksi terlambat" in text(app)
    assert f"{before.selesai + 1} dari 314" in text(app)


def test_ringkasan_shows_hostile_titles_as_plain_text(contoh, open_page, hari):
    me = local_operator()
    with open_session(me) as session:
        late = session.exec(
            select(RencanaAksi)
            .where(RencanaAksi.tenggat < hari, RencanaAksi.status == "berjalan")
            .order_by(RencanaAksi.tenggat)
        ).first()
        late.judul = "<script>alert(1)</script> ![x](http://contoh.invalid/x.png) {{ 7*7 }}"

    shown = markup(open_page("/"))

    assert "<script>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "{{ 7*7 }}" in shown
