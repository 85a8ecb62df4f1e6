import re

import pytest
from sqlmodel import col, func, select

from model import tables as t
from model.choices import KeadaanVerifikasi, StatusAksi
from model.clock import now
from model.commands.masalah import create_isu
from model.db import open_session, read_session
from model.isian import IsianIsu
from model.queries.acuan import list_pokja
from model.queries.aksi import list_perlu_perhatian
from model.queries.hitung_temuan import SaringanTemuan
from model.queries.pemeriksaan import list_celah, list_temuan
from model.queries.ringkasan import list_ringkasan_pokja
from model.tables import Penanganan, Permasalahan, Pokja, RencanaAksi, Risiko, Solusi
from tests.app.layar import markup, text
from tests.orang import local_operator

ME = local_operator()


def pokja_of(kode):
    with read_session() as session:
        return next(p for p in list_pokja(session) if p.singkat == kode)


def rows_of(kind, kode="KEU"):
    with read_session() as session:
        query = select(kind).join(Pokja, Pokja.id == kind.pokja_id).where(Pokja.kode == kode)
        return list(session.exec(query.order_by(kind.id)))


def chain_of(app):
    """Return the words of the outline alone."""
    return text(app).partition("Dari isu sampai rencana aksi")[2]


def test_each_of_the_nine_pokja_opens_by_its_address(contoh, open_page, hari):
    with read_session() as session:
        nine = list_pokja(session)
        ringkasan = {r.nama: r for r in list_ringkasan_pokja(session, hari=hari)}
    assert len(nine) == 9
    for pokja in nine:
        words = text(open_page("/pokja", pokja=pokja.nama))
        own = ringkasan[pokja.nama]
        assert f"Pokja {pokja.nama} Koordinator:" in words
        assert f"{own.terlambat} rencana aksi terlambat dari {own.aksi}" in words
        assert f"{own.selesai} dari {own.aksi}" in words


def test_the_first_pokja_stands_without_a_choice(contoh, open_page):
    assert "Pokja Kepegawaian Koordinator: Badan Kepegawaian Daerah" in text(open_page("/pokja"))


@pytest.mark.parametrize("nama", ["Tidak Ada", "keuangan", "<b>x</b>", "9" * 5000])
def test_an_unknown_pokja_is_noticed_and_the_first_shown(contoh, open_page, nama):
    app = open_page("/pokja", pokja=nama)

    words = text(app)
    assert "pada alamat tidak dikenal" in words
    assert "Pokja Kepegawaian Koordinator" in words
    assert "<b>x</b>" not in markup(app)


def test_choosing_another_pokja_shows_it(contoh, open_page):
    app = open_page("/pokja")

    app.pills(key="pokja").set_value("Aset").run()

    assert "Pokja Aset Koordinator" in text(app)


def test_every_tile_opens_the_list_of_this_pokja(contoh, open_page):
    shown = markup(open_page("/pokja", pokja="Bantuan Sosial"))

    for path, rest in (
        ("/rencana-aksi", "ketepatan=Terlambat"),
        ("/rencana-aksi", "ketepatan=Berisiko+terlambat"),
        ("/rencana-aksi", "status=Terkendala"),
        ("/peta-risiko", "prioritas=Ya"),
        ("/rencana-aksi", "status=Selesai"),
    ):
        assert f'href="{path}?pokja=Bantuan+Sosial&amp;{rest}"' in shown
    assert 'href="/permasalahan?pokja=Bantuan+Sosial"' in shown


def test_what_is_late_can_be_updated_from_here(contoh, open_page, hari):
    pokja = pokja_of("AST")
    with read_session() as session:
        late = list_perlu_perhatian(session, hari=hari, pokja_id=pokja.id)

    app = open_page("/pokja", pokja=pokja.nama)

    assert late
    for aksi in late:
        assert aksi.judul in text(app)
        assert f'href="/pemutakhiran?kode={aksi.kode}"' in markup(app)
    assert f'href="/rencana-aksi?pokja={pokja.nama}"' in markup(app)


