import re
from datetime import timedelta

import pytest
from sqlmodel import insert, select

from model.choices import KeadaanVerifikasi, Ketepatan, StatusAksi
from model.db import open_session, read_session
from model.queries.acuan import list_perangkat_daerah, list_pokja
from model.queries.aksi import SaringanAksi, UrutAksi, list_aksi
from model.tables import RencanaAksi
from tests.app.layar import markup, text
from tests.orang import local_operator

DAFTAR = "/rencana-aksi"
NOTICE = re.compile(r'<p class="catatan pemberitahuan" role="status">(.*?)</p>')


def listed(app):
    """Return the codes of the rencana aksi in the table."""
    return re.findall(r'<td class="judul-baris"><a [^>]*>([A-Z]{3}-A\d+)</a>', markup(app))


def notices(app):
    return NOTICE.findall(markup(app))


def wanted(hari, **saringan):
    with read_session() as session:
        return [a.kode for a in list_aksi(session, hari=hari, saringan=SaringanAksi(**saringan))]


def drawn_codes(app):
    """Return the labels on the axis of the timeline."""
    assert app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")
    chart = (app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart"))[0].proto.spec
    domain = re.search(r'"scale": ?\{"domain": ?\[("[A-Z]{3}-A\d.*?")\]\}', chart).group(1)
    return re.findall(r'"([A-Z]{3}-A\d+)  ', domain)


def test_daftar_says_so_when_there_is_no_rencana_aksi(store, open_page):
    app = open_page(DAFTAR)

    assert "Tidak ada rencana aksi" in text(app)
    assert "Belum ada rencana aksi." in text(app)
    assert "Hapus saringan" not in text(app)
    assert not app.get("pagination")


def test_linimasa_says_so_when_there_is_no_rencana_aksi(store, open_page):
    assert "Belum ada rencana aksi." in text(open_page(DAFTAR, tampilan="Linimasa"))


def test_daftar_shows_the_first_fifty_and_what_needs_attention_first(contoh, open_page, hari):
    app = open_page(DAFTAR)

    assert listed(app) == wanted(hari)[:50]
    words = text(app)
    late = len(wanted(hari, ketepatan=(Ketepatan.TERLAMBAT,)))
    at_risk = len(wanted(hari, ketepatan=(Ketepatan.BERISIKO,)))
    assert "314 rencana aksi" in words
    assert f"Di antaranya {late} terlambat dan {at_risk} berisiko terlambat." in words
    assert "Baris 1 sampai 50 dari 314" in words
    assert "Hapus saringan" not in words
    assert notices(app) == []


def test_an_open_action_can_be_updated_from_its_line_and_a_closed_one_not(contoh, open_page):
    open_only = markup(open_page(DAFTAR, status="Berjalan"))
    assert open_only.count('href="/pemutakhiran?kode=') == 50
    assert 'aria-label="Mutakhirkan ' in open_only

    closed = markup(open_page(DAFTAR, ketepatan="Sudah ditutup"))
    assert 'href="/pemutakhiran?kode=' not in closed
    assert 'href="/rincian-aksi?kode=' in closed


@pytest.mark.parametrize(
    ("query", "saringan"),
    [
        ({"status": "Terkendala"}, {"status": (StatusAksi.TERKENDALA,)}),
        (
            {"status": ["Berjalan", "Terkendala"]},
            {"status": (StatusAksi.BERJALAN, StatusAksi.TERKENDALA)},
        ),
        *(({"ketepatan": kind.label}, {"ketepatan": (kind,)}) for kind in Ketepatan),
        ({"cari": "menyusun pedoman"}, {"cari": "menyusun pedoman"}),
        ({"cari": "keu-a01"}, {"cari": "keu-a01"}),
        *(({"urut": urut.label}, {"urut": urut}) for urut in UrutAksi),
    ],
)
def test_each_filter_can_be_set_by_the_address(contoh, open_page, hari, query, saringan):
    app = open_page(DAFTAR, **query)

    expected = wanted(hari, **saringan)
    assert expected
    assert listed(app) == expected[:50]
    assert notices(app) == []
    assert f"{len(expected)} rencana aksi" in text(app)


def test_pokja_and_perangkat_daerah_can_be_set_by_the_address(contoh, open_page, hari):
    with read_session() as session:
        pokja = next(p for p in list_pokja(session) if p.nama == "Keuangan")
        pd = next(p for p in list_perangkat_daerah(session) if p.singkat == "BPKD")

    app = open_page(DAFTAR, pokja="Keuangan", pd="BPKD")

    assert listed(app) == wanted(hari, pokja_id=pokja.id, pd_id=pd.id)
    assert "· Pokja Keuangan · penanggung jawab BPKD" in text(app)
    assert '<th scope="col">Pokja</th>' not in markup(app)


def test_tenggat_can_be_set_by_the_address(contoh, open_page, hari):
    dari, sampai = hari - timedelta(days=7), hari + timedelta(days=14)

    app = open_page(DAFTAR, dari=dari.isoformat(), sampai=sampai.isoformat())

    expected = wanted(hari, tenggat_dari=dari, tenggat_sampai=sampai)
    assert listed(app) == expected[:50]
    assert f"{len(expected)} rencana aksi · tenggat " in text(app)


def test_a_filter_can_be_taken_away_again_with_order_and_view_kept(contoh, open_page):
    shown = markup(open_page(DAFTAR, pokja="Aset", urut="Kode", tampilan="Linimasa"))
    assert 'href="/rencana-aksi?urut=Kode&amp;tampilan=Linimasa" data-ke="">Hapus saringan' in shown
    assert 'href="/rencana-aksi" data-ke="">Hapus' in markup(open_page(DAFTAR, pokja="Aset"))


def test_a_filter_that_finds_nothing_says_what_to_do(contoh, open_page):
    app = open_page(DAFTAR, cari="tidakadasamasekali", tampilan="Linimasa")

    words = text(app)
    assert "Tidak ada rencana aksi · memuat “tidakadasamasekali”" in words
    assert "Longgarkan atau hapus saringan." in words
    assert "Hapus saringan" in words


@pytest.mark.parametrize(
    ("key", "value", "label"),
    [
        ("pokja", "Tidak Ada", "Pokja"),
        ("pd", "X", "Penanggung jawab"),
        ("status", "berjalan", "Status"),
        ("ketepatan", "terlambat?", "Ketepatan"),
        ("dari", "besok", "Tenggat dari"),
        ("dari", "2026-02-30", "Tenggat dari"),
        ("dari", "1890-01-01", "Tenggat dari"),
        ("sampai", "9999-12-31", "Tenggat sampai"),
        ("sampai", "2026-W01-1", "Tenggat sampai"),
        ("urut", "acak", "Urutan"),
        ("tampilan", "kanban", "Tampilan"),
        ("halaman", "8", "Halaman"),
        ("halaman", "0", "Halaman"),
        ("halaman", "-1", "Halaman"),
        ("halaman", "satu", "Halaman"),
        ("halaman", "9" * 5000, "Halaman"),
        ("status", "<b>tebal</b>", "Status"),
        ("pokja", "**tebal** [x](http://x.invalid) :red[y]", "Pokja"),
        ("pokja", "'; DROP TABLE pokja; --", "Pokja"),
        ("status", "\x00\u202e", "Status"),
        ("status", "x" * 5000, "Status"),
    ],
)
def test_a_bad_value_is_ignored_with_one_calm_notice(contoh, open_page, hari, key, value, label):
    app = open_page(DAFTAR, **{key: value})

    (notice,) = notices(app)
    assert notice.startswith(f"{label} “")
    assert notice.endswith("jadi tidak dipakai.")
    assert len(notice) < 200
    assert "<b>" not in notice
    assert listed(app) == wanted(hari)[:50]
    assert app.query_params == {}


def test_bad_values_beside_good_ones_leave_the_good_ones(contoh, open_page, hari):
    app = open_page(DAFTAR, status=["Berjalan", "apa"], ketepatan="Terlambat", dari="kapan")

    saringan = {"status": (StatusAksi.BERJALAN,), "ketepatan": (Ketepatan.TERLAMBAT,)}
    assert listed(app) == wanted(hari, **saringan)[:50]
    assert [notice.partition(" “")[0] for notice in notices(app)] == ["Status", "Tenggat dari"]


def test_a_thousand_bad_values_do_not_fill_the_screen(contoh, open_page):
    app = open_page(DAFTAR, status=[f"s{number}" for number in range(900)])

    assert len(notices(app)) == 4
    assert notices(app)[-1] == "897 nilai Status lain pada alamat juga tidak dikenal."


def test_empty_values_say_nothing(contoh, open_page):
    app = open_page(DAFTAR, status="", pokja="", dari="", cari="", halaman="")

    assert notices(app) == []
    assert "314 rencana aksi" in text(app)


def test_a_search_too_long_is_cut_with_a_notice(contoh, open_page):
    app = open_page(DAFTAR, cari="a" * 5000)

    assert notices(app) == ["Cari pada alamat terlalu panjang, jadi dipakai 100 huruf pertama."]
    assert app.text_input(key="cari").value == "a" * 100


@pytest.mark.parametrize("cari", ["\x00", "%", "_", "<script>alert(1)</script>", "' OR 1=1 --"])
def test_a_hostile_search_finds_nothing_and_breaks_nothing(contoh, open_page, cari):
    app = open_page(DAFTAR, cari=cari)

    assert "<script>" not in markup(app)
    assert listed(app) == [] or cari == "\x00"


def test_changing_a_filter_changes_the_list(contoh, open_page, hari):
    app = open_page(DAFTAR, pokja="Keuangan")

    app.multiselect(key="ketepatan").select("Terlambat").run()

    assert "rencana aksi terlambat · Pokja Keuangan" in text(app)

    app.multiselect(key="ketepatan").unselect("Terlambat").run()
    app.selectbox(key="pokja").set_value(None).run()

    assert listed(app) == wanted(hari)[:50]


def test_each_page_goes_on_where_the_one_before_ended(contoh, open_page, hari):
    codes = wanted(hari)
    for halaman in range(1, 8):
        app = open_page(DAFTAR, halaman=str(halaman))
        assert listed(app) == codes[50 * (halaman - 1) : 50 * halaman]
    assert "Baris 301 sampai 314 dari 314" in text(app)


def test_another_page_is_chosen_with_a_click(contoh, open_page, hari):
    app = open_page(DAFTAR)

    app.get("pagination")[0].set_value(3).run()

    assert listed(app) == wanted(hari)[100:150]


def test_a_changed_filter_begins_at_its_first_page(contoh, open_page, hari):
    app = open_page(DAFTAR, halaman="3")

    app.multiselect(key="status").select("Berjalan").run()

    assert listed(app) == wanted(hari, status=(StatusAksi.BERJALAN,))[:50]
    assert "halaman" not in app.query_params


def test_a_page_of_a_list_that_has_grown_short_is_taken_out_of_the_address(contoh, open_page):
    app = open_page(DAFTAR, halaman="2", ketepatan="Tanpa tenggat")

    assert notices(app) == ["Halaman “2” pada alamat tidak ada, jadi tidak dipakai."]
    assert app.query_params == {"ketepatan": "Tanpa tenggat"}


def test_linimasa_draws_forty_in_the_order_of_the_filter(contoh, open_page, hari):
    app = open_page(DAFTAR, tampilan="Linimasa", urut="Kode")

    assert drawn_codes(app) == wanted(hari, urut=UrutAksi.KODE)[:40]
    assert listed(app) == []


def test_linimasa_names_what_has_no_full_dates(contoh, open_page, hari):
    app = open_page(DAFTAR, tampilan="Linimasa", ketepatan="Tanpa tenggat")

    codes = wanted(hari, ketepatan=(Ketepatan.TANPA_TENGGAT,))
    assert codes
    named = re.findall(r'<li><a href="/rincian-aksi\?kode=([A-Z]{3}-A\d+)">', markup(app))
    assert named == codes[:40]
    assert "(tanpa tenggat)" in text(app)


@pytest.mark.parametrize("tampilan", ["Tabel", "Linimasa"])
def test_the_longest_texts_are_shown_as_they_are(store, contoh, open_page, tampilan):
    judul = "<b>" + "Panjang" * 28 + "x"
    with open_session(local_operator()) as session:
        aksi = session.exec(select(RencanaAksi).where(RencanaAksi.kode == "KEU-A01")).one()
        aksi.judul, aksi.keluaran = judul, "k" * 500
        aksi.status, aksi.progres, aksi.selesai_pada = StatusAksi.TERKENDALA, 50, None
        aksi.verifikasi = KeadaanVerifikasi.BELUM
        aksi.kendala = "*" * 1000
        aksi.mulai = aksi.tenggat = None

    app = open_page(DAFTAR, cari="KEU-A01", tampilan=tampilan)

    assert len(judul) == 200
    assert judul in text(app).replace("&lt;", "<")
    assert "<b>Panjang" not in markup(app)


def test_the_page_asks_the_store_as_often_for_many_rows_as_for_few(
    contoh, open_page, count_statements
):
    few = count_statements(lambda: open_page(DAFTAR, cari="KEU-A01"))
    many = count_statements(lambda: open_page(DAFTAR))
    assert many <= few + 1


@pytest.fixture
def count_statements():
    """Give `count_statements(what)`: how many statements `what()` sends to the store."""
    import streamlit as st

    from tests.stores import counted_statements

    def count(what):
        st.cache_data.clear()
        with counted_statements() as statements:
            what()
        return len([s for s in statements if s.startswith("SELECT")])

    return count


def test_a_list_of_thousands_is_cut_into_pages(contoh, open_page):
    with open_session(local_operator()) as session:
        row = session.exec(select(RencanaAksi).where(RencanaAksi.kode == "KEU-A01")).one()
        same = row.model_dump(exclude={"id", "kode"})
        session.execute(
            insert(RencanaAksi),
            [same | {"kode": f"KEU-A{number}"} for number in range(1001, 4001)],
        )

    app = open_page(DAFTAR, pokja="Keuangan", halaman="61")

    assert "Baris 3.001 sampai" in text(app)
    assert len(listed(app)) == 36
