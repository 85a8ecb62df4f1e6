from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlmodel import select

from model import append_only
from model import tables as t
from model.choices import Peran
from model.db import open_session, read_session
from model.format import angka, tanggal
from model.perubahan import Neraca, read_perubahan
from model.titik import KINI, Titik, label_rakor
from pages.exports.sejak import KOLOM_NERACA, KOLOM_PERUBAHAN
from pages.exports.tabel import Tabel, csv_parts
from tests.app.layar import markup, text
from tests.orang import local_operator
from tests.stores import HARI

HALAMAN = "/sejak-rakor"


def nama_rakor() -> str:
    with read_session() as session:
        rakor = session.get_one(t.Rakor, 1)
        return label_rakor(rakor.mulai, rakor.selesai)


def changes(dari=Titik(rakor_id=1), sampai=KINI):
    with read_session() as session:
        return read_perubahan(session, dari=dari, sampai=sampai)


def test_it_begins_with_the_last_closed_rakor_and_the_balances_are_shown_as_sums(contoh, open_page):
    app = open_page(HALAMAN, peran=Peran.PIMPINAN)
    words, found = text(app), changes()

    assert f"Perubahan dari {nama_rakor()} sampai sekarang" in words
    for apa in Neraca:
        last = found.list_neraca(apa)[-1]
        assert (
            f"{apa.label}: {last.awal} + {last.jumlah_masuk} − {last.jumlah_keluar} = {last.akhir}"
        ) in words
    for group in found.list_kelompok():
        assert f"{group.jenis.label} {angka(len(group.butir))}" in words
    assert "kali mundur" in markup(open_page(HALAMAN, jenis="Tenggat mundur"))
    assert app.query_params == {}


def test_long_groups_are_cut_and_lead_to_the_whole_list(contoh, open_page):
    found = changes()
    jenis, butir = max(
        ((g.jenis, g.butir) for g in found.list_kelompok()), key=lambda pair: len(pair[1])
    )
    words = text(open_page(HALAMAN))
    assert f"+{angka(len(butir) - 6)} lainnya." in words

    page = text(open_page(HALAMAN, jenis=jenis.label, halaman="2"))
    assert f"Baris 51 sampai {min(100, len(butir))} dari {len(butir)}" in page
    assert butir[50].kode in page and butir[49].kode not in page.replace(butir[50].kode, "")
    assert "Rencana aksi terbuka:" not in page


def test_each_change_opens_its_object(contoh, open_page):
    html = markup(open_page(HALAMAN, pokja="Keuangan"))
    for butir in changes().list_butir(2)[:3]:
        assert f'kode={butir.kode}"' in html


def test_a_pokja_narrows_the_balance_and_the_changes(contoh, open_page):
    words = text(open_page(HALAMAN, pokja="Keuangan"))
    row = changes().list_neraca(Neraca.AKSI, 2)[0]

    assert f"Rencana aksi terbuka: {row.awal} + " in words
    assert "Pokja Keuangan" in words
    assert "Kepegawaian" not in words and "KEP-A" not in words


@pytest.mark.parametrize("alamat", ["rakor-1", "kini", "label"])
def test_the_address_takes_short_names_and_labels(contoh, open_page, alamat):
    day = HARI - timedelta(days=100)
    sampai = {"rakor-1": "rakor-1", "kini": "kini", "label": nama_rakor()}[alamat]
    words = text(open_page(HALAMAN, dari=day.isoformat(), sampai=sampai))
    end = "sekarang" if alamat == "kini" else nama_rakor()
    assert f"Perubahan dari {tanggal(day)} sampai {end}" in words


def test_two_points_the_wrong_way_round_are_refused(contoh, open_page):
    day = HARI - timedelta(days=2)
    words = text(open_page(HALAMAN, dari=day.isoformat(), sampai="rakor-1"))
    assert "Titik awal harus lebih dahulu" in words
    assert "Rencana aksi terbuka" not in words


def test_a_day_before_the_first_and_an_unknown_value_are_said(contoh, open_page):
    assert "Belum ada data per 1 Januari 2001." in text(open_page(HALAMAN, dari="2001-01-01"))
    words = text(open_page(HALAMAN, dari="rakor-77"))
    assert "rakor-77" in words and "tidak dikenal" in words
    assert f"Perubahan dari {nama_rakor()}" in words


def test_nothing_changed_is_said(contoh, open_page):
    today = HARI.isoformat()
    words = text(open_page(HALAMAN, dari=today))
    assert "Tidak ada perubahan di antara kedua waktu ini." in words
    assert "Tidak ada perubahan dari jenis ini." in text(
        open_page(HALAMAN, dari=today, jenis="Tenggat mundur")
    )


def test_without_a_closed_rakor_a_day_is_offered(store, open_page):
    app = open_page(HALAMAN)
    assert "Belum ada rakor yang ditutup. Pilih tanggal awal" in text(app)
    assert [box.label for box in app.date_input] == ["Dari tanggal"]


def test_a_damaged_potret_is_said_on_the_page(contoh, open_page):
    with open_session(local_operator()) as session:
        good = session.exec(select(t.PotretBeku)).one()
        broken = {"rakor_id": 1, "pada": good.pada, "hari": good.hari, "isi": good.isi[:-9]}
        session.expunge(good)
        append_only.unprotect(session.connection(), ("potret_beku",))
        session.execute(delete(t.PotretBeku))
        session.add(t.PotretBeku(**broken, sha256="1" * 64))
        session.flush()
        append_only.protect(session.connection(), ("potret_beku",))
    assert "Potret data ini rusak atau telah diubah" in text(open_page(HALAMAN))


def test_the_files_hold_every_change_and_the_whole_balance(contoh):
    found = changes()
    rows = found.list_butir()
    csv = b"".join(csv_parts(Tabel("Perubahan", "", KOLOM_PERUBAHAN, rows, contoh=True))).decode()
    assert len(csv.strip().splitlines()) == len(rows) + 1 == len(found.butir) + 1
    balance = [n for apa in Neraca for n in found.list_neraca(apa)]
    csv = b"".join(csv_parts(Tabel("Neraca", "", KOLOM_NERACA, balance, contoh=True))).decode()
    lines = csv.strip().splitlines()
    assert len(lines) == 31
    assert lines[10].startswith("Rencana aksi terbuka;Seluruh forum;")


def test_a_text_with_markup_stays_text(contoh, open_page):
    with open_session(local_operator()) as session:
        row = session.exec(select(t.Permasalahan)).first()
        session.add(
            t.Permasalahan(
                **row.model_dump(exclude={"id", "kode", "judul"}), kode="KEP-P99",
                judul="<img src=x onerror=alert(1)>",
            )
        )  # fmt: skip
    html = markup(open_page(HALAMAN))
    assert "KEP-P99" in html and "<img" not in html