def test_each_gap_leads_to_its_object(contoh, open_page, hari):
    pokja = pokja_of("KEU")
    with read_session() as session:
        gaps = list_celah(session, hari=hari, pokja_id=pokja.id)

    app = open_page("/pokja", pokja=pokja.nama)

    assert sum(gap.jumlah for gap in gaps) > 2
    for gap in gaps:
        if gap.jumlah:
            assert f"{gap.aturan.nama} {gap.jumlah}" in text(app)
        for temuan in gap.contoh:
            assert f">{temuan.objek.kode}</a> {temuan.objek.judul}" in markup(app)


def test_a_pokja_without_gaps_gets_a_calm_sentence(contoh, open_page, hari):
    pokja = pokja_of("KEU")
    with open_session(ME) as session:
        saringan = SaringanTemuan(pokja.id)
        for x in list_temuan(session, hari=hari, saringan=saringan, sebanyak=500):
            lain = x.lain.kode if x.lain else ""
            session.add(
                t.Pengabaian(
                    aturan=x.aturan.kunci, objek=x.objek.kode, objek_lain=lain, alasan="Wajar",
                    pelaku="Uji", pada=now(),
                )
            )  # fmt: skip

    assert "Tidak ada celah." in text(open_page("/pokja", pokja=pokja.nama))


def test_the_small_map_counts_every_risiko_and_opens_the_cell(contoh, open_page):
    risiko = rows_of(Risiko)

    shown = markup(open_page("/pokja", pokja="Keuangan"))

    cells = re.findall(r'href="/peta-risiko\?k=(\d)&amp;d=(\d)&amp;pokja=Keuangan"', shown)
    wanted = {(str(r.kemungkinan_saat_ini), str(r.dampak_saat_ini)) for r in risiko}
    assert set(cells) == wanted and len(cells) == len(wanted)
    counts = [
        int(n) for n in re.findall(r"besaran \d+ [\w ]+(?:, di atas selera)?: (\d+) risiko", shown)
    ]
    assert sum(counts) == len(risiko)
    assert shown.count('class="sel') == 25


def test_the_chain_shows_every_object_with_its_code(contoh, open_page):
    words = chain_of(open_page("/pokja", pokja="Keuangan"))

    for kind in (Permasalahan, Solusi, Risiko, Penanganan, RencanaAksi):
        for row in rows_of(kind):
            assert f"{row.kode} {row.judul}" in words


def test_only_the_first_isu_is_open(contoh, open_page):
    shown = markup(open_page("/pokja", pokja="Keuangan"))

    assert shown.count('<details class="isu"') == 5
    assert shown.count('<details class="isu" open>') == 1
    assert shown.index('<details class="isu" open>') == shown.index('<details class="isu"')


def test_an_action_for_both_is_marked_at_both_places(contoh, open_page):
    both = next(a for a in rows_of(RencanaAksi) if a.solusi_id and a.penanganan_id)
    with read_session() as session:
        solusi = session.get(Solusi, both.solusi_id).kode
        penanganan = session.get(Penanganan, both.penanganan_id).kode

    words = chain_of(open_page("/pokja", pokja="Keuangan"))

    assert f"{both.kode} {both.judul} juga untuk {penanganan}" in words
    assert f"{both.kode} {both.judul} juga untuk {solusi}" in words


def test_everything_can_be_added_at_its_place(contoh, open_page):
    shown = markup(open_page("/pokja", pokja="Keuangan")).replace("&amp;", "&")

    for address in (
        "/rincian-isu?baru=1&pokja=Keuangan",
        "/rincian-permasalahan?baru=1&pokja=Keuangan&isu=KEU-I1",
        "/rincian-risiko?baru=1&isu=KEU-I1",
        "/rincian-solusi?baru=1&permasalahan=KEU-P01",
        "/rincian-penanganan?baru=1&risiko=KEU-R01",
        "/rincian-aksi?baru=1&solusi=KEU-S01",
        "/rincian-aksi?baru=1&penanganan=KEU-T01",
    ):
        assert f'href="{address}"' in shown


