from datetime import timedelta

import pytest
from sqlmodel import select

from model import tables as t
from model.choices import HasilVerifikasi, KeadaanVerifikasi, Peran, StatusAksi
from model.clock import now, today
from model.db import open_session, read_session
from pages.shared.tautan import MENUNGGU
from tests.app.layar import markup, submit, text
from tests.orang import SISTEM, stored

OPEN = (StatusAksi.BELUM_MULAI, StatusAksi.BERJALAN, StatusAksi.TERKENDALA)


@pytest.fixture
def calm(contoh) -> list[str]:
    """Let nothing wait for anybody; give the codes of the open actions of pokja 1."""
    with open_session(SISTEM) as session:
        rows = session.exec(select(t.RencanaAksi).where(t.RencanaAksi.status.in_(OPEN))).all()
        for row in rows:
            row.mulai, row.tenggat, row.diperbarui_pada = None, None, now()
            row.verifikasi = KeadaanVerifikasi.BELUM
        for keputusan in session.exec(select(t.Keputusan)):
            keputusan.ditarik_pada = now()
        return [row.kode for row in rows if row.pokja_id == 1]


def change(kode: str, **values) -> None:
    with open_session(SISTEM) as session:
        row = session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == kode)).one()
        row.sqlmodel_update(values)


def give_back(kode: str, alasan: str) -> None:
    who = stored(Peran.VERIFIKATOR)
    with open_session(SISTEM) as session:
        row = session.exec(select(t.RencanaAksi).where(t.RencanaAksi.kode == kode)).one()
        row.verifikasi = KeadaanVerifikasi.DIKEMBALIKAN
        session.add(
            t.Verifikasi(
                aksi_id=row.id, hasil=HasilVerifikasi.DIKEMBALIKAN, alasan=alasan,
                pelaku=who.jejak, pelaku_id=who.id, pada=now(),
            )
        )  # fmt: skip


def test_menunggu_is_calm_when_nothing_waits(calm, open_page):
    app = open_page(MENUNGGU, peran=Peran.KETUA)

    words = text(app)
    assert "Tidak ada yang menunggu Anda hari ini." in words
    assert f"{len(calm)} rencana aksi terbuka" in words
    assert 'class="ubin ' not in markup(app)


def test_menunggu_names_the_person_and_shows_each_action_once(calm, open_page):
    returned, late, soon, silent = calm[:4]
    give_back(returned, "Lampiran <b>kosong</b>.")
    change(returned, tenggat=today() - timedelta(30))
    change(late, tenggat=today() - timedelta(12), diperbarui_pada=None)
    change(soon, tenggat=today())
    change(silent, diperbarui_pada=now() - timedelta(15))

    app = open_page(MENUNGGU, peran=Peran.KETUA)

    words = text(app)
    assert stored(Peran.KETUA).nama in words
    assert "Ketua pokja · Pokja Kepegawaian" in words
    for heading in (
        "Dikembalikan verifikator (1)", "Terlambat (1)", "Jatuh tempo dalam 7 hari (1)",
        "14 hari tanpa kabar (1)",
    ):  # fmt: skip
        assert heading in words
    assert "Keputusan terbuka" not in words
    assert "Lampiran <b>kosong</b>." in words, "the reason, as text"
    assert "terlambat 12 hari" in words
    for kode in (returned, late, soon, silent):
        assert words.count(f"{kode} ") == 1
        assert f"kode={kode}&amp;kembali=%2Fmenunggu" in markup(app)


@pytest.mark.parametrize("peran", [Peran.VERIFIKATOR, Peran.PIMPINAN, Peran.LAYAR])
def test_menunggu_is_not_for_those_who_write_nothing(contoh, open_page, peran):
    app = open_page(MENUNGGU, peran=peran)
    assert "tidak untuk peran Anda" in app.info[0].value
    assert "Menunggu Saya" not in text(app)


