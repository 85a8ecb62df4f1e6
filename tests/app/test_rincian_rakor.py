from datetime import time, timedelta

import pytest
from sqlmodel import select

from model import tables as t
from model.choices import KeadaanRakor, Peran
from model.clock import today
from model.commands.agenda import fill_sesi, move_agenda
from model.commands.kehadiran import record_kehadiran
from model.commands.rakor import set_undangan, update_rakor
from model.config import settings
from model.db import read_session
from model.permissions import Hak
from tests.app.layar import markup, text
from tests.unit.akun import without
from tests.unit.rakor import (
    add_sesi,
    agenda,
    isian_hadir,
    isian_rakor,
    one,
    perform,
    prepared,
    running,
    sesi,
)

SIAP = "2"  # of the example


def press(app, key):
    return app.button(key=key).click().run()


def send(app, words):
    """Press the button of a form by its words."""
    return next(b for b in app.button if b.label == words).click().run()


def labels(app):
    return {b.label for b in app.button}


def titles(rakor_id):
    return [a.judul for a in agenda(rakor_id)]


@pytest.mark.parametrize("nomor", ["99", "0", "x", "9" * 30, ""])
def test_a_number_that_no_rakor_has_leads_back_to_the_list(contoh, open_page, nomor):
    app = open_page("/rincian-rakor", rakor=nomor)
    assert "Rakor ini tidak ada." in text(app)
    assert 'href="/rakor"' in markup(app)


def test_everybody_reads_the_agenda_by_the_clock(contoh, open_page):
    words = text(open_page("/rincian-rakor", peran=Peran.PIMPINAN, rakor=SIAP))
    assert "Seluruhnya 7 jam 35 menit" in words
    assert "1. Pembukaan dan tindak lanjut rakor lalu 08.30–08.50 20" in words
    assert "2. Pokja Kepegawaian 08.50–09.35 45" in words
    assert "3 acara, 2 jam 15 menit; melebihi jam sesi 15 menit" in words
    assert "14.30–15.15 lewat jam sesi" in words
    assert "Riwayat (15 perubahan)" in words


@pytest.mark.parametrize("peran", without(Hak.KELOLA_RAKOR))
@pytest.mark.parametrize("bagian", ["Agenda", "Undangan", "Kehadiran"])
def test_others_get_no_form_no_code_and_no_file(contoh, open_page, peran, bagian):
    rakor_id = running()
    for alamat in ({"bagian": bagian}, {"bagian": bagian, "ubah": "1"}):
        app = open_page("/rincian-rakor", peran=peran, rakor=str(rakor_id), **alamat)
        assert not app.button
        assert not app.selectbox
        assert not app.multiselect
        assert one(rakor_id).kode_hadir not in markup(app)
        assert "/layar/unduh" not in markup(app)
        assert "/tutup-rakor" not in markup(app)


def test_a_closed_rakor_can_be_replayed_and_changed_by_nobody(contoh, open_page):
    for bagian in ("Agenda", "Undangan", "Kehadiran"):
        app = open_page("/rincian-rakor", rakor="1", bagian=bagian, ubah="1")
        assert not app.button
        assert not app.selectbox
        assert 'href="/layar?rakor=1"' in markup(app)
        assert 'href="/notulen?rakor=1"' in markup(app)
    words = text(app)
    assert "Hadir 38 dari 45 perangkat daerah yang diundang, dan 1 yang tidak diundang." in words
    assert "Biro Kerja Sama Daerah tidak diundang hadir" in words
    assert "tidak hadir" in words


def test_the_office_opens_a_rakor_and_is_told_what_that_does(contoh, open_page):
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, rakor=SIAP)
    assert "Rakor yang sudah dibuka tidak dapat kembali menjadi disiapkan." in text(app)
    assert "/tutup-rakor" not in markup(app)
    press(app, f"rakor.{SIAP}.buka")
    assert one(2).keadaan == KeadaanRakor.BERLANGSUNG
    assert f'href="/tutup-rakor?rakor={SIAP}"' in markup(app)
    assert 'href="/kendali"' in markup(app)
    assert f'href="/layar/unduh?rakor={SIAP}" data-muat download' in markup(app)


def test_while_another_rakor_runs_none_is_opened(contoh, open_page):
    running(tema="Yang berlangsung")
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, rakor=SIAP)
    press(app, f"rakor.{SIAP}.buka")
    assert "Rakor “Yang berlangsung” masih berlangsung." in text(app)
    assert one(2).keadaan == KeadaanRakor.DISIAPKAN