def test_many_isu_come_in_pages_of_ten(contoh, open_page):
    pokja = pokja_of("KEU")
    with open_session(ME) as session:
        for nomor in range(15):
            isian = IsianIsu(judul=f"Isu tambahan {nomor}")
            create_isu(session, pelaku=ME, pokja_id=pokja.id, isian=isian)
            session.flush()

    app = open_page("/pokja", pokja="Keuangan", halaman=2)

    assert markup(app).count('<details class="isu"') == 10
    assert "KEU-I11 Isu tambahan 5" in text(app)
    assert "KEU-I1 " not in chain_of(app)
    app.pills(key="pokja").set_value("Aset").run()
    assert "AST-I1 " in chain_of(app), "another pokja begins at its first isu"


@pytest.mark.parametrize("halaman", ["2", "0", "-1", "x", "9" * 100])
def test_a_page_that_is_not_there_is_noticed(contoh, open_page, halaman):
    app = open_page("/pokja", pokja="Keuangan", halaman=halaman)

    assert "Halaman “" in text(app)
    assert "KEU-I1 " in chain_of(app)


def test_a_pokja_without_data_says_so(store, open_page):
    app = open_page("/pokja", pokja="Aset")

    words = text(app)
    assert "Belum ada permasalahan, risiko, atau rencana aksi yang dapat diperiksa." in words
    assert "Belum ada risiko." in words
    assert "Belum ada isu strategis." in words
    assert "Belum ada data untuk bagan ini." in words
    assert "0 %" not in words
    assert 'href="/rincian-isu?baru=1&amp;pokja=Aset"' in markup(app)


def test_hostile_and_very_long_text_is_shown_as_text_and_cut_short(contoh, open_page):
    nasty = "<script>alert(1)</script> {{ 7*7 }} ![x](http://contoh.invalid/x.png)"
    with open_session(ME) as session:
        isu = session.exec(select(t.IsuStrategis).where(t.IsuStrategis.kode == "KEU-I1")).one()
        isu.judul, isu.uraian = "W" * 200, "W" * 2000
        masalah = session.exec(select(Permasalahan).where(Permasalahan.kode == "KEU-P01")).one()
        masalah.judul, masalah.akar_masalah = nasty, "W" * 1000
        aksi = session.exec(select(RencanaAksi).where(RencanaAksi.kode == "KEU-A01")).one()
        aksi.status, aksi.progres, aksi.selesai_pada = StatusAksi.TERKENDALA, 50, None
        aksi.verifikasi = KeadaanVerifikasi.BELUM
        aksi.kendala = nasty * 10

    app = open_page("/pokja", pokja="Keuangan")

    shown = markup(app)
    assert "<script>" not in shown and "{{ 7*7 }}" in shown
    assert "W" * 200 in shown and "W" * 401 not in shown


def test_the_number_of_late_actions_moves_with_a_save(contoh, open_page, hari):
    app = open_page("/pokja", pokja="Aset")
    with read_session() as session:
        pokja = pokja_of("AST")
        before = next(
            r for r in list_ringkasan_pokja(session, hari=hari) if r.nama == pokja.nama
        ).terlambat
    with open_session(ME) as session:
        late = session.exec(
            select(RencanaAksi).where(
                RencanaAksi.pokja_id == pokja.id,
                col(RencanaAksi.tenggat) < hari,
                RencanaAksi.status == StatusAksi.BERJALAN,
            )
        ).first()
        late.status, late.progres, late.selesai_pada = StatusAksi.SELESAI, 100, hari
        late.verifikasi = KeadaanVerifikasi.MENUNGGU

    app.run()

    assert f"{before - 1} rencana aksi terlambat" in text(app)


def test_a_solusi_with_many_actions_shows_thirty_and_a_link_to_the_rest(contoh, open_page):
    with open_session(ME) as session:
        solusi = session.exec(select(Solusi).where(Solusi.kode == "KEU-S01")).one()
        had = session.exec(select(func.count()).where(RencanaAksi.solusi_id == solusi.id)).one()
        for nomor in range(40):
            session.add(
                RencanaAksi(
                    kode=f"KEU-A9{nomor:03d}", pokja_id=solusi.pokja_id, solusi_id=solusi.id,
                    judul="Aksi tambahan",
                )
            )  # fmt: skip

    app = open_page("/pokja", pokja="Keuangan")

    assert f'<a href="/rincian-solusi?kode=KEU-S01">+{had + 10} lainnya</a>' in markup(app)