def test_menunggu_of_a_pic_is_about_their_pd(calm, open_page):
    with read_session() as session:
        row = session.exec(
            select(t.RencanaAksi).where(
                t.RencanaAksi.pd_id.is_not(None), t.RencanaAksi.status.in_(OPEN)
            )
        ).first()
        pd = session.get_one(t.PerangkatDaerah, 1).nama
    change(row.kode, pd_id=1, tenggat=today() - timedelta(3))
    change(next(k for k in calm if k != row.kode), pd_id=2, tenggat=today() - timedelta(3))

    words = text(open_page(MENUNGGU, peran=Peran.PIC))

    assert pd in words
    assert "Terlambat (1)" in words
    assert row.kode in words


def test_menunggu_of_the_sekretariat_is_about_all_and_narrows_to_a_pokja(calm, open_page):
    change(calm[0], tenggat=today() - timedelta(3))

    app = open_page(MENUNGGU, peran=Peran.SEKRETARIAT)
    assert "semua pokja" in text(app)
    assert "Terlambat (1)" in text(app)

    app.selectbox(key="pokja").set_value("Keuangan").run()
    assert "Pokja Keuangan" in text(app)
    assert "Tidak ada yang menunggu" in text(app)


def test_a_number_leads_to_its_group_alone(calm, open_page):
    for kode in calm[:12]:
        change(kode, tenggat=today() - timedelta(3))
    change(calm[12], tenggat=today())

    app = open_page(MENUNGGU, peran=Peran.KETUA)
    assert "Lihat semua 12: Terlambat" in text(app)
    assert "kelompok=Terlambat" in markup(app)
    assert markup(app).count("data-pulang") == 9

    app = open_page(MENUNGGU, peran=Peran.KETUA, kelompok="Terlambat")
    assert markup(app).count("data-pulang") == 12
    assert "Jatuh tempo dalam 7 hari (1)" not in text(app)
    assert "← Semua yang menunggu" in text(app)


def test_an_unknown_group_is_noticed_and_all_shown(calm, open_page):
    change(calm[0], tenggat=today() - timedelta(3))
    app = open_page(MENUNGGU, peran=Peran.KETUA, kelompok="<b>x</b>")
    assert "Kelompok “<b>x</b>” pada alamat tidak dikenal" in text(app)
    assert "Terlambat (1)" in text(app)


def test_open_keputusan_of_the_pokja_wait_too(calm, open_page):
    with open_session(SISTEM) as session:
        common = {"tenggat": today() - timedelta(2), "judul": "Lengkapi <i>data</i> pegawai"}
        session.add(t.Keputusan(kode="KEP-K90", pokja_id=1, **common))
        session.add(t.Keputusan(kode="KEU-K90", pokja_id=2, **common))

    words = text(open_page(MENUNGGU, peran=Peran.KETUA))

    assert "Keputusan terbuka (1)" in words
    assert "KEP-K90 Lengkapi <i>data</i> pegawai" in words
    assert "terlambat 2 hari" in words
    assert "KEU-K90" not in words


def test_a_save_comes_back_to_menunggu_as_it_was_left(calm, open_page):
    change(calm[0], tenggat=today() - timedelta(3))
    change(calm[1], tenggat=today() - timedelta(3))
    app = open_page(MENUNGGU, peran=Peran.KETUA, kelompok="Terlambat")
    app.switch_page("pages/aksi/pemutakhiran.py")
    app.query_params = {"kode": calm[0], "kembali": "/menunggu?kelompok=Terlambat"}
    app.run()
    assert "← Menunggu Saya" in text(app)

    app.segmented_control(key=f"mutakhir.{calm[0]}.status").set_value(StatusAksi.BERJALAN)
    app.number_input(key=f"mutakhir.{calm[0]}.progres").set_value(55)
    submit(app)

    assert not app.exception
    assert "Terlambat (2)" in text(app)
    assert app.query_params["kelompok"] == "Terlambat"
    assert app.toast[0].value == f"Pemutakhiran {calm[0]} tersimpan."


def test_a_save_elsewhere_stays_on_its_page(calm, open_page):
    for kembali in ({}, {"kembali": "https://jahat.invalid"}):
        app = open_page("/pemutakhiran", peran=Peran.KETUA, kode=calm[0], **kembali)
        assert "← Pilih rencana aksi lain" in text(app)
        assert "jahat" not in markup(app)