def test_what_was_seen_is_what_is_opened(contoh, open_page):
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, rakor=SIAP)
    isian = isian_rakor(tema="Tema lain", mulai=one(2).mulai)
    perform(update_rakor, row_id=2, versi=1, isian=isian)
    press(app, f"rakor.{SIAP}.buka")
    assert "baru saja diubah orang lain" in text(app)
    assert one(2).keadaan == KeadaanRakor.DISIAPKAN
    press(app, f"rakor.{SIAP}.buka")
    assert one(2).keadaan == KeadaanRakor.BERLANGSUNG


def test_a_change_that_others_overtook_keeps_what_was_typed(contoh, open_page):
    rakor_id = prepared(tempat="Ruang lama")
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, rakor=str(rakor_id), ubah="1")
    app.text_input(key=f"rakor.{rakor_id}.tema").set_value("Tema saya")
    perform(update_rakor, row_id=rakor_id, versi=1, isian=isian_rakor(tempat="Ruang baru"))
    send(app, "Simpan")
    assert "Belum tersimpan: data ini baru saja diubah orang lain." in text(app)
    send(app, "Simpan")
    assert (one(rakor_id).tema, one(rakor_id).tempat) == ("Tema saya", "Ruang baru")
    assert "ubah" not in app.query_params


def test_an_item_is_moved_changed_added_and_taken_out(contoh, open_page):
    rakor_id = prepared()
    before = titles(rakor_id)
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, rakor=str(rakor_id))
    assert app.button(key="acara.naik").disabled
    item = agenda(rakor_id)[1]
    app.selectbox(key="acara.pilih").set_value(item.id).run()
    press(app, "acara.naik")
    assert titles(rakor_id)[:2] == [before[1], before[0]]
    press(app, "acara.turun")
    assert titles(rakor_id) == before

    app.text_input(key=f"acara.{item.id}.judul").set_value("Giliran <b>pertama</b>")
    app.number_input(key=f"acara.{item.id}.menit").set_value(130)
    next(b for b in app.button if f"acara.{item.id}.form" in b.key).click().run()
    assert titles(rakor_id)[1] == "Giliran <b>pertama</b>"
    assert agenda(rakor_id)[1].menit == 130
    assert "<b>pertama</b>" not in markup(app)

    press(app, f"acara.{item.id}.tarik")
    assert len(agenda(rakor_id)) == 10
    app.text_input(key=f"acara.baru.{rakor_id}.judul").set_value("Doa bersama")
    next(b for b in app.button if f"acara.baru.{rakor_id}.form" in b.key).click().run()
    assert titles(rakor_id)[-1] == "Doa bersama"
    assert agenda(rakor_id)[-1].menit == 15


def test_a_move_that_others_overtook_is_refused_once(contoh, open_page):
    rakor_id = prepared()
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, rakor=str(rakor_id))
    last = agenda(rakor_id)[-1]
    perform(move_agenda, row_id=last.id, versi=last.versi, langkah=-99)
    moved = titles(rakor_id)
    press(app, "acara.turun")
    assert "baru saja diubah orang lain" in text(app)
    assert titles(rakor_id) == moved


def test_a_sitting_is_added_filled_and_taken_out(contoh, open_page):
    rakor_id = prepared()
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, rakor=str(rakor_id))
    key = f"sesi.baru.{rakor_id}"
    app.text_input(key=f"{key}.nama").set_value("Pagi hari")
    app.time_input(key=f"{key}.jam_mulai").set_value(time(9))
    app.time_input(key=f"{key}.jam_selesai").set_value(time(8))
    send(app, "Tambah sesi")
    assert "Jam selesai harus setelah jam mulai." in text(app)
    app.time_input(key=f"{key}.jam_selesai").set_value(time(9, 20))
    send(app, "Tambah sesi")
    [pagi] = sesi(rakor_id)

    app.selectbox(key="sesi.pilih").set_value(pagi.id).run()
    ids = [a.id for a in agenda(rakor_id)]
    chosen = app.multiselect(key=f"sesi.{pagi.id}.acara.0.dipilih")
    chosen.set_value(ids[:2])
    perform(fill_sesi, row_id=pagi.id, versi=1, agenda_ids=[ids[4]])
    send(app, "Simpan acara sesi")
    assert [a.id for a in agenda(rakor_id) if a.sesi_id == pagi.id] == [ids[0], ids[1], ids[4]]
    assert "melebihi jam sesi 20 menit" in text(app)

    press(app, f"sesi.{pagi.id}.tarik")
    assert sesi(rakor_id) == []
    assert "Belum masuk sesi" in text(app)


