import pytest
from sqlmodel import col, select

from model import tables as t
from model.choices import Peran, StatusKeputusan
from model.clock import today
from model.db import open_session, read_session
from tests.app.layar import markup, submit, text
from tests.orang import local_operator


def by_kode(kode: str) -> t.Keputusan:
    with read_session() as session:
        return session.exec(select(t.Keputusan).where(t.Keputusan.kode == kode)).one()


def newest() -> t.Keputusan:
    with read_session() as session:
        return session.exec(select(t.Keputusan).order_by(col(t.Keputusan.id).desc())).first()


def test_the_list_says_what_is_late_and_by_how_many_days(contoh, open_page):
    words = text(open_page("/keputusan", peran=Peran.PIMPINAN))

    assert "12 keputusan" in words
    late = by_kode("KEU-K01")
    assert f"terlambat {(today() - late.tenggat).days} hari" in words
    assert "tanpa tenggat" in words
    assert "Tanggapan: Jadwal pengisian jabatan" in words


def test_the_list_is_narrowed_from_the_address(contoh, open_page):
    words = text(open_page("/keputusan", pokja="Keuangan", status="Terbuka", terlambat="Ya"))

    assert "1 keputusan terlambat · status Terbuka · Pokja Keuangan" in words
    assert "KEU-K01" in words
    assert "KEU-K02" not in words
    assert "Hapus saringan" in words


def test_an_empty_list_says_who_records_keputusan(store, open_page):
    assert "Belum ada keputusan." in text(open_page("/keputusan"))


@pytest.mark.parametrize(
    ("peran", "boleh"), [(Peran.SEKRETARIAT, True), (Peran.KETUA, False), (Peran.LAYAR, False)]
)
def test_only_the_office_is_offered_to_record_one(contoh, open_page, peran, boleh):
    assert ("Catat keputusan" in text(open_page("/keputusan", peran=peran))) == boleh
    words = text(open_page("/rincian-keputusan", peran=peran, baru="1", pokja="Aset"))
    assert ("Dicatat pada" in words) == boleh


def test_the_office_records_a_keputusan(contoh, open_page):
    app = open_page("/rincian-keputusan", peran=Peran.SEKRETARIAT, baru="1", pokja="Aset")

    app.text_input(key="baru.K.Aset.judul").set_value("Menyusun <b>daftar</b> aset rawan sengketa")
    app.date_input(key="baru.K.Aset.tenggat").set_value(today())
    submit(app)

    row = newest()
    assert (row.kode, row.tenggat, row.pd_id) == ("AST-K03", today(), None)
    assert "Menyusun <b>daftar</b> aset rawan sengketa" in text(app)
    assert "<b>daftar</b>" not in markup(app)


def test_without_a_pokja_in_the_address_it_is_chosen_first(contoh, open_page):
    app = open_page("/rincian-keputusan", peran=Peran.SEKRETARIAT, baru="1")

    assert "Pilih pokja" in text(app)
    assert "/rincian-keputusan?baru=1&amp;pokja=Aset" in markup(app)


def test_the_perangkat_daerah_answers_and_a_refusal_keeps_what_was_typed(contoh, open_page):
    app = open_page("/rincian-keputusan", peran=Peran.KETUA, kode="KEP-K01")
    assert "Ubah isi" not in text(app), "what was decided is the forum's"
    key = "jawab.KEP-K01"
    app.selectbox(key=f"{key}.status").set_value(StatusKeputusan.SELESAI)
    app.text_area(key=f"{key}.tanggapan_pd").set_value("")
    submit(app)
    assert "membutuhkan tanggapan" in text(app)

    app.text_area(key=f"{key}.tanggapan_pd").set_value("Sudah <i>dikirim</i>")
    submit(app)

    assert by_kode("KEP-K01").tanggapan_pd == "Sudah <i>dikirim</i>"
    assert "Sudah <i>dikirim</i>" in text(app)


@pytest.mark.parametrize("peran", [Peran.KETUA, Peran.PIMPINAN, Peran.VERIFIKATOR, Peran.LAYAR])
def test_others_read_a_keputusan_and_answer_nothing(contoh, open_page, peran):
    app = open_page("/rincian-keputusan", peran=peran, kode="KEU-K01")

    assert by_kode("KEU-K01").uraian in text(app)
    assert "Simpan tanggapan" not in [b.label for b in app.button]
    assert "Tarik" not in [b.label for b in app.button]


def test_a_withdrawn_keputusan_says_so_and_takes_no_answer(contoh, open_page):
    app = open_page("/rincian-keputusan", peran=Peran.SEKRETARIAT, kode="KEU-K01")
    app.text_area(key="tarik.alasan").set_value("Tercatat dua kali.")
    app.button(key="tarik.kirim").click().run()

    assert "Ditarik pada" in text(app)
    assert "Simpan tanggapan" not in [b.label for b in app.button]
    assert "KEU-K01" not in text(open_page("/keputusan"))


def test_the_longest_texts_are_shown_whole_and_as_text(contoh, open_page):
    judul, uraian = "W" * 200, "<script>alert(1)</script> " * 70
    with open_session(local_operator()) as session:
        row = session.exec(select(t.Keputusan).where(t.Keputusan.kode == "KEU-K02")).one()
        row.judul, row.uraian = judul, uraian.strip()

    app = open_page("/rincian-keputusan", kode="KEU-K02")

    assert judul in text(app)
    assert "<script>" not in markup(app)