def test_an_invitation_that_others_gave_meanwhile_stays(contoh, open_page):
    rakor_id = prepared()
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[1, 2, 3])
    query = {"rakor": str(rakor_id), "bagian": "Undangan"}
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, **query)
    assert "3 perangkat daerah diundang." in text(app)
    key = f"undangan.{rakor_id}"
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[1, 2, 3, 4])
    app.run()
    assert app.multiselect(key=f"{key}.0.dipilih").value == [1, 2, 3], "what the person began from"
    app.multiselect(key=f"{key}.0.dipilih").set_value([1, 2, 7])
    send(app, "Simpan undangan")
    with read_session() as session:
        invited = session.exec(
            select(t.Undangan.pd_id).where(
                t.Undangan.rakor_id == rakor_id, t.Undangan.ditarik_pada.is_(None)
            )
        ).all()
    assert sorted(invited) == [1, 2, 4, 7]
    assert app.multiselect(key=f"{key}.1.dipilih").value == [1, 2, 4, 7]


def test_one_press_makes_present_and_one_more_takes_it_back(contoh, open_page):
    rakor_id = running()
    query = {"rakor": str(rakor_id), "bagian": "Kehadiran"}
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, **query)
    press(app, f"hadir.{rakor_id}.4.catat")
    assert "Hadir 1 dari 51" in text(app)
    assert "BPKD, hadir" in labels(app)
    assert app.toast[0].value == "BPKD hadir."
    press(app, f"hadir.{rakor_id}.4.tarik")
    assert "Hadir 0 dari 51" in text(app)
    assert "BPKD" in labels(app)


def test_a_press_on_what_another_pressed_meanwhile_takes_nothing_back(contoh, open_page):
    rakor_id = running()
    query = {"rakor": str(rakor_id), "bagian": "Kehadiran"}
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, **query)
    perform(record_kehadiran, rakor_id=rakor_id, isian=isian_hadir(4))
    press(app, f"hadir.{rakor_id}.4.catat")
    assert one(rakor_id).hadir == 1


def test_whoever_comes_uninvited_is_written_down_with_their_post(contoh, open_page):
    rakor_id = running()
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[1])
    query = {"rakor": str(rakor_id), "bagian": "Kehadiran"}
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, **query)
    app.selectbox(key=f"kehadiran.{rakor_id}.pd_id").set_value(9)
    app.text_input(key=f"kehadiran.{rakor_id}.jabatan").set_value("<u>Kepala Bidang</u>")
    send(app, "Catat hadir")
    words = text(app)
    assert "Hadir 0 dari 1 perangkat daerah yang diundang, dan 1 yang tidak diundang." in words
    assert "<u>Kepala Bidang</u>" in words
    assert "<u>" not in markup(app)


def test_the_code_for_phones_leads_to_the_public_address(contoh, open_page, monkeypatch):
    rakor_id = running()
    monkeypatch.setenv("FORUM_ALAMAT_PUBLIK", "https://rakor.example.go.id")
    settings.cache_clear()
    query = {"rakor": str(rakor_id), "bagian": "Kehadiran"}
    app = open_page("/rincian-rakor", peran=Peran.SEKRETARIAT, **query)
    settings.cache_clear()
    alamat = f"https://rakor.example.go.id/hadir?rakor={rakor_id}&kode={one(rakor_id).kode_hadir}"
    assert alamat in text(app)
    assert 'src="data:image/svg+xml;' in markup(app)


def test_an_empty_agenda_and_no_invitations_are_said(store, open_page):
    rakor_id = prepared()
    perform(set_undangan, rakor_id=rakor_id, pd_ids=[])
    with read_session() as session:
        assert session.get(t.Rakor, rakor_id) is not None
    add_sesi(rakor_id, tanggal=today() + timedelta(days=1))
    query = {"rakor": str(rakor_id)}
    assert "belum ada acara; tersedia 2 jam" in text(open_page("/rincian-rakor", **query))
    words = text(open_page("/rincian-rakor", bagian="Undangan", **query))
    assert "Belum ada perangkat daerah yang diundang." in words
    words = text(open_page("/rincian-rakor", bagian="Kehadiran", **query))
    assert "Belum ada perangkat daerah yang diundang atau hadir." in words
